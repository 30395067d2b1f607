"""Trial builds of a template: with everything, with almost nothing, and with hostile data.

The briefs lie in data/, beside this module. What goes wrong with them is the template's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from briefgen.build import build, load
from briefgen.diagnostics import BriefgenError, Diagnostic, Severity, rule
from briefgen.model.template import Template
from briefgen.places import Place
from briefgen.read.workspace import Workspace
from briefgen.records import record

#: Language -> name -> string.
Words: TypeAlias = Mapping[str, Mapping[str, str]]

DATA = Path(__file__).with_name("data")
#: Every trial: the name of its brief, and what it tries.
TRIALS = {
    "full": "every section that an outline can have",
    "minimal": "a title, a date and one sentence",
    "hostile": "markup, markers, very long words, and scripts that run the other way",
}


@record
class Trial:
    """What came out of one trial: how full the page is, and what is wrong with the template."""

    name: str
    pages: int | None
    fill: float
    found: tuple[Diagnostic, ...]


def trials(template: Template) -> Iterator[Trial]:
    """Build every trial brief for `template`, in Word and Markdown, into a folder thrown away."""
    workspace = Workspace(DATA)
    for name in TRIALS:
        with TemporaryDirectory(prefix="briefgen-") as folder:
            yield _tried(template, workspace, name, Path(folder))


def incomplete_wording(template: Template, companions: Words) -> list[Diagnostic]:
    """What the wording says in one language and not in another, one finding a language.

    `companions` are the words of annex and checksheet; the template's own go before them.
    """
    beside, page = _names(companions), _names(template.wording) - _names(companions)
    found: list[Diagnostic] = []
    for lang in dict.fromkeys((*template.wording, *companions)):
        own = template.wording.get(lang, {}).keys()
        found += _lacking(template, lang, page - own, "add the strings")
        there = f"add the strings, here or in templates/companions/{lang}.yaml"
        found += _lacking(template, lang, beside - own - companions.get(lang, {}).keys(), there)
    return found


def _names(words: Words) -> frozenset[str]:
    return frozenset(name for strings in words.values() for name in strings)


def _lacking(
    template: Template, lang: str, names: AbstractSet[str], hint: str
) -> Iterator[Diagnostic]:
    if names:
        yield wording_incomplete.at(
            _place(template),
            f"wording.{lang} lacks {', '.join(sorted(names)[:5])}",
            f"{hint}; in their place English is printed",
        )


@rule("TPL021", Severity.ERROR)
def trial_failed(template: Template, name: str, finding: Diagnostic) -> Diagnostic:
    """A template cannot carry a brief that it should carry.

    `briefgen templates check NAME` builds three briefs that come with briefgen: one with every
    section, one with almost nothing, one with hostile data. What fails with them would fail one
    day with yours.

    Bad:
        memo.docx with [[section:positions]] and no [[body]]: the other sections have no place
    Good:
        memo.docx with [[body]] on a line of its own
    """
    message = f"with {TRIALS[name]}: {finding.message}"
    return trial_failed.at(_place(template), message, finding.hint, severity=finding.severity)


@rule("TPL022", Severity.WARNING)
def wording_incomplete(template: Template) -> Iterator[Diagnostic]:
    """The wording of a template lacks strings in one of its languages.

    A memo in that language would print the English ones. So would its annex and its checksheet,
    whose words stand in templates/companions/LANGUAGE.yaml, or in the wording too.

    Bad:
        wording: {en: {kind: Note, draft: DRAFT}, de: {kind: Notiz}}
    Good:
        wording: {en: {kind: Note, draft: DRAFT}, de: {kind: Notiz, draft: ENTWURF}}
    """
    yield from incomplete_wording(template, {})


def _tried(template: Template, workspace: Workspace, name: str, folder: Path) -> Trial:
    try:
        built = build(load(workspace, name), template, ("docx", "md"), folder)
    except BriefgenError as error:
        finding = trial_failed.at(_place(template), error.message, error.hint)
        return Trial(name, None, 0.0, (trial_failed(template, name, finding),))
    pages = next((o.pages for o in built.outputs if o.format == "docx"), None)
    # Hostile scripts have no widths in any face; that a font has none is the template's.
    errors = [f for f in built.found if f.is_error or (f.code, name) == ("FIT002", "full")]
    return Trial(name, pages, built.fill, tuple(trial_failed(template, name, f) for f in errors))


def _place(template: Template) -> Place:
    return Place(f"templates/{template.name}/template.yaml")
