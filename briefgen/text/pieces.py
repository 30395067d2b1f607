"""What an author's quotation is made of: pieces to be found, and brackets and ellipses between.

A bracket or an ellipsis may stand in the captured text itself, so a quotation has several
readings: in each, some of its signs are the author's and the others are words to be found.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import product

from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.quotes import scan

_DOTS = r"(?:…|\.[ \u00a0\u2009\u202f]?\.[ \u00a0\u2009\u202f]?\.)"
_SIGN = late(
    rf"(?P<elision>\s*(?:\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|\.?{_DOTS}\.?)\s*)"
    r"|(?<!\w)(?P<case>\[[^\W\d_]\])(?=\w)"
    r"|(?P<sic>\s*\[sic!?\]\s*)"
    r"|(?P<insertion>\s*\[[^\[\]]*\]\s*)"
)
_MOST_SIGNS = 5  # beyond this every sign is the author's: readings double with each
_OTHER_MARK = {'"': "'", "'": '"', "“": "‘", "”": "’", "‘": "“", "’": "”"}


class Sign(Enum):
    """What an author's sign does to the captured words."""

    NOTHING = 0  # the words run on
    SIC = 1  # `[sic]`: the words run on
    CASE = 2  # `[T]he`: the first letter of the next piece has another case
    INSERTION = 3  # `[the fee]`: puts words in, or in the place of a few
    ELISION = 4  # `…`: leaves words out


@record
class Piece:
    """Words to be found, and the author's sign before them.

    `before` is that sign as written; with `case` the words begin with a letter in brackets.
    """

    words: str
    sign: Sign = Sign.NOTHING
    before: str = ""
    case: bool = False


@record
class Reading:
    """One way to take a quotation: pieces in order; the last may have no words."""

    pieces: tuple[Piece, ...]

    @property
    def plain(self) -> bool:
        """Whether the words are to be found as they stand."""
        return all(p.sign is Sign.NOTHING and not p.case for p in self.pieces)


def readings(words: str) -> Iterator[Reading]:
    """Every reading of `words`, the one with the fewest signs of the author first."""
    parts = _parts(words)
    signs = sum(sign is not Sign.NOTHING for sign, _ in parts)
    choices = product((False, True), repeat=signs) if signs <= _MOST_SIGNS else [(True,) * signs]
    for choice in sorted(choices, key=sum):
        yield _reading(parts, iter(choice))


def inner_marks_turned(words: str) -> str:
    """`words` with the marks of inner quotations turned from double to single and back.

    Whoever sets a quotation between double marks makes those inside it single.
    """
    letters = list(words)
    for span in scan(words):
        for at in (span.start - 1, span.end):
            if 0 <= at < len(letters):
                letters[at] = _OTHER_MARK.get(letters[at], letters[at])
    return "".join(letters)


def _parts(words: str) -> list[tuple[Sign, str]]:
    parts: list[tuple[Sign, str]] = []
    done = 0
    for match in _SIGN.finditer(words):
        parts.append((Sign.NOTHING, words[done : match.start()]))
        parts.append((Sign[(match.lastgroup or "").upper()], match[0]))
        done = match.end()
    parts.append((Sign.NOTHING, words[done:]))
    return parts


def _reading(parts: list[tuple[Sign, str]], active: Iterator[bool]) -> Reading:
    pieces: list[Piece] = []
    words, sign, before, case = "", Sign.NOTHING, "", False
    for kind, raw in parts:
        if kind is Sign.NOTHING or not next(active):
            words += raw
        elif kind is Sign.CASE:
            if words.strip():
                pieces.append(Piece(words, sign, before, case))
                sign, before = Sign.CASE, words[len(words.rstrip()) :]
            words, case = raw[1], True
        else:
            if words.strip() or not pieces:
                pieces.append(Piece(words, sign, before, case))
                before, sign = raw, kind
            else:  # two signs in a row count as the stronger
                before, sign = before + words + raw, max(sign, kind, key=lambda s: s.value)
            words, case = "", False
    pieces.append(Piece(words, sign, before, case))
    return Reading(tuple(pieces))
