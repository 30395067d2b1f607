"""Sections: one small function for each form that a template may ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from briefgen.compose.columns import column_widths
from briefgen.compose.inlines import Voicing
from briefgen.compose.sources import source_note
from briefgen.compose.wording import Wording
from briefgen.model.brief import Selection
from briefgen.model.document import Block, Cell, Cite, Inline, Listing, Paragraph, Table, Text
from briefgen.model.outline import Point
from briefgen.model.template import Column, SectionSpec


@dataclass(frozen=True, slots=True)
class Page:
    """What the forms work with: the selection, the points still on the page, and the words."""

    selection: Selection
    points: tuple[Point, ...]
    voicing: Voicing
    words: Wording

    def points_of(self, spec: SectionSpec) -> tuple[Point, ...]:
        """The points of one section, in the order of the outline."""
        return tuple(p for p in self.points if p.section == spec.key)

    def has_rows(self, spec: SectionSpec) -> bool:
        """Whether a table has a party's row to show although nothing is in it."""
        return spec.form == "table" and bool(self.rows(spec))

    def rows(self, spec: SectionSpec) -> list[str]:
        """The parties of a section, as the outline declares them: each has its row."""
        declared = [party for section, party, *_ in self.selection.brief.outline.sections
                    if section == spec.key and party]  # fmt: skip
        return list(dict.fromkeys([*declared, *(p.party for p in self.points_of(spec))]))

    def party(self, id: str) -> str:
        """The name of a party, of `both`, or of `others`."""
        for party in self.selection.brief.outline.parties:
            if party.id == id:
                return party.name
        return self.words.say(f"party.{id}") or id


Form: TypeAlias = Callable[[SectionSpec, tuple[Point, ...], Page], list[Block]]


def prose(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """Paragraphs, one a point; the bottom line has a style of its own."""
    style = "lead" if spec.key == "bottom_line" else "body"
    return [Paragraph(style, page.voicing.point(p), p.key) for p in points]


def bullets(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A bulleted list, one item a point, led by its party or its date where the section has one."""
    items = [Paragraph("bullet", _led(spec, p, page), p.key) for p in points]
    return [Listing(False, tuple(items), spec.key)] if items else []


def _led(spec: SectionSpec, point: Point, page: Page) -> tuple[Inline, ...]:
    lead = _lead(spec, point, page)
    said = page.voicing.point(point)
    return (Text(f"{lead}:", "strong"), Text(" "), *said) if lead else said


def _lead(spec: SectionSpec, point: Point, page: Page) -> str:
    if spec.key in ("latest", "dates") and point.date is not None:
        as_of = page.selection.brief.outline.as_of
        return page.words.day(point.date, year=point.date.last.year != as_of.last.year)
    return page.party(_party_of(point, page)) if point.party else ""


def _party_of(point: Point, page: Page) -> str:
    """Whom a stake of `others` concerns: the party that its excerpt is tagged with, if one."""
    known = {p.id for p in page.selection.brief.outline.parties}
    tags = point.excerpt.tags if point.excerpt else ()
    tagged = [t.split("/")[1] for t in tags if t.startswith(f"{point.section}/")]
    if point.party in ("both", "others") and tagged and tagged[0] in known:
        return tagged[0]
    return point.party


def numbered(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A numbered list of questions: what is asked, who can answer, on what it rests."""
    items = [Paragraph("number", _question(p, page), p.key) for p in points]
    if not items:
        return [Paragraph("body", (Text(page.words.say("missing")),))]
    return [Listing(True, tuple(items), spec.key)]


def _question(point: Point, page: Page) -> tuple[Inline, ...]:
    asked = page.voicing.point(replace(point, cite=()))
    to, answer = (page.voicing.field(point, name) for name in ("to", "answer"))
    label = page.voicing.citer.label(point.cite)
    return (
        *asked,
        *((Text(" ("), *to, Text(")")) if to else ()),
        *((Cite(label),) if label else ()),
        *((Text(f" {page.words.say('answer')} "), *answer) if answer else ()),
    )


def table(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A row for each party, a cell for each column; an empty cell says so in words."""
    rows = tuple(
        tuple(_cell(column, party, points, page) for column in spec.columns)
        for party in page.rows(spec)
    )
    title = spec.heading or page.words.heading(spec.key)
    headings = tuple(
        c.heading or page.words.say(f"column.{spec.key}.{c.holds}") for c in spec.columns
    )
    description = page.words.say("table.description", columns=", ".join(headings), rows=len(rows))
    widths = column_widths(tuple(c.width for c in spec.columns), rows)
    return [Table(headings, widths, rows, title, description, spec.key)] if rows else []


def _cell(column: Column, party: str, points: tuple[Point, ...], page: Page) -> Cell:
    if column.holds == "party":
        return Cell((Paragraph("cell", (Text(page.party(party), "strong"),)),))
    mine = [p for p in points if p.party == party and p.slot == column.holds]
    said = tuple(Paragraph("cell", page.voicing.point(p), p.key) for p in mine)
    return Cell(said or (Paragraph("cell", (Text(page.words.say("missing")),)),))


def sources(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """The source note: what the numbers stand for, and what the page rests on."""
    del spec, points
    return source_note(page.selection, page.voicing, page.words)


#: Every form that a template may name, and the function that sets it.
FORMS: Mapping[str, Form] = {
    "prose": prose,
    "bullets": bullets,
    "numbered": numbered,
    "table": table,
    "sources": sources,
}
