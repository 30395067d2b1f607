"""How much of its pages a document fills: our own layout, in points, without a word processor.

The order of work: the document and the look become boxes (boxes.py), the boxes are stacked on
pages, and the fill gives the verdict. Two
lines of a paragraph stay together at either end; a heading stays with what follows; a row is
never broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from briefgen.fit.boxes import Box, Doubts, boxes, gap, running_height
from briefgen.fit.running import footers, headers
from briefgen.fit.setting import line_height
from briefgen.model.document import Document
from briefgen.model.look import Look
from briefgen.records import record, replace

#: Up to this fill a page `fits`; up to 1 it is `tight`: a sixth of a line of a page. LibreOffice
#: never disagreed by as much (docs/figures.md), and Word, which nobody could measure, sets no
#: ligatures: a page that fits, fits without them.
SAFE = 0.997
#: Where single characters are not measured a page must have this much more room; where more than
#: this share of them are not, the verdict is `unknown`.
UNMEASURED_ROOM, UNMEASURED_SHARE = 0.05, 0.03


_LOOSE = 0.25  # of a page: what is over by more is so in any case


class Verdict(StrEnum):
    """What the estimator says of a page."""

    FITS = "fits"
    TIGHT = "tight"
    OVER = "over"
    UNKNOWN = "unknown"


@record
class Estimate:
    """How much of the allowed pages a document fills, and what that rests on."""

    verdict: Verdict
    fill: float  # 1.0: every line of every allowed page
    pages: int
    free: float  # points left; negative: too much
    lines: tuple[int, ...]  # of each block of the document, in order; a row counts as one
    fonts: tuple[str, ...] = ()  # those that are not measured
    unmeasured: str = ""  # characters whose width is a guess
    line: float = 12.0  # the height of a line of body text, its leading included

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against the page."""
        return self.verdict is Verdict.FITS

    @property
    def lines_over(self) -> int:
        """How many lines of body text are too many."""
        return max(0, -int(self.free // self.line))


def estimate(document: Document, look: Look, pages: int = 1) -> Estimate:
    """Lay the document out in `look`, and say how much of `pages` pages it fills.

    It is measured strictly: without ligatures, which LibreOffice sets and Word does not, and with
    everything that floats pushing the text. What is over must be over when measured loosely too;
    what is not is `tight`.
    """
    found = _estimate(document, look, pages, loose=False)
    if found.verdict is Verdict.OVER and found.fill < 1 + _LOOSE:
        loose = _estimate(document, look, pages, loose=True)
        if loose.verdict is not Verdict.OVER:
            return replace(found, verdict=Verdict.TIGHT)
    return found


def _estimate(document: Document, look: Look, pages: int, *, loose: bool) -> Estimate:
    doubts = Doubts()
    found = list(boxes(document, look, doubts, loose=loose))
    height = look.page.text_height - _letterhead(document, look, loose)
    used = _fill_pages(found, height, pages, _rule(found, look))
    fill = used / (height * pages)
    return Estimate(
        verdict=_verdict(fill, doubts),
        fill=round(fill, 4),
        pages=max(1, -int(-used // height)),
        free=round(height * pages - used, 1),
        lines=_lines(found, len(document.blocks)),
        fonts=tuple(sorted(doubts.fonts)),
        unmeasured=doubts.unmeasured,
        line=line_height(look.role("body")),
    )


def _rule(found: Sequence[Box], look: Look) -> float:
    """The line with the rule above the footnotes, where there are any."""
    return line_height(look.role("footnote")) if any(box.notes for box in found) else 0.0


def _letterhead(document: Document, look: Look, loose: bool) -> float:
    """How far high headers and footers push into what the margins leave."""
    page = look.page
    head, foot = (
        running_height(parts, document, look, loose=loose)
        for parts in (headers(document, look), footers(document, look))
    )
    return max(0.0, page.header + head - page.top) + max(0.0, page.footer + foot - page.bottom)


def _verdict(fill: float, doubts: Doubts) -> Verdict:
    """Judge a fill: unknown where the figures do not carry a verdict."""
    if doubts.fonts or len(doubts.unmeasured) > UNMEASURED_SHARE * doubts.characters:
        return Verdict.UNKNOWN
    safe = SAFE - (UNMEASURED_ROOM if doubts.unmeasured else 0.0)
    return Verdict.FITS if fill <= safe else Verdict.TIGHT if fill <= 1 else Verdict.OVER


def _lines(found: Sequence[Box], blocks: int) -> tuple[int, ...]:
    """How many lines each block has."""
    counts = [0] * blocks
    for box in found:
        if box.block >= 0:
            counts[box.block] += len(box.lines)
    return tuple(counts)


@record
class _Group:
    """Lines that stay on one page."""

    space: float  # above them
    height: float
    notes: bool  # whether a mark of a footnote stands in them
    again: float  # how high the headings of their table are, which come again on top of a page


def _fill_pages(found: Sequence[Box], height: float, pages: int, rule: float) -> float:
    """Where the last line ends, counted from the top of the first page.

    The last allowed page has no end: so much is too much as runs over its foot. On a page with
    footnotes the line with the `rule` above them is kept free.
    """
    page, foot, noted = 0, 0.0, False
    for group in _groups(found):
        alone = group.height + rule * group.notes
        needed = group.space + group.height + rule * (group.notes and not noted)
        if page < pages - 1 and foot and foot + needed > height >= alone:
            page, foot = page + 1, group.again + alone  # the space above it stays behind
            noted = group.notes
        else:
            foot, noted = foot + needed, noted or group.notes
    return page * height + foot


def _groups(found: Sequence[Box]) -> Iterator[_Group]:
    """The groups of the whole document."""
    open_group = _Group(0.0, 0.0, notes=False, again=0.0)
    for group, may_break in _flow(found):
        if may_break:
            yield open_group
            open_group = group
        else:
            height = open_group.height + group.space + group.height
            notes = open_group.notes or group.notes
            open_group = replace(open_group, height=height, notes=notes)
    yield open_group


def _flow(found: Sequence[Box]) -> Iterator[tuple[_Group, bool]]:
    """Every line as a group of its own, and whether a page may end before it."""
    last: Box | None = None
    for box in found:
        for at, line in enumerate(box.lines):
            notes = box.notes[at] if box.notes else 0.0  # stand on the page of their marks
            if at:
                group = _Group(0.0, line + notes, notes > 0, again=0.0)
                yield group, 2 <= at <= len(box.lines) - 2
            else:
                above = gap(last, box) if last else box.style.before
                group = _Group(above, line + notes, notes > 0, box.again)
                yield group, not (last and last.keeps)
        last = box
