"""Is a quotation what the source says? The ladder of levels, best first (design 4.3).

    verbatim     the captured characters
    typographic  equal after the table of `folding`, or but for one closing `.` or `,`
    case         but for the first letter, printed `[T]he`
    bracketed    with words of ours in brackets
    elided       with an ellipsis for what is left out

A quotation has the worst level that it needed. All else is refused, at whatever similarity, and
every refusal says what differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from briefgen.records import record, replace
from briefgen.text.lexicon import weighty
from briefgen.text.matching import (
    Folded,
    Range,
    find_reading,
    find_verbatim,
    folded,
)
from briefgen.text.nearest import nearest
from briefgen.text.pieces import Piece, Reading, Sign, inner_marks_turned, readings
from briefgen.text.worddiff import changes, describe, word_diff

_ALIKE = 70  # from here on a refused quotation is called altered, below absent
_ENDS = (".", ",")


class Level(StrEnum):
    """How near a quotation is to the captured words, best first; from `altered` on, refused."""

    VERBATIM = "verbatim"
    TYPOGRAPHIC = "typographic"
    CASE = "case"
    BRACKETED = "bracketed"
    ELIDED = "elided"
    TRANSLATED = "translated"
    ALTERED = "altered"
    ABSENT = "absent"
    UNVERIFIABLE = "unverifiable"

    @property
    def refused(self) -> bool:
        """Whether a quotation of this level may not be printed."""
        return self in (Level.ALTERED, Level.ABSENT, Level.UNVERIFIABLE)


_LEVELS = {
    Sign.NOTHING: Level.TYPOGRAPHIC,
    Sign.CASE: Level.CASE,
    Sign.SIC: Level.BRACKETED,
    Sign.INSERTION: Level.BRACKETED,
    Sign.ELISION: Level.ELIDED,
}
_ORDER = list(Level)


@record
class Verdict:
    """What became of one quotation.

    `spans` are the captured ranges that its pieces matched; `printed` is what the memo prints
    between the outer marks; `trailing` the author's one closing `.` or `,` that the source has
    not, so that it moves outside the closing mark. `hidden` lists (kind, word) that an ellipsis
    leaves out or a bracket puts in, and may not. Where it is refused, `elsewhere` is the range
    outside the windows where the words do stand, `near` that of the nearest candidate.
    """

    level: Level
    spans: tuple[Range, ...] = ()
    printed: str = ""
    trailing: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    diff: tuple[str, ...] = ()
    elsewhere: Range | None = None
    near: Range | None = None
    reason: str = ""

    @property
    def refused(self) -> bool:
        """Whether the quotation may not be printed."""
        return self.level.refused


def judge(
    words: str, text: str, windows: Sequence[Range] | None = None, names: Iterable[str] = ()
) -> Verdict:
    """The level of a quotation of `words` from the captured `text`.

    `windows` are the [start, end) ranges that the citation allows (None: the whole text); all
    pieces must stand in one of them. `names` are the registered names.
    """
    quoted, whole, names = words.strip(), (0, len(text)), tuple(names)
    if not text or text.isspace():
        return Verdict(Level.UNVERIFIABLE, reason="the source has no captured text")
    if not any(c.isalnum() for c in quoted):
        return Verdict(Level.ABSENT, diff=word_diff("", quoted), reason="the quotation is empty")
    verdict = accept(quoted, text, windows, names)
    if verdict is not None:
        return verdict
    allowed = [whole] if windows is None else list(windows)
    elsewhere = accept(quoted, text, None, names) if allowed != [whole] else None
    return _refuse(quoted, folded(text), allowed, elsewhere, names)


def accept(
    words: str, text: str, windows: Sequence[Range] | None = None, names: Iterable[str] = ()
) -> Verdict | None:
    """As `judge`, but None for a quotation that is refused: to explain a refusal takes longer."""
    quoted = words.strip()
    if not any(c.isalnum() for c in quoted):
        return None
    return _accept(quoted, text, [(0, len(text))] if windows is None else windows, tuple(names))


# -- accepting ---------------------------------------------------------------------------------


def _accept(
    words: str, text: str, windows: Sequence[Range], names: tuple[str, ...]
) -> Verdict | None:
    for window in windows:
        found = find_verbatim(words, text, window)
        if found is not None:
            return Verdict(Level.VERBATIM, (found,), _on_one_line(text[slice(*found)]))
    view = folded(text)
    for reading, trailing in _attempts(words):
        for window in windows:
            spans = find_reading(reading, view, window)
            if spans is not None:
                return _accepted(reading, spans, text, trailing, names)
    return None


def _attempts(words: str) -> Iterator[tuple[Reading, str]]:
    """Every way to take the words, best level first, each without its closing `.` or `,` too."""
    forms = [(words, "")]
    if words.endswith(_ENDS) and not words.endswith(("..", ". .")):
        forms.append((words[:-1], words[-1]))
    turned = [(t, end) for form, end in forms if (t := inner_marks_turned(form)) != form]
    forms += turned
    for form, end in forms:
        yield Reading((Piece(form),)), end
    for form, end in forms:
        if form[0].isalpha():
            yield Reading((Piece(form, case=True),)), end
    for form, end in forms:
        for reading in readings(form):
            if not reading.plain:
                yield reading, end


def _accepted(
    reading: Reading, spans: tuple[Range, ...], text: str, trailing: str, names: tuple[str, ...]
) -> Verdict:
    printed = "".join(_printed(reading, spans, text))
    hidden = tuple(dict.fromkeys(_hidden(reading, spans, text, names)))
    return Verdict(_level(reading), spans, printed, trailing, hidden)


def _level(reading: Reading) -> Level:
    levels = [_LEVELS[p.sign] for p in reading.pieces]
    levels += [Level.CASE for p in reading.pieces if p.case]
    return max(levels, key=_ORDER.index)


def _printed(reading: Reading, spans: tuple[Range, ...], text: str) -> Iterator[str]:
    """The captured words, with the author's brackets and ellipses between them."""
    ranges = iter(spans)
    for piece in reading.pieces:
        yield _on_one_line(piece.before)
        if not piece.words.strip():
            continue
        captured = _on_one_line(text[slice(*next(ranges))])
        yield f"[{piece.words.strip()[0]}]{captured[1:]}" if piece.case else captured


def _hidden(
    reading: Reading, spans: tuple[Range, ...], text: str, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """The words of weight that signs leave out or put in."""
    ranges = iter(spans)
    end: int | None = None
    for piece in reading.pieces:
        if piece.sign is Sign.INSERTION:
            yield from weighty(piece.before, names)
        if not piece.words.strip():
            continue
        start, after = next(ranges)
        if end is not None and piece.sign in (Sign.INSERTION, Sign.ELISION):
            yield from weighty(text[end:start], names)
        end = after


def _on_one_line(captured: str) -> str:
    return re.sub(r"\s*\n\s*", " ", captured)


# -- refusing ----------------------------------------------------------------------------------


def _refuse(
    words: str,
    view: Folded,
    windows: list[Range],
    elsewhere: Verdict | None,
    names: tuple[str, ...],
) -> Verdict:
    if elsewhere is not None:
        stands = (elsewhere.spans[0][0], elsewhere.spans[-1][1])
        refused = _nearest_verdict(words, view, windows, names)
        reason = "the words stand in the source, but not where the citation points"
        return replace(refused, level=Level.ABSENT, elsewhere=stands, reason=reason)
    inside = _nearest_verdict(words, view, windows, names)
    whole = [(0, len(view.text))]
    if inside.level is Level.ALTERED or windows == whole:
        return inside
    anywhere = _nearest_verdict(words, view, whole, names)
    return anywhere if anywhere.level is Level.ALTERED else inside


def _nearest_verdict(
    words: str, view: Folded, windows: list[Range], names: tuple[str, ...]
) -> Verdict:
    found = nearest(words, view, windows)
    if found is None:
        return Verdict(
            Level.ABSENT, diff=word_diff("", words), reason="nothing like it stands there"
        )
    near, alike = found
    captured = _on_one_line(view.text[slice(*near)])
    told = describe(changes(captured, words, names)) or "the words are cut within a word"
    level = Level.ALTERED if alike >= _ALIKE else Level.ABSENT
    return Verdict(level, diff=word_diff(captured, words, names), near=near, reason=told)
