"""Rules on conflicts: sources that disagree, and how the outline resolves it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Rule, Severity, rule
from briefgen.model.chains import cited_excerpts
from briefgen.model.conflict import Clash, Differs
from briefgen.model.outline import Point

_RESOLVE = "cite what you rely on, and record it: `briefgen check --propose` prints the entry"


@rule("QUO003", Severity.WARNING)
def worded_differently(evidence: Evidence) -> Iterator[Diagnostic]:
    """Two sources word one speaker's quotation differently.

    One of them is wrong, or both translate. Quote the better one, note the other under
    `conflicts`, or paraphrase; never blend them. Only long runs of words count: "all lawful
    purposes" and "any lawful use" are two phrases, whoever says them.

    Bad:
        source a:  "the single line in the contract that we were most worried about"
        source b:  "the only line in the contract that we were most worried about"

    Good:
        conflicts:
          - text: |
              Two wordings of one sentence.
            members: [a^e1, b^e1]
            resolution: prefer
            reason: a quotes the letter itself.
    """
    yield from _of(worded_differently, evidence, Differs.WORDS)


@rule("NUM001", Severity.WARNING)
def figures_differ(evidence: Evidence) -> Iterator[Diagnostic]:
    """Two sources give different figures for one thing, in one unit, as of one date.

    One thing is a fine tag that both excerpts carry (stakes/authority/yield), or a tag and most
    words of content. Figures whose `as_of` differ may both be right.

    Bad:
        report:   {==the fee would yield €11.6 million==}{>>^b2 #stakes/port/yield<<}
        gazette:  {==the fee brings in €14 million==}{>>^e6 #stakes/port/yield<<}

    Good:
        conflicts: [{text: The yield., members: [report^b2, gazette^e6], resolution: both, ...}]
    """
    yield from _of(figures_differ, evidence, Differs.FIGURE)


@rule("TIM004", Severity.WARNING)
def days_differ(evidence: Evidence) -> Iterator[Diagnostic]:
    """One event has two dates, or happened after the source that tells of it was published.

    Bad:
        gazette:  {==The lines sent their letter to the board.==}{>>^e1 date=2026-02-11<<}
        herald:   {==The lines sent the board their letter.==}{>>^h1 date=2026-02-13<<}

    Good:
        the same date in both, or an entry under `conflicts`
    """
    yield from _of(days_differ, evidence, Differs.DATE)
    for excerpt in evidence.excerpts if evidence.everything else ():
        issued = evidence.brief.sources[excerpt.source].issued
        told = excerpt.kind in {"reported", "claim", "allegation", "position"}
        if told and excerpt.date and issued and excerpt.date.first > issued.last:
            yield days_differ.at(
                excerpt.place,
                f"{excerpt.key} happened on {excerpt.date.text}, "
                f"after its source was published ({issued.text})",
                "correct one of the two dates",
                about=excerpt.key,
            )


@rule("ATT009", Severity.ERROR)
def who_did_it(evidence: Evidence) -> Iterator[Diagnostic]:
    """Two points give one deed to two subjects.

    No comparison of words sees it: "the lines refused the port" and "the port refused the lines"
    share every word. Give `subject`, `verb` and `object` to the points where it matters; an entry
    under `conflicts` with both passages settles it.

    Bad:
        - {text: The lines refused [@gazette^e1]., subject: lines, verb: refuse}
        - {text: The port refused [@herald^h1]., subject: authority, verb: refuse}

    Good:
        the second point corrected, or both under `conflicts`
    """
    points = {p.key: p for p in evidence.selection.points if p.deed}
    for clash in evidence.clashes.open:
        if clash.differs is Differs.ACTOR:
            second = [p for p in points.values() if clash.right.cite in _cites(p)]
            place = second[-1].place if second else clash.right.place
            yield who_did_it.at(
                place,
                f"sources disagree on who did it: {clash.what} "
                f"({clash.left.cite}, {clash.right.cite})",
                _RESOLVE,
                about=second[-1].key if second else "",
            )


@rule("TIM007", Severity.WARNING)
def planned_or_in_force(evidence: Evidence) -> Iterator[Diagnostic]:
    """One passage plans what another has in force.

    "Planned to designate" is no designation. A closed list of patterns finds the pair; a person
    judges it. Say on the page which it is, or ask.

    Bad:
        a:  {==The ministry planned to designate the port.==}{>>^e1<<}
        b:  {==They want the designation removed.==}{>>^h1<<}

    Good:
        open_questions:
          - ask: |
              Has the designation been issued?
            cite: [a^e1, b^h1]
    """
    yield from _of(planned_or_in_force, evidence, Differs.STATUS)


@rule("CON001", Severity.WARNING)
def conflict_not_shown(evidence: Evidence) -> Iterator[Diagnostic]:
    """A conflict is open, and the memo does not show it.

    Open is an entry without `resolution`, or with `needs-primary`. A reader sees it where a point
    or a question cites its members; otherwise the source note says it.

    Bad:
        conflicts: [{text: The yield., members: [report^b2, gazette^e6], resolution: needs-primary}]

    Good:
        open_questions:
          - {ask: Which yield is right?, cite: [report^b2, gazette^e6]}
    """
    shown = {e.key for p in evidence.selection.points if p.section not in {"conflicts", "gists"}
             for e in cited_excerpts(evidence.brief, p)}  # fmt: skip
    for entry in evidence.selection.conflicts:
        resolution = entry.fields.get("resolution")
        members = {e.key for e in cited_excerpts(evidence.brief, entry)}
        is_open = resolution is None or resolution.text.strip() == "needs-primary"
        if is_open and not members <= shown:
            yield conflict_not_shown.at(
                entry.place,
                "an open conflict is not shown in the memo",
                f"ask about it under open_questions, citing {', '.join(sorted(members))}",
                about=entry.key,
            )


@rule("CON002", Severity.INFO)
def resolved_without_reason(evidence: Evidence) -> Iterator[Diagnostic]:
    """A conflict is resolved, and nothing says why.

    Bad:
        conflicts: [{text: The yield., members: [report^b2, gazette^e6], resolution: prefer}]

    Good:
        conflicts: [{..., resolution: prefer, reason: The report is the original.}]
    """
    for entry in evidence.selection.conflicts:
        resolution = entry.fields.get("resolution")
        if (
            resolution
            and resolution.text.strip() != "needs-primary"
            and "reason" not in entry.fields
        ):
            yield resolved_without_reason.at(
                entry.place,
                f"resolved ({resolution.text.strip()}) without a reason",
                "add reason: and why",
                about=entry.key,
            )


def _of(
    rule: Rule[[Evidence], Iterator[Diagnostic]], evidence: Evidence, differs: Differs
) -> Iterator[Diagnostic]:
    """The open clashes of one kind, at the side of the less reliable source."""
    for clash in evidence.clashes.open:
        if clash.differs is differs and (evidence.everything or _concerns(evidence, clash)):
            worse = max(clash.sides, key=lambda s: (s.source.reliability or "C", s.source.id))
            better = clash.left if worse is clash.right else clash.right
            yield rule.at(
                worse.place,
                f"{worse.cite} and {better.cite} differ: {clash.what}",
                _RESOLVE,
                about=(worse.excerpt.key if worse.excerpt else worse.source.id),
                detail=clash.detail,
            )


def _concerns(evidence: Evidence, clash: Clash) -> bool:
    """Whether the page cites a passage of the clash and no question of the page names both."""
    cited = evidence.cited_excerpts
    return any(s.excerpt is not None and s.excerpt.key in cited for s in clash.sides)


def _cites(point: Point) -> set[str]:
    items = point.citations()
    return {f"{i.source}^{i.excerpt}" if i.excerpt else f"{i.source}, ¶ {i.locator}" for i in items}
