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
from briefgen.model.look import Fixed, PageGeometry
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
    assert used(found) == pytest.approx((1 + 3 + 1) * LINE + 3 * 2 + 2 * 0.5, abs=0.1)
    assert found.lines == (3,)


def test_the_rules_of_a_table_count_those_above_and_below_it_too() -> None:
    ruled = replace(small_look().table, border_top=0.75, border_bottom=1.5)
    row = (Cell((words(style="cell"),)), Cell((words(style="cell"),)))
    table = Table(("Party", "Position"), (50, 50), (row, row), "t", "d")
    document = Document("Title", "en", "2026-03-05", (), (table,))
    found = estimate(document, replace(small_look(), table=ruled))
    assert used(found) == pytest.approx(3 * (LINE + 2) + 0.75 + 2 * 0.5 + 1.5, abs=0.1)


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
    assert page(*[words()] * 10, height=113.55).verdict is Verdict.TIGHT


def test_how_many_lines_are_too_many_is_said() -> None:
    assert page(*[words()] * 14).lines_over >= 3
    assert page(words()).lines_over == 0


def test_a_heading_stays_with_what_follows() -> None:
    found = page(*[words()] * 9, Heading("Stakes", "stakes"), words(), pages=2)
    assert used(found, 240) == pytest.approx(120 + 2 * LINE + 2, abs=0.06)


def test_the_headings_of_a_table_come_again_on_the_next_page() -> None:
    row = (Cell((words(style="cell"),)), Cell((words(style="cell"),)))
    table = Table(("Party", "Position"), (50, 50), (row,) * 10, "t", "d")
    height = used(page(table), 120) / 11  # of a row
    assert used(page(table, pages=2), 240) == pytest.approx(120 + 4 * height, abs=0.4)


def test_a_row_of_headings_is_not_left_alone() -> None:
    row = (Cell((words(style="cell"),) * 2), Cell((words(style="cell"),)))
    table = Table(("Party", "Position"), (50, 50), (row,), "t", "d")
    found = page(*[words()] * 8, table, pages=2)  # the headings alone would have room
    assert used(found, 240) == pytest.approx(120 + used(page(table)), abs=0.11)


def running(text: str = "", **of_document: object) -> float:
    """What is free on a page whose header and footer fill their margins to the last line."""
    look = small_look(height=400)
    part = ((Fixed("Body Text", text),),)
    sheet = replace(look.page, top=LINE + 0.1, bottom=LINE + 0.1)
    styles = {**look.styles, "Draft Mark": look.role("body")}
    look = replace(look, page=sheet, styles=styles, headers=part, footers=part)
    document = Document("Title", "en", "2026-03-05", (), (words(),))
    return estimate(replace(document, **of_document), look).free


def test_a_handling_mark_with_a_line_of_its_own_takes_room_at_head_and_foot() -> None:
    plain, marked = running(), running(values={"memo.handling": "TLP:RED"})
    assert plain - marked == pytest.approx(2 * 13.6, abs=0.2)  # a line of 12 points each
    assert running(values={"memo.handling": "INTERNAL"}) == plain


def test_draft_takes_a_line_of_the_header() -> None:
    assert running() - running(draft=True) == pytest.approx(LINE, abs=0.2)


def test_what_stands_at_a_right_tab_shares_its_line() -> None:
    look = small_look()
    tabbed = replace(look.role("body"), tabs=((195.0, "right"),))
    words = "To whom\tAs of 5 March"
    for tabs, lines in (((195.0, "right"),), 1), (((195.0, "left"),), 2):
        fixed = (Fixed("Body Text", words, replace(tabbed, tabs=tabs)), Fixed("", "[[body]]"))
        found = estimate(
            Document("Title", "en", "2026-03-05", (), ()), replace(look, skeleton=fixed)
        )
        assert used(found) == pytest.approx(lines * LINE, abs=0.06)


def test_what_floats_pushes_the_text_surely_or_makes_the_page_tight() -> None:
    def with_box(pushed: float, at_most: float) -> Estimate:
        box = Fixed("Body Text", "", pushed=pushed, pushed_at_most=at_most)
        look = replace(small_look(), skeleton=(box, Fixed("Body Text", "[[body]]")))
        return estimate(Document("Title", "en", "2026-03-05", (), (words(),) * 6), look)

    assert used(with_box(20, 20)) == pytest.approx(7 * LINE + 20, abs=0.06)
    assert with_box(0, 20).verdict is Verdict.FITS
    assert with_box(0, 60).verdict is Verdict.TIGHT  # fits if the text flows beside it
    assert with_box(60, 60).verdict is Verdict.OVER


def test_what_only_ligatures_make_fit_is_tight() -> None:
    lines = (*[words()] * 9, words("attitude of officials, offices: affidavits"))
    calibri, one_each = small_look("Calibri"), (1,) * 10

    def found(width: float) -> Estimate:
        sheet = PageGeometry(width, 124.0, 0.0, 0.0, 0.0, 0.0)
        return estimate(memo_of(*lines), replace(calibri, page=sheet))

    width = min(at / 10 for at in range(1000, 2500) if found(at / 10).lines == one_each)
    assert found(width).verdict is Verdict.FITS
    assert found(width - 0.2).verdict is Verdict.TIGHT
    assert found(width - 2).verdict is Verdict.OVER


def memo_of(*blocks: Block) -> Document:
    return Document("Title", "en", "2026-03-05", (), blocks)


def test_a_number_too_wide_for_its_indent_pushes_the_first_line_to_the_next_stop() -> None:
    look = small_look()
    hanging = replace(look.role("number"), left=11.0, first_line=-11.0)  # "1." is 12 points wide
    look = replace(look, styles={**look.styles, "List Number": hanging})
    text = words("words of fours words of fours", "number")  # 29 letters: 174 points of 189
    for size, lines in ((10.0, 2), (9.0, 1)):  # 25 points less room, or none less
        made = memo_of(Listing(True, (text,)))
        assert estimate(made, look.at({"body": size})).lines == (lines,)


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
