"""The passage that looks most like some words: to explain a refusal, never to accept anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import islice

from briefgen.text.folding import fold_plain
from briefgen.text.matching import Folded, Range, cuts_word

_GRAM = 12
_MOST_PLACES = 20  # of one gram; a phrase that stands everywhere says nothing
_MOST_WORDS = 400
_EDGES = "\"'.,;:!?()[]…"
_SMALL = 50_000  # characters that are compared whole where no gram is found


def nearest(words: str, view: Folded, windows: Iterable[Range]) -> tuple[Range, float] | None:
    """The range of the captured text most like `words`, and how like (0 to 100), or None."""
    needle = fold_plain(words).strip()
    candidates = [c for w in windows for c in _candidates(needle, view, w)]
    best: tuple[float, Range] | None = None
    for candidate in dict.fromkeys(candidates):
        compared = compare(needle, view.folded, candidate)
        if compared is not None and (best is None or compared[0] > best[0]):
            best = compared
    return (view.original(best[1]), best[0]) if best else None


def _candidates(needle: str, view: Folded, window: Range) -> Iterator[Range]:
    start, end = view.map.folded(window[0]), view.map.folded(window[1])
    slack = max(20, len(needle) // 4)
    votes: Counter[int] = Counter()
    for offset in _gram_starts(needle):
        gram = needle[offset : offset + _GRAM]
        at = view.folded.find(gram, start, end)
        for _ in range(_MOST_PLACES):
            if at < 0:
                break
            votes[(at - offset) // slack] += 1
            at = view.folded.find(gram, at + 1, end)
    for bucket, _ in votes.most_common(5):
        begin = (bucket - 1) * slack
        yield max(begin, start), min(begin + len(needle) + 3 * slack, end)
    if not votes and end - start <= _SMALL:
        yield start, end


def _gram_starts(needle: str) -> list[int]:
    """Offsets of the words, as far as a whole gram begins there."""
    starts = [m.start() for m in re.finditer(r"\S+", needle)]
    return [s for s in starts if s + _GRAM <= len(needle)][:60]


def compare(needle: str, text: str, region: Range) -> tuple[float, Range] | None:
    """How like the best stretch of whole words in a region is (0 to 100), and where it stands."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - 10 ms that only a refusal needs

    found = fuzz.partial_ratio_alignment(needle, text[region[0] : region[1]], score_cutoff=50)
    if found is None or found.dest_start == found.dest_end:
        return None
    aligned = (region[0] + found.dest_start, region[0] + found.dest_end)
    if aligned[1] - aligned[0] > len(needle) * 2:  # the shorter text was the source's
        return None
    ranges = (_whole_words(text, aligned), _by_words(needle, text, region))
    return max((fuzz.ratio(needle, text[slice(*r)]), r) for r in ranges)


def _by_words(needle: str, text: str, region: Range) -> Range:
    """From the first to the last word of the region that the needle has too, in order."""
    words = [m.span() for m in islice(re.finditer(r"\S+", text[slice(*region)]), _MOST_WORDS)]
    theirs = [text[region[0] + a : region[0] + b].strip(_EDGES) for a, b in words]
    ours = [w.strip(_EDGES) for w in needle.split()[:_MOST_WORDS]]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return region
    first, last = blocks[0], blocks[-1]
    begin = max(first.b - first.a, 0)
    end = min(last.b + len(ours) - last.a, len(words))
    return _whole_words(text, (region[0] + words[begin][0], region[0] + words[end - 1][1]))


def _whole_words(text: str, found: Range) -> Range:
    start, end = found
    while start > 0 and _inside(text, start):
        start -= 1
    while end < len(text) and _inside(text, end):
        end += 1
    while start < end and (text[start].isspace() or text[start] in _EDGES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGES):
        end -= 1
    return start, end


def _inside(text: str, at: int) -> bool:
    return cuts_word(text, at) or (text[at - 1].isalnum() and text[at].isalnum())
