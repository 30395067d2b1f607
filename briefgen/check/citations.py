"""Rules on citations: a point has one, it points to something, its reference is its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.check.statements import ground, is_judgement
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.brief import Selection
from briefgen.model.outline import Point
from briefgen.model.prose import CiteItem
from briefgen.model.source import Source
from briefgen.places import NOWHERE, Place
from briefgen.text.folding import fold_plain

#: Sections whose points state nothing that a source could carry.
ASKING = frozenset({"open_questions", "terms"})
#: A source of so few paragraphs is its own pinpoint.
_SHORT = 3


@rule("CIT001", Severity.ERROR)
def without_citation(evidence: Evidence) -> Iterator[Diagnostic]:
    """A point cites nothing.

    The memo's promise is that the exact words of a source stand behind every sentence. A point
    that is the author's own judgement (kind: assessment; recommendation, options, judgements,
    lines, avoid, gaps, common_ground, qa, decide_by) gets a warning; a question needs none.

    Bad:
        background:
          - |
            - Talks stopped on 2 March.

    Good:
        background:
          - |
            - Talks stopped on 2 March [@gazette-0305^e2].
    """
    for point in evidence.selection.points:
        if point.section in ASKING or point.citations() or point.text is None:
            continue
        own = is_judgement(point)
        yield without_citation.at(
            point.text.place(),
            "the judgement cites nothing" if own else "the point cites nothing",
            "say what it rests on: [@source^excerpt]",
            about=point.key,
            severity=Severity.WARNING if own else None,
        )


@rule("CIT002", Severity.ERROR)
def unknown_target(evidence: Evidence) -> Iterator[Diagnostic]:
    """A citation names a source or an excerpt that does not exist.

    A misspelt id would print a reference that leads nowhere, so it is refused, with the ids that
    do exist.

    Bad:
        The fee is final [@gazette-0305^e22].

    Good:
        The fee is final [@gazette-0305^e2].
    """
    for point, item in _cited(evidence.selection):
        source = evidence.selection.brief.sources.get(item.source)
        if source is None:
            known = list(evidence.selection.brief.sources)
            yield _unknown(point, item, f"no source {item.source}", item.source, known)
        elif item.excerpt and all(e.id != item.excerpt for e in source.excerpts):
            known = [e.id for e in source.excerpts if e.id]
            message = f"no excerpt {item.excerpt} in {item.source}"
            if any(e.id == item.excerpt for e in source.orphans):
                message += ": its words went when the source was captured again"
            yield _unknown(point, item, message, item.excerpt, known)


@rule("CIT008", Severity.ERROR)
def beyond_the_text(evidence: Evidence) -> Iterator[Diagnostic]:
    """A locator names a paragraph or a page that the source does not have.

    ¶ are counted as the source's `paragraphs` says (blank or line); pages come from the page
    breaks `{>>page iii<<}` of the source file.

    Bad:
        The fee is final [@gazette-0305, ¶ 99].

    Good:
        The fee is final [@gazette-0305, ¶ 1].
    """
    for point, item in _cited(evidence.selection):
        source = evidence.selection.brief.sources.get(item.source)
        if source and item.locator and ground(evidence.selection, _whole(item)) is None:
            yield beyond_the_text.at(
                _place(point, item),
                f"{item.source} has no {_located(item.locator)}",
                _extent(source),
                about=point.key,
            )


@rule("CIT005", Severity.ERROR)
def same_reference(evidence: Evidence) -> Iterator[Diagnostic]:
    """Two cited sources print as the same reference.

    A reader could not tell which of the two is meant. A reference is made of author, title,
    container-title or publisher, number and date: one of them must differ.

    Bad:
        two sources, both `title: Port fee talks stall` and `issued: 2026-03-05`

    Good:
        one of them with `container-title: The Gazette`
    """
    printed: dict[tuple[str, ...], Source] = {}
    for source in evidence.cited_sources:
        first = printed.setdefault(_reference(source), source)
        if first is not source:
            yield same_reference.at(
                source.place,
                f"{source.id} and {first.id} would print as the same reference",
                f"give one of them its own {_missing(source)}",
                about=source.id,
            )


@rule("CIT003", Severity.WARNING)
def no_pinpoint(evidence: Evidence) -> Iterator[Diagnostic]:
    """A statement of fact cites a whole source of many paragraphs.

    A reader who wants to see for himself needs the excerpt or the paragraph. Judgements, questions
    and people may cite a source as a whole.

    Bad:
        The fee is final [@gazette-0305].

    Good:
        The fee is final [@gazette-0305^e2].
        The fee is final [@gazette-0305, ¶ 3].
    """
    for said in evidence.said:
        for item in (i for p in said.items for i in p.items):
            source = evidence.brief.sources.get(item.source)
            long = source is not None and len(source.captured.paragraphs) > _SHORT
            if long and not item.excerpt and not item.locator:
                yield no_pinpoint.at(
                    _place(said.point, item),
                    f"{item.source} is cited as a whole",
                    'name the passage: `briefgen cite BRIEF "its words"` finds it',
                    about=said.point.key,
                )


@rule("CIT006", Severity.WARNING)
def bad_link(evidence: Evidence) -> Iterator[Diagnostic]:
    """A link cannot work: its address is none, its text fragment matches nothing, or it is bare.

    briefgen opens no page. It sees an address without http(s), a `#:~:text=` fragment whose words
    do not stand in the captured text, and an address typed into our own words.

    Bad:
        URL: example.org/port-fee

    Good:
        URL: https://example.org/port-fee
    """
    sources = evidence.brief.sources.values() if evidence.everything else evidence.cited_sources
    for source in sources:
        wrong = _wrong_link(source)
        if wrong:
            yield bad_link.at(source.place, wrong, "correct URL in the front matter",
                              about=source.id)  # fmt: skip
    for statement in evidence.statements:
        for piece in statement.prose.own_words():
            for match in re.finditer(r"https?://\S+", piece.text):
                yield bad_link.at(
                    statement.place(piece.at + match.start()),
                    f"a bare link in our words: {match[0]}",
                    "make it the URL of a source, and cite the source",
                    about=statement.point.key,
                )


def _wrong_link(source: Source) -> str:
    """What is wrong with the address of a source, or ""."""
    if not source.url:
        return ""
    if not re.match(r"(?:https?|mailto|doi):", source.url):
        return f"{source.id}: {source.url} is no web address"
    fragment = source.url.partition("#:~:text=")[2]
    if not fragment:
        return ""
    from urllib.parse import unquote  # noqa: PLC0415 - few addresses have a fragment

    words = fold_plain(unquote(fragment.split("&")[0].split(",")[0])).casefold()
    there = fold_plain(source.captured.text).casefold()
    if words not in there:
        return f'{source.id}: the text fragment "{words}" does not stand in the captured text'
    return ""


def _cited(selection: Selection) -> Iterator[tuple[Point, CiteItem]]:
    """Every citation that the author wrote, each once, with its point."""
    for point in selection.points:
        own = 1 if point.excerpt else 0
        yield from ((point, item) for item in dict.fromkeys(point.citations()[own:]))


def _place(point: Point, item: CiteItem) -> Place:
    return point.place if item.place == NOWHERE else item.place


def _unknown(
    point: Point, item: CiteItem, message: str, wanted: str, known: list[str]
) -> Diagnostic:
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near = get_close_matches(wanted, known, 1)
    listed = ", ".join(known[:20]) + (", ..." if len(known) > 20 else "")
    hint = f"did you mean {near[0]}? " if near else ""
    there = f"there are: {listed}" if known else "there is none to cite"
    return unknown_target.at(_place(point, item), message, hint + there, about=point.key)


def _whole(item: CiteItem) -> CiteItem:
    return CiteItem(item.source, "", item.locator, item.place)


def _located(locator: str) -> str:
    return f"¶ {locator}" if locator[:1].isdigit() else locator


def _extent(source: Source) -> str:
    pages = ", ".join(label for _, label in source.captured.pages)
    return f"it has ¶ 1 to {len(source.captured.paragraphs)}" + (pages and f", pages {pages}")


def _reference(source: Source) -> tuple[str, ...]:
    """What a reader could tell two references by: the variables that every form prints."""
    authors = "; ".join(a.literal or f"{a.given} {a.family}" for a in source.author)
    date = source.issued or source.accessed
    place = source.container_title or source.publisher
    numbers = (source.csl.get(name, "") for name in ("number", "authority", "section"))
    return (authors, source.title, place, date.text if date else "", *numbers)


def _missing(source: Source) -> str:
    """The first variable that the source leaves open, or its title."""
    names = ("author", "title", "container-title", "issued", "number")
    values = zip(names, _reference(source), strict=False)
    return next((name for name, value in values if not value), "title")
