"""Rules on sourcing: the reader learns whose statement it is, and through whom we have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence, Said
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.chains import describes, is_unnamed, origin_name, party_of, plain_name
from briefgen.model.source import Excerpt
from briefgen.patterns import late

#: Kinds of excerpt that are a party's own account of itself.
_OWN = frozenset({"position", "claim", "assessment"})
_ANSWERED = late(
    r"\b(respon\w+|repl\w+|den\w+|comment\w*|corroborat\w+|answer\w*)\b", re.IGNORECASE
)


@rule("ATT002", Severity.WARNING)
def chain_lost(evidence: Evidence) -> Iterator[Diagnostic]:
    """A statement is second-hand, and the sentence hides through whom we have it.

    Keep at least the two ends of a chain: the first speaker, and who saw or heard it. Where the
    source is named, a reader can judge how far to trust it. Once a point is enough.

    Bad:
        source:  {==The board has agreed, Okoye told aides.==}{>>^e1 via=minutes,radio<<}
        outline: The board has agreed [@gazette-0305^e1].

    Good:
        outline: The board has agreed, Okoye told aides, according to the radio [@gazette-0305^e1].
    """
    for said, excerpt in _once_a_point(evidence):
        if excerpt.via and not _shows_chain(evidence, said, excerpt):
            through = ", ".join(origin_name(evidence.brief, id) for id in excerpt.via)
            yield chain_lost.at(
                said.place(),
                f"second-hand: {excerpt.key} has it via {through}, and we do not say so",
                "name the speaker, or who passed it on (X wrote, in a letter that Y published)",
                about=said.point.key,
            )


@rule("ATT003", Severity.WARNING)
def unnamed_source(evidence: Evidence) -> Iterator[Diagnostic]:
    """A statement rests on an unnamed person alone, and the sentence does not say so.

    Unnamed sources are the weakest kind. Keep the source's own description and number exactly:
    "an official of the ministry", never "sources" for one person.

    Bad:
        source:  {==The minister may invite both sides.==}{>>^e1 speaker="an official"<<}
        outline: The minister may invite both sides [@note-0304^e1].

    Good:
        outline: The minister may invite both sides, an official said [@note-0304^e1].
    """
    for said, excerpt in _once_a_point(evidence):
        alone = len({e.speaker for e in said.excerpts}) == 1
        if alone and is_unnamed(excerpt.speaker) and not _discloses(said, excerpt):
            yield unnamed_source.at(
                said.place(),
                f"{excerpt.key} rests on {excerpt.speaker}, and the sentence does not say so",
                f"write: ..., {excerpt.speaker} said",
                about=said.point.key,
            )


@rule("ATT004", Severity.ERROR)
def allegation_as_fact(evidence: Evidence) -> Iterator[Diagnostic]:
    """An allegation stands in our own voice.

    A charge of fault or of motive is never ours: the same sentence says whose it is.

    Bad:
        source:  {==The port broke its word, Lind wrote.==}{>>^e1 speaker=Lind kind=allegation<<}
        outline: The port broke its word [@gazette-0305^e1].

    Good:
        outline: The port broke its word, Lind wrote [@gazette-0305^e1].
    """
    for said in evidence.said:
        for excerpt in said.excerpts:
            if excerpt.kind == "allegation" and not evidence.attributed(said, excerpt):
                whose = excerpt.speaker or "the source"
                yield allegation_as_fact.at(
                    said.place(),
                    f"an allegation of {whose} ({excerpt.key}) stands in our own voice",
                    f"say in the same sentence whose it is: {whose} alleges ...",
                    about=said.point.key,
                )


@rule("ATT005", Severity.WARNING)
def nobody_vouches(evidence: Evidence) -> Iterator[Diagnostic]:
    """An unnamed person is cited, and no outlet or author vouches for that person.

    Somebody spoke to "a person with knowledge": a newspaper, an agency, one of us. Without that,
    nobody can be asked.

    Bad:
        source:  no container-title, publisher or author
                 {==Talks are off.==}{>>^e1 speaker="a person with knowledge"<<}

    Good:
                 {==Talks are off.==}{>>^e1 speaker="a person with knowledge" via=gazette<<}
    """
    cited = _cited(evidence)
    for excerpt in evidence.excerpts if evidence.everything else cited.values():
        source = evidence.brief.sources[excerpt.source]
        outlet = excerpt.via or source.container_title or source.publisher or source.author
        if is_unnamed(excerpt.speaker) and not outlet:
            yield nobody_vouches.at(
                excerpt.place,
                f'nobody vouches for "{excerpt.speaker}" in {excerpt.key}: whose source is it?',
                "add via=... to the mark, or the container-title of the source",
                about=excerpt.key,
            )


@rule("ATT006", Severity.INFO)
def no_answer(evidence: Evidence) -> Iterator[Diagnostic]:
    """One party's allegation against another is printed, and nothing of the other's answer.

    Look for the other's version. Where there is none, say so: "no response is in the sources".

    Bad:
        - Okoye says that the lines broke their word [@gazette-0305^e1].

    Good:
        - Okoye says that the lines broke their word; they did not respond [@gazette-0305^e1].
    """
    answered = {party_of(evidence.brief, e.speaker) for e in _cited(evidence).values()}
    for said in evidence.said:
        for excerpt in said.excerpts:
            if excerpt.kind != "allegation" or _ANSWERED.search(said.statement.prose.text):
                continue
            for party in evidence.brief.outline.parties:
                own = party_of(evidence.brief, excerpt.speaker) == party.id
                forms = [party.name, *party.also]
                named = any(re.search(rf"\b{re.escape(f)}\b", said.text) for f in forms)
                if named and not own and party.id not in answered:
                    yield no_answer.at(
                        said.place(),
                        f"{excerpt.speaker}'s allegation against {party.name}, "
                        "and nothing of its answer",
                        "cite its answer, or say that no response is in the sources",
                        about=said.point.key,
                    )


@rule("ATT008", Severity.WARNING)
def party_as_narrator(evidence: Evidence) -> Iterator[Diagnostic]:
    """What a party says of itself stands outside its positions as if it were established.

    Background and stakes hold facts and reports. A party's position or claim there says whose it
    is.

    Bad:
        source:  {==The fee is fair.==}{>>^e1 speaker=Okoye kind=claim<<}
        background: The fee is fair [@gazette-0305^e1].

    Good:
        background: The fee is fair, Okoye says [@gazette-0305^e1].
    """
    for said in evidence.said:
        if said.point.section not in {"bottom_line", "latest", "background", "stakes"}:
            continue
        parties = {party_of(evidence.brief, e.speaker) for e in said.excerpts}
        for excerpt in said.excerpts if len(parties) == 1 else ():
            party = party_of(evidence.brief, excerpt.speaker)
            if not party or excerpt.kind not in _OWN or evidence.attributed(said, excerpt):
                continue
            if not _names_party(evidence, said, party):
                yield party_as_narrator.at(
                    said.place(),
                    f"the {excerpt.kind} of {excerpt.speaker} ({excerpt.key}) stands as a fact",
                    f"say whose it is: {excerpt.speaker} says ...",
                    about=said.point.key,
                )


def _cited(evidence: Evidence) -> dict[str, Excerpt]:
    return {e.key: e for said in evidence.said for e in said.excerpts}


def _once_a_point(evidence: Evidence) -> Iterator[tuple[Said, Excerpt]]:
    """Each excerpt once for each point that tells it."""
    seen: set[tuple[str, str]] = set()
    for said in evidence.said:
        for excerpt in said.excerpts:
            if (said.point.key, excerpt.key) not in seen:
                seen.add((said.point.key, excerpt.key))
                yield said, excerpt


def _shows_chain(evidence: Evidence, said: Said, excerpt: Excerpt) -> bool:
    """Whether the point names the speaker, a link of the chain, or the source."""
    whole = " ".join(s.text for s in evidence.said if s.statement is said.statement)
    links = [origin_name(evidence.brief, id) for id in excerpt.via]
    named = any(plain_name(link) in plain_name(whole) for link in links)
    shown = bool(evidence.speech.names_source(said.whole)) or named
    return shown or _discloses(said, excerpt) or evidence.attributed(said, excerpt)


def _discloses(said: Said, excerpt: Excerpt) -> bool:
    return describes(said.text, excerpt.speaker)


def _names_party(evidence: Evidence, said: Said, id: str) -> bool:
    party = next(p for p in evidence.brief.outline.parties if p.id == id)
    people = [f for n in evidence.brief.outline.names if n.party == id for f in (n.name, n.short)]
    forms = [f for f in (party.name, *party.also, *people) if f]
    return any(re.search(rf"(?<!\w){re.escape(f)}(?!\w)", said.text, re.IGNORECASE) for f in forms)
