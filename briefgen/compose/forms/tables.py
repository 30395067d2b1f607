"""Forms of tables: by party, by date, by figure, by option. No cell is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from briefgen.compose.columns import column_widths
from briefgen.compose.page import Page
from briefgen.model.document import Block, Cell, Inline, Paragraph, Table, Text
from briefgen.model.outline import Point
from briefgen.model.template import Column, SectionSpec
from briefgen.records import replace

Inlines: TypeAlias = tuple[Inline, ...]


def table(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """A row for each party, a cell for each column; an empty cell says so in words."""
    return _by_party(spec, spec.columns, points, page, parties(spec, page))


def matrix(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """Like `table`, with the parties in alphabetical order, and no column that nobody fills."""
    rows = sorted(parties(spec, page), key=lambda id: page.party(id).casefold())
    filled = [c for c in spec.columns if any(_of(p, c) for p in points) or c.holds == "party"]
    return _by_party(spec, _widened(filled), points, page, rows)


def timeline(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """What happened in the order of its dates, and when it was reported; the undated at the end."""
    found = ((page.date_of(p), p) for p in points)
    order = sorted(found, key=lambda pair: pair[0].first if pair[0] else date.max)
    told = any(c.holds == "reported" for c in spec.columns)
    cells = _DATED if told else {**_DATED, "what": _what_and_when}
    return _table(spec, spec.columns, [_row(cells, spec, p, page) for _, p in order], page)


def figures(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """Amounts: what, how much, of what date, who says so, how sure."""
    return _table(spec, spec.columns, [_row(_FIGURE, spec, p, page) for p in points], page)


def options(spec: SectionSpec, points: tuple[Point, ...], page: Page) -> list[Block]:
    """What could be done, what speaks for it and against it, what it costs."""
    return _table(spec, spec.columns, [_row({}, spec, p, page) for p in points], page)


def parties(spec: SectionSpec, page: Page) -> list[str]:
    """The parties of a section, as the outline declares them: each has its row.

    `both` and `others` are no parties: they have one where something is said of them.
    """
    outline = page.selection.brief.outline
    section = (spec.of or (spec.key,))[0]
    declared = [party for name, party, *_ in outline.sections if name == section and party]
    said = [p.party for p in page.points_of(spec) if p.party]
    known = {*said, *(party.id for party in outline.parties)}
    return [party for party in dict.fromkeys([*declared, *said]) if party in known]


def _by_party(
    spec: SectionSpec,
    columns: Sequence[Column],
    points: tuple[Point, ...],
    page: Page,
    rows: Sequence[str],
) -> list[Block]:
    cells = [tuple(_party_cell(c, id, points, page) for c in columns) for id in rows]
    widths = column_widths([c.width for c in columns], cells)
    return _table(spec, columns, cells, page, widths)


def _widened(columns: Sequence[Column]) -> list[Column]:
    """The width of columns that are left out goes to the others, and not to that of the parties."""
    fixed = sum(c.width for c in columns if c.holds == "party")
    rest = sum(c.width for c in columns) - fixed
    return [
        c if c.holds == "party" else replace(c, width=c.width * (100 - fixed) / rest)
        for c in columns
    ]


def _of(point: Point, column: Column) -> bool:
    """Whether a point belongs in a column: of its slot, or of its section."""
    return column.holds in (point.slot, point.section)


def _party_cell(column: Column, party: str, points: tuple[Point, ...], page: Page) -> Cell:
    if column.holds == "party":
        return Cell((Paragraph("cell", (Text(page.party(party), "strong"),)),))
    mine = [p for p in points if p.party == party and _of(p, column)]
    said = tuple(Paragraph("cell", page.voicing.point(p), p.key) for p in mine)
    if said:
        return Cell(said)
    asked = any(party == id for _, id, *_ in page.selection.brief.outline.sections)
    is_party = party not in ("both", "others") and asked
    return Cell((Paragraph("cell", page.say("missing") if is_party else (Text("–"),)),))


# -- rows of points --------------------------------------------------------------------------------


def _row(
    own: Mapping[str, Callable[[Point, Page], Inlines]],
    spec: SectionSpec,
    point: Point,
    page: Page,
) -> tuple[Cell, ...]:
    """A row: each cell by its own function, else the field of that name, else the main text."""
    return tuple(
        _cell(own.get(c.holds), c, n == 0, point, page) for n, c in enumerate(spec.columns)
    )


def _cell(
    word: Callable[[Point, Page], Inlines] | None,
    column: Column,
    first: bool,
    point: Point,
    page: Page,
) -> Cell:
    said = page.voicing.field(point, column.holds) or (word(point, page) if word else ())
    if first and word is None:
        said = page.said(point)
    return Cell((Paragraph("cell", said or page.say("not_stated"), point.key),))


def _when(point: Point, page: Page) -> Inlines:
    when = page.date_of(point)
    return (Text(page.day(when) if when else page.words.say("undated").capitalize(), "strong"),)


def _what(point: Point, page: Page) -> Inlines:
    return page.said(point)


def _what_and_when(point: Point, page: Page) -> Inlines:
    """What happened, and that it was reported late: no column says when."""
    late = page.late(point)
    return (*page.said(point), *((Text(f" ({late})"),) if late else ()))


def _reported(point: Point, page: Page) -> Inlines:
    issued = page.reported(point)
    return (Text(page.day(issued) if issued else page.words.say("undated").capitalize()),)


def _as_of(point: Point, page: Page) -> Inlines:
    dates = [d for e in page.cited(point) if (d := e.as_of or e.date)]
    return (Text(page.day(dates[0])),) if dates else ()


def _source(point: Point, page: Page) -> Inlines:
    return (Text(named),) if (named := page.voicing.citer.names(point.citations())) else ()


_DATED: Mapping[str, Callable[[Point, Page], Inlines]] = {
    "date": _when,
    "what": _what,
    "reported": _reported,
}
_FIGURE: Mapping[str, Callable[[Point, Page], Inlines]] = {"as_of": _as_of, "source": _source}


def _table(
    spec: SectionSpec,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    page: Page,
    widths: Sequence[float] = (),
) -> list[Block]:
    title = spec.heading or page.words.heading(spec.key)
    say = page.words.say
    headings = tuple(
        c.heading or say(f"column.{spec.key}.{c.holds}") or say(f"column.{c.holds}")
        for c in columns
    )
    name = "table.description" if spec.form in ("table", "matrix") else "table.points"
    description = say(name, columns=", ".join(headings), rows=len(rows))
    widths = tuple(widths or (c.width for c in columns))
    return [Table(headings, widths, tuple(rows), title, description, spec.key)] if rows else []
