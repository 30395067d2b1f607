"""Rules on time: what is printed says when, and still holds on the memo's day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefgen.check.evidence import Evidence, Said
from briefgen.diagnostics import Diagnostic, Fix, Severity, rule
from briefgen.model.chains import cited_excerpts
from briefgen.model.outline import Point
from briefgen.model.source import Excerpt
from briefgen.patterns import late
from briefgen.text.figures import says_a_date
from briefgen.text.relative import NOW, Relative, relative_dates, resolved

#: Section -> how many days old its newest evidence may be.
_FRESH = {"latest": 7, "bottom_line": 30, "positions": 30, "stakes": 60}
_RECENT = 7
_AHEAD = late(r"\b(?:will|next|due|upcoming|takes effect|deadline)\b", re.IGNORECASE)
_DEADLINE = late(
    r"\bwithin (?:the next )?(?:\d+|an?|\w+) ?-?(?:hours?|days?|weeks?|months?|years?)\b"
    r"(?!['’]? (?:of|from|after|since|before)\b)"
    r"|\b(?:\d+|\w+)-(?:day|week|month|year) (?:deadline|ultimatum)\b",
    re.IGNORECASE,
)


@rule("TIM001", Severity.WARNING)
def undated_now(evidence: Evidence) -> Iterator[Diagnostic]:
    """A sentence says "now" or "currently", and its evidence is not of these days.

    The page outlives its day. Say since when, or cite an excerpt whose `date` or `as_of` lies
    within a week of the memo's own.

    Bad:
        The fee is now in force [@gazette-0201^e1].

    Good:
        The fee has been in force since 1 April [@gazette-0201^e1].
    """
    today = evidence.brief.outline.as_of.last
    for said in evidence.said:
        match = NOW.search(said.text)
        dates = [d.last for e in said.excerpts for d in (e.as_of, e.date) if d]
        dates += [g.source.issued.last for g in said.grounds if g.source.issued]
        recent = any(abs((today - d).days) <= _RECENT for d in dates)
        if match and not recent and not says_a_date(said.text):
            yield undated_now.at(
                said.place(match.start()),
                f'"{match[0]}" needs a date: what is cited is not of these days',
                "say since when, or as of when",
                about=said.point.key,
            )


@rule("TIM003", Severity.WARNING)
def relative_date(evidence: Evidence) -> Iterator[Diagnostic]:
    """A weekday, or "last week", stands in our words without a date.

    On another day it means another day. `check --fix` adds the date where the cited excerpt has
    one. An excerpt that says "on Friday" and has no `date` is an info with the day that it means,
    counted from the date of its source: resolved, not stated.

    Bad:
        Talks stopped on Monday [@gazette-0305^e1].

    Good:
        Talks stopped on Monday 2 March [@gazette-0305^e1].
    """
    for said in evidence.said:
        if says_a_date(said.statement.prose.text):
            continue
        for found in relative_dates(said.text):
            day = _day_of(found, said)
            place = said.place(found.at)
            shown = f"{found.text} {day.day} {day:%B}" if day else ""
            yield relative_date.at(
                place,
                f'"{found.text}" says no date',
                f"write {shown}" if day else "write the date",
                about=said.point.key,
                fix=Fix(place, (found.text,), (shown,), words=True) if day else None,
            )
    if evidence.everything:
        yield from _undated_excerpts(evidence)


@rule("TIM005", Severity.WARNING)
def stale_section(evidence: Evidence) -> Iterator[Diagnostic]:
    """The newest evidence of a section is old.

    `latest` should rest on the last seven days, the bottom line and the positions on the last
    thirty, the stakes on the last sixty, counted back from `as_of`.

    Bad:
        as_of: 2026-03-05
        latest: |
          - Talks began [@gazette-0105^e1].       # issued 2026-01-05

    Good:
        latest: |
          - Talks stopped [@gazette-0305^e1].     # issued 2026-03-05
    """
    today = evidence.brief.outline.as_of.last
    sections: dict[str, list[tuple[Point, list[date]]]] = {}
    for point in evidence.selection.points:
        dates = list(_dates(evidence, point))
        if point.section in _FRESH and dates:
            sections.setdefault(point.section, []).append((point, dates))
    for section, cited in sections.items():
        age = (today - max(d for _, dates in cited for d in dates)).days
        if age > _FRESH[section]:
            yield stale_section.at(
                cited[0][0].place,
                f"the newest evidence of {section} is {age} days old",
                "look for newer sources, or say as of when this holds",
                about=cited[0][0].key,
            )


@rule("TIM006", Severity.WARNING)
def open_deadline(evidence: Evidence) -> Iterator[Diagnostic]:
    """A deadline has no start.

    "Within six months" of what? Never compute it from an order without a date. Say from when it
    runs, or that the source does not say.

    Bad:
        Agencies must leave within six months [@gazette-0305^e1].

    Good:
        Agencies must leave within six months of 27 February [@gazette-0305^e1].
    """
    for said in evidence.said:
        match = _DEADLINE.search(said.text)
        if match and not says_a_date(said.text):
            yield open_deadline.at(
                said.place(match.start()),
                f'"{match[0]}" has no start date',
                "say from when it runs, or that the source does not say",
                about=said.point.key,
            )


@rule("TIM008", Severity.INFO)
def perhaps_answered(evidence: Evidence) -> Iterator[Diagnostic]:
    """A newer excerpt may answer an open question.

    It carries a tag that an excerpt cited by the question carries, and is later than all of them.

    Bad:
        open_questions:
          - ask: |
              Will the board vote?
            cite: [report-0227^b4]               # #vote; gazette-0305^e9 is #vote, and later

    Good:
        open_questions:
          - ask: |
              Will the board vote?
            cite: [report-0227^b4, gazette-0305^e9]
    """
    for point in evidence.selection.points:
        if point.section != "open_questions" or "answer" in point.fields:
            continue
        cited = cited_excerpts(evidence.brief, point)
        tags = {t for e in cited for t in e.tags if "/" in t}
        last = max((d.last for e in cited if (d := e.date)), default=None)
        keys = {e.key for e in cited}
        for excerpt in evidence.excerpts:
            newer = last and excerpt.date and excerpt.date.first > last
            if newer and excerpt.key not in keys and tags & set(excerpt.tags):
                yield perhaps_answered.at(
                    point.place,
                    f"{excerpt.key} is newer than what this question cites: does it answer it?",
                    "add `answer:`, cite the excerpt too, or ask again",
                    about=point.key,
                )


@rule("TIM009", Severity.WARNING)
def date_passed(evidence: Evidence) -> Iterator[Diagnostic]:
    """A date that is told as ahead, or the date to decide by, has passed.

    Bad:
        as_of: 2026-03-05
        dates:
          - {date: 2026-03-01, what: The next meeting of the board [@report^b6].}

    Good:
        dates:
          - {date: 2026-03-26, what: The next meeting of the board [@report^b6].}
    """
    today = evidence.brief.outline.as_of.last
    for point in evidence.selection.points:
        text = " ".join(p.text for p in (point.text, *point.fields.values()) if p)
        ahead = point.section == "decide_by" or (
            point.section == "dates" and _AHEAD.search(text) is not None
        )
        if ahead and point.date and point.date.last < today:
            yield date_passed.at(
                point.place,
                f"{point.date.text} has passed on {evidence.brief.outline.as_of.text}",
                "say what happened, or withdraw the point",
                about=point.key,
            )


def _day_of(found: Relative, said: Said) -> date | None:
    """The day that an excerpt of the sentence gives for a weekday of ours."""
    days = [e.date.last for e in said.excerpts if e.date and e.date.exact]
    same = (d for d in days if found.weekday == d.weekday() and " " not in found.text)
    return next(same, None)


def _dates(evidence: Evidence, point: Point) -> Iterator[date]:
    for excerpt in cited_excerpts(evidence.brief, point):
        issued = evidence.brief.sources[excerpt.source].issued
        yield from (d.last for d in (excerpt.date, excerpt.as_of, issued) if d)


def _undated_excerpts(evidence: Evidence) -> Iterator[Diagnostic]:
    """Excerpts that say a weekday and have no date: the day that is meant, and how we know."""
    for excerpt in evidence.excerpts:
        found = next(relative_dates(excerpt.exact), None) if excerpt.date is None else None
        if found is not None:
            yield relative_date.at(
                excerpt.place,
                f'{excerpt.key} says "{found.text}" and has no date',
                _resolution(evidence, excerpt, found),
                about=excerpt.key,
                severity=Severity.INFO,
            )


def _resolution(evidence: Evidence, excerpt: Excerpt, found: Relative) -> str:
    issued = evidence.brief.sources[excerpt.source].issued
    if issued is None or not issued.exact:
        return "its source is undated: leave it open, or say that the day is inferred"
    day = resolved(found, issued.last)
    if day is None:
        return f"counted from {issued.text}, the date of its source"
    return f"add date={day.isoformat()} (resolved from {issued.text}, the date of its source)"
