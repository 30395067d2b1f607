"""The base: the memo as briefgen wrote it, paragraph by paragraph, each with what it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from briefgen.adopt.word import Line
from briefgen.change.align import Unit, units
from briefgen.edition.bare import each_paragraph
from briefgen.model.document import (
    STYLES,
    Document,
    Inline,
    Note,
    Paragraph,
    Text,
    paragraphs,
    plain,
)
from briefgen.records import record, replace

_BARRED = " changed"  # the end of the name of a style with a bar in the margin
_TOP = "body"  # the section of what stands above all sections
_ROLES = {name.lower(): role for role, name in STYLES.items()}


@record
class Printed:
    """A paragraph as it was written: `kind` says what it is, and so whether it can be adopted.

    point | filler (a cell in which nothing was said) | party | heading | column | note | title |
    field | running | fixed
    """

    line: Line
    unit: Unit
    kind: str
    inlines: tuple[Inline, ...] = ()

    @property
    def origin(self) -> str:
        """The key of its point."""
        return self.unit.origin


def printed(document: Document, lines: Sequence[Line]) -> tuple[Printed, ...]:
    """The paragraphs of a written memo; `lines` is what was read of it."""
    said = list(_said(document))
    at, section = 0, _TOP
    found = []
    for number, line in enumerate(lines):
        match = next((n for n in range(at, len(said)) if _same(said[n][0].text, line.text)), None)
        if line.part == "body" and match is not None:
            unit, inlines = said[match]
            at, section = match + 1, unit.section
            found.append(Printed(line, _placed(unit, line, number), _kind(unit), inlines))
        else:
            own = section if line.part == "body" else line.part
            unit = Unit(own, "paragraph", role(line), line.text, "", (number, 0, 0, 0))
            found.append(Printed(line, unit, _fixed_kind(line)))
    return tuple(found)


def edited(lines: Sequence[Line], base: Sequence[Printed]) -> tuple[Unit, ...]:
    """Units of what a person left, for alignment with those of the base."""
    origins = {p.line.anchors[0]: p.origin for p in base if p.line.anchors}
    sections = dict(_sections(lines, base))
    found, section = [], _TOP
    for number, line in enumerate(lines):
        section = sections.get(number, section) if line.part == "body" else line.part
        found.append(_unit(line, number, section, origins))
    return tuple(found)


def without_marks(lines: Sequence[Line], document: Document) -> tuple[Line, ...]:
    """Lines without the words that mark what is new (NEW, UPDATED): no person's, no point's."""
    anchored = [p for p in paragraphs(document.blocks) if p.origin and plain(p.inlines)]
    marks = {n: _mark(p) for n, p in enumerate(anchored, 1) if _mark(p)}
    return tuple(_unmarked(line, marks) for line in lines)


def _mark(paragraph: Paragraph) -> str:
    marks = (i for i in paragraph.inlines if isinstance(i, Text) and i.style == "mark")
    return "".join(i.text for i in marks).strip()


def _unmarked(line: Line, marks: Mapping[int, str]) -> Line:
    own = {marks[n] for n in line.anchors if n in marks}
    if not own:
        return line
    found = re.compile(rf"(^|\s)(?:{'|'.join(sorted(own))}) ")  # within, where two were joined
    looks = tuple((words, look) for words, look in line.looks if words not in own)
    return replace(line, text=found.sub(r"\1", line.text), looks=looks)


def note_marks(document: Document) -> dict[str, str]:
    """The marks of footnotes by what they say, as a reader of the file needs them."""
    notes = [i for p in paragraphs(document.blocks) for i in p.inlines if isinstance(i, Note)]
    return {_words_of(n): f"[^{n.number}]" for n in reversed(notes)}


def _words_of(note: Note) -> str:
    """What a note says; which of its blanks hold a line together no reader sees."""
    return " ".join(plain(note.inlines).split())


def like_noted(document: Document) -> Document:
    """The document with notes that say the same under one number: no reader tells them apart."""
    first = note_marks(document)

    def renumbered(paragraph: Paragraph) -> Paragraph:
        inlines = (replace(i, number=int(first[_words_of(i)][2:-1]))
                   if isinstance(i, Note) else i for i in paragraph.inlines)  # fmt: skip
        return replace(paragraph, inlines=tuple(inlines))

    return each_paragraph(document, renumbered) if first else document


def role(line: Line) -> str:
    """The role of a paragraph by its style, "" of another style."""
    style = line.style.removesuffix(_BARRED)
    return _ROLES.get(style, "heading" if style.startswith("heading") else "")


def _said(document: Document) -> Iterator[tuple[Unit, tuple[Inline, ...]]]:
    """Every unit of a document with its inlines."""
    every = paragraphs(document.blocks)
    for unit, paragraph in zip(units(document), every, strict=True):
        yield unit, _inlines(paragraph)


def _inlines(paragraph: Paragraph) -> tuple[Inline, ...]:
    return paragraph.inlines if plain(paragraph.inlines) else (Text(""),)


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())  # a reader joins blanks otherwise


def _placed(unit: Unit, line: Line, number: int) -> Unit:
    """A unit with the place in the file, which a reader of the edited file finds too."""
    place = (line.cell[0], line.cell[1], line.cell[2], number) if line.cell else (number, 0, 0, 0)
    return Unit(unit.section, unit.kind, unit.style, line.text, unit.origin, place)


def _kind(unit: Unit) -> str:
    if unit.origin:
        return "point"
    if unit.kind == "cell" and unit.style != "cell-head":
        return "filler" if unit.place[2] else "party"
    return {"heading": "heading", "cell-head": "column", "note": "note"}.get(unit.style, "fixed")


def _fixed_kind(line: Line) -> str:
    if line.part != "body":
        return "running"
    return {"title": "title", "field": "field"}.get(role(line), "fixed")


def _sections(lines: Sequence[Line], base: Sequence[Printed]) -> Iterator[tuple[int, str]]:
    """Number of a line -> the section that begins there."""
    old = [p for p in base if p.kind == "heading"]
    new = [n for n, line in enumerate(lines) if role(line) == "heading"]
    matcher = SequenceMatcher(
        None, [p.line.text for p in old], [lines[n].text for n in new], autojunk=False
    )
    for state, a, b, c, d in matcher.get_opcodes():
        if state == "equal" or b - a == d - c:
            yield from ((new[c + i], old[a + i].unit.section) for i in range(b - a))
    yield from ((n, "sources") for n, line in enumerate(lines) if role(line) == "note")


def _unit(line: Line, number: int, section: str, origins: Mapping[int, str]) -> Unit:
    kind = "cell" if line.cell else "heading" if role(line) == "heading" else "paragraph"
    place = (line.cell[0], line.cell[1], line.cell[2], number) if line.cell else (number, 0, 0, 0)
    origin = next((origins[n] for n in line.anchors if n in origins), "")
    return Unit(section, kind, role(line), line.text, origin, place)
