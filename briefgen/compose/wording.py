"""Wording: the template's small strings in the memo's language, and its dates and marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as Date  # noqa: N812 - `date` is a method here
from functools import lru_cache

from briefgen.model.dates import When
from briefgen.patterns import late
from briefgen.records import record

NBSP = "\u00a0"

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
MONTHS: Mapping[str, tuple[str, ...]] = {k: tuple(v.split()) for k, v in _MONTHS.items()}

#: Outer quotation marks as each language sets them (French with no-break spaces inside).
MARKS: Mapping[str, tuple[str, str]] = {
    "en": ("“", "”"),
    "de": ("„", "“"),
    "fr": (f"«{NBSP}", f"{NBSP}»"),
}

#: French sets a space inside quotation marks and before high stops; no line breaks there.
_FRENCH_SPACE = late(r" (?=[:;?!»])|(?<=«) ")
_DAY_MONTH = late(rf"(\d{{1,2}}(?:\.|er)?) ((?:{'|'.join(' '.join(_MONTHS.values()).split())})\b)")
_AMOUNT = late(r"([$€£]?\d[\d.,]*) ((?:hundred|thousand|million|billion|trillion|percent)\b)")
_APOSTROPHE = late(r"(?<=\w)'(?=\w)|(?<=s)'(?=[\s.,;:)]|$)")


@record
class Wording:
    """The words of one template in one language; English stands in for what is missing."""

    strings: Mapping[str, Mapping[str, str]]
    lang: str

    @property
    def tongue(self) -> str:
        """The language without its region: `en` of `en-GB`."""
        return self.lang.split("-")[0].lower()

    def say(self, name: str, /, **values: object) -> str:
        """The string `name`, its `{fields}` filled; "" where no wording has it."""
        mine = self.strings.get(self.tongue, {})
        text = mine.get(name, self.strings.get("en", {}).get(name, ""))
        if self.tongue == "fr":
            text = _FRENCH_SPACE.sub(NBSP, text)
        return render(text, values) if values and text else text

    def heading(self, section: str) -> str:
        """The heading of a section."""
        return self.say(f"heading.{section}") or section.replace("_", " ").capitalize()

    def label(self, name: str) -> str:
        """The label of a header field."""
        return self.say(f"label.{name}") or name.capitalize()

    def level(self, name: str) -> str:
        """What readers call a level of quotations; "" for none."""
        return self.say(f"level.{name}") if name else ""

    @property
    def marks(self) -> tuple[str, str]:
        """Opening and closing outer quotation mark."""
        return MARKS.get(self.tongue, MARKS["en"])

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it, without the blank behind it."""
        return f"{NBSP}:" if self.tongue == "fr" else ":"

    def day(self, when: When, *, year: bool = True) -> str:
        """A date without its time: `5 March 2026`, `March 2026`, `2026`, `3–5 March 2026`."""
        first, last = _day_parts(when.first, self), _day_parts(when.last, self)
        if when.exact:
            return NBSP.join(last if year else last[:2])
        if when.first.day == 1 and len(when.text) == len("2026-03"):
            return NBSP.join(last[1:] if year else last[1:2])
        if len(when.text) == len("2026"):
            return last[2]
        if first[1:] == last[1:]:
            return f"{first[0]}–{NBSP.join(last if year else last[:2])}"
        return f"{NBSP.join(first)} – {NBSP.join(last)}"

    def date(self, when: When) -> str:
        """A date with its time, where it has one: `5 March 2026, 14:00 UTC`."""
        clock = when.time.replace(" Z", f"{NBSP}UTC")
        return f"{self.day(when)}, {clock}" if clock else self.day(when)


def _day_parts(day: Date, words: Wording) -> tuple[str, str, str]:
    months = MONTHS.get(words.tongue, MONTHS["en"])
    first_of_month = words.tongue == "fr" and day.day == 1
    ordinal = "." if words.tongue == "de" else "er" if first_of_month else ""
    return f"{day.day}{ordinal}", months[day.month - 1], str(day.year)


def render(text: str, values: Mapping[str, object]) -> str:
    """Fill the `{{ fields }}` of a short wording string; Jinja is loaded for more than that."""
    if "{%" not in text and not re.search(r"\{\{[^}]*[^\w\s}][^}]*\}\}", text):
        return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda m: str(values.get(m[1], "")), text)
    from jinja2 import StrictUndefined  # noqa: PLC0415 - 43 ms, most wording never needs it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - as above

    jinja = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    jinja.globals.clear()
    return jinja.from_string(text).render(**values)


@lru_cache(maxsize=4096)  # a page is composed again for every cut, from the same words
def set_type(text: str) -> str:
    """Set our own words well: apostrophes curled; dates and amounts kept on one line."""
    text = _APOSTROPHE.sub("’", text)
    text = _DAY_MONTH.sub(rf"\1{NBSP}\2", text)
    return _AMOUNT.sub(rf"\1{NBSP}\2", text)
