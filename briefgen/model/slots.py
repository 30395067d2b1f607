"""Which blocks of a document each slot of a memo.docx takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.model.document import Block, Document, Heading, Listing, Paragraph, Table, field_lines

_SECTION = "section:"


def blocks_of(slots: Sequence[str], document: Document) -> tuple[list[list[Block]], list[str]]:
    """The blocks of each slot, of some by their names in order, and the slots that are missing.

    `[[section:stakes]]` takes that section, `[[body]]` the rest in order; the first of them also
    takes what stands above the first section. Of two slots of one name the first takes all.
    """
    parts = _sections(document.blocks)
    first = next((name for name in slots if name != "header"), "")
    top = parts.pop(_SECTION, []) if first else []
    own = {name: parts.pop(name, []) for name in slots if name.startswith(_SECTION)}
    blocks: dict[str, list[Block]] = {**own, "header": list(field_lines(document.fields))}
    homeless = [] if "body" in slots else list(parts)
    if "body" in slots:
        blocks["body"] = [block for part in parts.values() for block in part]
    if top:
        blocks[first] = [*top, *blocks[first]]
    return [blocks.pop(name, []) for name in slots], homeless


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
