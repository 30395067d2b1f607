"""A Word memo as a person left it (ECMA-376): its paragraphs with all tracked changes accepted.

Each says which of our bookmarks stand over its words, in which cell of a table it is, who tracked a
change in it, how its words look besides what its style says, and what comments hang on it. What
LibreOffice writes is read alike: it keeps bookmarks and styles by their names.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from briefgen.adopt.parts import Comment, Package, W, get, is_on, unreadable
from briefgen.records import record

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ANCHOR = re.compile(r"_bg(\d+)")
_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")

#: Elements that stand for a character.
_CHARACTERS = {
    **dict.fromkeys(("tab", "ptab"), "\t"),
    **dict.fromkeys(("br", "cr"), "\n"),
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}


@record
class Line:
    """A paragraph of a memo."""

    text: str
    style: str = ""  # the name of its style
    part: str = "body"  # body | running
    #: Numbers of our bookmarks over its words, the one over most of them first.
    anchors: tuple[int, ...] = ()
    cell: tuple[int, ...] = ()  # table, row, column, paragraph
    authors: tuple[str, ...] = ()  # of tracked changes
    looks: tuple[tuple[str, str], ...] = ()  # (words, "bold, italic")
    comments: tuple[Comment, ...] = ()


def read_word(data: bytes, notes: Mapping[str, str] | None = None) -> tuple[Line, ...]:
    """The paragraphs of a .docx that hold any words, of the body, then of headers and footers.

    One whose words a tracked change deletes is there without words: its authors are wanted.

    `notes` are the marks of footnotes by what they say: an unknown one is `[^?]`. Raises
    `BriefgenError` where the file is no Word memo.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return tuple(_lines(Package(package, notes)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise unreadable("it is no whole .docx file") from None
    except (KeyError, UnicodeDecodeError, ValueError):
        raise unreadable("a part of it is missing") from None
    except etree.XMLSyntaxError as error:
        raise unreadable(f"its XML is broken: {' '.join(str(error).split())}") from None


def _lines(package: Package) -> Iterator[Line]:
    parts = [name for name in package.names if _PART.fullmatch(name)]
    for name in sorted(parts, key=lambda n: (n != "word/document.xml", n)):
        walk = _Walk(package, "body" if "document" in name else "running")
        walk.through(package.root(name), frozenset())
        yield from walk.finished()


@dataclass
class _Open:
    """The paragraph that is being read."""

    style: str
    cell: tuple[int, ...]
    texts: list[tuple[str, str]] = field(default_factory=list)  # (words, look)
    covered: dict[int, int] = field(default_factory=dict)  # bookmark -> characters
    authors: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    emptied: set[int] = field(default_factory=set)  # bookmarks over words that were deleted


class _Walk:
    """A walk through a part in the order of reading."""

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        self.lines: list[_Open] = []
        self._open: _Open | None = None
        self._runs_on = False  # the last paragraph's end was deleted
        self._marks: dict[str, int] = {}  # open bookmarks: id -> number
        self._tables = 0
        self._cell: tuple[int, ...] = ()
        self._noted: list[str] = []  # open comments
        self._counting = False  # within a field of a header: what a page number shows

    def finished(self) -> Iterator[Line]:
        """The paragraphs that were read."""
        for line in self.lines:
            text = "".join(words for words, _ in line.texts)
            known = [self.package.comments[c] for c in dict.fromkeys(line.comments)
                     if c in self.package.comments]  # fmt: skip
            anchors = sorted(line.covered, key=lambda n: (-line.covered[n], n))
            if not text.strip():
                anchors = sorted(line.emptied)
            if text.strip() or known or anchors:
                yield Line(
                    text,
                    line.style,
                    self.part,
                    tuple(anchors),
                    line.cell,
                    tuple(dict.fromkeys(filter(None, line.authors))),
                    tuple(_joined(line.texts)),
                    tuple(known),
                )

    def through(self, element: Iterable[etree._Element], states: frozenset[str]) -> None:
        """Read the children of an element."""
        for child in element:
            if isinstance(child.tag, str) and child.tag != _FALLBACK:
                name = child.tag.removeprefix(W)
                visit = getattr(self, f"_{name}", None) if child.tag.startswith(W) else None
                if visit is None:
                    self.through(child, states)
                else:
                    visit(child, states)

    # -- blocks --

    def _p(self, paragraph: etree._Element, states: frozenset[str]) -> None:
        if self._open is not None and not self._runs_on:
            self._box(paragraph, states)
            return
        style = self.package.styles.get(get(paragraph.find(f"{W}pPr/{W}pStyle"), "val"), "")
        fresh = not self._runs_on or self._open is None or not _has_words(self._open)
        if fresh:
            self._open = _Open(style, self._cell)
            self.lines.append(self._open)
        self._runs_on = False
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        for kind in ("ins", "del"):
            mark = marks.find(f"{W}{kind}") if marks is not None else None
            if mark is not None and self._open is not None:
                self._open.authors.append(get(mark, "author"))
                self._runs_on = kind == "del"
        self.through(paragraph, states)
        if "deleted" in states:
            self._runs_on = False
        if not self._runs_on:
            self._open = None

    def _box(self, paragraph: etree._Element, states: frozenset[str]) -> None:
        """A paragraph of a text box, which is anchored in another one."""
        outer, self._open = self._open, None
        self._p(paragraph, states)
        self._open = outer

    def _tbl(self, table: etree._Element, states: frozenset[str]) -> None:
        number, outer = self._tables, self._cell
        self._tables += 1
        for row, tr in enumerate(table.iter(f"{W}tr")):
            gone = tr.find(f"{W}trPr/{W}del") is not None
            for column, tc in enumerate(tr.iter(f"{W}tc")):
                self._cell = (number, row, column)
                self.through(tc, states | {"deleted"} if gone else states)
        self._cell = outer

    def _pPr(self, *_: object) -> None:  # noqa: N802 - the element's name
        pass

    _rPr = _tblPr = _trPr = _tcPr = _sectPr = _instrText = _delText = _sdtPr = _pPr  # noqa: N815

    # -- what stands in a paragraph --

    def _fldSimple(self, element: etree._Element, states: frozenset[str]) -> None:  # noqa: N802 - as above
        if self.part == "body":
            self.through(element, states)

    def _fldChar(self, mark: etree._Element, _: object) -> None:  # noqa: N802 - as above
        kind = get(mark, "fldCharType")
        self._counting = self.part != "body" and kind != "end"

    def _del(self, element: etree._Element, states: frozenset[str]) -> None:
        self._author(element)
        self.through(element, states | {"deleted"})

    _moveFrom = _del  # noqa: N815 - as above

    def _ins(self, element: etree._Element, states: frozenset[str]) -> None:
        self._author(element)
        self.through(element, states)

    _moveTo = _ins  # noqa: N815 - as above

    def _author(self, element: etree._Element) -> None:
        if self._open is not None:
            self._open.authors.append(get(element, "author"))

    def _bookmarkStart(self, mark: etree._Element, _: object) -> None:  # noqa: N802 - as above
        named = _ANCHOR.fullmatch(get(mark, "name"))
        if named:
            self._marks[get(mark, "id")] = int(named[1])

    def _bookmarkEnd(self, mark: etree._Element, _: object) -> None:  # noqa: N802 - as above
        self._marks.pop(get(mark, "id"), None)

    def _commentRangeStart(self, mark: etree._Element, _: object) -> None:  # noqa: N802 - as above
        self._noted.append(get(mark, "id"))

    def _commentRangeEnd(self, mark: etree._Element, _: object) -> None:  # noqa: N802 - as above
        if get(mark, "id") in self._noted:
            self._noted.remove(get(mark, "id"))

    def _r(self, run: etree._Element, states: frozenset[str]) -> None:
        look = run.find(f"{W}rPr")
        if "deleted" in states and self._open is not None:
            self._open.emptied.update(self._marks.values())
        if "deleted" in states or (look is not None and is_on(look.find(f"{W}vanish"))):
            return
        for child in run:
            name = str(child.tag).removeprefix(W)
            if name == "commentReference" and self._open is not None:
                self._open.comments.append(get(child, "id"))
            elif said := self._said(name, child):
                self._say(said, look if name != "footnoteReference" else None)
            elif name not in ("rPr", "delText") and child.tag != _FALLBACK:
                self.through([child], states)

    def _said(self, name: str, element: etree._Element) -> str:
        """The words that an element of a run stands for."""
        match name:
            case "t":
                return element.text or ""
            case "sym":
                return chr(int(get(element, "char") or "FFFD", 16))
            case "footnoteReference":
                return self.package.notes.get(get(element, "id"), "[^?]")
            case _:
                return _CHARACTERS.get(name, "")

    def _say(self, words: str, look: etree._Element | None) -> None:
        if self._open is None or not words or self._counting:
            return
        self._open.texts.append((words, self.package.look(look)))
        self._open.comments += [c for c in self._noted if c not in self._open.comments]
        for number in set(self._marks.values()):
            covered = self._open.covered
            covered[number] = covered.get(number, 0) + len(words.strip())


def _has_words(line: _Open) -> bool:
    return any(words.strip() for words, _ in line.texts)


def _joined(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours that look alike as one; plain words are of no interest."""
    words, look = "", ""
    for text, own in [*texts, ("", "end")]:
        if own != look:
            if look and words.strip():
                yield words.strip(), look
            words, look = "", own
        words += text
