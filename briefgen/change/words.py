"""What changed within a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from briefgen.records import record

#: Blanks, a word with what it holds within (`6.2`, `12-month`), the signs before and behind it.
_TOKEN = re.compile(r"\s+|\w(?:\S*\w)?|[^\w\s]+(?=\w)|[^\w\s]+|\S")


@record
class Run:
    """A stretch of a text that stayed, went or came."""

    kind: str  # equal | deleted | inserted
    text: str


def words_changed(old: str, new: str) -> tuple[Run, ...]:
    """The stretches from `old` to `new` in order: what went stands before what came for it.

    The equal and deleted runs, joined, are `old`; the equal and inserted ones are `new`.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = [
        ("".join(before[a:b]), "".join(after[c:d]), op == "equal")
        for op, a, b, c, d in matcher.get_opcodes()
    ]
    return tuple(_runs(_readable(steps)))


def _readable(steps: Iterable[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """Changes with little between them as one: nobody reads a salad of single words.

    What stayed is part of a change where it is no longer than what changed on either side of it
    (Fraser's rule in diff-match-patch).
    """
    found: list[tuple[str, str, bool]] = []
    for step in steps:
        found.append(step)
        while len(found) >= 3 and _is_salad(*found[-3:]):
            parts = [found.pop() for _ in range(3)][::-1]
            found.append(("".join(p[0] for p in parts), "".join(p[1] for p in parts), False))
    return found


def _is_salad(*steps: tuple[str, str, bool]) -> bool:
    first, middle, last = steps
    least = min(max(len(first[0]), len(first[1])), max(len(last[0]), len(last[1])))
    return middle[2] and not first[2] and not last[2] and len(middle[0]) <= least


def _runs(steps: Iterable[tuple[str, str, bool]]) -> Iterator[Run]:
    for old, new, equal in steps:
        if equal:
            yield Run("equal", old)
            continue
        if old:
            yield Run("deleted", old)
        if new:
            yield Run("inserted", new)
