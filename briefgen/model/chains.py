"""Chains: where a statement begins, through whom we have it, and whose it is.

Independence is counted over the roots of chains, never over files: two articles that quote one
letter are one origin. `via` is read from its beginning: `via=letter,gazette` says that the letter
is where it begins, and that the gazette passed it on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from briefgen.model.brief import Brief
from briefgen.model.outline import Point
from briefgen.model.source import Excerpt, Source, Voice
from briefgen.patterns import late

_ARTICLE = late(r"^(?:the|an?)\s+", re.IGNORECASE)
#: Speakers that are described and not named (Reuters' weakest kind of source).
_KINDS = (
    "persons?|people|sources?|officials?|insiders?|aides?|diplomats?|executives?|employees?"
    "|lawyers?|bankers?|staffers?|advisers?|advisors?"
)
_KIND = late(rf"\b(?:{_KINDS})\b", re.IGNORECASE)
_UNNAMED = late(
    r"\b(?:(?:un)?named|anonymous|unknown|undisclosed)\b"
    r"|\b(?:an?|one|two|three|four|several|some|other) (?:[\w'’-]+ ){0,3}?"
    rf"(?:{_KINDS})\b"
    r"|^(?:people|sources?|persons?|officials?|insiders?|lawyers|employees)\b(?!['’])",
    re.IGNORECASE,
)


def is_unnamed(speaker: str) -> bool:
    """Whether a speaker is described and not named: "two people briefed on the matter"."""
    return bool(_UNNAMED.search(speaker))


def describes(text: str, speaker: str) -> bool:
    """Whether a text tells an unnamed speaker for what it is: "the official had been told"."""
    ours, theirs = ({k.lower().rstrip("s") for k in _KIND.findall(t)} for t in (text, speaker))
    return bool(ours & theirs)


@lru_cache(maxsize=1024)  # the same names are compared for every excerpt, on every page that is set
def plain_name(name: str) -> str:
    """A name to compare by: no article, one case, single blanks."""
    return _ARTICLE.sub("", " ".join(name.split())).casefold()


def origin_id(brief: Brief, name: str) -> str:
    """The id of the origin or source that `name` means (id, name or `also`), else `name`."""
    if name in brief.sources:
        return name
    wanted = plain_name(name)
    for origin in brief.outline.origins:
        if wanted in {plain_name(form) for form in (origin.id, origin.name, *origin.also)}:
            return origin.id
    titles = (s.id for s in brief.sources.values() if plain_name(s.container_title) == wanted)
    return next(titles, name) if wanted else name


def origin_name(brief: Brief, id: str) -> str:
    """What a reader knows an origin or a source by."""
    named = next((o.name for o in brief.outline.origins if o.id == id), "")
    source = brief.sources.get(id)
    return named or ((source.container_title or source.title) if source else "") or id


def chain(brief: Brief, excerpt: Excerpt) -> tuple[str, ...]:
    """Every link of an excerpt's chain, where it begins first, its own source last."""
    return (*(origin_id(brief, name) for name in excerpt.via), excerpt.source)


def root(brief: Brief, source: str, excerpt: Excerpt | None = None) -> str:
    """Where a statement begins: the first link of its chain, else the source itself."""
    return chain(brief, excerpt)[0] if excerpt else source


def origins_behind(brief: Brief, source: Source) -> frozenset[str]:
    """Every origin that a source passes on, in a passage or as a whole."""
    relayed = (name for e in source.excerpts for name in e.via)
    return frozenset(origin_id(brief, name) for name in (*source.via, *relayed))


def party_of(brief: Brief, name: str) -> str:
    """The id of the party that a person or party of this name is, or belongs to; or "".

    A person may be said to belong to a party that the outline does not declare: that is "" too.
    """
    wanted = plain_name(name)
    if not wanted:
        return ""
    for person in brief.outline.names:
        if wanted in {plain_name(f) for f in (person.name, person.short, *person.also)}:
            return person.party if any(p.id == person.party for p in brief.outline.parties) else ""
    for party in brief.outline.parties:
        if wanted in {plain_name(f) for f in (party.id, party.name, *party.also)}:
            return party.id
    return ""


def speaker_of(brief: Brief, name: str) -> str:
    """One name for a speaker, whatever form a mark has: of the person, else the party's id."""
    wanted = plain_name(name)
    for person in brief.outline.names:
        if wanted in {plain_name(f) for f in (person.name, person.short, *person.also)}:
            return person.name
    return party_of(brief, name) or wanted


def cited_excerpts(brief: Brief, point: Point) -> tuple[Excerpt, ...]:
    """The excerpts that a point prints or cites."""
    own = (point.excerpt,) if point.excerpt else ()
    cited = (brief.excerpt(item.source, item.excerpt) for item in point.citations())
    return tuple({e.key: e for e in (*own, *cited) if e is not None}.values())


def roots_of(brief: Brief, point: Point) -> frozenset[str]:
    """The origins that a point rests on."""
    excerpts = cited_excerpts(brief, point)
    whole = (i.source for i in point.citations() if not i.excerpt and i.source in brief.sources)
    if point.excerpt and not point.excerpt.id:  # cited by its own range, not as a whole
        whole = (id for id in whole if id != point.excerpt.source)
    return frozenset([*(root(brief, e.source, e) for e in excerpts), *whole])


def grounds_of(brief: Brief, point: Point) -> Iterable[str]:
    """What a reader should know of a point's ground: single-origin, single-party, unnamed.

    What a party says under its own position has that party as its ground, and words quoted from a
    letter or a transcript (`voice: speaker`) have no better origin than it: to say so once more
    would tell the reader nothing.
    """
    if point.section == "conflicts":  # it tells how its origins differ
        return
    excerpts = cited_excerpts(brief, point)
    speakers = {speaker_of(brief, e.speaker) for e in excerpts}
    parties = {party_of(brief, e.speaker) for e in excerpts}
    is_own_position = bool(point.slot) and parties == {point.party}
    sources = (brief.sources.get(i.source) for i in point.citations())
    is_itself = all(s is not None and s.voice is Voice.SPEAKER for s in sources)
    if len(roots_of(brief, point)) == 1 and not is_own_position and not is_itself:
        yield "single-origin"
    if len(parties) == 1 and parties != {""} and not is_own_position:
        yield "single-party"
    if len(speakers) == 1 and is_unnamed(excerpts[0].speaker):
        yield "unnamed"
