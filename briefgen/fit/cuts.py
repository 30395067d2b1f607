"""Make a memo fit its pages: one step of type, then the template's cuts, in a declared order.

The order of work:

    1. everything, at the design sizes, with two lines to spare
    2. everything, every size at its floor: the one permitted step
    3. points dropped at the floor, in the order of order.py, until the rest fits
    4. what was dropped and would have fitted after all is put back, the last cut first

Word breaks lines a little otherwise than LibreOffice, by which we measure: two lines to spare are
worth the step of type, which costs the reader nothing. They are never worth a cut.

What cannot be measured is never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from briefgen.diagnostics import Diagnostic
from briefgen.fit.estimate import Estimate, Verdict, estimate
from briefgen.fit.findings import findings, heading
from briefgen.fit.order import cut_order
from briefgen.fit.widths import face
from briefgen.model.cut import Dropped
from briefgen.model.document import Document, Heading, Listing, Paragraph, Quote, Text, plain
from briefgen.model.look import Look
from briefgen.model.outline import Point
from briefgen.model.template import Template
from briefgen.places import NOWHERE, Place
from briefgen.records import field, record, replace

Compose = Callable[[frozenset[str]], Document]
_TO_SPARE = 2  # lines of body text, 0.3 in
_LINE = 8.0  # less room than this many points holds no line of any memo


@record
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
    design, floor = (_Page.of(compose, template, look, at_floor=f) for f in (False, True))
    for page, spare in ((design, _TO_SPARE), (floor, 0)):
        found = page.without(())
        if _is_well(found.estimate, spare):
            return _judged(found, points, template)
    order = list(cut_order(points, template, found.document))
    kept_out = _put_back(floor, order[: _fewest(floor, order)])
    found = floor.without(kept_out)
    dropped = tuple(_dropped(point, points, template) for point in kept_out)
    return _judged(replace(found, dropped=dropped), points, template)


def _is_well(found: Estimate, spare: int) -> bool:
    """Whether a page fits with so many lines to spare, or cannot be measured."""
    if found.verdict is Verdict.UNKNOWN:
        return True
    return found.fits and found.free >= spare * found.line


@record
class _Page:
    """Sets a memo in one size of type with some points left out, and measures it."""

    compose: Compose
    look: Look
    pages: int
    sizes: Mapping[str, float]
    known: dict[frozenset[str], Fitted] = field(default_factory=dict)  # what was set already

    @staticmethod
    def of(compose: Compose, template: Template, look: Look, *, at_floor: bool) -> _Page:
        """The template's page, in the sizes of type as designed or at the floor."""
        page = template.page
        sizes = {role: pair[at_floor] for role, pair in page.sizes.items()}
        return _Page(compose, look.on(page.paper).at(sizes), page.pages, sizes)

    def without(self, dropped: Sequence[Point]) -> Fitted:
        """The memo without these points."""
        keys = frozenset(p.key for p in dropped)
        if keys not in self.known:
            document = self.compose(keys)
            found = estimate(document, self.look, self.pages)
            self.known[keys] = Fitted(document, self.sizes, found)
        return self.known[keys]


def _fewest(page: _Page, order: Sequence[Point]) -> int:
    """How many points of the order must go: the fewest with which the memo fits, or all."""
    low, high = 1, len(order)
    while low < high:
        middle = (low + high) // 2
        fits = page.without(order[:middle]).estimate.fits
        low, high = (low, middle) if fits else (middle + 1, high)
    return min(low, len(order))


def _put_back(page: _Page, dropped: Sequence[Point]) -> list[Point]:
    """Put back, last cut first, every point with which the memo still fits."""
    left = list(dropped)
    best = page.without(left)
    lists = [b for b in page.without(()).document.blocks if isinstance(b, Listing)]
    items = {item.origin: (item, block.section) for block in lists for item in block.items}
    for point in reversed(dropped[:-1]):
        free = best.estimate.free
        if not best.estimate.fits or free < _LINE:
            break
        if point.key in items and _at_least(*items[point.key], page.look, best) > free:
            continue
        fewer = [p for p in left if p is not point]
        found = page.without(fewer)
        if found.estimate.fits:
            left, best = fewer, found
    return left


def _at_least(item: Paragraph, section: str, look: Look, page: Fitted) -> float:
    """How much room an item needs with the heading that it would bring: a quick way to say no.

    Its words are set side by side, without citations and emphasis; a blank hangs over every line.
    """
    style = look.role(item.style)
    headings = {b.section for b in page.document.blocks if isinstance(b, Heading)}
    brought = 0.0 if section in headings else _LINE
    measured = face(style.font, style.bold, style.italic)
    if measured is None:
        return brought
    words = plain(i for i in item.inlines if isinstance(i, Quote) or i == Text(plain((i,))))
    blank, *widths = measured.widths(" " + " ".join(words.split()), style.size)
    room = look.page.text_width - style.left - style.right + blank
    return ceil(sum(widths) / room) * page.estimate.line + brought


def _dropped(point: Point, points: Sequence[Point], template: Template) -> Dropped:
    """Say in words why a point went."""
    section = next(s.key for s in template.sections if s.prints(point))
    name = heading(section, template)
    lowest = point.weight == min(p.weight for p in points if p.section == point.section)
    rank = f"the lowest of {name}" if lowest else f"low in {name}"
    reason = f"the page is full: weight {point.weight}, {rank}"
    return Dropped(point.key, section, reason, point.weight, lowest)


def _judged(found: Fitted, points: Sequence[Point], template: Template) -> Fitted:
    """Add what is to be said about the result."""
    place = Place(points[0].place.file) if points else NOWHERE
    return replace(found, diagnostics=tuple(findings(found.estimate, template, place)))
