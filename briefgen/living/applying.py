"""Applying: the edits of an outline one after the other, so that none disturbs another's place.

Moves come first, and say which keys they changed; then all else from the end of the file to its
beginning, so that what shifts keys shifts only those that are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.adopt.edits import Add, Edit, Reorder, Reword, Rewrite, Take, Withdraw
from briefgen.read import amend
from briefgen.read.layout import Layout
from briefgen.records import replace


def applied(text: str, file: str, edits: Iterable[Edit]) -> str:
    """The text of an outline with some edits made. Raises `BriefgenError` where one cannot be."""
    wanted = list(edits)
    while moves := [e for e in wanted if isinstance(e, Reorder)]:
        text, renamed = _reordered(text, file, moves[0])
        wanted = [_renamed(e, renamed) for e in wanted if e is not moves[0]]
    at = {key: number for number, key in enumerate(Layout(text, file).spots)}
    ordered = sorted(enumerate(wanted), key=lambda e: (_position(e[1], at), e[0]), reverse=True)
    fills: dict[str, list[Take]] = {}
    for edit in wanted:
        if isinstance(edit, Take):
            fills.setdefault(edit.fill, []).append(edit)
    for _, edit in ordered:
        if not isinstance(edit, Take):
            text = _made(text, file, edit)
        elif takes := fills.pop(edit.fill, []):
            text = _taken(text, file, sorted(takes, key=lambda t: t.number))
    return text


def _position(edit: Edit, at: Mapping[str, int]) -> float:
    """Where in the file an edit works: new points half a step beside their neighbour."""
    match edit:
        case Add(after=after, before=before):
            return at.get(after, len(at)) + 0.5 if after or not before else at.get(before, 0) - 0.5
        case Take(fill=fill):
            return at.get(fill, 0) + 0.4
        case Reword(key=key) | Rewrite(key=key) | Withdraw(key=key):
            return at.get(key, 0)
        case Reorder():
            return -1


def _made(text: str, file: str, edit: Edit) -> str:
    match edit:
        case Reword(key=key, field=field, splices=splices):
            return amend.reword(text, file, key, field, splices)
        case Rewrite(key=key, field=field, words=words):
            return amend.rewrite(text, file, key, field, words)
        case Withdraw(key=key, why=why):
            return amend.withdraw(text, file, key, why)
        case Add(path=path, words=words, after=after, before=before, fields=fields) if fields:
            return amend.add_entry(text, file, path, words, fields, after=after, before=before)
        case Add(path=path, words=words, after=after, before=before):
            return amend.add(text, file, path, words, after=after, before=before)
        case _:
            raise ValueError(f"{edit} is applied elsewhere")


def _taken(text: str, file: str, takes: list[Take]) -> str:
    """Points in the place of what a fill prints: before it as long as they are its first ones."""
    before = [t for n, t in enumerate(takes, 1) if t.number == n]
    before = before if len(before) < takes[0].count else []
    behind = [t for t in takes if t not in before]
    for words, fields in reversed([e for t in behind for e in t.entries]):
        text = amend.add_entry(text, file, takes[0].path, words, fields, after=takes[0].fill)
    key = takes[0].fill
    for words, fields in [e for t in before for e in t.entries]:
        text = amend.add_entry(text, file, takes[0].path, words, fields, before=key)
        key = _next(key)
    return text


def _next(key: str) -> str:
    """The key that a point has once another one stands before it."""
    stem, _, number = key.rpartition("/")
    return f"{stem}/{int(number) + 1}" if number.isdigit() else key


def _reordered(text: str, file: str, edit: Reorder) -> tuple[str, Mapping[str, str]]:
    """The text with a move made, and the keys that changed with it: old -> new."""
    old = [k for k in Layout(text, file).spots if k in edit.keys]
    text = amend.reorder(text, file, edit.keys)
    return text, {key: _slot(key, old[n]) for n, key in enumerate(edit.keys)}


def _slot(key: str, place: str) -> str:
    """A key of the author's own stays; a path says the place."""
    return place if "/" in key else key


def _renamed(edit: Edit, keys: Mapping[str, str]) -> Edit:
    names = {n: keys[getattr(edit, n)] for n in ("key", "fill", "after", "before")
             if getattr(edit, n, "") in keys}  # fmt: skip
    if isinstance(edit, Reorder):
        return replace(edit, keys=tuple(keys.get(k, k) for k in edit.keys))
    return replace(edit, **names) if names else edit
