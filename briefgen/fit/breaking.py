"""Greedy line breaking, as word processors do it: as many words on a line as its width holds.

A line ends after a space, after a hyphen between letters, after a dash, and between ideographs;
never at a no-break space. Where LibreOffice (Unicode's UAX 14) and Word differ, as at a slash,
the rule here is the one with fewer breaks: it can only ask for more lines, never for fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, chain

from briefgen.fit.widths import Face
from briefgen.records import record

#: Where a line may end: (white space, which hangs over the margin) or (the last visible sign).
_BREAK = (
    r"(?P<space>[ \u2000-\u2006\u2008-\u200b\u205f]+|\t)"
    r"|(?<=[^\s-])-(?=[\w(\[{])"
    r"|(?<=[\w ])[\u2010\u2012-\u2014](?=\w)"
)
_IDEOGRAPH = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_FIRST_IDEOGRAPH = "\u3040"
_DUST = 1e-6  # points: what sums of widths may be off
TAB = 36.0  # the default distance of tab stops: half an inch


@record
class Run:
    """Some words in one face and size."""

    text: str
    face: Face
    size: float
    lean: float = 0.0  # what an italic word at the end of a line must have free beside it
    spaced: float = 0.0  # what stands behind each letter beyond its width


@record
class Measure:
    """How much room the lines of a paragraph have, in points."""

    first: float
    rest: float
    tabs: tuple[float, ...] = ()  # from the left edge of the text: where words begin
    ends: tuple[float, ...] = ()  # where words end, or have their middle
    joined: bool = False  # with ligatures, as LibreOffice sets them and Word does not


def line_ends(runs: Sequence[Run], measure: Measure) -> list[int]:
    """Break a paragraph; gives the offset in its words at which each line ends."""
    text = "".join(run.text for run in runs)
    widths = (_widths(run, measure.joined) for run in runs)
    edges = [0.0, *accumulate(chain.from_iterable(widths))]
    return _line_ends(text, edges, measure, _leaning(runs))


def _widths(run: Run, joined: bool) -> Sequence[float]:
    if not run.spaced:
        return run.face.widths(run.text, run.size, joined)
    return [width + run.spaced for width in run.face.widths(run.text, run.size)]  # no ligatures


def _leaning(runs: Sequence[Run]) -> list[tuple[int, int, float]]:
    """Where italic words stand, and what they must have free beside them."""
    ends = accumulate(len(run.text) for run in runs)
    return [
        (end - len(run.text), end, run.lean)
        for run, end in zip(runs, ends, strict=True)
        if run.lean
    ]


def _line_ends(
    text: str, edges: Sequence[float], measure: Measure, leaning: Sequence[tuple[int, int, float]]
) -> list[int]:
    """The offset at which each line ends; the last is the end of the text."""
    ends: list[int] = []
    room, x = measure.first, 0.0
    for start, ink, end in _words(text):
        width = edges[ink] - edges[start]
        lean = next((by for a, b, by in leaning if a < ink <= b), 0.0)
        if x and x + width + lean > room + _DUST:
            ends.append(start)
            room, x = measure.rest, 0.0
        while width > room > 0:  # a word longer than a line is broken where the line is full
            ends.append(start)
            width, room = width - room, measure.rest
        is_tab = text[ink:end] == "\t"
        x = _next_stop(x + width, measure) if is_tab else x + edges[end] - edges[ink] + width
    return [*ends, len(text)]


@cache
def _breaks(ideographs: bool) -> re.Pattern[str]:
    """What ends a line; the table of ideographs takes 4 ms to compile, and few texts have one."""
    return re.compile(f"{_BREAK}|{_IDEOGRAPH}(?={_IDEOGRAPH})" if ideographs else _BREAK)


def _words(text: str) -> Iterator[tuple[int, int, int]]:
    """Every unbreakable piece: where it starts, where its visible part ends, where it ends."""
    start = 0
    for found in _breaks(max(text, default="") >= _FIRST_IDEOGRAPH).finditer(text):
        ink = found.start() if found["space"] else found.end()
        yield start, ink, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text), len(text)


def _next_stop(x: float, measure: Measure) -> float:
    """Where a tab that stands at `x` leads to; words before a stop take the room they need."""
    stop = next((stop for stop in measure.tabs if stop > x), (x // TAB + 1) * TAB)
    before = next((end for end in measure.ends if end > x), 0.0)
    return x if x < before <= measure.first else stop


def heights(runs: Sequence[Run], ends: Sequence[int]) -> list[tuple[float, float]]:
    """Of each line the greatest height above and below its foot: the runs on it decide."""
    lines: list[tuple[float, float]] = []
    places = [0, *accumulate(len(run.text) for run in runs)]
    metrics = [run.face.line(run.size) for run in runs]
    start = 0
    for end in ends:
        on_it = [
            metrics[i]
            for i in range(len(runs))
            if places[i] < max(end, start + 1) and places[i + 1] > start
        ] or metrics[-1:]
        lines.append((max(m[0] for m in on_it), max(m[1] for m in on_it)))
        start = end
    return lines
