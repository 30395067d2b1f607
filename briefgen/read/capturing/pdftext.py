"""Lines of pages made one text: running heads out, paragraphs apart, broken words joined.

Each decision that a person may doubt is recorded: the words of a running head in a remark where it
stood, the joined words in the front matter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.read.capturing.pdflines import Line, Page

_MARGIN = 0.12  # of the page's height: where running heads stand
_LEAST_MARGIN = 72.0  # points; small pages have no smaller margins
_SAME_PLACE = 4.0  # points
_LINES_OF_A_HEAD = 3
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_HYPHENS = ("-", "\u00ad", "\u2010")
_ENDS = (".", "!", "?", ":", "”", '"', "…", ")")
_MOST_TOLD = 40  # joined words that are listed


@dataclass(slots=True)
class Laid:
    """The text of all pages, and where each character of them went."""

    text: str = ""
    insets: tuple[tuple[int, str], ...] = ()
    record: tuple[str, ...] = ()
    #: (page, index of the character) -> offset in `text`.
    where: dict[tuple[int, int], int] = field(default_factory=dict)


def lay(pages: list[Page], *, heads: bool = False) -> Laid:
    """One text of all pages; with `heads`, what stands at top and foot of them stays in it."""
    writer = _Writer(pages)
    running = {} if heads else running_heads(pages)
    for number, page in enumerate(pages):
        writer.page(number, page, {id(line) for line in running.get(number, [])})
    return writer.laid(running)


def running_heads(pages: list[Page]) -> dict[int, list[Line]]:
    """Lines of the margins that stand on several pages at one place, numbers apart alike.

    A line must stand on two pages at least, and on a third of all; what a page says once stays.
    """
    places: dict[tuple[str, bool], list[tuple[int, Line]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in _at_the_edges(page):
            key = re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold())
            places[key, line.bottom > page.height / 2].append((number, line))
    found: dict[int, list[Line]] = defaultdict(list)
    for group in places.values():
        for number, line in group:
            alike = {n for n, other in group if abs(other.bottom - line.bottom) <= _SAME_PLACE}
            if len(alike) >= max(2, len(pages) / 3):
                found[number].append(line)
    return found


def _at_the_edges(page: Page) -> Iterator[Line]:
    ordered = sorted(page.lines, key=lambda line: -line.bottom)
    margin = max(page.height * _MARGIN, _LEAST_MARGIN)
    for line in ordered[:_LINES_OF_A_HEAD]:
        if line.bottom > page.height - margin:
            yield line
    for line in ordered[-_LINES_OF_A_HEAD:]:
        if line.top < margin:
            yield line


class _Writer:
    """Writes lines down one after the other, and decides what stands between two of them."""

    def __init__(self, pages: list[Page]) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.insets: list[tuple[int, str]] = []
        self.where: dict[tuple[int, int], int] = {}
        self.before: tuple[int, Line] | None = None
        self.joined: list[str] = []
        self.words = _words_of(pages)
        self.hyphenates = _hyphenates(pages, self.words)
        self.leading = _leading(pages)
        self.right = _right_edges(pages)

    def page(self, number: int, page: Page, left_out: set[int]) -> None:
        """Write down a page."""
        begun = False
        for line in page.lines:
            if id(line) in left_out:
                if not line.text.isdigit():  # a page number: the page break says it
                    self.insets.append((self.length, f"running head left out: {line.text}"))
                continue
            self._between(number, line)
            if not begun:
                self.insets.append((self.length, f"page {page.label}"))
                begun = True
            self._line(number, line)
            self.before = (number, line)

    def laid(self, running: dict[int, list[Line]]) -> Laid:
        """What was written."""
        record = [f"running heads left out on {len(running)} pages"] if running else []
        if self.joined:
            told = ", ".join(dict.fromkeys(self.joined[:_MOST_TOLD]))
            more = f" and {len(self.joined) - _MOST_TOLD} more" * (len(self.joined) > _MOST_TOLD)
            record.append(f"words joined over lines: {told}{more}")
        return Laid("".join(self.pieces), tuple(self.insets), tuple(record), self.where)

    def _between(self, number: int, line: Line) -> None:
        if self.before is None:
            return
        written = self._last_word()
        if self._is_new_paragraph(number, line):
            self._write("\n\n")
        elif written.endswith(_HYPHENS) and _word_at_start(line) and len(written) > 1:
            self._join(written, _word_at_start(line))
        elif not written.endswith(("—", "–")):
            self._write(" ")

    def _join(self, first: str, second: str) -> None:
        keeps = self._keeps_hyphen(first, second)
        if not keeps:
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
        stem = first.rstrip("".join(_HYPHENS))
        self.joined.append(f"{stem}-{second}" if keeps else f"{stem}{second}")

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether the hyphen at the end of a line belongs to the word, by the document itself."""
        stem = first[:-1].lower()
        if first.endswith("\u00ad") or f"{stem}{second.lower()}" in self.words:
            return False
        if f"{stem}-{second.lower()}" in self.words:
            return True
        named = second[0].isupper() or second[0].isdigit() or stem[-1:].isdigit()
        return named or not self.hyphenates

    def _is_new_paragraph(self, number: int, line: Line) -> bool:
        page, before = self.before or (number, line)
        if page == number and before.bottom > line.bottom:
            if before.bottom - line.bottom > 1.35 * self.leading:
                return True
            if line.left - before.left > 0.8 * before.height and before.text.endswith(_ENDS):
                return True
        if abs(line.height - before.height) > 0.3 * max(line.height, before.height):
            return True
        room = self.right[page] - before.right  # where the next word would have fitted
        if page != number and line.text[:1].isupper() and room > 1.5 * _width_of_first_word(line):
            return True
        short = before.right < before.left + 0.85 * (self.right[page] - before.left)
        return short and before.text.endswith(_ENDS)

    def _line(self, number: int, line: Line) -> None:
        glyphs = list(line.glyphs)
        while glyphs and glyphs[-1].char.isspace():
            glyphs.pop()
        begun = False
        for glyph in glyphs:
            if begun or not glyph.char.isspace():
                begun = True
                self.where[number, glyph.index] = self.length
                self._write(glyph.letters)

    def _last_word(self) -> str:
        tail = "".join(self.pieces[-60:])
        return tail.rsplit(None, 1)[-1] if tail.split() else ""

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def _words_of(pages: list[Page]) -> Counter[str]:
    """The words that stand whole on a line."""
    return Counter(
        word.lower()
        for page in pages
        for line in page.lines
        for word in _WORD.findall(line.text.removesuffix("-"))
    )


def _hyphenates(pages: list[Page], words: Iterable[str]) -> bool:
    """Whether the document breaks words: a broken one stands elsewhere whole, or says so."""
    known = set(words)
    for page in pages:
        for line, following in zip(page.lines, page.lines[1:], strict=False):
            first = line.text.split()[-1] if line.text.split() else ""
            second = _word_at_start(following)
            if first.endswith("\u00ad"):
                return True
            if first.endswith("-") and second and f"{first[:-1]}{second}".lower() in known:
                return True
    return False


def _word_at_start(line: Line) -> str:
    match = _WORD.match(line.text)
    return match.group() if match else ""


def _width_of_first_word(line: Line) -> float:
    boxes: list[tuple[float, float, float, float]] = []
    for glyph in line.glyphs:
        if glyph.char.isspace() and boxes:
            break
        if not glyph.generated:
            boxes.append(glyph.box)
    return max((b[2] for b in boxes), default=0.0) - min((b[0] for b in boxes), default=0.0)


def _leading(pages: list[Page]) -> float:
    """The usual distance from line to line."""
    steps = [
        round(a.bottom - b.bottom, 1)
        for page in pages
        for a, b in zip(page.lines, page.lines[1:], strict=False)
        if 0 < a.bottom - b.bottom < 60
    ]
    return Counter(steps).most_common(1)[0][0] if steps else 14.0


def _right_edges(pages: list[Page]) -> list[float]:
    return [max((line.right for line in page.lines), default=page.width) for page in pages]
