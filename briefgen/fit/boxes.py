"""A document in a look becomes boxes: paragraphs and rows of tables, with the heights of lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TypeAlias

from briefgen.fit.breaking import Measure
from briefgen.fit.running import skeleton
from briefgen.fit.setting import Lines, leading, set_lines
from briefgen.model.document import (
    Block,
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
    paragraphs,
)
from briefgen.model.look import Fixed, Look, TextStyle
from briefgen.model.slots import blocks_of
from briefgen.records import field, record, replace, state
from briefgen.text.fields import slot_of

#: A footnote: how high its lines are, the space above the first and below the last included.
Footnote: TypeAlias = tuple[float, ...]
_NO_STYLE = TextStyle("", 0)
_LEFT = frozenset({"left", "start", "num"})
_LISTS = frozenset({"bullet", "number"})
_OWN = frozenset({"", "header"})  # what a paragraph that takes no blocks may be


@record
class Box:
    """A paragraph, or a row of a table: what stands on the page from one gap to the next."""

    style: TextStyle
    lines: tuple[float, ...]
    block: int = -1  # which block of the document; -1: the paragraphs of memo.docx itself
    row: bool = False  # never broken over pages
    #: Of each line its footnotes, which stand at the foot of its page; () for none.
    notes: tuple[tuple[Footnote, ...], ...] = ()
    heads: bool = False  # the headings of a table
    again: float = 0.0  # of a row: how high those headings are, which every page repeats
    bar: bool = False  # set in the twin of its style that has a bar
    hang: float = 0.0  # what of its last line may stand below the foot of a page

    @property
    def height(self) -> float:
        """Its lines together."""
        return sum(self.lines)

    @property
    def keeps(self) -> bool:
        """Whether no page ends between it and what follows."""
        return self.style.keep_next or self.heads


@state
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


def boxes(document: Document, look: Look, doubts: Doubts, *, loose: bool = False) -> Iterator[Box]:
    """Every box of the document in reading order; what is not measured is added to `doubts`.

    With `loose` as little as may be: ligatures are set, and nothing that floats pushes the text
    but what surely does.
    """
    setter = _Setter(look, doubts, look.page.text_width, loose)
    entries = skeleton(document, look)
    if entries and entries[0].row and any(_notes(p.inlines) for p in paragraphs(document.blocks)):
        # LibreOffice reads a file with footnotes that begins with a table as beginning with
        # an empty paragraph
        yield setter.box(look.styles["Normal"], ())
    slots = [entry for entry in entries if _takes(entry)]
    parts, homeless = blocks_of([slot_of(entry.text) for entry in slots], document)
    if homeless and slots:  # a text box takes them, or nothing does
        parts[-1] += [b for b in document.blocks if not any(b in part for part in parts)]
    taken = iter(parts)
    places = {id(block): at for at, block in enumerate(document.blocks)}
    for line in _lines(entries):
        if not any(map(_takes, line)):
            yield from _letterhead(line, document, setter)
        for slot in filter(_takes, line):
            within = replace(setter, width=slot.width or setter.width)
            yield from _body(next(taken), places, within)


def _takes(entry: Fixed) -> bool:
    """Whether it is a slot for blocks."""
    return slot_of(entry.text) not in _OWN


def running_height(
    part: Sequence[Fixed], document: Document, look: Look, *, loose: bool = False
) -> float:
    """How high a header or footer is."""
    setter = _Setter(look, Doubts(), look.page.text_width, loose, running=True)
    return _whole(_stacked(part, document, setter))


def _stacked(entries: Sequence[Fixed], document: Document, setter: _Setter) -> list[Box]:
    return [box for line in _lines(entries) for box in _letterhead(line, document, setter)]


def _whole(found: Sequence[Box]) -> float:
    return stack(found) + (found[-1].style.after if found else 0.0)


def _lines(entries: Sequence[Fixed]) -> Iterator[list[Fixed]]:
    """Paragraphs one by one, those of a row of a table together."""
    for row, group in groupby(entries, key=lambda entry: entry.row):
        members = list(group)
        yield from [members] if row else [[entry] for entry in members]


def _letterhead(line: Sequence[Fixed], document: Document, setter: _Setter) -> Iterator[Box]:
    """The boxes of a paragraph of memo.docx, or one for a row of its tables."""
    if not line[0].row:
        yield from setter.fixed(line[0], document)
        return
    cells = groupby(line, key=lambda entry: entry.cell)
    rows = [_stacked([e._replace(row=0) for e in cell], document, setter) for _, cell in cells]
    heights = [_whole(found) + setter.running * _twice(found) for found in rows]
    yield Box(_NO_STYLE, (max(heights),), row=True)


def _twice(found: Sequence[Box]) -> float:
    """What LibreOffice leaves free twice below a cell in a header: space after, and leading."""
    style = found[-1].style
    return style.after + leading(style)


def _body(blocks: Sequence[Block], places: Mapping[int, int], setter: _Setter) -> Iterator[Box]:
    """The boxes of some blocks; `places` tells which blocks of the document they are."""
    for block in blocks:
        at = places[id(block)]
        match block:
            case Paragraph(style=style, inlines=inlines):
                yield replace(setter.box(setter.look.of(block), inlines, style, at), bar=block.bar)
            case Heading(text=text, level=level):
                yield setter.box(setter.look.role(f"Heading {level}"), (Text(text),), block=at)
            case Listing(items=items):
                for item in items:
                    box = setter.box(setter.look.of(item), item.inlines, item.style, at)
                    yield replace(box, bar=item.bar)
            case Table():
                yield from _rows(block, setter, at)


def _rows(table: Table, setter: _Setter, at: int) -> Iterator[Box]:
    """The rows of a table, the row of headings first; each as high as its highest cell."""
    heads = tuple(Cell((Paragraph("cell-head", (Text(h),)),)) for h in table.headings)
    look, width = setter.look.table, setter.width
    rules = look.border_top + look.border_inside, look.border_inside
    again = 0.0
    for number, row in enumerate((heads, *table.rows)):
        rooms = [
            width * share / sum(table.widths) - look.left - look.right for share in table.widths
        ]
        height = max(setter.cell(cell, room) for cell, room in zip(row, rooms, strict=True))
        lines = (height + look.top + look.bottom + rules[min(number, 1)],)
        notes = tuple(
            setter.note(n) for cell in row for p in cell.paragraphs for n in _notes(p.inlines)
        )
        yield Box(
            _NO_STYLE,
            lines,
            at,
            row=True,
            notes=(notes,) if notes else (),
            heads=not number,
            again=again,
        )
        again = again or lines[0]


@record
class _Setter:
    """Sets paragraphs in a look."""

    look: Look
    doubts: Doubts
    width: float  # of the text
    loose: bool = False
    running: bool = False  # in a header or footer

    def fixed(self, entry: Fixed, document: Document) -> Iterator[Box]:
        """A paragraph of memo.docx; the header block where that stands."""
        setter = replace(self, width=entry.width or self.width)
        if slot_of(entry.text) == "header":
            for line in field_lines(document.fields):
                yield setter.box(self.look.of(line), line.inlines, line.style)
            return
        style = entry.direct or self.look.styles.get(entry.style) or self.look.role("body")
        box = setter.box(style, (Text(entry.text),))
        pushed = entry.pushed if self.loose else entry.pushed_at_most
        picture = entry.pictures + leading(style) if entry.pictures else 0.0
        # LibreOffice sets the leading of a line twice that a box has pushed down
        pushed += leading(style) if pushed else 0.0
        yield replace(box, lines=(pushed + max(box.lines[0], picture), *box.lines[1:]))

    def box(
        self, style: TextStyle, inlines: tuple[Inline, ...], role: str = "", block: int = -1
    ) -> Box:
        """A paragraph over the width of the text."""
        found = self.lines(style, inlines, role, self.width)
        noted: list[tuple[Footnote, ...]] = [()] * len(found.heights) if found.marks else []
        for at, note in zip(found.marks, _notes(inlines), strict=True):
            noted[at] += (self.note(note),)
        # LibreOffice lets the leading hang over the foot of a page; whether Word does, nobody knows
        hang = leading(style) if self.loose else 0.0
        return Box(style, found.heights, block, notes=tuple(noted), hang=hang)

    def note(self, note: Note) -> Footnote:
        """A footnote, its number and the space behind it included."""
        style = self.look.role("footnote")
        words = (Note(note.number, ()), Text(" "), *note.inlines)
        first, *rest = self.lines(style, words, "footnote", self.width).heights
        *lines, last = first + style.before, *rest
        return (*lines, last + style.after)

    def cell(self, cell: Cell, room: float) -> float:
        """How high the paragraphs of a cell are together."""
        found = [
            Box(
                style := self.look.of(p),
                self.lines(style, p.inlines, p.style, room).heights,
                bar=p.bar,
            )
            for p in cell.paragraphs
        ]
        return stack(found) + found[0].style.before + found[-1].style.after

    def lines(self, style: TextStyle, inlines: tuple[Inline, ...], role: str, room: float) -> Lines:
        """The lines of a paragraph."""
        rest = room - style.left - style.right
        # the sign of a list and its tab fill the hanging indent of the first line
        first = rest if role in _LISTS else rest - style.first_line
        measure = Measure(first, rest, *_stops(style), self.loose)
        found = set_lines(style, self.look.cite(role), inlines, measure)
        self.doubts.add(found)
        return found


def _notes(inlines: Iterable[Inline]) -> list[Note]:
    return [inline for inline in inlines if isinstance(inline, Note)]


@lru_cache(maxsize=256)
def _stops(style: TextStyle) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The tab stops, counted from where the first line starts; a hanging indent is one too.

    First those where words begin, then those where they end or have their middle.
    """
    start = style.left + style.first_line
    left = {at for at, kind in style.tabs if kind in _LEFT}
    left |= {style.left} if style.first_line < 0 else set()
    other = {at for at, kind in style.tabs if kind not in _LEFT}
    return tuple(sorted(at - start for at in left)), tuple(sorted(at - start for at in other))


def gap(above: Box, below: Box) -> float:
    """The space between two boxes: the greater of what they ask for, and their rules."""
    if above.style == below.style and above.style.contextual and above.bar == below.bar:
        return 0.0
    rules = 0.0
    if above.style != below.style:  # rules are drawn once round a group of equal neighbours
        rules = above.style.border_bottom + below.style.border_top
    return max(above.style.after, below.style.before) + rules


def stack(found: Sequence[Box]) -> float:
    """How high boxes are on one another, without the space before the first, after the last."""
    return sum(box.height for box in found) + sum(gap(a, b) for a, b in pairwise(found))
