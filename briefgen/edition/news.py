"""What is new since an edition: statement by statement, by words and sources.

    both documents, bare -> units, aligned -> statements -> what of the old ones is gone, and why

A statement is what one point prints, in one paragraph or several cells. It is new, updated,
corrected (`change: correction`) or the same; of the old ones that nothing today was made of, some
were withdrawn, and some only have no room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from briefgen.change.align import Pair, Unit, align, likeness, units
from briefgen.change.words import words_changed
from briefgen.edition.bare import bare
from briefgen.edition.store import Edition, Statement
from briefgen.model.brief import Selection
from briefgen.model.document import Document
from briefgen.model.news import Change, Entry, News
from briefgen.model.outline import Point
from briefgen.records import record, replace

_ALIKE = 0.5  # likeness from which a withdrawn point is the one that an edition printed
_KIN = 0.25  # ... and from which two statements on one excerpt are one that was put otherwise
_CELLS = " · "
#: What `select.fill` says of an excerpt that it leaves out -> why the statement is gone, as
#: `log.why.*` of the annex's words has it.
_WHY: Mapping[str, str] = {
    "limit:": "room",
    "max_per_source:": "room",
    "superseded": "superseded",
    "stale": "stale",
    "an earlier point": "elsewhere",
}


def statements(selection: Selection) -> dict[str, Statement]:
    """What every point of a selection rests on."""
    return {p.key: _rests_on(p) for p in selection.points}


def news(edition: Edition, document: Document, selection: Selection) -> News:
    """How `document`, made of `selection` with nothing cut, differs from an edition."""
    old = [u for u in units(bare(edition.document)) if u.origin]
    new = [u for u in units(bare(document)) if u.origin]
    pairs = _aligned(old, edition.statements, new, statements(selection))
    kept = frozenset(p.old for p in pairs if p.old is not None and p.new is not None)
    compared = _Compared(edition, selection, _by_origin(old), pairs, kept)
    today, taken = list(compared.today()), set[str]()
    for n, (entry, point) in enumerate(today):
        if entry.change is Change.NEW and (before := compared.replaced(point, taken)):
            taken.add(before)
            today[n] = compared.updated(entry, before, point), point
    gone = (compared.gone(key) for key in compared.left if key not in taken)
    return News(edition.version, edition.date, (*(entry for entry, _ in today), *gone))


def _rests_on(point: Point) -> Statement:
    cited = point.citations()
    keys = [f"{i.source}^{i.excerpt}" for i in cited if i.excerpt]
    keys = [*([point.excerpt.key] if point.excerpt else []), *keys]
    return Statement(
        point.section,
        point.party,
        tuple(sorted({i.source for i in cited})),
        tuple(dict.fromkeys(keys)),
        point.excerpt.key if point.excerpt else "",
    )


def _aligned(
    old: Sequence[Unit],
    then: Mapping[str, Statement],
    new: Sequence[Unit],
    now: Mapping[str, Statement],
) -> list[Pair]:
    """The units of both, paired; what prints an excerpt goes by it, not by its place in a fill."""
    made = align(_by_excerpt(old, then), _by_excerpt(new, now))
    olds, news = {u.place: u for u in old}, {u.place: u for u in new}
    return [Pair(p.state, p.old and olds[p.old.place], p.new and news[p.new.place]) for p in made]


def _by_excerpt(found: Sequence[Unit], known: Mapping[str, Statement]) -> list[Unit]:
    nothing = Statement("")
    return [replace(u, origin=known.get(u.origin, nothing).printed or u.origin) for u in found]


def _by_origin(found: Iterable[Unit]) -> dict[str, list[Unit]]:
    grouped: dict[str, list[Unit]] = defaultdict(list)
    for unit in found:
        grouped[unit.origin].append(unit)
    return dict(grouped)


def _words(found: Iterable[Unit | None]) -> str:
    return _CELLS.join(u.text.strip() for u in found if u is not None)


@record
class _Compared:
    """An edition beside the selection of today, its units paired with today's."""

    edition: Edition
    selection: Selection
    old: Mapping[str, list[Unit]]  # by origin
    pairs: Sequence[Pair]
    kept: frozenset[Unit]  # what of the old became something of today

    def today(self) -> Iterator[tuple[Entry, Point]]:
        """An entry for each statement of today, in the order of the page."""
        points = {p.key: p for p in self.selection.points}
        grouped: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            if pair.new is not None:
                grouped[pair.new.origin].append(pair)
        for key, pairs in grouped.items():
            if key in points:
                yield self._entry(points[key], pairs), points[key]

    def _entry(self, point: Point, pairs: Sequence[Pair]) -> Entry:
        rests = _rests_on(point)
        now = _words(p.new for p in pairs)
        entry = Entry(
            Change.SAME, point.key, point.section, point.party, now=now, sources=rests.sources
        )
        old = [p.old for p in pairs if p.old is not None]
        if not old:  # it is marked where it begins
            return replace(entry, change=Change.NEW, paragraphs=(0,), fresh=len(now.split()))
        gone = [u for key in {u.origin for u in old} for u in self.old[key] if u not in self.kept]
        was: list[Unit] = sorted([*old, *gone], key=lambda u: u.place)
        entry = replace(entry, was=_words(was))
        differ = tuple(n for n, p in enumerate(pairs) if _text(p.old) != _text(p.new))
        if differ or gone:
            fresh, where = _fresh(entry.was, now), differ or (0,)
            return replace(entry, change=_kind(point), paragraphs=where, fresh=fresh)
        before = [self.edition.statements.get(u.origin) for u in old]
        if all(b is None or b.sources == rests.sources for b in before):
            return entry
        return replace(entry, change=_kind(point), paragraphs=(0,), why="sources")

    def updated(self, entry: Entry, before: str, point: Point) -> Entry:
        """A new statement that takes the place of an old one."""
        was = _words(self.old[before])
        return replace(entry, change=_kind(point), was=was, fresh=_fresh(was, entry.now))

    def replaced(self, point: Point, taken: AbstractSet[str]) -> str:
        """The old statement whose place a point takes, or ""."""
        free = (k for k in self.left if k not in taken and k in self.edition.statements)
        return next((k for k in free if not self.withdrawn(k) and self._succeeds(point, k)), "")

    def _succeeds(self, point: Point, key: str) -> bool:
        """Whether a point replaces an old statement by its own word, or says its like in its place.

        A `change` without `replaces` is one of what stood in the same place.
        """
        then, rests = self.edition.statements[key], _rests_on(point)
        if point.replaces:
            return point.replaces in (key, then.printed)
        if (then.section, then.party) != (rests.section, rests.party):
            return False
        shared = set(then.excerpts) & set(rests.excerpts)
        text = point.text.text if point.text else ""
        return bool(point.change) or (
            bool(shared) and likeness(_words(self.old[key]), text) >= _KIN
        )

    def withdrawn(self, key: str) -> str:
        """Why the author has withdrawn an old statement, or ""."""
        was = _words(self.old[key])
        for point in self.selection.withdrawn:
            text = point.text.text if point.text else ""
            if point.key == key or likeness(was, text) >= _ALIKE:
                return point.withdrawn
        return ""

    @property
    def left(self) -> list[str]:
        """Old statements of which nothing became anything of today."""
        kept = {unit.origin for unit in self.kept}
        return [key for key in self.old if key not in kept]

    def gone(self, key: str) -> Entry:
        """An entry for an old statement that is made no more, with the reason."""
        then = self.edition.statements.get(key) or Statement("")
        was = _words(self.old[key])
        entry = Entry(Change.WITHDRAWN, key, then.section, then.party, was)
        if why := self.withdrawn(key):
            return replace(entry, why=why)
        why = self._left_out(then.printed)
        return replace(entry, change=Change.DROPPED if why == "room" else entry.change, why=why)

    def _left_out(self, excerpt: str) -> str:
        """Why the excerpt that a statement printed is printed no more (as `log.why.*` has it)."""
        fates = [d.reason for d in self.selection.decisions if d.excerpt == excerpt]
        found = (why for words, why in _WHY.items() for fate in fates if words in fate)
        return next(found, "gone")


def _text(unit: Unit | None) -> str:
    return unit.text if unit is not None else ""


def _kind(point: Point) -> Change:
    return Change.CORRECTED if point.change == "correction" else Change.UPDATED


def _fresh(was: str, now: str) -> int:
    return sum(len(r.text.split()) for r in words_changed(was, now) if r.kind == "inserted")


def with_readers(found: News, editions: Iterable[Edition]) -> News:
    """News whose corrections say who was given the wrong words, edition by edition."""
    known = [(e, {u.text for u in units(bare(e.document))}) for e in editions]
    return replace(found, entries=tuple(_with_readers(entry, known) for entry in found.entries))


def _with_readers(entry: Entry, known: Sequence[tuple[Edition, set[str]]]) -> Entry:
    if entry.change is not Change.CORRECTED:
        return entry
    said = set(entry.was.split(_CELLS))
    got = ((e.version, tuple(r.name for r in e.readers)) for e, texts in known if said & texts)
    return replace(entry, got=tuple(got))
