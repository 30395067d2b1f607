"""How wide characters are and how high lines: five free font families, and their metric twins.

The figures come from the fonts by benchmarks/font_widths.py. They are rounded as LibreOffice does
it, which lays out on a grid of 8640 dots an inch (its reference device for Word files): each
advance to a dot, each height to a dot and then to a twentieth of a point. The heights of 35 sizes
of 20 faces come out exactly (benchmarks/line_heights.py). Pair kerning is left out, as both leave
it out; ligatures are set by LibreOffice and not by Word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from briefgen.records import field, record

#: Families that are measured, by the names that documents give them.
MEASURED: Mapping[str, str] = {
    "Carlito": "Carlito",
    "Calibri": "Carlito",
    "Caladea": "Caladea",
    "Cambria": "Caladea",
    "Liberation Sans": "LiberationSans",
    "Arial": "LiberationSans",
    "Liberation Serif": "LiberationSerif",
    "Times New Roman": "LiberationSerif",
    "Liberation Mono": "LiberationMono",
    "Courier New": "LiberationMono",
}
#: A character that a face does not measure counts wider than any glyph of a common fallback font.
GUESS = 1.3

_FONTS = Path(__file__).with_name("fonts")
_LIGATURE = re.compile("ff[bhijklt]|f[bfhijklt]|tt[fi]|t[fit]")
_DOTS = 120  # of LibreOffice's grid in a point; 6 in a twentieth of one


class _Advances(dict[str, float]):
    """Widths by character, in ems; a character without one gets the guess."""

    def __missing__(self, character: str) -> float:
        return GUESS


class _Sized(dict[str, float]):
    """Widths by character, in points, in one size; worked out when first asked for."""

    def __init__(self, advances: Mapping[str, float], size: float) -> None:
        """Take the face's advances and the size."""
        self._advances, self._dots = advances, size * _DOTS

    def __missing__(self, character: str) -> float:
        width = _round(self._advances[character] * self._dots) / _DOTS
        self[character] = width
        return width


@record
class Face:
    """One face of a family; everything in ems."""

    ascent: float
    descent: float
    gap: float
    advances: Mapping[str, float]
    ligatures: Mapping[str, float]  # letters set as one glyph -> how much wider that makes them
    sized: dict[float, _Sized] = field(default_factory=dict)  # what was worked out

    def widths(self, text: str, size: float, joined: bool = False) -> Sequence[float]:
        """The width of each character of `text`, in points; `joined`: with its ligatures set."""
        if size not in self.sized:
            self.sized[size] = _Sized(self.advances, size)
        sized = self.sized[size]
        found = [sized[c] for c in text]
        if joined and self.ligatures:
            for pair in _LIGATURE.finditer(text):
                found[pair.end() - 1] += self.ligatures.get(pair[0], 0.0) * size
        return found

    def line(self, size: float) -> tuple[float, float]:
        """What a line has above and below its foot, in points."""
        up, down, gap = (
            _round(part * size * _DOTS) for part in (self.ascent, self.descent, self.gap)
        )
        above, whole, lead = (_round(dots / 6) / 20 for dots in (up, up + down, gap))
        return above + lead, whole - above

    def unmeasured(self, text: str) -> str:
        """The characters of `text` whose width is a guess, each as often as it stands there."""
        advances = self.advances
        return "".join([c for c in text if c not in advances])


def face(family: str, bold: bool = False, italic: bool = False) -> Face | None:
    """The face of a family as a document names it, or None where it was never measured."""
    name = MEASURED.get(family)
    return _read(f"{name}-{_STYLES[bold, italic]}") if name else None


_STYLES = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}


@cache
def _read(name: str) -> Face:
    """Read the data of one face."""
    data = json.loads((_FONTS / f"{name}.json").read_text(encoding="utf-8"))
    em = data["em"]
    widths = {
        chr(first + i): width / em
        for first, values in data["runs"]
        for i, width in enumerate(values)
    }
    widths["\t"] = 0.0  # a jump: the breaker knows how far
    ligatures = {pieces: more / em for pieces, more in data["ligatures"].items()}
    up, down, gap = (data[part] / em for part in ("ascent", "descent", "gap"))
    return Face(up, down, gap, _Advances(widths), ligatures)


def _round(number: float) -> int:
    """Round half up, as layout programs do."""
    return int(number + 0.5)
