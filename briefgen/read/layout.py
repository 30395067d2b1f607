"""Layout: in which lines of an outline each point stands, so that it can be changed in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from briefgen.model.outline import Point
from briefgen.places import NOWHERE
from briefgen.read.keys import SECTIONS
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_, read_nodes
from briefgen.read.points import Points, split_block
from briefgen.read.values import Values
from briefgen.records import record

Path = tuple[str, str, str]  # section, party, slot

_OPENING, _CLOSING = "[{", "]}"


@record
class Spot:
    """Where a point stands: its section's value, the item of it, the part of a block."""

    point: Point
    path: Path
    value: Node
    item: Node
    part: int  # of the points of a block, from 0
    parts: int


class Layout:
    """The text of an outline, and where its points stand in it. Lines count from 0 here."""

    def __init__(self, text: str, file: str) -> None:
        """Read `text`; an outline that is no YAML has no spots."""
        self.text = text
        self.lines = text.split("\n")
        node, _ = read_nodes(text, file)
        self.root: Node = node if node is not None else Sequence_((), NOWHERE)

    @cached_property
    def spots(self) -> Mapping[str, Spot]:
        """Every point by its key, in the order of the file."""
        return {spot.point.key: spot for spot in self._spots()}

    def value(self, *keys: str) -> tuple[Scalar, Node] | None:
        """The key and the value that stand under some keys, from the root; None where none do."""
        node, found = self.root, None
        for key in keys:
            pairs = node.items if isinstance(node, Mapping_) else ()
            found = next(((name, value) for name, value in pairs if name.text == key), None)
            if found is None:
                return None
            node = found[1]
        return found

    def line(self, node: Node) -> int:
        """The line on which a node begins."""
        return node.place.line - 1

    def last_line(self, node: Node) -> int:
        """The last line that belongs to a node: blank lines and comments behind it do not."""
        if self.is_flow(node):
            return self.text.count("\n", 0, self.flow_end(node))
        if isinstance(node, Scalar):
            words = node.text.rstrip("\n") if node.style in ("|", ">") else node.text
            return node.map.place(max(len(words) - 1, 0)).line - 1 if words else self.line(node)
        within = [value for _, value in node.items] if isinstance(node, Mapping_) else node.items
        return max([self.line(node), *(self.last_line(n) for n in within)])

    def is_flow(self, node: Node) -> bool:
        """Whether a list or a mapping stands between brackets."""
        sign = self.text[self.offset(node) : self.offset(node) + 1]
        return not isinstance(node, Scalar) and sign != "" and sign in _OPENING

    def offset(self, node: Node) -> int:
        """Where a node begins in the text."""
        return self.at(node.place.line - 1, node.place.column - 1)

    def at(self, line: int, column: int) -> int:
        """The offset of a place."""
        return sum(len(before) + 1 for before in self.lines[:line]) + column

    def flow_end(self, node: Node) -> int:
        """The offset behind the bracket that closes a flow."""
        depth, at, quoted, before = 0, self.offset(node), "", ""
        while at < len(self.text):
            char = self.text[at]
            if quoted:
                quoted = "" if char == quoted else quoted
            elif char in "'\"" and before in "[{,:":
                quoted = char
            elif char == "#" and self.text[at - 1].isspace():
                at = self.text.find("\n", at)
            elif char in _OPENING + _CLOSING:
                depth += 1 if char in _OPENING else -1
                if not depth:
                    return at + 1
            before = before if char.isspace() else char
            at += 1
        return at

    def indent(self, line: int) -> int:
        """How far a line is indented."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def part_lines(self, spot: Spot) -> tuple[int, int]:
        """The first and the last line of a point in a block."""
        assert isinstance(spot.item, Scalar)  # noqa: S101 - only blocks have parts
        part = split_block(spot.item)[spot.part]
        words = part.text.rstrip("\n")
        lead = len(words) - len(words.lstrip())
        return part.map.place(lead).line - 1, part.map.place(len(words.rstrip()) - 1).line - 1

    def _spots(self) -> Iterator[Spot]:
        pairs = self.root.items if isinstance(self.root, Mapping_) else ()
        parties = self.value("parties")
        ids = [name.text for name, _ in Values().pairs(parties[1])] if parties else []
        reader = _Reader(Values(), ids)
        for name, node in pairs:
            if isinstance(name, Scalar) and name.text in SECTIONS:
                yield from reader.spots(name, node)


class _Reader(Points):
    """The reader of points, that says as well where it found each."""

    def spots(self, name: Scalar, node: Node) -> Iterator[Spot]:
        for section, value in self._parts(name, node):
            for item in self._values.items(value):
                found = list(self._points(section, item))
                path = (section.name, section.party, section.slot)
                for part, point in enumerate(found):
                    yield Spot(point, path, value, item, part, len(found))
