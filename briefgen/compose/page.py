"""The page that is being composed: what every form works with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from briefgen.compose.inlines import Voicing
from briefgen.compose.wording import Wording
from briefgen.model.brief import Selection
from briefgen.model.dates import When
from briefgen.model.document import Block, Inline, Text
from briefgen.model.news import NO_EDITIONS, Standing
from briefgen.model.outline import Point
from briefgen.model.source import Excerpt
from briefgen.model.template import SectionSpec
from briefgen.records import record


@record
class Page:
    """What the forms work with: the selection, the points still on the page, and the words."""

    selection: Selection
    points: tuple[Point, ...]
    voicing: Voicing
    words: Wording
    standing: Standing = NO_EDITIONS  # its news without what is cut

    def points_of(self, spec: SectionSpec) -> tuple[Point, ...]:
        """The points of one section, in the order of the outline."""
        return tuple(p for p in self.points if spec.prints(p))

    def party(self, id: str) -> str:
        """The name of a party, of `both`, or of `others`."""
        for party in self.selection.brief.outline.parties:
            if party.id == id:
                return party.name
        return self.words.say(f"party.{id}") or id

    def day(self, when: When) -> str:
        """A date, without its year where that is the memo's own."""
        as_of = self.selection.brief.outline.as_of
        return self.words.day(when, year=when.last.year != as_of.last.year)

    def cited(self, point: Point) -> list[Excerpt]:
        """The excerpts that a point prints or cites."""
        own = [point.excerpt] if point.excerpt else []
        brief = self.selection.brief
        found = (brief.excerpt(i.source, i.excerpt) for i in point.citations())
        return own + [e for e in found if e is not None]

    def date_of(self, point: Point) -> When | None:
        """When it happened: as the author says, else as the first dated excerpt cited says."""
        dates = (e.date for e in self.cited(point) if e.date is not None)
        return point.date or next(dates, None)

    def say(self, name: str) -> tuple[Inline, ...]:
        """Words of the template as inlines."""
        return (Text(self.words.say(name)),)


Form: TypeAlias = Callable[[SectionSpec, tuple[Point, ...], Page], list[Block]]
