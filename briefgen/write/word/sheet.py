"""The sheet of all markers, for people who make a memo.docx in Word: copy, paste, done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.document import Block, Cell, Document, Heading, Paragraph, Table, Text
from briefgen.model.template import Template
from briefgen.records import replace
from briefgen.write.word.inspect import FIELDS
from briefgen.write.word.writer import to_docx

_SAID = {
    "title": "the memo's title",
    "as_of": "the day as of which the memo stands",
    "kind": "what the paper is: Briefing memo",
    "version": "the edition: v3, replaces v2 of 3 March 2026; before there is one, memo.version",
    "label.as_of": "the words “As of”, in the memo's language",
    "label.page": "the word “Page”, in the memo's language",
    "label.of": "the word “of”, in the memo's language",
}
_HOW = (
    "Copy a marker, both pairs of brackets included, to where its words belong in your memo.docx. "
    "Fields may stand anywhere: in the text, in tables, text boxes, headers and footers. "
    "A slot stands alone on its line."
)


def fields_sheet(template: Template, memo_fields: Mapping[str, str]) -> bytes:
    """A Word file with every marker that the memo.docx of `template` may have.

    `memo_fields` are the keys of an outline's `memo` and what each is for.
    """
    slots = {"[[header]]": "the header block: To, From, Date, ..."}
    slots["[[body]]"] = "every section that has no slot of its own, in the template's order"
    slots |= {
        f"[[section:{s.key}]]": s.heading or s.key.replace("_", " ") for s in template.sections
    }
    fields = {f"[[{name}]]": _SAID[name] for name in FIELDS}
    fields |= {f"[[memo.{name}]]": said for name, said in memo_fields.items()}
    document = Document(
        title="Markers for memo.docx",
        lang="en",
        date="",
        fields=(("Template", template.name),),
        blocks=(
            Paragraph("body", (Text(_HOW),)),
            *_part("Slots", "slots", slots.items()),
            *_part("Fields", "fields", fields.items()),
        ),
    )
    return to_docx(document, replace(template, look=None), {})


def _part(heading: str, section: str, rows: Iterable[tuple[str, str]]) -> Iterable[Block]:
    table = Table(
        headings=("Marker", "What is printed"),
        widths=(40, 60),
        rows=tuple((_cell(marker), _cell(said)) for marker, said in rows),
        title=heading,
        description="One row for each marker: how it is written, and what is printed in its place.",
        section=section,
    )
    return (Heading(heading, section), table)


def _cell(words: str) -> Cell:
    return Cell((Paragraph("cell", (Text(words),)),))
