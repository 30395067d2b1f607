"""Pages: footnotes that go on on the next page, as LibreOffice 7.4 was seen to lay them out."""

from __future__ import annotations

import pytest

from briefgen.fit.box import Box, Footnote
from briefgen.fit.pages import Sheets, filled
from briefgen.model.look import TextStyle

LINE, NATURAL, NOTE, RULE = 13.45, 12.8, 9.75, 6.2  # Carlito of 10.5 at 1.05, and of 8, in points
STYLE = TextStyle("Carlito", 10.5)
FIRST = 500.0
GONE = None  # the line with the mark stands on the next page

#: Lines of the notes of one line of text, notes above; room below that line; lines that stayed.
#: Each was laid out by LibreOffice 7.4 from a file written by the Word writer.
SEEN: list[tuple[tuple[int, ...], int, dict[float, int | None]]] = [
    ((6,), 1, {10.3: GONE, 12.1: GONE, 12.2: 0, 18.3: 0, 22.3: 2, 26.3: 2, 30.3: 3, 38.3: 3}),
    ((6,), 1, {42.3: 4, 46.3: 4, 50.3: 5, 54.3: 5, 62.3: 6, 70.3: 6}),
    ((6,), 0, {2.3: GONE, 18.3: GONE, 22.3: 2, 26.3: 2, 30.3: 3, 42.3: 4, 50.3: 5, 62.3: 6}),
    ((3,), 1, {10.3: GONE, 14.3: 0, 18.3: 0, 22.3: 2, 26.3: 2, 30.3: 3, 46.3: 3}),
    ((1, 3), 1, {6.3: GONE, 10.3: GONE, 18.3: GONE, 22.3: 1, 26.3: 1, 30.3: 3, 38.3: 3, 42.3: 4}),
]
CASES = [
    (notes, above, room, stayed) for notes, above, seen in SEEN for room, stayed in seen.items()
]


def text(height: float = LINE, notes: tuple[int, ...] = ()) -> Box:
    """A line of text with notes of so many lines."""
    made = tuple(Footnote((NOTE,) * lines) for lines in notes)
    return Box(STYLE, (height,), notes=(made,) if made else (), leading=LINE - NATURAL)


def page_two(*found: Box, loose: bool = False) -> float:
    """How much of the second of two pages is filled."""
    return filled(found, Sheets(FIRST, 500.0, 2, RULE, loose)) - FIRST


def above(room: float, notes: int, height: float = LINE) -> list[Box]:
    """What leaves so much room below another line of that height."""
    begun = [text(notes=(1,))] if notes else []
    taken = LINE * notes + NOTE * notes + RULE + height + room
    return [*begun, text(FIRST - taken)]


@pytest.mark.parametrize(("notes", "before", "room", "stayed"), CASES)
def test_a_long_note_goes_on_as_in_libreoffice(
    notes: tuple[int, ...], before: int, room: float, stayed: int | None
) -> None:
    used = page_two(*above(room, before), text(notes=notes))
    if stayed is GONE:
        assert used == pytest.approx(LINE + RULE + sum(notes) * NOTE)
    else:
        left = sum(notes) - stayed
        assert used == pytest.approx(
            (RULE + left * NOTE) if left else -max(0.0, room - NOTE * stayed)
        )


def test_what_is_left_of_a_note_stands_below_the_text_of_the_next_page() -> None:
    used = page_two(*above(22.3, 1), text(notes=(6,)), text(), text())
    assert used == pytest.approx(2 * LINE + RULE + 4 * NOTE)


def test_notes_keep_their_order_behind_one_that_goes_on() -> None:
    used = page_two(*above(50.0, 1), text(notes=(8,)), text(notes=(1,)))
    assert used == pytest.approx(LINE + RULE + (8 - 5 + 1) * NOTE)


def test_the_last_page_has_no_end() -> None:
    used = filled([*above(0.0, 1), text(notes=(6,))], Sheets(FIRST, 500.0, 1, RULE))
    assert used == pytest.approx(FIRST + 6 * NOTE)


def test_a_row_and_its_notes_go_over_together_or_in_libreoffice_at_times_not() -> None:
    note = Footnote((NOTE,) * 3, under=30.0)  # its mark stands in the first lines of the row
    row = Box(STYLE, (40.0,), row=True, notes=((note,),))
    assert page_two(*above(12.0, 1, 40.0), row) == pytest.approx(40.0 + RULE + 3 * NOTE)
    assert page_two(*above(12.0, 1, 40.0), row, loose=True) == pytest.approx(RULE + 3 * NOTE)


def test_the_leading_of_the_last_line_hangs_over_the_foot_loosely() -> None:
    boxes = [text(FIRST - LINE + 0.5), text()]
    assert page_two(*boxes) == pytest.approx(LINE)
    assert page_two(*boxes, loose=True) == pytest.approx(0.5 - (LINE - NATURAL))


def test_the_first_page_may_hold_less_than_the_others() -> None:
    sheets = Sheets(100.0, 200.0, 3, RULE)
    assert sheets.whole == 500.0
    assert filled([text(90.0), text(150.0), text(100.0)], sheets) == pytest.approx(100 + 200 + 100)
    assert [sheets.reached(used) for used in (0, 100, 100.1, 300, 301)] == [1, 1, 2, 2, 3]


def test_the_space_above_the_first_line_counts_on_the_first_page_only() -> None:
    style = TextStyle("Carlito", 10.5, before=20.0)
    boxes = [Box(style, (60.0,)), Box(style, (60.0,))]
    assert filled(boxes, Sheets(100.0, 100.0, 3, RULE)) == pytest.approx(100 + 60)
    assert filled(boxes, Sheets(200.0, 200.0, 3, RULE)) == pytest.approx(20 + 60 + 20 + 60)
    assert filled(boxes, Sheets(100.0, 100.0, 1, RULE)) == pytest.approx(20 + 60 + 20 + 60)


def test_what_is_higher_than_a_page_runs_on() -> None:
    assert filled([text(FIRST + 50), text()], Sheets(FIRST, 500.0, 2, RULE)) == pytest.approx(
        FIRST + 50 + LINE
    )
