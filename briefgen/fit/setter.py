"""Paragraphs, footnotes and tables are set in a look: each becomes a box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from briefgen.fit.box import Box, Footnote, stack
from briefgen.fit.breaking import TAB, Measure
from briefgen.fit.setting import Lines, line_height, set_lines, width_of
from briefgen.model.document import (
    Block,
    Cell,
    Inline,
    Listing,
    Note,
    Paragraph,
    Table,
    Text,
    paragraphs,
)
from briefgen.model.look import Look, TextStyle
from briefgen.records import field, record, replace, state

NO_STYLE = TextStyle("", 0)
_LEFT = frozenset({"left", "start", "num"})
_LISTS = frozenset({"bullet", "number"})
_WORDS = 72.0  # less room than an inch beside what floats takes no words (Word)


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


@state
class Beside:
    """Something that floats, and that the text flows beside."""

    takes: float = 0.0  # of the width of the text
    left: float = 0.0  # how far it reaches below what was set so far


@record
class Setter:
    """Sets paragraphs in a look."""

    look: Look
    doubts: Doubts
    width: float  # of the text
    loose: bool = False
    running: bool = False  # in a header or footer
    beside: Beside = field(default_factory=Beside)

    def within(self, width: float) -> Setter:
        """One for a cell or a note so wide: beside those nothing floats."""
        return Setter(self.look, self.doubts, width, self.loose, self.running)

    def floats(self, aside: tuple[float, float], reach: float) -> float:
        """Let something float from here on; gives how far it pushes the text.

        That is not at all where one side of it has room for words.
        """
        room = max(aside[0], self.width - aside[1])
        if room < _WORDS:
            return reach
        self.beside.takes, self.beside.left = self.width - room, reach
        return 0.0

    def under(self) -> float:
        """How far a table is pushed, which stands below what floats."""
        left, self.beside.left = max(0.0, self.beside.left), 0.0
        return left

    def paragraph(self, paragraph: Paragraph, block: int = -1, sign: str = "") -> Box:
        """A paragraph of the document; before that of a list stands its `sign`."""
        style = self.look.of(paragraph)
        pushed = _pushed(style, sign) if sign else 0.0
        box = self.box(style, paragraph.inlines, paragraph.style, block, pushed)
        return replace(box, bar=True) if paragraph.bar else box

    def items(self, listing: Listing, block: int) -> Iterator[Box]:
        """The items of a list."""
        for number, item in enumerate(listing.items, 1):
            yield self.paragraph(item, block, f"{number}." if listing.ordered else "")

    def box(
        self,
        style: TextStyle,
        inlines: tuple[Inline, ...],
        role: str = "",
        block: int = -1,
        pushed: float = 0.0,
    ) -> Box:
        """A paragraph in a style over the width of the text, its first line pushed to the right."""
        found = self._lines(style, inlines, role, pushed)
        noted: list[tuple[Footnote, ...]] = [()] * len(found.heights) if found.marks else []
        for at, note in zip(found.marks, _notes(inlines), strict=True):
            noted[at] += (self._note(note),)
        self.beside.left -= sum(found.heights) + (0.0 if style.contextual else style.after)
        return Box(style, found.heights, block, notes=tuple(noted), leading=found.leading)

    def rows(self, table: Table, block: int) -> Iterator[Box]:
        """The rows of a table, the row of headings first; each as high as its highest cell."""
        heads = tuple(Cell((Paragraph("cell-head", (Text(h),)),)) for h in table.headings)
        look = self.look.table
        rules = [look.border_inside] * len(table.rows) + [look.border_bottom]  # below each row
        rules[0] += look.border_top
        shares = [self.width * share / sum(table.widths) for share in table.widths]
        within = [self.within(share - look.left - look.right) for share in shares]
        pushed, again = self.under(), 0.0
        for number, row in enumerate((heads, *table.rows)):
            cells = [
                [setter.paragraph(p) for p in cell.paragraphs]
                for setter, cell in zip(within, row, strict=True)
            ]
            height = look.top + max(map(_high, cells)) + look.bottom + rules[number]
            height, pushed = height + pushed, 0.0
            noted = any(box.notes for cell in cells for box in cell)
            notes = tuple(_notes_of_row(cells, height, look.top, look.bottom)) if noted else ()
            yield Box(NO_STYLE, (height,), block, row=True, notes=(notes,) if notes else (),
                      heads=not number, again=again)  # fmt: skip
            again = again or height

    def _note(self, note: Note) -> Footnote:
        """A footnote over the width of the page, its number and the space behind it included."""
        style = self.look.role("footnote")
        words = (Note(note.number, ()), Text(" "), *note.inlines)
        page = self.within(self.look.page.text_width)
        first, *rest = page._lines(style, words, "footnote").heights
        *lines, last = first + style.before, *rest
        return Footnote((*lines, last + style.after))

    def _lines(
        self, style: TextStyle, inlines: tuple[Inline, ...], role: str, pushed: float = 0.0
    ) -> Lines:
        """The lines of a paragraph."""
        rest = self.width - style.left - style.right
        # the sign of a list and its tab fill the hanging indent of the first line
        first = (rest if role in _LISTS else rest - style.first_line) - pushed
        if self.beside.left > 0:  # as many lines as may be stand beside it
            first -= self.beside.takes
            rest -= self.beside.takes if self.beside.left > line_height(style) else 0.0
        measure = Measure(first, rest, *_stops(style), self.loose)
        found = set_lines(style, self.look.cite(role), inlines, measure)
        self.doubts.add(found)
        return found


def has_notes(blocks: Iterable[Block]) -> bool:
    """Whether a mark of a footnote stands in some blocks."""
    return any(_notes(p.inlines) for p in paragraphs(blocks))


def _notes(inlines: Iterable[Inline]) -> list[Note]:
    return [inline for inline in inlines if isinstance(inline, Note)]


@lru_cache(maxsize=256)
def _pushed(style: TextStyle, sign: str) -> float:
    """How far the sign of a list pushes the words: to the next stop, where it is too wide."""
    ends = style.left + style.first_line + width_of(style, sign)
    if ends <= style.left:
        return 0.0
    stops = (at for at, kind in style.tabs if kind in _LEFT and at > ends)
    return min(stops, default=(ends // TAB + 1) * TAB) - style.left


def _high(cell: Sequence[Box]) -> float:
    """How high the paragraphs of a cell are together."""
    return cell[0].style.before + stack(cell) + cell[-1].style.after


def _notes_of_row(
    cells: Sequence[Sequence[Box]], height: float, top: float, bottom: float
) -> Iterator[Footnote]:
    """The notes of a row; each knows how much of the row stands below the line of its mark.

    LibreOffice lays out one cell after the other: the row is as high as those before.
    """
    reached = 0.0
    for cell in cells:
        above = top + cell[0].style.before
        for at, box in enumerate(cell):
            above += stack(cell[: at + 1]) - stack(cell[:at]) - box.height
            for line, notes in zip(box.lines, box.notes or [()] * len(box.lines), strict=True):
                above += line
                under = height - max(above, reached)
                yield from (note._replace(under=under) for note in notes)
        reached = max(reached, top + _high(cell) + bottom)


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
