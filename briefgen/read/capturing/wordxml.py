"""Names of WordprocessingML, and what of a run's style decides whether its words are read."""

from __future__ import annotations

from lxml import etree

#: Namespaces, of the transitional and the strict form (ECMA-376 part 1 and 4) -> a short prefix.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
_OFF = ("0", "false", "off", "none")


def name_of(element: etree._Element) -> str:
    """`w:p` and the like, whatever form the file has; "" for comments and instructions."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag[1:].rpartition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"


def value(element: etree._Element | None, key: str = "val") -> str:
    """An attribute of the element's own namespace, "" without it."""
    if element is None:
        return ""
    space = str(element.tag).rpartition("}")[0]
    return element.get(f"{space}}}{key}", "")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, and its first child of the next, and so on."""
    for name in path:
        inner = element if element is not None else ()
        element = next((c for c in inner if name_of(c) == name), None)
    return element


def form_value(data: etree._Element | None) -> str:
    """What a form field shows that has no words of its own: a ticked box, a chosen entry."""
    box, menu = child(data, "w:checkBox"), child(data, "w:ddList")
    if box is not None:
        ticked = child(box, "w:checked")
        ticked = ticked if ticked is not None else child(box, "w:default")
        on = ticked is not None and value(ticked) not in ("0", "false", "off")
        return "☒" if on else "☐"
    if menu is not None:
        entries = [value(e) for e in menu if name_of(e) == "w:listEntry"]
        chosen = value(child(menu, "w:result")) or value(child(menu, "w:default")) or "0"
        return entries[int(chosen)] if chosen.isdigit() and int(chosen) < len(entries) else ""
    return ""


class Styles:
    """Asks the styles of a document whether text has a property that switches: `vanish`, `strike`.

    Direct formatting wins; otherwise paragraph and character style switch each other (ECMA-376
    part 1, 17.7.3, toggle properties).
    """

    def __init__(self, root: etree._Element | None) -> None:
        """`root` is that of styles.xml, or None."""
        self._styles: dict[str, etree._Element] = {}
        self._default = child(root, "w:docDefaults", "w:rPrDefault", "w:rPr")
        self._paragraph = ""
        for style in root if root is not None else ():
            if name_of(style) == "w:style":
                self._styles[value(style, "styleId")] = style
                if value(style, "default") in ("1", "true") and value(style, "type") == "paragraph":
                    self._paragraph = value(style, "styleId")

    def has(self, what: str, run: etree._Element, paragraph: etree._Element | None) -> bool:
        """Whether the words of `run`, in `paragraph`, have the property `what`."""
        properties = child(run, "w:rPr")
        direct = _switch(properties, what)
        if direct is not None:
            return direct
        outer = value(child(paragraph, "w:pPr", "w:pStyle")) or self._paragraph
        inner = value(child(properties, "w:rStyle"))
        styled = self._says(outer, what) != self._says(inner, what)
        return styled or bool(_switch(self._default, what))

    def numbering(self, paragraph: etree._Element) -> etree._Element | None:
        """The numbering that the style of a paragraph gives it, or None."""
        style = value(child(paragraph, "w:pPr", "w:pStyle")) or self._paragraph
        for _ in range(20):
            found = child(self._styles.get(style), "w:pPr", "w:numPr")
            if found is not None:
                return found
            style = value(child(self._styles.get(style), "w:basedOn"))
        return None

    def _says(self, style: str, what: str) -> bool:
        for _ in range(20):  # a chain of styles; a circle ends too
            found = self._styles.get(style)
            if found is None:
                return False
            says = _switch(child(found, "w:rPr"), what)
            if says is not None:
                return says
            style = value(child(found, "w:basedOn"))
        return False


def _switch(properties: etree._Element | None, what: str) -> bool | None:
    element = child(properties, f"w:{what}")
    return None if element is None else value(element) not in _OFF
