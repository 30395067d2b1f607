"""Clips: some words with a little of what stands around them, the words themselves set strong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.compose.behind import WITHHELD
from briefgen.model.document import Inline, Text

Span = tuple[int, int]
_ALONE = 300  # characters of a passage in which nothing was found


def clip(text: str, spans: Sequence[Span], within: Span, around: int) -> tuple[Inline, ...]:
    """The words at `spans` of `text` with so many characters around them, within the bounds given.

    Without spans, the beginning of what stands within the bounds.
    """
    start, end = within
    if not spans:
        last = _to_word(text, min(end, start + _ALONE), end, 1)
        return (Text(_line(text[start:last]).strip() + ("…" if last < end else "")),)
    first = _to_word(text, max(start, spans[0][0] - around), start, -1)
    last = _to_word(text, min(end, spans[-1][1] + around), end, 1)
    first = max(first, text.rfind(WITHHELD, first, spans[0][0]) + 1)
    hole = text.find(WITHHELD, spans[-1][1], last)
    last = hole if hole >= 0 else last
    parts: list[Inline] = [Text("…")] if first > start else []
    at = first + len(text[first : spans[0][0]]) - len(text[first : spans[0][0]].lstrip())
    for begin, stop in spans:
        parts += [Text(_line(text[at:begin])), Text(_line(text[begin:stop]), "strong")]
        at = stop
    parts.append(Text(_line(text[at:last]).rstrip() + ("…" if last < end else "")))
    return tuple(p for p in parts if isinstance(p, Text) and p.text)


def _to_word(text: str, at: int, bound: int, step: int) -> int:
    """Go on to the next edge of a word."""
    while at != bound and not text[at - 1 : at + 1].isspace() and " " not in text[at - 1 : at + 1]:
        at += step
    return at


def _line(text: str) -> str:
    """Words on one line; no-break spaces and the like stay, what is withheld is an elision."""
    text = re.sub(f"{WITHHELD}+", "[…]", text)
    return re.sub(r"[ \t\n]+", " ", text)
