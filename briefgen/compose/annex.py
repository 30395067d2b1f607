"""The evidence annex: behind each statement of the memo, the words of its sources.

what has changed -> statements, section by section -> what was cut -> the sources, all known
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.compose.behind import Behind, address, behind, cell, readable, said, table
from briefgen.compose.changelog import changelog
from briefgen.compose.inlines import Quotations, without_marks
from briefgen.compose.references import reference, short_name
from briefgen.compose.wording import Wording
from briefgen.model.brief import Selection
from briefgen.model.cut import Dropped
from briefgen.model.document import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Text,
)
from briefgen.model.ground import Ground, ground
from briefgen.model.news import NO_EDITIONS, Standing
from briefgen.model.outline import Point
from briefgen.model.prose import CiteItem
from briefgen.model.source import Excerpt, Source, Voice
from briefgen.model.template import Template
from briefgen.text.ladder import Level, judge

#: Sections whose points say nothing that a passage could be a paraphrase of.
ASKING = frozenset({"open_questions"})
_STATEMENTS = ("annex.number", "annex.statement", "annex.words", "annex.from")
_WIDTHS = (7.0, 29.0, 38.0, 26.0)
_CUTS = ("annex.section", "annex.statement", "annex.why")
_CUT_WIDTHS = (18.0, 52.0, 30.0)
_SOURCES = ("annex.number", "annex.source", "annex.known")
_SOURCE_WIDTHS = (8.0, 42.0, 50.0)


def annex(
    selection: Selection,
    quotations: Quotations,
    template: Template,
    dropped: Mapping[str, Dropped],
    *,
    draft: bool = False,
    standing: Standing = NO_EDITIONS,
) -> Document:
    """The annex of a memo; `dropped` is what the fit cut, by the keys of the points.

    It begins with the log of what has changed since the edition that `standing` compares with.
    """
    memo = behind(selection, quotations, template, dropped, draft=draft, standing=standing)
    blocks = [
        Paragraph("body", said(_intro(memo, template))),
        *changelog(memo, standing, dropped),
        *_statements(memo),
        *_cuts(memo, dropped),
        *_sources(memo),
    ]
    return memo.document("annex", blocks)


def _intro(memo: Behind, template: Template) -> str:
    """What the annex is, and whose numbers it shows."""
    own = "" if template.citations == "numbered" else ".own"
    return " ".join(map(memo.words.say, ("annex.intro", f"annex.numbers{own}")))


# -- statements --------------------------------------------------------------------------------


def _statements(memo: Behind) -> Iterator[Block]:
    number = 0
    for heading, printed in memo.printed():
        rows: list[tuple[Cell, ...]] = []
        for paragraph in printed:
            if paragraph.origin in memo.points:
                number += 1
                rows += _rows(str(number), paragraph, memo.points[paragraph.origin], memo)
        if rows:
            section = f"annex.{heading}"
            yield Heading(heading, section)
            yield table(memo.words, heading, _STATEMENTS, _WIDTHS, rows)


def _rows(
    number: str, printed: Paragraph, point: Point, memo: Behind
) -> Iterator[tuple[Cell, ...]]:
    """A row for each thing that a statement cites: 3a, 3b."""
    items = list(dict.fromkeys(point.citations()))
    if not items:
        nothing = said(memo.words.say("annex.nothing"))
        yield cell(said(number)), cell(printed.inlines), cell(nothing), cell()
    for index, item in enumerate(items):
        own = number if len(items) == 1 else number + _letter(index)
        same = memo.words.say("annex.same", number=number + _letter(0))
        statement = said(same) if index else printed.inlines
        found = ground(memo.selection, item, point)
        yield (
            cell(said(own)),
            cell(statement),
            cell(*_words(found, printed, point, memo)),
            cell(*_provenance(item, found, memo)),
        )


def _letter(index: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    before = _letter(index // 26 - 1) if index >= 26 else ""
    return before + chr(ord("a") + index % 26)


def _words(
    found: Ground | None, printed: Paragraph, point: Point, memo: Behind
) -> Iterator[tuple[Inline, ...]]:
    """The words that are cited, and how near to them the statement keeps."""
    words = memo.words
    if found is None:
        return
    captured = found.source.captured
    if (found.start, found.end) == (0, len(captured.text)):
        yield said(words.say("annex.whole"))
    else:
        shown = readable(found.text)
        shown = without_marks(shown, found.excerpt) if found.excerpt else shown
        yield (Quote(shown, *words.marks),)
    if found.excerpt and found.excerpt.translation:
        by, text = found.excerpt.translator or "?", found.excerpt.translation
        yield said(words.say("annex.translation", by=by, text=text))
    levels = [words.level(level.value) for level in _levels(found, printed)]
    if levels:
        yield said(words.say("annex.quoted", level=", ".join(levels)), "emphasis")
    elif point.section not in ASKING:
        yield said(words.say("annex.paraphrase"), "emphasis")


def _levels(found: Ground, printed: Paragraph) -> list[Level]:
    """The levels of the statement's quotations that stand here, each once, best first."""
    text, window = found.source.captured.text, [(found.start, found.end)]
    quotes = [i for i in printed.inlines if isinstance(i, Quote)]
    verdicts = [judge(q.words, text, window) for q in quotes]
    levels = {v.level for v in verdicts if not v.refused}
    return [level for level in Level if level in levels]


def _provenance(item: CiteItem, found: Ground | None, memo: Behind) -> Iterator[tuple[Inline, ...]]:
    """Whose words, through whom, when, of what grade, and where they stand."""
    label = Text(memo.label(item).strip(), "strong")
    yield (label, Text(f" {short_name(found.source)}")) if found else (label,)
    if found is None:
        return
    words, excerpt = memo.words, found.excerpt
    yield said(_voice(found, memo))
    chain = ", ".join(_names(excerpt.via, memo)) if excerpt else ""
    yield said(words.say("annex.via", chain=chain) if chain else "")
    if excerpt:
        yield said(", ".join(_times(excerpt, memo)))
    grade = _grade(found.source, excerpt)
    kind = words.say(f"kind.{excerpt.kind}") if excerpt and excerpt.kind else ""
    graded = words.say("annex.grade", grade=grade) if grade else words.say("annex.ungraded")
    yield said(", ".join(filter(None, (kind, graded))))


def _voice(found: Ground, memo: Behind) -> str:
    """Whose words the passage is: a speaker's, or the source's on what a speaker said."""
    excerpt, words = found.excerpt, memo.words
    retold = words.say("annex.retold")
    if excerpt is None or not excerpt.speaker:
        return retold
    spoken = words.say("annex.speaker", who=excerpt.speaker)
    return spoken if excerpt.voice is Voice.SPEAKER else f"{spoken}, {retold}"


def _names(ids: tuple[str, ...], memo: Behind) -> Iterator[str]:
    """The names of origins and sources; of what these readers may not see there is none."""
    origins = {o.id: o.name for o in memo.brief.outline.origins}
    for id in ids:
        source = memo.brief.sources.get(id)
        name = origins.get(id) or (source.title or source.container_title if source else "")
        if name:
            yield name


def _times(excerpt: Excerpt, memo: Behind) -> Iterator[str]:
    words = memo.words
    if excerpt.date:
        yield words.date(excerpt.date)
    if excerpt.as_of:
        yield words.say("annex.as_of", date=words.day(excerpt.as_of))
    if excerpt.expires:
        yield words.say("annex.expires", date=words.day(excerpt.expires))


def _grade(source: Source, excerpt: Excerpt | None) -> str:
    """Reliability and credibility, `B2`."""
    credibility = excerpt.credibility if excerpt else None
    return f"{source.reliability}{credibility or ''}"


# -- cuts and sources --------------------------------------------------------------------------


def _cuts(memo: Behind, dropped: Mapping[str, Dropped]) -> Iterator[Block]:
    """The log of what was cut to fit the page, and why."""
    title = memo.words.say("annex.cut")
    yield Heading(title, "annex.cut")
    rows = [
        (
            cell(said(memo.section(memo.points[key].section))),
            cell(memo.voicing.point(memo.points[key])),
            cell(said(memo.cut(cut))),
        )
        for key, cut in dropped.items()
        if key in memo.points
    ]
    if rows:
        yield table(memo.words, title, _CUTS, _CUT_WIDTHS, rows)
    else:
        yield Paragraph("body", said(memo.words.say("annex.cut.none")))


def _sources(memo: Behind) -> Iterator[Block]:
    """Every source that memo and log cite, with everything known of it."""
    cited = memo.voicing.citer.cited
    if not cited:
        return
    title = memo.words.say("annex.sources")
    yield Heading(title, "annex.sources")
    rows = [
        (
            cell(said(f"[{number}]")),
            cell(reference(source, memo.words)),
            cell(*_known(source, memo)),
        )
        for number, source in cited.items()
    ]
    yield table(memo.words, title, _SOURCES, _SOURCE_WIDTHS, rows)
    yield Paragraph("note", said(memo.words.say("annex.grades")))


def _known(source: Source, memo: Behind) -> Iterator[tuple[Inline, ...]]:
    words = memo.words
    kind = words.say(f"type.{source.type}")
    yield said(", ".join(filter(None, (kind, source.publisher))))
    for name, value in source.csl.items():
        yield said(_named(words.say(f"csl.{name}"), value, words))
    if source.accessed:
        yield said(words.say("source.accessed", date=words.day(source.accessed)))
    yield address(source.url)
    grade = words.say("source.reliability", grade=source.reliability) if source.reliability else ""
    yield said(_named(grade, source.descriptor, words))
    names = ", ".join(_names(source.via, memo))
    yield said(words.say("source.via", names=names) if names else "")
    yield said(words.say("source.seal", seal=source.seal[:12]) if source.seal else "")


def _named(name: str, value: str, words: Wording) -> str:
    """A value after its name; what there is where one of them is empty."""
    return words.say("source.named", name=name, value=value) if name and value else name or value
