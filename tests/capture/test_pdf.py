"""PDF: pages with printed labels, running heads proposed, broken words joined, highlights."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import BriefgenError
from briefgen.read.capturing import take
from tests.capture.documents import pdf

#: Highlights the words from x 98 to 180 on the line at y 780, with a note.
HIGHLIGHT = (
    "<< /Type /Annot /Subtype /Highlight /Rect [98 776 180 792] /QuadPoints "
    "[98 792 180 792 98 776 180 776] /Contents (#positions/authority ^e7 speaker=Okoye) >>"
)


def page(
    number: int, *lines: str, head: str = "The Gazette, 5 March"
) -> list[tuple[float, float, str]]:
    body = [(50.0, 780.0 - 14 * at, line) for at, line in enumerate(lines)]
    return [(50.0, 815.0, head), *body, (290.0, 30.0, str(number))]


def test_running_heads_are_left_out_and_told_and_can_be_kept() -> None:
    data = pdf([page(1, "The fee is"), page(2, "final, says"), page(3, "the authority.")])
    found = take("a.pdf", data)
    assert found.text.split() == ["The", "fee", "is", "final,", "says", "the", "authority."]
    told = [words for _, words in found.insets]
    assert told.count("add: running head left out: The Gazette, 5 March") == 3
    assert [words for words in told if words.startswith("page")] == ["page 1", "page 2", "page 3"]
    assert take("a.pdf", data, heads=True).text.count("The Gazette") == 3


def test_what_a_page_says_once_is_never_a_running_head() -> None:
    data = pdf([page(1, "One.", head="Talks stall"), page(2, "Two.", head="Fee is final")])
    assert take("a.pdf", data).text.startswith("Talks stall")


def test_pages_carry_their_printed_labels() -> None:
    labels = "/PageLabels << /Nums [0 << /S /r /St 3 >> 1 << /S /D >>] >>"
    found = take("a.pdf", pdf([[(50, 700, "One.")], [(50, 700, "Two.")]], labels))
    assert [words for _, words in found.insets] == ["page iii", "page 1"]


@pytest.mark.parametrize(
    ("lines", "words", "joined"),
    [
        (
            ["investors push for de-", "escalation"],
            "investors push for de-escalation",
            "de-escalation",
        ),
        (
            ["The negotiation and the negoti-", "ation"],
            "The negotiation and the negotiation",
            "negotiation",
        ),
        (["a fee of 80-", "100 cents"], "a fee of 80-100 cents", "80-100"),
        (["the Franco-", "German line"], "the Franco-German line", "Franco-German"),
        (["the fee \u2014", "final"], "the fee \u2014final", ""),
    ],
)
def test_words_broken_over_lines_are_joined_by_what_the_document_itself_says(
    lines: list[str], words: str, joined: str
) -> None:
    found = take("a.pdf", pdf([[(50.0, 700.0 - 14 * at, line) for at, line in enumerate(lines)]]))
    assert found.text == words
    assert found.record == ((f"words joined over lines: {joined}",) if joined else ())


def test_a_gap_or_a_short_line_makes_a_paragraph() -> None:
    lines = [
        (
            50.0,
            700.0,
            "The authority will not reopen the fee, its director said on Monday, and the",
        ),
        (50.0, 686.0, "lines will not pay."),
        (
            50.0,
            672.0,
            "A second paragraph begins here and it runs on over the whole width of it, too.",
        ),
        (50.0, 630.0, "A third one stands further down."),
    ]
    assert take("a.pdf", pdf([lines])).text.count("\n\n") == 2


def test_a_highlight_with_a_note_becomes_a_passage() -> None:
    found = take(
        "a.pdf", pdf([[(50, 780, "The fee is final, it will not reopen.")]], annots=HIGHLIGHT)
    )
    (passage,) = found.passages
    assert passage.note == "#positions/authority ^e7 speaker=Okoye"
    assert found.text[passage.start : passage.end] == "final, it will not"


def test_pictures_of_pages_and_what_is_no_pdf_are_refused() -> None:
    with pytest.raises(BriefgenError, match="holds no text") as refusal:
        take("a.pdf", pdf([[]]))
    assert "OCR" in refusal.value.hint
    with pytest.raises(BriefgenError, match="is no PDF"):
        take("a.pdf", b"hello")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.integers(0, 900), st.binary(max_size=12), st.integers(0, 60))
def test_a_damaged_pdf_is_read_or_refused(at: int, put: bytes, cut: int) -> None:
    whole = pdf([[(50, 700, "The fee is final.")]], annots=HIGHLIGHT)
    try:
        take("a.pdf", whole[:at] + put + whole[at + cut :])
    except BriefgenError as refusal:
        assert refusal.message.startswith("a.pdf")


def test_a_heading_at_the_foot_of_a_page_is_a_paragraph_of_its_own() -> None:
    prose = "The authority keeps the fee that it announced in January, and says so in its letter"
    first = [prose + ".", "What the lines want"]
    second = ["In their letter the lines ask for a pause of six months, and a vote of the board."]
    found = take("a.pdf", pdf([page(1, *first), page(2, *second)]))
    assert found.text.split("\n\n")[-2].endswith("What the lines want")
    running = take("a.pdf", pdf([page(1, prose), page(2, "Of February it is silent.")]))
    assert "its letter Of February" in running.text
