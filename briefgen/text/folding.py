"""The typographic table: what a quotation may differ in and still be the same words.

After NFC (never NFKC: ligatures, ², ½ and full-width letters stay different) the table below is
applied to both sides. It is closed: nothing else is ever folded.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import overload

from briefgen.patterns import late

_THIN = "\u00a0\u2009\u202f"
#: A plain space belongs to a French mark too, but not to a German one: »so« and not so.
_FRENCH = rf"(?<![^\s(\[’'—–])«[ {_THIN}]|«[{_THIN}]?|[ {_THIN}]»(?![^\s.,;:!?)\]—–])|[{_THIN}]?»"
#: What is folded (a regular expression), and what it becomes. The first that matches counts.
TABLE: tuple[tuple[str, str, str], ...] = (
    ("French marks with their inner spaces", _FRENCH, '"'),
    ("soft hyphen", "\u00ad", ""),
    ("spaced ellipsis", r"\.[ \u00a0\u2009\u202f]\.[ \u00a0\u2009\u202f]\.", "…"),
    ("whitespace runs, no-break and thin spaces", r"[^\S ]\s*| \s+", " "),
    ("double quotation marks", "[“”„‟]", '"'),
    ("single quotation marks and apostrophes", "[‘’‚‛‹›]", "'"),
    ("dashes, and two or three hyphens that stand for one", "[‐‑‒–—―−]|-{2,3}", "-"),
    ("ellipsis", r"\.\.\.", "…"),
)

_FOLD = late("|".join(f"({pattern})" for _, pattern, _ in TABLE))
_BEYOND_ASCII = late(r"[\x00-\x7f]?[^\x00-\x7f]+")


class OffsetMap(Sequence[int]):
    """Offsets of a folded text -> offsets of the text that it was folded from.

    Only the places where the two drift apart are kept; between them they run side by side.
    """

    def __init__(self, folded: list[int], origin: list[int]) -> None:
        """Both ascending, of equal length, from (0, 0) to (end, end)."""
        self._folded, self._origin = folded, origin

    def __len__(self) -> int:
        return self._folded[-1]

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        """Where the character at `at` begins in the original."""
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._across(at, self._folded, self._origin)

    def end(self, at: int) -> int:
        """Where the character before `at` ends in the original."""
        if at <= 0:
            return 0
        before = bisect_right(self._folded, at - 1) - 1
        if self._even(before):
            return self._origin[before] + at - self._folded[before]
        return self._origin[before + 1]

    def folded(self, at: int) -> int:
        """Where the original's offset `at` stands in the folded text."""
        exact = bisect_left(self._origin, at)
        if exact < len(self._origin) and self._origin[exact] == at:
            return self._folded[exact]
        return self._across(at, self._origin, self._folded)

    def _even(self, k: int) -> bool:
        """Whether original and folded text run side by side from the k-th place on."""
        if k + 1 >= len(self._folded):
            return True
        return self._folded[k + 1] - self._folded[k] == self._origin[k + 1] - self._origin[k]

    def _across(self, at: int, here: list[int], there: list[int]) -> int:
        k = bisect_right(here, at) - 1
        return there[k] + (at - here[k] if self._even(k) else 0)


def fold(text: str) -> tuple[str, OffsetMap]:
    """The folded text, and for each of its characters the offset in `text` that it came from."""
    if len(text) > 10_000:
        return _folded(text)
    return _fold(text)


def fold_plain(text: str) -> str:
    """The folded text alone."""
    return _FOLD.sub(_replacement, unicodedata.normalize("NFC", text))


@lru_cache(maxsize=256)
def _folded(text: str) -> tuple[str, OffsetMap]:
    """Long texts are folded once: many quotations are sought in each."""
    return _fold(text)


def _fold(text: str) -> tuple[str, OffsetMap]:
    composed, map_composed = _compose(text)
    parts: list[str] = []
    places, origins = [0], [0]
    done = size = 0
    for match in _FOLD.finditer(composed):
        new = _replacement(match)
        parts += (composed[done : match.start()], new)
        size += match.start() - done
        done = match.end()
        if len(new) != done - match.start():
            places += (size, size + len(new))
            origins += (match.start(), done)
        size += len(new)
    parts.append(composed[done:])
    size += len(composed) - done
    places.append(size)
    origins.append(len(composed))
    if map_composed is not None:
        return "".join(parts), _chained(OffsetMap(places, origins), map_composed)
    return "".join(parts), OffsetMap(places, origins)


def _replacement(match: re.Match[str]) -> str:
    return TABLE[(match.lastindex or 1) - 1][2]


def _compose(text: str) -> tuple[str, OffsetMap | None]:
    """NFC, with a map where it changes anything."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    places, origins = [0], [0]
    done = size = 0
    for begin, end in _clusters(text):
        new = unicodedata.normalize("NFC", text[begin:end])
        parts += (text[done:begin], new)
        size += begin - done
        places += (size, size + len(new))
        origins += (begin, end)
        size += len(new)
        done = end
    parts.append(text[done:])
    places.append(size + len(text) - done)
    origins.append(len(text))
    return "".join(parts), OffsetMap(places, origins)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of a base character with its marks (or of Hangul letters) that NFC changes."""
    for run in _BEYOND_ASCII.finditer(text):
        begin = run.start()
        for at in range(run.start() + 1, run.end() + 1):
            if at < run.end() and _joins(text[at]):
                continue
            if not unicodedata.is_normalized("NFC", text[begin:at]):
                yield begin, at
            begin = at


def _joins(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _chained(outer: OffsetMap, inner: OffsetMap) -> OffsetMap:
    """One map for two foldings in a row; character by character, for the few texts that need it."""
    places = list(range(len(outer)))
    return OffsetMap(
        [0, *places, len(outer)], [0, *(inner[outer[i]] for i in places), inner.end(len(inner))]
    )
