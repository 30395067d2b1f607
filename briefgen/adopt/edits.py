"""Edits: what is to be done to an outline, as values; `read/amend.py` does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from briefgen.records import field, record

Path: TypeAlias = tuple[str, str, str]  # section, party, slot


@record
class Reword:
    """Other words at places of a text: `field` of the point, or its main text ("")."""

    key: str
    field: str
    splices: tuple[tuple[int, int, str], ...]


@record
class Rewrite:
    """All words of a text anew."""

    key: str
    field: str
    words: str


@record
class Add:
    """A new point behind or before another one; without either, the first of its path."""

    path: Path
    words: str
    after: str = ""
    before: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@record
class Take:
    """Points in the place of the `number`-th of `count` that a fill prints."""

    fill: str
    path: Path
    number: int
    count: int
    entries: tuple[tuple[str, Mapping[str, str]], ...]  # words, and the other keys


@record
class Withdraw:
    """A point that is kept, and no longer printed."""

    key: str
    why: str


@record
class Reorder:
    """The points of a block, or of a list, in another order."""

    keys: tuple[str, ...]


Edit: TypeAlias = Reword | Rewrite | Add | Take | Withdraw | Reorder
