"""Which part of one edition became which part of the next."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.change.align import Pair, Unit, align, likeness, units
from briefgen.model.document import Cell, Cite, Document, Heading, Listing, Paragraph, Table, Text


def point(text: str, origin: str = "", section: str = "background", at: int = 0) -> Unit:
    return Unit(section, "paragraph", "bullet", text, origin, (at, 0, 0, 0))


def states(old: list[Unit], new: list[Unit]) -> list[tuple[str, str, str]]:
    def side(unit: Unit | None) -> str:
        return unit.text if unit else ""

    return [(p.state, side(p.old), side(p.new)) for p in align(old, new)]


FEE = "The fee takes effect on 1 April, the authority says."
VOTE = "The lines ask for a vote of the full board."
WORK = "Dredging of the outer channel begins in autumn."


def test_a_point_put_in_first_shifts_no_other() -> None:
    old = [point(FEE, "background/1"), point(VOTE, "background/2")]
    new = [
        point(WORK, "background/1"),
        point(FEE, "background/2"),
        point(VOTE, "background/3"),
    ]
    assert states(old, new) == [("added", "", WORK), ("same", FEE, FEE), ("same", VOTE, VOTE)]


def test_alike_points_keep_their_own_words_though_their_keys_shift() -> None:
    old = [
        point("The fee is €4 a ton.", "background/1"),
        point("The fee is €5 a box.", "background/2"),
    ]
    new = [
        point("The fee is €9 a car.", "background/1"),
        point("The fee is €4 a ton.", "background/2"),
        point("The fee is €5 a box.", "background/3"),
    ]
    assert [s for s, _, _ in states(old, new)] == ["added", "same", "same"]


def test_a_changed_figure_is_a_change_of_its_point() -> None:
    later = FEE.replace("1 April", "1 May")
    assert states([point(FEE, "background/1")], [point(later, "background/2")]) == [
        ("changed", FEE, later)
    ]


def test_unlike_texts_are_no_pair_though_their_key_is_one() -> None:
    assert states([point(FEE, "background/1")], [point(VOTE, "background/1")]) == [
        ("deleted", FEE, ""),
        ("added", "", VOTE),
    ]


def test_an_id_that_the_author_gave_is_a_pair_whatever_the_words() -> None:
    assert states([point(FEE, "start")], [point(VOTE, "start")]) == [("changed", FEE, VOTE)]


def test_a_deletion_stands_behind_its_old_neighbour() -> None:
    old = [point(FEE), point(WORK), point(VOTE)]
    assert states(old, [point(FEE), point(VOTE)])[1] == ("deleted", WORK, "")


def test_a_deletion_with_no_neighbour_left_before_it_comes_first() -> None:
    assert states([point(WORK), point(VOTE)], [point(VOTE)])[0] == ("deleted", WORK, "")


def test_the_fewest_are_said_to_have_moved() -> None:
    old = [point(FEE), point(VOTE), point(WORK)]
    new = [point(WORK), point(FEE), point(VOTE)]
    assert [s for s, _, _ in states(old, new)] == ["moved", "same", "same"]


def test_what_stands_in_another_section_has_moved() -> None:
    assert states([point(FEE)], [point(FEE, section="latest")]) == [("moved", FEE, FEE)]


def test_a_few_common_words_in_another_section_are_not_the_same() -> None:
    short = "Not stated."
    assert [s for s, _, _ in states([point(short)], [point(short, section="latest")])] == [
        "deleted",
        "added",
    ]


def test_another_style_is_a_change() -> None:
    old = point(FEE)
    new = Unit("background", "paragraph", "body", FEE, "", (0, 0, 0, 0))
    assert [p.state for p in align([old], [new])] == ["changed"]


def test_citations_do_not_make_texts_alike() -> None:
    assert likeness("Fee\u00a0[1¶2; 3¶4].", "Vote\u00a0[1¶2; 3¶4].") == 0
    assert likeness("The fee stands\u00a0[1¶2].", "The fee stands\u00a0[2¶7].") == 1


def test_units_are_in_reading_order_with_their_places() -> None:
    cell = Cell((Paragraph("cell", (Text("One"), Cite("[1]")), "a/1"), Paragraph("cell", ())))
    table = Table(("Party",), (100,), ((cell,),), "", "", "positions")
    bullet = Paragraph("bullet", (Text("Item"),), "b/1")
    note = Paragraph("note", (Text("Sources."),))
    blocks = (Heading("Latest", "latest"), Listing(False, (bullet,), "latest"), table, note)
    found = units(Document("T", "en", "2026-03-05", (), blocks))
    assert [(u.section, u.kind, u.text, u.origin, u.place) for u in found] == [
        ("latest", "heading", "Latest", "", (0, 0, 0, 0)),
        ("latest", "paragraph", "Item", "b/1", (1, 0, 0, 0)),
        ("positions", "cell", "Party", "", (2, 0, 0, 0)),
        ("positions", "cell", "One\u00a0[1]", "a/1", (2, 1, 0, 0)),
        ("positions", "cell", "", "", (2, 1, 0, 1)),
        ("sources", "paragraph", "Sources.", "", (3, 0, 0, 0)),
    ]


WORDS = st.sampled_from(["fee", "vote", "board", "port", "lines", "April", "said", "12"])
UNITS = st.builds(
    Unit,
    st.sampled_from(["background", "positions"]),
    st.sampled_from(["paragraph", "cell", "heading"]),
    st.sampled_from(["bullet", "body"]),
    st.lists(WORDS, max_size=6).map(" ".join),
    st.sampled_from(["", "background/1", "background/2", "own"]),
    st.tuples(st.just(0), st.integers(0, 2), st.integers(0, 1), st.just(0)),
)
LISTS = st.lists(UNITS, max_size=9)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(LISTS, LISTS)
def test_every_unit_of_both_is_in_the_pairs_once(old: list[Unit], new: list[Unit]) -> None:
    pairs = align(old, new)
    assert [p.new for p in pairs if p.new is not None] == new
    assert sorted((p.old for p in pairs if p.old), key=repr) == sorted(old, key=repr)
    assert pairs == align(old, new)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(LISTS, LISTS)
def test_what_stays_and_what_is_deleted_stand_in_the_old_order(
    old: list[Unit], new: list[Unit]
) -> None:
    numbered = [_numbered(u, n) for n, u in enumerate(old)]
    left = [p for p in align(numbered, new) if p.old is not None and p.state != "moved"]
    assert [_number(p) for p in left] == sorted(map(_number, left))
    assert all((p.old is None) == (p.state == "added") for p in align(old, new))


def _numbered(unit: Unit, number: int) -> Unit:
    return Unit(
        unit.section, unit.kind, unit.style, unit.text, unit.origin, (number, *unit.place[1:])
    )


def _number(pair: Pair) -> int:
    return pair.old.place[0] if pair.old else -1


@settings(derandomize=True, deadline=None, max_examples=60)
@given(LISTS)
def test_nothing_has_changed_between_a_document_and_itself(old: list[Unit]) -> None:
    assert {p.state for p in align(old, old)} <= {"same"}


def dated(date: str, text: str, row: int, origin: str) -> list[Unit]:
    return [
        Unit("timeline", "cell", "cell", words, origin, (0, row, column, 0))
        for column, words in enumerate((date, text))
    ]


def test_a_date_that_stands_in_many_rows_goes_with_its_row() -> None:
    old = [*dated("2 March", FEE, 1, "a/1"), *dated("2 March", VOTE, 2, "a/2")]
    new = [
        *dated("2 March", WORK, 1, "a/1"),
        *dated("2 March", FEE, 2, "a/2"),
        *dated("2 March", VOTE, 3, "a/3"),
    ]
    pairs = align(old, new)
    assert [p.state for p in pairs] == ["added", "added", "same", "same", "same", "same"]
    assert [p.old.place[1] for p in pairs if p.old] == [1, 1, 2, 2]
