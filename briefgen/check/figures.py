"""Rules on figures: ours stand in what we cite, with their hedge, their base and their date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence, Said
from briefgen.check.statements import Ground, is_judgement
from briefgen.diagnostics import Diagnostic, Fix, Rule, Severity, rule
from briefgen.model.chains import roots_of
from briefgen.patterns import late
from briefgen.records import replace
from briefgen.text.figures import Figure, figures, supports


@rule("NUM002", Severity.ERROR)
def unsupported_figure(evidence: Evidence) -> Iterator[Diagnostic]:
    """A figure or a date of ours stands in none of the excerpts that it cites.

    Looked for in the first citation after it, else in the last before it. A date that equals the
    excerpt's own `date` or `as_of` counts as standing in it: "on Friday" of the source is "on
    27 February" of the memo. A year may also be that of the source; the name of a month alone is
    not checked, nor is a question or a judgement that cites nothing. What is calculated is said
    in words.

    Bad:
        source:  {==Some 1,600 ships pay it.==}{>>^e8<<}
        outline: Some 600 ships pay the fee [@gazette-0305^e8].

    Good:
        outline: Some 1,600 ships pay the fee [@gazette-0305^e8].
    """
    for statement in evidence.statements:
        if is_judgement(statement.point) and not statement.prose.citations():
            continue  # "Two days of staff time": the author's own estimate
        for piece in statement.prose.own_words():
            for figure in figures(piece.text):
                at = piece.at + figure.at
                grounds = evidence.grounds(statement, at)
                if not grounds or _is_month(figure) or _stands(figure, grounds):
                    continue
                names = ", ".join(g.name for g in grounds)
                yield unsupported_figure.at(
                    statement.place(at),
                    f'"{figure.text.rstrip(".")}" does not stand in {names}',
                    "cite what has it, or give the excerpt its date=... or as_of=...",
                    about=statement.point.key,
                )


@rule("NUM003", Severity.WARNING)
def rounding_lost(evidence: Evidence) -> Iterator[Diagnostic]:
    """A figure is firmer with us than in the source: its "roughly" or "up to" is gone.

    `check --fix` puts the source's word before our figure.

    Bad:
        source:  {==The fee yields roughly €14 million.==}{>>^e6<<}
        outline: The fee yields €14 million [@gazette-0305^e6].

    Good:
        outline: The fee yields about €14 million [@gazette-0305^e6].
    """
    for said, figure in evidence.figures:
        if figure.is_date or not figure.keys or _HEDGED.search(said.text[: figure.at][-30:]):
            continue
        hedges = [_hedge_before(g.text, figure) for g in said.grounds]
        if hedges and all(hedges):
            place = said.place(figure.at)
            text = figure.text.rstrip(" .")
            yield rounding_lost.at(
                place,
                f'"{text}" is "{hedges[0]} {text}" in {said.grounds[0].name}',
                f'write "{hedges[0]} {text}"',
                about=said.point.key,
                fix=Fix(place, (text,), (f"{hedges[0].lower()} {text}",), words=True),
            )


@rule("NUM004", Severity.INFO)
def one_origin(evidence: Evidence) -> Iterator[Diagnostic]:
    """A figure that matters rests on one origin.

    Bad:
        stakes: The fee costs €6.2 million a year [@letter^l5].

    Good:
        stakes: The fee costs €6.2 million a year [@letter^l5; @report^b2].
    """
    for said, figure in evidence.figures:
        matters = said.point.section in {"stakes", "exposure"} and figure.unit in _AMOUNTS
        if matters and len(roots_of(evidence.brief, said.point)) == 1:
            yield one_origin.at(
                said.place(figure.at),
                f'"{figure.text.strip()}" has one origin',
                "look for a second one",
                about=said.point.key,
            )


@rule("NUM005", Severity.WARNING)
def no_baseline(evidence: Evidence) -> Iterator[Diagnostic]:
    """A change has no baseline; a percentage without a base is an info.

    "Up 36 per cent" since when, from what? "80 per cent" of what?

    Bad:
        The yield rose by 36 per cent [@report^b2].

    Good:
        The yield rose by 36 per cent from 2024 [@report^b2].
    """
    for said, figure in evidence.figures:
        if figure.unit != "%":
            continue
        change = _CHANGE.search(said.text)
        if change and not _BASELINE.search(said.text):
            message = f'"{change[0]}" by {figure.text.strip()}: since when, from what?'
            yield _finding_at(no_baseline, said, figure, message, "say from what, and since when")
        elif not change and not re.search(r"\bof\b", said.text):
            message = f'"{figure.text.strip()}" of what?'
            found = _finding_at(no_baseline, said, figure, message, "say of what")
            yield replace(found, severity=Severity.INFO)


@rule("NUM006", Severity.WARNING)
def undated_figure(evidence: Evidence) -> Iterator[Diagnostic]:
    """An amount of money or a share comes from an undated source, and has no date of its own.

    A figure carries its date. Give the excerpt `as_of=`, or say that the date is not known.

    Bad:
        source:  (no issued) {==The fee costs €6.2 million.==}{>>^l5<<}

    Good:
        source:  (no issued) {==The fee costs €6.2 million.==}{>>^l5 as_of=2025<<}
    """
    for said, figure in evidence.figures:
        if (
            figure.unit in _AMOUNTS
            and said.grounds
            and not any(g.dates or g.source.issued for g in said.grounds)
        ):
            names = ", ".join(g.name for g in said.grounds)
            message = f'"{figure.text.strip()}" has no date: {names} is undated'
            hint = "add as_of=... to the mark, or say that the date is not known"
            yield _finding_at(undated_figure, said, figure, message, hint)


def _hedge_before(text: str, figure: Figure) -> str:
    """The word that makes `figure` a rough one in a captured text, or ""."""
    for other in figures(text):
        if other.keys & figure.keys and (other.unit == figure.unit or not figure.unit):
            match = _HEDGED.search(text[max(0, other.at - 30) : other.at])
            return match[1] if match else ""
    return ""


def _finding_at(
    rule: Rule[[Evidence], Iterator[Diagnostic]], said: Said, figure: Figure, what: str, hint: str
) -> Diagnostic:
    return rule.at(said.place(figure.at), what, hint, about=said.point.key)


_AMOUNTS = frozenset({"$", "€", "£", "¥", "chf", "%"})
_HEDGED = late(
    r"\b(about|around|roughly|approximately|nearly|almost|some|up to|as (?:many|much) as|at least"
    r"|at most|more than|less than|rund|etwa|ungefähr|mindestens|höchstens|bis zu"
    r"|environ|plus de)\s+(?:[$€£]\s?)?$",
    re.IGNORECASE,
)
_CHANGE = late(
    r"\b(up(?! to)|down|rose|risen|fell|fallen|grew|grown|increased?|decreased?|dropped|climbed)\b",
    re.IGNORECASE,
)
_BASELINE = late(
    r"\b(from|since|compared|than|against|over|on the year|a year|per year)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def _stands(figure: Figure, grounds: tuple[Ground, ...]) -> bool:
    dates = [date for g in grounds for date in g.dates]
    if not (figure.day or figure.month):  # a year may be that of the source
        dates += [g.source.issued for g in grounds if g.source.issued]
    return supports(figure, [g.text for g in grounds], dates)


def _is_month(figure: Figure) -> bool:
    """Whether this is the name of a month alone: too vague to be held against a source."""
    return bool(figure.month) and not (figure.day or figure.year)
