"""The record of a document gives the document back, exactly, and diffs well."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import BriefgenError
from briefgen.edition.record import FORMAT, from_text, to_text
from briefgen.model.document import (
    STYLES,
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

words = st.text(st.characters(codec="utf-8"), max_size=8)
styles = st.sampled_from(("", "strong", "emphasis", "mark"))
texts = st.builds(Text, words, styles)
links = st.builds(Link, words, words, st.sampled_from(("", "emphasis")))
cited = st.lists(words, max_size=2).map(tuple)
notes = st.builds(Note, st.integers(1, 99), st.lists(texts | links, max_size=2).map(tuple), cited)
inlines: st.SearchStrategy[Inline] = st.one_of(
    texts, st.builds(Quote, words, words, words), st.builds(Cite, words, cited, st.booleans()), links, notes,
    st.just(Tab()),
)  # fmt: skip
paragraphs = st.builds(
    Paragraph,
    st.sampled_from(sorted(STYLES)),
    st.lists(inlines, max_size=4).map(tuple),
    words,
    st.booleans(),
)
cells = st.builds(Cell, st.lists(paragraphs, min_size=1, max_size=2).map(tuple))
rows = st.lists(st.tuples(cells, cells), max_size=2).map(tuple)
tables = st.builds(
    Table, st.tuples(words, words), st.tuples(st.floats(1, 99), st.floats(1, 99)), rows, words,
    words, words,
)  # fmt: skip
listings = st.builds(Listing, st.booleans(), st.lists(paragraphs, max_size=3).map(tuple), words)
headings = st.builds(Heading, words, words, st.integers(1, 3))
blocks: st.SearchStrategy[Block] = st.one_of(paragraphs, headings, listings, tables)
documents = st.builds(
    Document, words, words, words, st.lists(st.tuples(words, words), max_size=2).map(tuple),
    st.lists(blocks, max_size=4).map(tuple), st.dictionaries(words, words, max_size=3),
    st.booleans(),
)  # fmt: skip

MEMO = Document(
    "Harbour fee", "en", "2026-03-05", (("To", "Chief"),),
    (
        Heading("Background", "background"),
        Listing(False, (
            Paragraph("bullet", (Text("Talks stopped"), Cite("[1¶1]"), Text(".")), "b1"),
            Paragraph("bullet", (Text("They "), Quote("will not", "“", "”"), Text(" pay.")), "b2"),
        )),
    ),
)  # fmt: skip


@given(documents)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_a_document_comes_back_from_its_record_exactly(document: Document) -> None:
    assert from_text(to_text(document), "record.json") == document


@given(documents)
@settings(derandomize=True, deadline=None, max_examples=50)
def test_a_record_has_one_spelling(document: Document) -> None:
    text = to_text(document)
    assert to_text(from_text(text, "record.json")) == text


def test_a_paragraph_is_one_line_so_that_a_changed_one_is_one_changed_line() -> None:
    text = to_text(MEMO)
    assert (
        '{"inlines": ["Talks stopped", {"cite": "[1¶1]"}, "."], "origin": "b1", "style": "bullet"}'
        in text
    )
    changed = to_text(from_text(text.replace("will not", "may not"), "record.json"))
    differing = [a for a, b in zip(text.splitlines(), changed.splitlines(), strict=True) if a != b]
    assert len(differing) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is not whole"),
        ("{", "it is not whole"),
        ("[1]", "it has no format number"),
        ('{"format": 1}', "it has no document"),
        ('{"format": 1, "document": {"title": 3}}', "it is no record of a memo"),
        (json.dumps({"format": FORMAT + 1}), "written by a later briefgen"),
    ],
)
def test_what_is_no_record_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(BriefgenError) as refused:
        from_text(text, "v3/manifest.json")
    assert says in refused.value.message
    assert "\n" not in refused.value.message
    assert "v3/manifest.json" in refused.value.message


def test_a_block_of_no_known_kind_is_refused() -> None:
    text = to_text(MEMO).replace('"heading"', '"picture"')
    with pytest.raises(BriefgenError, match="no record of a memo"):
        from_text(text, "record.json")
