"""Blocks and inlines as WordprocessingML; every look is a named style's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, count
from typing import Any
from urllib.parse import quote, urlsplit

from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Heading,
    Inline,
    Link,
    Listing,
    Note,
    Paragraph,
    Quote,
    Tab,
    Table,
    Text,
    style_of,
)
from briefgen.model.look import citation_style
from briefgen.patterns import late
from briefgen.records import field, state
from briefgen.write.word.xml import Element, make, tag, text_nodes

TABLE_STYLE = "Memo Table"
HYPERLINK = "Hyperlink"
NOTE_MARK = "Footnote Reference"
EMPHASES = {"strong": "Strong", "emphasis": "Emphasis", "mark": "Strong"}

_URL = late(r"(?i)(?:https?://|mailto:)[^\x00-\x20]+")
_URL_SAFE = "-._~:/?#[]@!$&'()*+,;=%"


@state
class Setting:
    """What a document's blocks are set with, and the counters of one file."""

    style_id: Callable[[str], str]  # name of a style -> its id in this file
    link: Callable[[str], str]  # address -> id of its relationship
    numbering: Callable[[], str]  # -> id of a numbered list that begins at 1
    text_width: int  # twips
    rtl: bool = False
    bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    notes: list[Note] = field(default_factory=list)  # those whose marks are set, in order


def write_blocks(blocks: Iterable[Block], setting: Setting) -> list[Element]:
    """The elements of some blocks, in order."""
    return [element for block in blocks for element in _BLOCKS[type(block)](block, setting)]


def write_inlines(inlines: Iterable[Inline], role: str, setting: Setting) -> list[Element]:
    """The runs of some inlines in a paragraph of `role`, in order."""
    return [element for inline in inlines for element in _inline(inline, role, setting)]


# -- blocks --------------------------------------------------------------------------------------


def _paragraph(block: Paragraph, setting: Setting, number: str = "") -> list[Element]:
    properties = make("w:pPr", make("w:pStyle", val=setting.style_id(style_of(block))))
    if number:
        properties.append(make("w:numPr", make("w:ilvl", val=0), make("w:numId", val=number)))
    content = write_inlines(block.inlines, block.style, setting)
    return [make("w:p", properties, *_anchored(content, block.origin, setting))]


def _anchored(content: list[Element], origin: str, setting: Setting) -> list[Element]:
    """`content` within a bookmark if it has an origin; names count, and tell nothing."""
    if not origin:
        return content
    number = next(setting.bookmarks)
    start = make("w:bookmarkStart", id=number, name=f"_bg{number}")
    return [start, *content, make("w:bookmarkEnd", id=number)]


def _heading(block: Heading, setting: Setting) -> list[Element]:
    style = make("w:pStyle", val=setting.style_id(f"Heading {block.level}"))
    return [make("w:p", make("w:pPr", style), _run(block.text))]


def _listing(block: Listing, setting: Setting) -> list[Element]:
    number = setting.numbering() if block.ordered else ""
    return [e for item in block.items for e in _paragraph(item, setting, number)]


def _table(block: Table, setting: Setting) -> list[Element]:
    widths = _twips(block.widths, setting.text_width)
    heads = tuple(Cell((Paragraph("cell-head", (Text(h),)),)) for h in block.headings)
    rows = [_row(cells, widths, setting) for cells in block.rows]
    first = _row(heads, widths, setting, heading=True)
    grid = make("w:tblGrid", *(make("w:gridCol", w=width) for width in widths))
    return [make("w:tbl", _table_properties(block, sum(widths), setting), grid, first, *rows)]


def _table_properties(block: Table, width: int, setting: Setting) -> Element:
    """`w:tblPr`, its children in the order of the schema."""
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
    return make(
        "w:tblPr",
        make("w:tblStyle", val=setting.style_id(TABLE_STYLE)),
        *([make("w:bidiVisual")] if setting.rtl else []),
        make("w:tblW", w=width, type="dxa"),
        make("w:tblLayout", type="fixed"),
        make("w:tblLook", val="0620", **look, noHBand=1, noVBand=1),
        make("w:tblCaption", val=block.title),
        make("w:tblDescription", val=block.description),
    )


def _row(
    cells: tuple[Cell, ...], widths: list[int], setting: Setting, *, heading: bool = False
) -> Element:
    properties = make("w:trPr", make("w:cantSplit"))
    if heading:
        properties.append(make("w:tblHeader"))
    columns = zip(cells, widths, strict=True)
    return make("w:tr", properties, *(_cell(cell, width, setting) for cell, width in columns))


def _cell(cell: Cell, width: int, setting: Setting) -> Element:
    properties = make("w:tcPr", make("w:tcW", w=width, type="dxa"))
    return make("w:tc", properties, *write_blocks(cell.paragraphs, setting))


def _twips(shares: tuple[float, ...], width: int) -> list[int]:
    """Shares of a width as whole twips that add up to it."""
    ends = [round(width * end / sum(shares)) for end in accumulate(shares)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


_BLOCKS: Mapping[type, Callable[[Any, Setting], list[Element]]] = {
    Paragraph: _paragraph,
    Heading: _heading,
    Listing: _listing,
    Table: _table,
}

# -- inlines -------------------------------------------------------------------------------------


def _inline(inline: Inline, role: str, setting: Setting) -> list[Element]:
    match inline:
        case Text(text=text, style=style):
            name = EMPHASES.get(style, "")
            return [_run(text, setting.style_id(name) if name else "")]
        case Quote(words=words, opening=opening, closing=closing):
            return [_run(f"{opening}{words}{closing}")]
        case Cite(label=label):
            return [_run(f"{inline.gap}{label}", setting.style_id(citation_style(role)))]
        case Link():
            return [_link(inline, setting)]
        case Note():
            return [_note(inline, setting)]
        case Tab():
            return [_run("\t")]


def _run(text: str, style: str = "") -> Element:
    look = [make("w:rPr", make("w:rStyle", val=style))] if style else []
    return make("w:r", *look, *text_nodes(text))


def _note(note: Note, setting: Setting) -> Element:
    """The mark of a footnote; Word numbers it, by its place on the page."""
    setting.notes.append(note)
    look = make("w:rPr", make("w:rStyle", val=setting.style_id(NOTE_MARK)))
    return make("w:r", look, make("w:footnoteReference", id=len(setting.notes)))


def _link(link: Link, setting: Setting) -> Element:
    """A link, or its words alone where the address is not one that we open."""
    address = safe_address(link.url)
    emphasis = EMPHASES.get(link.style, "")
    if not address:
        return _run(link.text, setting.style_id(emphasis) if emphasis else "")
    words = _run(link.text, setting.style_id(emphasis or HYPERLINK))
    return _linked(words, address, setting)


def _linked(words: Element, address: str, setting: Setting) -> Element:
    link = make("w:hyperlink", words, history=1)
    link.set(tag("r:id"), setting.link(address))
    return link


def safe_address(url: str) -> str:
    """An http, https or mailto address as Word takes it, or ""."""
    if not _URL.fullmatch(url):
        return ""
    try:
        parts = urlsplit(url)
        readable = parts.scheme == "mailto" or (bool(parts.hostname) and parts.netloc.isascii())
    except ValueError:  # an address like http://[
        return ""
    return quote(url, safe=_URL_SAFE) if readable else ""
