"""Read the words of what goes with a memo: templates/companions/LANGUAGE.yaml, name -> string.

They are strings like those of `wording` in template.yaml, and apart from it, so that only a build
that makes an annex or a checksheet reads them, and of the languages those that it needs. A
workspace has its own under the same name, over those that come with briefgen, name by name; the
`wording` of a template goes before both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.model.template import Template
from briefgen.read.gate import read_text
from briefgen.read.nodes import read_nodes
from briefgen.read.values import Values
from briefgen.records import replace

FOLDER = "companions"
#: What every string is in, whatever the language of the memo.
FALLBACK = "en"


def with_companions(
    template: Template, folders: Sequence[Path], lang: str
) -> tuple[Template, list[Diagnostic]]:
    """A template whose wording has the words of annex and checksheet too, and what is wrong there.

    In the language of a memo and in English, which stands in for what is missing.
    """
    wording, values = dict(template.wording), Values()
    for language in dict.fromkeys((FALLBACK, lang.split("-", maxsplit=1)[0].lower())):
        words = _words(language, folders, values)
        wording[language] = {**words, **wording.get(language, {})}
    return replace(template, wording=wording), values.findings


def companion_words(
    folders: Sequence[Path],
) -> tuple[Mapping[str, Mapping[str, str]], list[Diagnostic]]:
    """The words of annex and checksheet, language -> name -> string, and what is wrong there."""
    values = Values()
    words = {language: _words(language, folders, values) for language in _languages(folders)}
    return words, values.findings


def explain_companions(folders: Sequence[Path]) -> Iterator[tuple[str, str, str]]:
    """Every word with the file that it comes from: (`wording.LANGUAGE.NAME`, string, file)."""
    for language in _languages(folders):
        for name, (text, file) in _found(language, folders, Values()).items():
            yield f"wording.{language}.{name}", text, file


def _languages(folders: Sequence[Path]) -> list[str]:
    return sorted({path.stem for folder in folders for path in folder.glob(f"{FOLDER}/*.yaml")})


def _words(language: str, folders: Sequence[Path], values: Values) -> dict[str, str]:
    return {name: text for name, (text, _) in _found(language, folders, values).items()}


def _found(language: str, folders: Sequence[Path], values: Values) -> Mapping[str, tuple[str, str]]:
    """The words in one language with their files; `values` gets what is wrong with those."""
    found: dict[str, tuple[str, str]] = {}
    if not language.isalpha():
        return found
    for folder in reversed(folders):
        path, file = folder / FOLDER / f"{language}.yaml", f"templates/{FOLDER}/{language}.yaml"
        text, findings = read_text(path, file) if path.is_file() else ("", [])
        node, more = read_nodes(text, file) if text else (None, [])
        values.findings += [*findings, *more]
        found |= {name.text: (values.text(value), file) for name, value in values.pairs(node)}
    return found
