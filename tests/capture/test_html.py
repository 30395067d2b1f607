"""Saved web pages: the article's blocks, in the page's own letters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import BriefgenError
from briefgen.read.capturing import take
from briefgen.read.capturing.taken import Taken

HEAD = (
    '<meta charset="utf-8"><title>Port fee talks stall - The Gazette</title>'
    '<meta name="author" content="Mara Lind"><meta property="og:site_name" content="The Gazette">'
    '<meta property="og:title" content="Port fee talks stall">'
    '<meta property="article:published_time" content="2026-03-05T10:00:00Z">'
    '<link rel="canonical" href="https://example.org/port-fee">'
    '<script type="application/ld+json">{"@type":"NewsArticle"}</script>'
)
LONG = (
    "<p>The harbour fee takes effect in April, and both the board and the shipping lines have said "
    "for several weeks that they do not expect any further talks before the summer.</p>"
)


def page(article: str, head: str = HEAD) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><nav><a href="/">Home</a> '
        f'<a href="/news">News</a></nav><article><h1>Port fee talks stall</h1>{LONG}{article}{LONG}'
        "</article><footer>Imprint</footer></body></html>"
    ).encode()


def taken(article: str) -> Taken:
    return take("a.html", page(article))


def third(article: str) -> str:
    return taken(article).text.split("\n\n")[2]


@pytest.mark.parametrize(
    "way",
    [
        "<ins>not</ins>", "<em>not</em>", "<b><i>not</i></b>", "<span>n</span>ot", "<mark>not</mark>",
        "<x-word>not</x-word>", "<font>not</font>", "not<!-- ever -->", "<a href='#'>not</a>", "n<wbr>ot",
        "<u>not</u>", "<abbr>not</abbr>", "<small>not</small>",
    ],
)  # fmt: skip
def test_not_never_vanishes(way: str) -> None:
    sentence = (
        f"<p>The lease on the old harbour is {way} void, its director said on Monday evening.</p>"
    )
    assert (
        third(sentence)
        == "The lease on the old harbour is not void, its director said on Monday evening."
    )


def test_struck_and_hidden_words_are_out() -> None:
    sentence = (
        "<p>The fee of the harbour is <del>90</del> 80 cents<span hidden> or so</span> a tonne, "
        'the authority<span style="display: none"> never</span> said on Monday evening.</p>'
    )
    found = taken(sentence)
    assert "is 80 cents a tonne, the authority said" in found.text
    assert [words for _, words in found.insets] == ["add: struck text left out: 90"]


def test_quotation_marks_that_a_browser_sets_are_set() -> None:
    sentence = (
        "<p>The authority <q>will <q>not</q> reopen</q> the fee, its director said on Monday.</p>"
    )
    assert third(sentence).startswith("The authority “will ‘not’ reopen” the fee")


def test_raised_numbers_lists_and_tables() -> None:
    article = "<ul><li>The fee is 10<sup>6</sup> cents a year for every line that calls at the port</li></ul>"
    table = "<table><tr><th>Fee</th><td>80 cents a tonne of cargo</td></tr></table>"
    text = taken(article + table).text
    assert "10⁶ cents" in text
    assert "Fee\t80 cents a tonne" in text


def test_navigation_and_footers_are_left_out() -> None:
    text = taken("").text
    assert "Home" not in text
    assert "Imprint" not in text


def test_what_the_page_says_of_itself_is_cited() -> None:
    found = taken("")
    assert found.title == "Port fee talks stall"
    assert [line for lines in found.said.values() for line in lines] == [
        "type: article-newspaper",
        "container-title: The Gazette",
        "issued: 2026-03-05",
        'URL: "https://example.org/port-fee"',
        "language: en",
        "author: [{family: Lind, given: Mara}]",
    ]


def test_a_date_that_only_stands_in_the_text_is_not_the_date_of_the_page() -> None:
    article = (
        f"<p>2026-01-07 was the day on which the talks about the port fee had begun.</p>{LONG}"
    )
    found = take("a.html", page(article, '<meta charset="utf-8"><title>T</title>'))
    assert "issued" not in found.said


def test_an_encoding_is_believed_and_never_guessed() -> None:
    declared = (
        page("<p>é</p>")
        .replace(b"utf-8", b"iso-8859-1")
        .replace("é".encode(), "“é”".encode("cp1252"))
    )
    assert "“é”" in take("a.html", declared).text
    with pytest.raises(BriefgenError, match="fit no encoding"):
        take("a.html", page("").replace(b"Imprint", b"\xff\xfe"))


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(BriefgenError, match="holds no text"):
        take("a.html", b"<html><body><script>x</script></body></html>")


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<td>",
                "<b>",
                "</b>",
                "word ",
                "<q>",
                "<!--",
                "<",
                "&amp;",
                "<del>x</del>",
                "<pre>\n",
                "<svg>",
            ]
        ),
        max_size=25,
    )
)
def test_any_page_is_read_or_refused(parts: list[str]) -> None:
    try:
        take("a.html", page("".join(parts)))
    except BriefgenError as refusal:
        assert refusal.message.startswith("a.html")
