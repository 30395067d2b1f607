"""What headers and footers hold in a memo: their own paragraphs, the handling mark, DRAFT.

The Word writer puts these lines there; where the margin has no room for them they push the text.
"""

from __future__ import annotations

from briefgen.model.document import Document
from briefgen.model.handling import MARK_SIZE, mark_style
from briefgen.model.look import Fixed, Look
from briefgen.records import replace

Part = tuple[Fixed, ...]


def headers(document: Document, look: Look) -> tuple[Part, ...]:
    """The paragraphs of each header in use."""
    above = (*_draft(document, look), *_mark(document, look))
    return tuple((*above, *part) for part in look.headers)


def footers(document: Document, look: Look) -> tuple[Part, ...]:
    """The paragraphs of each footer in use."""
    return tuple((*part, *_mark(document, look)) for part in look.footers)


def above_text(document: Document, look: Look) -> Part:
    """What stands above the text where there is no header to hold it."""
    return () if look.headers else _draft(document, look)


def _draft(document: Document, look: Look) -> Part:
    words = document.values.get("draft") or "DRAFT"
    return (Fixed("Draft Mark", words, look.role("draft")),) if document.draft else ()


def _mark(document: Document, look: Look) -> Part:
    mark = document.values.get("memo.handling", "")
    name = mark_style(mark)
    if not name:
        return ()
    normal = look.styles.get("Normal") or look.role("body")
    made = replace(normal, size=MARK_SIZE, bold=True, line=1.0, line_rule="multiple")
    return (Fixed(name, mark, look.styles.get(name, made)),)
