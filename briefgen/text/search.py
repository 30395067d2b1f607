"""Where some words stand in the captured texts: for `briefgen cite "words"`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.records import record
from briefgen.text.ladder import Level, accept
from briefgen.text.matching import Range, find_all, folded
from briefgen.text.nearest import nearest
from briefgen.text.worddiff import word_diff

_LEAST_ALIKE = 60
_MOST_HITS = 50


@record
class Hit:
    """Words found in the text `id` at [start, end); `diff` where they are only near."""

    id: str
    start: int
    end: int
    level: Level
    diff: tuple[str, ...] = ()


def find_words(words: str, texts: Mapping[str, str]) -> list[Hit]:
    """Where `words` stand in `texts` (by id): every exact place, or else the nearest of each text.

    Exact means equal after folding, as whole words, or with brackets and ellipses as in a
    quotation. Exact hits come in the order of the texts, near ones best first.
    """
    exact = [hit for id, text in texts.items() for hit in _exact(words, id, text)]
    if exact or not words.strip():
        return exact
    near = [found for id, text in texts.items() if (found := _near(words, id, text))]
    return [hit for _, hit in sorted(near, key=lambda n: -n[0])]


def _exact(words: str, id: str, text: str) -> Iterator[Hit]:
    found = find_all(words, folded(text), _MOST_HITS)
    for start, end in found:
        verbatim = text[start:end] == words.strip()
        yield Hit(id, start, end, Level.VERBATIM if verbatim else Level.TYPOGRAPHIC)
    if not found:
        verdict = accept(words, text)
        if verdict is not None:
            yield Hit(id, verdict.spans[0][0], verdict.spans[-1][1], verdict.level)


def _near(words: str, id: str, text: str) -> tuple[float, Hit] | None:
    found: tuple[Range, float] | None = nearest(words, folded(text), [(0, len(text))])
    if found is None or found[1] < _LEAST_ALIKE:
        return None
    (start, end), alike = found
    diff = word_diff(" ".join(text[start:end].split()), words)
    return alike, Hit(id, start, end, Level.ALTERED, diff)
