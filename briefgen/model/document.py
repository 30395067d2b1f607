"""The neutral document: blocks and inlines from which every writer writes, and nothing else.

The names are pandoc's (Block, Inline). Text is final here: writers set it, they never word it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from briefgen.records import field, record, replace

# -- inlines -----------------------------------------------------------------------------------


@record
class Text:
    """Words, with strength: "" | "strong" | "emphasis" | "mark" (strong: NEW, not the point's)."""

    text: str
    style: str = ""


@record
class Quote:
    """A quotation: outer marks as the language sets them, words as captured."""

    words: str
    opening: str
    closing: str


_SHORT_CITE = 18  # characters: a citation by numbers is shorter, one in words longer


@record
class Cite:
    """A citation as it is printed, `[1¶13]`: after a no-break space, a long one after a space."""

    label: str
    #: What it cites, in the words of the outline: `source^excerpt`, `source, ¶ 3`. No file has it.
    to: tuple[str, ...] = ()
    held: bool = False  # to what stands before it, however long it is

    @property
    def gap(self) -> str:
        """What stands before it. A long citation may begin a line, rather than be broken."""
        return "\u00a0" if self.held or len(self.label) <= _SHORT_CITE else " "


@record
class Link:
    """Words that open an address; the scheme is http, https or mailto."""

    text: str
    url: str
    style: str = ""  # "" | "emphasis"


@record
class Note:
    """A footnote: its number on the page, and what it says at the foot of it."""

    number: int
    inlines: tuple[Text | Link, ...]
    to: tuple[str, ...] = ()  # as of a `Cite`


@record
class Tab:
    """A jump to the next tab stop of the paragraph's style (Markdown writes a wide space)."""


Inline: TypeAlias = Text | Quote | Cite | Link | Note | Tab

# -- blocks ------------------------------------------------------------------------------------


@record
class Paragraph:
    """One paragraph; `style` is a role (see STYLES), `origin` the key of its point or excerpt."""

    style: str
    inlines: tuple[Inline, ...]
    origin: str = ""
    bar: bool = False  # a bar in the margin: it says what the edition before did not


@record
class Heading:
    """A heading of a section."""

    text: str
    section: str
    level: int = 1


@record
class Listing:
    """A bulleted or numbered list: one paragraph an item."""

    ordered: bool
    items: tuple[Paragraph, ...]
    section: str = ""


@record
class Cell:
    """A cell of a table: one paragraph or more, never none."""

    paragraphs: tuple[Paragraph, ...]


@record
class Table:
    """A table: headings and widths (percent) of its columns, rows of as many cells each."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str  # read out by screen readers
    description: str
    section: str = ""


Block: TypeAlias = Paragraph | Heading | Listing | Table

#: Roles of paragraphs, and the named Word style that each is set in.
STYLES: Mapping[str, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "field": "Memo Header",
    "lead": "Bottom Line",
    "body": "Body Text",
    "bullet": "List Bullet",
    "number": "List Number",
    "cell": "Table Text",
    "cell-head": "Table Heading",
    "note": "Source Note",
    "footnote": "Footnote Text",
    "draft": "Draft Mark",
    "changes": "Change Line",
}
#: Styles of statements, and their twins with a bar in the margin.
BARRED: Mapping[str, str] = {
    STYLES[role]: f"{STYLES[role]} Changed" for role in ("lead", "body", "bullet", "number", "cell")
}


@record
class Document:
    """A memo, finished but for its file format."""

    title: str
    lang: str
    date: str  # of the memo, ISO, from `as_of`: the only time that files carry
    #: Header block: (label, value), in order; the writer sets two pairs a line.
    fields: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    #: Values of the fields of memo.docx: "title", "as_of", "memo.to", "kind", "version", ...
    values: Mapping[str, str] = field(default_factory=dict)
    draft: bool = False


def style_of(paragraph: Paragraph) -> str:
    """The named Word style of a paragraph."""
    style = STYLES[paragraph.style]
    return BARRED.get(style, style) if paragraph.bar else style


def plain(inlines: Iterable[Inline]) -> str:
    """The words of some inlines, as a reader reads them and as a file must hold them."""
    return "".join(map(_plain, inlines))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Link(text=text):
            return text
        case Quote(words=words, opening=opening, closing=closing):
            return f"{opening}{words}{closing}"
        case Cite():
            return f"{inline.gap}{inline.label}"
        case Note(number=number):
            return f"[^{number}]"
        case Tab():
            return "\t"


#: Longest label and value, in characters, of which the header block sets two pairs a line.
_HALF_LINE = (11, 28)


def field_lines(fields: Iterable[tuple[str, str]]) -> list[Paragraph]:
    """The header block as it is printed: two pairs of label and value a line, where they fit."""
    lines: list[list[tuple[str, str]]] = []
    for pair in fields:
        last = lines[-1] if lines else []
        if len(last) == 1 and _is_short(last[0]) and _is_short(pair):
            last.append(pair)
        else:
            lines.append([pair])
    return [Paragraph("field", _field_line(line)) for line in lines]


def _is_short(pair: tuple[str, str]) -> bool:
    return all(len(text) <= most for text, most in zip(pair, _HALF_LINE, strict=True))


def _field_line(pairs: list[tuple[str, str]]) -> tuple[Inline, ...]:
    inlines = [i for label, value in pairs for i in _pair(label, value)]
    return tuple(inlines[1:])


def _pair(label: str, value: str) -> tuple[Inline, ...]:
    return (Tab(), Text(label, "strong"), Tab(), Text(value))


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    """Every paragraph of some blocks in reading order, headings and table headings included."""
    found: list[Paragraph] = []
    for block in blocks:
        match block:
            case Paragraph():
                found.append(block)
            case Heading(text=text):
                found.append(Paragraph("heading", (Text(text),)))
            case Listing(items=items):
                found.extend(items)
            case Table(headings=headings, rows=rows):
                found.extend(Paragraph("cell-head", (Text(h),)) for h in headings)
                found.extend(p for row in rows for cell in row for p in cell.paragraphs)
    return found


def rewritten(
    blocks: Iterable[Block], change: Callable[[Paragraph, float], Paragraph]
) -> list[Block]:
    """Blocks with every paragraph changed; `change` learns its share of the width, in percent."""
    return [_rewritten(block, change) for block in blocks]


def _rewritten(block: Block, change: Callable[[Paragraph, float], Paragraph]) -> Block:
    match block:
        case Paragraph():
            return change(block, 100.0)
        case Listing(items=items):
            return replace(block, items=tuple(change(item, 100.0) for item in items))
        case Table(rows=rows, widths=widths):
            shares = [100 * width / sum(widths) for width in widths]
            return replace(
                block,
                rows=tuple(
                    tuple(
                        Cell(tuple(change(p, share) for p in cell.paragraphs))
                        for cell, share in zip(row, shares, strict=True)
                    )
                    for row in rows
                ),
            )
        case Heading():
            return block


def notes(blocks: Iterable[Block]) -> list[Note]:
    """Every footnote of some blocks in reading order."""
    return [i for p in paragraphs(blocks) for i in p.inlines if isinstance(i, Note)]


def note_text(note: Note) -> str:
    """A footnote as a reader finds it, and as Markdown writes it: `[^1]: The Gazette, ...`."""
    return f"[^{note.number}]: {plain(note.inlines)}"
