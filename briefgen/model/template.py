"""A template: one audience's page, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.model.query import Query
from briefgen.model.source import Visibility


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what it holds (party, stated, claims, ...), heading, share of width."""

    holds: str
    heading: str
    width: float  # percent of the text width


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section of the page: what it holds and how it is set."""

    key: str  # of the outline, or a name for a query's section
    form: str  # prose bullets numbered table sources ...
    heading: str = ""
    words: int = 0  # budget; 0: none
    protected: bool = False
    columns: tuple[Column, ...] = ()
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class PageSpec:
    """The paper, how many pages, and the sizes of type in points, from the design to the floor."""

    paper: str = "letter"  # letter | a4
    pages: int = 1
    #: role of type (body, table, notes) -> (design size, floor): one permitted step between.
    sizes: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """One audience's page."""

    name: str
    folder: Path
    purpose: str
    ceiling: Visibility
    page: PageSpec
    citations: str  # numbered | footnotes | author-date | none
    sections: tuple[SectionSpec, ...]
    cut: tuple[str, ...] = ()  # keys of sections, first to be cut first
    forbid: tuple[str, ...] = ()
    #: What a point says of its ground: single-origin, single-party, unnamed.
    mark: tuple[str, ...] = ()
    #: Small Jinja strings by language and name.
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    look: Path | None = None  # memo.docx, its own or its parent's
    markdown: Path | None = None  # memo.md.j2, or None for the built-in arrangement
