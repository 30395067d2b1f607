"""Words of likelihood and the ladders that they belong to: ICD 203 (two rows) and UK PHIA."""

from __future__ import annotations

import re

from briefgen.patterns import late

#: Ladder -> its terms (Intelligence Community Directive 203, 2015; PHIA yardstick, March 2025).
LADDERS = {
    "ICD 203, first row": "almost no chance|very unlikely|unlikely|roughly even chance|likely"
    "|very likely|almost certain",
    "ICD 203, second row": "remote|highly improbable|improbable|roughly even odds|probable"
    "|highly probable|nearly certain",
    "PHIA": "remote chance|highly unlikely|unlikely|realistic possibility|likely|probable"
    "|highly likely|almost certain",
}
_ALL = sorted({t for row in LADDERS.values() for t in row.split("|")}, key=len, reverse=True)
_TERM = late(rf"\b(?:{'|'.join(_ALL)})(?:ly)?\b", re.IGNORECASE)
_CONFIDENCE = late(r"\b(?:low|moderate|high)\s+confidence\b|\bconfident\b", re.IGNORECASE)


def terms(text: str) -> list[str]:
    """The likelihood terms of a text, in order."""
    return [m[0].lower() for m in _TERM.finditer(text)]


def rows(term: str) -> frozenset[str]:
    """The ladders that have this term."""
    return frozenset(name for name, row in LADDERS.items() if term in row.split("|"))


def confidence(text: str) -> bool:
    """Whether a text states a level of confidence."""
    return bool(_CONFIDENCE.search(text))
