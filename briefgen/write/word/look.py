"""Reads the look of a memo.docx: page, styles with all that they inherit, table rules.

Plain lxml on the zip, about 2 ms, so that the estimator need not load python-docx. The cascade is
the one of ECMA-376 part 1, 17.7.2: document defaults, then each style on the chain of `basedOn`.
"""

from __future__ import annotations

import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

from lxml import etree

from briefgen.diagnostics import BriefgenError
from briefgen.model.document import STYLES
from briefgen.model.look import (
    CITATION,
    TABLE_CITATION,
    Look,
    PageGeometry,
    TableLook,
    TextStyle,
)
from briefgen.write.word.blocks import EMPHASES, HYPERLINK, TABLE_STYLE
from briefgen.write.word.xml import PARSER, Element, find, find_all, get, on_off, tag

_RULES = {"auto": "multiple", "exact": "exact", "atLeast": "least"}
_LETTER = {"w": 12240.0, "h": 15840.0}
_INCH = 1440.0
#: Our spelling of names that Word writes in small letters.
_NAMES = {
    name.lower(): name
    for name in (
        *STYLES.values(),
        *EMPHASES.values(),
        *(CITATION, TABLE_CITATION, HYPERLINK, "Heading 2", "Header", "Footer", "Normal"),
    )
}


def read_look(path: Path) -> Look:
    """The look of the memo.docx at `path`.

    Raises BriefgenError where the file cannot be read or is no Word document.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            document = etree.fromstring(archive.read("word/document.xml"), PARSER)
            styles = etree.fromstring(archive.read("word/styles.xml"), PARSER)
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise unreadable(path) from error
    by_id = {get(style, "styleId"): style for style in find_all(styles, "w:style")}
    resolved = {_name(s): TextStyle(**_resolve(s, by_id, styles)) for s in by_id.values()}
    return Look(_page(document), resolved, _table(by_id), _skeleton(document, by_id))


def unreadable(path: Path | None) -> BriefgenError:
    """What is said of a memo.docx that is no Word document."""
    name = f"{path.parent.name}/{path.name}" if path else "memo.docx"
    return BriefgenError(
        f"{name} cannot be read as a Word document", "open it in Word and save it as .docx"
    )


# -- styles --------------------------------------------------------------------------------------


def _name(style: Element | None) -> str:
    name = "" if style is None else get(find(style, "w:name"), "val")
    return _NAMES.get(name.lower(), name)


def _chain(style: Element | None, by_id: dict[str, Element]) -> list[Element]:
    """A style and those it is based on, the base first; a circle ends where it closes."""
    found: list[Element] = []
    while style is not None and style not in found:
        found.insert(0, style)
        style = by_id.get(get(find(style, "w:basedOn"), "val"))
    return found


def _resolve(style: Element, by_id: dict[str, Element], styles: Element) -> dict[str, Any]:
    found: dict[str, Any] = {"font": "Times New Roman", "size": 10.0}
    for part in ("w:docDefaults/w:rPrDefault/w:rPr", "w:docDefaults/w:pPrDefault/w:pPr"):
        found |= _own(find(styles, part))
    for link in _chain(style, by_id):
        found |= _own(find(link, "w:pPr")) | _own(find(link, "w:rPr"))
    return found


def _own(properties: Element | None) -> dict[str, Any]:
    """What one `w:pPr` or `w:rPr` says of the fields of TextStyle."""
    if properties is None:
        return {}
    found: dict[str, Any] = {}
    for child in properties:
        found |= _READ.get(str(child.tag), lambda _: {})(child)
    return found


def _fonts(child: Element) -> dict[str, Any]:
    name = get(child, "ascii") or get(child, "hAnsi")
    return {"font": name} if name else {}


def _spacing(child: Element) -> dict[str, Any]:
    found: dict[str, Any] = {
        side: _points(get(child, side)) for side in ("before", "after") if get(child, side)
    }
    if get(child, "line"):
        rule = _RULES.get(get(child, "lineRule", "auto"), "multiple")
        unit = 240 if rule == "multiple" else 20
        found |= {"line": float(get(child, "line")) / unit, "line_rule": rule}
    return found


def _indent(child: Element) -> dict[str, Any]:
    said = {
        "left": get(child, "left") or get(child, "start"),
        "right": get(child, "right") or get(child, "end"),
        "first_line": get(child, "firstLine"),
    }
    found = {key: _points(value) for key, value in said.items() if value}
    hanging = get(child, "hanging")
    return found | ({"first_line": -_points(hanging)} if hanging else {})


def _tabs(child: Element) -> dict[str, Any]:
    stops = [(_points(get(t, "pos", "0")), get(t, "val", "left")) for t in find_all(child, "w:tab")]
    return {"tabs": tuple(sorted(stop for stop in stops if stop[1] != "clear"))}


def _borders(child: Element) -> dict[str, Any]:
    found = {}
    for edge in ("top", "bottom"):
        border = find(child, f"w:{edge}")
        found[f"border_{edge}"] = _rule(border) + float(get(border, "space", "0"))
    return found


#: Element of `w:pPr` or `w:rPr` -> what it says.
_READ = {
    tag("w:rFonts"): _fonts,
    tag("w:sz"): lambda child: {"size": float(get(child, "val")) / 2},
    tag("w:b"): lambda child: {"bold": on_off(child)},
    tag("w:i"): lambda child: {"italic": on_off(child)},
    tag("w:keepNext"): lambda child: {"keep_next": on_off(child)},
    tag("w:contextualSpacing"): lambda child: {"contextual": on_off(child)},
    tag("w:spacing"): _spacing,
    tag("w:ind"): _indent,
    tag("w:tabs"): _tabs,
    tag("w:pBdr"): _borders,
}


def _points(twips: str) -> float:
    return float(twips) / 20


def _rule(border: Element | None) -> float:
    """The width of a line in points; `w:sz` counts eighths."""
    if border is None or get(border, "val") in {"nil", "none"}:
        return 0.0
    return float(get(border, "sz", "4")) / 8


# -- page, table, skeleton -----------------------------------------------------------------------


def _page(document: Element) -> PageGeometry:
    section = find(document, "w:body/w:sectPr")
    size = None if section is None else find(section, "w:pgSz")
    margins = None if section is None else find(section, "w:pgMar")
    sheet = [float(get(size, side, str(_LETTER[side]))) / 20 for side in ("w", "h")]
    names = [f.name for f in fields(PageGeometry)][2:]
    edges = {name: float(get(margins, name, str(_INCH))) / 20 for name in names}
    return PageGeometry(*sheet, **edges)


def _table(by_id: dict[str, Element]) -> TableLook:
    style = next((s for s in by_id.values() if _name(s) == TABLE_STYLE), None)
    found: dict[str, float] = {}
    for link in _chain(style, by_id):
        for edge in find_all(link, "w:tblPr/w:tblCellMar/*"):
            found[_CELL_EDGES.get(_local(edge), _local(edge))] = _points(get(edge, "w", "0"))
        for edge in find_all(link, "w:tblPr/w:tblBorders/*"):
            found[_BORDERS.get(_local(edge), "")] = _rule(edge)
    return TableLook(**{f.name: found[f.name] for f in fields(TableLook) if f.name in found})


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


_CELL_EDGES = {"start": "left", "end": "right"}
_BORDERS = {"top": "border_top", "bottom": "border_bottom", "insideH": "border_inside"}


def _skeleton(document: Element, by_id: dict[str, Element]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            _name(by_id.get(get(find(p, "w:pPr/w:pStyle"), "val"))) or "Normal",
            "".join(t.text or "" for t in p.iter(tag("w:t"))),
        )
        for p in find_all(document, "w:body/w:p")
    )
