"""Which part of one document became which part of another.

Parts are matched in passes, the surest first. Within its lane (section, kind, column of a table):

    1. the same text, that of the same origin first
    2. alike texts, the likest first; the same origin speaks for a pair, but never alone: keys like
       `background/2` shift when a point is put in before them
    3. the same id given by the author, whatever the texts

and what is left over across lanes: 4. the same text, 5. alike texts. Those have moved; so have the
fewest that must be lifted out for the rest to stand in the old order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias

from briefgen.model.document import Block, Document, Heading, Listing, Paragraph, Table, plain
from briefgen.records import record

#: Likeness from which two texts of a lane are one, if their origins agree, and if they do not.
_SAME_ORIGIN, _ALIKE = 0.34, 0.5
#: Across lanes it takes more; texts of fewer words ("Not stated.") say nothing there.
_ELSEWHERE, _FEW = 0.6, 4
_COMMON = 40  # a word of more texts than this is not looked up
_CITATION = re.compile(r"\s?\[[^\[\]\n]{1,60}\]")
_WORD = re.compile(r"\w(?:\S*\w)?")


@record
class Unit:
    """A paragraph, a heading, or a paragraph of a table's cell."""

    section: str
    kind: str  # paragraph | heading | cell
    style: str  # the role of the paragraph, see model.document.STYLES
    text: str
    origin: str
    #: Index of the block; row (of a table: 0 are its headings; of a list: the item); column;
    #: paragraph within the cell.
    place: tuple[int, int, int, int]


@record
class Pair:
    """What became of a unit; of one that was added or deleted the other side is None."""

    state: str  # same | changed | added | deleted | moved (its words may have changed as well)
    old: Unit | None
    new: Unit | None


def units(document: Document) -> tuple[Unit, ...]:
    """The units of a document's blocks in reading order; a paragraph is of the section above it."""
    return units_of(document.blocks)


def units_of(blocks: Iterable[Block]) -> tuple[Unit, ...]:
    """The units of some blocks of a document, as `units`."""
    return tuple(_units(blocks))


def align(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Pair, ...]:
    """Every unit of both, once: in the order of `new`, deletions behind their old neighbours."""
    matching = _Matching(old, new)
    for find in _PASSES:
        find(matching)
    return tuple(_pairs(matching))


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same words, 0 to 1; citations and order do not count."""
    return _likeness(_words(old), _words(new))


# -- units ---------------------------------------------------------------------------------------


def _units(blocks: Iterable[Block]) -> Iterator[Unit]:
    section = ""
    for index, block in enumerate(blocks):
        match block:
            case Heading(text=text, section=name):
                section = name or section
                yield Unit(section, "heading", "heading", text, "", (index, 0, 0, 0))
            case Paragraph():
                at = "sources" if block.style == "note" else section
                yield _unit(at, "paragraph", block, (index, 0, 0, 0))
            case Listing():
                section = block.section or section
                for row, item in enumerate(block.items):
                    yield _unit(section, "paragraph", item, (index, row, 0, 0))
            case Table():
                section = block.section or section
                yield from _cells(block, section, index)


def _cells(table: Table, section: str, index: int) -> Iterator[Unit]:
    for column, text in enumerate(table.headings):
        yield Unit(section, "cell", "cell-head", text, "", (index, 0, column, 0))
    for row, cells in enumerate(table.rows, 1):
        for column, cell in enumerate(cells):
            for number, paragraph in enumerate(cell.paragraphs):
                yield _unit(section, "cell", paragraph, (index, row, column, number))


def _unit(section: str, kind: str, paragraph: Paragraph, place: tuple[int, int, int, int]) -> Unit:
    text = plain(paragraph.inlines)
    return Unit(section, kind, paragraph.style, text, paragraph.origin, place)


# -- matching ------------------------------------------------------------------------------------

Key: TypeAlias = Callable[[Unit], Hashable]


class _Matching:
    """The pairs found so far: index in `new` -> index in `old`."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.partner: dict[int, int] = {}
        self._taken: set[int] = set()

    def take(self, i: int, j: int) -> None:
        """Pair `old[i]` with `new[j]`, if both are free."""
        if i not in self._taken and j not in self.partner:
            self._taken.add(i)
            self.partner[j] = i

    def free_old(self) -> list[int]:
        """Units of `old` without a partner, in order."""
        return [i for i in range(len(self.old)) if i not in self._taken]

    def free_new(self) -> list[int]:
        """Units of `new` without a partner, in order."""
        return [j for j in range(len(self.new)) if j not in self.partner]

    def by(self, *keys: Key) -> None:
        """Pair what has an equal key, first with first; a key of None is nobody's."""
        for key in keys:
            waiting: dict[Hashable, list[int]] = defaultdict(list)
            for i in reversed(self.free_old()):
                waiting[key(self.old[i])].append(i)
            for j in self.free_new():
                found = key(self.new[j])
                if found is not None and waiting.get(found):
                    self.take(waiting[found].pop(), j)

    def by_likeness(self, lane: Key, enough: Callable[[Unit, Unit], float]) -> None:
        """Pair what is alike within a lane, the likest first; of equals those near each other."""
        old = {i: _words(self.old[i].text) for i in self.free_old()}
        new = {j: _words(self.new[j].text) for j in self.free_new()}
        index = _index((lane(self.old[i]), i, words) for i, words in old.items())
        found = []
        for j, words in new.items():
            for i in _sharing(index, lane(self.new[j]), words):
                said, asked = _likeness(old[i], words), enough(self.old[i], self.new[j])
                if said >= asked:
                    found.append((asked - said, abs(i - j), i, j))
        for _, _, i, j in sorted(found):
            self.take(i, j)


def _same_text(matching: _Matching) -> None:
    matching.by(lambda u: (_lane(u), u.origin, u.text), lambda u: (_lane(u), u.text))


def _alike(matching: _Matching) -> None:
    matching.by_likeness(_lane, lambda a, b: _SAME_ORIGIN if _one_origin(a, b) else _ALIKE)


def _same_id(matching: _Matching) -> None:
    matching.by(lambda u: (_lane(u), u.origin) if u.origin and "/" not in u.origin else None)


def _same_text_elsewhere(matching: _Matching) -> None:
    matching.by(lambda u: (_is_heading(u), u.text) if _says_enough(u) else None)


def _alike_elsewhere(matching: _Matching) -> None:
    matching.by_likeness(_is_heading, lambda a, b: _ELSEWHERE if _says_enough(b) else 2.0)


_PASSES = (_same_text, _alike, _same_id, _same_text_elsewhere, _alike_elsewhere)


def _lane(unit: Unit) -> Hashable:
    return unit.section, unit.kind, unit.style == "cell-head", unit.place[2]


def _is_heading(unit: Unit) -> Hashable:
    return unit.kind == "heading" or unit.style == "cell-head"


def _says_enough(unit: Unit) -> bool:
    return sum(_words(unit.text).values()) >= _FEW


def _one_origin(old: Unit, new: Unit) -> bool:
    return bool(old.origin) and old.origin == new.origin


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_CITATION.sub("", text).casefold()))


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    count = old.total() + new.total()
    return 2 * (old & new).total() / count if count else 0.0


def _index(
    texts: Iterable[tuple[Hashable, int, Counter[str]]],
) -> dict[tuple[Hashable, str], list[int]]:
    """Lane and word -> the texts that have it."""
    index: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for lane, number, words in texts:
        for word in words:
            index[lane, word].append(number)
    return index


def _sharing(
    index: dict[tuple[Hashable, str], list[int]], lane: Hashable, words: Counter[str]
) -> list[int]:
    """The texts of a lane that share a word which not all of them have."""
    places = (index.get((lane, word), []) for word in words)
    return sorted({i for found in places if len(found) <= _COMMON for i in found})


# -- pairs ---------------------------------------------------------------------------------------


def _pairs(matching: _Matching) -> Iterator[Pair]:
    stays = _in_order(matching)
    gone = _deletions(matching, stays)
    yield from gone[-1]
    for j, unit in enumerate(matching.new):
        i = matching.partner.get(j)
        before = None if i is None else matching.old[i]
        yield Pair(_state(before, unit, stays=j in stays), before, unit)
        yield from gone[j]


def _state(old: Unit | None, new: Unit, *, stays: bool) -> str:
    if old is None:
        return "added"
    if not stays:
        return "moved"
    return "same" if (old.text, old.style) == (new.text, new.style) else "changed"


def _in_order(matching: _Matching) -> set[int]:
    """The units of `new` that stay: in their lanes, as many as can stand in the old order."""
    tails: list[int] = []  # the lowest old index at which a run of each length ends
    ends: list[int] = []
    before: dict[int, int] = {}
    for j, i in sorted(matching.partner.items()):
        if _lane(matching.old[i]) != _lane(matching.new[j]):
            continue
        at = bisect_left(tails, i)
        tails[at:], ends[at:] = [i, *tails[at + 1 :]], [j, *ends[at + 1 :]]
        before[j] = ends[at - 1] if at else -1
    stays, j = set(), ends[-1] if ends else -1
    while j >= 0:
        stays.add(j)
        j = before[j]
    return stays


def _deletions(matching: _Matching, stays: set[int]) -> dict[int, list[Pair]]:
    """What is gone, by the unit of `new` behind which it stood; -1: before all of them."""
    anchors = {matching.partner[j]: j for j in stays}
    free = set(matching.free_old())
    gone: dict[int, list[Pair]] = defaultdict(list)
    last = -1
    for i, unit in enumerate(matching.old):
        last = anchors.get(i, last)
        if i in free:
            gone[last].append(Pair("deleted", unit, None))
    return gone
