"""Columns: how wide each column of a table is set, so that its rows take the fewest lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import ceil
from typing import TypeAlias

from briefgen.model.document import Cell, plain

#: Characters of 9.5-point Calibri that a percent of the text width holds, about: it only ranks
#: widths against each other, the estimator measures what comes out.
_PER_PERCENT = 1.15
_STEP = 2.0
_NARROWEST = 24.0
#: Of each row, of each of its cells, the lengths of its paragraphs.
Lengths: TypeAlias = tuple[tuple[tuple[int, ...], ...], ...]


def column_widths(declared: Sequence[float], rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """The widths, in percent, with which the rows take the fewest lines.

    The first column (who) keeps its declared width, and so does every table of other than three
    columns. Of equally good widths, the nearest to the declared ones.
    """
    if len(declared) != 3:
        return tuple(declared)
    lengths = tuple(
        tuple(tuple(len(plain(p.inlines)) for p in cell.paragraphs) for cell in row) for row in rows
    )
    return _best(tuple(declared), lengths)


@lru_cache(maxsize=64)  # a page is set again for every cut, and most of its tables stay
def _best(declared: tuple[float, ...], lengths: Lengths) -> tuple[float, ...]:
    return min(_tried(declared), key=lambda w: (_lines(w, lengths), abs(w[1] - declared[1])))


def _tried(declared: Sequence[float]) -> Iterator[tuple[float, ...]]:
    first, second, third = declared
    yield (first, second, third)
    width = _NARROWEST
    while width <= second + third - _NARROWEST:
        yield (first, width, second + third - width)
        width += _STEP


def _lines(widths: Sequence[float], rows: Lengths) -> int:
    """How many lines the rows take."""
    return sum(
        max(_height(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


def _height(lengths: Sequence[int], width: float) -> int:
    return sum([ceil(length / (width * _PER_PERCENT)) for length in lengths])
