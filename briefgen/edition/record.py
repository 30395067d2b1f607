"""The record of a document: plain JSON that gives the document back, exactly, and diffs well.

One paragraph is one line, keys are sorted, inlines are short: words are a string, all else says
what it is. What a record cannot hold is refused, not guessed.

    {"inlines": ["Talks stopped ", {"cite": "[1]"}, "."], "origin": "bottom_line", "style": "lead"}
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

from briefgen.diagnostics import BriefgenError
from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Heading,
    Inline,
    Link,
    Listing,
    Note,
    Paragraph,
    Quote,
    Tab,
    Table,
    Text,
)

#: Raised when records are written otherwise than before.
FORMAT = 1

Json: TypeAlias = Any  # what `json` makes: no type says it well
Made = TypeVar("Made")


def to_text(document: Document) -> str:
    """The record of a document as a file holds it."""
    return laid_out({"document": to_json(document), "format": FORMAT}) + "\n"


def from_text(text: str | bytes, shown: str) -> Document:
    """Read a record; `shown` is the file as messages name it.

    Raises `BriefgenError` where it is no record, is damaged, or was written by a later briefgen.
    """
    return from_json(_entry(parsed(text, shown), "document", shown), shown)


def parsed(text: str | bytes, shown: str) -> Json:
    """What a file of ours says, once its format is known to be one that we read."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise _unreadable(shown, "it is not whole") from None
    number = found.get("format") if isinstance(found, dict) else None
    if not isinstance(number, int):
        raise _unreadable(shown, "it has no format number")
    if number > FORMAT:
        raise BriefgenError(
            f"{shown} was written by a later briefgen (format {number}, this one reads {FORMAT})",
            "update briefgen",
        )
    return found


def to_json(document: Document) -> Json:
    """A document as JSON has it."""
    return {
        "blocks": [_block(block) for block in document.blocks],
        "date": document.date,
        "draft": document.draft,
        "fields": [list(pair) for pair in document.fields],
        "lang": document.lang,
        "title": document.title,
        "values": [list(pair) for pair in sorted(document.values.items())],
    }


def from_json(found: Json, shown: str) -> Document:
    """The document that `to_json` made this of; raises `BriefgenError` where it made no such."""
    try:
        return _document(found)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise _unreadable(shown, "it is no record of a memo") from None


def laid_out(value: Json, indent: str = "") -> str:
    """JSON with one paragraph, one pair, one plain value a line."""
    if _is_line(value):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    inner = indent + " "
    if isinstance(value, dict):
        lines = [f"{json.dumps(k)}: {laid_out(v, inner)}" for k, v in sorted(value.items())]
        return _between("{", lines, "}", indent)
    return _between("[", [laid_out(v, inner) for v in value], "]", indent)


def _between(opening: str, lines: list[str], closing: str, indent: str) -> str:
    return f"{opening}\n{indent} " + f",\n{indent} ".join(lines) + f"\n{indent}{closing}"


def _is_line(value: Json) -> bool:
    """Whether a value stands on one line: a paragraph, or what holds no other container."""
    if isinstance(value, dict) and "inlines" in value:
        return True
    within = value.values() if isinstance(value, dict) else value
    return not isinstance(value, dict | list) or not any(isinstance(v, dict | list) for v in within)


def _entry(found: Json, name: str, shown: str) -> Json:
    if name not in found:
        raise _unreadable(shown, f"it has no {name}")
    return found[name]


def _unreadable(shown: str, why: str) -> BriefgenError:
    return BriefgenError(f"cannot read {shown}: {why}", "take it back from version control")


# -- to JSON -----------------------------------------------------------------------------------


def _block(block: Block) -> Json:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading(text=text, section=section, level=level):
            return {"heading": text, "level": level, "section": section}
        case Listing(ordered=ordered, items=items, section=section):
            return {"list": [_paragraph(i) for i in items], "ordered": ordered, "section": section}
        case Table():
            return _table(block)


def _paragraph(paragraph: Paragraph) -> Json:
    inlines = [_inline(i) for i in paragraph.inlines]
    bar = {"bar": True} if paragraph.bar else {}
    return {"inlines": inlines, "origin": paragraph.origin, "style": paragraph.style, **bar}


def _table(table: Table) -> Json:
    return {
        "description": table.description,
        "headings": list(table.headings),
        "rows": [[[_paragraph(p) for p in cell.paragraphs] for cell in row] for row in table.rows],
        "section": table.section,
        "title": table.title,
        "widths": list(table.widths),
    }


def _inline(inline: Inline) -> Json:
    match inline:
        case Text(text=text, style=style):
            return {"text": text, "style": style} if style else text
        case Quote(words=words, opening=opening, closing=closing):
            return {"quote": words, "marks": [opening, closing]}
        case Cite(label=label, to=to, held=held):
            return {"cite": label, **_cited(to), **({"held": True} if held else {})}
        case Link(text=text, url=url, style=style):
            return {"link": text, "url": url, **({"style": style} if style else {})}
        case Note(number=number, inlines=inlines, to=to):
            return {"note": number, "says": [_inline(i) for i in inlines], **_cited(to)}
        case Tab():
            return {"tab": 1}


def _cited(to: tuple[str, ...]) -> Json:
    return {"to": list(to)} if to else {}


# -- from JSON ---------------------------------------------------------------------------------


def _document(found: Json) -> Document:
    return Document(
        title=_text(found["title"]),
        lang=_text(found["lang"]),
        date=_text(found["date"]),
        fields=tuple(_pairs(found["fields"])),
        blocks=tuple(_to_block(block) for block in found["blocks"]),
        values=dict(_pairs(found["values"])),
        draft=bool(found["draft"]),
    )


def _pairs(found: Json) -> Iterator[tuple[str, str]]:
    return ((_text(one), _text(other)) for one, other in found)


def _text(found: Json) -> str:
    if not isinstance(found, str):
        raise TypeError("text expected")
    return found


def _to_block(found: Json) -> Block:
    return _kind(_BLOCKS, found)(found)


def _kind(kinds: Mapping[str, Made], found: Json) -> Made:
    """What reads `found`: the first kind whose own key it has."""
    for key, make in kinds.items():
        if key in found:
            return make
    raise TypeError("of no known kind")


def _to_paragraph(found: Json) -> Paragraph:
    inlines = tuple(_to_inline(i) for i in found["inlines"])
    return Paragraph(_text(found["style"]), inlines, _text(found["origin"]), "bar" in found)


def _to_heading(found: Json) -> Heading:
    return Heading(_text(found["heading"]), _text(found["section"]), int(found["level"]))


def _to_listing(found: Json) -> Listing:
    items = tuple(_to_paragraph(i) for i in found["list"])
    return Listing(bool(found["ordered"]), items, _text(found["section"]))


def _to_table(found: Json) -> Table:
    return Table(
        headings=tuple(_text(h) for h in found["headings"]),
        widths=tuple(float(w) for w in found["widths"]),
        rows=tuple(tuple(_to_cell(cell) for cell in row) for row in found["rows"]),
        title=_text(found["title"]),
        description=_text(found["description"]),
        section=_text(found["section"]),
    )


def _to_cell(found: Json) -> Cell:
    return Cell(tuple(_to_paragraph(p) for p in found))


def _to_inline(found: Json) -> Inline:
    if isinstance(found, str):
        return Text(found)
    return _kind(_INLINES, found)(found)


def _to_note(found: Json) -> Note:
    said = [_to_inline(i) for i in found["says"]]
    words = tuple(i for i in said if isinstance(i, Text | Link))
    return Note(int(found["note"]), words, _to(found))


def _to(found: Json) -> tuple[str, ...]:
    return tuple(_text(one) for one in found.get("to", ()))


#: What tells a block, and an inline, of one kind from all others.
_BLOCKS: Mapping[str, Callable[[Json], Block]] = {
    "inlines": _to_paragraph,
    "heading": _to_heading,
    "list": _to_listing,
    "rows": _to_table,
}
_INLINES: Mapping[str, Callable[[Json], Inline]] = {
    "text": lambda f: Text(_text(f["text"]), _text(f["style"])),
    "quote": lambda f: Quote(_text(f["quote"]), _text(f["marks"][0]), _text(f["marks"][1])),
    "cite": lambda f: Cite(_text(f["cite"]), _to(f), "held" in f),
    "link": lambda f: Link(_text(f["link"]), _text(f["url"]), _text(f.get("style", ""))),
    "note": _to_note,
    "tab": lambda _: Tab(),
}
