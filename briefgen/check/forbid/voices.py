"""Voices that a template may forbid: words that nobody, or nobody named, stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.check.speech import Sentence, Voiced
from briefgen.check.statements import Statement, masked
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.outline import Point
from briefgen.model.source import Excerpt
from briefgen.patterns import late

_SPOKEN = frozenset({"lines", "qa"})
_ASKING = frozenset({"open_questions"})  # a question states nothing
_NAMELESS = late(
    r"(?<!\w)(?:people|persons?|sources?|officials?|insiders?|someone|somebody|anonymous|unnamed"
    r"|aides?|Person(?:en)?|Kreise|Beamte\w*|Vertraute\w*|sources?|responsables?|proches?)(?!\w)",
    re.IGNORECASE,
)
_SEVERAL = late(
    r"(?<!\w)(?:both|two|three|several|many|all|beide|zwei|mehrere|deux|plusieurs)"
    r"(?: (?:the|of the|separate|independent))? "
    r"(?:sources?|articles?|papers?|outlets?|reports?|Quellen|Artikel|Zeitungen|journaux)(?!\w)",
    re.IGNORECASE,
)


@rule("TPL111", Severity.ERROR)
def unattributed_allegation(evidence: Evidence) -> Iterator[Diagnostic]:
    """An allegation stands on the page, and nobody is named who makes it.

    A claim of fault or motive in our own voice is ours. The excerpt's `kind: allegation`, or the
    point's, says what it is.

    Bad:
        The authority hid the report [@gazette-0305^e9].         (^e9 kind=allegation)

    Good:
        The authority hid the report, Sandvik said [@gazette-0305^e9].
    """
    for statement in evidence.statements:
        point = statement.point
        alleged = [e for e in _cited(evidence, point) if e.kind == "allegation"]
        if statement.field or point.section in _ASKING:
            continue
        if not (alleged or point.kind == "allegation"):
            continue
        if _voiced(evidence, statement, next(iter(alleged), None)) is Voiced.NOBODY:
            yield unattributed_allegation.at(
                statement.place(),
                "an allegation, and nobody is named who makes it",
                "name the speaker in the sentence: ..., Sandvik said",
                about=point.key,
            )


@rule("TPL112", Severity.ERROR)
def unattributed_quotation(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation stands on the page without the name of its speaker or source.

    Read aloud, the marks are gone: the words are then ours.

    Bad:
        The fee was called "daylight robbery" [@gazette-0305^e5].

    Good:
        Sandvik called the fee "daylight robbery" [@gazette-0305^e5].
    """
    for judged in evidence.judged:
        sentence = Sentence.around(judged.statement, judged.quoted)
        speech = evidence.speech
        named = speech.names_anybody(sentence) or speech.names_source(sentence)
        if not named and not judged.statement.point.party:
            yield unattributed_quotation.at(
                judged.place,
                f"{judged.shown} has no name beside it",
                "name the speaker, or the source, in the same sentence",
                about=judged.about,
            )


@rule("TPL113", Severity.ERROR)
def anonymous_opinion(evidence: Evidence) -> Iterator[Diagnostic]:
    """The opinion of somebody unnamed stands on the page.

    An unnamed person may give information; an opinion about an opponent has to be somebody's
    (the rule of the large news agencies).

    Bad:
        source:  {==The fee is mad==}{>>^e9 speaker="an official" kind=assessment<<}
        outline: An official called the fee mad [@gazette-0305^e9].

    Good:
        source:  {==The board meets on 26 March==}{>>^e9 speaker="an official" kind=fact<<}
        outline: The board meets on 26 March, an official said [@gazette-0305^e9].
    """
    for point in evidence.selection.points:
        for excerpt in _cited(evidence, point):
            opinion = excerpt.kind in ("assessment", "position", "allegation")
            if opinion and _nameless(evidence, excerpt):
                yield anonymous_opinion.at(
                    point.place,
                    f"the {excerpt.kind} of {excerpt.speaker}, who is not named",
                    "leave it out for these readers: `for: [...]`",
                    about=point.key,
                )


@rule("TPL114", Severity.ERROR)
def repeated_allegation(evidence: Evidence) -> Iterator[Diagnostic]:
    """A line to be spoken repeats an allegation.

    Who denies an allegation in its own words spreads it.

    Bad:
        lines: |
          - Nobody here hid a report [@gazette-0305^e9].         (^e9 kind=allegation)

    Good:
        lines: |
          - The report is before the board [@board-report-0227].
    """
    for point in evidence.selection.points:
        alleged = [e for e in _cited(evidence, point) if e.kind == "allegation"]
        if point.section in _SPOKEN and alleged:
            yield repeated_allegation.at(
                point.place,
                f"a spoken line rests on an allegation ({alleged[0].key})",
                "say what is so, without the words of the allegation",
                about=point.key,
            )


@rule("TPL115", Severity.ERROR)
def shortened_chain(evidence: Evidence) -> Iterator[Diagnostic]:
    """A chain of sources is cut to its first link.

    Who heard it through whom decides how good it is. The citation prints the chain where every
    link of `via` has a name, of an origin or of a source; else the sentence names the outlet.

    Bad:
        Okoye wrote that the fee is final [@gazette-0305^e9].        (^e9 via=letter, unknown)

    Good:
        origins:
          letter: {name: Letter to the board, seen: false}
    """
    for statement in evidence.statements:
        for excerpt in _cited(evidence, statement.point):
            if statement.field or all(_link_names(evidence, id) for id in excerpt.via):
                continue  # the citation prints the chain in words
            source = evidence.selection.brief.sources[excerpt.source]
            known = [source.title, source.container_title]
            known += [form for id in excerpt.via for form in _link_names(evidence, id)]
            if not _names_one(masked(statement.prose), [form for form in known if form]):
                yield shortened_chain.at(
                    statement.place(),
                    f"the chain of {excerpt.key} cannot be named ({', '.join(excerpt.via)})",
                    "declare the link under `origins`, or name the outlet in the sentence",
                    about=statement.point.key,
                )


@rule("TPL116", Severity.ERROR)
def one_origin(evidence: Evidence) -> Iterator[Diagnostic]:
    """Sources are counted that rest on one origin.

    Two articles that both cite one letter are one witness.

    Bad:
        Both articles say that the fee is final [@gazette-0305^e2; @herald-0305^h1].

    Good:
        The letter, as two articles print it, says that the fee is final [@letter-0211^l1].
    """
    sources = evidence.selection.brief.sources
    for statement in evidence.statements:
        match = _SEVERAL.search(masked(statement.prose))
        if statement.point.section == "conflicts":  # they are told apart there, not counted
            continue
        cited = dict.fromkeys(i.source for i in statement.point.citations() if i.source in sources)
        behind = [{*sources[id].via} for id in cited]
        excerpts = _cited(evidence, statement.point)
        for id, found in zip(cited, behind, strict=True):
            found.update(v for e in excerpts if e.source == id for v in e.via)
        shared = set.intersection(*behind) if len(behind) > 1 else set()
        if match and shared:
            yield one_origin.at(
                statement.place(match.start()),
                f'"{match[0]}" counts sources of one origin ({", ".join(sorted(shared))})',
                "name the origin, and count it once",
                about=statement.point.key,
            )


def _cited(evidence: Evidence, point: Point) -> list[Excerpt]:
    """The excerpts that a point prints or cites, each once."""
    brief = evidence.selection.brief
    found = [brief.excerpt(i.source, i.excerpt) for i in point.citations()]
    own = [point.excerpt] if point.excerpt else []
    return list({e.key: e for e in (*own, *found) if e is not None}.values())


def _voiced(evidence: Evidence, statement: Statement, excerpt: Excerpt | None) -> Voiced:
    text = masked(statement.prose)
    return evidence.speech.voiced(Sentence(text, len(text), len(text)), excerpt)


def _nameless(evidence: Evidence, excerpt: Excerpt) -> bool:
    """Whether the speaker is described and not named."""
    outline = evidence.selection.brief.outline
    known = {form for n in outline.names for form in (n.name, n.short, *n.also)}
    known |= {form for p in outline.parties for form in (p.name, *p.also)}
    return excerpt.speaker not in known and bool(_NAMELESS.search(excerpt.speaker))


def _link_names(evidence: Evidence, id: str) -> list[str]:
    """Every name of a link of a chain; none where it is no origin, and no source that is shown."""
    brief = evidence.selection.brief
    found = [f for o in brief.outline.origins if o.id == id for f in (o.name, *o.also)]
    source = brief.sources.get(id)
    found += [source.title, source.container_title] if source else []
    return [form for form in found if form]


def _names_one(text: str, forms: list[str]) -> bool:
    either = "|".join(map(re.escape, forms))
    return bool(forms) and bool(re.search(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE))
