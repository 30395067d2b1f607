"""The writers: a document becomes the bytes of a file. Each is loaded when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.model.document import Document
from briefgen.model.template import Template

Sizes = Mapping[str, float]
Writer = Callable[[Document, Template, Sizes], bytes]


def _docx(document: Document, template: Template, sizes: Sizes) -> bytes:
    from briefgen.write.word.writer import to_docx  # noqa: PLC0415 - brings lxml

    return to_docx(document, template, sizes)


def _md(document: Document, template: Template, sizes: Sizes) -> bytes:
    from briefgen.write.markdown import to_markdown  # noqa: PLC0415 - as above, for docx alone

    del sizes
    return to_markdown(document, template)


#: Format (the ending of its files) -> what writes it.
WRITERS: Mapping[str, Writer] = {"docx": _docx, "md": _md}
