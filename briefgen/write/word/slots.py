"""The slots of a memo.docx, lines of their own like `[[body]]`, and the blocks that take them."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.diagnostics import BriefgenError
from briefgen.model.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    field_lines,
)
from briefgen.write.word.blocks import Setting, write_blocks
from briefgen.write.word.fields import slot
from briefgen.write.word.xml import Element, find_all, make, tag

_SECTION = "section:"


def find_slots(root: Element) -> list[tuple[str, Element]]:
    """The slots of a document in order: name and paragraph."""
    return [(name, p) for p in find_all(root, ".//w:p") if (name := slot(p))]


def fill_slots(slots: list[tuple[str, Element]], document: Document, setting: Setting) -> None:
    """Put every section in its own slot, the rest in order where `[[body]]` stands.

    Raises BriefgenError where a section has nowhere to go.
    """
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
