"""A document in a look becomes boxes: paragraphs and rows of tables, with the heights of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.fit.breaking import Measure
from briefgen.fit.setting import Lines, set_lines
from briefgen.model.document import (
    Cell,
    Document,
    Heading,
    Inline,
    Listing,
    Note,
    Paragraph,
    Table,
    Text,
    field_lines,
)
from briefgen.model.look import Look, TextStyle

_SKELETON = (("Title", "[[title]]"), ("Memo Header", "[[header]]"), ("Body Text", "[[body]]"))
_LISTS = frozenset({"bullet", "number"})
_SLOT = re.compile(r"\[\[(?:body|section:[^\[\]]*)\]\]")
_FIELD = re.compile(r"\[\[([^\[\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph, or a row of a table: what stands on the page from one gap to the next."""

    style: TextStyle
    lines: tuple[float, ...]
    block: int = -1  # which block of the document; -1: the paragraphs of memo.docx itself
    row: bool = False  # never broken over pages
    notes: float = 0.0  # how high its footnotes are, which stand at the foot of its page

    @property
    def height(self) -> float:
        """Its lines together."""
        return sum(self.lines)


@dataclass(slots=True)
class Doubts:
    """What the figures do not cover, found on the way."""

    fonts: set[str] = field(default_factory=set)
    unmeasured: str = ""
    characters: int = 0

    def add(self, found: Lines) -> None:
        """Take the doubts of a paragraph."""
        self.fonts |= found.fonts
        self.unmeasured += found.unmeasured
        self.characters += found.characters


def boxes(document: Document, look: Look, doubts: Doubts) -> Iterator[Box]:
    """Every box of the document in reading order; what is not measured is added to `doubts`."""
    setter, placed = _Setter(look, doubts), False
    for style, text in look.skeleton or _SKELETON:
        if _SLOT.fullmatch(text.strip()):  # where a section stands changes no height
            yield from () if placed else _body(document, setter)
            placed = True
        elif text.strip() == "[[header]]":
            for line in field_lines(document.fields):
                yield setter.box(look.role(style), line.inlines)
        else:
            yield setter.box(look.role(style), (Text(_filled(text, document)),))


def _body(document: Document, setter: _Setter) -> Iterator[Box]:
    """The boxes of the blocks."""
    for at, block in enumerate(document.blocks):
        match block:
            case Paragraph(style=style, inlines=inlines):
                yield setter.box(setter.look.role(style), inlines, style, at)
            case Heading(text=text, level=level):
                yield setter.box(setter.look.role(f"Heading {level}"), (Text(text),), block=at)
            case Listing(items=items):
                for item in items:
                    yield setter.box(setter.look.role(item.style), item.inlines, item.style, at)
            case Table():
                yield from _rows(block, setter, at)


def _filled(text: str, document: Document) -> str:
    """A paragraph of memo.docx with its fields filled."""
    values = {"title": document.title, **document.values}
    return _FIELD.sub(lambda found: values.get(found[1], ""), text)


def _rows(table: Table, setter: _Setter, at: int) -> Iterator[Box]:
    """The rows of a table, the row of headings first; each as high as its highest cell."""
    heads = tuple(Cell((Paragraph("cell-head", (Text(h),)),)) for h in table.headings)
    look, width = setter.look.table, setter.look.page.text_width
    rules = look.border_top + look.border_inside, look.border_inside
    style = TextStyle("", 0)
    for number, row in enumerate((heads, *table.rows)):
        rooms = [
            width * share / sum(table.widths) - look.left - look.right for share in table.widths
        ]
        height = max(setter.cell(cell, room) for cell, room in zip(row, rooms, strict=True))
        lines = (height + look.top + look.bottom + rules[min(number, 1)],)
        notes = sum(setter.notes(p.inlines) for cell in row for p in cell.paragraphs)
        yield Box(style, lines, at, row=True, notes=notes)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets paragraphs in a look."""

    look: Look
    doubts: Doubts

    def box(
        self, style: TextStyle, inlines: tuple[Inline, ...], role: str = "", block: int = -1
    ) -> Box:
        """A paragraph over the width of the text."""
        lines = self.lines(style, inlines, role, self.look.page.text_width)
        return Box(style, lines, block, notes=self.notes(inlines))

    def notes(self, inlines: tuple[Inline, ...]) -> float:
        """How high the footnotes of a paragraph are together."""
        found = (i for i in inlines if isinstance(i, Note))
        return sum(self.note(note) for note in found)

    def note(self, note: Note) -> float:
        """How high a footnote is, its number and the space behind it included."""
        style = self.look.role("footnote")
        words = (Note(note.number, ()), Text(" "), *note.inlines)
        lines = self.lines(style, words, "footnote", self.look.page.text_width)
        return sum(lines) + style.before + style.after

    def cell(self, cell: Cell, room: float) -> float:
        """How high the paragraphs of a cell are together."""
        found = [
            Box(style := self.look.role(p.style), self.lines(style, p.inlines, p.style, room))
            for p in cell.paragraphs
        ]
        return stack(found) + found[0].style.before + found[-1].style.after

    def lines(
        self, style: TextStyle, inlines: tuple[Inline, ...], role: str, room: float
    ) -> tuple[float, ...]:
        """The heights of a paragraph's lines."""
        rest = room - style.left - style.right
        # the sign of a list and its tab fill the hanging indent of the first line
        first = rest if role in _LISTS else rest - style.first_line
        measure = Measure(first, rest, _stops(style))
        found = set_lines(style, self.look.cite(role), inlines, measure)
        self.doubts.add(found)
        return found.heights


def _stops(style: TextStyle) -> tuple[float, ...]:
    """The tab stops, counted from where the first line starts; a hanging indent is one too."""
    start = style.left + style.first_line
    stops = {at for at, _ in style.tabs} | ({style.left} if style.first_line < 0 else set())
    return tuple(sorted(at - start for at in stops))


def gap(above: Box, below: Box) -> float:
    """The space between two boxes: the greater of what they ask for, and their rules."""
    if above.style == below.style and above.style.contextual:
        return 0.0
    rules = 0.0
    if above.style != below.style:  # rules are drawn once round a group of equal neighbours
        rules = above.style.border_bottom + below.style.border_top
    return max(above.style.after, below.style.before) + rules


def stack(found: Sequence[Box]) -> float:
    """How high boxes are on one another, without the space before the first, after the last."""
    return sum(box.height for box in found) + sum(gap(a, b) for a, b in pairwise(found))
