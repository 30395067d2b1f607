"""Rules on grades and likelihood: how far a reader may trust what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.chains import describes, is_unnamed, roots_of
from briefgen.patterns import late
from briefgen.text.likelihood import confidence, rows, terms

_CONFIRMED = late(r"\bconfirm(?:s|ed)\b", re.IGNORECASE)


@rule("GRD001", Severity.WARNING)
def ungraded(evidence: Evidence) -> Iterator[Diagnostic]:
    """A cited source has no reliability; an excerpt's missing credibility is an info.

    Reliability (A to E, F: cannot be judged) is the source's, credibility (1 to 5, 6: cannot be
    judged) the excerpt's. Neither follows from the other.

    Bad:
        title: Port fee talks stall

    Good:
        title: Port fee talks stall
        reliability: B
    """
    for source in evidence.cited_sources:
        if not source.reliability:
            yield ungraded.at(
                source.place,
                f"{source.id} is not graded",
                "add reliability: A to E, or F where it cannot be judged",
                about=source.id,
            )
        bare = [e for e in source.excerpts if e.credibility is None]
        if bare and evidence.everything:
            yield ungraded.at(
                source.place,
                f"{source.id}: {len(bare)} of {len(source.excerpts)} excerpts have no credibility",
                "add credibility=1 to 5, or 6 where it cannot be judged",
                about=source.id,
                severity=Severity.INFO,
            )


@rule("GRD002", Severity.WARNING)
def weak_alone(evidence: Evidence) -> Iterator[Diagnostic]:
    """A point rests on one weak passage, and the sentence does not say whose it is.

    Weak is a source of reliability E, or an excerpt of credibility 4 or 5. F and 6 mean "cannot
    be judged", not "bad". Attribute it to the source, or find a better one.

    Bad:
        The fee yields €14 million a year [@gazette-0305^e6].       # credibility=4

    Good:
        The fee yields about €14 million, according to The Gazette [@gazette-0305^e6].
    """
    for said in evidence.said:
        weak = [
            g
            for g in said.grounds
            if g.source.reliability == "E" or (g.excerpt and g.excerpt.credibility in (4, 5))
        ]
        whole = said.statement.prose.text
        if not weak or len(weak) < len(said.grounds) or evidence.speech.names_source(said.whole):
            continue
        if any(evidence.speech.names_speaker(said.whole, e) for e in said.excerpts):
            continue
        if said.point.section == "exposure":  # its `source` and `status` say how sure it is
            continue
        told = any(describes(said.text, e.speaker) for e in said.excerpts)
        if told or "according to" in whole:
            continue
        grade = f"{weak[0].source.reliability or '-'}{_credibility(weak[0].excerpt)}"
        yield weak_alone.at(
            said.place(),
            f"rests on {weak[0].name} alone, graded {grade}",
            "say whose it is (one article says ...), or cite a better source too",
            about=said.point.key,
        )


@rule("GRD003", Severity.ERROR)
def confirmed_by_itself(evidence: Evidence) -> Iterator[Diagnostic]:
    """Our words say "confirmed", and everything cited begins in one place.

    Two articles that quote one letter confirm nothing: origins are counted, not files. Where the
    source itself says that somebody confirmed it, the word is the source's. A second-hand excerpt
    of credibility 1 (confirmed by others) is a warning.

    Bad:
        The fee is confirmed [@gazette-0305^e1; @herald-0305^e1].      # both via=letter

    Good:
        The fee is confirmed [@letter^l1; @registry-note^n1].
    """
    for said in evidence.said:
        match = _CONFIRMED.search(said.text)
        if match is None or not said.grounds or len(roots_of(evidence.brief, said.point)) > 1:
            continue
        if not any(_CONFIRMED.search(g.source.captured.text) for g in said.grounds):
            yield confirmed_by_itself.at(
                said.place(match.start()),
                f'"{match[0]}", and everything cited has one origin',
                "cite a second origin, or say who says so",
                about=said.point.key,
            )
    for excerpt in evidence.excerpts if evidence.everything else ():
        if excerpt.credibility == 1 and (excerpt.via or is_unnamed(excerpt.speaker)):
            yield confirmed_by_itself.at(
                excerpt.place,
                f"{excerpt.key} is graded 1 (confirmed), and is second-hand or unnamed",
                "grade it 2 or 3, or tag the passage of the origin itself",
                about=excerpt.key,
                severity=Severity.WARNING,
            )


@rule("GRD004", Severity.WARNING)
def mixed_ladders(evidence: Evidence) -> Iterator[Diagnostic]:
    """Likelihood words come from two ladders, or likelihood and confidence share a sentence.

    ICD 203 has two rows of likelihood terms, the UK's PHIA one; a product keeps to one. How likely
    something is, and how good the basis is, are two sentences.

    Bad:
        It is highly likely, with moderate confidence, that they meet.

    Good:
        It is very likely that they meet. Our confidence is moderate.
    """
    known: frozenset[str] | None = None
    for statement in evidence.statements:
        if statement.point.section != "judgements":
            continue
        if statement.field == "confidence":
            continue
        found = terms(statement.prose.text)
        if found and confidence(statement.prose.text):
            yield mixed_ladders.at(
                statement.place(),
                f'"{found[0]}" and a confidence stand in one judgement',
                "say the confidence in a sentence of its own, or in `confidence:`",
                about=statement.point.key,
            )
        for term in found:
            shared = rows(term) if known is None else known & rows(term)
            if not shared:
                yield mixed_ladders.at(
                    statement.place(),
                    f'"{term}" is of another ladder than the words before it',
                    "keep to one row of ICD 203, or to the PHIA yardstick",
                    about=statement.point.key,
                )
            known = shared or known


def _credibility(excerpt: object) -> str:
    return str(getattr(excerpt, "credibility", None) or "-")
