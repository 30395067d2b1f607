"""More letterheads, for measuring the page: each pushes the text in another way."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import docx
from docx.shared import Mm, Pt

from briefgen.write.word.package import pack, unpack
from tests.word.corporate import LOGO, LOOKS, text_boxes

_MARKERS = ("[[title]]", "[[header]]", "[[body]]")


def first_page() -> bytes:
    """A tall header and footer on the first page only."""
    made, section = _opened()
    section.different_first_page_header_footer = True
    header = section.first_page_header
    header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), height=Mm(20))
    header.add_paragraph("Ministry of Harbours")
    header.add_paragraph("1 Quay Street, Harbour City")
    section.first_page_footer.paragraphs[0].text = "Registered in Harbour City, no. 123 456"
    section.first_page_footer.add_paragraph("www.example.org")
    section.header.paragraphs[0].text = "Ministry of Harbours: [[title]]"
    return _saved(made, *_MARKERS)


def table_in_header() -> bytes:
    """A table in the header: the logo on the left, the address on the right."""
    made, section = _opened()
    left, right = section.header.add_table(1, 2, Mm(160)).rows[0].cells
    left.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), height=Mm(14))
    right.text = "Ministry of Harbours"
    for line in ("1 Quay Street", "Harbour City", "Telephone 123"):
        right.add_paragraph(line)
    section.header.add_paragraph()
    return _saved(made, *_MARKERS)


def words_around() -> bytes:
    """Sentences of the house above and below the memo."""
    terms = (
        "What follows was made from public sources and is meant for the reader named above; it "
        "does not bind the Ministry or any of its offices, nor does it replace advice."
    )
    made, _ = _opened()
    end = ("Questions: Policy Office, telephone 123.", "May be copied inside the Ministry.")
    return _saved(made, "Office of the Harbour Master", "[[title]]", "[[header]]", terms,
                  "[[body]]", *end)  # fmt: skip


def box_across() -> bytes:
    """A box that stands alone across the page, and pushes the text down."""
    parts = unpack(text_boxes())
    body = parts["word/document.xml"].decode()
    square, alone = '<wp:wrapSquare wrapText="bothSides"/>', "<wp:wrapTopAndBottom/>"
    assert square in body
    return pack({**parts, "word/document.xml": body.replace(square, alone).encode()})


LETTERHEADS: Mapping[str, Callable[[], bytes]] = {
    **LOOKS,
    "first page": first_page,
    "table in header": table_in_header,
    "words around": words_around,
    "box across": box_across,
}


def _opened() -> tuple[docx.document.Document, docx.section.Section]:
    made = docx.Document()
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(10)
    return made, made.sections[0]


def _saved(made: docx.document.Document, *lines: str) -> bytes:
    for line in lines:
        made.add_paragraph(line, style="Title" if "title" in line else None)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
