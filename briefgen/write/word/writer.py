"""The Word memo: a template's memo.docx, its markers filled and its slots taken by blocks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as REL

from briefgen.diagnostics import BriefgenError
from briefgen.model.document import STYLES, Document, Paragraph, Text
from briefgen.model.look import CITATION, TABLE_CITATION
from briefgen.model.template import Template
from briefgen.write.word.base import base_package
from briefgen.write.word.blocks import (
    EMPHASES,
    HYPERLINK,
    NOTE_MARK,
    TABLE_STYLE,
    Setting,
    write_blocks,
)
from briefgen.write.word.clean import clean
from briefgen.write.word.fields import fill
from briefgen.write.word.look import unreadable
from briefgen.write.word.notes import add_notes
from briefgen.write.word.package import pack, unpack
from briefgen.write.word.properties import app_xml, core_xml
from briefgen.write.word.restyle import set_language, set_paper, set_sizes
from briefgen.write.word.slots import fill_slots, find_slots
from briefgen.write.word.xml import Element, find, find_all, get, make, tag

RTL = frozenset({"ar", "fa", "he", "ur"})
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


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
    numbers = _numbers(package, styles)
    setting = Setting(names.__getitem__, _linker(package.part), numbers, width, rtl)
    slots = find_slots(root)
    for part in (root, *running):
        fill(part, {**document.values, "title": document.title})
    fill_slots(slots, document, setting)
    add_notes(package, setting, _linker)
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
    kinds = (REL.HEADER, REL.FOOTER)
    rels = [rel for rel in package.part.rels.values() if rel.reltype in kinds]
    rels.sort(key=lambda rel: (kinds.index(rel.reltype), rel.rId))
    return [rel.target_part.element for rel in rels]


# -- what the look offers ------------------------------------------------------------------------

_NEEDED = frozenset(
    {
        *(*STYLES.values(), "Heading 2", TABLE_STYLE),
        *(*EMPHASES.values(), CITATION, TABLE_CITATION, HYPERLINK, NOTE_MARK),
    }
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
    return {name: named[name.lower()] for name in _NEEDED}


def _linker(part: Any) -> Callable[[str], str]:
    """Relationships of a part to addresses, numbered in the order of their first use."""

    def link(address: str) -> str:
        return str(part.relate_to(address, REL.HYPERLINK, is_external=True))

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


# -- the file ------------------------------------------------------------------------------------


def _mark_draft(running: list[Element], document: Document, setting: Setting) -> None:
    """Say DRAFT on top of every header, or of the text where there is no header."""
    words = document.values.get("draft") or "DRAFT"
    headers = [root for root in running if root.tag == tag("w:hdr")] or running[-1:]
    for root in headers:
        root[0:0] = write_blocks([Paragraph("draft", (Text(words),))], setting)


def _packed(package: Any, document: Document) -> bytes:
    """The package with the memo's own properties, whatever memo.docx said in its own."""
    author = document.values.get("memo.from", "")
    own = {
        REL.CORE_PROPERTIES: core_xml(document.title, document.lang, document.date, author),
        REL.EXTENDED_PROPERTIES: app_xml(),
    }
    package.core_properties  # noqa: B018 - python-docx makes the part where there is none
    names = {
        rel.target_part.partname.membername: own[rel.reltype]
        for rel in package.part.package.rels.values()
        if rel.reltype in own
    }
    buffer = io.BytesIO()
    package.save(buffer)
    properties = {name: _HEAD + text.encode() for name, text in names.items()}
    return pack(unpack(buffer.getvalue()) | properties)
