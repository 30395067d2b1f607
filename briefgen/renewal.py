"""Renewal: what is cited by an id that it had (`was`) is cited by the one that it has."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.outline import Outline, Point
from briefgen.model.prose import Cited, CiteItem, Prose
from briefgen.model.source import Excerpt, Source
from briefgen.places import NOWHERE, Place
from briefgen.records import field, replace, state


def renewed(
    outline: Outline, sources: Mapping[str, Source]
) -> tuple[Outline, Mapping[str, Source], list[Diagnostic]]:
    """Put the present ids for the former ones, in points, gists and chains; CIT012 for each."""
    ids = {old: s.id for s in sources.values() for old in s.was if old not in sources}
    excerpts = {
        f"{s.id}^{old}": e.id
        for s in sources.values()
        for e in s.excerpts
        for old in e.was
        if e.id and all(old != other.id for other in s.excerpts)
    }
    if not ids and not excerpts:
        return outline, sources, []
    renewal = _Renewal(ids, excerpts)
    points = tuple(renewal.point(p) for p in outline.points)
    done = {id: renewal.source(s) for id, s in sources.items()}
    return replace(outline, points=points), done, renewal.found


@rule("CIT012", Severity.INFO)
def former_id(place: Place, old: str, new: str, about: str) -> Diagnostic:
    """A citation names a source or an excerpt by an id that it had.

    `briefgen rename` keeps old ids as `was`, so that a text written before still finds what it
    cites. It is printed as if it named the present id.

    Bad:
        source:  {==The fee is final.==}{>>^final-fee was=e2<<}
        outline: The fee is final [@gazette-0305^e2].

    Good:
        outline: The fee is final [@gazette-0305^final-fee].
    """
    return former_id.at(place, f"{old} is called {new} now", f"write {new}", about=about)


@state
class _Renewal:
    """Former ids of sources, and of excerpts (`source^old`), and what was found by them."""

    ids: Mapping[str, str]
    excerpts: Mapping[str, str]
    found: list[Diagnostic] = field(default_factory=list)

    def point(self, point: Point) -> Point:
        """A point that cites by present ids."""
        own = point.key
        return replace(
            point,
            text=self._prose(point.text, own),
            fields={name: self._words(prose, own) for name, prose in point.fields.items()},
            cite=tuple(self._item(i, own, point.place) for i in point.cite),
            replaces=self._key(point.replaces),
        )

    def source(self, source: Source) -> Source:
        """A source whose chains and gists name present ids."""
        via = tuple(self.ids.get(id, id) for id in source.via)
        excerpts = tuple(self._excerpt(e) for e in source.excerpts)
        return replace(source, via=via, excerpts=excerpts)

    def _excerpt(self, excerpt: Excerpt) -> Excerpt:
        via = tuple(self.ids.get(id, id) for id in excerpt.via)
        return replace(excerpt, via=via, gist=self._prose(excerpt.gist, excerpt.key))

    def _prose(self, prose: Prose | None, about: str) -> Prose | None:
        return self._words(prose, about) if prose is not None else None

    def _words(self, prose: Prose, about: str) -> Prose:
        pieces = tuple(
            replace(p, items=tuple(self._item(i, about, prose.place(p.at)) for i in p.items))
            if isinstance(p, Cited)
            else p
            for p in prose.pieces
        )
        return replace(prose, pieces=pieces)

    def _item(self, item: CiteItem, about: str, place: Place) -> CiteItem:
        old = f"{item.source}^{item.excerpt}" if item.excerpt else item.source
        new = self._key(old)
        if new == old:
            return item
        where = place if item.place == NOWHERE else item.place
        self.found.append(former_id(where, old, new, about))
        source, _, excerpt = new.partition("^")
        return replace(item, source=source, excerpt=excerpt)

    def _key(self, key: str) -> str:
        source, caret, excerpt = key.partition("^")
        source = self.ids.get(source, source)
        return f"{source}{caret}{self.excerpts.get(f'{source}^{excerpt}', excerpt)}"
