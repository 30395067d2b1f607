"""Dates as authors know them: exact, vague, or a stretch (a subset of EDTF, ISO 8601-2)."""

from __future__ import annotations

from datetime import date, timedelta

from briefgen.patterns import late
from briefgen.records import record

_ONE = late(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d))?)?)?")


@record
class When:
    """A date: every day from `first` to `last`. 2026-03 is the whole of March.

    `text` is what was written; `time` is `hh:mm` with its zone, or "".
    """

    text: str
    first: date
    last: date
    time: str = ""

    @property
    def exact(self) -> bool:
        """Whether this is one day."""
        return self.first == self.last


def parse_when(text: str) -> When | None:
    """Read `YYYY[-MM[-DD[Thh:mm(Z|±hh:mm)]]]` or `a/b`; None where it is no date."""
    first, slash, last = text.strip().partition("/")
    begin = _one(first)
    if not slash or begin is None:
        return begin
    end = _one(last)
    if end is None or end.last < begin.first:
        return None
    return When(text.strip(), begin.first, end.last)


def _one(text: str) -> When | None:
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    year, month, day, clock, zone = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if clock and not ("00:00" <= clock <= "23:59" and clock[3:] <= "59"):
        return None
    last = first if day else _end_of(first, month=bool(month))
    return When(text, first, last, f"{clock} {zone}" if clock else "")


def _end_of(first: date, *, month: bool) -> date:
    if not month:
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)
