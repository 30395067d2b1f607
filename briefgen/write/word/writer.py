"""The Word memo: a template's memo.docx, its markers filled and its slots taken by blocks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from briefgen.diagnostics import BriefgenError
from briefgen.model.document import (
    STYLES,
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    Text,
    field_lines,
)
from briefgen.model.look import CITATION, TABLE_CITATION
from briefgen.model.template import Template
from briefgen.write.word.base import base_package
from briefgen.write.word.blocks import EMPHASES, HYPERLINK, TABLE_STYLE, Setting, write_blocks
from briefgen.write.word.clean import clean
from briefgen.write.word.fields import fill, slot
from briefgen.write.word.look import unreadable
from briefgen.write.word.package import pack, unpack
from briefgen.write.word.properties import app_xml, core_xml
from briefgen.write.word.restyle import set_language, set_paper, set_sizes
from briefgen.write.word.xml import Element, find, find_all, get, make, tag

RTL = frozenset({"ar", "fa", "he", "ur"})
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SECTION = "section:"


def to_docx(document: Document, template: Template, sizes: Mapping[str, float]) -> bytes:
    """The memo as the bytes of a .docx file; the same bytes for the same arguments.

    `sizes` (role of type -> points) are set in this file's styles. Raises BriefgenError where
    memo.docx lacks a style, has a field that no memo has, or has no place for a section.
    """
    package = _opened(template)
    clean(package)
    root, styles, running = package.element, package.styles.element, _running(package)
    rtl = document.lang.split("-")[0].lower() in RTL
    set_language(styles, document.lang, rtl=rtl)
    set_sizes(styles, sizes)
    width = set_paper([root, styles, *running], template.page.paper)
    names = _style_ids(styles)
    setting = Setting(names.__getitem__, _linker(package), _numbers(package, styles), width, rtl)
    slots = [(name, p) for p in find_all(root, ".//w:p") if (name := slot(p))]
    for part in (root, *running):
        fill(part, {**document.values, "title": document.title})
    _fill_slots(slots, document, setting)
    if document.draft:
        _mark_draft([*running, root[0]], document, setting)
    return _packed(package, document)


def _opened(template: Template) -> Any:
    """The look as python-docx opens it; our own base document where a template has none."""
    look = template.look
    try:
        data = look.read_bytes() if look else base_package(template.page.paper)
        return docx.Document(io.BytesIO(data))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise unreadable(look) from error


def _running(package: Any) -> list[Element]:
    """The headers of the file, then its footers."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    rels = [rel for rel in package.part.rels.values() if rel.reltype in kinds]
    rels.sort(key=lambda rel: (kinds.index(rel.reltype), rel.rId))
    return [rel.target_part.element for rel in rels]


# -- what the look offers ------------------------------------------------------------------------

_NEEDED = frozenset(
    {*STYLES.values(), *EMPHASES.values(), CITATION, TABLE_CITATION, HYPERLINK, TABLE_STYLE}
)


def _style_ids(styles: Element) -> dict[str, str]:
    """Name of a style -> its id; Word writes the names of its own in small letters."""
    named = {
        get(find(style, "w:name"), "val").lower(): get(style, "styleId")
        for style in find_all(styles, "w:style")
    }
    missing = sorted(name for name in _NEEDED if name.lower() not in named)
    if missing:
        raise BriefgenError(
            f"memo.docx lacks the styles {', '.join(missing)}",
            "begin with a copy of templates/executive/memo.docx and change its styles in Word",
        )
    return {name: named[name.lower()] for name in (*_NEEDED, "Heading 2") if name.lower() in named}


def _linker(package: Any) -> Callable[[str], str]:
    """Relationships to addresses, numbered in the order of their first use."""

    def link(address: str) -> str:
        return str(package.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    return link


def _numbers(package: Any, styles: Element) -> Callable[[], str]:
    """The lists of numbers: the first is the style's own, each further one begins at 1 again."""
    named = {get(find(s, "w:name"), "val").lower(): s for s in find_all(styles, "w:style")}
    own = get(find(named["list number"], "w:pPr/w:numPr/w:numId"), "val")
    calls = count()

    def numbering() -> str:
        return _restarted(package, own) if next(calls) and own else ""

    return numbering


def _restarted(package: Any, own: str) -> str:
    """A further list of the kind of list `own` that begins at 1."""
    lists = package.part.numbering_part.element
    known = {get(num, "numId"): num for num in find_all(lists, "w:num")}
    number = max(map(int, known)) + 1
    kind = get(find(known[own], "w:abstractNumId"), "val")
    restart = make("w:lvlOverride", make("w:startOverride", val=1), ilvl=0)
    lists.append(make("w:num", make("w:abstractNumId", val=kind), restart, numId=number))
    return str(number)


# -- slots ---------------------------------------------------------------------------------------


def _fill_slots(slots: list[tuple[str, Element]], document: Document, setting: Setting) -> None:
    """Put every section in its own slot, the rest in order where `[[body]]` stands."""
    parts = _sections(document.blocks)
    own = {name: parts.pop(name, []) for name, _ in slots if name.startswith(_SECTION)}
    blocks: dict[str, list[Block]] = {**own, "header": list(field_lines(document.fields))}
    if "body" in dict(slots):
        blocks["body"] = [block for part in parts.values() for block in part]
    elif parts:
        names = ", ".join(name.removeprefix(_SECTION) for name in parts)
        raise BriefgenError(
            f"memo.docx has no place for: {names}", "put [[body]] on a line of its own"
        )
    for name, paragraph in slots:
        _replace(paragraph, write_blocks(blocks.pop(name, []), setting))


def _sections(blocks: Iterable[Block]) -> dict[str, list[Block]]:
    """Blocks by the slot of their section; a paragraph belongs to the heading above it."""
    found: dict[str, list[Block]] = {}
    section = ""
    for block in blocks:
        match block:
            case Heading(section=name) | Listing(section=name) | Table(section=name):
                section = name or section
            case Paragraph(style="note"):
                section = "sources"
            case Paragraph():
                pass
        found.setdefault(f"{_SECTION}{section}", []).append(block)
    return found


def _replace(paragraph: Element, elements: list[Element]) -> None:
    parent = paragraph.getparent()
    if parent is None:
        return
    if parent.tag == tag("w:tc") and (not elements or elements[-1].tag == tag("w:tbl")):
        elements.append(make("w:p"))  # a cell ends with a paragraph, or Word calls it corrupt
    index = parent.index(paragraph)
    parent[index : index + 1] = elements


def _mark_draft(running: list[Element], document: Document, setting: Setting) -> None:
    """Say DRAFT on top of every header, or of the text where there is no header."""
    words = document.values.get("draft") or "DRAFT"
    headers = [root for root in running if root.tag == tag("w:hdr")] or running[-1:]
    for root in headers:
        root[0:0] = write_blocks([Paragraph("draft", (Text(words),))], setting)


# -- the file ------------------------------------------------------------------------------------


def _packed(package: Any, document: Document) -> bytes:
    """The package with the memo's own properties, whatever memo.docx said in its own."""
    author = document.values.get("memo.from", "")
    core = core_xml(document.title, document.lang, document.date, author)
    buffer = io.BytesIO()
    package.save(buffer)
    parts = unpack(buffer.getvalue())
    own = {"docProps/core.xml": core, "docProps/app.xml": app_xml()}
    return pack(parts | {n: _HEAD + x.encode() for n, x in own.items() if n in parts})
