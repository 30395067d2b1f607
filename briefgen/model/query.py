"""A fill's query, taken apart: what `background and not is:stale` means."""

from __future__ import annotations

from typing import TypeAlias

from briefgen.places import Place
from briefgen.records import record


@record
class Tag:
    """A tag and its subtree; `exact` (`=tag`) itself alone; a step `*` stands for one level."""

    path: str
    exact: bool
    place: Place


@record
class Compare:
    """`field OP value`, OP one of `: ~ < <= > >=`."""

    field: str
    op: str
    value: str
    place: Place


@record
class Is:
    """`is:stale`, `is:superseded`, `is:orphan`."""

    state: str
    place: Place


@record
class Not:
    """Everything that the operand does not match."""

    operand: Query


@record
class And:
    """What all operands match."""

    operands: tuple[Query, ...]


@record
class Or:
    """What one operand matches."""

    operands: tuple[Query, ...]


Query: TypeAlias = Tag | Compare | Is | Not | And | Or


@record
class Fill:
    """A query that becomes points: every excerpt that matches, in a total order."""

    query: Query
    text: str  # as written
    place: Place
    limit: int | None = None
    sort: str = ""  # replaces weight as the first key: date, -date, source, credibility, ...
    show: str = "gist"  # gist | quote | both
    minimum: int = 1  # fewer is a warning
    max_per_source: int | None = None
    repeat: bool = False
