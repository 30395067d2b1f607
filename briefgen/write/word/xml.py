"""WordprocessingML in short: elements, attributes and text nodes that hold words verbatim."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from briefgen.patterns import late

Element: TypeAlias = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": W, "r": R}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = late(r"[\t\n\r]")

#: Files of a memo come from people: no entities, no network, no document types.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def tag(name: str) -> str:
    """`w:p` as lxml spells it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def make(name: str, /, *children: Element, **attributes: str | int) -> Element:
    """An element with children and attributes of the `w` namespace: `make("w:b", val=0)`."""
    element: Element = etree.Element(tag(name), nsmap={"w": W})
    for key, value in attributes.items():
        element.set(tag(f"w:{key}"), str(value))
    element.extend(children)
    return element


def get(element: Element | None, key: str, default: str = "") -> str:
    """An attribute of the `w` namespace."""
    return default if element is None else element.get(tag(f"w:{key}"), default)


def find(element: Element, path: str) -> Element | None:
    """The first element on a path of prefixed names."""
    return element.find(path, NAMESPACES)


def find_all(element: Element, path: str) -> list[Element]:
    """Every element on a path of prefixed names, in order."""
    return element.findall(path, NAMESPACES)


def on_off(element: Element | None) -> bool:
    """Whether a switch like `w:b` is there and on."""
    return element is not None and get(element, "val", "1") not in {"0", "false", "off"}


def escape(text: str, *, quote: bool = True) -> str:
    """Text as it stands in written XML, in an attribute too (`html.escape` loads all of HTML)."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quote else text


def text_nodes(text: str) -> list[Element]:
    """The content of a run for `text`: text nodes, a `w:tab` for a tab, a `w:br` for a line end."""
    nodes, start = [], 0
    for found in _BREAKS.finditer(text):
        nodes.extend(_words(text[start : found.start()]))
        nodes.append(make("w:tab" if found.group() == "\t" else "w:br"))
        start = found.end()
    return nodes + _words(text[start:])


def _words(text: str) -> list[Element]:
    if not text:
        return []
    node = make("w:t")
    node.text = text
    node.set(_SPACE, "preserve")
    return [node]
