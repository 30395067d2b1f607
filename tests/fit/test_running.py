"""What memo.docx brings: its paragraphs, slots, headers and footers, filled as the writer does it."""

from __future__ import annotations

import pytest

from briefgen.fit import Estimate, estimate
from briefgen.fit.box import Box
from briefgen.fit.boxes import boxes
from briefgen.fit.running import footers, headers, skeleton
from briefgen.fit.setter import Doubts
from briefgen.model.document import Block, Cite, Document, Heading, Listing, Note, Paragraph, Text
from briefgen.model.look import Fixed, Look
from briefgen.records import replace
from tests.fit.looks import small_look

LINE = 11.35  # of the typewriter face at 10 points, in whole twentieths
BODY = Fixed("Body Text", "[[body]]")


def words(text: str = "A point.", style: str = "body") -> Paragraph:
    return Paragraph(style, (Text(text),))


def document(*blocks: Block, **values: str) -> Document:
    named = {name.replace("_", "."): value for name, value in values.items()}
    return Document("Title", "en", "2026-03-05", (("To", "Ada"),), blocks, named)


def look_with(*fixed: Fixed, **changes: object) -> Look:
    return replace(small_look(), skeleton=fixed, **changes)


def used(found: Estimate, height: float = 120.0) -> float:
    return round(height - found.free, 2)


def texts(part: tuple[Fixed, ...]) -> list[str]:
    return [fixed.text for fixed in part]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("To [[memo.to]]", ["To Ada"]),
        ("[[memo.for]]", []),
        ("[[memo.for]] | [[memo.to]]", ["Ada"]),
        ("No field at all", ["No field at all"]),
        ("", [""]),
    ],
)
def test_a_paragraph_of_which_nothing_is_left_goes(written: str, printed: list[str]) -> None:
    look = look_with(Fixed("Body Text", written), BODY)
    found = skeleton(document(memo_to="Ada"), look)
    assert texts(found) == [*printed, "[[body]]"]


def test_the_last_paragraph_of_a_cell_stays_and_so_does_what_shows_something() -> None:
    cell = [Fixed("Body Text", "[[memo.for]]", row=1, cell=0)] * 2
    picture = Fixed("Body Text", "[[memo.for]]", shows=True)
    found = skeleton(document(), look_with(*cell, picture, BODY))
    assert texts(found) == ["", "", "[[body]]"]
    assert [fixed.row for fixed in found] == [1, 0, 0]


def test_a_mark_with_a_line_of_its_own_stands_nowhere_else() -> None:
    parts = ((Fixed("Footer", "[[memo.handling]]"), Fixed("Footer", "Page 1")),)
    look = look_with(BODY, footers=parts)
    marked, plain = document(memo_handling="TLP:RED"), document(memo_handling="INTERNAL")
    assert [texts(part) for part in footers(marked, look)] == [["Page 1", "TLP:RED"]]
    assert [texts(part) for part in footers(plain, look)] == [["INTERNAL", "Page 1"]]
    assert headers(marked, look) == ()


def test_the_header_block_is_set_in_its_own_style() -> None:
    look = look_with(Fixed("Body Text", "[[header]]"), BODY)
    ruled = replace(look.role("field"), border_bottom=5.0, after=6.0)
    look = replace(look, styles={**look.styles, "Memo Header": ruled})
    assert used(estimate(document(words()), look)) == pytest.approx(2 * LINE + 6 + 5, abs=0.06)


def test_a_section_in_a_slot_of_its_own_stands_where_that_is() -> None:
    blocks = (
        *(Heading("Facts", "facts"), words(), Heading("Questions", "questions")),
        Listing(False, (words(style="bullet"),), "questions"),
    )
    slots = (Fixed("Body Text", "[[section:questions]]"), BODY)
    found = list(boxes(document(*blocks), look_with(*slots), Doubts()))
    assert [box.block for box in found] == [2, 3, 0, 1]


def test_a_section_that_stands_in_a_text_box_counts_all_the_same() -> None:
    blocks = Heading("Facts", "facts"), words(), Heading("Questions", "questions"), words()
    found = list(boxes(document(*blocks), look_with(Fixed("", "[[section:facts]]")), Doubts()))
    assert [box.block for box in found] == [0, 1, 2, 3]


def test_a_citation_is_set_in_the_font_of_its_paragraph() -> None:
    look = small_look("Calibri")
    styles = {**look.styles, "Memo Citation": replace(look.role("body"), font="", size=0.0)}
    found = estimate(document(Paragraph("body", (Cite("[1]"),))), replace(look, styles=styles))
    assert found.fonts == ()
    assert used(found) == pytest.approx(12.2, abs=0.1)


def test_the_first_page_has_a_header_of_its_own() -> None:
    high, low = (Fixed("Body Text", "Office"),) * 4, (Fixed("Body Text", "Office"),)
    page = replace(small_look().page, top=LINE + 0.1)
    both, first = (
        look_with(BODY, headers=parts, page=page) for parts in ((high, high), (high, low))
    )
    points = document(*[words(f"Point {at}.") for at in range(12)])
    pushed = [estimate(points, look, pages=2) for look in (both, first)]
    assert pushed[1].free - pushed[0].free == pytest.approx(3 * LINE, abs=0.3)
    assert [found.pages for found in pushed] == [2, 2]


def test_before_a_table_that_begins_a_memo_with_notes_libreoffice_has_an_empty_line() -> None:
    look = look_with(Fixed("Body Text", "To", row=1), BODY)
    noted = Paragraph("body", (Text("A point."), Note(1, (Text("A note."),))))
    assert rows(document(noted), look) == [False, True, False]
    assert rows(document(words()), look) == [True, False]


def rows(made: Document, look: Look) -> list[bool]:
    noted = replace(look, styles={**look.styles, "Footnote Text": look.role("body")})
    return [box.row for box in boxes(made, noted, Doubts())]


LONG = " ".join(["word"] * 18)  # three lines of the page's width


def beside(aside: tuple[float, float], *blocks: Block, loose: bool = False) -> list[Box]:
    anchor = Fixed("Body Text", "", aside=aside, reach=30.0)
    return list(boxes(document(*blocks), look_with(anchor, BODY), Doubts(), loose=loose))


def test_lines_beside_what_floats_are_narrower_as_far_as_it_reaches() -> None:
    _, plain = beside((100.0, 200.0), words(LONG), loose=True)
    anchor, narrow = beside((100.0, 200.0), words(LONG))
    assert len(plain.lines) == 3
    assert len(narrow.lines) == 6
    assert anchor.height == pytest.approx(LINE)
    _, short, after = beside((100.0, 200.0), words(), words(LONG))
    assert (len(short.lines), len(after.lines)) == (1, 4)  # only its first line is narrower


def test_what_leaves_no_room_for_words_pushes_them_down() -> None:
    anchor, below = beside((50.0, 160.0), words(LONG))
    assert anchor.height == pytest.approx(LINE + 30)
    assert len(below.lines) == 3
