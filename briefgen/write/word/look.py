"""Reads the look of a memo.docx: page, styles with all that they inherit, table rules, letterhead.

Plain lxml on the zip, about 3 ms.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from briefgen.diagnostics import BriefgenError
from briefgen.model.look import Look, PageGeometry, TableLook
from briefgen.write.word.blocks import TABLE_STYLE
from briefgen.write.word.cascade import Cascade, points, rule_width
from briefgen.write.word.letterhead import running, skeleton
from briefgen.write.word.stylebook import NEEDED, complete
from briefgen.write.word.xml import PARSER, Element, find, find_all, get

_LETTER = {"w": 12240.0, "h": 15840.0}
_INCH = 1440.0
#: Our spelling of names that Word writes in small letters.
_NAMES = {name.lower(): name for name in (*NEEDED, "Header", "Footer", "Normal")}


def read_look(path: Path) -> Look:
    """The look of the memo.docx at `path`, with the styles that it lacks made.

    Raises BriefgenError where the file cannot be read or is no Word document.
    """
    parts = read_parts(path)
    document, styles = parts["word/document.xml"], parts["word/styles.xml"]
    complete(styles)
    cascade = Cascade(styles, parts.get("word/numbering.xml"), parts.get("word/theme/theme1.xml"))
    resolved = {_name(s): cascade.resolve(s) for s in cascade.by_id.values()}
    page = _page(document)
    resolved.setdefault("Normal", cascade.resolve(cascade.by_id.get(cascade.default)))
    names = {id: _name(style) for id, style in cascade.by_id.items()}
    return Look(
        page,
        resolved,
        _table(cascade),
        skeleton(document, cascade, names),
        *running(document, parts, cascade, names),
    )


def read_parts(path: Path) -> dict[str, Element]:
    """The XML parts of the Word document at `path`, by name. Raises BriefgenError."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.startswith("word/") and _is_xml(n)]
            found = {name: etree.fromstring(archive.read(name), PARSER) for name in names}
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise unreadable(path) from error
    if not {"word/document.xml", "word/styles.xml"} <= set(found):
        raise unreadable(path)
    return found


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and "glossary" not in name


def unreadable(path: Path | None) -> BriefgenError:
    """What is said of a memo.docx that is no Word document."""
    name = f"{path.parent.name}/{path.name}" if path else "memo.docx"
    return BriefgenError(
        f"{name} cannot be read as a Word document", "open it in Word and save it as .docx"
    )


# -- page and table ------------------------------------------------------------------------------


def _page(document: Element) -> PageGeometry:
    section = find(document, "w:body/w:sectPr")
    size = None if section is None else find(section, "w:pgSz")
    margins = None if section is None else find(section, "w:pgMar")
    sheet = [float(get(size, side, str(_LETTER[side]))) / 20 for side in ("w", "h")]
    names = list(PageGeometry.__match_args__)[2:]
    edges = {name: float(get(margins, name, str(_INCH))) / 20 for name in names}
    return PageGeometry(*sheet, **edges)


def _table(cascade: Cascade) -> TableLook:
    style = next((s for s in cascade.by_id.values() if _name(s) == TABLE_STYLE), None)
    found: dict[str, float] = {}
    for link in cascade.chain(style):
        for edge in find_all(link, "w:tblPr/w:tblCellMar/*"):
            found[_CELL_EDGES.get(_local(edge), _local(edge))] = points(get(edge, "w", "0"))
        for edge in find_all(link, "w:tblPr/w:tblBorders/*"):
            found[_BORDERS.get(_local(edge), "")] = rule_width(edge)
    return TableLook(**{name: found[name] for name in TableLook.__match_args__ if name in found})


def _name(style: Element | None) -> str:
    name = "" if style is None else get(find(style, "w:name"), "val")
    return _NAMES.get(name.lower(), name)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


_CELL_EDGES = {"start": "left", "end": "right"}
_BORDERS = {"top": "border_top", "bottom": "border_bottom", "insideH": "border_inside"}
