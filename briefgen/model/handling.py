"""Which handling marks take a line of their own, at the head and the foot of each page.

TLP       right-justified, 12 point or more: Traffic Light Protocol 2.0 (FIRST, 2022), "How to use"
OFFICIAL  centred: Government Security Classifications (UK, 2024)
CUI       centred banner, and at the foot: CUI Marking Handbook (US National Archives, 2016),
          32 CFR 2002.20

Every other mark stands where memo.docx puts it.
"""

from __future__ import annotations

import re

RIGHT, CENTRED = "Handling Mark Right", "Handling Mark Centred"
#: The size of type of both styles.
MARK_SIZE = 12.0
#: What a mark begins with -> the style of its line.
_RULES = (
    (re.compile(r"TLP:(?:CLEAR|GREEN|AMBER(?:\+STRICT)?|RED)\b"), RIGHT),
    (re.compile(r"OFFICIAL(?:-SENSITIVE)?\b"), CENTRED),
    (re.compile(r"(?:CUI|CONTROLLED)(?=$|//)"), CENTRED),
)


def mark_style(mark: str) -> str:
    """The named style of the line of its own that a mark's rules ask for, or ""."""
    return next((style for begins, style in _RULES if begins.match(mark)), "")
