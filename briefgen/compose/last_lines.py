"""Last lines: the end of a paragraph is held together, so that no line holds one short word.

The last words are joined by no-break spaces until they are as long as a line should be at least.
Never within a quotation, whose words stay as captured, and never so many that they would crowd a
narrow column. What is held together fits on one line, so that no page needs a line more for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefgen.compose.wording import NBSP
from briefgen.model.document import (
    Block,
    Cite,
    Inline,
    Note,
    Paragraph,
    Text,
    plain,
    rewritten,
)
from briefgen.records import replace

#: Characters that the last line of a paragraph has at least, its citations not counted.
_LEAST = 12
#: Characters that are held together at most: so many, and so many for each percent of the width.
_MOST, _PER_CENT = 48, 0.6
_SMALLER = 0.15  # by how much the type of citations is smaller


def hold_last_lines(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with the ends of their paragraphs held together."""
    return rewritten(blocks, _held)


# A page is composed anew for each cut, and most of its paragraphs are the same.
@lru_cache(maxsize=1024)
def _held(paragraph: Paragraph, width: float) -> Paragraph:
    first = _last_inlines(paragraph.inlines)
    kept, last = paragraph.inlines[:first], paragraph.inlines[first:]
    joints = sorted(_joints(last, min(_MOST, _PER_CENT * width)))
    if not joints:
        return paragraph
    found: list[Inline] = []
    at = 0
    for inline in last:
        end = at + len(_shown(inline))
        found.append(_joined(inline, [joint - at for joint in joints if at <= joint < end]))
        at = end
    return replace(paragraph, inlines=(*kept, *found))


def _last_inlines(inlines: tuple[Inline, ...]) -> int:
    """Where the inlines begin that the last line may have words of."""
    length = 0
    for at in range(len(inlines) - 1, 0, -1):
        length += len(_shown(inlines[at]))
        if length > 2 * _MOST:
            return at
    return 0


def _joined(inline: Inline, joints: list[int]) -> Inline:
    """An inline that no line may end in at the joints, offsets in its own words."""
    match inline:
        case Text(text=text) if joints:
            for at in joints:
                text = text[:at] + NBSP + text[at + 1 :]
            return replace(inline, text=text)
        case Cite() if 0 in joints:
            return replace(inline, held=True)
        case _:
            return inline


def _joints(inlines: tuple[Inline, ...], most: float) -> Iterator[int]:
    """The offsets of the blanks that a line may not end at, the last one first."""
    text = "".join(map(_shown, inlines))
    whose = "".join(_whose(i) * len(_shown(i)) for i in inlines)
    at = text.rfind(" ")
    while at > 0 and whose[at] != _THEIRS:
        start = text.rfind(" ", 0, at) + 1
        is_long = len(text) - at - 1 - whose.count(_CITED, at + 1) >= _LEAST
        size = len(text) - start - _SMALLER * whose.count(_CITED, start)
        if is_long or size > most:
            return
        yield at
        at = start - 1


def _shown(inline: Inline) -> str:
    """What takes room on a line; the mark of a note takes next to none."""
    return "" if isinstance(inline, Note) else plain((inline,))


#: Whose words may be joined: ours and the blank before a citation, never a quotation's.
_OURS, _CITED, _THEIRS = "ocq"


def _whose(inline: Inline) -> str:
    return {Text: _OURS, Cite: _CITED}.get(type(inline), _THEIRS)
