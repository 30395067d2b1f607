"""Lines of a PDF page, from characters and the boxes in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

Box = tuple[float, float, float, float]  # left, bottom, right, top

#: Ligatures are how a font draws two letters, not letters of their own.
_LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of a page; one that was `generated` (a blank between words) has no box."""

    index: int
    char: str
    box: Box
    generated: bool = False
    hyphen: bool = False  # the hyphen of a word broken over lines

    @property
    def letters(self) -> str:
        """What it says."""
        return _LIGATURES.get(self.char, self.char)


@dataclass(slots=True)
class Line:
    """A line: its characters, its words, and the box around them."""

    glyphs: list[Glyph]
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    height: float = 0.0  # of its letters
    text: str = ""

    def __post_init__(self) -> None:
        self.text = "".join(glyph.letters for glyph in self.glyphs).strip()
        boxes = [g.box for g in self.glyphs if not g.generated and g.box[2] > g.box[0]]
        if boxes:
            self.left, self.right = min(b[0] for b in boxes), max(b[2] for b in boxes)
            self.bottom, self.top = min(b[1] for b in boxes), max(b[3] for b in boxes)
            self.height = median(b[3] - b[1] for b in boxes)


@dataclass(slots=True)
class Page:
    """A page: its printed label, its size in points, its lines in the order of the file."""

    label: str
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines end at a line break, after a hyphen that breaks a word, or where the text goes back."""
    lines: list[Line] = []
    current: list[Glyph] = []
    for glyph in _paired(glyphs):
        broken = glyph.char in "\r\n"
        if broken or (current and _goes_back(current[-1], glyph)):
            _close(current, lines)
            current = []
        if not broken:
            current.append(glyph)
    _close(current, lines)
    return lines


def _close(glyphs: list[Glyph], lines: list[Line]) -> None:
    if any(not glyph.char.isspace() for glyph in glyphs):
        lines.append(Line(glyphs))


def _goes_back(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands on another line than the hyphen before it."""
    if not before.hyphen or glyph.generated:
        return False
    return glyph.box[2] < before.box[0] or glyph.box[3] < before.box[1]


def _paired(glyphs: Iterable[Glyph]) -> Iterable[Glyph]:
    """Surrogates that come one by one make one character."""
    high: Glyph | None = None
    for glyph in glyphs:
        if 0xD800 <= ord(glyph.char) < 0xDC00:
            high = glyph
            continue
        if 0xDC00 <= ord(glyph.char) < 0xE000:
            char = "\ufffd"
            if high is not None:
                pair = (high.char + glyph.char).encode("utf-16-le", "surrogatepass")
                char = pair.decode("utf-16-le", "replace")
            glyph = Glyph(glyph.index, char, glyph.box)  # noqa: PLW2901 - the pair is the glyph now
        high = None
        yield glyph
