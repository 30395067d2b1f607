"""Relative dates: what "Friday" or "yesterday" means, counted from a day that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from briefgen.patterns import late
from briefgen.records import record

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GERMAN = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_WEEKDAY = rf"(?:next |last |this )?(?:{'|'.join((*_DAYS, *_GERMAN))})(?!['’]?s\b)"
_RELATIVE = late(
    rf"\b(?:{_WEEKDAY}|yesterday|tomorrow|today|(?:last|next|this) (?:week|month|year)|gestern"
    r"|morgen(?=[ ,]))\b",
    re.IGNORECASE,
)
#: Words that need a day to stand beside them.
NOW = late(
    r"\b(?:now|currently|at present|so far|to date|nowadays|presently|at the moment)\b",
    re.IGNORECASE,
)


@record
class Relative:
    """A relative date at offset `at`, as written."""

    at: int
    text: str

    @property
    def weekday(self) -> int | None:
        """0 for Monday; None where it names no day of the week."""
        word = self.text.lower().split()[-1]
        for names in (_DAYS, _GERMAN):
            if word in names:
                return names.index(word)
        return None


def relative_dates(text: str) -> Iterator[Relative]:
    """Every relative date of a text."""
    return (Relative(m.start(), m[0]) for m in _RELATIVE.finditer(text))


def resolved(found: Relative, basis: date) -> date | None:
    """The day that is meant, written on `basis`: a weekday is the last one up to that day."""
    word = found.text.lower()
    if word in ("yesterday", "gestern"):
        return basis - timedelta(days=1)
    if word in ("tomorrow", "morgen"):
        return basis + timedelta(days=1)
    if word == "today":
        return basis
    if found.weekday is None or " " in word:
        return None  # a whole week, or one that may be meant either way
    return basis - timedelta(days=(basis.weekday() - found.weekday) % 7)
