"""The paragraphs of a memo.docx itself: letterhead, running lines, tables round the slots."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from briefgen.model.look import Fixed, TextStyle
from briefgen.records import replace
from briefgen.text.fields import edited, markers
from briefgen.write.word.cascade import Cascade, points
from briefgen.write.word.fields import shows_something, words_of
from briefgen.write.word.xml import Element, R, find, find_all, get, on_off, tag

_EMU = 12700  # in a point
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_WITH_TEXT = ("paragraph", "line")
_ACROSS_TEXT = ("column", "margin")
#: What stands beside the flow of the text: text boxes, and copies of them for old programs.
_BESIDE = (tag("w:txbxContent"), tag("w:del"))


def skeleton(root: Element, cascade: Cascade, names: Mapping[str, str]) -> tuple[Fixed, ...]:
    """The paragraphs of a part in order, with what decides their height."""
    body = find(root, "w:body")
    flow = root if body is None else body
    rows: dict[Element, int] = {}
    return tuple(_fixed(p, cascade, names, rows) for p in flow.iter(tag("w:p")) if _flows(p))


def running(
    document: Element, parts: Mapping[str, Element], cascade: Cascade, names: Mapping[str, str]
) -> tuple[tuple[tuple[Fixed, ...], ...], tuple[tuple[Fixed, ...], ...]]:
    """The headers, and the footers: that of the first page, that of the others; () for none."""

    def set_in(kind: str) -> tuple[tuple[Fixed, ...], ...]:
        found = dict(_in_use(document, parts, kind))
        pages = (found.get(which) for which in _shown(document))
        made = [() if p is None else skeleton(p, cascade, names) for p in pages]
        return tuple(made) if found else ()

    return set_in("header"), set_in("footer")


def _shown(document: Element) -> tuple[str, str]:
    """Which header or footer the first page shows, and which the others."""
    title = find(document, "w:body/w:sectPr/w:titlePg")
    return "first" if on_off(title) else "default", "default"


def _in_use(
    document: Element, parts: Mapping[str, Element], kind: str
) -> Iterator[tuple[str, Element]]:
    """The last section's headers or footers that pages show, by the pages that show them."""
    section = find(document, "w:body/w:sectPr")
    relations = parts.get("word/_rels/document.xml.rels")
    if section is None or relations is None:
        return
    targets = {r.get("Id"): str(r.get("Target")) for r in relations.iter(_RELATION)}
    for reference in find_all(section, f"w:{kind}Reference"):
        target = targets.get(reference.get(f"{{{R}}}id"), "")
        name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        which = get(reference, "type", "default")
        if which in _shown(document) and name in parts:
            yield which, parts[name]


def _flows(paragraph: Element) -> bool:
    return not any(a.tag in _BESIDE for a in paragraph.iterancestors())


def _fixed(
    paragraph: Element, cascade: Cascade, names: Mapping[str, str], rows: dict[Element, int]
) -> Fixed:
    id = get(find(paragraph, "w:pPr/w:pStyle"), "val") or cascade.default
    style = cascade.by_id.get(id)
    sure, at_most, aside, reach = _floats(paragraph)
    return Fixed(
        names.get(id, "Normal"),
        _words(paragraph),
        _direct(paragraph, cascade, style),
        max((int(e.get("cy", "0")) / _EMU for e in _inline_pictures(paragraph)), default=0.0),
        *_cell(paragraph, rows),
        sure,
        at_most,
        aside,
        reach,
        shows_something(paragraph),
    )


def _words(paragraph: Element) -> str:
    """The words of a paragraph, its markers as we write them."""
    text = words_of(paragraph)
    return edited(text, [(start, end, f"[[{name}]]") for start, end, name in markers(text)])


def _inline_pictures(paragraph: Element) -> Iterator[Element]:
    """The extents of pictures that stand in the line; those that float beside it take no room."""
    for inline in paragraph.iter(f"{_WP}inline"):
        yield from inline.iterfind(f"{_WP}extent")


def _floats(paragraph: Element) -> tuple[float, float, tuple[float, float], float]:
    """How far boxes and pictures that float at a paragraph push the text: surely, and at most.

    Then from where to where across the text one stands that the text flows beside, and how far
    down. Sure is only what stands alone across the page where its paragraph is; what becomes of
    several, or whether one stands in the text at all, nobody knows before it is laid out.
    """
    anchors = [a for a in paragraph.iter(f"{_WP}anchor") if a.find(f"{_WP}wrapNone") is None]
    sure = perhaps = 0.0
    for anchor in anchors:
        height = _extent(anchor, "cy", "distT", "distB")
        offset = _offset(anchor, "positionV", _WITH_TEXT)
        alone = anchor.find(f"{_WP}wrapTopAndBottom") is not None
        across = _offset(anchor, "positionH", _ACROSS_TEXT)
        if offset is not None and alone:
            sure += height + max(0.0, offset)
        elif offset is not None and across is not None and len(anchors) == 1:
            start = across - int(anchor.get("distL") or 0) / _EMU
            aside = (start, start + _extent(anchor, "cx", "distL", "distR"))
            return 0.0, 0.0, aside, height + max(0.0, offset)
        else:
            perhaps = max(perhaps, height)
    return sure, sure + perhaps, (0.0, 0.0), 0.0


def _extent(anchor: Element, side: str, *around: str) -> float:
    """How wide or high something that floats is, with what is kept free around it."""
    sides = [anchor.get(name) for name in around]
    sides += [extent.get(side) for extent in anchor.iterfind(f"{_WP}extent")]
    return sum(int(length or 0) for length in sides) / _EMU


def _offset(anchor: Element, position: str, within: Container[str]) -> float | None:
    """How far from its paragraph's corner something floats; None where another thing tells it."""
    place = anchor.find(f"{_WP}{position}")
    said = None if place is None else place.findtext(f"{_WP}posOffset")
    if place is None or said is None or place.get("relativeFrom") not in within:
        return None
    return int(said) / _EMU


def _direct(paragraph: Element, cascade: Cascade, style: Element | None) -> TextStyle | None:
    """What a paragraph formatted by hand is set in; None where its style says all."""
    own = cascade.own(find(paragraph, "w:pPr")) | cascade.own(find(paragraph, "w:r/w:rPr"))
    if not own:
        return None
    return replace(cascade.resolve(style), **own) if style is not None else None


def _cell(paragraph: Element, rows: dict[Element, int]) -> tuple[int, int, float]:
    """The row and cell of a table that a paragraph stands in, and how wide that is."""
    cell = next(paragraph.iterancestors(tag("w:tc")), None)
    row = None if cell is None else cell.getparent()
    if cell is None or row is None:
        return 0, 0, 0.0
    number = rows.setdefault(row, len(rows) + 1)
    width = points(get(find(cell, "w:tcPr/w:tcW"), "w", "0"))
    is_absolute = get(find(cell, "w:tcPr/w:tcW"), "type", "dxa") == "dxa"
    return number, row.index(cell), max(0.0, width - _CELL_SIDES) if is_absolute else 0.0


_CELL_SIDES = 10.8  # points: what Word leaves free left and right in a cell
