"""The parts of a .docx that a person edited, within bounds, and what its runs refer to."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from lxml import etree

from briefgen.diagnostics import BriefgenError
from briefgen.records import record

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_PARTS, _MOST_BYTES = 2_000, 200_000_000

#: Properties of a run that a person sets by hand, and what they are called.
_LOOKS = {
    "b": "bold",
    "i": "italic",
    "u": "underlined",
    "strike": "struck through",
    "dstrike": "struck through",
    "caps": "capitals",
    "smallCaps": "capitals",
    "highlight": "highlighted",
    "vertAlign": "raised or lowered",
}
_NAMED_LOOKS = {"strong": "bold", "strong emphasis": "bold", "emphasis": "italic"}


@record
class Comment:
    """What somebody noted beside a paragraph."""

    author: str
    text: str


def unreadable(why: str) -> BriefgenError:
    """A memo that cannot be read."""
    return BriefgenError(f"the edited memo cannot be read: {why}", "save it as .docx again")


class Package:
    """The parts of a .docx, within bounds, and what its runs refer to."""

    def __init__(self, package: zipfile.ZipFile, notes: Mapping[str, str] | None) -> None:
        infos = package.infolist()
        if len(infos) > _MOST_PARTS or sum(i.file_size for i in infos) > _MOST_BYTES:
            raise unreadable("it is larger than any memo")
        self.names = sorted({i.filename for i in infos})
        self._package = package
        styles = self.roots("word/styles.xml", "style")
        #: Id of a style -> its name, in small letters: Word and LibreOffice differ there.
        self.styles = {get(s, "styleId"): get(s.find(f"{W}name"), "val").lower() for s in styles}
        self.comments = {
            get(c, "id"): Comment(get(c, "author"), _said(c))
            for c in self.roots("word/comments.xml", "comment")
        }
        known = {" ".join(text.split()): mark for text, mark in (notes or {}).items()}
        self.notes = {
            get(n, "id"): known.get(" ".join(_said(n).split()), "[^?]")
            for n in self.roots("word/footnotes.xml", "footnote")
        }

    def roots(self, name: str, kind: str) -> list[etree._Element]:
        """The elements of a kind in a part; none where there is no such part."""
        return list(self.root(name).iter(f"{W}{kind}")) if name in self.names else []

    def root(self, name: str) -> etree._Element:
        """The root of a part; a document type is refused, for it can bring in anything."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(self._package.read(name), parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise unreadable("it declares a document type")
        return root

    def look(self, properties: etree._Element | None) -> str:
        """How a person made the words of a run look."""
        if properties is None:
            return ""
        found = {called for name, called in _LOOKS.items() if is_on(properties.find(f"{W}{name}"))}
        style = self.styles.get(get(properties.find(f"{W}rStyle"), "val"), "")
        named = _NAMED_LOOKS.get(style)
        return ", ".join(sorted(found | ({named} if named else set())))


def is_on(element: etree._Element | None) -> bool:
    """Whether a property is there and on: `w:b`, `w:u w:val="single"`."""
    if element is None:
        return False
    return element.get(f"{W}val", "1") not in {"0", "false", "off", "none", "baseline"}


def get(element: etree._Element | None, name: str) -> str:
    """An attribute of the `w` namespace, "" where there is none."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def _said(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))
