"""The Markdown memo: CommonMark with pipe tables, from the neutral document and nothing else.

Every paragraph is one line. The words are those of the Word file in the same order, but for three
things that Markdown lacks: a jump to a tab stop is a wide space (U+2003), the paragraphs of a
table's cell are joined by a dot, and what Word prints at the head of each page stands on the first
line. A template may bring an arrangement of its own, `memo.md.j2` (see `arrangement`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from briefgen.model.document import (
    Block,
    Document,
    Heading,
    Inline,
    Link,
    Listing,
    Note,
    Paragraph,
    Tab,
    Table,
    Text,
    note_text,
    notes,
    plain,
)
from briefgen.model.template import Template
from briefgen.patterns import late
from briefgen.records import record
from briefgen.write.escape import CELL_JOIN, escape

WIDE_SPACE = "\u2003"
_LINKED = late(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_AS_IT_STANDS = late(r"[\w./:?=&#+,;@~-]+", re.ASCII)
_STOPS = frozenset("“‘«„(.,:;!?)%…”’»$€£¥")
_STRENGTH = {"strong": "**", "emphasis": "*", "mark": "**"}


@record
class Written:
    """A block as Markdown, escaped and finished."""

    kind: str  # the style of a paragraph, or heading, list, table
    section: str
    text: str


def to_markdown(document: Document, template: Template) -> bytes:
    """The memo in UTF-8, arranged by the template's `memo.md.j2` or by ourselves.

    Raises `ArrangementError` where that arrangement fails, with its line.
    """
    blocks = tuple(_written(document.blocks))
    if template.markdown is None:
        return f"{_arranged(document, blocks)}\n".encode()
    from briefgen.write.arrangement import arrange  # noqa: PLC0415 - it brings jinja2: 40 ms

    return arrange(template.markdown, _given(document, blocks)).encode()


def line(inlines: Iterable[Inline], *, cell: bool = False) -> str:
    """One paragraph as one line of Markdown."""
    runs = _runs(inlines)
    text = "".join(words for words, _ in runs)
    forms = escape(text, cell=cell)
    parts: list[str] = []
    at = 0
    for words, inline in runs:
        end = at + len(words)
        if text[end - 1] == "!" and end < len(text):
            forms[end - 1] = "\\!"  # a link may follow, and would be a picture
        if isinstance(inline, Note):
            parts.append(words)  # a mark, which is not to be escaped
        elif isinstance(inline, Link) and _LINKED.match(inline.url):
            parts.append(_link(forms[at:end], inline))
        else:
            parts.append(_strong(forms[at:end], _strength(inline, text, at, end)))
        at = end
    return "".join(parts)


# -- arrangement -------------------------------------------------------------------------------


def _arranged(document: Document, blocks: tuple[Written, ...]) -> str:
    """Our own arrangement: head, title, header block, body."""
    title = f"# {line([Text(document.title)])}"
    fields = "\\\n".join(_field_lines(document))
    parts = [_head_line(document), title, fields, *(block.text for block in blocks)]
    return "\n\n".join(part for part in parts if part)


def _given(document: Document, blocks: tuple[Written, ...]) -> dict[str, object]:
    """What a template's arrangement may use: see `arrangement`."""
    return {
        "head": _head_line(document),
        "title": line([Text(document.title)]),
        "fields": tuple(_field_lines(document)),
        "blocks": blocks,
        "body": "\n\n".join(block.text for block in blocks),
        "draft": document.draft,
    }


def _head_line(document: Document) -> str:
    """What Word prints at the head of each page: draft, handling, kind, date."""
    values = document.values
    strong = [values.get("draft") or "DRAFT"] * document.draft + [values.get("memo.handling", "")]
    plainly = [values.get("kind", ""), values.get("as_of", "")]
    marked = [line([Text(mark, "strong")]) for mark in strong if mark]
    return " | ".join([*marked, *(line([Text(value)]) for value in plainly if value)])


def _field_lines(document: Document) -> list[str]:
    """The header block: a label and its value on each line."""
    return [
        line([Text(f"{label.rstrip(':')}:", "strong"), Text(f" {value}" if value else "")])
        for label, value in document.fields
    ]


# -- blocks ------------------------------------------------------------------------------------


def _written(blocks: Sequence[Block]) -> Iterator[Written]:
    """Every block that has words, and last the footnotes."""
    section = ""
    before: Block | None = None
    for block in blocks:
        section = section if isinstance(block, Paragraph) else block.section
        written = _block(block, before, section)
        before = block
        if written.text:
            yield written
    if found := "\n\n".join(map(_note, notes(blocks))):
        yield Written("notes", "", found)


def _block(block: Block, before: Block | None, section: str) -> Written:
    match block:
        case Paragraph(style=style, inlines=inlines):
            return Written(style, section, f"{_PREFIX.get(style, '')}{line(inlines)}".rstrip())
        case Heading(text=text, level=level):
            return Written("heading", section, f"{'#' * (level + 1)} {line([Text(text)])}")
        case Listing():
            return Written("list", section, _listing(block, _touches(before, block)))
        case Table():
            return Written("table", section, _table(block))


def _note(note: Note) -> str:
    """A footnote as GitHub's Markdown and most others write it: `[^1]: The Gazette, ...`."""
    mark, _, _ = note_text(note).partition(" ")
    return f"{mark} {line(note.inlines)}"


#: Paragraphs that are set by a mark of their own.
_PREFIX = {"title": "# ", "bullet": "- ", "number": "1. "}


def _touches(before: Block | None, block: Listing) -> bool:
    """Whether two lists of one kind would run into one, were their marks the same."""
    return isinstance(before, Listing) and before.ordered == block.ordered


def _listing(listing: Listing, other_mark: bool) -> str:
    items = [text for item in listing.items if (text := line(item.inlines))]
    bullet, stop = ("*", ")") if other_mark else ("-", ".")
    marks = [f"{n}{stop}" if listing.ordered else bullet for n in range(1, len(items) + 1)]
    return "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))


def _table(table: Table) -> str:
    headings = [line([Text(heading)], cell=True) for heading in table.headings]
    rows = [
        [CELL_JOIN.join(line(p.inlines, cell=True) for p in cell.paragraphs) for cell in row]
        for row in table.rows
    ]
    return "\n".join(map(_row, [headings, ["---"] * len(headings), *rows]))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


# -- inlines -----------------------------------------------------------------------------------


def _runs(inlines: Iterable[Inline]) -> list[tuple[str, Inline]]:
    """The words of each inline, neighbours of one strength put together."""
    runs: list[tuple[str, Inline]] = []
    for inline in inlines:
        words = WIDE_SPACE if isinstance(inline, Tab) else plain([inline])
        last = runs[-1][1] if runs else None
        if isinstance(inline, Text) and isinstance(last, Text) and last.style == inline.style:
            words = f"{last.text}{words}"
            runs[-1] = (words, Text(words, inline.style))
        elif words:
            runs.append((words, inline))
    return runs


def _strength(inline: Inline, text: str, at: int, end: int) -> str:
    """The mark of a run's strength, or none where a parser could take the mark for words.

    A mark stands at white space, or between a letter and a stop (CommonMark 6.2). Where it
    cannot, the words are written plainly: they matter more than their weight.
    """
    core = text[at:end].strip()
    if not isinstance(inline, Text) or not inline.style or not core:
        return ""
    start = text.index(core, at)
    left, right = text[start - 1 : start], text[start + len(core) :][:1]
    opens, closes = _holds(core[0], left), _holds(core[-1], right)
    return _STRENGTH[inline.style] if opens and closes else ""


def _holds(edge: str, beyond: str) -> bool:
    return (edge.isalnum() and not beyond.isalnum()) or (edge in _STOPS and not beyond.strip())


def _strong(forms: list[str], mark: str) -> str:
    """The written run between its marks, white space at its edges outside them."""
    body = "".join(forms)
    if not mark:
        return body
    core = body.strip()
    left = len(body) - len(body.lstrip())
    return f"{body[:left]}{mark}{core}{mark}{body[left + len(core) :]}"


def _link(forms: list[str], link: Link) -> str:
    """`<address>` where the words are the address, else `[words](address)`."""
    if link.text == link.url and "xn--" not in link.url and _AS_IT_STANDS.fullmatch(link.url):
        return f"<{link.url}>"
    words = "".join(f"\\{form}" if form in "[]" else form for form in forms)
    words = f"*{words}*" if link.style and words == words.strip() else words
    address = quote(link.url, safe="/:?=&#%+,;@~!$'").replace("&", r"\&")
    return f"[{words}]({address})"
