"""A Markdown memo read back: no reader of all Markdown, but of what a memo is written in.

Paragraphs and items on lines of their own, headings, pipe tables, strength, links, backslashes and
character numbers. Lines that a person wrapped are put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.patterns import late
from briefgen.verify.memo import Line, Memo, Unreadable

_CELL_JOIN = "\u2002"
_BLOCK = late(r"(?P<heading>#{1,6} )|(?P<item>[-*+] |\d{1,9}[.)] )|(?P<row>\|)")
_DELIMITERS = late(r"\|(?: *:?-+:? *\|)+")
_BROKEN = late(r"(?<!\\)(?:\\\\)*\\$")  # a backslash at the end that is no escaped one
_CELLS = late(r"((?:[^\\|]|\\.)*)\|")
_INLINE = late(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|&#(?P<number>\d{1,7});|&(?P<name>amp|lt|gt|quot);"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?:[^()\\\s]|\\.)*\)"
    r"|<(?P<address>(?:https?:|mailto:)[^<>\s]*)>"
    r"|(?P<strength>\*+)"
)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}


def read_markdown(data: bytes, name: str = "") -> Memo:
    """The words of a Markdown memo. Raises `Unreadable`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8 text") from None
    return Memo("md", name, tuple(_lines(text)))


def _lines(text: str) -> Iterator[Line]:
    section = ""
    for block in _blocks(text):
        start = _BLOCK.match(block)
        if start and start["row"]:
            if not _DELIMITERS.fullmatch(block.rstrip()):
                yield from (Line(cell, section) for cell in _row(block.rstrip()) if cell)
            continue
        words = read_inline(block[start.end() :] if start else block)
        section = words if start and start["heading"] and not block.startswith("# ") else section
        if words:
            yield Line(words, section)


def _blocks(text: str) -> Iterator[str]:
    """Lines, those of one paragraph put together unless a backslash breaks them."""
    block = ""
    for line in re.split(r"\r\n|\r|\n", text):
        words = line.strip(" \t")
        if not words or _BLOCK.match(line):
            yield from filter(None, [block])
            block = words
        else:
            block = f"{block} {words}".lstrip(" ")
        if _BROKEN.search(block):
            yield block[:-1]
            block = ""
    yield from filter(None, [block])


def _row(row: str) -> Iterator[str]:
    """The paragraphs of the cells of a row."""
    for cell in _CELLS.findall(row[1:]):
        yield from (read_inline(words) for words in cell.strip(" ").split(_CELL_JOIN))


def read_inline(text: str) -> str:
    """The words of one line of Markdown."""
    return _INLINE.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    if match["number"]:
        return chr(int(match["number"]))
    if match["words"] is not None:
        return read_inline(match["words"])
    return match["escaped"] or _NAMED.get(match["name"] or "") or match["address"] or ""
