"""Verify: a finished file is read back, and says letter for letter what the document says.

The readers here share no line with the writers: a mistake would have to be made twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.model.document import Document
from briefgen.verify.compare import VER002, VER003, added, missing
from briefgen.verify.markdown import read_markdown
from briefgen.verify.memo import Memo, Unreadable
from briefgen.verify.word import read_docx, read_rejected

__all__ = [
    "VERIFIERS",
    "compare_memo",
    "read_memo",
    "verify_docx",
    "verify_markdown",
    "verify_redline",
]

_LARGEST = 50_000_000  # bytes: no memo comes near it


def verify_docx(data: bytes, document: Document) -> list[Diagnostic]:
    """What a Word file lacks of the document; nothing where it holds every word."""
    return _verify(read_docx, data, document, "Word memo")


def verify_redline(data: bytes, old: Document, new: Document) -> list[Diagnostic]:
    """What a redline lacks: of the new memo with all changes accepted, of the old one rejected.

    What stands outside the text (header, footer, title) is looked for in the new memo only.
    """
    before = _verify(read_rejected, data, old, "redline, all rejected")
    return [*verify_docx(data, new), *(f for f in before if f.code != VER002.code)]


def verify_markdown(data: bytes, document: Document) -> list[Diagnostic]:
    """What a Markdown file lacks of the document; nothing where it holds every word."""
    return _verify(read_markdown, data, document, "Markdown memo")


VERIFIERS: Mapping[str, Callable[[bytes, Document], list[Diagnostic]]] = {
    "docx": verify_docx,
    "md": verify_markdown,
}


def read_memo(path: Path) -> tuple[Memo | None, list[Diagnostic]]:
    """A memo's words from a file that may have been edited by hand; None where it cannot be read.

    A .docx is read as Word shows it with all its tracked changes accepted.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"it is larger than {_LARGEST // 1_000_000} MB")
        read = read_docx if path.suffix.lower() == ".docx" else read_markdown
        return read(path.read_bytes(), path.name), []
    except OSError as error:
        return None, [VER003(path.name, error.strerror or str(error))]
    except Unreadable as error:
        return None, [VER003(path.name, str(error))]


def compare_memo(memo: Memo, document: Document) -> list[Diagnostic]:
    """How a memo differs from what its outline gives today: words changed, gone and added."""
    return [*missing(memo, document), *added(memo, document)]


def _verify(
    read: Callable[[bytes, str], Memo], data: bytes, document: Document, name: str
) -> list[Diagnostic]:
    try:
        return missing(read(data, name), document)
    except Unreadable as error:
        return [VER003(name, str(error))]
