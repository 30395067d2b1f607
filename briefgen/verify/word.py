"""A Word memo read back from its parts (ECMA-376), as Word shows it with all changes accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from posixpath import normpath

from lxml import etree

from briefgen.patterns import late
from briefgen.verify.memo import Line, Memo, Unreadable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FURTHER = late(r"(header|footer|footnotes|endnotes)\d*\.xml")
_MOST_PARTS, _MOST_BYTES = 2_000, 200_000_000

#: Elements that stand for a character.
_CHARACTERS = {
    **dict.fromkeys(("tab", "ptab"), "\t"),
    **dict.fromkeys(("br", "cr"), "\n"),
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
#: What is not read: properties, what was deleted, what tells a field how to be made.
_UNREAD = {f"{_W}{name}" for name in ("pPr", "del", "moveFrom", "instrText", "delText", "p")} | {
    _FALLBACK
}
#: Names under which changes read as if rejected.
_SWAPPED = {
    f"{_W}{name}": f"{_W}{other}"
    for name, other in (("ins", "del"), ("del", "ins"), ("delText", "t"))
}


def read_docx(data: bytes, name: str = "") -> Memo:
    """The words of a .docx: body, headers and footers, notes. Raises `Unreadable`."""
    return _read(data, name, {})


def read_rejected(data: bytes, name: str = "") -> Memo:
    """The words of a .docx with all its changes rejected: what came is what went, and back."""
    return _read(data, name, _SWAPPED)


def _read(data: bytes, name: str, named: Mapping[str, str]) -> Memo:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return Memo("docx", name, tuple(_lines(_Parts(package, named))))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise Unreadable("it is no whole .docx file") from None
    except (KeyError, UnicodeDecodeError, ValueError):
        raise Unreadable("a part of it is missing") from None
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"its XML is broken: {' '.join(str(error).split())}") from None


class _Parts:
    """The parts of a package, within bounds."""

    def __init__(self, package: zipfile.ZipFile, named: Mapping[str, str]) -> None:
        infos = package.infolist()
        if len(infos) > _MOST_PARTS or sum(i.file_size for i in infos) > _MOST_BYTES:
            raise Unreadable("it is larger than any memo")
        self.names = sorted({i.filename for i in infos})
        self._package, self._named = package, named

    def root(self, name: str) -> etree._Element:
        """The root of a part; a document type is refused, for it can bring in anything."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(self._package.read(name), parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable("it declares a document type")
        for element in root.iter(*self._named) if self._named else ():
            element.tag = self._named[str(element.tag)]
        return root

    def main(self) -> str:
        """The name of the part that holds the body."""
        for relation in self.root("_rels/.rels").iter(f"{_RELS}Relationship"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return normpath(str(relation.get("Target", "")).lstrip("/"))
        raise Unreadable("it has no body")


def _lines(parts: _Parts) -> Iterator[Line]:
    main = parts.main()
    headings = _headings(parts, main)
    body = parts.root(main)
    marks = _note_marks(body)
    yield from _part(body, "body", headings, marks)
    folder = main.rpartition("/")[0]
    for name in parts.names:
        kind = re.fullmatch(
            rf"{re.escape(folder)}/(header|footer|footnotes|endnotes)\d*\.xml", name
        )
        if kind:
            part = "note" if "note" in kind[1] else "running"
            yield from _part(parts.root(name), part, frozenset(), marks)


def _note_marks(body: etree._Element) -> dict[str, str]:
    """Id of a footnote -> its mark, `[^1]`: numbered as the body refers to them, as Word does."""
    marks = body.iter(f"{_W}footnoteReference")
    ids = [str(mark.get(f"{_W}id")) for mark in marks if not _is_unread(mark)]
    return {id: f"[^{number}]" for number, id in enumerate(dict.fromkeys(ids), 1)}


def _headings(parts: _Parts, main: str) -> frozenset[str]:
    """The ids of the styles of headings, which Word translates; their names it does not."""
    name = main.replace("document", "styles")
    if name not in parts.names:
        return frozenset()
    styles = parts.root(name).iter(f"{_W}style")
    return frozenset(
        str(style.get(f"{_W}styleId"))
        for style in styles
        for named in style.iterfind(f"{_W}name")
        if str(named.get(f"{_W}val", "")).lower().startswith("heading ")
    )


def _part(
    root: etree._Element, part: str, headings: frozenset[str], marks: Mapping[str, str]
) -> Iterator[Line]:
    """The paragraphs of a part; one whose end was deleted runs on into the next."""
    section = before = ""
    for paragraph in root.iter(f"{_W}p"):
        if _is_unread(paragraph) or _is_of_no_mark(paragraph, marks):
            continue
        text = before + "".join(_words(paragraph, marks))
        before = text if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None else ""
        if before or not text:
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in headings:
            section = text
        yield Line(text, section, part)


def _is_unread(element: etree._Element) -> bool:
    """Whether an element stands within what is not read, or in the copy of a text box."""
    return any(a.tag in _UNREAD and a.tag != f"{_W}p" for a in element.iterancestors())


def _is_of_no_mark(paragraph: etree._Element, marks: Mapping[str, str]) -> bool:
    """Whether a paragraph is of a footnote whose mark was deleted."""
    note = next(paragraph.iterancestors(f"{_W}footnote"), None)
    return note is not None and str(note.get(f"{_W}id")) not in marks


def _words(element: etree._Element, marks: Mapping[str, str]) -> Iterator[str]:
    """What a reader sees of an element, nested paragraphs (text boxes) left out."""
    for child in element:
        name = str(child.tag).removeprefix(_W)
        if child.tag in _UNREAD or (name == "r" and _is_hidden(child)):
            continue
        if name == "t":
            yield child.text or ""
        elif name == "sym":
            yield chr(int(str(child.get(f"{_W}char", "FFFD")), 16))
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "footnoteReference":
            yield marks.get(str(child.get(f"{_W}id")), "")
        elif name == "footnoteRef":
            yield f"{_mark_of(child, marks)}:"
        else:
            yield from _words(child, marks)


def _mark_of(element: etree._Element, marks: Mapping[str, str]) -> str:
    """The mark of the footnote that an element stands in."""
    note = next(element.iterancestors(f"{_W}footnote"), None)
    return "" if note is None else marks.get(str(note.get(f"{_W}id")), "")


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in {"0", "false", "off"}
