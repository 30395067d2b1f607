"""Rewording: a point in the words that a person gave it, whether its author wrote it or a fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.adopt.base import Printed
from briefgen.adopt.dress import undressed
from briefgen.adopt.edits import Add, Edit, Path, Reword, Rewrite, Take
from briefgen.adopt.proposal import GONE, QUERY, SEVERAL, WORKED_OUT, Cannot, Proposal
from briefgen.adopt.today import Standing, Today
from briefgen.adopt.words import prose, segment, splices, tokens_of_page
from briefgen.model.document import Cite, Note
from briefgen.model.outline import Point
from briefgen.records import replace


def reworded(bare: Proposal, today: Today, old: Printed, texts: Sequence[str]) -> Proposal:
    """A point in other words; what stands in further paragraphs becomes points behind it."""
    now = today.standing(old)
    if now.changed and all(today.says_already(said) for said in bare.come):
        return replace(bare, settled=True)
    if not now.key:
        raise Cannot(GONE)
    point = point_of(now.key, today)
    cut = undressed(old, texts, today)
    words = [prose(text, tokens) for text, tokens in zip(texts, cut, strict=True)]
    bare = for_point(bare, now, point)
    cite = unseen(old, point)
    if point.excerpt is not None:
        return taken(bare, today, point, [(w, cite) for w in words])
    more = [Add(path_of(point), w, after=point.key, fields={**audiences(point), **cite})
            for w in reversed(words[1:])]  # fmt: skip
    attempts = _ways(old, point, texts[0], words[0], today, now)
    if not attempts:
        raise Cannot(SEVERAL if len(point.fields) else WORKED_OUT)
    return replace(bare, attempts=tuple((*more, *way) for way in attempts))


def taken(
    bare: Proposal, today: Today, point: Point, entries: Sequence[tuple[str, Mapping[str, str]]]
) -> Proposal:
    """Points of the author's in the place of one that a fill prints."""
    fill, _, number = point.key.rpartition("/")
    assert point.excerpt is not None  # noqa: S101 - of a point that was filled
    count = sum(key.rpartition("/")[0] == fill for key in today.points)
    kept = _kept(point, today.own[fill])
    first, *rest = entries
    replaced = {**kept, "replaces": point.excerpt.key, **first[1]}
    made = ((first[0], replaced), *((words, {**kept, **more}) for words, more in rest))
    take = Take(fill, path_of(point), int(number), count, made)
    return replace(bare, attempts=((take,),))


def for_point(bare: Proposal, now: Standing, point: Point) -> Proposal:
    """A proposal for a point; with what the outline says now, where that has changed too."""
    own = replace(bare, key=now.key, path=path_of(point))
    return replace(own, theirs=now.text, gone=(now.says,)) if now.changed else own


def point_of(key: str, today: Today) -> Point:
    """The point of today's page with this key; what a template's query prints is none."""
    found = today.points.get(key)
    own = key if found is None or found.excerpt is None else key.rpartition("/")[0]
    if found is None or own not in today.own:
        raise Cannot(QUERY)
    return found


def path_of(point: Point) -> Path:
    """Where a point stands: section, party, slot."""
    return point.section, point.party, point.slot


def _ways(
    old: Printed, point: Point, text: str, words: str, today: Today, now: Standing
) -> list[tuple[Edit, ...]]:
    """The ways to reword an authored point: at the places that differ, or as a whole."""
    base = tokens_of_page(old.line.text, today.written, old.origin)
    edited = tokens_of_page(text, today.written, old.origin)
    texts = [("", point.text), *point.fields.items()]
    found = [(n, p, segment(base, p)) for n, p in texts if p is not None]
    segments = [(name, p, *span) for name, p, span in found if span]
    done = None if now.changed else splices(base, edited, text, segments)
    ways: list[tuple[Edit, ...]] = []
    if done:
        ways.append(tuple(Reword(point.key, name, tuple(s)) for name, s in done.items() if s))
    if [name for name, *_ in segments] == [""] or now.changed:
        ways.append((Rewrite(point.key, "", words),))
    return ways


def _kept(point: Point, fill: Point) -> dict[str, str]:
    """The keys that an authored point needs to stand where a filled one stood."""
    found = {"date": point.date.text if point.date else "", "kind": point.kind}
    found["weight"] = str(point.weight) if point.weight != 50 else ""
    found["visibility"] = fill.visibility.word if fill.visibility is not None else ""
    return {key: value for key, value in found.items() if value} | audiences(fill)


def audiences(point: Point) -> dict[str, str]:
    """The templates that a point beside this one is for."""
    return {"for": f"[{', '.join(point.audiences)}]"} if point.audiences else {}


def unseen(old: Printed, point: Point) -> dict[str, str]:
    """What a point rests on where the page shows no citations, and its words alone none."""
    shown = any(isinstance(i, Cite | Note) for i in old.inlines)
    items = [] if shown else [f'"{i.reference}"' for i in point.citations()]
    return {"cite": f"[{', '.join(dict.fromkeys(items))}]"} if items else {}
