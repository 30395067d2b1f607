"""A document in a look becomes boxes: paragraphs and rows of tables, with the heights of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.fit.box import Box, stack
from briefgen.fit.running import skeleton
from briefgen.fit.setter import NO_STYLE, Doubts, Setter, has_notes
from briefgen.fit.setting import leading
from briefgen.model.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    Text,
    field_lines,
)
from briefgen.model.look import Fixed, Look
from briefgen.model.slots import blocks_of
from briefgen.records import replace
from briefgen.text.fields import slot_of

_OWN = frozenset({"", "header"})  # what a paragraph that takes no blocks may be


def boxes(document: Document, look: Look, doubts: Doubts, *, loose: bool = False) -> Iterator[Box]:
    """Every box of the document in reading order; what is not measured is added to `doubts`.

    With `loose` as little as may be: ligatures are set, and nothing that floats pushes the text
    but what surely does.
    """
    setter = Setter(look, doubts, look.page.text_width, loose)
    entries = skeleton(document, look)
    if entries and entries[0].row and has_notes(document.blocks):
        # LibreOffice reads a file with footnotes that begins with a table as if an empty paragraph
        # stood above it
        yield setter.box(look.styles["Normal"], ())
    parts = iter(_taken([slot_of(entry.text) for entry in entries if _takes(entry)], document))
    for line in _lines(entries):
        if not any(map(_takes, line)):
            yield from _letterhead(line, document, setter)
        for slot in filter(_takes, line):
            within = replace(setter, width=slot.width or setter.width)
            yield from _body(next(parts), within)


def running_height(
    part: Sequence[Fixed], document: Document, look: Look, *, loose: bool = False
) -> float:
    """How high a header or footer is."""
    setter = Setter(look, Doubts(), look.page.text_width, loose, running=True)
    return _whole(_stacked(part, document, setter))


def _taken(slots: Sequence[str], document: Document) -> list[list[tuple[int, Block]]]:
    """The blocks that each slot takes, each with its number in the document."""
    numbers: dict[int, list[int]] = {}
    for at, block in enumerate(document.blocks):
        numbers.setdefault(id(block), []).append(at)
    parts, _ = blocks_of(slots, document)
    found = [[(numbers[id(block)].pop(0), block) for block in part] for part in parts]
    left = sorted(at for rest in numbers.values() for at in rest)
    if found:  # a text box takes what is left, or nothing does
        found[-1] += [(at, document.blocks[at]) for at in left]
    return found


def _takes(entry: Fixed) -> bool:
    """Whether it is a slot for blocks."""
    return slot_of(entry.text) not in _OWN


def _stacked(entries: Sequence[Fixed], document: Document, setter: Setter) -> list[Box]:
    return [box for line in _lines(entries) for box in _letterhead(line, document, setter)]


def _whole(found: Sequence[Box]) -> float:
    return stack(found) + (found[-1].style.after if found else 0.0)


def _lines(entries: Sequence[Fixed]) -> Iterator[list[Fixed]]:
    """Paragraphs one by one, those of a row of a table together."""
    for row, group in groupby(entries, key=lambda entry: entry.row):
        members = list(group)
        yield from [members] if row else [[entry] for entry in members]


def _letterhead(line: Sequence[Fixed], document: Document, setter: Setter) -> Iterator[Box]:
    """The boxes of a paragraph of memo.docx, or one for a row of its tables."""
    if not line[0].row:
        yield from _fixed(line[0], document, setter)
        return
    pushed, within = setter.under(), setter.within(setter.width)
    cells = groupby(line, key=lambda entry: entry.cell)
    rows = [_stacked([e._replace(row=0) for e in cell], document, within) for _, cell in cells]
    heights = [_whole(found) + setter.running * _twice(found) for found in rows if found]
    yield Box(NO_STYLE, (pushed + max(heights, default=0.0),), row=True)


def _twice(found: Sequence[Box]) -> float:
    """What LibreOffice leaves free twice below a cell in a header: space after, and leading."""
    return found[-1].style.after + found[-1].leading


def _fixed(entry: Fixed, document: Document, setter: Setter) -> Iterator[Box]:
    """A paragraph of memo.docx; the header block where that stands."""
    within, look = replace(setter, width=entry.width or setter.width), setter.look
    if slot_of(entry.text) == "header":
        for line in field_lines(document.fields):
            yield within.box(look.of(line), line.inlines, line.style)
        return
    style = entry.direct or look.styles.get(entry.style) or look.role("body")
    pushed = entry.pushed if setter.loose else entry.pushed_at_most
    if entry.reach and not setter.loose:
        pushed += within.floats(entry.aside, entry.reach)
    box = within.box(style, (Text(entry.text),))
    # LibreOffice sets the leading of a line once more that holds a picture, or that a box pushes
    picture = entry.pictures + leading(style) if entry.pictures else 0.0
    pushed += leading(style) if pushed else 0.0
    yield replace(box, lines=(pushed + max(box.lines[0], picture), *box.lines[1:]))


def _body(blocks: Sequence[tuple[int, Block]], setter: Setter) -> Iterator[Box]:
    """The boxes of some blocks, each with its number in the document."""
    for at, block in blocks:
        match block:
            case Paragraph():
                yield setter.paragraph(block, at)
            case Heading(text=text, level=level):
                yield setter.box(setter.look.role(f"Heading {level}"), (Text(text),), block=at)
            case Listing():
                yield from setter.items(block, at)
            case Table():
                yield from setter.rows(block, at)
