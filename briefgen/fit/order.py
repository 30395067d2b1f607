"""The order in which points go when the page is full.

Three rounds, each through the template's sections to cut, in the template's order; within a
section the lowest weight goes first, of equals the later in the outline:

    over_budget   a section that has more words than its budget, but for the last point of a party
                  that has a row in the page's table: all of them keep a stake, or all may lose it
    several       a party of a section, or a section without parties, down to its last point
    any_left      that one too

So every section is shortened before any is emptied. Never cut are protected sections, and the
last point of a place that would otherwise say "Not in the sources", which would be untrue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefgen.model.document import Document, paragraphs, plain
from briefgen.model.outline import Point
from briefgen.model.template import SectionSpec, Template
from briefgen.records import record

#: Forms that say "Not in the sources" where a cell is empty; so do open questions in any form.
_BY_PARTY = frozenset({"table", "matrix"})


@record
class Full:
    """The page with everything on it: the words of each point, by key, and whose rows it has."""

    words: Mapping[str, int]
    rows: frozenset[str]  # ids of parties


Round = Callable[[Point, Sequence[Point], SectionSpec, Full], bool]


def cut_order(points: Sequence[Point], template: Template, document: Document) -> Iterator[Point]:
    """Every point that may be cut, the first to be cut first; `document` has all of them."""
    page = Full(_words(document), frozenset(_rows(points, template)))
    kept = [spec for spec in template.sections if spec.protected]
    left = {p.key: p for p in points if not any(spec.prints(p) for spec in kept)}
    specs = {spec.key: spec for spec in template.sections if not spec.protected}
    for may_go in ROUNDS:
        for spec in (specs[key] for key in template.cut if key in specs):
            for point in _weakest_first(spec, list(left.values())):
                mine = [p for p in left.values() if spec.prints(p)]
                if may_go(point, mine, spec, page) and not _empties(point, mine, spec):
                    yield left.pop(point.key)


def over_budget(point: Point, mine: Sequence[Point], spec: SectionSpec, page: Full) -> bool:
    """Whether the section has more words than its budget, and more than the last of a party."""
    if point.party in page.rows and len(_beside(point, mine)) == 1:
        return False
    return 0 < spec.words < sum(page.words.get(p.key, 0) for p in mine)


def several(point: Point, mine: Sequence[Point], spec: SectionSpec, page: Full) -> bool:
    """Whether the party of the point has another one in the section."""
    del spec, page
    return len(_beside(point, mine)) > 1


def any_left(point: Point, mine: Sequence[Point], spec: SectionSpec, page: Full) -> bool:
    """Whatever may go at all."""
    del point, mine, spec, page
    return True


ROUNDS: tuple[Round, ...] = (over_budget, several, any_left)


def _weakest_first(spec: SectionSpec, points: Sequence[Point]) -> list[Point]:
    mine = [(point.weight, -at, point) for at, point in enumerate(points)]
    ordered = sorted(mine, key=lambda ranked: ranked[:2])
    return [point for _, _, point in ordered if spec.prints(point)]


def _empties(point: Point, mine: Sequence[Point], spec: SectionSpec) -> bool:
    """Whether without this point a cell or a list would say "Not in the sources"."""
    if spec.form in _BY_PARTY:
        return len(_beside(point, mine)) == 1
    return len(mine) == 1 and point.section == "open_questions"


def _beside(point: Point, mine: Sequence[Point]) -> list[Point]:
    """The points of the same party and the same slot."""
    return [p for p in mine if (p.party, p.slot) == (point.party, point.slot)]


def _rows(points: Sequence[Point], template: Template) -> Iterator[str]:
    """The parties that have a row in a table of parties."""
    tables = [spec for spec in template.sections if spec.form in _BY_PARTY]
    return (p.party for p in points if any(spec.prints(p) for spec in tables))


def _words(document: Document) -> dict[str, int]:
    """How many words each point has on the page, by key."""
    found: dict[str, int] = {}
    for paragraph in paragraphs(document.blocks):
        count = len(plain(paragraph.inlines).split())
        found[paragraph.origin] = found.get(paragraph.origin, 0) + count
    return found
