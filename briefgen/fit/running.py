"""What memo.docx itself brings to a memo: its own paragraphs, fields filled, and running lines.

The Word writer fills the fields and drops the paragraphs of which nothing is left; it puts the
handling mark and DRAFT into headers and footers, which push the text where they have no room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from briefgen.model.document import Document
from briefgen.model.handling import MARK_SIZE, mark_style
from briefgen.model.look import Fixed, Look
from briefgen.records import replace
from briefgen.text.fields import edited, edits

Part: TypeAlias = tuple[Fixed, ...]
Values: TypeAlias = tuple[tuple[str, str], ...]
_SKELETON = (
    Fixed("Title", "[[title]]"),
    Fixed("Memo Header", "[[header]]"),
    Fixed("Body Text", "[[body]]"),
)


def headers(document: Document, look: Look) -> tuple[Part, ...]:
    """The paragraphs of the header of the first page, and of that of the others."""
    above = (*_draft(document, look), *_mark(document, look))
    values = _running_values(document)
    return tuple((*above, *_filled(part, values)) for part in look.headers)


def footers(document: Document, look: Look) -> tuple[Part, ...]:
    """The paragraphs of the footer of the first page, and of that of the others."""
    values = _running_values(document)
    return tuple((*_filled(part, values), *_mark(document, look)) for part in look.footers)


def skeleton(document: Document, look: Look) -> Part:
    """The paragraphs of the text itself, slots among them; DRAFT where no header holds it."""
    above = () if look.headers else _draft(document, look)
    return (*above, *_filled(look.skeleton or _SKELETON, _values(document)))


def _values(document: Document, **instead: str) -> Values:
    return tuple({**document.values, "title": document.title, **instead}.items())


def _running_values(document: Document) -> Values:
    """A handling mark that has a line of its own stands there only."""
    own = mark_style(document.values.get("memo.handling", ""))
    return _values(document, **{"memo.handling": ""} if own else {})


def _filled(part: Iterable[Fixed], values: Values) -> Part:
    """Fill the fields; a paragraph of which nothing is left goes, but for the last of its cell."""
    entries = list(part)
    siblings = Counter((entry.row, entry.cell) for entry in entries)
    kept: list[Fixed] = []
    for entry in entries:
        text = _printed(entry.text, values) if "[[" in entry.text else entry.text
        cell = entry.row, entry.cell
        gone = text != entry.text and not text.strip() and not entry.shows
        if gone and siblings[cell] > 1:
            siblings[cell] -= 1
        else:
            kept.append(entry._replace(text=text))
    return tuple(kept)


@lru_cache(maxsize=256)  # a memo is set again for every cut
def _printed(text: str, values: Values) -> str:
    known = dict(values)
    return edited(text, edits(text, lambda name: known.get(name, "")))


def _draft(document: Document, look: Look) -> Part:
    words = document.values.get("draft") or "DRAFT"
    return (Fixed("Draft Mark", words, look.role("draft")),) if document.draft else ()


def _mark(document: Document, look: Look) -> Part:
    mark = document.values.get("memo.handling", "")
    name = mark_style(mark)
    if not name:
        return ()
    made = replace(look.styles["Normal"], size=MARK_SIZE, bold=True, line=1.0, line_rule="multiple")
    return (Fixed(name, mark, look.styles.get(name, made)),)
