"""Breaking lines: where a line ends, how many there are, how high they are."""

import pytest

from briefgen.fit.breaking import Measure, Run, heights, line_ends
from briefgen.fit.widths import Face, face

LETTER = 6.0  # every letter of the typewriter face at 10 points: 1229/2048 em, in whole dots


def mono() -> Face:
    found = face("Courier New")
    assert found is not None
    return found


def lines(text: str, letters: float) -> int:
    """How many lines the text has where so many letters fit on one."""
    room = letters * LETTER + 0.01
    return len(line_ends([Run(text, mono(), 10)], Measure(room, room)))


@pytest.mark.parametrize(
    ("text", "letters", "count"),
    [
        ("", 10, 1),
        ("ten letter", 10, 1),
        ("ten letters", 10, 2),
        ("one two three", 7, 2),
        ("spaces hang over the margin", 6, 5),
        ("ends in spaces      ", 14, 1),
        ("port-wide", 5, 2),  # after a hyphen
        ("a 2026-03 b", 7, 2),  # of figures too
        ("says “post-2020” now", 11, 2),
        ("fell by -5 %", 9, 2),  # a sign is no hyphen
        ("stop—go", 5, 2),
        ("1914–1918 war", 9, 2),
        ("fee\u00a0[1¶13]", 10, 1),
        ("the fee\u00a0[1¶13]", 10, 2),  # the citation takes its word along
        ("and/or more", 7, 2),
        ("this and/or", 8, 2),  # no break at a slash
        ("x" * 25, 10, 3),
        ("word " + "x" * 25, 10, 4),
        ("習近平習近平", 7, 2),  # 1.3 em each, broken between any two
    ],
)
def test_a_line_ends_where_word_processors_end_it(text: str, letters: int, count: int) -> None:
    assert lines(text, letters) == count


def test_the_first_line_may_have_less_room() -> None:
    runs = [Run("one two", mono(), 10)]
    assert len(line_ends(runs, Measure(3 * LETTER + 0.01, 60))) == 2


def test_a_tab_leads_to_the_next_stop() -> None:
    runs = [Run("To\tChief of Staff", mono(), 10)]
    room = 14 * LETTER
    assert len(line_ends(runs, Measure(46 + room + 0.01, 200, (46.0,)))) == 1
    assert len(line_ends(runs, Measure(46 + room - 0.01, 200, (46.0,)))) == 2


def test_a_line_is_as_high_as_the_highest_run_on_it() -> None:
    runs = [Run("small words here ", mono(), 8), Run("LARGE", mono(), 12)]
    small, large = mono().line(8), mono().line(12)
    assert heights(runs, line_ends(runs, Measure(500, 500))) == [large]
    assert heights(runs, line_ends(runs, Measure(17 * LETTER * 0.8, 500))) == [small, large]


def test_an_italic_word_keeps_room_for_its_lean() -> None:
    room = 7 * LETTER
    upright, leaning = Run("one two", mono(), 10), Run("one two", mono(), 10, lean=0.9)
    assert len(line_ends([upright], Measure(room, room))) == 1
    assert len(line_ends([leaning], Measure(room, room))) == 2
    assert len(line_ends([leaning], Measure(room + 0.9, room))) == 1


def test_letters_set_apart_need_more_room() -> None:
    apart = Run("one two", mono(), 10, spaced=0.5)
    assert len(line_ends([apart], Measure(7 * LETTER + 2, 100))) == 2
    assert len(line_ends([apart], Measure(7 * LETTER + 3.5, 100))) == 1


def test_ligatures_make_a_line_shorter_where_they_are_set() -> None:
    calibri = face("Calibri")
    assert calibri is not None
    words = Run("attitude of officials", calibri, 10)
    room = sum(calibri.widths(words.text, 10)) - 0.1
    assert len(line_ends([words], Measure(room, room))) == 2
    assert len(line_ends([words], Measure(room, room, joined=True))) == 1


def test_an_empty_paragraph_has_a_line() -> None:
    empty = [Run("", mono(), 10)]
    assert heights(empty, line_ends(empty, Measure(100, 100))) == [mono().line(10)]
