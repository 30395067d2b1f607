"""What changed within a text, word by word."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.change.words import words_changed

CHARACTERS = st.sampled_from("ab cé1.,¶[]“”\u00a0\t\n-€’") | st.characters()
TEXTS = st.text(CHARACTERS, max_size=60)
SIGNS = {"equal": "", "deleted": "-", "inserted": "+"}


def shown(old: str, new: str) -> str:
    return "".join(f"{SIGNS[r.kind]}({r.text})" for r in words_changed(old, new))


@settings(derandomize=True, deadline=None, max_examples=200)
@given(TEXTS, TEXTS)
@example("", "")
@example("a\u0301 b", "a b")
def test_the_runs_give_back_both_texts(old: str, new: str) -> None:
    runs = words_changed(old, new)
    assert "".join(r.text for r in runs if r.kind != "inserted") == old
    assert "".join(r.text for r in runs if r.kind != "deleted") == new
    assert all(r.text for r in runs)


def test_one_word_is_one_word() -> None:
    assert shown("It takes effect in April [1¶2].", "It takes effect in May [1¶2].") == (
        "(It takes effect in )-(April)+(May)( [1¶2].)"
    )


def test_a_figure_is_a_word() -> None:
    assert shown("a cost of €6.2 million a year", "a cost of €6.4 million a year") == (
        "(a cost of €)-(6.2)+(6.4)( million a year)"
    )


def test_a_citation_changes_as_a_whole() -> None:
    assert shown("final\u00a0[4 p. ii; 1¶4].", "final\u00a0[5 p. ii; 1¶4].") == (
        "(final\u00a0)-([4 p. ii; 1¶4])+([5 p. ii; 1¶4])(.)"
    )


def test_words_that_change_beside_each_other_are_one_change() -> None:
    assert shown("the red car stops", "the blue bus stops") == "(the )-(red car)+(blue bus)( stops)"


def test_texts_with_nothing_much_in_common_are_one_change() -> None:
    assert shown("Talks of the board ended", "Votes in the autumn began") == (
        "-(Talks of the board ended)+(Votes in the autumn began)"
    )


def test_equal_texts_are_one_run() -> None:
    assert shown("The same.", "The same.") == "(The same.)"
