"""What a text says of an act: that it is planned, or that it is in force.

Closed patterns, by the stem of the act: "planned to designate" and "the designation ... removed"
are of one act. A person judges what they find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PLANNED, IN_FORCE = "planned", "in force"
_ENDINGS = "ations ation ates ated ate ions ion ments ment ing ed es s e"
_MANY = r"(?:[\w'’-]+ ){0,4}?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        PLANNED,
        r"\b(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|threaten(?:s|ed)?|propos(?:es|ed)) to"
        r" (?P<act>[a-z]{5,})",
    ),
    (PLANNED, r"\bwould (?:make the|issue the) (?P<act>[a-z]{5,}(?:ion|ment))\b"),
    (PLANNED, rf"\bany (?:official |formal |future )?{_MANY}(?P<act>[a-z]{{5,}}(?:ion|ment))\b"),
    (
        IN_FORCE,
        rf"\b(?:the|this|its) {_MANY}(?P<act>[a-z]{{5,}}(?:ion|ment)) (?:be |been )?"
        r"(?:removed|lifted|withdrawn|revoked|rescinded|took effect|takes effect|is in force"
        r"|remains|will affect|forces|requires|bars)\b",
    ),
    (IN_FORCE, r"\b(?:has|have|had|was|were) (?:been |already )*(?P<act>[a-z]{4,}(?:ated|ned))\b"),
)


@dataclass(frozen=True, slots=True)
class Status:
    """What a text says of an act at [start, end)."""

    act: str  # the stem
    status: str
    start: int
    end: int


def statuses(text: str) -> Iterator[Status]:
    """Everything that a text says of the status of an act."""
    for status, pattern in _PATTERNS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield Status(stem(match["act"]), status, *match.span())


def stem(word: str) -> str:
    """`designate`, `designated`, `designation` -> `design`: for comparing, not for reading."""
    lower = word.casefold()
    for ending in _ENDINGS.split():
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            return lower.removesuffix(ending)
    return lower
