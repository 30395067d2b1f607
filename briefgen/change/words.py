"""What changed within a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias, TypeVar

from briefgen.records import record

T = TypeVar("T", bound=Hashable)
#: What stood, what stands for it, and whether the two are equal.
Stretch: TypeAlias = tuple[Sequence[T], Sequence[T], bool]
#: Blanks, a citation, a word with what it holds within (`6.2`, `12-month`), the signs round it.
_TOKEN = re.compile(r"\s+|\[[^\[\]\n]{1,60}\]|\w(?:\S*\w)?|[^\w\s]+(?=\w)|[^\w\s]+|\S")


@record
class Run:
    """A stretch of a text that stayed, went or came."""

    kind: str  # equal | deleted | inserted
    text: str


def words_changed(old: str, new: str) -> tuple[Run, ...]:
    """The runs from `old` to `new` in order: what went stands before what came for it.

    The equal and deleted runs, joined, are `old`; the equal and inserted ones are `new`.
    """
    return tuple(_runs(stretches(tokens(old), tokens(new), _length)))


def tokens(text: str) -> list[str]:
    """A text in words, blanks, signs and citations: the least that a change consists of."""
    return _TOKEN.findall(text)


def stretches(
    old: Sequence[T], new: Sequence[T], length: Callable[[Sequence[T]], int]
) -> list[Stretch[T]]:
    """What is equal and what changed, in order; changes with little between them are one.

    Nobody reads a salad of single words: what stayed is part of a change where it is no longer than
    what changed on either side of it (Fraser's rule in diff-match-patch).
    """
    found: list[Stretch[T]] = []
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found.append((old[a:b], new[c:d], op == "equal"))
        while len(found) >= 3 and _is_salad(found[-3:], length):
            found[-3:] = [_joined(found[-3:])]
    return found


def _is_salad(three: Sequence[Stretch[T]], length: Callable[[Sequence[T]], int]) -> bool:
    first, middle, last = three
    if first[2] or last[2] or not middle[2]:
        return False
    least = min(max(length(side[0]), length(side[1])) for side in (first, last))
    return length(middle[0]) <= least


def _joined(parts: Sequence[Stretch[T]]) -> Stretch[T]:
    return [t for p in parts for t in p[0]], [t for p in parts for t in p[1]], False


def _length(words: Sequence[str]) -> int:
    return sum(map(len, words))


def _runs(found: Iterable[Stretch[str]]) -> Iterator[Run]:
    for old, new, equal in found:
        sides = (("equal", old),) if equal else (("deleted", old), ("inserted", new))
        yield from (Run(kind, "".join(words)) for kind, words in sides if words)
