"""What a template asks of the author's own sections: options, answers, judgements, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from briefgen.check.evidence import Evidence
from briefgen.check.statements import masked
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.outline import Point
from briefgen.patterns import late
from briefgen.places import Place

#: Likelihood words of the two ladders: ICD 203 (US, 2015) and PHIA (UK, March 2025).
_ICD = (
    *("almost no chance", "very unlikely", "unlikely", "roughly even chance"),
    *("likely", "very likely", "almost certain", "remote", "highly improbable", "improbable"),
    *("roughly even odds", "probable", "highly probable", "nearly certain"),
)
_PHIA = (
    *("remote chance", "highly unlikely", "unlikely", "realistic possibility"),
    *("likely", "probable", "highly likely", "almost certain"),
)
_LIKELIHOOD = late(
    r"(?<!\w)(?:(?:almost|very|highly|un)?\s*(?:likely|unlikely|probable|improbable|certain)"
    r"|remote chance|realistic possibility|roughly even|almost no chance)(?!\w)",
    re.IGNORECASE,
)
_CONFIDENCE = late(r"(?<!\w)(?:low|moderate|high) confidence(?!\w)", re.IGNORECASE)
_NO_COMMENT = late(r"(?<!\w)(?:no comment|kein Kommentar|pas de commentaire)", re.IGNORECASE)
_RUN_RATE = late(r"run[ -]?rate|annuali[sz]ed", re.IGNORECASE)
_REVENUE = late(r"(?<!\w)(?:revenues?|sales|turnover)(?!\w)", re.IGNORECASE)
#: Words a principal party may have for each of the other's (domain.md 4.9).
_FAIR = 1.5


@rule("TPL121", Severity.ERROR)
def costless_option(evidence: Evidence) -> Iterator[Diagnostic]:
    """An option has no stated cost.

    An option that seems to cost nothing has been chosen by whoever left its cost out.

    Bad:
        options:
          - option: Wait for the board.

    Good:
        options:
          - option: Wait for the board.
            cost: Less room before 1 April.
    """
    for point in evidence.selection.points:
        if point.section == "options" and "cost" not in point.fields:
            hint = "add `cost:`, even if it is small"
            yield costless_option.at(point.place, "the option has no cost", hint, about=point.key)


@rule("TPL122", Severity.ERROR)
def borrowed_recommendation(evidence: Evidence) -> Iterator[Diagnostic]:
    """A recommendation or an option is filled from a source.

    What the reader is asked to do is the author's own: a source's wish is a position.

    Bad:
        recommendation:
          - fill: positions/lines

    Good:
        recommendation: |
          That you offer both sides a meeting.
    """
    for point in evidence.selection.points:
        if point.section in ("recommendation", "options") and point.excerpt is not None:
            message = f"the {point.section.rstrip('s')} is taken from {point.excerpt.key}"
            hint = "write it in your own words, and cite what it rests on"
            yield borrowed_recommendation.at(point.place, message, hint, about=point.key)


@rule("TPL123", Severity.ERROR)
def no_comment(evidence: Evidence) -> Iterator[Diagnostic]:
    """An answer is "no comment".

    It is heard as "yes". Say what can be said, or who can answer.

    Bad:
        qa:
          - q: Did the board vote?
            a: No comment.

    Good:
        qa:
          - q: Did the board vote?
            a: That is for the board to say; it meets on 26 March.
    """
    for statement in evidence.statements:
        match = _NO_COMMENT.search(statement.prose.text)
        if match and statement.point.section in ("qa", "lines"):
            place, about = statement.place(match.start()), statement.point.key
            hint = "say what can be said, or who can answer"
            yield no_comment.at(place, f'"{match[0]}" is no answer', hint, about=about)


@rule("TPL124", Severity.ERROR)
def mixed_ladders(evidence: Evidence) -> Iterator[Diagnostic]:
    """Likelihood words of two ladders, or of none.

    "Highly likely" is 80 to 90 in the one, "very likely" 80 to 95 in the other: a page speaks in
    one (ICD 203 or PHIA). Looked at: `likelihood` of judgements.

    Bad:
        - {text: Both meet again., likelihood: very likely}
        - {text: The board votes., likelihood: highly likely}

    Good:
        - {text: Both meet again., likelihood: very likely}
        - {text: The board votes., likelihood: likely}
    """
    ladders: dict[str, str] = {}
    for point, word, place in _likelihoods(evidence):
        ladder = _ladder(word)
        other = next((w for known, w in ladders.items() if {known, ladder} == {"ICD", "PHIA"}), "")
        if not ladder:
            message, hint = f'"{word}" is a word of no ladder', f"use {', '.join(_ICD[:7])}"
            yield mixed_ladders.at(place, message, hint, about=point.key)
        elif other:
            message = f'"{word}" is a word of another ladder than "{other}"'
            yield mixed_ladders.at(place, message, "keep to one ladder", about=point.key)
        ladders.setdefault(ladder, word)


@rule("TPL125", Severity.ERROR)
def likelihood_with_confidence(evidence: Evidence) -> Iterator[Diagnostic]:
    """One sentence speaks of likelihood and of confidence.

    How likely it is and how good the basis is are two things; in one sentence they are read as
    one (ICD 203).

    Bad:
        We judge with low confidence that both are likely to meet.

    Good:
        - text: Both are likely to meet.
          confidence: low
    """
    for statement in evidence.statements:
        for sentence in re.split(r"(?<=[.!?])\s", masked(statement.prose)):
            if _CONFIDENCE.search(sentence) and _LIKELIHOOD.search(sentence):
                yield likelihood_with_confidence.at(
                    statement.place(),
                    "likelihood and confidence in one sentence",
                    "write the confidence under `confidence:`",
                    about=statement.point.key,
                )


@rule("TPL126", Severity.ERROR)
def unlabelled_interest(evidence: Evidence) -> Iterator[Diagnostic]:
    """An interest or an alternative is inferred, and the page does not say so.

    Only what a party has stated is its interest. What we infer says "inferred".

    Bad:
        interests: |
          - The lines fear for their calls.

    Good:
        interests: |
          - Inferred: the lines fear for their calls.
    """
    for point in evidence.selection.points:
        if point.slot not in ("interests", "alternatives", "needs") or point.text is None:
            continue
        stated = bool(point.citations()) and point.kind != "assessment"
        labelled = re.search(
            r"inferred|our reading|gefolgert|déduit", point.text.text, re.IGNORECASE
        )
        if not stated and not labelled:
            yield unlabelled_interest.at(
                point.text.place(),
                f"{point.slot} that no source states, and not called inferred",
                'cite where it is stated, or begin with "Inferred:"',
                about=point.key,
            )


@rule("TPL127", Severity.ERROR)
def unequal_space(evidence: Evidence) -> Iterator[Diagnostic]:
    """One principal party has more than half as much room again as the other.

    The first two parties of the outline are the principal ones. Both see the page: beyond three
    words to two it takes sides. Where one side has said more, `memo.note` says so.

    Bad:
        authority: sixty words; lines: twenty

    Good:
        memo: {mediator: {note: The lines have stated less than the authority.}}
    """
    outline = evidence.selection.brief.outline
    principal = [p.id for p in outline.parties[:2]]
    words = {id: _words(evidence, id) for id in principal}
    if len(principal) < 2 or evidence.selection.memo.get("note") or not any(words.values()):
        return
    (less, few), (more, many) = sorted(words.items(), key=lambda item: item[1])
    if many > few * _FAIR:
        names = {p.id: p.name for p in outline.parties}
        places = [s[3] for s in outline.sections if s[:2] == ("positions", more)]
        yield unequal_space.at(
            places[0] if places else outline.place,
            f"{names[more]} has {many} words, {names[less]} {few}: more than three to two",
            "shorten the one, add to the other, or say why under memo.TEMPLATE.note",
        )


@rule("TPL128", Severity.ERROR)
def undated_figure(evidence: Evidence) -> Iterator[Diagnostic]:
    """A figure of the exposure table has no date, or no source.

    Bad:
        exposure:
          - item: Cost a year
            figure: €6.2 million

    Good:
        exposure:
          - item: Cost a year
            figure: €6.2 million [@lines-letter-0211^l5]
            as_of: 2025
    """
    brief = evidence.selection.brief
    for point in evidence.selection.points:
        if point.section != "exposure":
            continue
        excerpts = [brief.excerpt(i.source, i.excerpt) for i in point.citations()]
        dated = "as_of" in point.fields or any(e and (e.as_of or e.date) for e in excerpts)
        if not dated or not point.citations():
            lacks = "no source" if dated else "no date"
            hint = "add `as_of:`, and cite the excerpt behind the figure"
            yield undated_figure.at(point.place, f"the figure has {lacks}", hint, about=point.key)


@rule("TPL129", Severity.ERROR)
def run_rate_as_revenue(evidence: Evidence) -> Iterator[Diagnostic]:
    """A run rate is called revenue.

    A run rate is a month times twelve; revenue is what came in.

    Bad:
        source:  {==a run rate of $19 billion==}{>>^e9<<}
        outline: Revenue is $19 billion [@gazette-0305^e9].

    Good:
        outline: A revenue run rate of $19 billion [@gazette-0305^e9].
    """
    for statement in evidence.statements:
        own = masked(statement.prose)
        match = _REVENUE.search(own)
        if match is None or _RUN_RATE.search(own):
            continue
        grounds = evidence.grounds(statement, match.start())
        if any(_RUN_RATE.search(g.text) for g in grounds if g.excerpt):
            yield run_rate_as_revenue.at(
                statement.place(match.start()),
                "the source speaks of a run rate, the memo of revenue",
                'write "run rate"',
                about=statement.point.key,
            )


def _likelihoods(evidence: Evidence) -> Iterator[tuple[Point, str, Place]]:
    for point in evidence.selection.points:
        prose = point.fields.get("likelihood")
        if point.section == "judgements" and prose is not None:
            yield point, " ".join(prose.text.casefold().split()).rstrip("."), prose.place()


def _ladder(word: str) -> str:
    """The only ladder that has a word; "both", or "" for none."""
    ladders: Mapping[tuple[bool, bool], str] = {
        (True, True): "both",
        (True, False): "ICD",
        (False, True): "PHIA",
    }
    return ladders.get((word in _ICD, word in _PHIA), "")


def _words(evidence: Evidence, party: str) -> int:
    """How many words the page gives to the positions of a party."""
    mine = [p for p in evidence.selection.points if (p.section, p.party) == ("positions", party)]
    texts = [t for p in mine for t in (p.text and masked(p.text), _exact(p)) if t]
    return sum(len(text.split()) for text in texts)


def _exact(point: Point) -> str:
    return point.excerpt.exact if point.excerpt and point.show in ("quote", "both") else ""
