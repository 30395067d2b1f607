"""What became of each part of a document in a later one.

Of the units that were matched within their lanes as many stay as can stand in the old order. The
others have moved, and so have those that were found in another lane.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefgen.change.matching import lane, likeness, matched
from briefgen.change.units import Unit, units, units_of
from briefgen.records import record

__all__ = ["Pair", "Unit", "align", "likeness", "units", "units_of"]


@record
class Pair:
    """What became of a unit; of one that was added or deleted the other side is None."""

    state: str  # same | changed | added | deleted | moved (its words may have changed as well)
    old: Unit | None
    new: Unit | None


def align(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Pair, ...]:
    """Every unit of both, once: in the order of `new`, deletions behind their old neighbours."""
    return tuple(_pairs(old, new, matched(old, new)))


def _pairs(old: Sequence[Unit], new: Sequence[Unit], partner: Mapping[int, int]) -> Iterator[Pair]:
    stays = _in_order({j: i for j, i in partner.items() if lane(old[i]) == lane(new[j])})
    gone = _deletions(old, partner, stays)
    yield from gone[-1]
    for j, unit in enumerate(new):
        i = partner.get(j)
        before = None if i is None else old[i]
        yield Pair(_state(before, unit, stays=j in stays), before, unit)
        yield from gone[j]


def _state(old: Unit | None, new: Unit, *, stays: bool) -> str:
    if old is None:
        return "added"
    if not stays:
        return "moved"
    return "same" if (old.text, old.style) == (new.text, new.style) else "changed"


def _in_order(partner: Mapping[int, int]) -> set[int]:
    """The units of `new` that stay: as many as can stand in the old order."""
    tails: list[int] = []  # the lowest old index at which a run of each length ends
    ends: list[int] = []
    before: dict[int, int] = {}
    for j, i in sorted(partner.items()):
        at = bisect_left(tails, i)
        tails[at : at + 1], ends[at : at + 1] = [i], [j]
        before[j] = ends[at - 1] if at else -1
    stays, j = set(), ends[-1] if ends else -1
    while j >= 0:
        stays.add(j)
        j = before[j]
    return stays


def _deletions(
    old: Sequence[Unit], partner: Mapping[int, int], stays: set[int]
) -> dict[int, list[Pair]]:
    """What is gone, by the unit of `new` behind which it stood; -1: before all of them."""
    anchors = {partner[j]: j for j in stays}
    kept = set(partner.values())
    gone: dict[int, list[Pair]] = defaultdict(list)
    last = -1
    for i, unit in enumerate(old):
        last = anchors.get(i, last)
        if i not in kept:
            gone[last].append(Pair("deleted", unit, None))
    return gone
