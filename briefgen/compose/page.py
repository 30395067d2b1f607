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
from briefgen.records import record, replace

_SOON = 3  # days; a report of the next days tells nothing about the event


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

    def reported(self, point: Point) -> When | None:
        """When it was first reported: the earliest date of a source cited that is not before it."""
        sources = self.selection.brief.sources
        cited = (sources.get(item.source) for item in point.citations())
        issued = sorted((s.issued for s in cited if s and s.issued), key=lambda d: d.first)
        happened = self.date_of(point)
        since = [d for d in issued if happened is None or d.last >= happened.first]
        return next(iter(since or issued), None)

    def late(self, point: Point) -> str:
        """`reported 5 March`, where that was days after it happened; else nothing."""
        happened, reported = self.date_of(point), self.reported(point)
        if happened is None or reported is None or (reported.first - happened.last).days <= _SOON:
            return ""
        return self.words.say("reported", day=self.day(reported))

    def said(self, point: Point) -> tuple[Inline, ...]:
        """What a point says; of a question, who can answer or has; of a conflict, its reason."""
        if point.section == "open_questions":
            return self._question(point)
        return (*self.voicing.point(point), *after(" ", self.voicing.field(point, "reason")))

    def _question(self, point: Point) -> tuple[Inline, ...]:
        asked = self.voicing.point(replace(point, cite=()))
        to, answer = (self.voicing.field(point, name) for name in ("to", "answer"))
        cite = self.voicing.citer.cite(point.cite)
        return (
            *asked,
            *((Text(" ("), *to, Text(")")) if to else ()),
            *((cite,) if cite else ()),
            *after(f" {self.words.say('answer')} ", answer),
        )

    def say(self, name: str) -> tuple[Inline, ...]:
        """Words of the template as inlines."""
        return (Text(self.words.say(name)),)


def after(lead: str, said: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`said` behind a lead; nothing where nothing is said."""
    return (Text(lead), *said) if said else ()


Form: TypeAlias = Callable[[SectionSpec, tuple[Point, ...], Page], list[Block]]
