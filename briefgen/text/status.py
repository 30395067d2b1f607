"""What a text says of an act: that it is planned, or that it is in force.

Closed patterns, by the stem of the act: "planned to designate" and "the designation ... removed"
are of one act. A person judges what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.patterns import late
from briefgen.records import record

PLANNED, IN_FORCE = "planned", "in force"
_ENDINGS = "ations ation ates ated ate ions ion ments ment ing ed es s e"
_MANY = r"(?:[\w'’-]+ ){0,4}?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        PLANNED,
        late(
            r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|threaten(?:s|ed)?|propos(?:es|ed)) to"
            r" (?P<act>[a-z]{5,})"
        ),
    ),
    (PLANNED, late(r"\bwould (?:make the|issue the) (?P<act>[a-z]{5,}(?:ion|ment))\b")),
    (
        PLANNED,
        late(rf"\bany (?:official |formal |future )?{_MANY}(?P<act>[a-z]{{5,}}(?:ion|ment))\b"),
    ),
    (
        IN_FORCE,
        late(
            rf"\b(?:the|this|its) {_MANY}(?P<act>[a-z]{{5,}}(?:ion|ment)) (?:be |been )?"
            r"(?:removed|lifted|withdrawn|revoked|rescinded|took effect|takes effect|is in force"
            r"|remains|will affect|forces|requires|bars)\b"
        ),
    ),
    (
        IN_FORCE,
        late(r"\b(?:has|have|had|was|were) (?:been |already )*(?P<act>[a-z]{4,}(?:ated|ned))\b"),
    ),
)


@record
class Status:
    """What a text says of an act at [start, end)."""

    act: str  # the stem
    status: str
    start: int
    end: int


def statuses(text: str) -> Iterator[Status]:
    """Everything that a text says of the status of an act."""
    lower = text.lower()
    lower = lower if len(lower) == len(text) else text  # a few letters become two
    for status, pattern in _PATTERNS:
        for match in pattern.finditer(lower):
            yield Status(stem(match["act"]), status, *match.span())


def stem(word: str) -> str:
    """`designate`, `designated`, `designation` -> `design`: for comparing, not for reading."""
    lower = word.casefold()
    for ending in _ENDINGS.split():
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            return lower.removesuffix(ending)
    return lower
