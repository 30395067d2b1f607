"""Handling marks, where their rules want them; every other mark stands where memo.docx puts it.

TLP       right-justified, 12 point or more, head and foot of each page: Traffic Light Protocol
          2.0 (FIRST, 2022), "How to use"
OFFICIAL  centred at head and foot of each page: Government Security Classifications (UK, 2024)
CUI       centred banner at the head of each page, and at its foot: CUI Marking Handbook (US
          National Archives, 2016), 32 CFR 2002.20

A mark is a legal statement of the author: it is printed letter for letter, and never added.
"""

from __future__ import annotations

import re

from lxml import etree

from briefgen.write.word.styles import INK, Style, style_id, style_xml
from briefgen.write.word.xml import NAMESPACES, PARSER, Element, find, find_all, get, make, tag
from briefgen.write.word.xml import text_nodes as words

_RIGHT = Style("Handling Mark Right", size=12, bold=True, color=INK, line=1, align="right")
_CENTRED = Style("Handling Mark Centred", size=12, bold=True, color=INK, line=1, align="center")
#: What a mark begins with -> the style of its own line.
_RULES = (
    (re.compile(r"TLP:(?:CLEAR|GREEN|AMBER(?:\+STRICT)?|RED)\b"), _RIGHT),
    (re.compile(r"OFFICIAL(?:-SENSITIVE)?\b"), _CENTRED),
    (re.compile(r"(?:CUI|CONTROLLED)(?=$|//)"), _CENTRED),
)


def own_line(mark: str) -> Style | None:
    """The style of the line of its own that a mark's rules ask for, or None."""
    return next((style for begins, style in _RULES if begins.match(mark)), None)


def set_marks(mark: str, style: Style, running: list[Element], styles: Element) -> None:
    """Put the mark on a line of its own: first in every header, last in every footer."""
    id = _declared(style, styles)
    for part in running:
        line = make("w:p", make("w:pPr", make("w:pStyle", val=id)), make("w:r", *words(mark)))
        part.insert(0 if part.tag == tag("w:hdr") else len(part), line)


def _declared(style: Style, styles: Element) -> str:
    """The id of the style in this file, which gets it where it lacks it."""
    for known in find_all(styles, "w:style"):
        if get(find(known, "w:name"), "val") == style.name:
            return get(known, "styleId")
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    wrapped = etree.fromstring(f"<w:styles {spaces}>{style_xml(style)}</w:styles>", PARSER)
    styles.append(wrapped[0])
    return style_id(style.name)
