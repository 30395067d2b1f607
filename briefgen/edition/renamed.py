"""An edition under today's names: what `rename` calls otherwise now is no other evidence.

A source and an excerpt keep their old names (`was:`); an edition has the names that they had then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from briefgen.edition.bare import each_paragraph
from briefgen.edition.store import Edition, Statement
from briefgen.model.document import Cite, Inline, Note, Paragraph
from briefgen.model.source import Source
from briefgen.records import replace

_KEY = re.compile(r"([^\^,]+)(\^[^,]+)?(.*)", re.DOTALL)  # `source`, `source^e2`, `source, ¶ 3`


def renamed(edition: Edition, sources: Mapping[str, Source]) -> Edition:
    """The edition as if sources and excerpts had always been called as they are called today."""
    names = dict(_names(sources.values()))
    if not names:
        return edition

    def of(key: str) -> str:
        return _today(key, names)

    def statement(then: Statement) -> Statement:
        return replace(
            then,
            sources=tuple(sorted(map(of, then.sources))),
            excerpts=tuple(map(of, then.excerpts)),
            printed=of(then.printed),
        )

    def inline(then: Inline) -> Inline:
        if isinstance(then, Cite | Note):
            return replace(then, to=tuple(map(of, then.to)))
        return then

    def paragraph(then: Paragraph) -> Paragraph:
        return replace(then, inlines=tuple(map(inline, then.inlines)))

    return replace(
        edition,
        document=each_paragraph(edition.document, paragraph),
        statements={key: statement(then) for key, then in edition.statements.items()},
        evidence=tuple(sorted(map(of, edition.evidence))),
    )


def _names(sources: Iterable[Source]) -> Iterable[tuple[str, str]]:
    """What was called otherwise, and its name today: ids of sources, keys of excerpts."""
    for source in sources:
        yield from ((old, source.id) for old in source.was)
        for excerpt in source.excerpts:
            yield from ((f"{source.id}^{old}", excerpt.key) for old in excerpt.was)


def _today(key: str, names: Mapping[str, str]) -> str:
    """A source, an excerpt or a place in a source, as it is called today."""
    parts = _KEY.fullmatch(key)
    if parts is None:
        return key
    source, excerpt, rest = parts[1], parts[2] or "", parts[3]
    known = f"{names.get(source, source)}{excerpt}"
    return names.get(known, known) + rest
