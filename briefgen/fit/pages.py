"""Boxes are stacked on pages, their footnotes at the foot of the page of their marks.

Two lines of a paragraph stay together at either end; a heading stays with what follows; a row is
never broken. A note that is too long for its page goes on at the foot of the next, as word
processors do it; which of its lines stay, and when the line with the mark goes over too, is what
LibreOffice does (7.4, `SwTextFormatter::NewFootnotePortion` and `WidowsAndOrphans`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from math import inf

from briefgen.fit.boxes import Box, Footnote, gap
from briefgen.records import record

_TOGETHER = 2  # lines of a note at either side of a page's end
_DUST = 1e-6  # points: what sums of heights may be off


@record
class Sheets:
    """What pages hold: the first, each of the others, and above the notes of each."""

    first: float
    others: float
    pages: int
    rule: float  # how high the line with the rule above the notes is

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
    number, above = 0, 0.0
    page = _Page(sheets.room(0), sheets.rule)
    for group in _groups(found):
        while not page.takes(group):
            if page.is_empty:
                page.force(group)
                break
            above += page.room
            number += 1
            page = page.next(sheets.room(number))
    return above + page.foot - page.hang + page.area


@record
class _Line:
    """A line, or a row of a table, with the notes whose marks stand in it."""

    space: float  # above it
    height: float
    notes: tuple[Footnote, ...]
    row: bool
    hang: float  # what of it may stand below the foot of its page


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

    def __init__(self, room: float, rule: float, going_on: Sequence[Footnote] = ()) -> None:
        """Begin a page with what is left of notes of the page before."""
        self.room, self.rule = room, rule
        self.foot = 0.0  # where the text ends
        self.hang = 0.0  # what of that may hang over the foot of the page
        self.area = 0.0  # how high the notes are, with the rule above them
        self.left: list[Footnote] = []  # what of the notes goes on to the next page
        for note in going_on:
            self._put(note, room)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it."""
        return not self.foot and not self.area

    def next(self, room: float) -> _Page:
        """The page after it; what runs over the foot of this one stands there."""
        after = _Page(room, self.rule, self.left)
        after.foot = max(0.0, self.foot + self.area - self.room)
        return after

    def takes(self, group: _Group) -> bool:
        """Put a group on the page, or leave the page as it is where that has no room for it."""
        trial = copy(self)
        trial.left = list(self.left)
        if not all(trial._line(line, group.again) for line in group.lines):
            return False
        self.__dict__ = trial.__dict__
        return True

    def force(self, group: _Group) -> None:
        """Put a group on the page that is higher than any."""
        self.foot += group.height
        self.area += sum(sum(note) for line in group.lines for note in line.notes)

    def _line(self, line: _Line, again: float) -> bool:
        """Put a line on the page; False where it has to go to the next.

        The space above the first stays behind, and the headings of its table come again.
        """
        first = not self.foot
        foot = self.foot + (again if first else line.space) + line.height
        if foot - line.hang + self.area > self.room + _DUST:
            return False
        for note in line.notes:
            stays = self._put(note, self.room - foot)
            if not stays and not first and not line.row and self._full(foot, line.height):
                return False
        self.foot, self.hang = foot, line.hang
        return True

    def _put(self, note: Footnote, most: float) -> bool:
        """Put as much of a note on the page as there is room; False where that is nothing.

        The notes, the rule above them included, may be `most` high. Notes keep their order: where
        one goes on, those behind it begin on the next page.
        """
        area = self.area or self.rule
        kept = 0 if self.left else _kept(note, most - area)
        if kept:
            self.area = area + sum(note[:kept])
        if kept < len(note):
            self.left.append(note[kept:])
        return kept > 0

    def _full(self, foot: float, height: float) -> bool:
        """Whether a mark in a line that ends at `foot` goes over with its note.

        It does where the page has no notes yet, and where no other line as high has room below.
        """
        return not self.area or foot + height > self.room - self.area


def _kept(note: Footnote, room: float) -> int:
    """How many lines of a note stay on a page that has so much room: all, or two at either end."""
    kept = 0
    for line in note:
        if line > room + _DUST:
            break
        kept, room = kept + 1, room - line
    if kept == len(note):
        return kept
    kept = min(kept, len(note) - _TOGETHER)
    return kept if kept >= _TOGETHER else 0


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
            line = _Line(0.0 if at else above, height, notes, box.row, box.hang)
            yield line, may_break, box.again
        last = box
