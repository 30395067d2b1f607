"""Make a memo fit its pages: one step of type, then the template's cuts, in a declared order.

The order of work:

    1. everything, at the design sizes
    2. everything, every size at its floor: the one permitted step
    3. points dropped at the floor: sections in the order of `cut`, the lowest weight first, of
       equals the later in the outline; a protected section never, nor the last point of a place
       that would otherwise say "Not in the sources"
    4. what was dropped and would have fitted after all is put back

What cannot be measured is never cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.diagnostics import Diagnostic
from briefgen.fit.estimate import Estimate, Verdict, estimate
from briefgen.fit.findings import findings, heading
from briefgen.model.document import Document
from briefgen.model.look import Look
from briefgen.model.outline import Point
from briefgen.model.template import Template
from briefgen.places import NOWHERE, Place

Compose = Callable[[frozenset[str]], Document]
_LINE = 8.0  # less room than this many points holds no line of any memo


@dataclass(frozen=True, slots=True)
class Dropped:
    """A point that the page has no room for."""

    key: str
    section: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """The memo as it goes to the writers, and what was done to make it fit."""

    document: Document
    sizes: Mapping[str, float]  # of type, by role
    estimate: Estimate
    dropped: tuple[Dropped, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def fit(compose: Compose, points: Sequence[Point], template: Template, look: Look) -> Fitted:
    """Fit a memo to its template's pages.

    `compose` makes the document without the points whose keys it is given; `points` are all that
    the selection has. A page that does not fit comes back with the error FIT001.
    """
    page = _Pages(compose, template, look)
    tries = (page.set(page.sizes(floor)) for floor in (False, True))
    for found in tries:
        if found.estimate.verdict in (Verdict.FITS, Verdict.UNKNOWN):
            return _judged(found, points, template)
    order = list(_cut_order(points, template))
    kept_out = _put_back(page, order[: _fewest(page, order)])
    found = page.set(page.sizes(floor=True), [p.key for p in kept_out])
    dropped = tuple(_dropped(point, points, template) for point in kept_out)
    return _judged(replace(found, dropped=dropped), points, template)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Sets a memo with some points left out, and measures it."""

    compose: Compose
    template: Template
    look: Look

    def sizes(self, floor: bool) -> dict[str, float]:
        """The sizes of type: as designed, or at the floor."""
        return {role: pair[floor] for role, pair in self.template.page.sizes.items()}

    def set(self, sizes: Mapping[str, float], dropped: Sequence[str] = ()) -> Fitted:
        """The memo in these sizes, without the dropped points."""
        document = self.compose(frozenset(dropped))
        look = self.look.on(self.template.page.paper).at(sizes)
        return Fitted(document, sizes, estimate(document, look, self.template.page.pages))

    def without(self, dropped: Sequence[Point]) -> Estimate:
        """What the memo without these points fills, at the floor."""
        return self.set(self.sizes(floor=True), [p.key for p in dropped]).estimate


def _cut_order(points: Sequence[Point], template: Template) -> Iterator[Point]:
    """Every point that may be cut, first to be cut first."""
    left = Counter(place for p in points if (place := _place_to_fill(p, template)))
    protected = [spec for spec in template.sections if spec.protected]
    at = {point.key: i for i, point in enumerate(points)}
    free = {p.key: p for p in points if not any(spec.prints(p) for spec in protected)}
    specs = {spec.key: spec for spec in template.sections}
    for section in template.cut:
        mine = [p for p in free.values() if specs[section].prints(p)]
        for point in sorted(mine, key=lambda p: (p.weight, -at[p.key])):
            place = _place_to_fill(point, template)
            if place and left[place] == 1:
                continue
            left[place] -= 1
            del free[point.key]  # a point of two sections is cut once
            yield point


def _place_to_fill(point: Point, template: Template) -> tuple[str, ...]:
    """The cell or the list that would say "Not in the sources" with nothing in it, or ()."""
    form = next((s.form for s in template.sections if s.prints(point)), "")
    if form in ("table", "matrix"):
        return (point.section, point.party, point.slot)
    return (point.section,) if point.section == "open_questions" else ()


def _fewest(page: _Pages, order: Sequence[Point]) -> int:
    """How many points of the order must go: the fewest with which the memo fits, or all."""
    low, high = 1, len(order)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if page.without(order[:middle]).fits else (middle + 1, high)
    return min(low, len(order))


def _put_back(page: _Pages, dropped: Sequence[Point]) -> list[Point]:
    """Put back, last cut first, every point with which the memo still fits."""
    left = list(dropped)
    best = page.without(left)
    for point in reversed(dropped[:-1]):
        if not best.fits or best.free < _LINE:
            break
        fewer = [p for p in left if p is not point]
        found = page.without(fewer)
        if found.fits:
            left, best = fewer, found
    return left


def _dropped(point: Point, points: Sequence[Point], template: Template) -> Dropped:
    """Say in words why a point went."""
    section = next(s.key for s in template.sections if s.prints(point))
    name = heading(section, template)
    lowest = min(p.weight for p in points if p.section == point.section)
    rank = f"the lowest of {name}" if point.weight == lowest else f"low in {name}"
    return Dropped(point.key, section, f"the page is full: weight {point.weight}, {rank}")


def _judged(found: Fitted, points: Sequence[Point], template: Template) -> Fitted:
    """Add what is to be said about the result."""
    place = Place(points[0].place.file) if points else NOWHERE
    return replace(found, diagnostics=tuple(findings(found.estimate, template, place)))
