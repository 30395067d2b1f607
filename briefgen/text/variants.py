"""Variant wordings: passages that two texts print as one speaker's, and not with the same words.

Only long runs count: two short phrases that look alike ("all lawful purposes", "any lawful use")
are two phrases. Contractions are expanded on both sides to find a pair, and told as a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.folding import fold_plain

#: Words that a pair must share at least, in all and as a share of the stretch; in a row to begin.
_LEAST, _SHARE, _RUN = 6, 0.6, 3
_EXPANDED = {
    "n't": " not",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'m": " am",
    "'d": " would",
}
_IRREGULAR = {"can't": "can not", "won't": "will not", "shan't": "shall not"}
_TOKEN = late(r"[^\W_]+(?:['’][^\W_]+)*")


@record
class Passage:
    """A passage of the text `id`: [start, end), and who said it ("" where that is not known)."""

    id: str
    start: int
    end: int
    text: str
    speaker: str = ""


@record
class Variant:
    """Two passages that word the same thing differently: the stretch of each that pairs."""

    left: Passage
    right: Passage


@record
class _Words:
    """The plain words of a passage, contractions expanded, and where each stands."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def variants(passages: Sequence[Passage]) -> Iterator[Variant]:
    """Every pair from two texts, by one speaker as far as is known, that differs in its words."""
    split = [_words(p.text) for p in passages]
    for a, b in _candidates(passages, split):
        left, right = passages[a], passages[b]
        if left.speaker and right.speaker and left.speaker != right.speaker:
            continue
        found = _pair(left, right, split[a], split[b])
        if found is not None:
            yield found


def _words(text: str) -> _Words:
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        for word in _expanded(match[0]).split():
            words.append(word)
            places.append(match.span())
    return _Words(tuple(words), tuple(places))


def _expanded(token: str) -> str:
    word = token.casefold().replace("’", "'")
    if "'" not in word:
        return "can not" if word == "cannot" else word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, full in _EXPANDED.items():
        if word.endswith(ending) and word != ending:
            return word.removesuffix(ending) + full
    return word.replace("'", "")


def _candidates(passages: Sequence[Passage], split: Sequence[_Words]) -> list[tuple[int, int]]:
    """Pairs of passages of two texts that share three words in a row."""
    runs: dict[tuple[str, ...], list[int]] = {}
    for n, each in enumerate(split):
        for i in range(len(each.words) - _RUN + 1):
            runs.setdefault(each.words[i : i + _RUN], []).append(n)
    pairs = {
        (a, b)
        for holders in runs.values()
        if 1 < len(holders) <= _MOST_HOLDERS
        for a in holders
        for b in holders
        if a < b and passages[a].id != passages[b].id
    }
    return sorted(pairs)


_MOST_HOLDERS = 20  # a run that stands everywhere is a phrase of the language


def _pair(left: Passage, right: Passage, a: _Words, b: _Words) -> Variant | None:
    """The stretch that two passages share, where its words differ as they are written."""
    matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
    blocks = [m for m in matcher.get_matching_blocks() if m.size]
    long = [m for m in blocks if m.size >= 2]
    if not long or max(m.size for m in long) < _RUN:
        return None
    first = _grown(a, b, (long[0].a, long[0].b), -1)
    last = _grown(a, b, (long[-1].a + long[-1].size - 1, long[-1].b + long[-1].size - 1), 1)
    shared = sum(m.size for m in long)
    stretch = min(last[0] - first[0], last[1] - first[1]) + 1
    mine, theirs = _cut(left, a, first[0], last[0] + 1), _cut(right, b, first[1], last[1] + 1)
    if not _differ(mine.text, theirs.text) or shared < _SHARE * stretch:
        return None
    return Variant(mine, theirs) if shared >= _LEAST else None


def _grown(a: _Words, b: _Words, at: tuple[int, int], step: int) -> tuple[int, int]:
    """As far as the words go on alike in one direction, past single changed words."""
    i, j = at
    while True:
        for far in (1, 2):
            x, y = i + far * step, j + far * step
            if 0 <= x < len(a.words) and 0 <= y < len(b.words) and a.words[x] == b.words[y]:
                i, j = x, y
                break
        else:
            return i, j


def _cut(passage: Passage, words: _Words, first: int, end: int) -> Passage:
    start, stop = words.places[first][0], words.places[end - 1][1]
    return Passage(
        passage.id,
        passage.start + start,
        passage.start + stop,
        passage.text[start:stop],
        passage.speaker,
    )


def _differ(a: str, b: str) -> bool:
    """Whether the words as written differ, typography and case apart."""
    return _plain(a) != _plain(b)


def _plain(text: str) -> list[str]:
    return [t.casefold().replace("’", "'") for t in _TOKEN.findall(fold_plain(text))]


def by_pair(found: Iterable[Variant]) -> dict[frozenset[str], int]:
    """How many variants each pair of texts has."""
    pairs = sorted(tuple(sorted((v.left.id, v.right.id))) for v in found)
    return {frozenset(pair): len(list(group)) for pair, group in groupby(pairs)}
