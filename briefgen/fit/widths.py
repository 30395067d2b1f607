"""How wide characters are and how high lines: five free font families, and their metric twins.

The figures come from the fonts by benchmarks/font_widths.py. A line is as high as the hhea table
says, line gap included, each part rounded to a twentieth of a point: so LibreOffice sets it
(measured on 90 pages of one font and size each). Pair kerning and ligatures are left out, as
Word leaves them out; where LibreOffice sets a ligature its line is a little shorter than ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from briefgen.records import record

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


class _Advances(dict[str, float]):
    """Widths by character, in ems; a character without one gets the guess."""

    def __missing__(self, character: str) -> float:
        return GUESS


@record
class Face:
    """One face of a family; everything in ems."""

    ascent: float
    descent: float
    gap: float
    advances: Mapping[str, float]

    def widths(self, text: str, size: float) -> Iterable[float]:
        """The width of each character of `text`, in points."""
        advances = self.advances
        return [advances[c] * size for c in text]

    def line(self, size: float) -> tuple[float, float]:
        """What a line has above and below its foot, in points."""
        above = _twips(self.ascent * size) + _twips(self.gap * size)
        return above, _twips(self.descent * size)

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
    return Face(data["ascent"] / em, data["descent"] / em, data["gap"] / em, _Advances(widths))


def _twips(points: float) -> float:
    """Round to a twentieth of a point, the unit that word processors lay out in."""
    return int(points * 20 + 0.5) / 20
