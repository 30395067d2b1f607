"""Rules on balance: whose words fill the page, and who is missing from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.chains import cited_excerpts, party_of
from briefgen.text.tags import matches


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


@rule("BAL004", Severity.WARNING)
def said_to_be_missing(evidence: Evidence) -> Iterator[Diagnostic]:
    """A party's cell would say "Not in the sources", and an excerpt is tagged for it.

    An empty cell of the table says so in words, and then it must be true. The excerpt may have
    been printed elsewhere, or no fill asks for it. A page without that column says nothing of it.

    Bad:
        positions:
          region: [{fill: positions/region}]     # and an excerpt carries #claims/region

    Good:
        positions:
          region:
            stated: [{fill: positions/region}]
            claims: [{fill: claims/region}]
    """
    outline = evidence.selection.brief.outline
    told = {(p.party, p.slot) for p in outline.points if p.section == "positions"}
    names = {party.id: party.name for party in outline.parties}
    rows = {
        party: place
        for section, party, _, place in reversed(outline.sections)
        if section == "positions" and party in names
    }
    excerpts = [e for s in evidence.selection.brief.sources.values() for e in s.excerpts]
    for (party, place), (slot, tag) in product(rows.items(), _TAGGED.items()):
        path = f"{tag}/{party}"
        tagged = [e.key for e in excerpts if any(matches(path, False, t) for t in e.tags)]
        if slot in evidence.slots and tagged and (party, slot) not in told:
            yield said_to_be_missing.at(
                place,
                f'"Not in the sources" would stand for {slot} of {names[party]}: {tagged[0]} is '
                f"tagged #{path}",
                f"write `{slot}: [{{fill: {path}}}]` under positions.{party}, or change the tag",
            )


#: What a cell of the positions table holds, and the tag of its excerpts.
_TAGGED = {"stated": "positions", "claims": "claims"}


@rule("BAL002", Severity.INFO)
def one_voice(evidence: Evidence) -> Iterator[Diagnostic]:
    """More than six in ten of the quoted words come from one party.

    Bad:
        ten quotations of the authority, one of the lines

    Good:
        about as many words of each, or a line that says why not
    """
    words: Counter[str] = Counter()
    for judged in evidence.judged:
        speaker = judged.excerpt.speaker if judged.excerpt else ""
        if judged.accepted:
            words[party_of(evidence.brief, speaker)] += len(judged.quoted.words.split())
    loudest, count = max(words.items(), key=lambda item: item[1], default=("", 0))
    share = count * 100 // max(sum(words.values()), 1)
    if loudest and share > _LOUD and len(evidence.brief.outline.parties) > 1:
        name = next(p.name for p in evidence.brief.outline.parties if p.id == loudest)
        yield one_voice.at(
            evidence.brief.outline.place,
            f"{share} % of the quoted words come from {name}",
            "quote the others too, or say in the memo that most words are one party's",
        )


@rule("BAL003", Severity.WARNING)
def one_side_of_a_conflict(evidence: Evidence) -> Iterator[Diagnostic]:
    """One side of a recorded conflict is printed, and the other is not.

    A conflict that is settled (`prefer`) needs one side only; where `both` are kept, the page
    shows both. An open one is CON001's.

    Bad:
        conflicts:
          - {text: The yield., members: [report^b2, gazette^e6], resolution: both, reason: ...}
        stakes: The fee yields about €14 million [@gazette^e6].

    Good:
        stakes: The fee yields €11.6 million [@report^b2]; about €14 million [@gazette^e6].
    """
    told = [p for p in evidence.selection.points if p.section not in {"conflicts", "gists"}]
    cited = {e.key: p for p in told for e in cited_excerpts(evidence.brief, p)}
    for entry in evidence.selection.conflicts:
        resolution = entry.fields.get("resolution")
        members = {e.key for e in cited_excerpts(evidence.brief, entry)}
        printed = sorted(members & set(cited))
        missing = sorted(members - set(cited))
        if printed and missing and resolution and resolution.text.strip() == "both":
            yield one_side_of_a_conflict.at(
                cited[printed[0]].place,
                f"{printed[0]} is printed, and the other side of its conflict is not: "
                f"{', '.join(missing)}",
                "cite both, or say `resolution: prefer` and why",
                about=cited[printed[0]].key,
            )


#: Percent of the quoted words that one party may have.
_LOUD = 60
