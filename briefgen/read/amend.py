"""Amend: change single points of an outline's text and leave all else as its author wrote it.

    reword      other words at their exact places in a text
    rewrite     all words of a text
    add         a new point, in words, behind or before another, or in a place that has none yet
    add_entry   the same as a mapping: with `replaces`, `date`, `withdrawn`, ...
    withdraw    `withdrawn: why` on a point that its author wrote
    reorder     the points of one block, or the items of one list, in another order

Each takes the text of an outline and gives the new text. Comments, blank lines and the layout of
what is not concerned stay, character for character. What cannot be done so raises `BriefgenError`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from briefgen.diagnostics import BriefgenError
from briefgen.model.outline import Point
from briefgen.model.prose import Prose
from briefgen.read.keys import SECTIONS
from briefgen.read.layout import Layout, Path, Spot
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_

_WIDTH = 96  # of the lines that we write
Lines = list[str]


def reword(
    text: str, file: str, key: str, field: str, splices: Iterable[tuple[int, int, str]]
) -> str:
    """Put new words at places of a point's text (`field` "") or of one of its fields.

    A splice is (from, to, words), in offsets of the prose as it was read.
    """
    layout = Layout(text, file)
    prose = _prose(_spot(layout, key).point, field)
    for start, end, words in sorted(splices, reverse=True):
        last = _behind(layout, prose, end)
        first = _before(layout, prose, start) if start < end else last
        text = text[:first] + words + text[last:]
    return text


def rewrite(text: str, file: str, key: str, field: str, words: str) -> str:
    """Put other words in the place of a whole text; a wrapped text is wrapped again."""
    layout = Layout(text, file)
    spot = _spot(layout, key)
    node = spot.item
    if isinstance(node, Mapping_):
        found = node.get(field or SECTIONS[spot.path[0]][0])
        if not isinstance(found, Scalar):
            raise BriefgenError(f"{key} has no text that could be rewritten")
        node, indent = found, node.place.column + 1
        first, last = layout.line(node), layout.last_line(node)
    else:
        return _rewrite_plain(layout, spot, words)
    if layout.is_flow(spot.item):
        return reword(text, file, key, field, [(0, len(_prose(spot.point, field).text), words)])
    head = layout.lines[first][: node.place.column - 1]
    new = [f"{head}|", *_wrapped(words, " " * indent)]
    return _joined(layout.lines, first, last, new)


def add(text: str, file: str, path: Path, words: str, *, after: str = "", before: str = "") -> str:
    """A new point in words: behind or before another one, or where its section has none yet."""
    layout = Layout(text, file)
    key = after or before
    if not key:
        return _add_first(layout, path, words)
    spot = _spot(layout, key)
    if isinstance(spot.item, Scalar) and spot.item.style == "|":
        return _add_to_block(layout, spot, words, behind=bool(after))
    item = ["- |", *_wrapped(words, "  ")]
    return _add_item(layout, spot, item, behind=bool(after))


def add_entry(
    text: str,
    file: str,
    path: Path,
    words: str,
    fields: Mapping[str, str],
    *,
    after: str = "",
    before: str = "",
) -> str:
    """A new point as a mapping, behind or before another one."""
    layout = Layout(text, file)
    spot = _spot(layout, after or before)
    item = _entry(path[0], words, fields)
    if spot.parts > 1:
        text = _parted(layout, spot, behind=bool(after))
        layout = Layout(text, file)
        spot = _spot(layout, after or before)
    return _add_item(layout, spot, item, behind=bool(after))


def withdraw(text: str, file: str, key: str, why: str) -> str:
    """Withdraw a point that its author wrote: it stays, and is not printed."""
    layout = Layout(text, file)
    spot = _spot(layout, key)
    if isinstance(spot.item, Mapping_):
        return _with_key(layout, spot.item, "withdrawn", why)
    for behind in (True, False):  # a block of its own
        if spot.parts > 1:
            layout = Layout(_parted(layout, spot, behind=behind), file)
            spot = _spot(layout, key)
    words = spot.point.text.text if spot.point.text else ""
    layout = Layout(_listed(layout, spot), file)
    spot = _spot(layout, key)
    first, last = layout.line(spot.item), layout.last_line(spot.item)
    pad = " " * layout.indent(first)
    if isinstance(spot.item, Scalar) and spot.item.style == "|":
        item = _undashed(layout, spot, f"{pad}  ")
    else:
        main, comment = SECTIONS[spot.path[0]][0], _comment(layout.lines[last])
        item = [f"{pad}- {main}: |{comment}", *_wrapped(words, f"{pad}    ")]
    return _joined(layout.lines, first, last, [*item, f"{pad}  withdrawn: {why}"])


def reorder(text: str, file: str, keys: Sequence[str]) -> str:
    """Put the points of one block, or of one list, in the order of `keys`."""
    layout = Layout(text, file)
    spots = [_spot(layout, key) for key in keys]
    ranges = [_range(layout, spot) for spot in spots]
    if len({_home(spot) for spot in spots}) > 1 or len(set(ranges)) < len(ranges):
        raise BriefgenError("they stand in different blocks of the outline")
    lines = list(layout.lines)
    kept = [layout.lines[first : last + 1] for first, last in ranges]
    for (first, last), new in reversed(list(zip(sorted(ranges), kept, strict=True))):
        lines[first : last + 1] = new
    return "\n".join(lines)


# -- places ----------------------------------------------------------------------------------------


def _spot(layout: Layout, key: str) -> Spot:
    found = layout.spots.get(key)
    if found is None:
        raise BriefgenError(f"the outline has no point {key}")
    return found


def _prose(point: Point, field: str) -> Prose:
    found = point.fields.get(field) if field else point.text
    if found is None:
        raise BriefgenError(f"{point.key} has no {field or 'text'}")
    return found


def _before(layout: Layout, prose: Prose, at: int) -> int:
    """The offset in the file of a character of a prose."""
    place = prose.place(at)
    return layout.at(place.line - 1, place.column - 1)


def _behind(layout: Layout, prose: Prose, at: int) -> int:
    """The offset in the file behind the character that stands before `at`."""
    return _before(layout, prose, at - 1) + 1 if at else _before(layout, prose, 0)


def _joined(lines: Sequence[str], first: int, last: int, new: Iterable[str]) -> str:
    """The lines with those from `first` to `last` replaced."""
    return "\n".join([*lines[:first], *new, *lines[last + 1 :]])


def _wrapped(words: str, indent: str) -> Lines:
    """Words as lines of a block; never so that a line looks like a new point."""
    width = max(_WIDTH - len(indent), 30)
    lines = textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False)
    lines = [words] if any(line.startswith("-") for line in lines[1:]) else lines
    return [indent + line for line in lines]


def _comment(line: str) -> str:
    """The comment at the end of a line, with the blanks before it."""
    found = re.search(r"\s+#.*$", line)
    return found[0] if found else ""


def _home(spot: Spot) -> object:
    return spot.item.place if spot.parts > 1 else spot.value.place


def _range(layout: Layout, spot: Spot) -> tuple[int, int]:
    if spot.parts > 1:
        return layout.part_lines(spot)
    return layout.line(spot.item), layout.last_line(spot.item)


# -- new points ------------------------------------------------------------------------------------


def _entry(section: str, words: str, fields: Mapping[str, str]) -> Lines:
    main = SECTIONS[section][0]
    return [f"- {main}: |", *_wrapped(words, "    "), *(f"  {k}: {v}" for k, v in fields.items())]


def _add_to_block(layout: Layout, spot: Spot, words: str, *, behind: bool) -> str:
    first, last = layout.part_lines(spot)
    pad = " " * layout.indent(first)
    dashed = layout.lines[first].lstrip().startswith("- ")
    at = last + 1 if behind else first
    if dashed:
        new = _wrapped(words, f"{pad}  ")
        new[0] = f"{pad}- {new[0].lstrip()}"
    else:
        new = ["", *_wrapped(words, pad)] if behind else [*_wrapped(words, pad), ""]
    return _joined(layout.lines, at, at - 1, new)


def _add_item(layout: Layout, spot: Spot, item: Lines, *, behind: bool) -> str:
    """A new item in the list in which a point stands; what is no list yet becomes one."""
    key, file = spot.point.key, spot.value.place.file
    layout = Layout(_listed(layout, spot), file)
    spot = _spot(layout, key)
    first = layout.line(spot.item)
    pad = " " * layout.indent(first)
    at = layout.last_line(spot.item) + 1 if behind else first
    return _joined(layout.lines, at, at - 1, [pad + line for line in item])


def _add_first(layout: Layout, path: Path, words: str) -> str:
    """The first point of a section, a party or a slot."""
    slot = path[2]
    keys = [k for k in path if k]
    block = _wrapped(words, "  - ")
    block = [block[0], *(f"    {line.strip()}" for line in block[1:])]
    for depth in range(len(keys), 0, -1):
        found = layout.value(*keys[: depth - 1]) if depth > 1 else None
        if found is None:
            continue
        name, value = found
        if slot and depth == len(keys) and not isinstance(value, Mapping_):
            return _add_slot(layout, (name, value), slot, block)
        if not isinstance(value, Mapping_) or layout.is_flow(value):
            break
        pad = " " * (value.place.column - 1)
        at = layout.last_line(value) + 1
        missing = keys[depth - 1 :]
        heads = [f"{'  ' * n}{key}:" for n, key in enumerate(missing)]
        heads[-1] += " |"
        shift = "  " * (len(missing) - 1)
        new = [pad + line for line in [*heads, *(shift + line for line in block)]]
        return _joined(layout.lines, at, at - 1, new)
    raise BriefgenError(f"the outline has no place for a point of {'/'.join(keys)} yet")


def _add_slot(layout: Layout, at: tuple[Scalar, Node], slot: str, block: Lines) -> str:
    """A slot beside what a party says without one, which gets the name that it is short for."""
    name, value = at
    first, last = layout.line(name), layout.last_line(value)
    pad = " " * (name.place.column + 1)
    head, _, rest = layout.lines[first].partition(":")
    own = [f"{head}:", f"{pad}stated:{rest}"]
    own += [f"  {line}" if line.strip() else line for line in layout.lines[first + 1 : last + 1]]
    return _joined(layout.lines, first, last, [*own, f"{pad}{slot}: |", *(pad + x for x in block)])


# -- other shapes of the same ----------------------------------------------------------------------


def _listed(layout: Layout, spot: Spot) -> str:
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
        return _joined(layout.lines, name, last, [f"{head}:{tail}", *items])
    own = layout.lines[name + 1 : last + 1]
    if isinstance(value, Scalar) or layout.is_flow(value):
        lines = [f"{pad}-{rest}", *(f"  {line}" if line.strip() else line for line in own)]
        return _joined(layout.lines, name, last, [f"{head}:", *lines])
    first = layout.indent(layout.line(value))
    lines = [f"{pad}  {line[first:]}" if line.strip() else line for line in own]
    at = layout.line(value) - name - 1
    lines[at] = f"{pad}- {lines[at].lstrip()}"
    return _joined(layout.lines, name, last, [f"{head}:{rest}", *lines])


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


def _parted(layout: Layout, spot: Spot, *, behind: bool) -> str:
    """The text with the block of a point cut in two, behind or before that point."""
    first, last = layout.part_lines(spot)
    at = last + 1 if behind else first
    edge = spot.parts - 1 if behind else 0
    if spot.part == edge:
        return layout.text
    key, file = spot.point.key, spot.value.place.file
    listed = _listed(layout, spot)
    if listed != layout.text:
        fresh = Layout(listed, file)
        return _parted(fresh, _spot(fresh, key), behind=behind)
    pad = " " * layout.indent(layout.line(spot.item))
    return _joined(layout.lines, at, at - 1, [f"{pad}- |"])


def _undashed(layout: Layout, spot: Spot, pad: str) -> Lines:
    """The block of a single point as the text of a mapping: `- text: |`, its lines as they were."""
    first, last = layout.part_lines(spot)
    head = layout.line(spot.item)
    comments = layout.lines[head + 1 : first]
    own = layout.lines[first : last + 1]
    inner = layout.indent(first)
    lines = [f"{pad}  {line[inner:]}" if line.strip() else line for line in own]
    if lines[0].lstrip().startswith("- "):
        lines = [f"{pad}  {lines[0].lstrip()[2:]}", *(f"{pad}  {x.strip()}" for x in lines[1:])]
    comment = _comment(layout.lines[head])
    return [f"{pad[:-2]}- {SECTIONS[spot.path[0]][0]}: |{comment}", *comments, *lines]


def _with_key(layout: Layout, node: Mapping_, key: str, value: str) -> str:
    """A mapping with one key more."""
    if layout.is_flow(node):
        end = layout.flow_end(node) - 1
        return f"{layout.text[:end].rstrip()}, {key}: {value}{layout.text[end:]}"
    at = layout.last_line(node) + 1
    pad = " " * (node.place.column - 1)
    return _joined(layout.lines, at, at - 1, [f"{pad}{key}: {value}"])


def _rewrite_plain(layout: Layout, spot: Spot, words: str) -> str:
    """A point without a mapping, in other words."""
    if not (isinstance(spot.item, Scalar) and spot.item.style == "|"):
        raise BriefgenError("write it as a block (`|`) first")
    first, last = layout.part_lines(spot)
    pad = " " * layout.indent(first)
    dashed = layout.lines[first].lstrip().startswith("- ")
    new = _wrapped(words, f"{pad}  " if dashed else pad)
    if dashed:
        new[0] = f"{pad}- {new[0].lstrip()}"
    return _joined(layout.lines, first, last, new)
