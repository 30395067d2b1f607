"""The slots of a memo.docx, lines of their own like `[[body]]`, and the blocks that take them."""

from __future__ import annotations

from typing import TypeAlias

from briefgen.diagnostics import BriefgenError
from briefgen.model.document import Block, Document
from briefgen.model.slots import blocks_of
from briefgen.write.word.blocks import Setting, write_blocks
from briefgen.write.word.fields import slot
from briefgen.write.word.xml import Element, find_all, make, tag

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
    found, homeless = blocks_of([name for name, _, _ in slots], document)
    if homeless:
        names = ", ".join(name.removeprefix("section:") for name in homeless)
        raise BriefgenError(
            f"memo.docx has no place for: {names}", "put [[body]] on a line of its own"
        )
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
