"""Telling what is new: the line under the header, the marks on statements, the version in the foot.

Marks are words before anything else (NEW, UPDATED, CORRECTED), and a bar in the margin: a reader
who sees no colour and a program that reads aloud miss nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from briefgen.compose.wording import Wording
from briefgen.model.dates import parse_when
from briefgen.model.document import Block, Cell, Listing, Paragraph, Table, Text
from briefgen.model.news import MARKED, Entry, Standing
from briefgen.records import replace


def version(standing: Standing, words: Wording) -> str:
    """What the foot of the page says of the edition, `v3, replaces v2 of 3 March 2026`; or ""."""
    if not standing.number:
        return ""
    if standing.replaces is None:
        name = "version.first" if standing.given else "version.draft"
        return words.say(name, number=standing.number)
    old, date = standing.replaces
    name = "version.given" if standing.given else "version.draft_of"
    return words.say(name, number=standing.number, old=old, date=day(date, words))


def summary(standing: Standing, words: Wording) -> str:
    """The line under the header: what the memo replaces, how much has changed, and what most."""
    news = standing.news
    if news is None:
        return ""
    counts = [words.say(f"news.{c.value}", count=n) for c, n in news.counts.items()]
    replaces = standing.replaces is not None and standing.replaces[0] == news.since
    name = "replaces" if replaces and counts else "since" if counts else "nothing"
    name = f"news.{'rewritten' if news.rewritten else name}"
    told = ", ".join(counts)
    since = {"old": news.since, "date": day(news.date, words)}
    line = words.say(name, number=standing.number, counts=told, **since)
    return f"{line} {words.say('news.bottom_line')}" if news.bottom_line else line


def told(blocks: list[Block], standing: Standing, words: Wording, *, line: bool) -> list[Block]:
    """The blocks of a page with what is new marked, under a line that sums it up, if wanted."""
    news = standing.news
    head = [Paragraph("changes", (Text(summary(standing, words)),))] if line else []
    if news is None or news.rewritten:
        return [*head, *blocks]
    marker = _Marker({e.key: e for e in news.entries if e.change in MARKED}, words)
    return [*head, *(marker.block(block) for block in blocks)]


def day(date: str, words: Wording) -> str:
    """An ISO date as readers read it."""
    when = parse_when(date)
    return words.day(when) if when else date


class _Marker:
    """Marks paragraphs; counts, of each point, those that it has seen."""

    def __init__(self, entries: Mapping[str, Entry], words: Wording) -> None:
        self._entries, self._words = entries, words
        self._seen: dict[str, int] = defaultdict(int)

    def block(self, block: Block) -> Block:
        """A block, its paragraphs marked."""
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Listing(items=items):
                return replace(block, items=tuple(self._paragraphs(items)))
            case Table(rows=rows):
                marked = (
                    tuple(Cell(tuple(self._paragraphs(c.paragraphs))) for c in row) for row in rows
                )
                return replace(block, rows=tuple(marked))
            case _:
                return block

    def _paragraphs(self, found: Iterable[Paragraph]) -> Iterator[Paragraph]:
        return (self._paragraph(p) for p in found)

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph that differs gets a bar; the first of its point the word too."""
        entry = self._entries.get(paragraph.origin)
        if entry is None:
            return paragraph
        number = self._seen[paragraph.origin]
        self._seen[paragraph.origin] += 1
        if number not in entry.paragraphs:
            return paragraph
        word = self._words.say(f"mark.{entry.change.value}")
        mark = (Text(f"{word} ", "mark"),) if number == entry.paragraphs[0] else ()
        return replace(paragraph, inlines=(*mark, *paragraph.inlines), bar=True)
