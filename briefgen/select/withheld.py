"""What a memo withholds, as plain strings: what the scan of the finished files looks for.

Everything that a brief says and that its selection does not. No stage but the scan is given it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.model.brief import Brief, Selection, Withheld
from briefgen.model.outline import Outline, Point
from briefgen.model.prose import Cited, Piece, Plain, Quoted
from briefgen.model.source import Excerpt, Source, Visibility
from briefgen.model.template import Template


def withheld(
    brief: Brief, selection: Selection, template: Template, printed: Iterable[str] = ()
) -> Withheld:
    """What of `brief` the readers of `selection` may not find, and what they may.

    `printed` are the words of the template's memo.docx, which are its maker's.
    """
    chosen = selection.brief
    seen = {*_said(chosen.outline, chosen.sources), *selection.memo.values(), *printed}
    seen |= {words for point in selection.withdrawn for words in _of_point(point)}
    seen |= {words for strings in template.wording.values() for words in strings.values()}
    seen |= {spec.heading for spec in template.sections}
    seen |= {c.heading for spec in template.sections for c in spec.columns}
    all_said = {*_said(brief.outline, brief.sources), *_memos(brief.outline)}
    return Withheld(
        frozenset(all_said - seen), frozenset(_names(brief)), frozenset(filter(None, seen))
    )


def said_above(brief: Brief, ceiling: Visibility) -> Iterator[str]:
    """What the points and excerpts of a brief say that lie above a ceiling."""
    for point in brief.outline.points:
        if point.visibility is not None and point.visibility > ceiling:
            yield from filter(None, _of_point(point))
    for source in brief.sources.values():
        for excerpt in source.excerpts:
            if excerpt.visibility > ceiling:
                yield from filter(None, _of_excerpt(excerpt))


def _said(outline: Outline, sources: Mapping[str, Source]) -> Iterator[str]:
    """All that an outline and its sources say in words."""
    yield outline.title
    yield from outline.terms
    for party in outline.parties:
        yield from (party.name, *party.also)
    for name in outline.names:
        yield from (name.name, name.short, name.role, *name.also, *name.never, *name.confusable)
    for origin in outline.origins:
        yield from (origin.name, *origin.also)
    for point in outline.points:
        yield from _of_point(point)
    for source in sources.values():
        yield from _of_source(source)


def _memos(outline: Outline) -> Iterator[str]:
    for memo in (outline.memo, *outline.memo_for.values()):
        yield from memo.values()


def _of_point(point: Point) -> Iterator[str]:
    for prose in (point.text, *point.fields.values()):
        if prose is not None:
            yield "".join(_printed(piece) for piece in prose.pieces)
    yield point.withdrawn


def _printed(piece: Piece) -> str:
    """The words of a piece as they are printed: a citation becomes a mark."""
    match piece:
        case Plain(text=text):
            return text
        case Quoted(words=words):
            return f'"{words}"'
        case Cited():
            return ""


def _of_source(source: Source) -> Iterator[str]:
    yield from (source.title, source.container_title, source.publisher, source.descriptor)
    yield from (source.url, *source.csl.values(), source.captured.text)
    for person in source.author:
        yield from (person.family, person.given, person.literal)
    for excerpt in source.excerpts:
        yield from _of_excerpt(excerpt)


def _of_excerpt(excerpt: Excerpt) -> Iterator[str]:
    yield from (excerpt.exact, excerpt.speaker, excerpt.remark, excerpt.translation)
    yield excerpt.translator
    if excerpt.gist is not None:
        yield "".join(_printed(piece) for piece in excerpt.gist.pieces)


def _names(brief: Brief) -> Iterator[str]:
    yield brief.outline.slug
    yield from brief.vocabulary
    yield from _ids(brief.outline.points, brief.sources.values())


def _ids(points: Iterable[Point], sources: Iterable[Source]) -> Iterator[str]:
    for point in points:
        yield from (point.key, point.id)
    for source in sources:
        yield source.id
        yield from (e.id for e in source.excerpts)
