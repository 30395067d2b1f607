"""A template: one audience's page, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.model.outline import Point
from briefgen.model.query import Fill
from briefgen.model.source import Visibility
from briefgen.records import field, record, replace


@record
class Column:
    """A column of a table: what it holds (party, stated, claims, ...), heading, share of width.

    In a table of parties it may also hold a section that goes by party: `stakes`.
    """

    holds: str
    heading: str
    width: float  # percent of the text width


@record
class SectionSpec:
    """A section of the page: what it holds and how it is set."""

    key: str  # of the outline, or a name of its own where `of` or `query` says what it holds
    form: str  # prose bullets numbered table sources ...
    heading: str = ""
    words: int = 0  # budget; 0: none
    protected: bool = False
    columns: tuple[Column, ...] = ()
    of: tuple[str, ...] = ()  # the sections of the outline that it draws on; (): its own
    query: Fill | None = None  # or: the excerpts that it prints, whatever the outline says

    def prints(self, point: Point) -> bool:
        """Whether this section shows a point: a table shows the slots that have a column."""
        if point.section not in (self.of or (self.key,)):
            return False
        return not (point.slot and self.columns) or any(c.holds == point.slot for c in self.columns)


@record
class PageSpec:
    """The paper, how many pages, and the sizes of type in points, from the design to the floor."""

    paper: str = "letter"  # letter | a4
    pages: int = 1
    #: role of type (body, table, notes) -> (design size, floor): one permitted step between.
    sizes: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@record
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
    #: What a point says of its ground: single-origin, single-party, unnamed.
    mark: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()  # names of rules that refuse (check/forbid)
    header: tuple[str, ...] = ()  # fields of `memo`, `date` and `parties`, in order
    #: Small Jinja strings by language and name.
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    look: Path | None = None  # memo.docx, its own or its parent's
    markdown: Path | None = None  # memo.md.j2, or None for the built-in arrangement

    @property
    def slots(self) -> frozenset[str]:
        """What its tables have a column for: `stated`, `claims`, `date`."""
        return frozenset(column.holds for spec in self.sections for column in spec.columns)

    def prints(self, point: Point) -> bool:
        """Whether any section of the page shows a point."""
        return any(spec.prints(point) for spec in self.sections)

    def in_order_of(self, slots: Sequence[str]) -> Template:
        """The template with its sections in the order in which memo.docx has their slots.

        What the page numbers is numbered in the order of the page; `body` takes the rest.
        """
        own = [n for n in slots if n != "body"]
        rest = [spec for spec in self.sections if spec.key not in own]
        named = {spec.key: [spec] for spec in self.sections}
        ordered = [s for name in slots for s in (rest if name == "body" else named.get(name, []))]
        left = [spec for spec in rest if spec not in ordered]
        return replace(self, sections=(*ordered, *left))
