"""Rules on the forms of names: words in a name's place, garbled outlets, house form, acronyms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.chains import origin_id, party_of
from briefgen.model.source import Source
from briefgen.patterns import late
from briefgen.text.garbled import alike, garbled

#: Acronyms that every reader of a memo knows.
_KNOWN = """
    AI CEO CFO CIA COO CTO EU EUR FAQ FBI GBP GDP GMT ID IT NATO NGO NSA OK PAC PDF TV UK UN US USA
    USD UTC VAT
"""
_ACRONYM = late(r"(?<![\w.-])[A-Z][A-Za-z]?[A-Z]{1,4}s?(?![\w-])")


@rule("NAM003", Severity.WARNING)
def confusable_word(evidence: Evidence) -> Iterator[Diagnostic]:
    """A source has a common word where a name may have stood.

    Machines that reword or hear put "cloud" for Claude. The words are listed under `confusable`
    of the name; a source that uses one is read again before it is believed.

    Bad:
        names:
          Calder: {confusable: [colder]}
        source:  The colder board met on Monday.

    Good:
        source:  The Calder board met on Monday.
    """
    for source in _sources(evidence):
        for name in evidence.brief.outline.names:
            for word in name.confusable:
                hits = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", source.captured.text))
                if not hits:
                    continue
                often = f" ({len(hits)} times)" if len(hits) > 1 else ""
                yield confusable_word.at(
                    source.captured.place(hits[0].start()),
                    f'"{word}" may stand for {name.name}{often}{_tagged(source, hits)}',
                    "compare with another source before you rely on this passage",
                    about=source.id,
                )


@rule("NAM004", Severity.INFO)
def many_names(evidence: Evidence) -> Iterator[Diagnostic]:
    """Our own words call one party by three names or more.

    A reader takes three names for three bodies. The house form is the party's `name`; the others
    belong in quotations.

    Bad:
        The Harbour Authority met. The port refused. The harbour board said no.

    Good:
        The Harbour Authority met, refused and said no.
    """
    ours = " ".join(piece.text for s in evidence.statements for piece in s.prose.own_words())
    for party in evidence.brief.outline.parties:
        forms = {
            re.sub(r"^(?:the|a) ", "", f, flags=re.IGNORECASE) for f in (party.name, *party.also)
        }
        used = Counter(f for f in forms if re.search(rf"\b{re.escape(f)}\b", ours))
        if len(used) > 2:
            yield many_names.at(
                party.place,
                f"{len(used)} names for {party.name}: {', '.join(sorted(used))}",
                f"the house form is {party.name}",
            )


@rule("NAM005", Severity.WARNING)
def unknown_acronym(evidence: Evidence) -> Iterator[Diagnostic]:
    """An acronym is used that the page does not explain.

    Write the name out once, with the acronym behind it in brackets, or register it under `also`
    or `short` of a name, a party or an origin.

    Bad:
        The CHA keeps the fee [@gazette-0305^e2].

    Good:
        The Calder Harbour Authority (CHA) keeps the fee [@gazette-0305^e2].
    """
    known = set(_KNOWN.split()) | evidence.registry.words
    for statement in evidence.statements:
        for piece in statement.prose.own_words():
            for match in _ACRONYM.finditer(piece.text):
                acronym = match[0].removesuffix("s")
                around = piece.text[: match.start()][-1:] + piece.text[match.end() :][:1]
                explained = around == "()" or acronym in known
                known.add(acronym)
                if not explained:
                    yield unknown_acronym.at(
                        statement.place(piece.at + match.start()),
                        f'"{acronym}" is not explained',
                        f"write the name out once, with ({acronym}) behind it",
                        about=statement.point.key,
                    )


@rule("NAM006", Severity.WARNING)
def garbled_outlet(evidence: Evidence) -> Iterator[Diagnostic]:
    """The name of an outlet is run together with other words, or lacks its article.

    That happens where a machine copied or reworded a text: the sentence around the name is not to
    be trusted either. The captured text stays as it is.

    Bad:
        source:  The GazetteCiting two officials, the radio says talks are off.

    Good:
        source:  Citing two officials, The Gazette says talks are off.
    """
    forms = [f for o in evidence.brief.outline.origins for f in (o.name, *o.also)]
    for source in _sources(evidence):
        for at, form, found in garbled(source.captured.text, forms):
            yield garbled_outlet.at(
                source.captured.place(at),
                f'the name of an outlet is garbled: "{found}" for {form}',
                "leave it as captured; cite the outlet itself if you can",
                about=source.id,
            )


@rule("NAM007", Severity.WARNING)
def nearly_registered(evidence: Evidence) -> Iterator[Diagnostic]:
    """A `speaker` or `via` is nearly a registered name, and is not.

    Chains and speakers are counted by their names: a misspelt one counts as one more origin.

    Bad:
        origins: {financial-times: {name: Financial Times}}
        source:  {==Talks are off.==}{>>^e1 via=finacial-times<<}

    Good:
        source:  {==Talks are off.==}{>>^e1 via=financial-times<<}
    """
    outline = evidence.brief.outline
    people = {f: f for n in outline.names for f in (n.name, n.short, *n.also) if f}
    for excerpt in evidence.excerpts:
        wrong = [(v, _origins(evidence)) for v in excerpt.via if not _is_origin(evidence, v)]
        if excerpt.speaker and not party_of(evidence.brief, excerpt.speaker):
            wrong.append((excerpt.speaker, people))
        for word, known in wrong:
            near = next((k for form, k in known.items() if form != word and alike(word, form)), "")
            if near and word not in people:
                yield nearly_registered.at(
                    excerpt.place,
                    f'"{word}" in {excerpt.key} is nearly {near}',
                    f"write {near}, or register {word}",
                    about=excerpt.key,
                )


@rule("NAM008", Severity.WARNING)
def unknown_link(evidence: Evidence) -> Iterator[Diagnostic]:
    """A `via` leads to an origin that nobody has registered.

    Chains are counted and printed by the names of `origins` and sources. A link that is neither
    counts as an origin of its own, and the page would print the word of the mark.

    Bad:
        source:  {==Talks are off.==}{>>^e1 via=ministry-paper<<}

    Good:
        origins:
          ministry-paper: {name: Paper of the ministry, seen: false}
    """
    seen = set[str]()
    for excerpt in evidence.excerpts:
        for word in excerpt.via:
            near = any(form != word and alike(word, form) for form in _origins(evidence))
            if word not in seen and not near and not _is_origin(evidence, word):
                seen.add(word)
                yield unknown_link.at(
                    excerpt.place,
                    f'"{word}" in {excerpt.key} is no origin and no source',
                    f"add {word} to origins, with its name",
                    about=excerpt.key,
                )


def _origins(evidence: Evidence) -> dict[str, str]:
    """Every form of an origin or a source, and the id that a mark says."""
    outline = evidence.brief.outline
    forms = {f: o.id for o in outline.origins for f in (o.id, o.name, *o.also)}
    titles = {s.container_title: s.id for s in evidence.brief.sources.values()}
    return titles | {id: id for id in evidence.brief.sources} | forms


def _is_origin(evidence: Evidence, name: str) -> bool:
    id = origin_id(evidence.brief, name)
    return id in evidence.brief.sources or any(id == o.id for o in evidence.brief.outline.origins)


def _sources(evidence: Evidence) -> tuple[Source, ...]:
    """All sources, or for a page those that it cites."""
    return tuple(evidence.brief.sources.values()) if evidence.everything else evidence.cited_sources


def _tagged(source: Source, hits: list[re.Match[str]]) -> str:
    """The excerpts that hold a hit, for a message."""
    ids = [e.id for e in source.excerpts if any(e.start <= h.start() < e.end for h in hits)]
    return f", in {', '.join(ids)}" if any(ids) else ""
