"""Succession: which points stand, what took the place of what, and what no longer holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.brief import Brief
from briefgen.model.outline import Point
from briefgen.model.source import Visibility


def standing(points: Iterable[Point], known: Iterable[Point]) -> tuple[Point, ...]:
    """Those of `points` that are neither withdrawn nor replaced by one of `known` that is not."""
    gone = _replaced(known)
    return tuple(p for p in points if not p.withdrawn and not (p.id and p.id in gone))


def _replaced(known: Iterable[Point]) -> dict[str, list[Point]]:
    """What is replaced -> by which points. A withdrawn one replaces nothing, nor does a circle."""
    known = tuple(known)
    by_id = {p.id: p for p in known if p.id}
    found: dict[str, list[Point]] = {}
    for point in known:
        able = point.replaces and not point.withdrawn
        if able and point not in _predecessors(point, by_id):
            found.setdefault(point.replaces, []).append(point)
    return found


def superseded(known: Sequence[Point]) -> dict[str, Point]:
    """The excerpts that no longer say how things stand, each with the point that ended that.

    `known` are all points that the readers may know of, withdrawn ones too. An excerpt is
    superseded by the point that `replaces` it and does not just reword it. What a replaced or a
    withdrawn point rested on goes with it, unless its successor, or for a withdrawn one any point
    that stands, cites it as well.
    """
    by_id = {p.id: p for p in known if p.id}
    still = {key for p in standing(known, known) for key in cited_keys(p)}
    found = {k: p for p in known if p.withdrawn for k in _ended(p) if k not in still}
    for replaced, successors in _replaced(known).items():
        old = by_id.get(replaced)
        kept = frozenset().union(*map(cited_keys, successors))
        gone = cited_keys(old) - kept if old else {replaced} - {p.rewords for p in successors}
        found |= dict.fromkeys(sorted(gone), successors[-1])
    return found


def _ended(withdrawn: Point) -> frozenset[str]:
    """What a withdrawn point rested on; what it rewords is left out of its own section only."""
    return cited_keys(withdrawn) - {withdrawn.rewords}


def cited_keys(point: Point) -> frozenset[str]:
    """The keys of the excerpts that a point prints or cites."""
    own = [point.excerpt.key] if point.excerpt else []
    cited = (f"{i.source}^{i.excerpt}" for i in point.citations() if i.excerpt)
    return frozenset([*own, *cited])


def ill_replaced(brief: Brief) -> Iterator[Diagnostic]:
    """What is wrong with the successions of a brief: TIM010, TIM011."""
    points = brief.outline.points
    by_id = {p.id: p for p in points if p.id}
    for point in (p for p in points if p.replaces and not p.withdrawn):
        yield from replaces_nothing(brief, point, by_id)
        yield from not_for_all_readers(brief, point, by_id)


@rule("TIM010", Severity.ERROR)
def replaces_nothing(
    brief: Brief, point: Point, by_id: Mapping[str, Point]
) -> Iterator[Diagnostic]:
    """What a point replaces is not there, or comes back to itself.

    The old statement would stand beside the new one, as if both held; points that replace each
    other would both be gone.

    Bad:
        latest:
          - {text: The fee is 19 euros [@gazette^e4]., replaces: the-fee}    # nothing has that id

    Good:
        latest:
          - {text: The fee is 14 euros [@gazette^e1]., id: the-fee}
          - {text: The fee is 19 euros [@gazette^e4]., replaces: the-fee}
    """
    source, caret, id = point.replaces.partition("^")
    if caret and brief.excerpt(source, id) is None:
        what, hint = f"no excerpt {point.replaces}", "write it as a citation has it: source^id"
    elif not caret and point.replaces not in by_id:
        what = f"no point has the id {point.replaces!r}"
        hint = _ids(point, by_id)
    elif point in _predecessors(point, by_id):
        what, hint = "it replaces itself in the end", "break the circle"
    else:
        return
    message = f"`replaces: {point.replaces}`: {what}"
    yield replaces_nothing.at(point.place, message, hint, about=point.key)


def _ids(point: Point, by_id: Mapping[str, Point]) -> str:
    known = sorted(id for id, p in by_id.items() if p is not point)
    named = f"ids are: {', '.join(known)}; " if known else "give the old point an `id`; "
    return f"{named}an excerpt is source^id"


def _predecessors(point: Point, by_id: Mapping[str, Point]) -> list[Point]:
    """What a point replaces, what that replaces, and so on until nothing or until a circle."""
    found: list[Point] = []
    old = by_id.get(point.replaces)
    while old is not None and old not in found:
        found.append(old)
        old = by_id.get(old.replaces)
    return found


@rule("TIM011", Severity.WARNING)
def not_for_all_readers(
    brief: Brief, point: Point, by_id: Mapping[str, Point]
) -> Iterator[Diagnostic]:
    """Some readers get what was replaced, and may not see what replaced it.

    An outsider's page is made as if withheld items were not there: what they replace stands on it.
    Withhold the old statement too, or let the new one be seen.

    Bad:
        - {text: The fee is 14 euros [@gazette^e1]., id: the-fee}                  # public
        - {text: The fee is 19 euros [@letter^b1]., replaces: the-fee}             # internal

    Good:
        - {text: The fee is 14 euros [@gazette^e1]., id: the-fee, visibility: internal}
        - {text: The fee is 19 euros [@letter^b1]., replaces: the-fee}
    """
    old = by_id.get(point.replaces) or brief.excerpt(*_split(point.replaces))
    if old is None or old.visibility is None or point.visibility is None:
        return
    if old.visibility < point.visibility:
        yield not_for_all_readers.at(
            point.place,
            f"readers of what is {_word(old.visibility)} still get {point.replaces}: "
            f"what replaces it is {_word(point.visibility)}",
            f"set `visibility: {_word(point.visibility)}` on the old one too, or open the new one",
            about=point.key,
        )


@rule("TIM012", Severity.WARNING)
def left_without(points: Sequence[Point], known: Sequence[Point]) -> Iterator[Diagnostic]:
    """A page has the place of what was replaced, and not that of what replaced it.

    The old statement is not printed, since it no longer holds; the new one stands in a section that
    this template does not have. The page says nothing of the matter.

    Bad:
        background: [{text: Talks go on [@gazette^e1]., id: talks}]
        latest: [{text: Talks stopped [@gazette^e4]., replaces: talks}]    # a page without `latest`

    Good:
        background: [{text: Talks stopped [@gazette^e4].}]
    """
    shown = {p.key for p in points}
    by = _replaced(known)
    for point in points:
        successors = by.get(point.id, []) if point.id and not point.withdrawn else []
        if successors and not any(p.key in shown for p in successors):
            yield left_without.at(
                point.place,
                f"{point.key} is replaced by {successors[0].key}, which this page does not show",
                "say it in a section of this page too, or move it",
                about=point.key,
            )


def _split(key: str) -> tuple[str, str]:
    source, _, id = key.partition("^")
    return source, id


def _word(visibility: Visibility) -> str:
    return visibility.word
