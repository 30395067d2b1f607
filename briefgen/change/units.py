"""A document in units: what can stay, change, come and go between two editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.document import Block, Document, Heading, Listing, Paragraph, Table, plain
from briefgen.records import record


@record
class Unit:
    """A paragraph, a heading, or a paragraph of a table's cell."""

    section: str
    kind: str  # paragraph | heading | cell
    style: str  # the role of the paragraph, see model.document.STYLES
    text: str
    origin: str
    #: Index of the block; row (of a table: 0 are its headings; of a list: the item); column;
    #: paragraph within the cell.
    place: tuple[int, int, int, int]


def units(document: Document) -> tuple[Unit, ...]:
    """The units of a document's blocks in reading order; a paragraph is of the section above it."""
    return units_of(document.blocks)


def units_of(blocks: Iterable[Block]) -> tuple[Unit, ...]:
    """The units of some blocks of a document, as `units`."""
    return tuple(_units(blocks))


def _units(blocks: Iterable[Block]) -> Iterator[Unit]:
    section = ""
    for index, block in enumerate(blocks):
        match block:
            case Heading(text=text, section=name):
                section = name or section
                yield Unit(section, "heading", "heading", text, "", (index, 0, 0, 0))
            case Paragraph():
                at = "sources" if block.style == "note" else section
                yield _unit(at, "paragraph", block, (index, 0, 0, 0))
            case Listing():
                section = block.section or section
                for row, item in enumerate(block.items):
                    yield _unit(section, "paragraph", item, (index, row, 0, 0))
            case Table():
                section = block.section or section
                yield from _cells(block, section, index)


def _cells(table: Table, section: str, index: int) -> Iterator[Unit]:
    for column, text in enumerate(table.headings):
        yield Unit(section, "cell", "cell-head", text, "", (index, 0, column, 0))
    for row, cells in enumerate(table.rows, 1):
        for column, cell in enumerate(cells):
            for number, paragraph in enumerate(cell.paragraphs):
                yield _unit(section, "cell", paragraph, (index, row, column, number))


def _unit(section: str, kind: str, paragraph: Paragraph, place: tuple[int, int, int, int]) -> Unit:
    text = plain(paragraph.inlines)
    return Unit(section, kind, paragraph.style, text, paragraph.origin, place)
