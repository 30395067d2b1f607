"""An index of long texts: where words stand in any of them, without reading them all again.

Runs of twelve characters that begin a word are kept: all of them, or in large collections those
whose checksum says so, about one in four. A quotation of 150 characters has some six of those; one
that has none is sought by reading. The index finds candidates. Whether words are a quotation is the
ladder's to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

from briefgen.patterns import late
from briefgen.text.folding import fold_plain
from briefgen.text.matching import Folded, Range, cuts_word, folded
from briefgen.text.nearest import compare

_GRAM = 12
_LARGE = 1_000_000  # characters: from here on one run in four is kept
_ONE_IN_FOUR = 3  # a run is kept where the two lowest bits of its checksum are 0
_MOST = 64  # places of one run: one that stands everywhere says nothing
_RARE = 16  # so few places of a run are tried one after another
_ALIKE = 60.0
_WORD = late(r"(?<!\S)\S")
_AROUND = 10  # characters: words that the alignment has cut are taken whole


class Index:
    """The texts of a brief by id, ready to be searched."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Read every text once."""
        self._views: dict[str, Folded] = {id: folded(text) for id, text in texts.items()}
        self._mask = _ONE_IN_FOUR if sum(map(len, texts.values())) > _LARGE else 0
        self._places: dict[str, list[tuple[str, int]]] = {}
        for id, view in self._views.items():
            for at, run in _runs(view.folded, self._mask):
                places = self._places.setdefault(run, [])
                if len(places) < _MOST:
                    places.append((id, at))

    def exact(self, words: str) -> tuple[str, Range] | None:
        """The first place where `words` stand as whole words, typography folded, or None."""
        needle = fold_plain(words).strip()
        for offset, run in _runs(needle, self._mask):
            places = self._places.get(run, ())
            if offset and len(places) < _RARE:  # the first word may stand after a quotation mark
                return self._among(needle, offset, places)
        return self._read(needle)

    def near(self, words: str) -> tuple[str, Range, float] | None:
        """The passage most like `words` (0 to 100), to explain and to propose, or None."""
        needle = fold_plain(words).strip()
        votes: Counter[tuple[str, int]] = Counter()
        slack = max(20, len(needle) // 4)
        for offset, run in _runs(needle, self._mask):
            votes.update({(id, (at - offset) // slack) for id, at in self._places.get(run, ())})
        best: tuple[float, str, Range] = (0.0, "", (0, 0))
        for (id, bucket), _ in votes.most_common(3):
            found = _aligned(needle, self._views[id].folded, bucket * slack, slack)
            if found is not None and found[0] > best[0]:
                best = (found[0], id, found[1])
        return self._in_whole_words(needle, best[1], best[2]) if best[1] else None

    def _in_whole_words(
        self, needle: str, id: str, found: Range
    ) -> tuple[str, Range, float] | None:
        view = self._views[id]
        refined = compare(needle, view.folded, found)
        return (id, view.original(refined[1]), refined[0]) if refined else None

    def _among(
        self, needle: str, offset: int, places: Sequence[tuple[str, int]]
    ) -> tuple[str, Range] | None:
        """The first of the places of one run where the whole needle stands."""
        for id, at in places:
            start = at - offset
            if self._stands(self._views[id], needle, start):
                return id, self._views[id].original((start, start + len(needle)))
        return None

    def _stands(self, view: Folded, needle: str, start: int) -> bool:
        end = start + len(needle)
        there = start >= 0 and view.folded.startswith(needle, start)
        return there and not cuts_word(view.folded, start) and not cuts_word(view.folded, end)

    def _read(self, needle: str) -> tuple[str, Range] | None:
        for id, view in self._views.items():
            start = view.folded.find(needle) if needle else -1
            while start >= 0:
                if self._stands(view, needle, start):
                    return id, view.original((start, start + len(needle)))
                start = view.folded.find(needle, start + 1)
        return None


def _runs(text: str, mask: int) -> Iterator[tuple[int, str]]:
    """The kept runs of a text, with their offsets."""
    for match in _WORD.finditer(text):
        at = match.start()
        run = text[at : at + _GRAM]
        if len(run) == _GRAM and not (mask and crc32(run.encode()) & mask):
            yield at, run


def _aligned(needle: str, text: str, start: int, slack: int) -> tuple[float, Range] | None:
    """How like the best stretch near `start` is, and where it stands, with a little around it."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - 10 ms that only a search for candidates needs

    begin = max(0, start - slack)
    region = text[begin : start + len(needle) + 2 * slack]
    found = fuzz.partial_ratio_alignment(needle, region, score_cutoff=_ALIKE)
    if found is None or found.dest_end <= found.dest_start:
        return None
    first, last = begin + found.dest_start, begin + found.dest_end
    return found.score, (max(0, first - _AROUND), min(len(text), last + _AROUND))
