"""The table folds what it names, and every folded character knows where it came from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.text.folding import fold, fold_plain

_TEXTS = st.text(alphabet="ab. “”„'’«»-–—…\u00a0\u00ad\u202f\n\té\u0301\u1100\u1161\u11a8ﬁ²")


def test_the_table_is_closed() -> None:
    assert fold_plain("„a“ «\u202fb\u202f» ‘c’ d–e f…\u00a0g\u00adh") == '"a" "b" \'c\' d-e f… gh'
    assert fold_plain("ﬁ ² ½ ｆ ′ ″ ` ´") == "ﬁ ² ½ ｆ ′ ″ ` ´"


def test_french_spaces_belong_to_the_marks_and_german_ones_do_not() -> None:
    assert fold_plain("dit « non » et") == 'dit "non" et'
    assert fold_plain("so »nein« und") == 'so "nein" und'


@settings(derandomize=True, deadline=None)
@given(_TEXTS)
def test_every_folded_character_comes_from_where_the_map_says(text: str) -> None:
    folded, origin = fold(text)
    assert folded == fold_plain(text)
    assert len(origin) == len(folded)
    for at, character in enumerate(folded):
        begin, end = origin[at], origin.end(at + 1)
        assert 0 <= begin < end <= len(text)
        if character not in "\"'-… " and text.isascii():
            assert text[begin:end] == character
        assert fold_plain(text[begin:end]).strip() in ("", folded[at : at + 1], *character)
    assert [origin[i] for i in range(len(folded))] == sorted(origin[i] for i in range(len(folded)))


@settings(derandomize=True, deadline=None)
@given(_TEXTS)
def test_the_way_there_and_back_is_the_same(text: str) -> None:
    folded, origin = fold(text)
    assert all(origin.folded(origin[at]) <= at for at in range(len(folded)))
