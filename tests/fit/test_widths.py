"""Widths of characters: what is measured, what is not."""

import pytest

from briefgen.fit.widths import GUESS, MEASURED, face

TYPICAL = (
    "The authority “will not reopen” the fee [1¶13] — its director, Ada Okoye, said: ‘no’… "
    "$19 billion, €2.5 million, £3; 5–7 March; §12; São Tomé, Łódź, Gdańsk, İzmir, Kraków; • · †"
    "\u00a0\u202f\u2011\u00ad"
)


@pytest.mark.parametrize("family", sorted(MEASURED))
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_every_face_measures_what_a_memo_holds(family: str, bold: bool, italic: bool) -> None:
    found = face(family, bold, italic)
    assert found is not None
    assert found.unmeasured(TYPICAL) == ""
    assert 1.1 < found.ascent + found.descent + found.gap < 1.25


@pytest.mark.parametrize(
    ("family", "twin"),
    [
        ("Calibri", "Carlito"),
        ("Cambria", "Caladea"),
        ("Arial", "Liberation Sans"),
        ("Times New Roman", "Liberation Serif"),
        ("Courier New", "Liberation Mono"),
    ],
)
def test_a_font_is_measured_by_its_metric_twin(family: str, twin: str) -> None:
    assert face(family) is face(twin)


@pytest.mark.parametrize("family", ["Aptos", "Georgia", "Helvetica", ""])
def test_a_font_without_figures_has_no_face(family: str) -> None:
    assert face(family) is None


def test_a_line_of_calibri_is_as_high_as_libreoffice_sets_it() -> None:
    calibri = face("Calibri")
    assert calibri is not None
    measured = {8: 9.75, 9: 11.0, 10: 12.2, 10.5: 12.8, 11: 13.45, 16: 19.55}  # from its PDF
    for size, height in measured.items():
        assert sum(calibri.line(size)) == pytest.approx(height, abs=0.051)


def test_an_unmeasured_character_counts_wide_and_is_named() -> None:
    calibri = face("Calibri")
    assert calibri is not None
    assert list(calibri.widths("習", 10)) == [GUESS * 10]
    assert calibri.unmeasured("Xi 習近平, Cyrillic: Ж") == "習近平"


def test_combining_marks_and_joiners_take_no_room() -> None:
    arial = face("Arial")
    assert arial is not None
    assert list(arial.widths("\u0301\u200b\u00ad", 10)) == [0, 0, 0]
