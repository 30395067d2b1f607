"""Rules on balance: what the page does not say about a party is said to be missing."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule


@rule("BAL001", Severity.WARNING)
def no_stated_position(evidence: Evidence) -> Iterator[Diagnostic]:
    """A party stands under positions without a position that it stated.

    The memo prints "Not in the sources" there, which is honest. It may also mean that a tag or a
    source is missing, and a page that gives one side's words only is not balanced.

    Bad:
        positions:
          lines:
            claims: [{fill: claims/lines}]

    Good:
        positions:
          lines:
            stated: [{fill: positions/lines}]
            claims: [{fill: claims/lines}]
    """
    outline = evidence.selection.brief.outline
    stated = {p.party for p in outline.points if p.section == "positions" and p.slot == "stated"}
    names = {party.id: party.name for party in outline.parties}
    places = {
        party: place
        for section, party, _, place in reversed(outline.sections)
        if section == "positions" and party in names
    }
    for party, place in places.items():
        if party not in stated:
            yield no_stated_position.at(
                place,
                f"no stated position of {names[party]}: the memo says that there is none",
                f"tag an excerpt #positions/{party}, or write one under positions.{party}.stated",
            )
