"""Every rule against its cases: tests/rules/CODE.md, good ones and bad ones.

A file is `# CODE title`, then `## good: sentence` and `## bad: sentence`, each with fenced blocks:

    ```yaml outline              the outline; title and as_of are added at its end if missing
    ```markdown source NAME      sources/NAME.md
    ```yaml sidecar NAME         sources/NAME.excerpts.yaml
    ```text expected             one finding a line: `CODE PLACE`, then words of its message

PLACE is `line:column` in the outline, or `NAME:line:column` in a source. Blocks above the first
`##` hold for every case of the file. A good case has no finding of the file's rule and no error
at all; a bad one has exactly the findings of that rule that it lists, and no error unlisted. A rule
that templates ask for by a name in `forbid` is asked for in its own cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen.check.forbid import FORBIDDEN
from briefgen.diagnostics import Diagnostic, in_order
from tests.briefs import check_brief

FOLDER = Path(__file__).parent / "rules"
_BLOCK = re.compile(
    r"^```(\S+)[ ]+(outline|source|sidecar|expected)[ ]*(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Case:
    code: str
    good: bool
    sentence: str
    outline: str = ""
    files: dict[str, str] = field(default_factory=dict)
    expected: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence}"


def read_cases(path: Path) -> list[Case]:
    head, *sections = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    match = re.match(r"# ([A-Z]{3}\d{3}) ", head)
    assert match, f"{path.name} begins with `# CODE title`"
    common = _BLOCK.findall(head)
    return [_case(match[1], section, common) for section in sections]


def _case(code: str, section: str, common: list[tuple[str, str, str, str]]) -> Case:
    kind, _, sentence = section.partition("\n")[0].partition(": ")
    assert kind in {"good", "bad"}, f"{code}: `## good: ...` or `## bad: ...`, not {kind!r}"
    outline, files, expected = "", {}, ()
    for _, what, name, body in [*common, *_BLOCK.findall(section)]:
        match what:
            case "outline":
                outline = body
            case "expected":
                expected = tuple(line.strip() for line in body.splitlines() if line.strip())
            case _:
                files[f"{name}.md" if what == "source" else f"{name}.excerpts.yaml"] = body
    assert (kind == "good") is not bool(expected), f"{code}: a bad case, and only it, expects"
    return Case(code, kind == "good", sentence, outline, files, expected)


CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_rule_finds_what_the_case_says(case: Case, tmp_path: Path) -> None:
    forbid = [name for name, rule in FORBIDDEN.items() if rule.code == case.code]
    _, found = check_brief(tmp_path, case.outline, case.files, forbid=forbid, everything=True)
    shown = [_shown(d) for d in in_order(found) if d.code == case.code or d.is_error]
    assert len(shown) == len(case.expected), "\n".join(shown)
    for line, wanted in zip(shown, case.expected, strict=True):
        code, place, words = (*wanted.split(None, 2), "")[:3]
        assert line.startswith(f"{code} {place} "), line
        assert words in line, line


def _shown(finding: Diagnostic) -> str:
    name = re.sub(r"^.*/sources/|\.md$", "", finding.place.file)
    file = "" if name.endswith("outline.yaml") else f"{name}:"
    place = f"{file}{finding.place.line}:{finding.place.column}"
    return f"{finding.code} {place} {finding.message} | {finding.hint} | {finding.detail}"


def test_every_rule_of_the_checker_has_a_good_and_a_bad_case() -> None:
    from briefgen.check import CHECKS, RECORDS

    codes = {rule.code for rule in (*CHECKS, *RECORDS, *FORBIDDEN.values())}
    assert codes <= {c.code for c in CASES if c.good}
    assert codes <= {c.code for c in CASES if not c.good}


def test_every_rule_of_the_checker_has_a_page() -> None:
    from briefgen.check import CHECKS, RECORDS

    for rule in (*CHECKS, *RECORDS, *FORBIDDEN.values()):
        page = rule.__doc__ or ""
        assert rule.title.endswith("."), rule.code
        assert page.index("Bad:") < page.index("Good:"), rule.code
