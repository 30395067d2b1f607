"""What goes when the page is full: one step of type, then the template's cuts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.fit import Fitted, Verdict, fit
from briefgen.model.document import Document, Paragraph, Text
from briefgen.model.outline import Point
from briefgen.model.template import SectionSpec
from briefgen.places import Place
from briefgen.records import replace
from tests.fit.looks import MONO, small_look
from tests.fit.memos import template

SECTIONS = (
    SectionSpec("bottom_line", "prose", "Bottom line", protected=True),
    SectionSpec("background", "bullets", "Background"),
    SectionSpec("positions", "table", "Positions"),
    SectionSpec("stakes", "bullets", "Stakes"),
    SectionSpec("open_questions", "numbered", "Open questions"),
)
CUT = ("background", "stakes", "positions", "open_questions")


def point(key: str, weight: int = 50, lines: int = 1, party: str = "") -> tuple[Point, int]:
    section = key.split("/", maxsplit=1)[0]
    place = Place("outline.yaml", 3)
    slot = "stated" if party else ""
    return Point(key, section, place, party=party, slot=slot, weight=weight), lines


def fitted(
    points: Sequence[tuple[Point, int]],
    *,
    font: str = MONO,
    height: float = 120.0,
    cut: tuple[str, ...] = CUT,
    sections: tuple[SectionSpec, ...] = SECTIONS,
) -> Fitted:
    """Fit a memo of one paragraph a point, so many lines each, to a page of ten lines."""

    def compose(dropped: frozenset[str]) -> Document:
        kept = [(p, n) for p, n in points if p.key not in dropped]
        blocks = [Paragraph("body", (Text("x" * 32 * n),), p.key) for p, n in kept]
        return Document("Title", "en", "2026-03-05", (), tuple(blocks))

    look = small_look(font, height=height)
    return fit(compose, [p for p, _ in points], template("", sections, cut), look)


def gone(found: Fitted) -> list[str]:
    return [d.key for d in found.dropped]


def background(*weights: int) -> list[tuple[Point, int]]:
    return [point(f"background/{i}", weight) for i, weight in enumerate(weights, 1)]


def test_a_memo_that_fits_keeps_everything_at_the_design_sizes() -> None:
    found = fitted([point("bottom_line/1"), *background(50, 50)])
    assert (gone(found), found.sizes["body"], found.diagnostics) == ([], 10.5, ())
    assert found.estimate.verdict is Verdict.FITS


def test_first_the_type_takes_its_one_step() -> None:
    found = fitted(background(*[50] * 10), height=118)  # ten lines at 10 points, nine at 10.5
    assert (gone(found), found.sizes["body"]) == ([], 10.0)


def test_two_lines_to_spare_are_worth_the_step_and_no_cut() -> None:
    spare = fitted(background(*[50] * 4))
    assert (gone(spare), spare.sizes["body"]) == ([], 10.5)
    assert spare.estimate.free >= 2 * spare.estimate.line
    full = fitted(background(*[50] * 5))  # there is room for it at 10.5 points
    assert (gone(full), full.sizes["body"]) == ([], 10.0)


def test_then_the_lowest_weight_goes_and_of_equals_the_later() -> None:
    found = fitted(background(50, 40, 90, 40, 50, 50, 50, 50, 50, 50, 50, 50))
    assert gone(found) == ["background/4", "background/2"]


def test_sections_go_in_the_order_of_the_template() -> None:
    points = [point("open_questions/1", 10), *background(*[90] * 10), point("bottom_line/1", 1)]
    assert gone(fitted(points)) == ["background/10", "background/9"]
    other = fitted([point("open_questions/0"), *points], cut=("open_questions", "background"))
    assert gone(other) == ["open_questions/1", "background/10", "background/9"]


def test_every_section_is_shortened_before_one_is_emptied() -> None:
    points = [*background(50, 50, 50), point("bottom_line/1", lines=7)]
    points += [point("stakes/a/1", party="a"), point("stakes/a/2", party="a")]
    points += [point("stakes/b/1", 10, party="b")]
    assert gone(fitted(points)) == ["background/3", "background/2", "stakes/a/2"]
    assert gone(fitted([point("bottom_line/2"), *points]))[3:] == ["background/1"]


def test_first_a_section_goes_down_to_its_budget_of_words() -> None:
    points = [*background(*[50] * 6), *[point(f"stakes/{i}") for i in range(7)]]
    budgets = {"background": 4, "stakes": 5}  # each point is a word here
    sections = tuple(SectionSpec(key, "bullets", words=n) for key, n in budgets.items())
    found = fitted(points, sections=sections, cut=("background", "stakes"))
    assert gone(found) == ["background/6", "background/5", "stakes/6"]


def test_a_party_with_a_row_keeps_its_stake_while_another_has_more_to_say() -> None:
    stakes = SectionSpec("stakes", "bullets", "Stakes", words=1)
    sections = tuple(stakes if s.key == "stakes" else s for s in SECTIONS)
    rows = [point(f"positions/{p}/stated/{n}", party=p) for p in ("a", "b") for n in (1, 2)]
    said = [point("stakes/a/1", 40, party="a"), point("stakes/others/1", 60, party="others")]
    said = [(replace(p, slot=""), lines) for p, lines in said]
    found = fitted([*rows, *said, *background(*[90] * 5)], sections=sections)
    assert gone(found) == ["stakes/others/1"]  # not the weaker one of a, who has a row


def test_every_cut_says_why() -> None:
    found = fitted(background(*[50] * 10, 40))
    assert [d.reason for d in found.dropped] == [
        "the page is full: weight 40, the lowest of Background"
    ]
    assert found.dropped[0].section == "background"


def test_a_protected_section_is_never_cut() -> None:
    found = fitted(
        [*background(50), point("bottom_line/1", 1, lines=30)], cut=("bottom_line", *CUT)
    )
    assert gone(found) == ["background/1"]
    assert [d.code for d in found.diagnostics] == ["FIT001"]
    (error,) = found.diagnostics
    assert error.is_error
    assert "lines too long for its page" in error.message
    assert "Bottom line" in error.hint
    assert error.place == Place("outline.yaml")


def test_the_last_stated_point_of_a_party_stays() -> None:
    rows = [point(f"positions/{p}/{i}", 10, party=p) for p in ("a", "b") for i in (1, 2)]
    found = fitted([point("bottom_line/1", lines=9), *rows])
    assert sorted(gone(found)) == ["positions/a/2", "positions/b/2"]


def test_the_last_open_question_stays() -> None:
    found = fitted([point("bottom_line/1", lines=12), point("open_questions/1")])
    assert gone(found) == []


def test_what_would_have_fitted_is_put_back() -> None:
    points = [
        point("background/1", 10),
        point("background/2", 20, lines=4),
        *background(*[50] * 11)[2:],
    ]
    found = fitted(points)  # the four lines must go, and then the one line has room
    assert gone(found) == ["background/2"]


def test_another_font_is_never_cut_for() -> None:
    found = fitted(background(*[50] * 40), font="Aptos")
    assert (gone(found), found.sizes["body"]) == ([], 10.5)
    assert [d.code for d in found.diagnostics] == ["FIT002"]
    assert "Aptos" in found.diagnostics[0].message


def test_a_nearly_full_page_is_said() -> None:
    found = fitted([point("bottom_line/1", lines=10)], height=113.55)
    assert [d.code for d in found.diagnostics] == ["FIT003"]
    assert not found.diagnostics[0].is_error


def test_the_same_memo_is_cut_the_same() -> None:
    points = background(*[50, 40, 30] * 8)
    assert fitted(points) == fitted(points)


@pytest.mark.parametrize("count", [1, 5, 30])
def test_no_more_is_cut_than_must_go(count: int) -> None:
    found = fitted(background(*range(1, 10 + count)))
    assert len(found.dropped) == max(0, count - 1)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([s.key for s in SECTIONS]), st.integers(1, 9), st.integers(1, 4)),
        max_size=24,
    )
)
def test_nothing_is_cut_that_would_have_fitted_and_nothing_that_is_protected(
    drawn: list[tuple[str, int, int]],
) -> None:
    points = [point(f"{key}/{at}", weight, n) for at, (key, weight, n) in enumerate(drawn)]
    found = fitted(points)
    cut = set(gone(found))
    assert not any(key.startswith("bottom_line") for key in cut)
    for key in cut if found.estimate.fits else ():
        kept = [(p, n) for p, n in points if p.key not in cut - {key}]
        again = fitted(kept, cut=())
        assert again.estimate.verdict is not Verdict.FITS, f"{key} would have fitted"
