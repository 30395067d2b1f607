"""Match: does an excerpt answer a query? One function a kind of term (design 3.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from briefgen.model.brief import Brief
from briefgen.model.dates import When, parse_when
from briefgen.model.query import And, Compare, Is, Not, Or, Query, Tag
from briefgen.model.source import Excerpt, Visibility
from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.tags import matches as tag_matches

_TODAY = late(r"today(?:\s*([+-])\s*(\d+)\s*d)?")


@record
class Matcher:
    """Answers queries over the excerpts of one brief; "today" is the outline's `as_of`."""

    brief: Brief
    superseded: frozenset[str]

    def matches(self, query: Query, excerpt: Excerpt) -> bool:
        """Whether `excerpt` answers `query`."""
        match query:
            case Tag(path=path, exact=exact):
                return any(tag_matches(path, exact, t) for t in excerpt.tags)
            case Compare():
                return self._compare(query, excerpt)
            case Is(state=state):
                return state in self.states(excerpt)
            case Not(operand=operand):
                return not self.matches(operand, excerpt)
            case And(operands=operands):
                return all(self.matches(o, excerpt) for o in operands)
            case Or(operands=operands):
                return any(self.matches(o, excerpt) for o in operands)

    def states(self, excerpt: Excerpt) -> frozenset[str]:
        """The states of an excerpt that leave it out of a fill unless it is asked for."""
        found = set()
        if excerpt.expires and excerpt.expires.last < self.brief.outline.as_of.last:
            found.add("stale")
        if excerpt.key in self.superseded:
            found.add("superseded")
        if excerpt.is_orphan:
            found.add("orphan")
        return frozenset(found)

    def _compare(self, term: Compare, excerpt: Excerpt) -> bool:
        if term.field in ("date", "as_of"):
            own = excerpt.date if term.field == "date" else excerpt.as_of
            return own is not None and self._dates(own, term)
        if term.field in _GRADES:
            return _graded(_GRADES[term.field](self.brief, excerpt), term)
        values = list(self._texts(term.field, excerpt))
        wanted = term.value.casefold()
        if term.op == "~":
            return any(wanted in v.casefold() for v in values)
        return any(wanted == v.casefold() for v in values)

    def _dates(self, own: When, term: Compare) -> bool:
        wanted = self._when(term.value)
        if wanted is None:
            return False
        match term.op:
            case "<":
                return own.last < wanted.first
            case "<=":
                return own.last <= wanted.last
            case ">":
                return own.first > wanted.last
            case ">=":
                return own.first >= wanted.first
            case _:
                return wanted.first <= own.first and own.last <= wanted.last

    def _when(self, text: str) -> When | None:
        match = _TODAY.fullmatch(text)
        if match is None:
            return parse_when(text)
        days = int(f"{match[1]}{match[2]}") if match[1] else 0
        day: date = self.brief.outline.as_of.last + timedelta(days=days)
        return When(text, day, day)

    def _texts(self, field: str, excerpt: Excerpt) -> Iterator[str]:
        match field:
            case "source":
                yield excerpt.source
            case "speaker":
                yield from speakers(self.brief, excerpt)
            case "party":
                yield from parties(self.brief, excerpt)
            case "via":
                yield from excerpt.via
                yield from self.brief.sources[excerpt.source].via
            case "kind":
                yield excerpt.kind
            case "voice":
                yield excerpt.voice.value
            case "level":
                yield "translated" if excerpt.translation else "verbatim"


def speakers(brief: Brief, excerpt: Excerpt) -> Iterator[str]:
    """Every form of the name of an excerpt's speaker: as tagged, and as registered."""
    if not excerpt.speaker:
        return
    yield excerpt.speaker
    for name in brief.outline.names:
        forms = (name.name, name.short, *name.also)
        if excerpt.speaker in forms:
            yield from (f for f in forms if f)


def parties(brief: Brief, excerpt: Excerpt) -> Iterator[str]:
    """The id and the names of the party that an excerpt's speaker is, or belongs to."""
    said = set(speakers(brief, excerpt))
    ids = {n.party for n in brief.outline.names if n.name in said}
    for party in brief.outline.parties:
        if party.id in ids or said & {party.id, party.name, *party.also}:
            yield from (party.id, party.name, *party.also)


def _visibility(brief: Brief, excerpt: Excerpt) -> str:
    return excerpt.visibility.word


def _reliability(brief: Brief, excerpt: Excerpt) -> str:
    return brief.sources[excerpt.source].reliability


def _credibility(brief: Brief, excerpt: Excerpt) -> str:
    return str(excerpt.credibility or "")


_GRADES: Mapping[str, Callable[[Brief, Excerpt], str]] = {
    "visibility": _visibility,
    "reliability": _reliability,
    "credibility": _credibility,
}

#: Grades that mean "cannot be judged": they match only when they are named.
_UNJUDGED = frozenset({"F", "6", ""})


def _rank(value: str) -> int:
    """`reliability<=B` reads "B or better": A is the lowest; visibilities rank as they rise."""
    words = [v.word for v in Visibility]
    return words.index(value.lower()) if value.lower() in words else ord(value[:1].upper() or "~")


def _graded(own: str, term: Compare) -> bool:
    if term.op in (":", "~"):
        return own.casefold() == term.value.casefold()
    if own.upper() in _UNJUDGED:
        return False
    left, right = _rank(own), _rank(term.value)
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[term.op]
