"""The Markdown memo says exactly what the document says, to any reader of Markdown."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mistune
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Inline,
    Link,
    Listing,
    Paragraph,
    Quote,
    Tab,
    Table,
    Text,
    paragraphs,
    plain,
)
from briefgen.write.escape import CELL_JOIN, escape
from briefgen.write.markdown import line, to_markdown
from tests.memos import document_of, memo, template_with
from tests.nasty import NASTY

# -- two readers that are not ours ---------------------------------------------------------------

_IT = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_MISTUNE = mistune.create_markdown(
    renderer=None,
    plugins=["table", "strikethrough", "footnotes", "task_lists", "url", "mark", "math"],
)


def read_by_markdown_it(text: str) -> list[str]:
    """The words of every paragraph, heading, item and cell, as markdown-it reads them."""
    return [_it_words(t.children or []) for t in _IT.parse(text) if t.type == "inline"]


def _it_words(children: list[Token]) -> str:
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    assert {c.type for c in children} <= _IT_KNOWN, children
    return "".join(breaks.get(c.type, c.content) for c in children)


_IT_KNOWN = {"text", "text_special", "softbreak", "hardbreak"} | {
    f"{kind}_{end}" for kind in ("strong", "em", "link") for end in ("open", "close")
}


def read_by_mistune(text: str) -> list[str]:
    """The same, as mistune reads them."""
    tokens = _MISTUNE(text)
    assert isinstance(tokens, list)
    return list(_mistune_lines(tokens))


def _mistune_lines(tokens: list[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        children = token.get("children", [])
        if token["type"] in {"paragraph", "heading", "block_text", "table_cell"}:
            yield "".join(map(_mistune_words, children))
        elif token["type"] in {
            "list",
            "list_item",
            "table",
            "table_head",
            "table_body",
            "table_row",
        }:
            yield from _mistune_lines(children)
        else:
            assert token["type"] == "blank_line", token


def _mistune_words(token: dict[str, Any]) -> str:
    kind = token["type"]
    assert kind in {"text", "strong", "emphasis", "link", "linebreak", "softbreak"}, token
    if kind == "text":
        return html.unescape(str(token["raw"]))  # as mistune's own renderer does
    return "\n" if "break" in kind else "".join(map(_mistune_words, token["children"]))


READERS = pytest.mark.parametrize("read", [read_by_markdown_it, read_by_mistune])


def said(document: Document) -> list[str]:
    """What a reader must find in the body of the memo, cells put together."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            rows = [
                [CELL_JOIN.join(_said(p) for p in cell.paragraphs) for cell in row]
                for row in block.rows
            ]
            found += [*block.headings, *(text for row in rows for text in row)]
        else:
            found += [_said(p) for p in paragraphs([block])]
    return found


def _said(paragraph: Paragraph) -> str:
    return "".join("\u2003" if i == Tab() else plain([i]) for i in paragraph.inlines)


def markdown(document: Document) -> str:
    return to_markdown(document, template_with()).decode()


# -- the page ------------------------------------------------------------------------------------


def test_a_memo_is_a_page_that_a_person_can_read() -> None:
    golden = Path(__file__).parent / "golden" / "memo.md"
    assert markdown(memo()) == golden.read_text(encoding="utf-8")


def test_the_same_document_gives_the_same_bytes() -> None:
    document = document_of(NASTY[:20])
    assert markdown(document) == markdown(document)


# -- whatever the words --------------------------------------------------------------------------


def test_there_are_at_least_150_nasty_strings() -> None:
    assert len(set(NASTY)) >= 150


@READERS
@pytest.mark.parametrize("words", NASTY)
def test_nasty_words_are_read_back_by_two_readers(read: Any, words: str) -> None:
    document = document_of([words])
    found = read(markdown(document))[2:]  # after the head line and the title
    assert found[1:] == said(document)


@READERS
def test_a_nasty_title_is_read_back(read: Any) -> None:
    for words in NASTY:
        assert read(markdown(document_of([], words)))[1] == words


_TOKENS = st.sampled_from(
    [
        *"*_`[]()<>#-+=|~\\!:.&;$ \t\n{}^@1aé\u00a0",
        "**",
        "](",
        "www.",
        "&amp;",
        "1. ",
        "http://",
        "\u2003",
    ]
)
_WORDS = st.one_of(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
        min_size=1,
    ),
    st.lists(_TOKENS, min_size=1, max_size=12).map("".join),
)
_INLINES = st.lists(
    st.one_of(
        st.builds(Text, _WORDS, st.sampled_from(["", "strong", "emphasis"])),
        st.builds(Quote, _WORDS, st.just("“"), st.just("”")),
        st.builds(Cite, st.sampled_from(["[1¶13]", "[2]", "[1¶1; 2¶3]"])),
        st.builds(
            Link,
            _WORDS,
            st.sampled_from(
                [
                    "https://x.example/a?b=1&lt;",
                    "mailto:a@b.example",
                    "javascript:a",
                    "http://x.example/(a)",
                ]
            ),
        ),
    ),
    min_size=1,
    max_size=4,
)


@READERS
@settings(max_examples=300, derandomize=True, deadline=None)
@given(inlines=_INLINES)
def test_any_words_are_read_back_as_paragraph_item_and_cell(
    read: Any, inlines: list[Inline]
) -> None:
    paragraph = Paragraph("body", tuple(inlines))
    blocks: tuple[Block, ...] = (
        paragraph,
        Listing(False, (paragraph, paragraph)),
        Table(("a",), (100,), ((Cell((paragraph, paragraph)),),), "", ""),
    )
    document = Document("t", "en", "2026-03-05", (), blocks)
    assert read(markdown(document))[1:] == said(document)


def test_what_needs_no_backslash_gets_none() -> None:
    for words in (
        "The fee (about $200 million, 4.5%) is final; see p. 3 - or not.",
        "AT&T's e-mail of 5 March 2026: 10:30, “no”!",
        "Cited here [1¶13] and here [2].",
        "3 < 4",
    )[:3]:
        assert "".join(escape(words)) == words


def test_a_link_leads_only_to_the_web_or_a_mailbox() -> None:
    assert line([Link("here", "https://x.example/a b")]) == "[here](https://x.example/a%20b)"
    assert line([Link("here", "javascript:alert(1)")]) == "here"
    assert line([Link("http://x.example", "http://x.example")]) == "<http://x.example>"
