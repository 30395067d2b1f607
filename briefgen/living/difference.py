"""Difference: today's memo beside an edition of it, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.build import Loaded, among_editions, prepare
from briefgen.change.words import Run, words_changed
from briefgen.edition.store import EDITIONS, chosen, everybody, given_to
from briefgen.model.news import Entry, News
from briefgen.model.template import Template
from briefgen.records import record
from briefgen.standing import Since


@record
class Difference:
    """What is new in a memo; `news` is None where there is no edition to compare it with."""

    template: Template
    news: News | None
    parts: tuple[Part, ...] = ()
    readers: tuple[str, ...] = ()  # who has had an edition, where the reader asked for has not


@record
class Part:
    """The changes of one section, of one party in it."""

    section: str
    party: str
    entries: tuple[Entry, ...]


def difference(loaded: Loaded, template: Template, since: Since) -> Difference:
    """How today's memo differs from the edition asked for, cuts included.

    Raises `EditionError` where that edition is not there or cannot be read, `ValueError` where the
    brief cannot.
    """
    prepared = prepare(loaded, template)
    page = among_editions(loaded, prepared, template)
    folder = loaded.workspace.folder(loaded.slug) / EDITIONS
    by_reader = given_to(folder, template.name, since.reader) if since.reader else None
    edition = by_reader if since.reader else chosen(folder, template.name, since.edition)
    if edition is None:
        known = everybody(folder, template.name) if since.reader else []
        return Difference(template, None, readers=tuple(known))
    dropped = {d.key for d in page.set().fitted.dropped}
    news = page.news(edition).without(dropped)
    return Difference(template, news, tuple(_parts(news, loaded)))


def runs(entry: Entry) -> Sequence[Run]:
    """The words of an entry, those that went and those that came."""
    return words_changed(entry.was, entry.now)


def _parts(news: News, loaded: Loaded) -> Iterator[Part]:
    """Changes by section and party, in the order of the page; what is gone last."""
    names = {p.id: p.name for p in loaded.brief.outline.parties} if loaded.brief else {}
    places = dict.fromkeys((e.section, e.party) for e in news.entries)
    for section in dict.fromkeys(section for section, _ in places):
        for party in (p for s, p in places if s == section):
            found = [e for e in news.changed if (e.section, e.party) == (section, party)]
            if found:
                yield Part(section, names.get(party, party), tuple(found))
