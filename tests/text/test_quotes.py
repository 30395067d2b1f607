"""Marks are paired, apostrophes are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.text.quotes import scan, unclosed

_CASES = [
    tuple(line[2:].split(" => "))
    for line in (Path(__file__).parent / "quotation_marks.md").read_text("utf-8").splitlines()
    if line.startswith("- ")
]


def _between(text: str, *, by_line: bool = False) -> list[str]:
    return [text[s.start : s.end] for s in scan(text, by_line=by_line)]


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_quotations_stand_where_the_page_says(text: str, expected: str) -> None:
    if expected.startswith("lonely "):
        assert unclosed(text) == int(expected.split()[1])
        return
    assert unclosed(text) is None
    assert _between(text) == ([] if expected == "(none)" else expected.split(" / "))


def test_the_marks_are_named_with_the_spaces_that_french_sets_inside_them() -> None:
    (span,) = scan("Il dit «\u202fnon\u202f» hier.")
    assert (span.opening, span.closing, span.depth) == ("«\u202f", "\u202f»", 1)


def test_a_quotation_over_paragraphs_is_opened_anew_in_each_and_closed_in_the_last() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”"
    assert _between(text) == ["One.", "Two.", "Three,", "Four."]
    assert [s.closing for s in scan(text)] == ["", "", "”", "”"]


def test_straight_marks_have_the_same_habit_and_lines_may_be_paragraphs() -> None:
    assert _between('"One.\n\n"Two," he said.') == ["One.", "Two,"]
    assert _between('"One.\n"Two," he said.', by_line=True) == ["One.", "Two,"]


def test_a_mark_that_never_closes_in_its_paragraph_is_no_quotation() -> None:
    assert _between('A "stray mark.\n\nThe "good" one.') == ["good"]
    assert _between('A "stray mark.\nThe "good" one.', by_line=True) == ["good"]


def test_inner_quotations_are_deeper() -> None:
    assert [s.depth for s in scan("“a ‘b «c» d’ e” “f”")] == [1, 2, 3, 1]


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="ab '’‘\"“”„«»‹›‚5s.\n—("))
def test_spans_nest_lie_in_the_text_and_name_their_marks(text: str) -> None:
    spans = scan(text)
    for s in spans:
        assert 0 <= s.start <= s.end <= len(text)
        assert text[s.start - len(s.opening) : s.start] == s.opening
        assert text[s.end : s.end + len(s.closing)] == s.closing
    for a in spans:
        for b in spans:
            assert not a.start < b.start < a.end < b.end, "quotations cross"


@pytest.mark.parametrize("unit", ['He said "it is don\'t." ', "lines' ", '5" ', "“", "‘x", '\n"'])
def test_long_texts_of_any_marks_are_read(unit: str) -> None:
    scan(unit * 20_000)
