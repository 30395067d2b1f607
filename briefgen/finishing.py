"""Finishing: the files of a memo, written and read back, and what LibreOffice makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefgen.diagnostics import Diagnostic
from briefgen.fit import Fitted
from briefgen.model.template import Template
from briefgen.records import record, replace
from briefgen.verify import VERIFIERS
from briefgen.write import WRITERS

if TYPE_CHECKING:
    from briefgen.fit.measure import Measured


@record
class File:
    """The bytes of one format of a memo, or of what goes with it."""

    name: str
    format: str
    data: bytes
    template: Template
    fitted: Fitted
    laid_out: Measured | None = None

    def measured(self, found: Mapping[str, Measured]) -> File:
        """This file with what LibreOffice found; a PDF gets its bytes."""
        laid_out = found.get(self.template.name) if self.format != "md" else None
        if laid_out is None:
            return self
        data = laid_out.pdf if self.format == "pdf" else self.data
        return replace(self, data=data, laid_out=laid_out)


def write_files(
    pages: Sequence[tuple[Template, Fitted]], formats: Sequence[str], *, measure: bool
) -> tuple[list[File], list[Diagnostic]]:
    """Every file, and what was found when they were read back.

    A PDF is made from the Word file, and so is what LibreOffice measures.
    """
    made: list[File] = []
    differing: list[Diagnostic] = []
    from_docx = ["docx"] if measure or "pdf" in formats else []
    for template, fitted in pages:
        for format in dict.fromkeys([*formats, *from_docx]):
            data = b""
            if format in WRITERS:
                data = WRITERS[format](fitted.document, template, fitted.sizes)
                differing += VERIFIERS[format](data, fitted.document)
            made.append(File(f"{template.name}.{format}", format, data, template, fitted))
    return made, differing


def lay_out(files: Sequence[File], formats: Sequence[str], *, measure: bool) -> dict[str, Measured]:
    """What LibreOffice makes of the Word files: name of a template -> pages and PDF.

    `tempfile`, which it needs, is loaded only when it is asked.
    """
    if not measure and "pdf" not in formats:
        return {}
    from briefgen.fit.measure import measure_libreoffice  # noqa: PLC0415 - brings tempfile

    words = [f for f in files if f.format == "docx"]
    words = words if "pdf" in formats else words[:1]
    return {
        f.template.name: measure_libreoffice(f.data, date=f.fitted.document.date) for f in words
    }
