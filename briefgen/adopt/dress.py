"""Dress: what briefgen sets before and behind the words of a point, and no person can change."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.adopt.base import Printed
from briefgen.adopt.proposal import LEAD, TAIL, Cannot
from briefgen.adopt.today import Today
from briefgen.adopt.words import Token, says, tokens_of_page
from briefgen.model.document import Text


def undressed(old: Printed, texts: Sequence[str], today: Today) -> list[list[Token]]:
    """The tokens of paragraphs without what briefgen sets before and behind a point's words."""
    cut = [tokens_of_page(text, today.written, old.origin) for text in texts]
    lead = len(tokens_of_page(lead_of(old), today.written))
    tail = len(tokens_of_page(tail_of(old), today.written))
    base = tokens_of_page(old.line.text, today.written, old.origin)
    if says(cut[0][:lead]) != says(base[:lead]):
        raise Cannot(LEAD)
    if tail and says(cut[-1][-tail:]) != says(base[-tail:]):
        raise Cannot(TAIL)
    cut[0] = cut[0][lead:]
    cut[-1] = cut[-1][: len(cut[-1]) - tail]
    return cut


def lead_of(old: Printed) -> str:
    """`4 March:`, the name of a party: what stands in bold before a point's words."""
    first, *rest = old.inlines or (Text(""),)
    strong = isinstance(first, Text) and first.style == "strong" and first.text.endswith(":")
    return first.text if strong and rest and isinstance(first, Text) else ""


def tail_of(old: Printed) -> str:
    """`(one origin)`: what a template says of a point's ground."""
    last = old.inlines[-1] if old.inlines else Text("")
    ground = isinstance(last, Text) and last.style == "emphasis" and last.text.startswith(" (")
    return last.text if ground and isinstance(last, Text) else ""
