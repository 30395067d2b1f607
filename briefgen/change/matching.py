"""Matching: which unit of one document was which unit of another.

Units are matched in passes, the surest first. Within a lane (section, kind, column of a table):

    1. the same text: where it stands once on either side; in the same row; of the same origin
    2. alike texts, the likest first; the same origin speaks for a pair, but never alone: keys like
       `background/2` shift when a point is put in before them
    3. the same id given by the author, whatever the texts

and what is left over across lanes: 4. the same text, 5. alike texts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeAlias

from briefgen.change.units import Unit

#: Likeness from which two texts of a lane are one, if their origins agree, and if they do not.
_SAME_ORIGIN, _ALIKE = 0.34, 0.5
#: Across lanes it takes more; texts of fewer words ("Not stated.") say nothing there.
_ELSEWHERE, _FEW = 0.6, 4
_COMMON = 40  # a word of more texts than this is not looked up
_CITATION = re.compile(r"\s?\[[^\[\]\n]{1,60}\]")
_WORD = re.compile(r"\w(?:\S*\w)?")

Key: TypeAlias = Callable[[Unit], Hashable]


def matched(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Index of a unit in `new` -> index of what it was in `old`."""
    matching = _Matching(old, new)
    for find in _PASSES:
        find(matching)
    return matching.partner


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same words, 0 to 1; citations and order do not count."""
    return _likeness(_words(old), _words(new))


def lane(unit: Unit) -> Hashable:
    """Where a unit can change and stay itself: section, kind, column of a table."""
    return unit.section, unit.kind, unit.style == "cell-head", unit.place[2]


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

    def by(self, key: Key, was: Key | None = None, *, alone: bool = False) -> None:
        """Pair what has an equal key, first with first; a key of None is nobody's.

        `was` is the key of the old units, if it is another. `alone`: only what is the only one.
        """
        old = _grouped([(i, self.old[i]) for i in self.free_old()], was or key)
        new = _grouped([(j, self.new[j]) for j in self.free_new()], key)
        for found, js in new.items():
            waiting = old.get(found, [])
            if found is None or (alone and len(waiting) + len(js) > 2):
                continue
            for i, j in zip(waiting, js, strict=False):
                self.take(i, j)

    def by_likeness(self, within: Key, enough: Callable[[Unit, Unit], float]) -> None:
        """Pair what is alike within lanes, the likest first; of equals those near each other."""
        old = {i: _words(self.old[i].text) for i in self.free_old()}
        new = {j: _words(self.new[j].text) for j in self.free_new()}
        index = _index((within(self.old[i]), i, words) for i, words in old.items())
        found = []
        for j, words in new.items():
            for i in _sharing(index, within(self.new[j]), words):
                said, asked = _likeness(old[i], words), enough(self.old[i], self.new[j])
                if said >= asked:
                    found.append((asked - said, abs(i - j), i, j))
        for _, _, i, j in sorted(found):
            self.take(i, j)


def _sole_text(matching: _Matching) -> None:
    matching.by(lambda u: (lane(u), u.text), alone=True)


def _same_row(matching: _Matching) -> None:
    """A short text that stands in many rows of a table ("Undated") goes with its row."""
    votes: dict[tuple[int, int], Counter[tuple[int, int]]] = defaultdict(Counter)
    for j, i in matching.partner.items():
        votes[_row(matching.new[j])][_row(matching.old[i])] += 1
    rows = {new: found.most_common(1)[0][0] for new, found in votes.items()}
    matching.by(
        lambda u: (lane(u), u.text, rows[_row(u)]) if _row(u) in rows else None,
        lambda u: (lane(u), u.text, _row(u)),
    )


def _same_text(matching: _Matching) -> None:
    matching.by(lambda u: (lane(u), u.origin, u.text))
    matching.by(lambda u: (lane(u), u.text))


def _alike(matching: _Matching) -> None:
    matching.by_likeness(lane, lambda a, b: _SAME_ORIGIN if _one_origin(a, b) else _ALIKE)


def _same_id(matching: _Matching) -> None:
    matching.by(lambda u: (lane(u), u.origin) if u.origin and "/" not in u.origin else None)


def _same_text_elsewhere(matching: _Matching) -> None:
    matching.by(lambda u: (_is_heading(u), u.text) if _says_enough(u) else None)


def _alike_elsewhere(matching: _Matching) -> None:
    matching.by_likeness(_is_heading, lambda a, b: _ELSEWHERE if _says_enough(b) else 2.0)


_PASSES = (
    _sole_text,
    _same_row,
    _same_text,
    _alike,
    _same_id,
    _same_text_elsewhere,
    _alike_elsewhere,
)


def _grouped(units: Iterable[tuple[int, Unit]], key: Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, unit in units:
        groups[key(unit)].append(number)
    return groups


def _row(unit: Unit) -> tuple[int, int]:
    return unit.place[:2]


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
