"""What is said about a page: too long, not measurable, nearly full."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.fit.estimate import Estimate, Verdict
from briefgen.model.template import Template
from briefgen.places import Place


def findings(found: Estimate, template: Template, place: Place) -> Iterator[Diagnostic]:
    """Say what the verdict asks of a person; a page that fits asks nothing."""
    match found.verdict:
        case Verdict.OVER:
            yield too_long(found, template, place)
        case Verdict.UNKNOWN:
            yield not_measurable(found, place)
        case Verdict.TIGHT:
            yield nearly_full(found, template, place)
        case Verdict.FITS:
            return


def heading(section: str, template: Template) -> str:
    """What a message calls a section."""
    found = next((s.heading for s in template.sections if s.key == section), "")
    found = found or template.wording.get("en", {}).get(f"heading.{section}", "")
    return found or section.replace("_", " ").capitalize()


@rule("FIT001", Severity.ERROR)
def too_long(found: Estimate, template: Template, place: Place) -> Diagnostic:
    """The memo does not fit its page.

    Everything that the template lets go has been cut and the type is at its floor, and the memo
    still is too long. A second page with two lines on it is the first thing that a reader loses.

    Bad:
        bottom_line: |          # protected, two hundred words, on a page that is full without it
    Good:
        bottom_line: |          # sixty words; or `cut` of the template names more sections
    """
    kept = ", ".join(heading(s.key, template) for s in template.sections if s.protected)
    return too_long.at(
        place,
        f"the memo is about {_lines(found.lines_over)} too long for {_pages(template)}, "
        "at the smallest type and with everything cut that may be cut",
        f"shorten what the template protects ({kept or 'nothing'}), or let it cut more sections",
    )


@rule("FIT002", Severity.WARNING)
def not_measurable(found: Estimate, place: Place) -> Diagnostic:
    """Nobody knows whether the memo fits: its font, or its characters, are not measured.

    Line breaks are computed from the widths of characters. They are known for Calibri, Cambria,
    Arial, Times New Roman, Courier New and their free twins. Another font gets no guess, and
    nothing is cut.

    Bad:
        memo.docx whose style Body Text is set in Aptos
    Good:
        memo.docx whose style Body Text is set in Calibri
    """
    known = "Calibri, Cambria, Arial, Times New Roman, Courier New, or their free twins"
    check = "look at the pages, or build with --measure libreoffice"
    if found.fonts:
        fonts = ", ".join(found.fonts)
        message = f"cannot tell whether the memo fits: the widths of {fonts} are not known"
        return not_measurable.at(place, message, f"use {known} in memo.docx; or {check}")
    signs = "".join(dict.fromkeys(found.unmeasured))[:10]
    message = f"cannot tell whether the memo fits: too many characters without widths ({signs})"
    return not_measurable.at(place, message, check)


@rule("FIT003", Severity.WARNING)
def nearly_full(found: Estimate, template: Template, place: Place) -> Diagnostic:
    """The memo fits by less than the estimate can promise.

    Word processors break a line here and there differently. A page needs about two free lines to
    be sure of holding in all of them.

    Bad:
        a page that is full to its last line
    Good:
        a page with two lines free: shorten a point, or let the template cut one
    """
    return nearly_full.at(
        place,
        f"the memo fills {_pages(template)} to {found.fill:.1%}: it may run over in another "
        "word processor",
        "shorten a point by a line or two, or build with --measure libreoffice",
    )


def _lines(count: int) -> str:
    return "a line" if count == 1 else f"{count} lines"


def _pages(template: Template) -> str:
    return "its page" if template.page.pages == 1 else f"its {template.page.pages} pages"
