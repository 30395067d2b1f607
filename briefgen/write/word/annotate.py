"""Mistakes as Word comments in a copy of a person's own memo.docx."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx

from briefgen.diagnostics import Diagnostic
from briefgen.write.word.inspect import Finding
from briefgen.write.word.xml import Element, find_all, make, tag

_AUTHOR, _INITIALS = "briefgen", "bg"


def annotate(data: bytes, findings: Iterable[Finding]) -> bytes:
    """A copy of a memo.docx in which each finding is a comment at its paragraph.

    Word has no comments in headers, footers and text boxes: what is wrong there is said at the
    first paragraph of the text, and so is what concerns the whole file.
    """
    package: Any = docx.Document(io.BytesIO(data))
    body = find_all(package.element, ".//w:p")
    for finding in findings:
        comment = package.comments.add_comment(_said(finding.diagnostic), _AUTHOR, _INITIALS)
        _anchor(_paragraph(finding, body), comment.comment_id)
    buffer = io.BytesIO()
    package.save(buffer)
    return buffer.getvalue()


def _said(diagnostic: Diagnostic) -> str:
    """The message and what to do, with the rule's code."""
    hint = f" {diagnostic.hint[:1].upper()}{diagnostic.hint[1:]}" if diagnostic.hint else ""
    stop = "" if hint.endswith(("?", ".")) or not hint else "."
    return f"{diagnostic.message}.{hint}{stop} ({diagnostic.code})"


def _paragraph(finding: Finding, body: list[Element]) -> Element:
    """The paragraph to which a comment is tied."""
    spot = finding.spot
    if spot is None or spot.part != "word/document.xml" or spot.boxed:
        return next(p for p in body if not any(p.iterancestors(tag("w:txbxContent"))))
    return body[spot.number - 1]


def _anchor(paragraph: Element, id: int) -> None:
    """Tie a comment to all of a paragraph (ECMA-376 part 1, 17.13.4)."""
    first = 1 if len(paragraph) and paragraph[0].tag == tag("w:pPr") else 0
    paragraph.insert(first, make("w:commentRangeStart", id=id))
    paragraph.append(make("w:commentRangeEnd", id=id))
    paragraph.append(make("w:r", make("w:commentReference", id=id)))
