"""What tests look at in a Word file: its parts, its paragraphs, its XML one element a line."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from openxml_audit import OpenXmlValidator

from briefgen.write.word.package import unpack
from briefgen.write.word.xml import Element, find, find_all, get, tag


def part(data: bytes, name: str) -> Element:
    root: Element = etree.fromstring(unpack(data)[name])
    return root


def paragraph_texts(data: bytes, name: str = "word/document.xml") -> list[str]:
    return [words(p) for p in find_all(part(data, name), ".//w:p")]


def words(paragraph: Element) -> str:
    signs = {tag("w:tab"): "\t", tag("w:br"): "\n"}
    found = paragraph.iter(tag("w:t"), *signs)
    return "".join(signs.get(str(e.tag), e.text or "") for e in found if within_run(e))


def within_run(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag("w:r")


def style_of(paragraph: Element) -> str:
    return get(find(paragraph, "w:pPr/w:pStyle"), "val")


def findings(data: bytes, folder: Path) -> list[str]:
    path = folder / "memo.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def normalised(data: bytes) -> str:
    """Every part by name, one element a line, indented by depth."""
    lines = []
    for name, content in sorted(unpack(data).items()):
        lines.append(f"== {name}")
        lines += _lines(etree.fromstring(content), 0)
    return "\n".join(lines) + "\n"


def _lines(element: Element, depth: int) -> list[str]:
    name = etree.QName(element).localname
    attributes = "".join(
        f" {etree.QName(key).localname}={value!r}" for key, value in sorted(element.items())
    )
    text = f" {element.text!r}" if element.text else ""
    found = [f"{'  ' * depth}{name}{attributes}{text}"]
    return found + [line for child in element for line in _lines(child, depth + 1)]
