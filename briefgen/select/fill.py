"""Fill: turn each query into points, one for every excerpt taken, in a total order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from types import MappingProxyType

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.brief import Brief, Decision
from briefgen.model.outline import Point
from briefgen.model.query import And, Fill, Is, Not, Or, Query
from briefgen.model.source import Excerpt
from briefgen.records import field, replace, state
from briefgen.select.match import Matcher

Key = tuple[object, ...]


def fill_points(
    brief: Brief,
    superseded: frozenset[str] = frozenset(),
    reworded: Mapping[tuple[str, str, str], Set[str]] = MappingProxyType({}),
) -> tuple[tuple[Point, ...], tuple[Decision, ...], list[Diagnostic]]:
    """Replace every fill by the points that it becomes, in the order of the outline.

    An excerpt that an earlier point printed or cited is skipped, unless the fill says `repeat`;
    one of the `superseded`, unless its query asks for them; and one that a point of the same
    section rewords (`reworded`), which keeps its place in the limit.
    Every excerpt's fate is recorded for `briefgen explain`.
    """
    state = _State(Matcher(brief, superseded), brief, reworded)
    points: list[Point] = []
    for point in brief.outline.points:
        made = list(state.fill(point, point.fill)) if point.fill else [point]
        for each in made:
            state.used.update((i.source, i.excerpt) for i in each.citations() if i.excerpt)
            state.printed.update({each.excerpt.key} if each.excerpt else ())
        points.extend(made)
    return tuple(points), tuple(state.decisions), state.found


@state
class _State:
    """What has been printed and cited so far."""

    matcher: Matcher
    brief: Brief
    reworded: Mapping[tuple[str, str, str], Set[str]]
    used: set[tuple[str, str]] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def fill(self, point: Point, fill: Fill) -> Iterator[Point]:
        """The points that one fill becomes."""
        excerpts = [e for s in self.brief.sources.values() for e in s.excerpts]
        hits = sorted(
            (e for e in excerpts if self.matcher.matches(fill.query, e)),
            key=lambda e: order(e, fill.sort, self.brief),
        )
        said = self.reworded.get((point.section, point.party, point.slot), frozenset[str]())
        taken: list[Excerpt] = []
        for excerpt in hits:
            reason = self._refusal(excerpt, fill, taken)
            if excerpt.key in said:
                self._record(point, excerpt, "a point of this section says it in other words")
            else:
                self._record(point, excerpt, reason)
            if not reason or excerpt.key in said:
                taken.append(excerpt)
        self.found.extend(found_nothing(point, fill, len(taken), len(hits)))
        filled = [e for e in taken if e.key not in said]
        return (
            replace(_filled(point, fill, e, n), party=concerned(point, e, self.brief))
            for n, e in enumerate(filled, 1)
        )

    def _refusal(self, excerpt: Excerpt, fill: Fill, taken: list[Excerpt]) -> str:
        """Why an excerpt that matches is left out, in words, or ""."""
        left_out = self.matcher.states(excerpt) - asked_for(fill.query)
        if left_out:
            return f"it is {' and '.join(sorted(left_out))}"
        printed = (excerpt.source, excerpt.id) in self.used or excerpt.key in self.printed
        if printed and not fill.repeat:
            return "an earlier point printed or cited it"
        from_source = Counter(e.source for e in taken)[excerpt.source]
        if fill.max_per_source is not None and from_source >= fill.max_per_source:
            return f"max_per_source: {fill.max_per_source} of this source are in"
        if fill.limit is not None and len(taken) >= fill.limit:
            return f"limit: {fill.limit} are in, it comes after them"
        return ""

    def _record(self, point: Point, excerpt: Excerpt, reason: str) -> None:
        self.decisions.append(
            Decision(point.key, point.section, excerpt.key, not reason, reason or "it matches")
        )


def order(excerpt: Excerpt, sort: str, brief: Brief) -> Key:
    """The total order of a fill: weight or `sort`, date falling, source, place, id."""
    days = -excerpt.date.last.toordinal() if excerpt.date else 0
    first = _first_key(excerpt, sort, brief)
    return (*first, excerpt.date is None, days, excerpt.source, excerpt.start, excerpt.id)


def _first_key(excerpt: Excerpt, sort: str, brief: Brief) -> Key:
    name = sort.removeprefix("-")
    values: dict[str, object | None] = {
        "": -excerpt.weight,
        "weight": excerpt.weight,
        "date": excerpt.date.last.toordinal() if excerpt.date else None,
        "credibility": excerpt.credibility,
        "reliability": brief.sources[excerpt.source].reliability or None,
        "source": excerpt.source,
        "speaker": excerpt.speaker or None,
    }
    value = values[name]
    if sort.startswith("-"):
        value = -value if isinstance(value, int) else _falling(value)
    return (value is None, value if value is not None else 0)


def _falling(value: object | None) -> tuple[int, ...] | None:
    """A key that sorts texts backwards."""
    return None if value is None else (*(-ord(c) for c in str(value)), 1)


def asked_for(query: Query) -> frozenset[str]:
    """The states that a query names itself: `is:stale` brings in what is stale."""
    match query:
        case Is(state=state):
            return frozenset({state})
        case Not(operand=operand):
            return asked_for(operand)
        case And(operands=operands) | Or(operands=operands):
            return frozenset().union(*map(asked_for, operands))
        case _:
            return frozenset()


def concerned(point: Point, excerpt: Excerpt, brief: Brief) -> str:
    """Whom an excerpt under `others` or `both` concerns: the party that it is tagged with, if one.

    A fill of `others` may ask for the stakes of whoever has no entry of its own.
    """
    if point.party not in ("both", "others"):
        return point.party
    known = {party.id for party in brief.outline.parties}
    tagged = [t.split("/")[1] for t in excerpt.tags if t.startswith(f"{point.section}/")]
    return tagged[0] if tagged and tagged[0] in known else point.party


def _filled(point: Point, fill: Fill, excerpt: Excerpt, number: int) -> Point:
    show = fill.show if excerpt.gist is not None else "quote"
    return replace(
        point,
        key=f"{point.key}/{number}",
        fill=None,
        excerpt=excerpt,
        show=show,
        text=excerpt.gist if show != "quote" else None,
        date=excerpt.date,
        kind=excerpt.kind,
        visibility=max(excerpt.visibility, point.visibility or excerpt.visibility),
        weight=excerpt.weight,
    )


@rule("FIL001", Severity.WARNING)
def found_nothing(point: Point, fill: Fill, taken: int, hits: int) -> Iterator[Diagnostic]:
    """A fill finds fewer excerpts than it should: none, or fewer than its `min`.

    The memo then says less than the author expects. Either nothing is tagged yet, or every match
    was printed by an earlier point, has expired, or lies above the template's ceiling.

    Bad:
        - fill: positions/lines        # no excerpt carries #positions/lines
    Good:
        - fill: positions/lines        # sources/letter.md: {==...==}{>>^e1 #positions/lines<<}
    """
    wanted = fill.minimum
    if taken >= wanted:
        return
    some = f"{taken} of at least {wanted} excerpts" if taken else "no excerpt"
    why = f"{hits} match, the others are printed already or have expired" if hits else "none match"
    yield found_nothing.at(
        fill.place,
        f"`{fill.text}` fills {some}: {why}",
        f"tag a passage, or ask why: briefgen explain BRIEF {point.section}",
        about=point.key,
    )
