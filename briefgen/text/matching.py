"""Finding the pieces of a quotation in a captured text: whole words, in order, within a window."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice

from briefgen.records import record
from briefgen.text.folding import OffsetMap, fold, fold_plain
from briefgen.text.pieces import Piece, Reading, Sign

Range = tuple[int, int]

ELISION_REACH = 500  # characters that an ellipsis may leave out across paragraphs
REPLACED_WORDS = 5  # words that a bracket may stand for
_MOST_TRIES = 200  # places of one piece that are tried after another

#: Of scripts that part words by spaces; the others are one letter, one word.
_LETTER = (
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
#: What counts as one word and is never cut: compounds, n't, figures with sign, currency and %.
_WORD = (
    r"(?:(?<!\S)-(?=[$€£¥]?\d))?[$€£¥]?LETTER+"
    r"(?:(?:['’](?![sS]\b)|[-‐‑]|(?<=\d)[.,:/](?=\d)|(?<=\b[^\W\d])\.(?=[^\W\d]\b))LETTER+)*"
    r"(?:[ \u00a0\u202f]?[%‰])?"
    r"|['’][sS]\b"
)


@record
class Folded:
    """A captured text, folded, with the way back."""

    text: str
    folded: str
    map: OffsetMap

    def original(self, found: Range) -> Range:
        """A range of the folded text in the captured text."""
        return (self.map[found[0]], self.map.end(found[1]))


def folded(text: str) -> Folded:
    """`text` ready to be searched; the folding of long texts is remembered."""
    return Folded(text, *fold(text))


def find_verbatim(words: str, text: str, window: Range) -> Range | None:
    """Where exactly `words` stand in the window as whole words, or None."""
    return next(find_verbatim_all(words, text, window), None)


def find_verbatim_all(words: str, text: str, window: Range) -> Iterator[Range]:
    """Every place in the window where exactly `words` stand as whole words, in order."""
    return _occurrences(words, text, *window)


def find_reading(reading: Reading, view: Folded, window: Range) -> tuple[Range, ...] | None:
    """Ranges of the captured text that the pieces match, or None where they do not all stand."""
    pieces = [p for p in reading.pieces if p.words.strip()]
    if not pieces:
        return None
    bounds = (view.map.folded(window[0]), view.map.folded(window[1]))
    found = next(_walk(pieces, view, bounds, None), None)
    return tuple(map(view.original, found)) if found is not None else None


def find_all(words: str, view: Folded, most: int) -> list[Range]:
    """Every range of the captured text, at most `most`, that equals `words` after folding."""
    needle = fold_plain(words).strip()
    found = _occurrences(needle, view.folded, 0, len(view.folded)) if needle else iter(())
    return [view.original(r) for r in islice(found, most)]


def cuts_word(text: str, at: int) -> bool:
    """Whether `at` lies inside a word, a figure or a letter with its accents."""
    if not 0 < at < len(text):
        return False
    if text[at - 1].isspace() or (text[at].isspace() and text[at + 1 : at + 2] not in ("%", "‰")):
        return False
    if unicodedata.category(text[at])[0] == "M" or "\u200d" in text[at - 1 : at + 1]:
        return True
    begin = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at), at - 100, 0)
    word = _word(_may_be_unspaced(text[begin : at + 100]))
    return any(m.start() < at < m.end() for m in word.finditer(text, begin, at + 100))


def _may_be_unspaced(text: str) -> bool:
    return max(text) >= "\u0e00" and any("\u0e00" <= c <= "\u109f" or c >= "\u3040" for c in text)


@cache
def _word(unspaced: bool) -> re.Pattern[str]:
    """What is one word; the table of scripts without spaces takes 3 ms, and few texts need it."""
    return re.compile(_WORD.replace("LETTER", _LETTER if unspaced else r"\w"))


def _occurrences(words: str, text: str, start: int, end: int) -> Iterator[Range]:
    at = text.find(words, start, end)
    while at >= 0:
        if not cuts_word(text, at) and not cuts_word(text, at + len(words)):
            yield at, at + len(words)
        at = text.find(words, at + 1, end)


def _spellings(piece: Piece) -> list[str]:
    words = fold_plain(piece.words).strip()
    if not piece.case:
        return [words]
    return [words[:1].swapcase() + words[1:], words]


def _walk(
    pieces: list[Piece], view: Folded, bounds: Range, before: Range | None
) -> Iterator[list[Range]]:
    """Every way to find the pieces in order, the nearest first."""
    if not pieces:
        yield []
        return
    first, rest = pieces[0], pieces[1:]
    reach = bounds if before is None else _reach(first, view, bounds, before)
    tries = _MOST_TRIES if before is not None else None
    for words in _spellings(first):
        for found in islice(_occurrences(words, view.folded, *reach), tries):
            if before is None or _gap_allowed(first.sign, view.folded[before[1] : found[0]]):
                for others in _walk(rest, view, bounds, found):
                    yield [found, *others]


def _reach(piece: Piece, view: Folded, bounds: Range, before: Range) -> Range:
    """Where a piece may stand after another, by the sign between them."""
    size = len(piece.words) + 2
    if piece.sign is Sign.ELISION:
        here = view.map.end(before[1])
        ends = max(_paragraph_end(view.text, here), min(here + ELISION_REACH, len(view.text)))
        last = view.map.folded(ends) + size
    else:
        last = before[1] + size + (30 * REPLACED_WORDS if piece.sign is Sign.INSERTION else 2)
    return before[1], min(last, bounds[1])


def _paragraph_end(text: str, at: int) -> int:
    """Paragraphs end at a blank line, or with the line in a text that has no blank line."""
    blank = text.find("\n\n", at)
    if blank < 0:
        blank = text.find("\n", at) if "\n\n" not in text else -1
    return blank if blank >= 0 else len(text)


def _gap_allowed(sign: Sign, gap: str) -> bool:
    if sign is Sign.ELISION:
        return True
    if sign is Sign.INSERTION:
        return len(gap.split()) <= REPLACED_WORDS
    return not gap.strip()
