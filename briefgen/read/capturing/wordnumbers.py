"""Numbers that Word sets before list items and headings: not text, and told that they are not.

Only whether a paragraph has one is asked, never which: a number worked out wrongly would be worse
evidence than none (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

from lxml import etree

from briefgen.read.capturing.wordxml import Styles, child, name_of, value

#: Formats that number nothing.
_NO_NUMBERS = ("bullet", "none", "")


class Numbers:
    """Asks the numbering part of a document whether Word numbers a paragraph."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        """`root` is that of numbering.xml, or None."""
        self._styles = styles
        self._abstract: dict[str, str] = {}  # numId -> abstractNumId
        self._formats: dict[tuple[str, str], str] = {}  # abstractNumId, level -> format
        for element in root if root is not None else ():
            if name_of(element) == "w:num":
                self._abstract[value(element, "numId")] = value(child(element, "w:abstractNumId"))
            elif name_of(element) == "w:abstractNum":
                for level in (e for e in element if name_of(e) == "w:lvl"):
                    key = (value(element, "abstractNumId"), value(level, "ilvl"))
                    self._formats[key] = value(child(level, "w:numFmt")) or "decimal"

    def has(self, paragraph: etree._Element) -> bool:
        """Whether Word sets a number before this paragraph."""
        said = child(paragraph, "w:pPr", "w:numPr")
        styled = self._styles.numbering(paragraph)
        number = value(child(said, "w:numId")) or value(child(styled, "w:numId"))
        level = value(child(said, "w:ilvl")) or value(child(styled, "w:ilvl")) or "0"
        return self._formats.get((self._abstract.get(number, ""), level), "") not in _NO_NUMBERS
