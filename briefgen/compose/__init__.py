"""Compose: a selection becomes the neutral document, once, section by section.

    header -> sections in the template's order -> source note

Citations are numbered as they are met on the page, so that the page decides the order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefgen.compose.citing import Citer
from briefgen.compose.forms import FORMS
from briefgen.compose.forms.tables import parties
from briefgen.compose.inlines import Quotations, Voicing
from briefgen.compose.last_lines import hold_last_lines
from briefgen.compose.notes import set_notes
from briefgen.compose.page import Page
from briefgen.compose.telling import told, version
from briefgen.compose.wording import Wording
from briefgen.model.brief import Selection
from briefgen.model.document import Block, Document, Heading, Paragraph
from briefgen.model.news import NO_EDITIONS, Standing
from briefgen.model.template import SectionSpec, Template
from briefgen.records import replace

__all__ = ["Quotations", "compose", "composed", "header_fields"]

#: Forms that are set without points.
_OWN_WORDS = frozenset({"sources", "changes", "sign-off"})
#: Forms whose rows are parties: each has its row, whether or not anything is in it.
_BY_PARTY = frozenset({"table", "matrix"})


def compose(
    selection: Selection,
    quotations: Quotations,
    template: Template,
    *,
    dropped: Collection[str] = (),
    draft: bool = False,
    standing: Standing = NO_EDITIONS,
) -> Document:
    """Compose the memo of `template`.

    `quotations` are the verdicts of the checker; `dropped` are keys of points that the fit cuts;
    a `draft` prints what was refused with a visible marker; `standing` says what is new in it.
    """
    return composed(
        selection, quotations, template, dropped=dropped, draft=draft, standing=standing
    )[0]


def composed(
    selection: Selection,
    quotations: Quotations,
    template: Template,
    *,
    dropped: Collection[str] = (),
    draft: bool = False,
    standing: Standing = NO_EDITIONS,
) -> tuple[Document, Voicing]:
    """The memo, as `compose` makes it, and the voicing that numbered its sources."""
    outline = selection.brief.outline
    words = Wording(template.wording, outline.lang)
    points = tuple(p for p in selection.points if p.key not in dropped)
    citer = Citer(selection.brief, words, template.citations)
    voicing = Voicing(selection.brief, quotations, citer, words, draft, template.mark)
    if standing.news:
        standing = replace(standing, news=standing.news.without(dropped))
    page = Page(selection, points, voicing, words, standing)
    blocks = [b for spec in template.sections for b in _section(spec, page)]
    if standing.news:
        own_line = all(spec.form != "changes" for spec in template.sections)
        blocks = told(blocks, standing, words, line=own_line)
    if citer.noted:
        blocks = set_notes(blocks, citer, words)
    blocks = hold_last_lines(blocks)
    document = Document(
        title=outline.title,
        lang=outline.lang,
        date=outline.as_of.last.isoformat(),
        fields=header_fields(selection, words, template.header),
        blocks=tuple(blocks),
        values=_values(selection, words, standing, draft=draft),
        draft=draft,
    )
    return document, voicing


def header_fields(
    selection: Selection, words: Wording, names: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """The header block: of the fields that the template names, those that have a value."""
    outline = selection.brief.outline
    parties = sorted((p.name for p in outline.parties), key=str.casefold)
    own = {"date": words.date(outline.as_of), "parties": "; ".join(parties), **selection.memo}
    return tuple((words.label(name), own[name]) for name in names if own.get(name))


def _section(spec: SectionSpec, page: Page) -> list[Block]:
    points = page.points_of(spec)
    by_party = spec.form in _BY_PARTY and bool(parties(spec, page))
    if spec.form == "sources":  # the source note begins with its own lead
        return FORMS[spec.form](spec, points, page)
    if points or by_party or spec.form in _OWN_WORDS:
        blocks = FORMS[spec.form](spec, points, page)
    elif "open_questions" in (spec.key, *spec.of):  # that none is open would be news
        blocks = [Paragraph("body", page.say("missing"))]
    else:
        return []
    return [Heading(spec.heading or page.words.heading(spec.key), spec.key), *blocks]


def _values(
    selection: Selection, words: Wording, standing: Standing, *, draft: bool
) -> dict[str, str]:
    outline = selection.brief.outline
    return {
        "title": outline.title,
        "as_of": words.date(outline.as_of),
        "kind": words.say("kind"),
        "version": version(standing, words) or selection.memo.get("version", ""),
        **{f"label.{name}": words.label(name) for name in ("as_of", "page", "of")},
        **({"draft": words.say("draft")} if draft else {}),
        **{f"memo.{k}": v for k, v in selection.memo.items()},
    }
