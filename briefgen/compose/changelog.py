"""The change log of the annex: what the edition before said, what today's memo says, and why.

An update is no correction: the first was right on its day, the second was not, and says who was
given the wrong words. What only had no room is kept apart from what was withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.compose.behind import Behind, cell, said, table
from briefgen.compose.telling import day
from briefgen.model.cut import Dropped
from briefgen.model.document import Block, Cell, Heading, Inline, Paragraph
from briefgen.model.news import Change, Entry, Standing

_COLUMNS = ("log.change", "log.where", "log.was", "log.is", "log.why")
_WIDTHS = (15.0, 15.0, 25.0, 25.0, 20.0)  # the first holds `Zurückgezogen`


def changelog(memo: Behind, standing: Standing, dropped: Mapping[str, Dropped]) -> Iterator[Block]:
    """The log since the edition that a memo is compared with; nothing where it is with none.

    `dropped` is what the fit cut, by the keys of the points.
    """
    if standing.news is None:
        return
    news, words = standing.news.without(dropped), memo.words
    since = {"old": news.since, "date": day(news.date, words)}
    title = words.say("log.title", **since)
    yield Heading(title, "annex.log")
    rows = [_row(entry, memo, dropped) for entry in news.changed]
    if rows:
        yield table(words, title, _COLUMNS, _WIDTHS, rows)
    else:
        yield Paragraph("body", said(words.say("log.nothing", **since)))


def _row(entry: Entry, memo: Behind, dropped: Mapping[str, Dropped]) -> tuple[Cell, ...]:
    kind = memo.words.say(f"log.{entry.change.value}")
    strength = "strong" if entry.change is Change.CORRECTED else ""
    return (
        cell(said(kind, strength)),
        cell(said(_where(entry, memo))),
        cell(said(entry.was)),
        cell(said(entry.now)),
        cell(*_why(entry, memo, dropped)),
    )


def _where(entry: Entry, memo: Behind) -> str:
    parties = {p.id: p.name for p in memo.brief.outline.parties}
    party = parties.get(entry.party) or memo.words.say(f"party.{entry.party}")
    return ", ".join(filter(None, (memo.section(entry.section), party)))


def _why(
    entry: Entry, memo: Behind, dropped: Mapping[str, Dropped]
) -> Iterator[tuple[Inline, ...]]:
    """The reason, the sources that it rests on now, and who was given words that were wrong."""
    words = memo.words
    cut = dropped.get(entry.key)
    yield said(memo.cut(cut) if cut else words.say(f"log.why.{entry.why}") or entry.why)
    point = memo.points.get(entry.key)
    label = memo.voicing.citer.label(point.citations()) if point and entry.now else ""
    yield said(label.strip())
    for version, readers in entry.got:
        name = "log.got" if readers else "log.got.nobody"
        yield said(words.say(name, version=version, readers=", ".join(readers)))
