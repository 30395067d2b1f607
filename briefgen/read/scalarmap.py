"""Where each character of a YAML scalar stands in its file, by lining value and source up."""

from __future__ import annotations

import re

from briefgen.patterns import late
from briefgen.places import PlaceMap

#: Escapes of YAML's double quotes (YAML 1.1, 5.7); an escaped line end stands for nothing.
_ESCAPE = late(r"\\(?:x..|u....|U........|\n[ \t]*|.)", re.DOTALL)
#: Words of signs that stand for themselves in every style of scalar.
_PLAIN = late(r"[^\s'\"\\]+(?: [^\s'\"\\]+)*")

Anchor = tuple[int, int, int]


class Lines:
    """The lines of a YAML text, to find places by index."""

    def __init__(self, text: str, file: str) -> None:
        """Take `text` of the file `file`."""
        self.text = text
        self.file = file
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def index(self, line: int, column: int) -> int:
        """The index of a place, both counted from 0."""
        return self._starts[min(line, len(self.lines))] + column

    def scalar(self, value: str, style: str, line: int, column: int) -> PlaceMap:
        """Map a scalar that begins (with its mark) at `line` and `column`, from 0."""
        if style == "|":
            return PlaceMap(self.file, self._literal(value, line))
        quoted = style in ("'", '"')
        at = self.index(line, column) + quoted
        if style != ">" and self.text.startswith(value, at):
            return PlaceMap(self.file, ((0, line + 1, column + 1 + quoted),))
        if style == ">":
            line, column, at = line + 1, 0, self.index(line + 1, 0)
        return PlaceMap(self.file, self._aligned(value, at, line, escapes=style == '"'))

    def _literal(self, value: str, header: int) -> tuple[Anchor, ...]:
        content = value.split("\n")
        below = self.lines[header + 1 : header + 1 + len(content)]
        indent = next((len(b) - len(c) for b, c in zip(below, content, strict=False) if c), 0)
        anchors, at = [], 0
        for number, line in enumerate(content):
            anchors.append((at, header + 2 + number, indent + 1))
            at += len(line) + 1
        return tuple(anchors)

    def _aligned(self, value: str, at: int, line: int, *, escapes: bool) -> tuple[Anchor, ...]:
        """Walk through value and source together; an anchor wherever they part or a line ends."""
        anchors: list[Anchor] = []
        shift: int | None = None
        source, offset = self.text, 0
        while offset < len(value) and at < len(source):
            at += self._skipped(value[offset], at, escapes=escapes)
            if at >= len(source):
                break
            while self._starts[line + 1] <= at:
                line, shift = line + 1, None
            if shift != at - offset:
                shift = at - offset
                anchors.append((offset, line + 1, at - self._starts[line] + 1))
            if step := self._equal(value, offset, at):
                at, offset = at + step, offset + step
            else:
                at, offset = at + self._width(value[offset], at, escapes=escapes), offset + 1
        return tuple(anchors) or ((0, line + 1, 1),)

    def _equal(self, value: str, offset: int, at: int) -> int:
        """How many characters of the line stand in the value as they are."""
        found = _PLAIN.match(self.text, at)
        words = found.group() if found else ""
        while not value.startswith(words, offset):
            words = words.rpartition(" ")[0]
        return len(words)

    def _skipped(self, char: str, at: int, *, escapes: bool) -> int:
        """How much of the source says nothing: folded line ends, indentation, doubled marks."""
        start, source = at, self.text
        while at < len(source) and source[at] != char:
            escape = _ESCAPE.match(source, at) if escapes else None
            if escape and not escape.group().startswith("\\\n"):
                break
            if char in " \n" and source[at] in " \n":
                break
            at += escape.end() - at if escape else 1
        return at - start

    def _width(self, char: str, at: int, *, escapes: bool) -> int:
        """How much of the source one character of the value takes up."""
        escape = _ESCAPE.match(self.text, at) if escapes else None
        if escape:
            return escape.end() - at
        doubled = char == "'" and not escapes and self.text.startswith("''", at)
        return 2 if doubled else 1
