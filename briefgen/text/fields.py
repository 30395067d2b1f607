"""The markers of a memo.docx, `[[title]]`, in the words of a paragraph: what they print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from briefgen.patterns import late

#: Word "corrects" what people type: brackets grow wide, quotation marks and blanks come in,
#: a name gets a capital letter, hyphens become dashes.
_QUOTES = "\"'“”„‟«»‘’‚‹›"
_MARKER = late(
    rf"[\[［〚⟦]{{2}}[\s{_QUOTES}]*([\w.\-‑–\u00ad\u200b]+(?:\s*:\s*[\w\-‑–\u00ad\u200b]+)?)"
    rf"[\s{_QUOTES}]*[\]］〛⟧]{{2}}"
)
_AS_WRITTEN = str.maketrans("-‑–", "___", "\u00ad\u200b")
_SEPARATOR = late(r"\s+[|·•]\s+")
#: A stretch of a paragraph's text, from and to, and what replaces it.
Edit: TypeAlias = tuple[int, int, str]


def markers(text: str) -> list[tuple[int, int, str]]:
    """The markers of a text: from, to, and the name as we write it."""
    return [(m.start(), m.end(), _name(m[1])) for m in _MARKER.finditer(text)]


def is_slot(name: str) -> bool:
    """Whether a marker of this name is a slot, a line for blocks, and no field."""
    return name in {"header", "body"} or name.startswith("section:")


def slot_of(text: str) -> str:
    """The slot that the words of a paragraph are: "header", "body", "section:positions", or ""."""
    found = _MARKER.fullmatch(text.strip())
    name = _name(found[1]) if found else ""
    return name if is_slot(name) else ""


def _name(written: str) -> str:
    """The name in a marker as we write it: `Section : Open-questions`, section:open_questions."""
    return "".join(written.translate(_AS_WRITTEN).split()).lower()


def edits(text: str, value: Callable[[str], str]) -> list[Edit]:
    """What replaces the markers of a paragraph, a tab in it for each break; nothing of a slot.

    Of parts between ` | ` those whose fields are all empty go, with their separator.
    """
    if not _MARKER.search(text) or slot_of(text):
        return []
    stretches = re.finditer(r"[^\t]+", text)
    return [e for s in stretches for e in _between_breaks(text, s.start(), s.end(), value)]


def edited(text: str, changes: list[Edit]) -> str:
    """The text with its edits made."""
    for start, end, words in reversed(changes):
        text = text[:start] + words + text[end:]
    return text


def _between_breaks(text: str, start: int, end: int, value: Callable[[str], str]) -> Iterator[Edit]:
    """Values for markers; parts that print nothing go, and the separators round them."""
    printed = False
    gap = start  # where the separator before this part begins
    bounds = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text, start, end)]
    for part_start, part_end in zip(
        [start, *(b for _, b in bounds)], [*(a for a, _ in bounds), end], strict=True
    ):
        found = list(_MARKER.finditer(text, part_start, part_end))
        named = [_name(m[1]) for m in found]
        filled = [value(name) for name in named]
        said = [v for v, n in zip(filled, named, strict=True) if not n.startswith("label.")]
        if said and not any(said):
            yield (gap, part_end, "")
        else:
            if not printed:
                yield (gap, part_start, "")
            yield from ((m.start(), m.end(), v) for m, v in zip(found, filled, strict=True))
            printed = True
        gap = part_end
