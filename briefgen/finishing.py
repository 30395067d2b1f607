"""Finishing: the files of a memo, written and read back, and what LibreOffice makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefgen.check import Quotations
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.fit import Fitted
from briefgen.model.document import Cite, Note, paragraphs, plain
from briefgen.model.template import Template
from briefgen.places import Place
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


@rule("FIT004", Severity.ERROR)
def too_many_pages(measured: Measured, template: Template, place: Place) -> Iterator[Diagnostic]:
    """LibreOffice lays the memo out on more pages than the template allows.

    Only `--measure libreoffice` asks; it confirms or refuses, and never changes a cut.

    Bad:
        briefgen build --measure libreoffice     # 2 pages where the template allows 1
    Good:
        weight: 20                               # on points that may be cut first
    """
    if measured.pages > template.page.pages:
        yield too_many_pages.at(
            place,
            f"{measured.by} lays {template.name} out on {measured.pages} pages, "
            f"{template.page.pages} allowed",
            "shorten a point, or give some a lower weight",
        )


@record
class Output:
    """One file of one memo, with its figures (design 5; `pages` and `fit` are None for md)."""

    brief: str
    template: str
    format: str
    path: str
    pages: int | None
    fit: str | None
    measured_by: str
    words: int
    citations: int
    quotations: Mapping[str, int]
    dropped: tuple[Mapping[str, str], ...]


def output(brief: str, shown: str, file: File, quotations: Quotations) -> Output:
    """The figures of one file; `shown` is its path as results give it."""
    fitted = file.fitted
    laid_out, by = file.format != "md", file.laid_out
    found = paragraphs(fitted.document.blocks)
    texts = [plain(p.inlines) for p in found]
    return Output(
        brief=brief,
        template=file.template.name,
        format=file.format,
        path=shown,
        pages=(by.pages if by else fitted.estimate.pages) if laid_out else None,
        fit=fitted.estimate.verdict.value if laid_out else None,
        measured_by=by.by if by else "estimate" if laid_out else "none",
        words=sum(len(text.split()) for text in [fitted.document.title, *texts]),
        citations=sum(isinstance(i, Cite | Note) for p in found for i in p.inlines),
        quotations=_levels(quotations, fitted),
        dropped=tuple(
            {"id": d.key, "section": d.section, "reason": d.reason} for d in fitted.dropped
        ),
    )


def _levels(quotations: Quotations, fitted: Fitted) -> dict[str, int]:
    """How many of the quotations on the page have each level."""
    gone = {d.key for d in fitted.dropped}
    shown = (v for (key, _, _), v in quotations.items() if key not in gone)
    return dict(sorted(Counter(v.level.value for v in shown).items()))
