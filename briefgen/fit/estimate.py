"""How much of its pages a document fills: our own layout, in points, without a word processor.

The order of work: the document and the look become boxes (boxes.py), the boxes are stacked on
pages (pages.py), and the fill gives the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from briefgen.fit.box import Box
from briefgen.fit.boxes import boxes, running_height
from briefgen.fit.pages import Sheets, filled
from briefgen.fit.running import footers, headers
from briefgen.fit.setter import Doubts
from briefgen.fit.setting import line_height
from briefgen.model.document import Document
from briefgen.model.look import Look
from briefgen.records import record, replace

#: Up to this fill a page `fits`; up to 1 it is `tight`: half a point of a page. LibreOffice ends
#: a page within 0.2 points of where we do (docs/figures.md); a wider band cut what would have
#: fitted. Word, which nobody could measure, sets no ligatures: a page that fits, fits without them.
SAFE = 0.9993
#: Where single characters are not measured a page must have this much more room; where more than
#: this share of them are not, the verdict is `unknown`.
UNMEASURED_ROOM, UNMEASURED_SHARE = 0.05, 0.03


#: What LibreOffice keeps above footnotes: a millimetre, a rule of half a point, a millimetre.
_RULE = 6.2
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
    rule = _rule(found, look, loose=loose)
    sheets = Sheets(*_rooms(document, look, loose=loose), pages, rule, loose=loose)
    used = filled(found, sheets)
    fill = used / sheets.whole
    return Estimate(
        verdict=_verdict(fill, doubts),
        fill=round(fill, 4),
        pages=sheets.reached(used),
        free=round(sheets.whole - used, 1),
        lines=_lines(found, len(document.blocks)),
        fonts=tuple(sorted(doubts.fonts)),
        unmeasured=doubts.unmeasured,
        line=line_height(look.role("body")),
    )


def _rule(found: Sequence[Box], look: Look, *, loose: bool) -> float:
    """The line with the rule above the footnotes, where there are any.

    Word sets it as a line of their style; LibreOffice keeps a millimetre above and below it.
    """
    if loose or not any(box.notes for box in found):
        return _RULE
    return max(_RULE, line_height(look.role("footnote")))


def _rooms(document: Document, look: Look, *, loose: bool) -> tuple[float, float]:
    """What the first page holds, and each of the others.

    High headers and footers push into what the margins leave: those of the first page there.
    """
    page = look.page
    rooms = [page.text_height] * 2
    for parts, edge, margin in (
        (headers(document, look), page.header, page.top),
        (footers(document, look), page.footer, page.bottom),
    ):
        for at, part in enumerate((parts[0], parts[-1]) if parts else ()):
            high = running_height(part, document, look, loose=loose)
            rooms[at] -= max(0.0, edge + high - margin)
    return rooms[0], rooms[1]


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
