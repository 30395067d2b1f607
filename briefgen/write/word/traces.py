"""Traces that a reader of the page does not see: unused headers, texts of pictures, live fields.

A logo is decoration: what its maker wrote about it goes, and screen readers pass it over. Of
fields only page numbers stay alive; any other keeps what it last showed, and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from briefgen.patterns import late
from briefgen.write.word.parts import Part, root_of
from briefgen.write.word.xml import Element, R, find, find_all, get, on_off, tag

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DECORATIVE = etree.fromstring(
    f'<a:extLst xmlns:a="{_A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)
_TOLD = ("descr", "title", "alt")  # attributes in which pictures and shapes are described
_ALIVE = late(r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES)\b", re.IGNORECASE)
_RELATION = f"{{{R}}}id"


def drop_unused_headers(document: Part) -> None:
    """Drop the headers and footers of first and even pages where no page shows them."""
    settings = root_of(document.related(f"{R}/settings"))
    even = on_off(find(settings, "w:evenAndOddHeaders"))
    used = set()
    for section in find_all(root_of(document), ".//w:sectPr"):
        shown = {"default", *(["first"] if on_off(find(section, "w:titlePg")) else [])}
        shown |= {"even"} if even else set()
        for kind in ("w:headerReference", "w:footerReference"):
            for reference in find_all(section, kind):
                if get(reference, "type", "default") in shown:
                    used.add(reference.get(_RELATION))
                else:
                    section.remove(reference)
    for name, relation in list(document.relations.items()):
        if relation.kind.endswith(("/header", "/footer")) and name not in used:
            del document.relations[name]


def silence_pictures(root: Element) -> None:
    """Take away what is said about pictures and shapes beside the page."""
    for number, element in enumerate(root.iter(etree.Element), 1):
        name = etree.QName(element).localname
        if name not in {"docPr", "cNvPr", "shape", "shapetype", "imagedata", "rect"}:
            continue
        for key in [k for k in element.attrib if str(k).rpartition("}")[2] in _TOLD]:
            del element.attrib[key]
        if name in {"docPr", "cNvPr"}:
            element.set("name", f"Picture {number}")
        if element.tag == f"{_WP}docPr" and not len(element):
            element.append(etree.fromstring(etree.tostring(_DECORATIVE)))


def still_fields(root: Element) -> None:
    """Leave of every field but page numbers what it last showed."""
    for field in list(root.iter(tag("w:fldSimple"))):
        parent = field.getparent()
        if parent is not None and not _ALIVE.match(get(field, "instr")):
            index = parent.index(field)
            parent[index : index + 1] = list(field)
    for marks, instruction in list(_complex_fields(root)):
        if not _ALIVE.match(instruction):
            for mark in marks:
                parent = mark.getparent()
                if parent is not None:
                    parent.remove(mark)


def _complex_fields(root: Element) -> Iterator[tuple[list[Element], str]]:
    """The fields between `w:fldChar`s: their marks and instructions, and what they are to do."""
    open_fields: list[list[Element]] = []
    for element in root.iter(tag("w:fldChar"), tag("w:instrText")):
        if get(element, "fldCharType") == "begin":
            open_fields.append([])
        if not open_fields:
            continue
        open_fields[-1].append(element)
        if get(element, "fldCharType") == "end":
            marks = open_fields.pop()
            yield marks, "".join(m.text or "" for m in marks if m.tag == tag("w:instrText"))
