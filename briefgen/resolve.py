"""Resolve: an outline and its sources become one brief in which every reference is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.brief import Brief
from briefgen.model.outline import Outline, Point
from briefgen.model.query import And, Not, Or, Query, Tag
from briefgen.model.source import Source, Visibility
from briefgen.records import replace
from briefgen.renewal import renewed
from briefgen.succession import ill_replaced
from briefgen.text.tags import matches

#: Tags that take the id of a party: `positions/authority`. That `background/authority` is known
#: too goes beyond design 3.2: its own real case fills from one that nothing carries yet.
BY_PARTY = ("background", "latest", "positions", "claims", "stakes")


def resolve(
    outline: Outline,
    sources: Mapping[str, Source],
    vocabulary: Callable[[], frozenset[str]],
    templates: Callable[[], Collection[str]] = tuple,
) -> tuple[Brief, list[Diagnostic]]:
    """Give every point its visibility, and hold what it names against what there is.

    `vocabulary` gives the tags of the whole workspace; it is asked only where the brief's own
    tags, and those that are always known (design 3.2), do not explain every fill. `templates`
    gives the names of all templates; where it gives none, none is held against them.
    """
    outline, sources, old = renewed(outline, sources)
    own = frozenset(t for s in sources.values() for e in s.excerpts for t in e.tags)
    known = own | always_known(outline)
    if any(next(unknown_tag(p, known), None) for p in outline.points):
        known |= vocabulary()
    brief = Brief(outline, sources, known)
    points = tuple(replace(p, visibility=visibility_of(p, brief)) for p in outline.points)
    found = [d for p in points for d in unknown_tag(p, known)]
    if outline.addressed:
        found += unknown_template(outline, templates())
    brief = Brief(replace(outline, points=points), sources, known)
    return brief, [*old, *found, *ill_replaced(brief)]


def always_known(outline: Outline) -> frozenset[str]:
    """The tags that a fill may name although nothing is tagged with them yet."""
    of_parties = {f"{s}/{p.id}" for s in BY_PARTY for p in outline.parties}
    return frozenset({*BY_PARTY, *of_parties})


def visibility_of(point: Point, brief: Brief) -> Visibility | None:
    """The visibility of a point: as set, else the highest of what it cites (design 3.2).

    What cites nothing, or something unknown, is internal. A fill without a visibility has none
    of its own: each point that it becomes has its excerpt's.
    """
    if point.visibility is not None or point.fill is not None:
        return point.visibility
    return cited_visibility(point, brief)


def cited_visibility(point: Point, brief: Brief) -> Visibility:
    """The highest visibility of what a point cites; internal where that is nothing."""
    levels = []
    for item in point.citations():
        source = brief.sources.get(item.source)
        excerpt = brief.excerpt(item.source, item.excerpt)
        if source is None or (item.excerpt and excerpt is None):
            levels.append(Visibility.INTERNAL)
        else:
            levels.append(excerpt.visibility if excerpt else source.visibility)
    return max(levels, default=Visibility.INTERNAL)


@rule("TAG001", Severity.ERROR)
def unknown_tag(point: Point, vocabulary: frozenset[str]) -> Iterator[Diagnostic]:
    """A fill asks for a tag that nothing in the workspace carries.

    A misspelt tag would silently leave a section empty. The vocabulary is every tag of every
    source of the workspace; `background`, `latest`, `positions`, `claims` and `stakes`, alone and
    of each party, are always known: there, nothing found is a warning (FIL001).

    Bad:
        - fill: positions/autority
    Good:
        - fill: positions/authority
    """
    if point.fill is None:
        return
    for tag in tags_of(point.fill.query):
        if not any(matches(tag.path, tag.exact, known) for known in vocabulary):
            yield unknown_tag.at(
                tag.place,
                f"unknown tag `{tag.path}`",
                _suggestion(tag.path, vocabulary),
                about=point.key,
            )


@rule("VIS002", Severity.ERROR)
def unknown_template(outline: Outline, known: Collection[str]) -> Iterator[Diagnostic]:
    """A point, or a header, is for a template that does not exist.

    Under `for` a misspelt name hides a point from the readers whom it is meant for; under `memo`
    it gives them the header of somebody else. It stops every memo of the brief.

    Bad:
        - {text: We have heard both sides., for: [pres]}
    Good:
        - {text: We have heard both sides., for: [press]}
    """
    for name, place in outline.addressed if known else ():
        if name not in known:
            yield unknown_template.at(place, f"unknown template {name!r}", _near(name, known))


def _near(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - 7 ms, wanted for this message only

    near = get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(sorted(known))}"


def tags_of(query: Query) -> Iterator[Tag]:
    """Every tag that a query names."""
    match query:
        case Tag():
            yield query
        case Not(operand=operand):
            yield from tags_of(operand)
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from tags_of(operand)
        case _:
            return


def _suggestion(tag: str, vocabulary: frozenset[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - 7 ms, wanted for this message only

    near = get_close_matches(tag, sorted(vocabulary), n=3, cutoff=0.5)
    if near:
        return "did you mean " + " or ".join(f"`{n}`" for n in near) + "?"
    return "`briefgen excerpts BRIEF --tags` lists the tags that exist"
