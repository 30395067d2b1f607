"""References: how a source is named once, short and complete (design, "Chosen parts").

Our own wording of CSL items, in the order that the Chicago Manual (17th ed., 14) names them:
author, title, where it appeared, number or court, date. No quotation marks: in a memo those
stand around quotations only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from briefgen.compose.wording import Wording
from briefgen.model.document import Inline, Link, Text
from briefgen.model.source import PersonName, Source
from briefgen.records import replace

#: A short title has so many words at most, and does not end with one of these.
_SHORT = 5
_WEAK = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
SCHEMES = ("http://", "https://", "mailto:")


def reference(source: Source, words: Wording, url: str = "") -> tuple[Inline, ...]:
    """A source as the source note names it: `Mara Lind, Port fee talks stall, The Gazette, ...`.

    `url` is where its title leads, if not to the source's own address.
    """
    parts = _PARTS.get(source.type, _general)(replace(source, url=url or source.url), words)
    return _listed(parts)


def short_reference(source: Source, words: Wording, url: str = "") -> tuple[Inline, ...]:
    """A source that was named before: `Lind, Port fee talks`; a case by its name alone."""
    del words
    named = replace(source, url=url or source.url, title=short_title(source))
    if source.type == "legal_case":
        return _listed([_title(named, "emphasis")])
    author = source.author[0] if source.author else PersonName()
    who = author.family or author.literal or source.container_title or source.publisher
    return _listed([Text(who), _title(named)])


def _shortened(title: str) -> str:
    """The first words of a title, up to its first stop, five at most."""
    words = re.split(r"[:;.?!–—]\s|\s[–—]\s", title)[0].split()
    while len(words) > _SHORT or (len(words) > 1 and words[-1].lower() in _WEAK):
        words.pop()
    return " ".join(words) or title


def _listed(parts: Iterable[Inline]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for part in filter(_says_something, parts):
        found.extend([Text(", "), part] if found else [part])
    return tuple(found)


def short_name(source: Source) -> str:
    """What a source is called in a sentence: where it appeared, else its author, else its title.

    A short form that the source gives goes first: `container-title-short`, or `title-short` of what
    appeared nowhere.
    """
    author = source.author[0] if source.author else PersonName()
    csl, container = source.csl, source.container_title
    where = csl.get("container-title-short", "") or container or csl.get("title-short", "")
    named = where or author.literal or author.family or source.publisher
    return named or short_title(source)


def short_title(source: Source) -> str:
    """Its `title-short`, else the first words of its title."""
    title = source.csl.get("title-short", "")
    return title or _shortened(source.title.split(" (")[0]) or source.id


def person(name: PersonName) -> str:
    """A name as it is read: given name first."""
    return name.literal or f"{name.given} {name.family}".strip()


def _says_something(inline: Inline) -> bool:
    return isinstance(inline, Text | Link) and bool(inline.text)


def _authors(source: Source, words: Wording) -> Text:
    names = [person(n) for n in source.author]
    both = f" {words.say('and') or 'and'} "
    return Text(f"{names[0]} et al." if len(names) > 2 else both.join(names))


def _title(source: Source, style: str = "") -> Inline:
    if source.url.lower().startswith(SCHEMES):
        return Link(source.title, source.url, style)
    return Text(source.title, style)


def _date(source: Source, words: Wording) -> Text:
    if source.issued is not None:
        return Text(words.day(source.issued))
    undated = words.say("undated")
    if source.accessed is not None:
        return Text(f"{undated}, {words.say('accessed', date=words.day(source.accessed))}")
    return Text(undated)


def _general(source: Source, words: Wording) -> list[Inline]:
    """Newspaper, web page, report, broadcast, and whatever has no form of its own."""
    place = source.container_title or source.publisher
    number = Text(source.csl.get("number", ""))
    return [
        _authors(source, words),
        _title(source),
        Text(place, "emphasis"),
        number,
        _date(source, words),
    ]


def _case(source: Source, words: Wording) -> list[Inline]:
    """A case: its name in italics, number, court, date."""
    number, court = (Text(source.csl.get(k, "")) for k in ("number", "authority"))
    return [_title(source, "emphasis"), number, court, _date(source, words)]


def _statute(source: Source, words: Wording) -> list[Inline]:
    """A statute or regulation: title, who made it, number, section, date."""
    by, number, section = (Text(source.csl.get(k, "")) for k in ("authority", "number", "section"))
    return [_title(source), by, number, section, _date(source, words)]


def _personal(source: Source, words: Wording) -> list[Inline]:
    """An interview, a letter, a personal communication: who, to whom or what, when."""
    place = Text(source.container_title or source.publisher, "emphasis")
    return [_authors(source, words), _title(source), place, _date(source, words)]


_PARTS: Mapping[str, Callable[[Source, Wording], list[Inline]]] = {
    "legal_case": _case,
    "legislation": _statute,
    "regulation": _statute,
    "treaty": _statute,
    "interview": _personal,
    "personal_communication": _personal,
}
