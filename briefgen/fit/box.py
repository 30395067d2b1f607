"""A box: a paragraph or a row of a table with the heights of its lines, and what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefgen.model.look import TextStyle
from briefgen.records import record


class Footnote(NamedTuple):
    """A note at the foot of a page."""

    lines: tuple[float, ...]  # the space above the first and below the last included
    under: float = 0.0  # how much of the row of its mark stands below the line of its mark


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
    leading: float = 0.0  # what of each line its style adds to the font's own height

    @property
    def height(self) -> float:
        """Its lines together."""
        return sum(self.lines)

    @property
    def keeps(self) -> bool:
        """Whether no page ends between it and what follows."""
        return self.style.keep_next or self.heads


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
