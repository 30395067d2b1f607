"""Grounds: the stretch of captured text that a citation points to, and what is known of it."""

from __future__ import annotations

import re
from itertools import pairwise

from briefgen.model.brief import Selection
from briefgen.model.dates import When
from briefgen.model.outline import Point
from briefgen.model.prose import CiteItem
from briefgen.model.source import Excerpt, Source
from briefgen.records import record


@record
class Ground:
    """What one citation points to: a range of a source's captured text."""

    source: Source
    start: int
    end: int
    excerpt: Excerpt | None = None

    @property
    def text(self) -> str:
        """The captured words."""
        return self.source.captured.text[self.start : self.end]

    @property
    def dates(self) -> tuple[When, ...]:
        """The dates that count as standing here: those of the excerpts in this range."""
        inside = (e for e in self.source.excerpts if self.start <= e.start and e.end <= self.end)
        excerpts = (self.excerpt,) if self.excerpt else inside
        return tuple(d for e in excerpts for d in (e.date, e.as_of) if d is not None)

    @property
    def name(self) -> str:
        """`gazette-0305^e2`, or the source's id."""
        return self.excerpt.key if self.excerpt else self.source.id


def ground(selection: Selection, item: CiteItem, point: Point | None = None) -> Ground | None:
    """What `item` points to; None where there is no such source, excerpt, paragraph or page.

    `point` says which excerpt is meant where a filled excerpt has no id.
    """
    source = selection.brief.sources.get(item.source)
    if source is None:
        return None
    filled = point.excerpt if point else None
    if filled and (filled.source, filled.id) == (item.source, item.excerpt):
        return Ground(source, filled.start, filled.end, filled)
    if item.excerpt:
        excerpt = selection.brief.excerpt(item.source, item.excerpt)
        return Ground(source, excerpt.start, excerpt.end, excerpt) if excerpt else None
    window = located(source, item.locator)
    return Ground(source, *window) if window else None


def located(source: Source, locator: str) -> tuple[int, int] | None:
    """The range of the captured text that a locator names: `13`, `13-14`, `p. iii`, or none."""
    captured = source.captured
    if not locator:
        return 0, len(captured.text)
    if match := re.fullmatch(r"(?:¶+\s*)?(\d+)(?:\s*[-–]\s*(\d+))?", locator.strip()):
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= len(captured.paragraphs):
            return None
        return captured.paragraphs[first - 1][0], captured.paragraphs[last - 1][1]
    label = re.sub(r"^pp?\.\s*", "", locator.strip())
    starts = [*captured.pages, (len(captured.text), "")]
    ranges = pairwise(starts)
    return next(((a, b) for (a, page), (b, _) in ranges if page == label), None)
