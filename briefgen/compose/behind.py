"""Behind the memo: the frame of the documents that go with it.

The evidence annex and the checksheet are for the person who gets asked "where does that come
from?" (reference: New Yorker and ICD 206 practice). They are made from the same selection as the
memo, carry its numbers, and never count on its pages. Their words are those of the template's
`wording` and of templates/companions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from briefgen.compose import composed
from briefgen.compose.citing import Citer
from briefgen.compose.inlines import Quotations, Voicing
from briefgen.compose.references import SCHEMES
from briefgen.compose.wording import Wording
from briefgen.model.brief import Brief, Selection
from briefgen.model.cut import Dropped
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

    def section(self, key: str) -> str:
        """The heading of a section, as on the memo."""
        headings = {s.key: s.heading for s in self.template.sections}
        return headings.get(key) or self.words.heading(key)

    def cut(self, dropped: Dropped) -> str:
        """Why the page had no room for a point."""
        name = "cut.lowest" if dropped.lowest else "cut.low"
        return self.words.say(name, weight=dropped.weight, section=self.section(dropped.section))

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
    dropped: Collection[str],
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
    words, page = voicing.words, voicing.citer
    citer = Citer(selection.brief, words, numbers=dict(page.numbers))
    voicing = replace(voicing, citer=citer)
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
    described = words.say("table.points", rows=len(rows), columns=", ".join(headings))
    return Table(headings, tuple(widths), tuple(rows), section, described)


def readable(text: str) -> str:
    """Captured words on one line; what is withheld from these readers is an elision."""
    shown = "".join(ELISION if c == WITHHELD else c for c in text)
    while ELISION * 2 in shown:
        shown = shown.replace(ELISION * 2, ELISION)
    return " ".join(shown.split())


def address(url: str) -> tuple[Inline, ...]:
    """An address as a link where it is one that is opened."""
    return (Link(url, url),) if url.lower().startswith(SCHEMES) else said(url)
