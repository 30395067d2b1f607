"""A saved web page as blocks of words, in the page's own letters.

Nothing is guessed here: what a browser would show is read, block by block; which blocks are the
article is for `html` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from briefgen.diagnostics import BriefgenError
from briefgen.read.capturing.symbols import raised

#: The blank of HTML: a no-break space is a character like another.
_BLANKS = re.compile(r"[ \t\n\f\r]+")
# fmt: off
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "big", "cite", "code", "data", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "s", "samp", "small", "span", "strong", "sub", "time", "tt",
    "u", "var", "wbr", "nobr",
})
# fmt: on
# fmt: off
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "title", "svg", "math", "iframe",
    "object", "canvas", "audio", "video", "select", "button", "textarea", "input", "dialog",
})
# fmt: on
_STRUCK = ("del", "s", "strike")
_AROUND = frozenset(["nav", "header", "footer", "aside", "form"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LATIN = ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii")  # browsers read windows-1252


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or row of a table."""

    words: str = ""
    around: bool = False  # inside navigation, header, footer
    struck: list[tuple[int, str]] = field(default_factory=list)


def decoded(data: bytes, name: str) -> str:
    """The page's text, by its own word on the encoding. BriefgenError where that does not fit."""
    declared = _DECLARED.search(data[:4096])
    encodings = [declared[1].decode("ascii").lower()] if declared else []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    for encoding in ["utf-8-sig", *encodings]:
        try:
            return data.decode("windows-1252" if encoding in _LATIN else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    hint = "open it in a browser, save it again as a complete page"
    raise BriefgenError(f"{name}: its characters fit no encoding that it names", hint)


def tree_of(text: str, name: str) -> html.HtmlElement:
    """The page as a tree. BriefgenError where there is none."""
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BriefgenError(f"{name}: is no web page") from error


def blocks_of(tree: html.HtmlElement) -> list[Block]:
    """Everything that a browser would show, in order."""
    reader = _Reader()
    body = tree.find("body")
    reader.walk(tree if body is None else body, False)
    reader.end()
    return [block for block in reader.blocks if block.words]


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.struck: list[tuple[int, str]] = []
        self.around = False
        self.kept_lines = 0  # inside <pre>

    def walk(self, element: html.HtmlElement, around: bool) -> None:
        for kind, node in _steps(element):
            if kind == "text":
                self._text(str(node))
            else:
                self._element(node, around)

    def end(self) -> None:
        """The block that is being read is complete."""
        words = "".join(self.pieces)
        if words.strip():
            self.blocks.append(Block(words.strip(" \t\n"), self.around, self.struck))
        self.pieces, self.struck = [], []

    def _element(self, element: html.HtmlElement, around: bool) -> None:
        tag = str(element.tag).lower()
        if tag in _UNSEEN or _is_hidden(element):
            return
        if tag in _STRUCK:
            words = " ".join(element.text_content().split())
            self.struck.append((sum(map(len, self.pieces)), words))
        elif tag == "br":
            self.pieces = ["".join(self.pieces).rstrip(" "), "\n"]
        elif tag == "q":
            self._quotation(element, around)
        elif tag == "sup":
            self._text(raised(" ".join(element.text_content().split())))
        elif tag in ("td", "th"):
            self._text(" ") if not self.pieces else self.pieces.append("\t")
            self.walk(element, around)
        elif tag in _INLINE or "-" in tag:
            self.walk(element, around)
        else:
            self._block(element, around or tag in _AROUND, tag)

    def _quotation(self, element: html.HtmlElement, around: bool) -> None:
        """Browsers set the marks of `<q>`."""
        inner = sum(parent.tag == "q" for parent in element.iterancestors()) % 2
        self.pieces.append("“‘"[inner])
        self.walk(element, around)
        self.pieces.append("”’"[inner])

    def _block(self, element: html.HtmlElement, around: bool, tag: str) -> None:
        inside_cell = any(p.tag in ("td", "th") for p in element.iterancestors())
        self.kept_lines += tag == "pre"
        self._pause(inside_cell)
        self.around = around
        self.walk(element, around)
        self._pause(inside_cell)
        self.kept_lines -= tag == "pre"

    def _pause(self, inside_cell: bool) -> None:
        if inside_cell:
            self.pieces = ["".join(self.pieces).rstrip(" "), " "]
        else:
            self.end()

    def _text(self, text: str) -> None:
        words = text if self.kept_lines else _BLANKS.sub(" ", text)
        before = self.pieces[-1] if self.pieces else " "
        if not self.kept_lines and (before.endswith((" ", "\n", "\t"))):
            words = words.removeprefix(" ")
        if words:
            self.pieces.append(words)


def _steps(element: html.HtmlElement) -> Iterator[tuple[str, object]]:
    if element.text:
        yield "text", element.text
    for child in element:
        if isinstance(child.tag, str):
            yield "element", child
        if child.tail:
            yield "text", child.tail


def _is_hidden(element: html.HtmlElement) -> bool:
    style = _HIDDEN.search(element.get("style", ""))
    return bool(style) or "hidden" in element.attrib
