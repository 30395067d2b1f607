"""Detection of conflicts: what two sources say that cannot both be printed in silence.

Detection proposes, the author resolves under `conflicts`. One function a kind of conflict; each
gives the clashes that it finds, and never merges anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import combinations

from briefgen.model.brief import Brief, Selection
from briefgen.model.chains import party_of, plain_name, speaker_of
from briefgen.model.conflict import Clash, Differs, Side
from briefgen.model.outline import Deed, Point
from briefgen.model.source import Excerpt, Source, Voice
from briefgen.text.figures import Figure, figures
from briefgen.text.status import IN_FORCE, PLANNED, Status, statuses, stem
from briefgen.text.topics import overlap, topic
from briefgen.text.variants import Passage, Variant, by_pair, variants
from briefgen.text.worddiff import changes, describe, word_diff

#: Words of content that two statements must share to be about one thing, and how large a share.
_SHARED, _SHARE = 3, 0.5
#: A tag of so many steps is about one thing: stakes/authority/yield.
_FINE = 3


class Clashes:
    """Every clash of a selection, settled or open."""

    def __init__(self, selection: Selection) -> None:
        """Look at the sources and the points of one selection."""
        self.selection = selection
        self.brief: Brief = selection.brief

    @cached_property
    def found(self) -> tuple[Clash, ...]:
        """Every clash, kind by kind."""
        return tuple(clash for find in FINDERS for clash in find(self))

    @cached_property
    def open(self) -> tuple[Clash, ...]:
        """Those that no entry under `conflicts` covers."""
        return tuple(c for c in self.found if not self._recorded(c))

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Passages of one speaker that two sources word differently."""
        sources = self.brief.sources.values()
        return tuple(variants([p for s in sources for p in self._spoken(s)]))

    @cached_property
    def reworded(self) -> dict[frozenset[str], int]:
        """How many quotations each pair of sources words differently."""
        return by_pair(self.variants)

    def _recorded(self, clash: Clash) -> bool:
        return any(_covers(entry, clash) for entry in self.selection.conflicts)

    def _spoken(self, source: Source) -> Iterator[Passage]:
        """What the source prints as a speaker's words: quotations, and excerpts of that voice."""
        ranges = {(q.start, q.end) for q in source.captured.quotes if q.depth == 1}
        quoted = bytearray(len(source.captured.text) + 1)
        for start, end in ranges:
            quoted[start:end] = b"1" * (end - start)
        said = (e for e in source.excerpts if e.voice is Voice.SPEAKER)
        ranges |= {(e.start, e.end) for e in said if not any(quoted[e.start : e.end])}
        for start, end in sorted(ranges):
            excerpt = holding(source, start, end)
            speaker = speaker_of(self.brief, excerpt.speaker) if excerpt else ""
            yield Passage(source.id, start, end, source.captured.text[start:end], speaker)


def holding(source: Source, start: int, end: int) -> Excerpt | None:
    """The narrowest excerpt around a range, one with an id before one without."""
    around = [e for e in source.excerpts if e.start <= start and end <= e.end]
    within = [e for e in source.excerpts if start <= e.start and e.end <= end]
    narrow = min(around, key=lambda e: (not e.id, e.end - e.start), default=None)
    return narrow or next((e for e in within if e.id), None)


def _covers(entry: Point, clash: Clash) -> bool:
    """Whether an entry under `conflicts` names both sides, by excerpt or by source."""
    return all(any(_is_side(i.source, i.excerpt, side) for i in entry.citations())
               for side in clash.sides)  # fmt: skip


def _is_side(source: str, excerpt: str, side: Side) -> bool:
    if source != side.source.id:
        return False
    overlapping = (e.id for e in side.source.excerpts if e.start < side.end and side.start < e.end)
    return not excerpt or excerpt in overlapping


# -- one function a kind -----------------------------------------------------------------------


def words(clashes: Clashes) -> Iterator[Clash]:
    """One speaker's words, printed differently by two sources, the more reliable one first."""
    for variant in clashes.variants:
        sides = (_side(clashes.brief, p) for p in (variant.left, variant.right))
        left, right = sorted(sides, key=lambda s: (s.source.reliability or "C", s.source.id))
        a, b = left.text, right.text
        told = describe(changes(a, b)) or "worded differently"
        ask = "Which of the two wordings is right?"
        yield Clash(Differs.WORDS, left, right, told, ask, word_diff(a, b))


def _side(brief: Brief, passage: Passage) -> Side:
    source = brief.sources[passage.id]
    excerpt = holding(source, passage.start, passage.end)
    return Side(source, passage.start, passage.end, excerpt)


def amounts(clashes: Clashes) -> Iterator[Clash]:
    """Figures of one measure on one subject, as of one date, that differ."""
    told = [(e, m) for e in _excerpts(clashes) if (m := _measured(e))]
    for (a, mine), (b, theirs) in combinations(told, 2):
        shared = sorted(mine.keys() & theirs.keys())
        if a.source == b.source or not shared or _dates_apart(a, b) or not _same_thing(a, b):
            continue
        for measure in shared:
            x, y = mine[measure], theirs[measure]
            if not x.keys & y.keys and _within_reach(x, y):
                what = f"{x.text.strip()} in {a.key}, {y.text.strip()} in {b.key}"
                ask = f"Which figure is right: {x.text.strip()} or {y.text.strip()}?"
                yield Clash(Differs.FIGURE, _whole(clashes, a), _whole(clashes, b), what, ask)


def _within_reach(x: Figure, y: Figure) -> bool:
    """Whether one may stand for the other: million for billion, not a price for a budget."""
    values = sorted(abs(float(v)) for figure in (x, y) for v in figure.keys)
    return values[-1] <= _REACH * values[0]


def _measured(excerpt: Excerpt) -> dict[str, Figure]:
    """The figures of an excerpt by what they measure: a unit, or the noun that they count.

    What it measures several times (from 14 to 19 billion) is left out: nobody knows which is meant.
    """
    if not any(map(str.isdigit, excerpt.exact)):
        return {}
    found: dict[str, list[Figure]] = {}
    for figure in figures(excerpt.exact):
        measure = _measure(figure.unit, excerpt.exact[figure.at + len(figure.text) :])
        if figure.keys and measure not in _NO_MEASURES:
            found.setdefault(measure, []).append(figure)
    return {measure: each[0] for measure, each in found.items() if len(each) == 1}


def _measure(unit: str, after: str) -> str:
    """What a figure measures: `€`, `€ per tonne`, or of a bare number the noun that it counts."""
    if unit:
        per = re.match(r"\s(?:an?|(?:for )?(?:each|every)|per|je|pro|par) ([^\W\d_]+)", after)
        return f"{unit} per {per[1].casefold()}" if per else unit
    noun = re.match(r"[ \u00a0-]([^\W\d_]{4,})", after)
    return noun[1].casefold().removesuffix("s") if noun else ""


_NO_MEASURES = ("", "ordinal", "o'clock")
_REACH = 1000.0


def _dates_apart(a: Excerpt, b: Excerpt) -> bool:
    """Whether both figures have a date and the dates do not meet: then both may be right."""
    if a.as_of is None or b.as_of is None:
        return False
    return a.as_of.last < b.as_of.first or b.as_of.last < a.as_of.first


def _same_thing(a: Excerpt, b: Excerpt) -> bool:
    fine = {t for t in a.tags if t.count("/") + 1 >= _FINE} & set(b.tags)
    mine, theirs = topic(a.exact), topic(b.exact)
    near = len(mine & theirs) >= _SHARED and overlap(mine, theirs) >= _SHARE
    return bool(fine) or (near and bool(set(a.tags) & set(b.tags)))


def days(clashes: Clashes) -> Iterator[Clash]:
    """One event on two days."""
    dated = [e for e in _excerpts(clashes) if e.date and e.date.exact and e.kind != "position"]
    for a, b in combinations(dated, 2):
        if a.source == b.source or not a.date or not b.date or a.date.last == b.date.last:
            continue
        mine, theirs = topic(a.exact), topic(b.exact)
        alike = len(mine & theirs) > _SHARED and overlap(mine, theirs) > _SHARE
        if alike and set(a.tags) & set(b.tags):
            what = f"{a.date.text} in {a.key}, {b.date.text} in {b.key}"
            ask = f"On which day was it, {a.date.text} or {b.date.text}?"
            yield Clash(Differs.DATE, _whole(clashes, a), _whole(clashes, b), what, ask)


def actors(clashes: Clashes) -> Iterator[Clash]:
    """Two points that give one deed to two subjects (`subject`, `verb`, `object`)."""
    deeds = [(p, p.deed) for p in clashes.brief.outline.points if p.deed]
    for (p, x), (q, y) in combinations(deeds, 2):
        left, right = _ground(clashes, p), _ground(clashes, q)
        if left and right and _same_deed(clashes, x, y) and _name(clashes, x) != _name(clashes, y):
            what = f"{x.subject} / {y.subject} {x.verb}"
            ask = f"Who did {x.verb}: {x.subject} or {y.subject}?"
            yield Clash(Differs.ACTOR, left, right, what, ask)


def _same_deed(clashes: Clashes, x: Deed, y: Deed) -> bool:
    objects = {plain_name(o) for o in (x.object, y.object) if o}
    crossed = {_named(clashes, x.subject), _named(clashes, y.object)}
    return stem(x.verb) == stem(y.verb) and (len(objects) < 2 or len(crossed) == 1)


def _name(clashes: Clashes, deed: Deed) -> str:
    return _named(clashes, deed.subject)


def _named(clashes: Clashes, name: str) -> str:
    return party_of(clashes.brief, name) or plain_name(name)


def _ground(clashes: Clashes, point: Point) -> Side | None:
    """What a point cites first."""
    item = next(iter(point.citations()), None)
    source = clashes.brief.sources.get(item.source) if item else None
    if item is None or source is None:
        return None
    excerpt = clashes.brief.excerpt(item.source, item.excerpt)
    if excerpt is not None:
        return Side(source, excerpt.start, excerpt.end, excerpt)
    number = int(item.locator) if item.locator.isdigit() else 1
    ranges = source.captured.paragraphs
    start, end = ranges[number - 1] if number <= len(ranges) else (0, 0)
    return Side(source, start, end)


def states(clashes: Clashes) -> Iterator[Clash]:
    """One act, planned in one place and in force in another; one clash for each pair of sources."""
    said = [(e, s) for e in _excerpts(clashes) for s in statuses(e.exact)]
    planned = [(e, s) for e, s in said if s.status == PLANNED]
    seen: set[tuple[str, str, str]] = set()
    for done, one in ((e, s) for e, s in said if s.status == IN_FORCE):
        for plan, other in planned:
            key = (one.act, plan.source, done.source)
            if one.act == other.act and plan is not done and key not in seen:
                seen.add(key)
                yield _state(clashes, plan, other, done, one)


def _state(clashes: Clashes, plan: Excerpt, a: Status, done: Excerpt, b: Status) -> Clash:
    words = (
        " ".join(plan.exact[a.start : a.end].split()),
        " ".join(done.exact[b.start : b.end].split()),
    )
    what = f'"{words[0]}" in {plan.key}, "{words[1]}" in {done.key}'
    ask = f"Is it planned ({words[0]}), or is it in force?"
    return Clash(Differs.STATUS, _whole(clashes, plan), _whole(clashes, done), what, ask)


def _excerpts(clashes: Clashes) -> list[Excerpt]:
    return [e for s in clashes.brief.sources.values() for e in s.excerpts]


def _whole(clashes: Clashes, excerpt: Excerpt) -> Side:
    return Side(clashes.brief.sources[excerpt.source], excerpt.start, excerpt.end, excerpt)


FINDERS: tuple[Callable[[Clashes], Iterator[Clash]], ...] = (words, amounts, days, actors, states)
