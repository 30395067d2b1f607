"""The estimate: boxes stacked on pages, and the verdict."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.fit import Estimate, Verdict, estimate
from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    Text,
)
from briefgen.model.look import Fixed
from briefgen.records import replace
from tests.fit.looks import MONO, small_look

LINE = 11.35  # of the typewriter face at 10 points, in whole twentieths


def page(*blocks: Block, font: str = MONO, pages: int = 1, height: float = 120.0) -> Estimate:
    document = Document("Title", "en", "2026-03-05", (), blocks)
    return estimate(document, small_look(font, height=height), pages)


def words(text: str = "A point.", style: str = "body") -> Paragraph:
    return Paragraph(style, (Text(text),))


def used(found: Estimate, height: float = 120.0) -> float:
    return round(height - found.free, 2)


def test_an_empty_memo_fills_nothing() -> None:
    assert (page().fill, page().pages, page().verdict) == (0, 1, Verdict.FITS)


def test_lines_of_a_plain_style_stand_on_one_another() -> None:
    assert used(page(*[words()] * 4)) == pytest.approx(4 * LINE, abs=0.06)


def test_between_two_paragraphs_the_greater_space_counts() -> None:
    found = page(Listing(False, (words(style="bullet"),)), Heading("Stakes", "stakes"), words())
    assert used(found) == pytest.approx(3 * LINE + 6 + 2, abs=0.06)  # 6 before beats 3 after


def test_a_contextual_style_has_no_space_and_one_rule_round_its_group() -> None:
    one, three = page(words(), words(style="note")), page(words(), *[words(style="note")] * 3)
    assert used(one) == pytest.approx(LINE + 4 + 2 + 9.05, abs=0.11)
    assert used(three) - used(one) == pytest.approx(2 * 9.05, abs=0.11)


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    low, high = Cell((words(style="cell"),)), Cell((words(style="cell"),) * 3)
    found = page(Table(("Party", "Position"), (50, 50), ((low, high), (low, low)), "t", "d"))
    assert used(found) == pytest.approx((1 + 3 + 1) * LINE + 3 * 2 + 3 * 0.5, abs=0.3)
    assert found.lines == (3,)


def test_a_citation_is_smaller_than_its_line() -> None:
    plain = page(words("The fee is final."))
    cited = page(Paragraph("body", (Text("The fee is final."), Cite("[1¶13]"))))
    assert used(plain) == used(cited)


def test_the_parts_of_memo_docx_count() -> None:
    look = small_look()
    letterhead = (
        Fixed("Body Text", "Office"),
        Fixed("Title", "[[title]]"),
        Fixed("Memo Header", "[[header]]"),
    )
    look = replace(look, skeleton=(*letterhead, Fixed("Body Text", "[[body]]")))
    document = Document("Title", "en", "2026-03-05", (("To", "A"), ("From", "B")), (words(),))
    found = estimate(document, look)
    assert used(found) == pytest.approx(4 * LINE, abs=0.06)


@pytest.mark.parametrize(
    "slots", [("[[body]]",), ("[[section:stakes]]", "[[body]]"), ("[[section:stakes]]",)]
)
def test_the_body_counts_once_wherever_its_sections_stand(slots: tuple[str, ...]) -> None:
    look = replace(small_look(), skeleton=tuple(Fixed("Body Text", slot) for slot in slots))
    document = Document("Title", "en", "2026-03-05", (), (words(), words()))
    assert used(estimate(document, look)) == pytest.approx(2 * LINE, abs=0.06)


@pytest.mark.parametrize(
    ("count", "verdict"), [(10, Verdict.FITS), (11, Verdict.OVER), (40, Verdict.OVER)]
)
def test_the_verdict_follows_the_fill(count: int, verdict: Verdict) -> None:
    assert page(*[words()] * count).verdict is verdict


def test_a_page_full_to_its_last_line_is_tight() -> None:
    assert page(*[words()] * 10, height=114).verdict is Verdict.TIGHT


def test_how_many_lines_are_too_many_is_said() -> None:
    assert page(*[words()] * 14).lines_over >= 3
    assert page(words()).lines_over == 0


def test_a_heading_stays_with_what_follows() -> None:
    found = page(*[words()] * 9, Heading("Stakes", "stakes"), words(), pages=2)
    assert used(found, 240) == pytest.approx(120 + 2 * LINE + 2, abs=0.06)


def test_two_lines_of_a_paragraph_stay_together() -> None:
    found = page(*[words()] * 9, words("word " * 18), pages=2)  # its three lines go over together
    assert used(found, 240) == pytest.approx(120 + 3 * LINE, abs=0.06)


def test_another_font_is_no_guess() -> None:
    found = page(words(), font="Aptos")
    assert (found.verdict, found.fonts) == (Verdict.UNKNOWN, ("Aptos",))


def test_a_few_unmeasured_characters_ask_for_more_room() -> None:
    found = page(words("A long enough point about Xi 習, and then some more words, all plain."))
    assert (found.verdict, found.unmeasured) == (Verdict.FITS, "習")
    assert page(words("習近平")).verdict is Verdict.UNKNOWN


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=80), max_size=8), st.text(max_size=80))
def test_one_more_paragraph_never_takes_less_room(texts: list[str], more: str) -> None:
    before, after = (page(*map(words, some)) for some in (texts, [*texts, more]))
    assert after.fill >= before.fill
    assert before.pages >= 1
