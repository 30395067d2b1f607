"""Two states of the same elements as one, with what changed between them tracked.

    blocks -> rows of a table -> paragraphs of a cell -> words

Each level sets its old and new items side by side (`in_step`): what has a counterpart is revised,
what has none came or went whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import TypeAlias

from briefgen.change.words import stretches
from briefgen.write.word.pieces import Piece, length, pieces, refill, set_pieces
from briefgen.write.word.tracking import (
    DELETED,
    INSERTED,
    Tracker,
    properties_before,
    properties_of,
    settle,
    state_of,
    unstyle,
)
from briefgen.write.word.xml import Element, find_all, tag

_P, _TBL, _TR = map(tag, ("w:p", "w:tbl", "w:tr"))

#: A new paragraph -> the old one that it was.
Partners: TypeAlias = Mapping[Element, Element]


def revise(
    old: Sequence[Element], new: Sequence[Element], partners: Partners, tracker: Tracker
) -> list[Element]:
    """The elements of both: accepting all changes gives `new`, rejecting all gives `old`.

    The elements are used up. What holds them needs `mend_ends`.
    """
    found: list[Element] = []
    for before, after in in_step(old, new, partners):
        if before is not None and after is not None:
            found.append(_revised(before, after, partners, tracker))
        elif after is not None:
            found.append(_whole(after, INSERTED, tracker))
        elif before is not None:
            found.append(_whole(before, DELETED, tracker))
    return found


def in_step(
    old: Sequence[Element], new: Sequence[Element], partners: Partners
) -> Iterator[tuple[Element | None, Element | None]]:
    """Old and new items side by side, in the order of both; what went stands before what came."""
    i = j = 0
    for a, b in [*_counterparts(old, new, partners), (len(old), len(new))]:
        yield from ((item, None) for item in old[i:a])
        yield from ((None, item) for item in new[j:b])
        if a < len(old):
            yield old[a], new[b]
        i, j = a + 1, b + 1


def mend_ends(parent: Element, tracker: Tracker) -> None:
    """Have the last paragraph of a part, of a cell or before a table stay.

    Its mark can neither come nor go, for there is no paragraph behind it to join. Where paragraphs
    came or went behind the last one that stays, it is that one's mark which came or went; where
    some came and others went, the last of both share the mark.
    """
    for stretch in _stretches(parent):
        before, tail = _tail(stretch)
        gone, come = ([p for p in tail if state_of(p) == state] for state in (DELETED, INSERTED))
        if gone and come:
            _share(gone[-1], come[-1], tail[-1], tracker)
        elif tail and before is not None:
            _shift(before, tail[-1], tracker)
        elif tail and parent.tag != tag("w:body") and tail[-1].getnext() is None:
            settle(tail[-1])  # a cell must end with a paragraph, a body may end with a table


# -- side by side --------------------------------------------------------------------------------


def _counterparts(
    old: Sequence[Element], new: Sequence[Element], partners: Partners
) -> list[tuple[int, int]]:
    """The chain of old and new items, in the order of both, that share the most paragraphs."""
    home = {p: i for i, item in enumerate(old) for p in item.iter(_P)}
    votes: Counter[tuple[int, int]] = Counter()
    for j, item in enumerate(new):
        found = (home.get(partners[p]) for p in item.iter(_P) if p in partners)
        votes.update((i, j) for i in found if i is not None and _alike(old[i], item))
    best: dict[tuple[int, int], tuple[int, list[tuple[int, int]]]] = {}
    for (i, j), shared in sorted(votes.items()):
        before = [chain for (a, b), chain in best.items() if a < i and b < j]
        count, chain = max(before, key=lambda c: c[0], default=(0, []))
        best[i, j] = (count + shared, [*chain, (i, j)])
    return max(best.values(), key=lambda c: c[0], default=(0, []))[1]


def _alike(old: Element, new: Element) -> bool:
    """Whether one can be revised into the other: tables and rows of as many columns."""
    cells = {_TBL: "w:tblGrid/w:gridCol", _TR: "w:tc"}.get(str(new.tag))
    same = old.tag == new.tag
    return same and (not cells or len(find_all(old, cells)) == len(find_all(new, cells)))


# -- what came or went whole ---------------------------------------------------------------------


def _whole(item: Element, state: str, tracker: Tracker) -> Element:
    for row in item.iter(_TR):
        tracker.row(row, state)
    for paragraph in item.iter(_P):
        content = set_pieces(pieces(paragraph), state, tracker)
        refill(paragraph, content, anchored=state == INSERTED)
        tracker.end(paragraph, state)
    return item


# -- what changed --------------------------------------------------------------------------------


def _revised(old: Element, new: Element, partners: Partners, tracker: Tracker) -> Element:
    if new.tag == _TBL:
        return _table(old, new, partners, tracker)
    return _row(old, new, partners, tracker) if new.tag == _TR else paragraph(old, new, tracker)


def paragraph(old: Element, new: Element, tracker: Tracker) -> Element:
    """A paragraph with its changed words tracked, and its style if that is another now."""
    content: list[Element] = []
    for before, after, equal in stretches(pieces(old), pieces(new), length):
        content += _stretch(before, after, tracker, equal=equal)
    refill(new, content)
    tracker.restyle(new, properties_of(old))
    return new


def _stretch(
    old: Sequence[Piece], new: Sequence[Piece], tracker: Tracker, *, equal: bool
) -> list[Element]:
    if equal:
        return set_pieces(new, "", tracker)
    return [*set_pieces(old, DELETED, tracker), *set_pieces(new, INSERTED, tracker)]


def _table(old: Element, new: Element, partners: Partners, tracker: Tracker) -> Element:
    """A table row by row; its columns had other widths, perhaps, and its cells too."""
    tracker.grid(new, old)
    before, after = (find_all(table, "w:tr") for table in (old, new))
    for row in after:
        new.remove(row)
    new.extend(revise(before, after, partners, tracker))
    return new


def _row(old: Element, new: Element, partners: Partners, tracker: Tracker) -> Element:
    for before, after in zip(find_all(old, "w:tc"), find_all(new, "w:tc"), strict=True):
        tracker.cell(after, before)
        were, are = (find_all(cell, "w:p") for cell in (before, after))
        if len(were) == len(are) == 1:  # of one mark, whatever the words
            partners = {**partners, are[0]: were[0]}
        for item in are:
            after.remove(item)
        after.extend(revise(were, are, partners, tracker))
        mend_ends(after, tracker)
    return new


# -- the last paragraph --------------------------------------------------------------------------


def _stretches(parent: Element) -> list[list[Element]]:
    """The paragraphs of a part or a cell, from table to table."""
    found: list[list[Element]] = [[]]
    for child in parent:
        if child.tag == _P:
            found[-1].append(child)
        elif child.tag == _TBL:
            found.append([])
    return found


def _tail(stretch: list[Element]) -> tuple[Element | None, list[Element]]:
    """The last paragraph that stays, if there is one, and those behind it that came or went."""
    stay = [n for n, paragraph in enumerate(stretch) if not state_of(paragraph)]
    return (stretch[stay[-1]], stretch[stay[-1] + 1 :]) if stay else (None, stretch)


def _share(gone: Element, come: Element, last: Element, tracker: Tracker) -> None:
    """Set two paragraphs as one: the words that went, those that came, one mark."""
    tracker.restyle(come, properties_of(gone))
    come[1:1] = [child for child in gone if child.tag != tag("w:pPr")]  # behind its properties
    settle(come)
    if last is not come:
        last.addnext(come)
    _remove(gone)


def _shift(before: Element, last: Element, tracker: Tracker) -> None:
    """Let the mark of `before` come or go in the place of that of `last`."""
    state = state_of(last)
    tracker.end(before, state)
    settle(last)
    if state == INSERTED:
        was = deepcopy(properties_before(before))
        unstyle(before)
    else:
        was = deepcopy(properties_of(last))
        _set_properties(last, properties_of(before))
        settle(last)
    tracker.restyle(last, was)


def _set_properties(paragraph: Element, properties: Element) -> None:
    paragraph.remove(properties_of(paragraph))
    paragraph.insert(0, deepcopy(properties))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
