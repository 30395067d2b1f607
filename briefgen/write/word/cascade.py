"""The cascade of styles: what a style says with all that it inherits (ECMA-376 part 1, 17.7.2).

Document defaults, then each style on the chain of `basedOn`, the base first; the indent of a list
stands under what the style itself says. Fonts that are named by theme are looked up in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.model.look import TextStyle
from briefgen.write.word.xml import Element, find, find_all, get, on_off, tag

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RULES = {"auto": "multiple", "exact": "exact", "atLeast": "least"}


class Cascade:
    """The styles of a file, and what they rest on: its lists and the fonts of its theme."""

    def __init__(
        self, styles: Element, lists: Element | None = None, theme: Element | None = None
    ) -> None:
        """Take the roots of the parts; lists and theme may be missing."""
        self.by_id = {get(style, "styleId"): style for style in find_all(styles, "w:style")}
        self.default = next((id for id, s in self.by_id.items() if _is_default(s)), "")
        self._fonts = _theme_fonts(theme)
        self._indents = _list_indents(lists)
        self._defaults: dict[str, Any] = {"font": "Times New Roman", "size": 10.0}
        for part in ("w:docDefaults/w:rPrDefault/w:rPr", "w:docDefaults/w:pPrDefault/w:pPr"):
            self._defaults |= self.own(find(styles, part))

    def resolve(self, style: Element | None) -> TextStyle:
        """A style with all that it inherits; one of characters has no font, no size but its own."""
        of_characters = get(style, "type") == "character"
        found = {"font": "", "size": 0.0} if of_characters else dict(self._defaults)
        for link in self.chain(style):
            number = get(find(link, "w:pPr/w:numPr/w:numId"), "val")
            found |= self._indents.get(number, {})
            found |= self.own(find(link, "w:pPr")) | self.own(find(link, "w:rPr"))
        return TextStyle(**found)

    def chain(self, style: Element | None) -> list[Element]:
        """A style and those it is based on, the base first; a circle ends where it closes."""
        found: list[Element] = []
        while style is not None and style not in found:
            found.insert(0, style)
            style = self.by_id.get(get(find(style, "w:basedOn"), "val"))
        return found

    def own(self, properties: Element | None) -> dict[str, Any]:
        """What one `w:pPr` or `w:rPr` says of the fields of TextStyle."""
        found: dict[str, Any] = {}
        for child in [] if properties is None else properties:
            if child.tag == tag("w:rFonts"):
                found |= self._font(child)
            elif child.tag in _READ:
                found |= _READ[str(child.tag)](child)
        return found

    def _font(self, child: Element) -> dict[str, Any]:
        themed = get(child, "asciiTheme") or get(child, "hAnsiTheme")
        name = self._fonts.get(themed[:5], "") or get(child, "ascii") or get(child, "hAnsi")
        return {"font": name} if name else {}


def _is_default(style: Element) -> bool:
    return get(style, "type") == "paragraph" and get(style, "default") in {"1", "true", "on"}


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """The Latin fonts of a theme by the beginning of what refers to them: `minorHAnsi`."""
    found: dict[str, str] = {}
    for kind in () if theme is None else ("major", "minor"):
        assert theme is not None  # noqa: S101 - for the type checker
        latin = theme.find(f".//{_A}{kind}Font/{_A}latin")
        found[kind] = "" if latin is None else latin.get("typeface", "")
    return found


def _list_indents(lists: Element | None) -> dict[str, dict[str, Any]]:
    """Id of a list -> the indent of its first level."""
    if lists is None:
        return {}
    levels = {
        get(kind, "abstractNumId"): find(kind, "w:lvl/w:pPr/w:ind")
        for kind in find_all(lists, "w:abstractNum")
    }
    found = {}
    for number in find_all(lists, "w:num"):
        indent = levels.get(get(find(number, "w:abstractNumId"), "val"))
        if indent is not None:
            found[get(number, "numId")] = _indent(indent)
    return found


def _spacing(child: Element) -> dict[str, Any]:
    found: dict[str, Any] = {
        side: points(get(child, side)) for side in ("before", "after") if get(child, side)
    }
    if get(child, "line"):
        rule = _RULES.get(get(child, "lineRule", "auto"), "multiple")
        unit = 240 if rule == "multiple" else 20
        found |= {"line": float(get(child, "line")) / unit, "line_rule": rule}
    if get(child, "val"):  # of letters: the element of that name in `w:rPr`
        found["spaced"] = points(get(child, "val"))
    return found


def _indent(child: Element) -> dict[str, Any]:
    said = {
        "left": get(child, "left") or get(child, "start"),
        "right": get(child, "right") or get(child, "end"),
        "first_line": get(child, "firstLine"),
    }
    found = {key: points(value) for key, value in said.items() if value}
    hanging = get(child, "hanging")
    return found | ({"first_line": -points(hanging)} if hanging else {})


def _tabs(child: Element) -> dict[str, Any]:
    stops = [(points(get(t, "pos", "0")), get(t, "val", "left")) for t in find_all(child, "w:tab")]
    return {"tabs": tuple(sorted(stop for stop in stops if stop[1] != "clear"))}


def _borders(child: Element) -> dict[str, Any]:
    found = {}
    for edge in ("top", "bottom"):
        border = find(child, f"w:{edge}")
        found[f"border_{edge}"] = rule_width(border) + float(get(border, "space", "0"))
    return found


#: Element of `w:pPr` or `w:rPr` -> what it says.
_READ: Mapping[str, Any] = {
    tag("w:sz"): lambda child: {"size": float(get(child, "val")) / 2},
    tag("w:b"): lambda child: {"bold": on_off(child)},
    tag("w:i"): lambda child: {"italic": on_off(child)},
    tag("w:keepNext"): lambda child: {"keep_next": on_off(child)},
    tag("w:contextualSpacing"): lambda child: {"contextual": on_off(child)},
    tag("w:spacing"): _spacing,
    tag("w:ind"): _indent,
    tag("w:tabs"): _tabs,
    tag("w:pBdr"): _borders,
}


def points(twips: str) -> float:
    """Twentieths of a point as points."""
    return float(twips) / 20


def rule_width(border: Element | None) -> float:
    """The width of a line in points; `w:sz` counts eighths."""
    if border is None or get(border, "val") in {"nil", "none"}:
        return 0.0
    return float(get(border, "sz", "4")) / 8
