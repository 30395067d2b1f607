"""Letters of symbol fonts: `w:sym` names a place in a font, not a character.

The Symbol font by the table of Adobe (Symbol Encoding to Unicode), of Wingdings the signs that
stand for something in a text: boxes, ticks, arrows, bullets.
"""

from __future__ import annotations

#: Adobe's Symbol from 0x20 on, "\ufffd" where it has nothing that is a letter or sign of its own.
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "\ufffdαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\ufffd\ufffd↵"
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd〉∫"
)
_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0xAB: "★",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The character at `code` (hexadecimal, often F0xx) of `font`, "" where nobody knows one."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    low = place & 0xFF if place >> 8 in (0x00, 0xF0) else None
    if low is None:  # an ordinary character, set in some font
        return chr(place) if 0x20 <= place < 0xD800 or 0xF900 <= place < 0xFFFE else ""
    if font.strip().lower() == "symbol":
        return _of_symbol(low)
    if font.strip().lower() == "wingdings":
        return _WINGDINGS.get(low, "")
    return chr(place) if 0x20 <= place < 0x7F else ""


def _of_symbol(low: int) -> str:
    table, at = (_SYMBOL, low - 0x20) if low < 0x80 else (_SYMBOL_HIGH, low - 0xA0)
    found = table[at] if 0 <= at < len(table) else ""
    return found.replace("\ufffd", "")


#: Digits and signs that stand above the line: `10⁶` is not `106`.
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


def raised(text: str) -> str:
    """`text` as it stands above the line, where it is a number; other words as they are."""
    number = any(c.isdigit() for c in text) and all(ord(c) in _RAISED for c in text.strip())
    return text.translate(_RAISED) if number else text
