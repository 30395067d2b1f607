"""A document in a look becomes boxes: paragraphs and rows of tables, with the heights of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.fit.breaking import Measure, Run, break_lines
from briefgen.fit.widths import Face, face
from briefgen.model.document import (
    Cell,
    Cite,
    Document,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Quote,
    Tab,
    Table,
    Text,
    field_lines,
    plain,
)
from briefgen.model.look import Look, TextStyle

_STAND_IN = "Carlito"  # for a font without figures: enough for a rough fill, never for a verdict
_SKELETON = (("Title", "[[title]]"), ("Memo Header", "[[header]]"), ("Body Text", "[[body]]"))
_LISTS = frozenset({"bullet", "number"})
_FIELD = re.compile(r"\[\[([^\[\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph, or a row of a table: what stands on the page from one gap to the next."""

    style: TextStyle
    lines: tuple[float, ...]
    block: int = -1  # which block of the document; -1: the paragraphs of memo.docx itself
    row: bool = False  # never broken over pages

    @property
    def height(self) -> float:
        """Its lines together."""
        return sum(self.lines)


@dataclass(slots=True)
class Doubts:
    """What the figures do not cover, found on the way."""

    fonts: set[str] = field(default_factory=set)
    characters: str = ""
    seen: int = 0  # characters in all

    def face(self, style: TextStyle, bold: bool, italic: bool) -> Face:
        """The face of a style; another one's, and a doubt, where it has no figures."""
        found = face(style.font, style.bold or bold, style.italic or italic)
        if found:
            return found
        self.fonts.add(style.font)
        stand_in = face(_STAND_IN, style.bold or bold, style.italic or italic)
        assert stand_in is not None  # noqa: S101 - it is one of the measured families
        return stand_in


def boxes(document: Document, look: Look, doubts: Doubts) -> Iterator[Box]:
    """Every box of the document in reading order; what is not measured is added to `doubts`."""
    setter = _Setter(look, doubts)
    for style, text in look.skeleton or _SKELETON:
        if text.strip() == "[[body]]":
            yield from _body(document, setter)
        elif text.strip() == "[[header]]":
            for line in field_lines(document.fields):
                yield setter.box(look.role(style), line.inlines)
        elif not text.strip().startswith("[[section:"):  # the body has every section already
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
        rule = rules[min(number, 1)]
        yield Box(style, (height + look.top + look.bottom + rule,), at, row=True)


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets paragraphs in a look."""

    look: Look
    doubts: Doubts

    def box(
        self, style: TextStyle, inlines: Sequence[Inline], role: str = "", block: int = -1
    ) -> Box:
        """A paragraph over the width of the text."""
        return Box(style, self.lines(style, inlines, role, self.look.page.text_width), block)

    def cell(self, cell: Cell, room: float) -> float:
        """How high the paragraphs of a cell are together."""
        found = [
            Box(style := self.look.role(p.style), self.lines(style, p.inlines, p.style, room))
            for p in cell.paragraphs
        ]
        return stack(found) + found[0].style.before + found[-1].style.after

    def lines(
        self, style: TextStyle, inlines: Sequence[Inline], role: str, room: float
    ) -> tuple[float, ...]:
        """The heights of a paragraph's lines."""
        rest = room - style.left - style.right
        # the sign of a list and its tab fill the hanging indent of the first line
        first = rest if role in _LISTS else rest - style.first_line
        measure = Measure(first, rest, _stops(style))
        runs = [self._run(style, inline, role) for inline in inlines] or [self._words(style, "")]
        return tuple(_leaded(style, up, down) for up, down in break_lines(runs, measure))

    def _run(self, style: TextStyle, inline: Inline, role: str) -> Run:
        """The words of an inline, in its face."""
        words = plain((inline,))
        match inline:
            case Cite():
                return self._words(self.look.cite(role), words)
            case Text(style=strength):
                return self._words(style, words, strength == "strong", strength == "emphasis")
            case Quote() | Link() | Tab():
                return self._words(style, words)

    def _words(self, style: TextStyle, words: str, bold: bool = False, italic: bool = False) -> Run:
        """Words in a style, and what of them is not measured."""
        found = self.doubts.face(style, bold, italic)
        self.doubts.characters += found.unmeasured(words)
        self.doubts.seen += len(words)
        return Run(words, found, style.size)


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


def line_height(style: TextStyle, doubts: Doubts) -> float:
    """The height of one line of a style."""
    return _leaded(style, *doubts.face(style, bold=False, italic=False).line(style.size))


def _leaded(style: TextStyle, up: float, down: float) -> float:
    """The height of a line with the style's leading."""
    natural = up + down
    if style.line_rule == "exact":
        return style.line
    if style.line_rule == "least":
        return max(natural, style.line)
    return int(natural * style.line * 20 + 1e-6) / 20  # whole twentieths, as they are laid out
