"""Shapes: the same points of an outline in another shape, so that one of them can be changed.

A block is cut in two, a list between brackets gets a line for each item, a text becomes a list of
one. Comments and the author's own lines stay.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

from briefgen.diagnostics import BriefgenError
from briefgen.read.keys import SECTIONS
from briefgen.read.layout import Layout, Spot
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_

_WIDTH = 96  # of the lines that we write
Lines = list[str]


def listed(layout: Layout, spot: Spot) -> str:
    """The text with the section's value as a list, an item a line; as it is where it is one."""
    value = spot.value
    if isinstance(value, Sequence_) and not layout.is_flow(value):
        return layout.text
    name = _key_line(layout, value)
    pad = " " * (layout.indent(name) + 2)
    head, _, rest = layout.lines[name].partition(":")
    last = layout.last_line(value)
    if isinstance(value, Sequence_):  # [a, b]
        items = [f"{pad}- {_source(layout, item)}" for item in value.items]
        tail = layout.text[layout.flow_end(value) :].partition("\n")[0]
        return joined(layout.lines, name, last, [f"{head}:{tail}", *items])
    own = layout.lines[name + 1 : last + 1]
    if isinstance(value, Scalar) or layout.is_flow(value):
        lines = [f"{pad}-{rest}", *(f"  {line}" if line.strip() else line for line in own)]
        return joined(layout.lines, name, last, [f"{head}:", *lines])
    first = layout.indent(layout.line(value))
    lines = [f"{pad}  {line[first:]}" if line.strip() else line for line in own]
    at = layout.line(value) - name - 1
    lines[at] = f"{pad}- {lines[at].lstrip()}"
    return joined(layout.lines, name, last, [f"{head}:{rest}", *lines])


def parted(layout: Layout, spot: Spot, *, behind: bool) -> str:
    """The text with the block of a point cut in two, behind or before that point."""
    first, last = layout.part_lines(spot)
    at = last + 1 if behind else first
    edge = spot.parts - 1 if behind else 0
    if spot.part == edge:
        return layout.text
    key, file = spot.point.key, spot.value.place.file
    text = listed(layout, spot)
    if text != layout.text:
        fresh = Layout(text, file)
        return parted(fresh, spot_of(fresh, key), behind=behind)
    pad = " " * layout.indent(layout.line(spot.item))
    return joined(layout.lines, at, at - 1, [f"{pad}- |"])


def undashed(layout: Layout, spot: Spot, pad: str) -> Lines:
    """The block of a single point as the text of a mapping: `- text: |`, its lines as they were."""
    first, last = layout.part_lines(spot)
    head = layout.line(spot.item)
    comments = layout.lines[head + 1 : first]
    own = layout.lines[first : last + 1]
    inner = layout.indent(first)
    lines = [f"{pad}  {line[inner:]}" if line.strip() else line for line in own]
    if lines[0].lstrip().startswith("- "):
        lines = [f"{pad}  {lines[0].lstrip()[2:]}", *(f"{pad}  {x.strip()}" for x in lines[1:])]
    comment = comment_of(layout.lines[head])
    return [f"{pad[:-2]}- {SECTIONS[spot.path[0]][0]}: |{comment}", *comments, *lines]


def with_key(layout: Layout, node: Mapping_, key: str, value: str) -> str:
    """A mapping with one key more."""
    if layout.is_flow(node):
        end = layout.flow_end(node) - 1
        return f"{layout.text[:end].rstrip()}, {key}: {value}{layout.text[end:]}"
    at = layout.last_line(node) + 1
    pad = " " * (node.place.column - 1)
    return joined(layout.lines, at, at - 1, [f"{pad}{key}: {value}"])


def spot_of(layout: Layout, key: str) -> Spot:
    """Where a point stands. Raises `BriefgenError` where there is none of this key."""
    found = layout.spots.get(key)
    if found is None:
        raise BriefgenError(f"the outline has no point {key}")
    return found


def joined(lines: Sequence[str], first: int, last: int, new: Iterable[str]) -> str:
    """The lines with those from `first` to `last` replaced."""
    return "\n".join([*lines[:first], *new, *lines[last + 1 :]])


def wrapped(words: str, indent: str) -> Lines:
    """Words as lines of a block; never so that a line looks like a new point."""
    width = max(_WIDTH - len(indent), 30)
    lines = textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
    lines = [words] if any(line.startswith("-") for line in lines[1:]) else lines
    return [indent + line for line in lines]


def comment_of(line: str) -> str:
    """The comment at the end of a line, with the blanks before it."""
    found = re.search(r"\s+#.*$", line)
    return found[0] if found else ""


def _key_line(layout: Layout, value: Node) -> int:
    """The line of the key whose value this is: its own, or the one above that is less indented."""
    line = layout.line(value)
    if layout.lines[line][: value.place.column - 1].strip():
        return line
    above = range(line - 1, -1, -1)
    return next(n for n in above if layout.lines[n].partition("#")[0].rstrip().endswith(":"))


def _source(layout: Layout, node: Node) -> str:
    """A node of a flow as it stands in the file, its lines joined."""
    start = layout.offset(node)
    if layout.is_flow(node):
        end = layout.flow_end(node)
    else:
        words = node.text if isinstance(node, Scalar) else ""
        assert isinstance(node, Scalar)  # noqa: S101 - a flow holds flows and texts
        last = node.map.place(max(len(words) - 1, 0))
        end = layout.at(last.line - 1, last.column) + (node.style in ("'", '"'))
    return " ".join(layout.text[start:end].split())
