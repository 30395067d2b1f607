"""Behind the memo: the frame of the documents that go with it, and the words that they use.

The evidence annex and the checksheet are for the person who gets asked "where does that come
from?" (reference: New Yorker and ICD 206 practice). They are made from the same selection as the
memo, carry its numbers, and never count on its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.compose import composed
from briefgen.compose.citing import Citer
from briefgen.compose.inlines import Quotations, Voicing
from briefgen.compose.references import SCHEMES
from briefgen.compose.wording import Wording
from briefgen.model.brief import Brief, Selection
from briefgen.model.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Link,
    Paragraph,
    Table,
    Text,
    paragraphs,
)
from briefgen.model.news import NO_EDITIONS, Standing
from briefgen.model.outline import Point
from briefgen.model.prose import CiteItem
from briefgen.model.template import Template
from briefgen.records import record, replace

#: What stands in a selection's captured text where a passage is withheld.
WITHHELD = "\ufffc"
ELISION = "[…]"

#: The English of both documents; a template's `wording` may say it otherwise, in any language.
ENGLISH: Mapping[str, str] = {
    "annex.kind": "Evidence annex",
    "annex.intro": "What stands behind each statement of the memo: the words of the source as "
    "captured, who says them, through whom we have them, and what we think of them.",
    "annex.numbers": "Numbers in brackets are those of the memo.",
    "annex.numbers.own": "Numbers in brackets are those of the sources at the end.",
    "annex.number": "No.",
    "annex.statement": "Statement, as printed",
    "annex.words": "Words of the source, as captured",
    "annex.from": "Who, when, how we have it",
    "annex.same": "as {{ number }}",
    "annex.quoted": "quoted: {{ level }}",
    "annex.paraphrase": "paraphrased",
    "annex.whole": "The whole source is cited.",
    "annex.nothing": "cites nothing",
    "annex.speaker": "said by {{ who }}",
    "annex.retold": "in the words of the source",
    "annex.via": "via {{ chain }}",
    "annex.kind_of": "{{ kind }}",
    "annex.grade": "grade {{ grade }}",
    "annex.as_of": "as of {{ date }}",
    "annex.expires": "stale after {{ date }}",
    "annex.ungraded": "not graded",
    "annex.translation": "translation by {{ by }}: {{ text }}",
    "log.title": "Changes since v{{ old }} of {{ date }}",
    "log.nothing": "Nothing has changed since v{{ old }} of {{ date }}.",
    "log.change": "Change",
    "log.where": "Where",
    "log.was": "Was",
    "log.is": "Is",
    "log.why": "Why, and on what it rests",
    "log.corrected": "Corrected",
    "log.new": "New",
    "log.updated": "Updated",
    "log.withdrawn": "Withdrawn",
    "log.dropped": "Dropped for space",
    "log.sources": "The words are the same; they rest on other sources.",
    "log.answered": "The question is answered.",
    "log.gone": "It is no longer said.",
    "log.room": "Other evidence came before it; it still stands.",
    "log.stale": "It is out of date.",
    "log.superseded": "Something newer took its place.",
    "log.elsewhere": "Another statement of the page rests on the same passage.",
    "log.got": "v{{ version }} said the old words; it was given to: {{ readers }}.",
    "log.got.nobody": "v{{ version }} said the old words; nobody is noted as its reader.",
    "annex.cut": "Cut to fit the page",
    "annex.cut.none": "Nothing was cut.",
    "annex.section": "Section",
    "annex.why": "Why",
    "annex.sources": "Sources",
    "annex.source": "Source",
    "annex.known": "What is known of it",
    "annex.grades": "Reliability A (best) to E, F: cannot be judged; credibility 1 (confirmed) to "
    "5, 6: cannot be judged.",
    "source.reliability": "Reliability {{ grade }}",
    "source.via": "Relays: {{ names }}",
    "source.seal": "Seal of the captured text: {{ seal }}",
    "source.accessed": "Accessed {{ date }}",
    "sheet.kind": "Checksheet",
    "sheet.intro": "Every name, figure, date, quotation and attribution of the memo, in the order "
    "of the page. Tick what you have found in the words of the source.",
    "sheet.head": "Title and header",
    "sheet.printed": "On the page",
    "sheet.words": "In the source",
    "sheet.where": "Where",
    "sheet.done": "☐",
    "sheet.name": "name",
    "sheet.figure": "figure",
    "sheet.date": "date",
    "sheet.quotation": "quotation",
    "sheet.attribution": "attribution",
    "sheet.own": "No source is cited here: see the outline.",
    "sheet.entry": "The source itself: see its title page.",
    "sheet.marked": "dated {{ date }} by us",
    "sheet.absent": "not in these words: read the passage",
    "sheet.none": "There is nothing to check on this page.",
    "sheet.count": "{{ count }} to check.",
}


@record
class Behind:
    """A memo as printed, and what the documents behind it need."""

    selection: Selection
    template: Template
    memo: Document
    page: Citer  # as the memo cites
    voicing: Voicing  # as these documents do: always by numbers, the memo's own
    words: Wording
    points: Mapping[str, Point]

    @property
    def brief(self) -> Brief:
        """What the readers of the memo may see, and nothing else."""
        return self.selection.brief

    def label(self, item: CiteItem) -> str:
        """The citation of one thing, numbered as on the memo: `[1¶13]`."""
        return self.voicing.citer.label((item,))

    def printed(self) -> Iterator[tuple[str, list[Paragraph]]]:
        """The memo's sections in order: heading, and every paragraph under it."""
        title, found = "", list[Paragraph]()
        for block in self.memo.blocks:
            note = isinstance(block, Paragraph) and block.style == "note"
            if isinstance(block, Heading) or note:
                yield title, found
                named = block.text if isinstance(block, Heading) else ""
                title, found = named or self.words.say("annex.sources"), []
            if not isinstance(block, Heading):
                found.extend(paragraphs([block]))
        yield title, found

    def document(self, kind: str, blocks: Sequence[Block]) -> Document:
        """A document with the memo's title and header, and its own name at the head of pages."""
        values = {**self.memo.values, "kind": self.words.say(f"{kind}.kind")}
        return replace(self.memo, blocks=tuple(blocks), values=values)


def behind(
    selection: Selection,
    quotations: Quotations,
    template: Template,
    dropped: Mapping[str, str],
    *,
    draft: bool = False,
    standing: Standing = NO_EDITIONS,
) -> Behind:
    """The memo without the `dropped` points, and its sources numbered as on it.

    What was cut goes on numbering where the memo ends. For footnotes stand numbers: the same
    citations in the same order, beside the words that they are for. Marks of what is new are left
    out: only what the foot of the page says of its edition is told here too.
    """
    if template.citations == "footnotes":
        template = replace(template, citations="numbered")
    told: dict[str, Any] = {"draft": draft, "standing": replace(standing, news=None)}
    memo, voicing = composed(selection, quotations, template, dropped=dropped, **told)
    strings = dict(template.wording)
    strings["en"] = {**ENGLISH, **strings.get("en", {})}
    words = Wording(strings, selection.brief.outline.lang)
    citer = Citer(selection.brief, words, numbers=dict(voicing.citer.numbers))
    page, voicing = voicing.citer, replace(voicing, citer=citer, words=words)
    points = {p.key: p for p in selection.points}
    return Behind(selection, template, memo, page, voicing, words, points)


def cell(*lines: tuple[Inline, ...], origin: str = "") -> Cell:
    """A cell of one paragraph for each line that says something; a dash if none does."""
    said = [line for line in lines if line] or [(Text("–"),)]
    return Cell(tuple(Paragraph("cell", line, origin) for line in said))


def said(text: str, style: str = "") -> tuple[Inline, ...]:
    """Words of ours as a line of a cell; nothing for ""."""
    return (Text(text, style),) if text else ()


def table(
    words: Wording,
    section: str,
    names: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[tuple[Cell, ...]],
) -> Table:
    """A table whose headings are the words called `names`."""
    headings = tuple(words.say(name) for name in names)
    described = words.say("table.described", columns=", ".join(headings))
    return Table(headings, tuple(widths), tuple(rows), section, described or section)


def readable(text: str) -> str:
    """Captured words on one line; what is withheld from these readers is an elision."""
    shown = "".join(ELISION if c == WITHHELD else c for c in text)
    while ELISION * 2 in shown:
        shown = shown.replace(ELISION * 2, ELISION)
    return " ".join(shown.split())


def address(url: str) -> tuple[Inline, ...]:
    """An address as a link where it is one that is opened."""
    return (Link(url, url),) if url.lower().startswith(SCHEMES) else said(url)
