"""Runs of words that two texts share: a measure of copying, never of truth."""

from __future__ import annotations

from briefgen.patterns import late

_RUN = 5
_WORD = late(r"\w+")


def shingles(text: str) -> frozenset[int]:
    """The hashes of every five words in a row."""
    words = _WORD.findall(text.casefold())
    return frozenset(hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1))


def shared_share(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter text's runs that the other one has too (containment)."""
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter >= _RUN else 0.0
