"""Where the words of an excerpt stand in a newer text of its source, and how sure that is.

Exact words (after folding) with their context are the same; exact words elsewhere have moved where
only one place is meant; like words are proposed, never taken. The floors keep the best of several
bad candidates from being taken for the passage: a quotation of fewer than 20 characters is never
proposed, the words must be 85 % alike, their context 50 %, the next best place 10 points behind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from briefgen.text.folding import fold_plain
from briefgen.text.matching import Folded, Range, find_all, folded
from briefgen.text.nearest import nearest
from briefgen.text.worddiff import word_diff

CONTEXT = 32  # characters before and after, as in the W3C's examples of a TextQuoteSelector
_SAME_CONTEXT = 0.85
_MARGIN = 0.25  # by which the context of one place must beat that of the next
_LEAST_ALIKE = 85.0
_LEAST_CONTEXT = 0.5
_RUNNER_UP = 10.0
_SHORT = 20
_MOST_PLACES = 50
_EDGES = "\"'“”‘’„‚«»‹›.,;:!?()[]…"


class State(StrEnum):
    """What became of an excerpt; every excerpt has exactly one."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Selector:
    """The words of an excerpt, and those around them (W3C TextQuoteSelector)."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    #: Which of several equal places in the old text it was, and how many there were; 0: not known.
    ordinal: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where an excerpt stands now: a place for `same` and `moved`, a proposal for `changed`."""

    state: State
    start: int = 0
    end: int = 0
    why: str = ""
    diff: tuple[str, ...] = ()


def selector(text: str, start: int, end: int) -> Selector:
    """The selector of `text[start:end]`."""
    exact = text[start:end]
    places = [found[0] for found in _places(exact, folded(text))]
    before = sum(at <= start for at in places)
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Selector(exact, prefix, suffix, (before, len(places)))


def anchor(wanted: Selector, text: str) -> Anchored:
    """Find an excerpt in `text`."""
    view = folded(text)
    places = _places(wanted.exact, view)
    return _exact(wanted, text, places) if places else _alike(wanted, view)


def counted(states: Iterable[State]) -> str:
    """`3 excerpts: 2 same, 0 moved, 1 changed, 0 ambiguous, 0 orphan`."""
    counts = Counter(states)
    told = ", ".join(f"{counts[state]} {state}" for state in State)
    total = counts.total()
    return f"{total} excerpt{'s' * (total != 1)}: {told}"


def _places(words: str, view: Folded) -> list[Range]:
    """Every place of the words: as whole words, else (marks may cut one) letter for letter."""
    found = find_all(words, view, _MOST_PLACES)
    at = -1 if found else view.text.find(words)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append((at, at + len(words)))
        at = view.text.find(words, at + 1)
    return found


def _exact(wanted: Selector, text: str, places: list[Range]) -> Anchored:
    fits = sorted(((_context(wanted, text, place), place) for place in places), reverse=True)
    best, (start, end) = fits[0]
    behind = fits[1][0] if len(fits) > 1 else -1.0
    number, of = wanted.ordinal
    if len(places) > 1 and best - behind < _MARGIN and len(places) == of and number:
        start, end = places[number - 1]  # as many as there were: the one that it was
        best = _context(wanted, text, (start, end))
        behind = -1.0 if best >= _SAME_CONTEXT else behind
    if len(places) > 1 and best - behind < _MARGIN:
        return Anchored(State.AMBIGUOUS, why=f"these words stand in {len(places)} places")
    if best >= _SAME_CONTEXT:
        return Anchored(State.SAME, start, end)
    if len(wanted.exact) < _SHORT and best < _LEAST_CONTEXT:
        return Anchored(State.AMBIGUOUS, why="so few words, and others around them")
    return Anchored(State.MOVED, start, end)


def _alike(wanted: Selector, view: Folded) -> Anchored:
    whole = (0, len(view.text))
    found = nearest(wanted.exact, view, [whole]) if len(wanted.exact) >= _SHORT else None
    if found is None or found[1] < _LEAST_ALIKE:
        return Anchored(State.ORPHAN, why="these words stand no longer in the text")
    (start, end), alike = _with_edges(wanted.exact, view.text, found[0]), found[1]
    if _context(wanted, view.text, (start, end)) < _LEAST_CONTEXT:
        return Anchored(State.ORPHAN, why="like words stand among quite others")
    others = [part for part in ((0, start), (end, whole[1])) if part[1] - part[0] >= _SHORT]
    second = nearest(wanted.exact, view, others) if others else None
    if second is not None and alike - second[1] < _RUNNER_UP:
        return Anchored(State.AMBIGUOUS, why="like words stand in several places")
    diff = word_diff(" ".join(wanted.exact.split()), " ".join(view.text[start:end].split()))
    return Anchored(State.CHANGED, start, end, "the words were changed", diff)


def _with_edges(words: str, text: str, found: Range) -> Range:
    """The quotation marks and stops at the ends of the words, where the text has them too."""
    start, end = found
    before = words[: len(words) - len(words.lstrip(_EDGES))]
    after = words[len(words.rstrip(_EDGES)) :]
    while before and start and fold_plain(text[start - 1]) == fold_plain(before[-1]):
        start, before = start - 1, before[:-1]
    while after and end < len(text) and fold_plain(text[end]) == fold_plain(after[0]):
        end, after = end + 1, after[1:]
    return start, end


def _context(wanted: Selector, text: str, place: Range) -> float:
    """How alike the words around a place are to those that stood around it, 0 to 1."""
    start, end = place
    pairs = (
        (wanted.prefix, text[max(0, start - CONTEXT) : start]),
        (wanted.suffix, text[end : end + CONTEXT]),
    )
    told = [(_bare(a), _bare(b)) for a, b in pairs]
    scores = [fuzz.ratio(a, b) / 100 for a, b in told if a or b]
    return sum(scores) / len(scores) if scores else 1.0


def _bare(text: str) -> str:
    return fold_plain(text).strip()
