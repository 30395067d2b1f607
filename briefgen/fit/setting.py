"""Setting a paragraph: its inlines, in the faces of its style, broken into lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from briefgen.fit.breaking import Measure, Run, heights, line_ends
from briefgen.fit.widths import Face, face
from briefgen.model.document import Cite, Inline, Link, Note, Quote, Tab, Text, plain
from briefgen.model.look import TextStyle
from briefgen.records import record, replace

_RAISED = 0.66  # superscript against its line: 0.58 in LibreOffice, 0.65 in Word
_STAND_IN = "Carlito"  # for a font without figures: enough for a rough fill, never for a verdict


@record
class Lines:
    """The lines of a paragraph, and what of them the figures do not cover."""

    heights: tuple[float, ...]
    marks: tuple[int, ...]  # on which line each mark of a footnote stands
    characters: int
    leading: float = 0.0  # what of each height the style adds to the font's own
    unmeasured: str = ""
    fonts: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)  # a memo is set again for every cut, and most of it stays
def set_lines(
    style: TextStyle, cited: TextStyle, inlines: tuple[Inline, ...], measure: Measure
) -> Lines:
    """Set a paragraph in `style`, its citations in `cited`."""
    styled = [_styled(style, cited, inline) for inline in inlines] or [(style, "")]
    runs = [_run(own, words) for own, words in styled]
    ends = line_ends(runs, measure)
    return Lines(
        heights=tuple(_leaded(style, up, down) for up, down in heights(runs, ends)),
        marks=tuple(_marks(inlines, runs, ends)),
        characters=sum(len(run.text) for run in runs),
        leading=leading(style),
        unmeasured="".join(run.face.unmeasured(run.text) for run in runs),
        fonts=frozenset(own.font for own, _ in styled if face(own.font) is None),
    )


def _marks(inlines: Sequence[Inline], runs: Sequence[Run], ends: Sequence[int]) -> Iterator[int]:
    """The line of each mark of a footnote."""
    starts = accumulate((len(run.text) for run in runs), initial=0)
    for inline, start in zip(inlines, starts, strict=False):
        if isinstance(inline, Note):
            yield bisect_right(ends, start)


def width_of(style: TextStyle, words: str) -> float:
    """How wide some words are in a style."""
    return sum(_face(style).widths(words, style.size))


def line_height(style: TextStyle) -> float:
    """The height of one line of a style."""
    return _leaded(style, *_face(style).line(style.size))


def leading(style: TextStyle) -> float:
    """What a style adds to the font's own height of a line."""
    if style.line_rule != "multiple":
        return 0.0
    return line_height(style) - sum(_face(style).line(style.size))


def _styled(style: TextStyle, cited: TextStyle, inline: Inline) -> tuple[TextStyle, str]:
    """The words of an inline, and the style that they are set in."""
    words = plain((inline,))
    match inline:
        case Cite():
            return _within(style, cited), words
        case Note(number=number):
            return replace(style, size=style.size * _RAISED), str(number)
        case Text(style="strong" | "mark"):
            return _stronger(style, bold=True), words
        case Text(style="emphasis") | Link(style="emphasis"):
            return _stronger(style, italic=True), words
        case Text() | Quote() | Link() | Tab():
            return style, words


@lru_cache(maxsize=256)
def _within(style: TextStyle, own: TextStyle) -> TextStyle:
    """A style of characters in a paragraph of `style`, which says what it leaves open."""
    return replace(
        style,
        font=own.font or style.font,
        size=own.size or style.size,
        bold=own.bold or style.bold,
        italic=own.italic or style.italic,
        spaced=own.spaced or style.spaced,
    )


@lru_cache(maxsize=256)
def _stronger(style: TextStyle, bold: bool = False, italic: bool = False) -> TextStyle:
    return replace(style, bold=style.bold or bold, italic=style.italic or italic)


def _face(style: TextStyle) -> Face:
    """The face of a style, or another one's where it has no figures."""
    found = face(style.font, style.bold, style.italic) or face(_STAND_IN, style.bold, style.italic)
    assert found is not None  # noqa: S101 - the stand-in is one of the measured families
    return found


def _run(style: TextStyle, words: str) -> Run:
    """Words in a style; LibreOffice keeps a twelfth of its line free beside italic ones."""
    found = _face(style)
    lean = sum(found.line(style.size)) / 12 if style.italic else 0.0
    return Run(words, found, style.size, lean, style.spaced)


def _leaded(style: TextStyle, up: float, down: float) -> float:
    """The height of a line with the style's leading."""
    natural = up + down
    if style.line_rule == "exact":
        return style.line
    if style.line_rule == "least":
        return max(natural, style.line)
    return int(natural * style.line * 20 + 1e-6) / 20  # whole twentieths, as they are laid out
