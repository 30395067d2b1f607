"""A quotation is verbatim or refused: every letter, digit and word of every quotation is tried.

Each quotation of the example briefs, in outlines and gists, is changed in the file where it stands;
`check` must then name that line, with the difference. A cut that leaves whole words which still
stand in the source is a shorter quotation, not a changed one, and is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

from briefgen.build import load, load_template, prepare
from briefgen.diagnostics import Diagnostic
from briefgen.model.prose import Prose, Quoted
from briefgen.model.source import Source
from briefgen.places import Place
from briefgen.read.workspace import find_workspace
from briefgen.text.folding import fold
from tests.workspaces import Workspace

SLUGS = ("harbour-fee", "pentagon-ai")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks in a file: `text[start:end]`, over lines maybe."""

    file: Path
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mutation:
    """A quotation with one letter, digit or word other than it was."""

    quotation: Quotation
    what: str
    words: str

    def text(self) -> str:
        """The file with the changed quotation."""
        old = self.quotation.file.read_text(encoding="utf-8")
        return old[: self.quotation.start] + self.words + old[self.quotation.end :]


@pytest.mark.parametrize("slug", SLUGS)
def test_one_changed_letter_digit_or_word_is_an_error_at_that_line_with_a_word_diff(
    examples: Workspace, slug: str
) -> None:
    found = _check(examples, slug)
    assert not [f for f in found if f.is_error]
    sources = _sources(examples, slug)
    tried = 0
    for quotation in _quotations(examples, slug):
        original = quotation.file.read_text(encoding="utf-8")
        for mutation in _mutations(quotation, original, sources):
            quotation.file.write_text(mutation.text(), encoding="utf-8")
            refused = [f for f in _check(examples, slug) if _refuses(f, quotation.place)]
            quotation.file.write_text(original, encoding="utf-8")
            assert refused, f"{mutation.what} at {quotation.place} passes: {mutation.words!r}"
            signs = {line[:2] for f in refused for line in f.detail}
            assert {"- ", "+ "} <= signs, f"no word diff for {mutation.words!r}: {refused}"
            tried += 1
    print(f"{slug}: {tried} changed quotations, all refused")
    assert tried >= 150


@pytest.mark.parametrize("slug", SLUGS)
def test_a_changed_quotation_writes_nothing_and_leaves_the_old_memo(
    examples: Workspace, slug: str
) -> None:
    assert examples.run("build", slug).code == 0
    good, sources = examples.out(slug), _sources(examples, slug)
    for quotation in list(_quotations(examples, slug))[:4]:
        original = quotation.file.read_text(encoding="utf-8")
        mutation = next(_mutations(quotation, original, sources))
        quotation.file.write_text(mutation.text(), encoding="utf-8")
        done = examples.run("build", slug)
        quotation.file.write_text(original, encoding="utf-8")
        assert (done.code, done.out) == (1, "")
        assert re.search(rf"^{re.escape(quotation.place.file)}:\d+:\d+: error QUO00", done.err, re.M)
        assert examples.out(slug) == good


def test_a_shorter_quotation_of_whole_words_is_legal(workspace: Workspace) -> None:
    outline = workspace.root / "briefs/harbour/outline.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace('"will not reopen" it', '"not reopen" it'), encoding="utf-8")
    assert workspace.run("check").code == 0


def _quotations(examples: Workspace, slug: str) -> Iterator[Quotation]:
    """Every quotation of a brief that a memo could print."""
    brief = load(find_workspace(examples.root), slug).brief
    assert brief is not None
    proses: list[Prose] = [p for point in brief.outline.points for p in _proses(point)]
    proses += [e.gist for s in brief.sources.values() for e in s.excerpts if e.gist]
    terms = {t.casefold() for t in brief.outline.terms}
    for prose in proses:
        for piece in prose.pieces:
            if isinstance(piece, Quoted) and piece.words.casefold() not in terms:
                yield _located(examples, prose.place(piece.at))


def _proses(point: object) -> list[Prose]:
    text, fields = getattr(point, "text", None), getattr(point, "fields", {})
    return [p for p in (text, *fields.values()) if isinstance(p, Prose)]


def _located(examples: Workspace, place: Place) -> Quotation:
    """The offsets, in its file, of the quotation whose first word stands at `place`."""
    file = examples.root / place.file
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
    assert text[start - 1] == '"', f"{place} is not right after a quotation mark"
    return Quotation(file, place, start, text.index('"', start))


def _sources(examples: Workspace, slug: str) -> list[Source]:
    brief = load(find_workspace(examples.root), slug).brief
    assert brief is not None
    return list(brief.sources.values())


def _mutations(
    quotation: Quotation, text: str, sources: list[Source]
) -> Iterator[Mutation]:
    """Each letter or digit dropped, changed or doubled by turns; each word dropped or doubled."""
    words = text[quotation.start : quotation.end]
    every = [*_by_letters(words), *_by_words(words)]
    for what, changed in every:
        if changed.split() and not _stands(changed, sources):
            yield Mutation(quotation, what, changed)


def _by_letters(words: str) -> Iterator[tuple[str, str]]:
    turns = cycle(("dropped", "changed", "added"))
    for at, letter in enumerate(words):
        if letter.isalnum():
            turn = next(turns)
            other = {"dropped": "", "changed": _other(letter), "added": letter + _other(letter)}
            yield f"{letter!r} {turn}", words[:at] + other[turn] + words[at + 1 :]


def _other(letter: str) -> str:
    """Another letter or digit of the same kind."""
    if letter.isdigit():
        return str((int(letter) + 1) % 10)
    return {"z": "a", "Z": "A"}.get(letter, chr(ord(letter) + 1))


def _by_words(words: str) -> Iterator[tuple[str, str]]:
    found = list(re.finditer(r"\S+", words))
    for word in found[1:-1]:
        yield f"{word.group()!r} left out", words[: word.start()] + words[word.end() :].lstrip()
    for word in found:
        yield f"a word put in before {word.group()!r}", f"{words[: word.start()]}not {words[word.start() :]}"


def _stands(words: str, sources: list[Source]) -> bool:
    """Whether these words stand somewhere as whole words, so that quoting them is legal."""
    sought = " ".join(fold(words.replace("''", "'"))[0].split())
    for source in sources:
        text = " ".join(fold(source.captured.text)[0].split())
        if re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", text, re.IGNORECASE):
            return True
    return False


def _check(examples: Workspace, slug: str) -> tuple[Diagnostic, ...]:
    """What `check` finds, for all that any template could print."""
    workspace = find_workspace(examples.root)
    template, _ = load_template(workspace, "executive")
    loaded = load(workspace, slug)
    if loaded.brief is None:
        return loaded.found
    assert template is not None
    return prepare(loaded, template, everything=True).found


def _refuses(finding: Diagnostic, place: Place) -> bool:
    here = (finding.place.file, finding.place.line) == (place.file, place.line)
    return here and finding.is_error and finding.code.startswith("QUO00")
