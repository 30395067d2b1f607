"""The captured text of a source: its seal, its ¶, its pages, its quotations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from briefgen.model.source import Captured
from briefgen.read.marks import Marked
from briefgen.text.quotes import scan

#: How ¶ are counted: blocks between blank lines, or every line that is not blank.
COUNTS = ("blank", "line")


def seal(text: str) -> str:
    """Sha256 of a captured text, as 64 hex digits.

    BOM off, CR LF and CR to LF, trailing blanks of lines off, exactly one final newline: what an
    editor or git may change without touching a word does not break the seal; all else does.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = "\n".join(line.rstrip(" \t") for line in plain.split("\n"))
    return hashlib.sha256((lines.rstrip("\n") + "\n").encode("utf-8", "surrogatepass")).hexdigest()


def count_by(text: str) -> str:
    """`blank` where a blank line stands between two others, else `line`."""
    blocks = iter(_blocks(text))
    next(blocks, None)
    return "blank" if next(blocks, None) else "line"


def paragraphs(text: str, count: str) -> tuple[tuple[int, int], ...]:
    """[start, end) of each ¶ of `text`, counted by `blank` or by `line`."""
    return tuple(_blocks(text) if count == "blank" else _lines(text))


def captured(marked: Marked, count: str = "") -> Captured:
    """Number the ¶ of a text whose marks are taken out, and find its quotations."""
    count = count or count_by(marked.text)
    quotes = scan(marked.text, by_line=count == "line")
    return Captured(marked.text, marked.map, paragraphs(marked.text, count), marked.pages, quotes)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Non-blank lines that follow one another, taken together."""
    first = last = -1
    for start, end in _lines(text):
        if first >= 0 and start > last + 1:
            yield first, last
            first = start
        first, last = (start if first < 0 else first), end
    if first >= 0:
        yield first, last
