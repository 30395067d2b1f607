"""The checksheet: every checkable word of the memo numbered, its source beside it, a box to tick.

After the custom of magazine checkers, who underline every fact on the galley (evidence.md 8): a
person holds each name, figure, date, quotation and attribution against the words of the source.
What is found there is set strong; what is not is said, never hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count

from briefgen.compose.behind import Behind, address, behind, cell, said, table
from briefgen.compose.checkable import Item, Reader
from briefgen.compose.clips import clip
from briefgen.compose.finding import Found, find
from briefgen.compose.inlines import Quotations
from briefgen.compose.references import short_name
from briefgen.model.brief import Selection
from briefgen.model.document import Block, Cell, Cite, Document, Heading, Paragraph, Text, plain
from briefgen.model.ground import Ground, ground
from briefgen.model.news import NO_EDITIONS, Standing
from briefgen.model.prose import Cited, CiteItem
from briefgen.model.source import Voice
from briefgen.model.template import Template
from briefgen.patterns import late

_COLUMNS = ("annex.number", "sheet.printed", "sheet.words", "sheet.where", "sheet.done")
_NUMBER = late(r"\[(\d+)\]")
_WIDTHS = (6.0, 32.0, 38.0, 19.0, 5.0)


def checksheet(
    selection: Selection,
    quotations: Quotations,
    template: Template,
    dropped: Collection[str],
    *,
    draft: bool = False,
    standing: Standing = NO_EDITIONS,
) -> Document:
    """The checksheet of a memo as it is printed, without the `dropped` points."""
    memo = behind(selection, quotations, template, dropped, draft=draft, standing=standing)
    blocks = list(_sections(memo))
    intro = memo.words.say("sheet.intro") if blocks else memo.words.say("sheet.none")
    return memo.document("sheet", [Paragraph("body", said(intro)), *blocks])


def _sections(memo: Behind) -> Iterator[Block]:
    """A table for each section of the page that has something to check."""
    numbers = count(1)
    reader = Reader(memo.brief)
    for heading, printed in [(memo.words.say("sheet.head"), _head(memo)), *memo.printed()]:
        rows = [
            _row(next(numbers), item, paragraph, memo, reader)
            for paragraph in printed
            for item in reader.items(paragraph)
            if not (item.kind == "attribution" and paragraph.style == "note")
        ]
        if rows:
            title = heading or memo.words.say("annex.sources")
            yield Heading(title, f"sheet.{title}")
            yield table(memo.words, title, _COLUMNS, _WIDTHS, rows)


def _head(memo: Behind) -> list[Paragraph]:
    """The title and the values of the header block."""
    texts = [memo.memo.title, *(value for _, value in memo.memo.fields)]
    return [Paragraph("body", (Text(text),)) for text in texts]


def _row(
    number: int, item: Item, printed: Paragraph, memo: Behind, reader: Reader
) -> tuple[Cell, ...]:
    text = plain(printed.inlines)
    shown = clip(text, [item.span], (0, len(text)), 50)
    kind = said(memo.words.say(f"sheet.{item.kind}"), "emphasis")
    beside, where = _evidence(item, printed, memo, reader)
    box = cell(said(memo.words.say("sheet.done")))
    return cell(said(str(number))), cell(shown, kind), beside, where, box


def _evidence(item: Item, printed: Paragraph, memo: Behind, reader: Reader) -> tuple[Cell, Cell]:
    """The words beside an item and where they stand: of what is cited for it, what fits best."""
    items = _cited_for(item, printed, memo)
    point = memo.points.get(printed.origin)
    known = [(i, g) for i in items if (g := ground(memo.selection, i, point)) is not None]
    if not known and printed.style == "note":
        return _entry(item, printed, memo)
    if not known:
        return cell(said(memo.words.say("sheet.own"))), cell()
    tried = [(find(item, passage, reader), cited, passage) for cited, passage in known]
    best = min(tried, key=lambda t: t[0].rank)
    return _words(*best, memo), _where(*best, item, memo)


def _entry(item: Item, printed: Paragraph, memo: Behind) -> tuple[Cell, Cell]:
    """What a word of the source note is held against: the source itself, under its number."""
    before = _NUMBER.findall(plain(printed.inlines)[: item.span[0]])
    source = memo.voicing.citer.cited.get(int(before[-1])) if before else None
    label = (Text(f"[{before[-1]}]", "strong"),) if before else ()
    where = cell(label, address(source.url) if source else ())
    return cell(said(memo.words.say("sheet.entry"))), where


def _cited_for(item: Item, printed: Paragraph, memo: Behind) -> tuple[CiteItem, ...]:
    """What a place on the page rests on: the first citation after it, else the last before it."""
    point = memo.points.get(printed.origin)
    if point is None:
        return ()
    proses = [p for p in (point.text, *point.fields.values()) if p is not None]
    groups = [piece.items for prose in proses for piece in prose.pieces if isinstance(piece, Cited)]
    whole = point.citations()
    own = whole[:1] if point.excerpt else ()
    groups += [(*own, *point.cite), point.cite]
    labels: dict[str, list[tuple[CiteItem, ...]]] = {}
    for group in groups:  # excerpts of one paragraph have one label: they come in their order
        labels.setdefault(memo.page.label(group), []).append(group)
    at, before = 0, whole
    for inline in printed.inlines:
        if isinstance(inline, Cite) and inline.label in labels:
            waiting = labels[inline.label]
            before = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if at >= item.span[0]:
                return before
        at += len(plain([inline]))
    return before


def _words(found: Found, cited: CiteItem, passage: Ground, memo: Behind) -> Cell:
    """The captured words, what answers the item set strong."""
    del cited
    text = passage.source.captured.text
    shown = clip(text, found.spans, found.within, 140)
    note = "" if found.spans else memo.words.say("sheet.absent")
    if found.date is not None:
        note = memo.words.say("sheet.marked", date=memo.words.day(found.date))
    return cell(shown, said(note, "emphasis"))


def _where(found: Found, cited: CiteItem, passage: Ground, item: Item, memo: Behind) -> Cell:
    """Citation, source, and what else the checker must know of it."""
    source = passage.source
    lines = [(Text(memo.label(cited).strip(), "strong"),), said(short_name(source))]
    if found.outside:
        lines.append(said(f"¶{source.captured.paragraph(found.spans[0][0])}"))
    if item.kind == "attribution" and passage.excerpt and passage.excerpt.speaker:
        speaker = memo.words.say("annex.speaker", who=passage.excerpt.speaker)
        own = passage.excerpt.voice is Voice.SPEAKER
        lines.append(said(speaker if own else f"{speaker}, {memo.words.say('annex.retold')}"))
    lines.append(said(memo.words.level(found.level), "emphasis"))
    return cell(*lines)
