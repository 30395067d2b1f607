"""Boxes are stacked on pages, their footnotes at the foot of the page of their marks.

Two lines of a paragraph stay together at either end; a heading stays with what follows; a row is
never broken. A note that is too long for its page goes on at the foot of the next, as word
processors do it; which of its lines stay, and when the line with the mark goes over too, is what
LibreOffice does (7.4, `SwTextFormatter::NewFootnotePortion` and `WidowsAndOrphans`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from briefgen.fit.box import Box, Footnote, gap, stack
from briefgen.records import record

_TOGETHER = 2  # lines of a note that begins on a page stay there, or none
_DUST = 1e-6  # points: what sums of heights may be off


@record
class Sheets:
    """What pages hold: the first, each of the others, and above the notes of each."""

    first: float
    others: float
    pages: int
    rule: float  # how high the line with the rule above the notes is
    #: As much as may be: the leading of the last line hangs over the foot, a row never goes over
    #: for its notes.
    loose: bool = False

    @property
    def whole(self) -> float:
        """All pages together."""
        return self.first + self.others * (self.pages - 1)

    def room(self, number: int) -> float:
        """How high page `number` is, counted from 0; the last allowed page has no end."""
        return inf if number >= self.pages - 1 else self.first if number == 0 else self.others

    def reached(self, used: float) -> int:
        """How many pages so much fills."""
        return 1 + max(0, -int(-(used - self.first) // self.others))


def filled(found: Sequence[Box], sheets: Sheets) -> float:
    """Where the last line or note ends, counted from the top of the first page.

    The last allowed page has no end: so much is too much as runs over its foot.
    """
    if sheets.pages == 1:
        return _on_one(found, sheets)
    above = 0.0
    page = _Page(sheets, 0)
    for group in (*_groups(found), None):  # at the end, what is left of notes
        while page.left if group is None else not page.takes(group):
            if group and page.is_empty:
                page.force(group)
                break
            above += page.room
            page = page.next()
    return above + page.foot - page.hang + page.area


def _on_one(found: Sequence[Box], sheets: Sheets) -> float:
    """The same for a single page, where all that matters is how high everything is."""
    if not found:
        return 0.0
    notes = sum(sum(note.lines) for box in found for line in box.notes for note in line)
    hang = found[-1].leading if sheets.loose else 0.0
    return found[0].style.before + stack(found) + (notes and notes + sheets.rule) - hang


@record
class _Line:
    """A line, or a row of a table, with the notes whose marks stand in it."""

    space: float  # above it
    height: float
    notes: tuple[Footnote, ...]
    row: bool
    leading: float  # what its style adds to the font's own height


@record
class _Group:
    """Lines that stay on one page."""

    lines: tuple[_Line, ...]
    again: float  # how high the headings of their table are, which come again on top of a page

    @property
    def height(self) -> float:
        """Without the space above it."""
        return sum(line.space + line.height for line in self.lines) - self.lines[0].space


class _Page:
    """A page as it fills."""

    def __init__(self, sheets: Sheets, number: int) -> None:
        """Begin page `number`, counted from 0."""
        self.sheets, self.number, self.room = sheets, number, sheets.room(number)
        self.foot = 0.0  # where the text ends
        self.hang = 0.0  # what of that may hang over the foot of the page
        self.area = 0.0  # how high the notes are, with the rule above them
        self.left: list[Footnote] = []  # what of the notes goes on to the next page

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not self.foot and not self.area

    def next(self) -> _Page:
        """The page after it, with what is left of notes, and what runs over the foot of this."""
        after = _Page(self.sheets, self.number + 1)
        after.foot = max(0.0, self.foot + self.area - self.room)
        for note in self.left:
            after._put(note, after.room)
        return after

    def takes(self, group: _Group) -> bool:
        """Put a group on the page, or leave the page as it is where that has no room for it."""
        before = self.foot, self.hang, self.area, [*self.left]
        taken = all(self._line(line, group.again) for line in group.lines)
        if not taken:
            self.foot, self.hang, self.area, self.left = before
        return taken

    def force(self, group: _Group) -> None:
        """Put a group on the page that is higher than any."""
        self.foot += group.height
        self.area += sum(sum(note.lines) for line in group.lines for note in line.notes)

    def _line(self, line: _Line, again: float) -> bool:
        """Put a line on the page; False where it has to go to the next.

        On top of a page the headings of its table come again, and the space above it stays behind:
        on all but the first.
        """
        first = not self.foot
        foot = self.foot + (again if first and self.number else line.space) + line.height
        loose = self.sheets.loose
        hang = line.leading if loose else 0.0
        for note in line.notes:
            least = 1 if line.row and not self.area else _TOGETHER
            most = self.room - foot + (hang if loose else note.under)
            stays = self._put(note, most, least)
            if not stays and not first and not line.row and self._full(foot, line):
                return False
        if foot - hang + self.area > self.room + _DUST:
            return False
        self.foot, self.hang = foot, hang
        return True

    def _put(self, note: Footnote, most: float, least: int = _TOGETHER) -> bool:
        """Put as much of a note on the page as there is room; False where that is nothing.

        The notes, the rule above them included, may be `most` high; of a note that goes on at
        least so many lines stay. Notes keep their order: where one goes on, those behind it begin
        on the next page.
        """
        area = self.area or self.sheets.rule
        kept = 0 if self.left else _kept(note.lines, most - area, least)
        if kept:
            self.area = area + sum(note.lines[:kept])
        if kept < len(note.lines):
            self.left.append(note._replace(lines=note.lines[kept:]))
        return kept > 0

    def _full(self, foot: float, line: _Line) -> bool:
        """Whether a mark in a line that ends at `foot` goes over with its note.

        It does where the page has no notes yet, and where no other line as high has room below;
        leading does not count.
        """
        another = line.height - 2 * line.leading
        return not self.area or foot + another > self.room - self.area + _DUST


def _kept(lines: Sequence[float], room: float, least: int) -> int:
    """How many lines of a note stay on a page that has so much room: all, or at least so many."""
    kept = 0
    for line in lines:
        if line > room + _DUST:
            break
        kept, room = kept + 1, room - line
    return kept if kept in (len(lines), *range(least, len(lines))) else 0


def _groups(found: Sequence[Box]) -> Iterator[_Group]:
    """The groups of the whole document."""
    lines: list[_Line] = []
    again = 0.0
    for line, may_break, headings in _flow(found):
        if may_break and lines:
            yield _Group(tuple(lines), again)
            lines = []
        if not lines:
            again = headings
        lines.append(line)
    if lines:
        yield _Group(tuple(lines), again)


def _flow(found: Sequence[Box]) -> Iterator[tuple[_Line, bool, float]]:
    """Every line, whether a page may end before it, and the headings of its table."""
    last: Box | None = None
    for box in found:
        above = gap(last, box) if last else box.style.before
        joined = bool(last and last.keeps)
        for at, height in enumerate(box.lines):
            notes = box.notes[at] if box.notes else ()
            may_break = 2 <= at <= len(box.lines) - 2 if at else not joined
            line = _Line(0.0 if at else above, height, notes, box.row, box.leading)
            yield line, may_break, box.again
        last = box
