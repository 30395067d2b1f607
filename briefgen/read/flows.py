"""Flows, `{key: value, also: [a, b]}`, read tolerantly: what in them YAML would cut or refuse.

Where a value holds what a flow cannot hold, it is taken to go on up to the next thing that can only
be a new entry or the end, and that stretch is reported.
"""

from __future__ import annotations

import re

from briefgen.patterns import late

#: A plain value of a flow that YAML takes as it stands.
_SAFE = late(r"(?![-?:](?:\s|$))(?![\"'#*&!%@`|>])[^\[\]{},]*")
_CUT = late(r":(?:\s|$)|\s#")
_ENTRY = late(r",\s*[A-Za-z_]+:\s")
_KEY = late(
    r"""\s*(?:"(?:[^"\\]|\\.)*" | '(?:[^']|'')*' | [^\s:,\[\]{}"'][^:,\[\]{}]*?)
    :(?=\s|$|[\[{"'])""",
    re.VERBOSE,
)
QUOTED = late(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)

Span = tuple[int, int]


class NoFlow(Exception):  # noqa: N818 - an answer, not an error: the text is prose
    """The text begins with a bracket and is no flow that ends where the value ends."""


def unsafe_in_flow(text: str) -> list[Span]:
    """The stretches of the flow `text` that YAML would not read as they stand.

    Raises NoFlow where `text` is no flow: brackets that never close, or words after them.
    """
    flow = _Flow(text)
    end = flow.value(0, 0)
    rest = text[end:].strip()
    if rest and not (rest.startswith("#") and text[end : end + 1].isspace()):
        raise NoFlow
    return flow.unsafe


class _Flow:
    def __init__(self, text: str) -> None:
        self.text = text
        self.unsafe: list[Span] = []

    def value(self, at: int, depth: int) -> int:
        """Read a flow collection at `at`; out comes where it ends."""
        if depth > 20:
            raise NoFlow
        mapping = self.text[at] == "{"
        at = self._blank(at + 1)
        while at < len(self.text):
            if self.text[at] in "]}":
                if self.text[at] != ("}" if mapping else "]"):
                    raise NoFlow
                return at + 1
            at = self._entry(at, depth) if mapping else self._item(at, depth, ",")
            at = self._blank(at)
            if self.text[at : at + 1] == ",":
                at = self._blank(at + 1)
            elif self.text[at : at + 1] not in ("]", "}"):
                raise NoFlow
        raise NoFlow

    def _entry(self, at: int, depth: int) -> int:
        key = _KEY.match(self.text, at)
        if key is None:
            raise NoFlow
        return self._item(self._blank(key.end()), depth, "entry")

    def _item(self, at: int, depth: int, until: str) -> int:
        """Read one value: a collection, a quoted text or a plain one."""
        for read in (self._nested, self._quoted):
            end = read(at, depth)
            if end is not None and self._ends(end):
                return end
        end = self._plain_end(at, until)
        words = self.text[at:end].rstrip()
        single = _KEY.match(words + " ") if until == "," else None
        if single and _SAFE.fullmatch(words[single.end() :].strip()):
            return end  # `[key: value]`, a mapping of one
        if words and (not _SAFE.fullmatch(words) or _CUT.search(words)):
            self.unsafe.append((at, at + len(words)))
        return end

    def _nested(self, at: int, depth: int) -> int | None:
        if self.text[at : at + 1] not in ("[", "{"):
            return None
        known = len(self.unsafe)
        try:
            return self.value(at, depth + 1)
        except NoFlow:
            del self.unsafe[known:]
            return None

    def _quoted(self, at: int, depth: int) -> int | None:
        match = QUOTED.match(self.text, at)
        return match.end() if match else None

    def _ends(self, at: int) -> bool:
        return self.text[self._blank(at) : self._blank(at) + 1] in (",", "]", "}")

    def _plain_end(self, at: int, until: str) -> int:
        """Where a plain value ends: before a comma (of a new entry), or an unpaired bracket."""
        depth = 0
        for index in range(at, len(self.text)):
            char = self.text[index]
            if char in "[{":
                depth += 1
            elif char in "]}":
                if depth == 0:
                    return index
                depth -= 1
            elif depth == 0 and char == "," and (until == "," or _ENTRY.match(self.text, index)):
                return index
        raise NoFlow

    def _blank(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at
