"""A rule on what still holds: nothing that was replaced or has expired is printed as current."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.chains import cited_excerpts
from briefgen.model.outline import Point
from briefgen.model.source import Excerpt
from briefgen.succession import cited_keys
from briefgen.text.figures import says_a_date


@rule("TIM002", Severity.WARNING)
def out_of_date(evidence: Evidence) -> Iterator[Diagnostic]:
    """A point cites what has expired, or what no longer holds, as if it did.

    An excerpt's `expires` says until when it may be relied on: a warning. What a point `replaces`
    no longer says how things stand, nor does what the replaced point rested on alone. Printing it
    as current is an error, with `change: correction` always; after an update it may be told as what
    was, with its date, or beside what replaced it. What only a replaced point rested on is a
    warning, unless that was a correction: it may hold still.

    Bad:
        source:  {==No vote has been held.==}{>>^b4 expires=2026-03-01<<}
        outline: No vote has been held [@report^b4].      # as_of: 2026-03-05

    Good:
        source:  {==No vote has been held.==}{>>^b4 expires=2026-03-26<<}
    """
    outline = evidence.brief.outline
    for point in outline.points:
        for excerpt in cited_excerpts(evidence.brief, point) if point.section != "gists" else ():
            severity = Severity.WARNING
            if _unsaid(evidence, point, excerpt):
                by = evidence.selection.superseded[excerpt.key]
                why = f"{by.key} {'corrects' if by.change == 'correction' else 'replaces'} it"
                sure = by.change == "correction" or by.replaces == excerpt.key
                severity = Severity.ERROR if sure else severity
            elif excerpt.expires and excerpt.expires.last < outline.as_of.last:
                why = f"it expired on {excerpt.expires.text}"
            else:
                continue
            yield out_of_date.at(
                point.place,
                f"{excerpt.key} is still cited, and {why}",
                "cite what holds now, or withdraw the point",
                about=point.key,
                severity=severity,
            )


def _unsaid(evidence: Evidence, point: Point, excerpt: Excerpt) -> bool:
    """Whether a point tells as current what another has replaced.

    A fill has it only where its query asks for what is superseded.
    """
    by = evidence.selection.superseded.get(excerpt.key)
    if by is None or by.key == point.key or point.excerpt is not None:
        return False
    anew, mine = cited_keys(by), cited_keys(point)
    told = any(says_a_date(p.text) for p in (point.text, *point.fields.values()) if p)
    past = point.date is not None or told
    return not (mine & (anew - {excerpt.key}) or (past and by.change != "correction"))
