"""Handling marks, where their rules want them; every other mark stands where memo.docx puts it.

Which marks have such rules, and where the rules stand: model/handling.py.
A mark is a legal statement of the author: it is printed letter for letter, and never added.
"""

from __future__ import annotations

from lxml import etree

from briefgen.model.handling import CENTRED, MARK_SIZE, RIGHT, mark_style
from briefgen.write.word.styles import INK, Style, style_id, style_xml
from briefgen.write.word.xml import NAMESPACES, PARSER, Element, find, find_all, get, make, tag
from briefgen.write.word.xml import text_nodes as words

_STYLES = {
    name: Style(name, size=MARK_SIZE, bold=True, color=INK, line=1, align=align)
    for name, align in ((RIGHT, "right"), (CENTRED, "center"))
}


def own_line(mark: str) -> Style | None:
    """The style of the line of its own that a mark's rules ask for, or None."""
    return _STYLES.get(mark_style(mark))


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
