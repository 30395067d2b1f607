"""Names of numbers, scales, units, currencies and months: English, German, French."""

from __future__ import annotations

import re

from briefgen.patterns import late

_MONTHS = (
    "january jan januar jänner janvier",
    "february feb februar février",
    "march mar märz mars",
    "april apr avril",
    "may mai",
    "june jun juni juin",
    "july jul juli juillet",
    "august aug août",
    "september sept sep septembre",
    "october oct oktober okt octobre",
    "november nov novembre",
    "december dec dezember dez décembre",
)
_SCALES = {
    "1000": "thousand k tausend mille",
    "1000000": "million millions mn m mio millionen",
    "1000000000": "billion billions bn mrd milliarde milliarden milliard milliards",
    "1000000000000": "trillion trillions tn",
}
_UNITS = {
    "%": r"% percent per\scent prozent pour\scent pct",
    "$": "$ us$ usd dollar dollars",
    "€": "€ eur euro euros",
    "£": "£ gbp pound pounds",
    "¥": "¥ jpy yen",
    "chf": "chf franken francs",
    "minute": "minute minutes minuten",
    "hour": "hour hours stunde stunden heure heures",
    "day": "day days tag tage tagen jour jours",
    "week": "week weeks woche wochen semaine semaines",
    "month": "month months monat monate monaten mois",
    "quarter": "quarter quarters quartal quartale",
    "year": "year years jahr jahre jahren an ans année années",
    "kilometre": "km kilometre kilometres kilometer kilometers",
    "mile": "mile miles",
    "tonne": "tonne tonnes ton tons",
}
_NUMBERS = {
    1: "one eins ein eine un une",
    2: "two zwei deux",
    3: "three drei trois",
    4: "four vier quatre",
    5: "five fünf cinq",
    6: "six sechs",
    7: "seven sieben sept",
    8: "eight acht huit",
    9: "nine neun neuf",
    10: "ten zehn dix",
    11: "eleven elf onze",
    12: "twelve zwölf douze",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
    20: "twenty zwanzig vingt",
    30: "thirty dreißig trente",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
    100: "hundred hundert cent",
}


def _names(table: dict[str, str]) -> dict[str, str]:
    return {name.replace(r"\s", " "): key for key, names in table.items() for name in names.split()}


_MONTH_OF = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}
_SCALE_OF = _names(_SCALES)
_UNIT_OF = _names(_UNITS)
_VALUE_OF = {name: value for value, names in _NUMBERS.items() for name in names.split()}
_CURRENCIES = ("usd", "eur", "gbp", "jpy", "chf")

#: The letters that stand in a classed text for those of a word of the tables: runes, because
#: other words that are not ASCII become `x`.
MONTH, MONTH_OR_NUMBER, NUMBER, SCALE, UNIT, CURRENCY = "ᚠᚡᚢᚣᚤᚥ"
_CLASS_OF = {
    **dict.fromkeys(_UNIT_OF, UNIT),
    **dict.fromkeys(_SCALE_OF, SCALE),
    **dict.fromkeys(_VALUE_OF, NUMBER),
    **dict.fromkeys(_MONTH_OF, MONTH),
    **dict.fromkeys(_MONTH_OF.keys() & _VALUE_OF.keys(), MONTH_OR_NUMBER),
    **dict.fromkeys(_CURRENCIES, CURRENCY),
}
_BETWEEN = str.maketrans("", "", " \u00a0\u202f'’")  # what groups digits and is no decimal mark
_WORD = late(r"(?i:p(?:er|our)\scent)(?!\w)|[^\W\d_]+")


def classed(text: str) -> str:
    """The text with the letter of its class for every letter of a word of the tables.

    A pattern of classes is short, and quick to compile; the lists of their words are neither.
    """
    return _WORD.sub(_classed, text)


def _classed(match: re.Match[str]) -> str:
    word = match[0]
    letter = _CLASS_OF.get(" ".join(word.lower().split()), "" if word.isascii() else "x")
    return letter * len(word) if letter else word


def month(name: str) -> int:
    """The number of the month."""
    return _MONTH_OF[name.lower().rstrip(".")]


def unit(name: str) -> str:
    """The one name of a unit, or ""."""
    return _UNIT_OF.get(" ".join(name.lower().split()), "")


def worded(tens: str, ones: str = "") -> str:
    """The value of `twenty` or `twenty-one`."""
    return str(_VALUE_OF[tens.lower()] + (_VALUE_OF[ones.lower()] if ones else 0))


def times(value: str, scale: str) -> str:
    """`19`, `bn` -> `19000000000`, without needless zeros: a scale moves the point to the right."""
    whole, _, rest = value.partition(".")
    places = len(_SCALE_OF.get(scale.lower(), "1")) - 1
    moved, left = whole + rest[:places].ljust(places, "0"), rest[places:]
    left = str(int("1" + left))[1:].rstrip("0")  # digits of any script
    return f"{int(moved or 0)}.{left}" if left else str(int(moved or 0))


def values(digits: str) -> list[str]:
    """What a number may mean: `1,600` is 1600; `19.5` 19.5; `1.600` both 1600 and 1.6."""
    plain = digits.translate(_BETWEEN)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return [plain]
    last = plain.rfind(marks[-1])
    whole, rest = re.sub("[.,]", "", plain[:last]), plain[last + 1 :]
    decimal, grouped = f"{whole}.{rest}", whole + rest
    if len(marks) > 1:
        return [decimal] if len(set(marks)) > 1 else [grouped]
    if len(rest) != 3 or len(whole) > 3 or whole == "0":
        return [decimal]
    return [grouped] if marks[0] == "," else [grouped, decimal]
