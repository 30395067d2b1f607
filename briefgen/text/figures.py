"""Figures in a text: numbers with their unit, and dates; and whether another text supports one.

Each pattern of the table below claims its stretch of the text; the first that matches counts. The
patterns are matched against the classed text (units.py), in which every word is as long as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from briefgen.model.dates import When
from briefgen.patterns import late
from briefgen.records import record
from briefgen.text import units


@record
class Figure:
    """A number or a date at offset `at`.

    A number has `keys`, the values that it may mean (1.600 is 1600 or 1.6), and a `unit` or "";
    a date has as much of `day`, `month`, `year` as it says, and no keys.
    """

    at: int
    text: str
    keys: frozenset[str] = frozenset()
    unit: str = ""
    day: int = 0
    month: int = 0
    year: int = 0

    @property
    def is_date(self) -> bool:
        """Whether this says a day, a month or a year."""
        return bool(self.day or self.month or self.year)


@lru_cache(maxsize=1024)  # several rules ask of the same sentence
def figures(text: str) -> tuple[Figure, ...]:
    """Every figure of `text`, in order."""
    found = (_figures_of(match, text) for match in _FIGURE.finditer(units.classed(text)))
    return tuple(figure for group in found for figure in group)


def says_a_date(text: str) -> bool:
    """Whether a text names a day, a month or a year."""
    return any(f.day or f.month or f.year for f in figures(text))


def supports(figure: Figure, texts: Iterable[str], dates: Iterable[When] = ()) -> bool:
    """Whether the figure stands in one of the texts, or is one of the given dates.

    Units must not differ where both have one. A date may say less than the source, not more:
    only its year may come from the given dates instead of the words.
    """
    given = list(dates)
    if figure.is_date and any(_is_within(figure, when) for when in given):
        return True
    years = {y for when in given for y in (when.first.year, when.last.year)}
    others = (other for text in texts for other in figures(text))
    return any(_equal(figure, other, years) for other in others)


# -- comparing ---------------------------------------------------------------------------------


def _equal(ours: Figure, theirs: Figure, years: set[int]) -> bool:
    if ours.is_date != theirs.is_date:
        return False
    if not ours.is_date:
        same_unit = ours.unit == theirs.unit or not ours.unit or not theirs.unit
        return bool(ours.keys & theirs.keys) and same_unit
    if ours.year not in (0, theirs.year) and (theirs.year or ours.year not in years):
        return False
    return ours.day in (0, theirs.day) and ours.month in (0, theirs.month)


def _is_within(figure: Figure, when: When) -> bool:
    """Whether the figure's days lie within the date, or the date within the figure's days."""
    for year in range(when.first.year, when.last.year + 1):
        days = _days(figure, year) if figure.year in (0, year) else None
        if days is None:
            continue
        first, last = days
        if when.first <= first and last <= when.last:
            return True
        if first <= when.first and when.last <= last:
            return True
    return False


def _days(figure: Figure, year: int) -> tuple[date, date] | None:
    try:
        first = date(year, figure.month or 1, figure.day or 1)
    except ValueError:
        return None
    if figure.day:
        return first, first
    if not figure.month:
        return first, date(year, 12, 31)
    following = date(year + figure.month // 12, figure.month % 12 + 1, 1)
    return first, following - timedelta(days=1)


# -- reading -----------------------------------------------------------------------------------

_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORD = r"(?:st|nd|rd|th|er|\.)?"
_NAMED = rf"[{units.MONTH}{units.MONTH_OR_NUMBER}]+\b\.?"
_WORDED = f"[{units.NUMBER}{units.MONTH_OR_NUMBER}]+"
_SCALE = f"{units.SCALE}+"
_SIGN = r"(?i:us)\$|[$€£¥]"
_CURRENCY = rf"{units.CURRENCY}+|{_SIGN}"
_UNIT = rf"[{units.UNIT}{units.CURRENCY}]+|%|{_SIGN}"
_YEAR = r"(?:1[89]|20)\d\d(?![\d%]|[.,:]\d)"
_NUMBER = r"\d+(?:[.,'’]\d+)*(?:[ \u00a0\u202f]\d{3}(?!\d)(?:[.,]\d+)?)*"
_START = r"(?<![\w])(?<!\w[-‑.,])"

#: Name, pattern: what is looked for at each place, in this order.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)"),
    (
        "day_month",
        rf"(?:({_DAY}){_ORD}\s?(?:[-–/]|to|and|und|et)\s?)?({_DAY}){_ORD}\s(?:of\s)?({_NAMED})"
        rf"(?:,?\s({_YEAR}))?",
    ),
    (
        "month_day",
        rf"({_NAMED})\s({_DAY})(?:st|nd|rd|th)?(?!\d)(?:\s?[-–]\s?({_DAY})(?!\d))?"
        rf"(?:,?\s({_YEAR}))?",
    ),
    ("month_year", rf"({_NAMED}),?\s({_YEAR})"),
    (
        "clock",
        rf"([01]?\d|2[0-3])(?::([0-5]\d)(?!\d)|[.:h]([0-5]\d)(?=\s?(?:[ap]\.?[m{units.SCALE}]\b|Uhr)))",
    ),
    (
        "number",
        rf"(?:({_CURRENCY})\s?)?({_NUMBER})(?:(st|nd|rd|th)\b)?"
        rf"(?:[\s-]?({_SCALE})(?!\w))?(?:\.?[\s-]?({_UNIT})(?!\w))?(?!\w)",
    ),
    (
        "worded",
        rf"({_WORDED})(?:[\s-]({_WORDED}))?(?:\s({_SCALE}))?"
        rf"[\s-]({_UNIT})(?!\w)",
    ),
    ("month", rf"({_NAMED})"),
)
_FIGURE = late(
    _START + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS) + ")"
)


@cache
def _groups() -> dict[str | None, range]:
    """Name of a pattern -> which of the groups are its own."""
    starts = [*_FIGURE.groupindex.values(), _FIGURE.groups + 1]
    own = (range(start + 1, end) for start, end in pairwise(starts))
    return dict(zip(_FIGURE.groupindex, own, strict=True))


def _figures_of(match: re.Match[str], text: str) -> Iterator[Figure]:
    name, (start, end) = match.lastgroup or "", match.span()
    groups = [text[slice(*match.span(n))] if match[n] else "" for n in _groups()[name]]
    yield from _READERS[name](start, text[start:end], groups)


def _iso(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    year, month, day = (int(g or 0) for g in groups)
    yield Figure(at, text, year=year, month=month, day=day)


def _day_month(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    first, day, name, year = groups
    month = units.month(name)
    for d in filter(None, (first, day)):
        yield Figure(at, text, day=int(d), month=month, year=int(year or 0))


def _month_day(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    name, day, last, year = groups
    yield from _day_month(at, text, [day, last, name, year])


def _month_year(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    yield Figure(at, text, month=units.month(groups[0]), year=int(groups[1]))


#: French writes them small; `mars` and `mai` alone may be other words.
_FRENCH_MONTHS = (
    "janvier", "février", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


def _month(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    """A month alone: capitalised, or plainly French, and none of the names that are verbs too."""
    named = text[0].isupper() and text not in ("May", "Mars", "Mar", "Sept.", "Jan")
    if named or text in _FRENCH_MONTHS:
        yield Figure(at, text, month=units.month(text))


def _clock(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    minutes = groups[1] or groups[2]
    yield Figure(at, text, frozenset({f"{int(groups[0])}:{minutes}"}), "o'clock")


def _number(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    currency, digits, ordinal, scale, unit = groups
    bare = not (currency or ordinal or scale or unit)
    if bare and re.fullmatch(_YEAR, digits):
        yield Figure(at, text, year=int(digits))
        return
    keys = frozenset(units.times(v, scale) for v in units.values(digits))
    named = "ordinal" if ordinal else units.unit(currency or unit)
    yield Figure(at, text.strip(), keys, named)


def _worded(at: int, text: str, groups: list[str]) -> Iterator[Figure]:
    tens, ones, scale, unit = groups
    value = units.worded(tens, ones)
    yield Figure(at, text, frozenset({units.times(value, scale)}), units.unit(unit))


_READERS: dict[str, Callable[[int, str, list[str]], Iterator[Figure]]] = {
    "iso": _iso,
    "day_month": _day_month,
    "month_day": _month_day,
    "month_year": _month_year,
    "month": _month,
    "clock": _clock,
    "number": _number,
    "worded": _worded,
}
