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

from collections.abc import Iterable, Mapping, Sequence

from briefgen.diagnostics import BriefgenError
from briefgen.model.outline import Point
from briefgen.model.prose import Prose
from briefgen.read.keys import SECTIONS
from briefgen.read.layout import Layout, Path, Spot
from briefgen.read.nodes import Mapping_, Node, Scalar
from briefgen.read.shapes import (
    Lines,
    comment_of,
    joined,
    listed,
    parted,
    spot_of,
    undashed,
    with_key,
    wrapped,
)


def reword(
    text: str, file: str, key: str, field: str, splices: Iterable[tuple[int, int, str]]
) -> str:
    """Put new words at places of a point's text (`field` "") or of one of its fields.

    A splice is (from, to, words), in offsets of the prose as it was read.
    """
    layout = Layout(text, file)
    prose = _prose(spot_of(layout, key).point, field)
    for start, end, words in sorted(splices, reverse=True):
        last = _behind(layout, prose, end)
        first = _before(layout, prose, start) if start < end else last
        text = text[:first] + words + text[last:]
    return text


def rewrite(text: str, file: str, key: str, field: str, words: str) -> str:
    """Put other words in the place of a whole text; a wrapped text is wrapped again."""
    layout = Layout(text, file)
    spot = spot_of(layout, key)
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
    new = [f"{head}|", *wrapped(words, " " * indent)]
    return joined(layout.lines, first, last, new)


def add(text: str, file: str, path: Path, words: str, *, after: str = "", before: str = "") -> str:
    """A new point in words: behind or before another one, or where its section has none yet."""
    layout = Layout(text, file)
    key = after or before
    if not key:
        return _add_first(layout, path, words)
    spot = spot_of(layout, key)
    if isinstance(spot.item, Scalar) and spot.item.style == "|":
        return _add_to_block(layout, spot, words, behind=bool(after))
    item = ["- |", *wrapped(words, "  ")]
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
    spot = spot_of(layout, after or before)
    item = _entry(path[0], words, fields)
    if spot.parts > 1:
        text = parted(layout, spot, behind=bool(after))
        layout = Layout(text, file)
        spot = spot_of(layout, after or before)
    return _add_item(layout, spot, item, behind=bool(after))


def withdraw(text: str, file: str, key: str, why: str) -> str:
    """Withdraw a point that its author wrote: it stays, and is not printed."""
    layout = Layout(text, file)
    spot = spot_of(layout, key)
    if isinstance(spot.item, Mapping_):
        return with_key(layout, spot.item, "withdrawn", why)
    for behind in (True, False):  # a block of its own
        if spot.parts > 1:
            layout = Layout(parted(layout, spot, behind=behind), file)
            spot = spot_of(layout, key)
    words = spot.point.text.text if spot.point.text else ""
    layout = Layout(listed(layout, spot), file)
    spot = spot_of(layout, key)
    first, last = layout.line(spot.item), layout.last_line(spot.item)
    pad = " " * layout.indent(first)
    if isinstance(spot.item, Scalar) and spot.item.style == "|":
        item = undashed(layout, spot, f"{pad}  ")
    else:
        main, comment = SECTIONS[spot.path[0]][0], comment_of(layout.lines[last])
        item = [f"{pad}- {main}: |{comment}", *wrapped(words, f"{pad}    ")]
    return joined(layout.lines, first, last, [*item, f"{pad}  withdrawn: {why}"])


def reorder(text: str, file: str, keys: Sequence[str]) -> str:
    """Put the points of one block, or of one list, in the order of `keys`."""
    layout = Layout(text, file)
    spots = [spot_of(layout, key) for key in keys]
    ranges = [_range(layout, spot) for spot in spots]
    if len({_home(spot) for spot in spots}) > 1 or len(set(ranges)) < len(ranges):
        raise BriefgenError("they stand in different blocks of the outline")
    lines = list(layout.lines)
    kept = [layout.lines[first : last + 1] for first, last in ranges]
    for (first, last), new in reversed(list(zip(sorted(ranges), kept, strict=True))):
        lines[first : last + 1] = new
    return "\n".join(lines)


# -- places ----------------------------------------------------------------------------------------


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


def _home(spot: Spot) -> object:
    return spot.item.place if spot.parts > 1 else spot.value.place


def _range(layout: Layout, spot: Spot) -> tuple[int, int]:
    if spot.parts > 1:
        return layout.part_lines(spot)
    return layout.line(spot.item), layout.last_line(spot.item)


# -- new points ------------------------------------------------------------------------------------


def _entry(section: str, words: str, fields: Mapping[str, str]) -> Lines:
    main = SECTIONS[section][0]
    return [f"- {main}: |", *wrapped(words, "    "), *(f"  {k}: {v}" for k, v in fields.items())]


def _add_to_block(layout: Layout, spot: Spot, words: str, *, behind: bool) -> str:
    first, last = layout.part_lines(spot)
    pad = " " * layout.indent(first)
    dashed = layout.lines[first].lstrip().startswith("- ")
    at = last + 1 if behind else first
    if dashed:
        new = wrapped(words, f"{pad}  ")
        new[0] = f"{pad}- {new[0].lstrip()}"
    else:
        new = ["", *wrapped(words, pad)] if behind else [*wrapped(words, pad), ""]
    return joined(layout.lines, at, at - 1, new)


def _add_item(layout: Layout, spot: Spot, item: Lines, *, behind: bool) -> str:
    """A new item in the list in which a point stands; what is no list yet becomes one."""
    key, file = spot.point.key, spot.value.place.file
    layout = Layout(listed(layout, spot), file)
    spot = spot_of(layout, key)
    first = layout.line(spot.item)
    pad = " " * layout.indent(first)
    at = layout.last_line(spot.item) + 1 if behind else first
    return joined(layout.lines, at, at - 1, [pad + line for line in item])


def _add_first(layout: Layout, path: Path, words: str) -> str:
    """The first point of a section, a party or a slot."""
    slot = path[2]
    keys = [k for k in path if k]
    block = wrapped(words, "  - ")
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
        return joined(layout.lines, at, at - 1, new)
    raise BriefgenError(f"the outline has no place for a point of {'/'.join(keys)} yet")


def _add_slot(layout: Layout, at: tuple[Scalar, Node], slot: str, block: Lines) -> str:
    """A slot beside what a party says without one, which gets the name that it is short for."""
    name, value = at
    first, last = layout.line(name), layout.last_line(value)
    pad = " " * (name.place.column + 1)
    head, _, rest = layout.lines[first].partition(":")
    own = [f"{head}:", f"{pad}stated:{rest}"]
    own += [f"  {line}" if line.strip() else line for line in layout.lines[first + 1 : last + 1]]
    return joined(layout.lines, first, last, [*own, f"{pad}{slot}: |", *(pad + x for x in block)])


def _rewrite_plain(layout: Layout, spot: Spot, words: str) -> str:
    """A point without a mapping, in other words."""
    if not (isinstance(spot.item, Scalar) and spot.item.style == "|"):
        raise BriefgenError("write it as a block (`|`) first")
    first, last = layout.part_lines(spot)
    pad = " " * layout.indent(first)
    dashed = layout.lines[first].lstrip().startswith("- ")
    new = wrapped(words, f"{pad}  " if dashed else pad)
    if dashed:
        new[0] = f"{pad}- {new[0].lstrip()}"
    return joined(layout.lines, first, last, new)
