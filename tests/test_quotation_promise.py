"""A quotation is verbatim or refused: every letter, digit and word of every quotation is tried.

Each quotation of the example briefs, in outlines and gists, is changed in the file where it stands;
`check` must then name that line, with the difference. A cut that leaves whole words which still
stand in the source is a shorter quotation, not a changed one, and is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path

import pytest

from briefgen.build import Prepared, load, load_template, prepare
from briefgen.diagnostics import Diagnostic
from briefgen.model.prose import Quoted
from briefgen.places import Place
from briefgen.read.workspace import find_workspace
from briefgen.text.folding import fold
from tests.workspaces import Workspace

SLUGS = ("harbour-fee", "pentagon-ai")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks in a file, over several lines maybe, and where they begin."""

    file: Path
    place: Place
    start: int
    words: str


@pytest.mark.parametrize("slug", SLUGS)
def test_one_changed_letter_digit_or_word_is_an_error_at_that_line_with_a_word_diff(
    examples: Workspace, slug: str
) -> None:
    prepared = _prepared(examples, slug, everything=True)
    assert not [f for f in prepared.found if f.is_error]
    quotations = list(_quotations(examples, prepared))
    tried = 0
    for changes in _rounds(quotations, _sources(prepared)):
        with _changed(changes):
            found = _prepared(examples, slug, everything=True).found
        for quotation, words in changes.items():
            refused = [f for f in found if _refuses(f, quotation)]
            same_line = [
                q
                for q in changes
                if q.place.line == quotation.place.line and q.file == quotation.file
            ]
            assert len(refused) >= len(same_line), f"{quotation.place} passes as {words!r}"
            assert all({"- ", "+ "} <= {line[:2] for line in f.detail} for f in refused), refused
            tried += 1
    print(f"{slug}: {tried} changed quotations, all refused at their line with a word diff")
    assert tried >= 300


@pytest.mark.parametrize("slug", SLUGS)
def test_a_changed_quotation_writes_nothing_and_leaves_the_old_memo(
    examples: Workspace, slug: str
) -> None:
    assert examples.run("build", slug).code == 0
    good, prepared = examples.out(slug), _prepared(examples, slug, everything=False)
    quotations = list(_quotations(examples, prepared))
    assert len(quotations) >= 5
    for quotation in quotations:
        words = next(_mutations(quotation.words, _sources(prepared)))
        with _changed({quotation: words}):
            done = examples.run("build", slug)
        assert (done.code, done.out) == (1, "")
        line = f"{quotation.place.file}:{quotation.place.line}:"
        assert re.search(rf"^{re.escape(line)}\d+: error QUO00", done.err, re.MULTILINE)
        assert examples.out(slug) == good


def test_a_shorter_quotation_of_whole_words_is_legal(workspace: Workspace) -> None:
    outline = workspace.root / "briefs/harbour/outline.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace('"will not reopen" it', '"not reopen" it'), encoding="utf-8")
    assert workspace.run("check").code == 0


def _prepared(examples: Workspace, slug: str, *, everything: bool) -> Prepared:
    """The brief as `check` sees it (all that any template could print), or the executive memo."""
    workspace = find_workspace(examples.root)
    template, _ = load_template(workspace, "executive")
    assert template is not None
    return prepare(load(workspace, slug), template, everything=everything)


def _sources(prepared: Prepared) -> list[str]:
    """The captured texts, typography folded and in one line."""
    sources = prepared.selection.brief.sources.values()
    return [" ".join(fold(s.captured.text)[0].split()) for s in sources]


def _quotations(examples: Workspace, prepared: Prepared) -> Iterator[Quotation]:
    """Every quotation that is checked, terms left out."""
    terms = {t.casefold() for t in prepared.selection.brief.outline.terms}
    for point in prepared.selection.points:
        for prose in (point.text, *point.fields.values()):
            for piece in prose.pieces if prose else ():
                if isinstance(piece, Quoted) and piece.words.casefold() not in terms:
                    assert prose is not None
                    yield _located(examples, prose.place(piece.at))


def _located(examples: Workspace, place: Place) -> Quotation:
    """The quotation whose first word stands at `place`, with its offset in the file."""
    file = examples.root / place.file
    text = file.read_text(encoding="utf-8")
    before = text.split("\n")[: place.line - 1]
    start = sum(len(line) + 1 for line in before) + place.column - 1
    assert text[start - 1] == '"', f"{place} is not right after a quotation mark"
    return Quotation(file, place, start, text[start : text.index('"', start)])


def _rounds(quotations: list[Quotation], sources: list[str]) -> Iterator[Mapping[Quotation, str]]:
    """Change every quotation at once, each round in another of its letters or words."""
    distinct = list(dict.fromkeys(quotations))
    waiting = {q: _mutations(q.words, sources) for q in distinct}
    while changes := {q: words for q in distinct if (words := next(waiting[q], ""))}:
        yield changes


@contextmanager
def _changed(changes: Mapping[Quotation, str]) -> Iterator[None]:
    """The files with these quotations changed, then as they were."""
    originals = {q.file: q.file.read_text(encoding="utf-8") for q in changes}
    for file, text in originals.items():
        made = text
        for q in sorted((q for q in changes if q.file == file), key=lambda q: -q.start):
            made = made[: q.start] + changes[q] + made[q.start + len(q.words) :]
        file.write_text(made, encoding="utf-8")
    yield
    for file, text in originals.items():
        file.write_text(text, encoding="utf-8")


def _mutations(words: str, sources: list[str]) -> Iterator[str]:
    """Each letter or digit dropped, changed, added by turns; each word left out or put in."""
    every = chain(_by_letters(words), _by_words(words))
    return (changed for changed in every if changed.strip() and not _stands(changed, sources))


def _by_letters(words: str) -> Iterator[str]:
    turns = cycle(("dropped", "changed", "added"))
    for at, letter in enumerate(words):
        if letter.isalnum():
            other = _other(letter)
            put = {"dropped": "", "changed": other, "added": letter + other}[next(turns)]
            yield words[:at] + put + words[at + 1 :]


def _other(letter: str) -> str:
    """Another letter or digit of the same kind."""
    if letter.isdigit():
        return str((int(letter) + 1) % 10)
    return {"z": "a", "Z": "A"}.get(letter, chr(ord(letter) + 1))


def _by_words(words: str) -> Iterator[str]:
    found = list(re.finditer(r"\S+", words))
    for word in found[1:-1]:
        yield words[: word.start()] + words[word.end() :].lstrip(" ")
    for word in found:
        yield f"{words[: word.start()]}not {words[word.start() :]}"


def _stands(words: str, sources: list[str]) -> bool:
    """Whether these words stand somewhere whole: then quoting them is legal, not a change."""
    sought = " ".join(fold(words.replace("''", "'"))[0].split())
    whole = re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)", re.IGNORECASE)
    return any(whole.search(text) for text in sources)


def _refuses(finding: Diagnostic, quotation: Quotation) -> bool:
    here = (quotation.place.file, quotation.place.line)
    at = (finding.place.file, finding.place.line)
    return at == here and finding.is_error and finding.code.startswith("QUO00")
