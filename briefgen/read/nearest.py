"""Did you mean: the known word that a misspelt one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or with all of them where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is misspelt

    words = sorted(known)
    near = get_close_matches(word.lower(), words, 1, 0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known are: {', '.join(words)}" if words else ""
