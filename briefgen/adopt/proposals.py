"""Proposals: how each change of a memo would stand in the outline, or why it cannot.

One function a kind of change (`_PROPOSERS`); one reason a kind of paragraph that is not a point's
(`_NOT_OURS`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from briefgen.adopt.base import Printed
from briefgen.adopt.edits import Add, Edit, Path, Reorder, Reword, Rewrite, Take, Withdraw
from briefgen.adopt.matching import Change
from briefgen.adopt.today import Says, Standing, Today
from briefgen.adopt.words import (
    Token,
    prose,
    says,
    segment,
    splices,
    tokens_of_page,
    unresolved,
)
from briefgen.model.document import Cite, Note, Text
from briefgen.model.outline import Point
from briefgen.records import record, replace

REMOVED = "removed by hand from the memo"
JOINED = "joined by hand with the paragraph beside it"

#: What cannot be adopted, by the kind of paragraph, and where it is to be changed instead.
_NOT_OURS = {
    "title": "the title comes from `title` of the outline: change it there",
    "field": "the header block comes from `memo` of the outline: change it there",
    "heading": "headings are worded by the template: change `heading` or `wording` there",
    "column": "the headings of a table are worded by the template: change them there",
    "party": "names of parties come from `parties` of the outline: change them there",
    "note": "the source note is made of what the sources say of themselves: change their heads",
    "running": "headers and footers come from the template's memo.docx: change them there",
    "filler": "briefgen says so of an empty cell: write a point for it in the outline",
    "fixed": "these are the template's words, and no point of the outline",
}
_TYPE = "only marks, blanks or case of type differ, which briefgen sets itself"
_LOOK = "how words look comes from the template: write *words* in the outline for emphasis"
_LEAD = "the words before the colon come from the point's date or party: change them there"
_TAIL = "what the template adds of a point's ground cannot be changed by hand"
_GONE = "the outline has this point no more: write it there anew"
_QUERY = "the template's own query prints this: write a point into the outline instead"
_ROW = "rows of this table come from the outline's parties or points: change them there"
_WORKED_OUT = "these words are worked out from the sources, or from other keys of the point"
_SEVERAL = "this paragraph is made of several keys of its point: change them in the outline"
_ELSEWHERE = "it was moved, and its place comes from its section or its fill: move it there"
_NO_PLACE = "no point stands beside it, so that nobody can say where it belongs"
_WHOSE = "begin it with the name of a party and a colon, as its neighbours do"
_LABEL = "{} stands for nothing in the memo: write [@source^excerpt]"


class _Cannot(Exception):  # noqa: N818 - a reason, caught in `propose`
    """Why a change cannot be adopted."""


@record
class Proposal:
    """A change, and how it would stand in the outline.

    `attempts` are ways to write it, the smallest first; none where `reason` says why not. `theirs`
    is what the outline says now where it has changed too. `gone` and `come` are what the memo's
    paragraphs said and are to say. `settled` says that the outline has it already.
    """

    change: Change
    key: str = ""
    path: Path = ("", "", "")
    before: str = ""
    after: str = ""
    attempts: tuple[tuple[Edit, ...], ...] = ()
    reason: str = ""
    theirs: str | None = None
    gone: tuple[Says, ...] = ()
    come: tuple[Says, ...] = ()
    settled: bool = False


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
    except _Cannot as why:
        return replace(bare, reason=str(why))


def _refuse(change: Change, today: Today, origin: str) -> None:
    """Raise `_Cannot` where no words of a point are concerned, or a label is nobody's."""
    kinds = {p.kind for p in change.old} - {"point"}
    if kinds and not (change.kind.startswith("row") or change.into):
        raise _Cannot(_NOT_OURS[min(kinds)])
    texts = () if change.kind == "moved" else [line.text for line in change.new]
    for text in texts:
        for label in unresolved(text, today.written, origin):
            raise _Cannot(_LABEL.format(label))


# -- what a person said otherwise ------------------------------------------------------------------


def _changed(bare: Proposal, today: Today) -> Proposal:
    old, text = bare.change.old[0], bare.change.new[0].text
    if bare.gone == bare.come:
        raise _Cannot(_TYPE)
    return _reworded(bare, today, old, [text])


def _reworded(bare: Proposal, today: Today, old: Printed, texts: Sequence[str]) -> Proposal:
    """A point in other words; what stands in further paragraphs becomes points behind it."""
    now = today.standing(old)
    if now.changed and all(today.says_already(said) for said in bare.come):
        return replace(bare, settled=True)
    if not now.key:
        raise _Cannot(_GONE)
    point = _point(now.key, today)
    cut = _undressed(old, texts, today)
    words = [prose(text, tokens) for text, tokens in zip(texts, cut, strict=True)]
    bare = _of(bare, now, point)
    cite = _unseen(old, point)
    if point.excerpt is not None:
        return _taken(bare, today, point, [(w, cite) for w in words])
    more = [Add(_path(point), w, after=point.key, fields={**_for(point), **cite})
            for w in reversed(words[1:])]  # fmt: skip
    attempts = _ways(old, point, texts[0], words[0], today, now)
    if not attempts:
        raise _Cannot(_SEVERAL if len(point.fields) else _WORKED_OUT)
    return replace(bare, attempts=tuple((*more, *way) for way in attempts))


def _of(bare: Proposal, now: Standing, point: Point) -> Proposal:
    """A proposal for a point; with what the outline says now, where that has changed too."""
    own = replace(bare, key=now.key, path=_path(point))
    return replace(own, theirs=now.text, gone=(now.says,)) if now.changed else own


def _point(key: str, today: Today) -> Point:
    """The point of today's page with this key; what a template's query prints is none."""
    found = today.points.get(key)
    own = key if found is None or found.excerpt is None else key.rpartition("/")[0]
    if found is None or own not in today.own:
        raise _Cannot(_QUERY)
    return found


def _ways(
    old: Printed, point: Point, text: str, words: str, today: Today, now: Standing
) -> list[tuple[Edit, ...]]:
    """The ways to reword an authored point: at the places that differ, or as a whole."""
    base = tokens_of_page(old.line.text, today.written, old.origin)
    edited = tokens_of_page(text, today.written, old.origin)
    texts = [("", point.text), *point.fields.items()]
    found = [(n, p, segment(base, p)) for n, p in texts if p is not None]
    segments = [(name, p, *span) for name, p, span in found if span]
    done = None if now.changed else splices(base, edited, text, segments)
    ways: list[tuple[Edit, ...]] = []
    if done:
        ways.append(tuple(Reword(point.key, name, tuple(s)) for name, s in done.items() if s))
    if [name for name, *_ in segments] == [""] or now.changed:
        ways.append((Rewrite(point.key, "", words),))
    return ways


def _taken(
    bare: Proposal, today: Today, point: Point, entries: Sequence[tuple[str, Mapping[str, str]]]
) -> Proposal:
    """Points of the author's in the place of one that a fill prints."""
    fill, _, number = point.key.rpartition("/")
    assert point.excerpt is not None  # noqa: S101 - of a point that was filled
    count = sum(key.rpartition("/")[0] == fill for key in today.points)
    kept = _kept(point, today.own[fill])
    first, *rest = entries
    replaced = {**kept, "replaces": point.excerpt.key, **first[1]}
    made = ((first[0], replaced), *((words, {**kept, **more}) for words, more in rest))
    take = Take(fill, _path(point), int(number), count, made)
    return replace(bare, attempts=((take,),))


def _kept(point: Point, fill: Point) -> dict[str, str]:
    """The keys that an authored point needs to stand where a filled one stood."""
    found = {"date": point.date.text if point.date else "", "kind": point.kind}
    found["weight"] = str(point.weight) if point.weight != 50 else ""
    found["visibility"] = fill.visibility.word if fill.visibility is not None else ""
    return {key: value for key, value in found.items() if value} | _for(fill)


def _for(point: Point) -> dict[str, str]:
    """The templates that a point beside this one is for."""
    return {"for": f"[{', '.join(point.audiences)}]"} if point.audiences else {}


def _unseen(old: Printed, point: Point) -> dict[str, str]:
    """What a point rests on where the page shows no citations, and its words alone none."""
    shown = any(isinstance(i, Cite | Note) for i in old.inlines)
    items = [] if shown else [f'"{i.reference}"' for i in point.citations()]
    return {"cite": f"[{', '.join(dict.fromkeys(items))}]"} if items else {}


def _split(bare: Proposal, today: Today) -> Proposal:
    texts = [line.text for line in bare.change.new]
    return _reworded(bare, today, bare.change.old[0], texts)


def _merged(bare: Proposal, today: Today) -> Proposal:
    first, second = bare.change.old
    kept = _reworded(bare, today, first, [bare.change.new[0].text])
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
        raise _Cannot(_NOT_OURS["running"] if change.section == "running" else _NO_PLACE)
    point = _point(today.standing(beside).key, today)
    if beside.unit.kind == "cell" and not point.party:
        raise _Cannot(_ROW)
    party, text = _named(change.new[0].text, beside, today)
    if party and party != point.party:
        return _first_of(bare, today, (point.section, party, point.slot), text)
    key = point.key if point.excerpt is None else point.key.rpartition("/")[0]
    words = prose(text, tokens_of_page(text, today.written, beside.origin))
    at = {"after": key} if change.after else {"before": key}
    add = Add(_path(point), words, **at, fields=_for(point))
    return replace(bare, path=_path(point), attempts=((add,),))


def _named(text: str, beside: Printed, today: Today) -> tuple[str, str]:
    """The party that a new paragraph begins with, where its neighbours do; and the rest of it."""
    if not today.party(_lead(beside).removesuffix(":")):
        return "", text
    named = re.match(r"([^:]+):\s+", text)
    party = today.party(named[1].strip()) if named else ""
    if named is None or not party:
        raise _Cannot(_WHOSE)
    return party, text[named.end() :]


def _into_cell(bare: Proposal, today: Today) -> Proposal:
    """Words in a cell that was empty: the party is that of its row, the slot that of its column."""
    path = today.path_of_cell(bare.change.into) if bare.change.into else None
    if path is None or len(bare.change.new) != 1:
        raise _Cannot(_NOT_OURS["filler"])
    return _first_of(bare, today, path, bare.change.new[0].text)


def _first_of(bare: Proposal, today: Today, path: Path, text: str) -> Proposal:
    words = prose(text, tokens_of_page(text, today.written))
    there = today.keys(path)
    add = Add(path, words, after=there[-1] if there else "")
    return replace(bare, path=path, attempts=((add,),))


def _deleted(bare: Proposal, today: Today) -> Proposal:
    old = bare.change.old[0]
    if old.unit.kind == "cell" and _is_row(old, today):
        raise _Cannot(_ROW)
    return _removed(bare, today, old, REMOVED)


def _removed(bare: Proposal, today: Today, old: Printed, why: str) -> Proposal:
    now = today.standing(old)
    if now.changed and not now.text:
        return replace(bare, settled=True)
    point = _point(now.key, today)
    bare = _of(bare, now, point)
    if point.excerpt is None:
        return replace(bare, attempts=((Withdraw(now.key, why),),))
    words = prose(old.line.text, _undressed(old, [old.line.text], today)[0])
    return _taken(bare, today, point, [(words, {**_unseen(old, point), "withdrawn": why})])


def _moved(bare: Proposal, today: Today) -> Proposal:
    change, old = bare.change, bare.change.old[0]
    bare = replace(bare, gone=(), come=())
    point = today.points.get(today.standing(old).key)
    beside = change.after or change.before
    other = today.points.get(today.standing(beside).key) if beside else None
    if point is None or other is None or point.excerpt or other.excerpt:
        raise _Cannot(_ELSEWHERE)
    if _path(point) != _path(other):
        raise _Cannot(_ELSEWHERE)
    order = [key for key in today.keys(_path(point)) if key != point.key]
    order.insert(order.index(other.key) + bool(change.after), point.key)
    bare = replace(bare, key=point.key, path=_path(point))
    return replace(bare, attempts=((Reorder(tuple(order)),),))


def _row_deleted(bare: Proposal, today: Today) -> Proposal:
    points = [p for p in bare.change.old if p.kind == "point"]
    if len({p.origin for p in points}) != 1 or not points or not _is_row(points[0], today):
        raise _Cannot(_ROW)
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
    "row added": _never(_ROW),
    "formatted": _never(_LOOK),
}


# -- what stands around the words of a point -------------------------------------------------------


def _undressed(old: Printed, texts: Sequence[str], today: Today) -> list[list[Token]]:
    """The tokens of paragraphs without what briefgen sets before and behind a point's words."""
    cut = [tokens_of_page(text, today.written, old.origin) for text in texts]
    lead = len(tokens_of_page(_lead(old), today.written))
    tail = len(tokens_of_page(_tail(old), today.written))
    base = tokens_of_page(old.line.text, today.written, old.origin)
    if says(cut[0][:lead]) != says(base[:lead]):
        raise _Cannot(_LEAD)
    if tail and says(cut[-1][-tail:]) != says(base[-tail:]):
        raise _Cannot(_TAIL)
    cut[0] = cut[0][lead:]
    cut[-1] = cut[-1][: len(cut[-1]) - tail]
    return cut


def _lead(old: Printed) -> str:
    """`4 March:`, the name of a party: what stands in bold before a point's words."""
    first, *rest = old.inlines or (Text(""),)
    strong = isinstance(first, Text) and first.style == "strong" and first.text.endswith(":")
    return first.text if strong and rest and isinstance(first, Text) else ""


def _tail(old: Printed) -> str:
    """`(one origin)`: what a template says of a point's ground."""
    last = old.inlines[-1] if old.inlines else Text("")
    ground = isinstance(last, Text) and last.style == "emphasis" and last.text.startswith(" (")
    return last.text if ground and isinstance(last, Text) else ""


def _is_row(old: Printed, today: Today) -> bool:
    """Whether a cell is of a table whose rows are points: dates, figures, options."""
    point = today.points.get(old.origin)
    return point is not None and not point.party


def _path(point: Point) -> Path:
    return point.section, point.party, point.slot
