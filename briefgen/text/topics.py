"""What a sentence is about: its words of content, to find statements on the same thing."""

from __future__ import annotations

from functools import lru_cache

from briefgen.patterns import late

_WORD = late(r"[^\W\d_]{4,}")
_SMALL_WORDS = """
    about after also been before being between could during each every from have into just more
    most much only other over said same says should some such than that their them then there
    these they this those through under until upon very were what when where which while will
    with would your million billion according article reported reports year years
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@lru_cache(maxsize=4096)
def topic(text: str) -> frozenset[str]:
    """The content words of a text, in a rough common form."""
    return frozenset(w[:7] for word in _WORD.findall(text) if (w := word.casefold()) not in _SMALL)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller topic that the other one has too."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0
