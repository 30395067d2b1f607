"""Make the width data of briefgen/fit/fonts from the free fonts themselves.

Run it where the fonts are installed:  python benchmarks/font_widths.py /usr/share/fonts/truetype

Carlito, Caladea and the Liberation fonts are under the SIL Open Font License; their advance
widths are facts about them, and nothing of their outlines is copied.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

OUT = Path(__file__).parents[1] / "briefgen" / "fit" / "fonts"
FAMILIES = ("Carlito", "Caladea", "LiberationSans", "LiberationSerif", "LiberationMono")
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")

#: Scripts whose glyphs stand side by side as their advance widths say: Latin, combining marks,
#: Greek, Cyrillic, then punctuation, currency, letter-like signs, arrows, mathematics, shapes.
BLOCKS = (range(0x20, 0x0530), range(0x1E00, 0x2000), range(0x2000, 0x2800), range(0xFB00, 0xFB07))
#: Soft hyphen, joiners and combining marks take no room of their own, in any font.
UNSEEN = {0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x0300, 0x0370)}


def face(path: Path) -> dict[str, object]:
    """One face: what LibreOffice makes a line's height of, and widths in runs of code points.

    The height is that of the hhea table, line gap included (measured: benchmarks/line_heights.py).
    """
    font = TTFont(path)
    head, names = font["hhea"], font.getBestCmap()
    widths = {c: font["hmtx"][names[c]][0] for block in BLOCKS for c in block if c in names}
    widths = spaces(widths, font["head"].unitsPerEm) | widths
    widths |= {c: 0 for c in widths if unicodedata.combining(chr(c))} | dict.fromkeys(UNSEEN, 0)
    return {
        "em": font["head"].unitsPerEm,
        "ascent": head.ascent,
        "descent": -head.descent,
        "gap": head.lineGap,
        "runs": runs(widths),
        "ligatures": ligatures(font, names),
    }


def ligatures(font: TTFont, names: dict[int, str]) -> dict[str, int]:
    """Letters that LibreOffice sets as one glyph -> how much narrower (negative) that makes them.

    Those of two and three plain letters, in fonts where it changes a width: Carlito.
    """
    letters = {name: chr(code) for code, name in names.items() if chr(code).isascii()}
    found = {}
    for pieces, glyph in ((p, g) for p, g in _joined(font) if all(n in letters for n in p)):
        apart = sum(font["hmtx"][name][0] for name in pieces)
        found["".join(letters[name] for name in pieces)] = font["hmtx"][glyph][0] - apart
    return {pieces: more for pieces, more in sorted(found.items()) if more}


def _joined(font: TTFont) -> Iterator[tuple[list[str], str]]:
    """Every standard ligature: the glyphs that it is made of, and its own."""
    table = font["GSUB"].table if "GSUB" in font else None
    features = table.FeatureList.FeatureRecord if table else ()
    lookups = {i for f in features if f.FeatureTag == "liga" for i in f.Feature.LookupListIndex}
    for at in sorted(lookups):
        for subtable in table.LookupList.Lookup[at].SubTable:
            for first, kinds in getattr(subtable, "ligatures", {}).items():
                yield from (([first, *kind.Component], kind.LigGlyph) for kind in kinds)


def spaces(widths: dict[int, int], em: int) -> dict[int, int]:
    """What stands for spaces and hyphens that a font lacks: HarfBuzz's rules."""
    parts = {0x2000: 2, 0x2001: 1, 0x2002: 2, 0x2003: 1, 0x2004: 3, 0x2005: 4, 0x2006: 6}
    parts |= {0x2009: 5, 0x200A: 16}
    same = {0xA0: 0x20, 0x2007: 0x30, 0x2008: 0x2E, 0x2010: 0x2D, 0x2011: 0x2D}
    made = {c: em // part for c, part in parts.items()}
    made |= {c: widths[twin] for c, twin in same.items()}
    return made | {0x202F: widths[0x20] // 2, 0x205F: em * 4 // 18}


def runs(widths: dict[int, int]) -> list[list[object]]:
    """Pairs of a first code point and the widths that follow from there."""
    found: list[tuple[int, list[int]]] = []
    for code in sorted(widths):
        if not found or found[-1][0] + len(found[-1][1]) != code:
            found.append((code, []))
        found[-1][1].append(widths[code])
    return [[first, values] for first, values in found]


def main(folder: Path) -> None:
    """Write a file per face, and say how large it is."""
    OUT.mkdir(exist_ok=True)
    for family in FAMILIES:
        for style in STYLES:
            (found,) = folder.rglob(f"{family}-{style}.ttf")
            data = json.dumps(face(found), separators=(",", ":"))
            (OUT / f"{family}-{style}.json").write_text(data + "\n", encoding="utf-8")
            print(f"{family}-{style}: {len(data)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
