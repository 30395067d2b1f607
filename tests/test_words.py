"""Whatever the words, the Word file and the Markdown file hold them letter for letter."""

from __future__ import annotations

import io
import re
from pathlib import Path

import mammoth
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.document import Document
from briefgen.model.template import Template
from briefgen.records import replace
from briefgen.verify import VERIFIERS
from briefgen.write import WRITERS
from tests.memos import document_of, memo, template_with
from tests.nasty import NASTY
from tests.test_markdown import read_by_markdown_it

_WRITABLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_ANY = st.text(_WRITABLE, min_size=1)
FORMATS = pytest.mark.parametrize("format", sorted(WRITERS))


@pytest.fixture(scope="module")
def template() -> Template:
    """The executive template with its look."""
    look = Path(__file__).parents[1] / "templates" / "executive" / "memo.docx"
    return replace(template_with(), look=look)


def found_wrong(document: Document, template: Template, format: str) -> list[str]:
    data = WRITERS[format](document, template, {})
    return [finding.message for finding in VERIFIERS[format](data, document)]


@FORMATS
def test_a_memo_is_read_back(template: Template, format: str) -> None:
    assert found_wrong(memo(), template, format) == []


@FORMATS
def test_nasty_words_in_every_block(template: Template, format: str) -> None:
    assert found_wrong(document_of(NASTY), template, format) == []


@FORMATS
@pytest.mark.parametrize("place", ["title", "field", "handling"])
def test_nasty_words_round_the_body(template: Template, format: str, place: str) -> None:
    for words in NASTY[::5] if format == "docx" else NASTY:
        document = {
            "title": replace(memo(), title=words),
            "field": replace(memo(), fields=(("To", words), ("From", "b"))),
            "handling": replace(memo(), values={**memo().values, "memo.handling": words}),
        }[place]
        assert found_wrong(document, template, format) == [], words


@settings(max_examples=200, derandomize=True, deadline=None)
@given(words=st.lists(_ANY, max_size=3))
def test_any_words_in_both_formats(template: Template, words: list[str]) -> None:
    document = document_of(words)
    assert found_wrong(document, template, "md") == []
    assert found_wrong(document, template, "docx") == []


def test_a_reader_of_word_finds_the_words_of_the_markdown_in_the_same_order(
    template: Template,
) -> None:
    for document in (memo(), document_of(["will not", "2. b", "naïve"])):
        word = mammoth.extract_raw_text(io.BytesIO(WRITERS["docx"](document, template, {}))).value
        lines = read_by_markdown_it(WRITERS["md"](document, template, {}).decode())
        body = " ".join(lines[1:])  # after what Word prints in its header
        assert re.findall(r"[\w$.]*\w", body) == re.findall(r"[\w$.]*\w", word)
