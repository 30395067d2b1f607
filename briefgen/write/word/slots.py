"""The slots of a memo.docx, lines of their own like `[[body]]`, and the blocks that take them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

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


#: A slot: its name, its paragraph, and what blocks are set with in its part.
Slot: TypeAlias = tuple[str, Element, Setting]


def find_slots(root: Element, setting: Setting) -> list[Slot]:
    """The slots of a part in order."""
    return [(name, p, setting) for p in find_all(root, ".//w:p") if (name := slot(p))]


def fill_slots(slots: list[Slot], document: Document) -> None:
    """Put every section in its own slot, the rest in order where `[[body]]` stands.

    Raises BriefgenError where a section has nowhere to go.
    """
    for (_, paragraph, setting), blocks in zip(slots, taken(slots, document), strict=True):
        put_in(paragraph, write_blocks(blocks, setting))


def taken(slots: list[Slot], document: Document) -> list[list[Block]]:
    """The blocks that each slot takes. Raises BriefgenError where a section has nowhere to go."""
    names = [name for name, _, _ in slots]
    parts = _sections(document.blocks)
    first = next((name for name in names if name != "header"), "")
    top = parts.pop(_SECTION, []) if first else []  # what stands above the first section
    own = {name: parts.pop(name, []) for name in names if name.startswith(_SECTION)}
    blocks: dict[str, list[Block]] = {**own, "header": list(field_lines(document.fields))}
    if "body" in names:
        blocks["body"] = [block for part in parts.values() for block in part]
    elif parts:
        homeless = ", ".join(name.removeprefix(_SECTION) for name in parts)
        raise BriefgenError(
            f"memo.docx has no place for: {homeless}", "put [[body]] on a line of its own"
        )
    if top:
        blocks[first] = [*top, *blocks[first]]
    return [blocks.pop(name, []) for name in names]


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


def put_in(paragraph: Element, elements: list[Element]) -> None:
    """Put elements in the place of a slot."""
    parent = paragraph.getparent()
    if parent is None:
        return
    follows = list(parent)[parent.index(paragraph) + 1 :]
    last = not any(e.tag == tag("w:p") for e in follows)
    if parent.tag in _END_WITH_PARAGRAPH and last and _ends_bare(elements):
        elements.append(make("w:p"))
    index = parent.index(paragraph)
    parent[index : index + 1] = elements


#: What must end with a paragraph, or Word calls the file corrupt.
_END_WITH_PARAGRAPH = tuple(map(tag, ("w:tc", "w:hdr", "w:ftr", "w:txbxContent")))


def _ends_bare(elements: list[Element]) -> bool:
    return not elements or elements[-1].tag == tag("w:tbl")
