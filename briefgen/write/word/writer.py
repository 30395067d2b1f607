"""The Word memo: a template's memo.docx, its markers filled and its slots taken by blocks."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping

from lxml import etree

from briefgen.model.document import Document, Paragraph, Text
from briefgen.model.template import Template
from briefgen.records import record, replace
from briefgen.write.word.blocks import Setting, write_blocks
from briefgen.write.word.clean import clean
from briefgen.write.word.fields import fill
from briefgen.write.word.lists import numbering
from briefgen.write.word.look import unreadable
from briefgen.write.word.marks import own_line, set_marks
from briefgen.write.word.notes import add_notes
from briefgen.write.word.parts import APP, CORE, Part, content_type, open_package, packed, root_of
from briefgen.write.word.properties import app_xml, core_xml
from briefgen.write.word.restyle import set_language, set_paper, set_sizes
from briefgen.write.word.slots import Slot, fill_slots, find_slots
from briefgen.write.word.stylebook import complete, known_styles
from briefgen.write.word.xml import PARSER, Element, R, get, tag

RTL = frozenset({"ar", "fa", "he", "ur"})
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


@record
class Frame:
    """A template's memo.docx, opened and set up for one memo: what is left to fill are its words.

    `running` are the roots of its headers, then of its footers.
    """

    package: Part
    document: Part
    root: Element
    styles: Element
    running: list[Element]
    slots: list[Slot]
    setting: Setting


def to_docx(document: Document, template: Template, sizes: Mapping[str, float]) -> bytes:
    """The memo as the bytes of a .docx file; the same bytes for the same arguments.

    `sizes` (role of type -> points) are set in this file's styles. Raises BriefgenError where
    memo.docx has a field that no memo has, or no place for a section.
    """
    frame = open_frame(document, template, sizes)
    fill_fields(frame, document)
    fill_slots(frame.slots, document)
    return finish(frame, document)


def open_frame(document: Document, template: Template, sizes: Mapping[str, float]) -> Frame:
    """The look opened and cleaned, its paper, language, lists and type set, its slots found."""
    package, main = _opened(template)
    clean(package, main)
    root, styles = root_of(main), root_of(main.related(f"{R}/styles"))
    beside = _running(main)
    running = [root_of(part) for part in beside]
    rtl = document.lang.split("-")[0].lower() in RTL
    complete(styles)
    set_language(styles, document.lang, rtl=rtl)
    set_sizes(styles, sizes)
    width = set_paper([root, styles, *running], template.page.paper)
    named = known_styles(styles)
    ids = {name: get(style, "styleId") for name, style in named.items()}
    numbers = numbering(main, named)
    setting = Setting(ids.__getitem__, _linker(main), numbers, width, rtl)
    slots = find_slots(root, setting)
    for part in beside:
        slots += find_slots(root_of(part), replace(setting, link=_linker(part)))
    return Frame(package, main, root, styles, running, slots, setting)


def fill_fields(frame: Frame, document: Document) -> None:
    """The values of the markers; a handling mark with rules of its own gets a line of its own."""
    values = field_values(document)
    mark = values.get("memo.handling", "")
    style = own_line(mark)
    fill(frame.root, values)
    for part in frame.running:
        fill(part, {**values, "memo.handling": ""} if style else values)
    if style:
        set_marks(mark, style, frame.running, frame.styles)


def field_values(document: Document) -> dict[str, str]:
    """What the markers of memo.docx stand for in a memo."""
    return {**document.values, "title": document.title}


def finish(frame: Frame, document: Document) -> bytes:
    """The file: the notes whose marks were set, the mark of a draft, the memo's properties."""
    add_notes(frame.document, frame.setting, _linker)
    if document.draft:
        _mark_draft([*frame.running, frame.root[0]], document, frame.setting)
    return _packed(frame.package, document)


def _opened(template: Template) -> tuple[Part, Part]:
    """The look, its package and main part; our own base document where a template has none."""
    look = template.look
    try:
        package, document = open_package(look.read_bytes() if look else _base(template.page.paper))
        root_of(document.related(f"{R}/styles"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise unreadable(look) from error
    if document.related(f"{R}/settings") is None:
        document.relate(f"{R}/settings", _settings())
    return package, document


def _base(paper: str) -> bytes:
    """Our own base document, for a template that has none."""
    from briefgen.write.word.base import base_package  # noqa: PLC0415 - few builds need it

    return base_package(paper)


def _settings() -> Part:
    """Our own settings, for a file that has none."""
    from briefgen.write.word.base import settings_xml  # noqa: PLC0415 - as above

    root = etree.fromstring(settings_xml(), PARSER)
    return Part("word/settings.xml", content_type("settings"), root=root)


def _running(document: Part) -> list[Part]:
    """The parts of the file's headers, then of its footers."""
    kinds = (f"{R}/header", f"{R}/footer")
    found = [(kinds.index(r.kind), id, r.part) for id, r in document.relations.items()
             if r.kind in kinds and r.part is not None]  # fmt: skip
    return [part for _, _, part in sorted(found, key=lambda each: each[:2])]


def _linker(part: Part) -> Callable[[str], str]:
    """Relationships of a part to addresses, numbered in the order of their first use."""

    def link(address: str) -> str:
        return part.relate(f"{R}/hyperlink", None, address)

    return link


# -- the file ------------------------------------------------------------------------------------


def _mark_draft(running: list[Element], document: Document, setting: Setting) -> None:
    """Say DRAFT on top of every header, or of the text where there is no header."""
    words = document.values.get("draft") or "DRAFT"
    headers = [root for root in running if root.tag == tag("w:hdr")] or running[-1:]
    for root in headers:
        root[0:0] = write_blocks([Paragraph("draft", (Text(words),))], setting)


def _packed(package: Part, document: Document) -> bytes:
    """The package with the memo's own properties, whatever memo.docx said in its own."""
    author = document.values.get("memo.from", "")
    if package.related(CORE) is None:
        package.relate(CORE, Part("docProps/core.xml", _CORE_TYPE))
    own = {CORE: core_xml(document.title, document.lang, document.date, author), APP: app_xml()}
    for kind, text in own.items():
        part = package.related(kind)
        if part is not None:
            part.data = _HEAD + text.encode()
    return packed(package)
