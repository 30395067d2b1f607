"""Compose: a selection becomes the neutral document, once, section by section.

    header -> sections in the template's order -> source note

Citations are numbered as they are met on the page, so that the page decides the order.
"""

from __future__ import annotations

from collections.abc import Collection

from briefgen.compose.citing import Citer
from briefgen.compose.inlines import Quotations, Voicing
from briefgen.compose.notes import set_notes
from briefgen.compose.sections import FORMS, Page
from briefgen.compose.wording import Wording
from briefgen.model.brief import Selection
from briefgen.model.document import Block, Document, Heading
from briefgen.model.outline import Point
from briefgen.model.template import SectionSpec, Template

__all__ = ["Quotations", "compose", "header_fields"]

#: Sections that are printed even when nothing is in them.
ALWAYS = frozenset({"open_questions", "sources"})


def compose(
    selection: Selection,
    quotations: Quotations,
    template: Template,
    *,
    dropped: Collection[str] = (),
    draft: bool = False,
) -> Document:
    """Compose the memo of `template`.

    `quotations` are the verdicts of the checker; `dropped` are keys of points that the fit cuts;
    a `draft` prints what was refused with a visible marker.
    """
    outline = selection.brief.outline
    words = Wording(template.wording, outline.lang)
    points = tuple(p for p in selection.points if p.key not in dropped)
    citer = Citer(selection.brief, words, template.citations)
    voicing = Voicing(selection.brief, quotations, citer, words, draft)
    page = Page(selection, points, voicing, words)
    blocks = [b for spec in template.sections for b in _section(spec, page)]
    if citer.noted:
        blocks = set_notes(blocks, citer, words)
    return Document(
        title=outline.title,
        lang=outline.lang,
        date=outline.as_of.last.isoformat(),
        fields=header_fields(selection, words),
        blocks=tuple(blocks),
        values=_values(selection, words),
        draft=draft,
    )


def header_fields(selection: Selection, words: Wording) -> tuple[tuple[str, str], ...]:
    """The header block: the labels that the wording knows, in its order, that have a value."""
    own = {"date": words.date(selection.brief.outline.as_of), **selection.memo}
    return tuple(
        (words.label(name), own[name]) for name in ("to", "from", "date", "for") if own.get(name)
    )


def _section(spec: SectionSpec, page: Page) -> list[Block]:
    points = page.points_of(spec)
    if not points and spec.key not in ALWAYS and not page.has_rows(spec):
        return []
    blocks = FORMS[spec.form](spec, points, page)
    if not blocks or spec.form == "sources":  # the source note begins with its own lead
        return list(blocks)
    return [Heading(spec.heading or page.words.heading(spec.key), spec.key), *blocks]


def _values(selection: Selection, words: Wording) -> dict[str, str]:
    outline = selection.brief.outline
    return {
        "title": outline.title,
        "as_of": words.date(outline.as_of),
        "kind": words.say("kind"),
        "version": selection.memo.get("version", ""),
        **{f"memo.{k}": v for k, v in selection.memo.items()},
    }


def printed_points(points: tuple[Point, ...], template: Template) -> tuple[Point, ...]:
    """The points that the sections of a template print."""
    keys = {s.key for s in template.sections}
    return tuple(p for p in points if p.section in keys)
