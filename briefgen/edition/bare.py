"""A document without what tells about it: marks of what is new, and numbers of citations.

Two editions are compared by their words. That `[1¶13]` became `[2¶14]`, because a source was
captured again or one more is cited before it, is no news.
"""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Inline,
    Listing,
    Note,
    Paragraph,
    Table,
    Text,
)
from briefgen.records import replace


def unmarked(document: Document) -> Document:
    """The document as it would be if it told nothing of an edition before it."""
    return _without_line(each_paragraph(document, _without_mark))


def bare(document: Document) -> Document:
    """The document's own words: neither marks nor citations."""
    return unmarked(each_paragraph(document, _without_citations))


def each_paragraph(document: Document, change: Callable[[Paragraph], Paragraph]) -> Document:
    """The document with a change made to each of its paragraphs."""
    return replace(document, blocks=tuple(_block(b, change) for b in document.blocks))


def _without_line(document: Document) -> Document:
    blocks = (b for b in document.blocks if not _is_change_line(b))
    return replace(document, blocks=tuple(blocks))


def _is_change_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style == "changes"


def _block(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    match block:
        case Paragraph():
            return change(block)
        case Listing(items=items):
            return replace(block, items=tuple(map(change, items)))
        case Table(rows=rows):
            kept = (tuple(Cell(tuple(map(change, c.paragraphs))) for c in row) for row in rows)
            return replace(block, rows=tuple(kept))
        case _:
            return block


def _without_mark(paragraph: Paragraph) -> Paragraph:
    kept = tuple(i for i in paragraph.inlines if not _is_mark(i))
    return replace(paragraph, inlines=kept, bar=False)


def _is_mark(inline: Inline) -> bool:
    return isinstance(inline, Text) and inline.style == "mark"


def _without_citations(paragraph: Paragraph) -> Paragraph:
    kept = tuple(i for i in paragraph.inlines if not isinstance(i, Cite | Note))
    return replace(paragraph, inlines=kept)
