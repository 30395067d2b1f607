"""Proposals: how each change of a memo would stand in the outline, or why it cannot.

One function a kind of change (`_PROPOSERS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from briefgen.adopt.base import Printed
from briefgen.adopt.dress import lead_of, undressed
from briefgen.adopt.edits import Add, Path, Reorder, Withdraw
from briefgen.adopt.matching import Change
from briefgen.adopt.proposal import (
    ELSEWHERE,
    LABEL,
    LOOK,
    NO_PLACE,
    NOT_OURS,
    ROW,
    TYPE,
    WHOSE,
    Cannot,
    Proposal,
)
from briefgen.adopt.rewording import (
    audiences,
    for_point,
    path_of,
    point_of,
    reworded,
    taken,
    unseen,
)
from briefgen.adopt.today import Today
from briefgen.adopt.words import prose, tokens_of_page, unresolved
from briefgen.records import replace

REMOVED = "removed by hand from the memo"
JOINED = "joined by hand with the paragraph beside it"


def propose(change: Change, today: Today) -> Proposal:
    """How a change would stand in the outline."""
    old, new = [p.line.text for p in change.old], [line.text for line in change.new]
    origin = change.old[0].origin if change.old else ""
    bare = Proposal(
        change,
        before="\n".join(old),
        after="\n".join(new),
        gone=tuple(today.says(p.line.text, p.origin) for p in change.old if p.kind == "point"),
        come=tuple(today.says(text, origin) for text in new),
    )
    try:
        _refuse(change, today, origin)
        return _PROPOSERS[change.kind](bare, today)
    except Cannot as why:
        return replace(bare, reason=str(why))


def _refuse(change: Change, today: Today, origin: str) -> None:
    """Raise `Cannot` where no words of a point are concerned, or a label is nobody's."""
    kinds = {p.kind for p in change.old} - {"point"}
    if kinds and not (change.kind.startswith("row") or change.into):
        raise Cannot(NOT_OURS[min(kinds)])
    texts = () if change.kind == "moved" else [line.text for line in change.new]
    for text in texts:
        for label in unresolved(text, today.written, origin):
            raise Cannot(LABEL.format(label))


# -- what a person said otherwise ------------------------------------------------------------------


def _changed(bare: Proposal, today: Today) -> Proposal:
    old, text = bare.change.old[0], bare.change.new[0].text
    if bare.gone == bare.come:
        raise Cannot(TYPE)
    return reworded(bare, today, old, [text])


def _split(bare: Proposal, today: Today) -> Proposal:
    texts = [line.text for line in bare.change.new]
    return reworded(bare, today, bare.change.old[0], texts)


def _merged(bare: Proposal, today: Today) -> Proposal:
    first, second = bare.change.old
    kept = reworded(bare, today, first, [bare.change.new[0].text])
    gone = _removed(replace(bare, theirs=None), today, second, JOINED)
    if kept.settled or gone.settled:
        return replace(kept, settled=kept.settled and gone.settled, attempts=())
    theirs = kept.theirs if kept.theirs is not None else gone.theirs
    ways = tuple((*way, *gone.attempts[0]) for way in kept.attempts)
    return replace(kept, attempts=ways, theirs=theirs)


# -- what is new, gone, moved ----------------------------------------------------------------------


def _added(bare: Proposal, today: Today) -> Proposal:
    change = bare.change
    if all(today.says_already(said) for said in bare.come):
        return replace(bare, settled=True)
    if change.into is not None:
        return _into_cell(bare, today)
    beside = change.after or change.before
    if beside is None:
        raise Cannot(NOT_OURS["running"] if change.section == "running" else NO_PLACE)
    point = point_of(today.standing(beside).key, today)
    if beside.unit.kind == "cell" and not point.party:
        raise Cannot(ROW)
    party, text = _named(change.new[0].text, beside, today)
    if party and party != point.party:
        return _first_of(bare, today, (point.section, party, point.slot), text)
    key = point.key if point.excerpt is None else point.key.rpartition("/")[0]
    words = prose(text, tokens_of_page(text, today.written, beside.origin))
    at = {"after": key} if change.after else {"before": key}
    add = Add(path_of(point), words, **at, fields=audiences(point))
    return replace(bare, path=path_of(point), attempts=((add,),))


def _named(text: str, beside: Printed, today: Today) -> tuple[str, str]:
    """The party that a new paragraph begins with, where its neighbours do; and the rest of it."""
    if not today.party(lead_of(beside).removesuffix(":")):
        return "", text
    named = re.match(r"([^:]+):\s+", text)
    party = today.party(named[1].strip()) if named else ""
    if named is None or not party:
        raise Cannot(WHOSE)
    return party, text[named.end() :]


def _into_cell(bare: Proposal, today: Today) -> Proposal:
    """Words in a cell that was empty: the party is that of its row, the slot that of its column."""
    path = today.path_of_cell(bare.change.into) if bare.change.into else None
    if path is None or len(bare.change.new) != 1:
        raise Cannot(NOT_OURS["filler"])
    return _first_of(bare, today, path, bare.change.new[0].text)


def _first_of(bare: Proposal, today: Today, path: Path, text: str) -> Proposal:
    words = prose(text, tokens_of_page(text, today.written))
    there = today.keys(path)
    add = Add(path, words, after=there[-1] if there else "")
    return replace(bare, path=path, attempts=((add,),))


def _deleted(bare: Proposal, today: Today) -> Proposal:
    old = bare.change.old[0]
    if old.unit.kind == "cell" and _is_row(old, today):
        raise Cannot(ROW)
    return _removed(bare, today, old, REMOVED)


def _removed(bare: Proposal, today: Today, old: Printed, why: str) -> Proposal:
    now = today.standing(old)
    if now.changed and not now.text:
        return replace(bare, settled=True)
    point = point_of(now.key, today)
    bare = for_point(bare, now, point)
    if point.excerpt is None:
        return replace(bare, attempts=((Withdraw(now.key, why),),))
    words = prose(old.line.text, undressed(old, [old.line.text], today)[0])
    return taken(bare, today, point, [(words, {**unseen(old, point), "withdrawn": why})])


def _moved(bare: Proposal, today: Today) -> Proposal:
    change, old = bare.change, bare.change.old[0]
    bare = replace(bare, gone=(), come=())
    point = today.points.get(today.standing(old).key)
    beside = change.after or change.before
    other = today.points.get(today.standing(beside).key) if beside else None
    if point is None or other is None or point.excerpt or other.excerpt:
        raise Cannot(ELSEWHERE)
    if path_of(point) != path_of(other):
        raise Cannot(ELSEWHERE)
    order = [key for key in today.keys(path_of(point)) if key != point.key]
    order.insert(order.index(other.key) + bool(change.after), point.key)
    bare = replace(bare, key=point.key, path=path_of(point))
    return replace(bare, attempts=((Reorder(tuple(order)),),))


def _row_deleted(bare: Proposal, today: Today) -> Proposal:
    points = [p for p in bare.change.old if p.kind == "point"]
    if len({p.origin for p in points}) != 1 or not points or not _is_row(points[0], today):
        raise Cannot(ROW)
    return _removed(bare, today, points[0], REMOVED)


def _never(reason: str) -> Callable[[Proposal, Today], Proposal]:
    return lambda bare, _: replace(bare, reason=reason)


_PROPOSERS: Mapping[str, Callable[[Proposal, Today], Proposal]] = {
    "changed": _changed,
    "split": _split,
    "merged": _merged,
    "added": _added,
    "deleted": _deleted,
    "moved": _moved,
    "row deleted": _row_deleted,
    "row added": _never(ROW),
    "formatted": _never(LOOK),
}


def _is_row(old: Printed, today: Today) -> bool:
    """Whether a cell is of a table whose rows are points: dates, figures, options."""
    point = today.points.get(old.origin)
    return point is not None and not point.party
