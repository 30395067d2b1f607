"""Handling marks stand where their rules want them."""

from __future__ import annotations

import io

import docx
import pytest

from briefgen.model.document import Document
from briefgen.records import replace
from briefgen.write.word.writer import to_docx
from tests.word.samples import document, template

SIZES = {"body": 10.5}


def marked(mark: str) -> Document:
    memo = document()
    return replace(memo, values={**memo.values, "memo.handling": mark})


@pytest.mark.parametrize(
    ("mark", "style", "align"),
    [
        ("TLP:AMBER+STRICT", "Handling Mark Right", "right"),
        ("TLP:CLEAR", "Handling Mark Right", "right"),
        ("OFFICIAL-SENSITIVE", "Handling Mark Centred", "center"),
        ("CUI//SP-PRVCY", "Handling Mark Centred", "center"),
    ],
)
def test_a_mark_with_rules_has_a_line_of_its_own_at_head_and_foot(
    mark: str, style: str, align: str
) -> None:
    package = docx.Document(io.BytesIO(to_docx(marked(mark), template(), SIZES)))
    section = package.sections[0]
    for line in (section.header.paragraphs[0], section.footer.paragraphs[-1]):
        assert (line.text, line.style.name if line.style else "") == (mark, style)
    found = package.styles[style]
    assert found.element.find(".//{*}jc").get(f"{{{found.element.nsmap['w']}}}val") == align
    assert found.font.size is not None
    assert found.font.size.pt >= 12
    everywhere = [p.text for part in (section.header, section.footer) for p in part.paragraphs]
    assert sum(mark in text for text in everywhere) == 2


@pytest.mark.parametrize("mark", ["INTERNAL", "tlp amber", "Cuisine", "For use until Monday"])
def test_any_other_mark_stays_where_the_template_puts_it(mark: str) -> None:
    package = docx.Document(io.BytesIO(to_docx(marked(mark), template(), SIZES)))
    header = package.sections[0].header
    assert len(header.paragraphs) == 1
    assert header.paragraphs[0].text.startswith(mark)
