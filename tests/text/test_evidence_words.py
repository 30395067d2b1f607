"""Small pieces that the rules on evidence stand on: doubt, relative days, ladders, status, variants."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.model.chains import describes, is_unnamed
from briefgen.text.garbled import alike, garbled
from briefgen.text.hedges import added, hedges, lost
from briefgen.text.likelihood import rows, terms
from briefgen.text.relative import relative_dates, resolved
from briefgen.text.shingles import shared_share, shingles
from briefgen.text.status import IN_FORCE, PLANNED, statuses, stem
from briefgen.text.variants import Passage, variants

THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on Friday", date(2026, 2, 27)),
        ("on Thursday", THURSDAY),
        ("yesterday", date(2026, 3, 4)),
        ("am Montag", date(2026, 3, 2)),
        ("last Friday", None),
        ("next week", None),
    ],
)
def test_a_weekday_is_the_last_one_up_to_the_day_of_writing(words: str, day: date | None) -> None:
    (found,) = relative_dates(words)
    assert resolved(found, THURSDAY) == day


def test_a_weekday_of_every_week_is_no_date() -> None:
    assert not list(relative_dates("Mondays are quiet, and Friday's paper is thin"))


def test_a_hedge_is_lost_only_where_nothing_of_ours_doubts() -> None:
    assert lost("The fee may fall.", "The fee falls.") == "may"
    assert lost("The fee may fall.", "The fee could fall.") == ""
    assert lost("The fee may fall.", "They ask whether the fee falls.") == ""
    assert lost("In May the fee falls.", "The fee falls.") == ""
    assert added("The fee apparently falls.", "The fee falls.") == "apparently"
    assert hedges("It will roughly, and perhaps, do.") == ["roughly", "perhaps"]


def test_likelihood_has_two_rows_and_a_yardstick() -> None:
    assert terms("It is very likely, and highly improbable") == ["very likely", "highly improbable"]
    assert not rows("very likely") & rows("highly improbable")
    assert rows("unlikely") >= {"ICD 203, first row", "PHIA"}


def test_an_act_is_planned_or_in_force_by_its_stem() -> None:
    (plan,) = statuses("They planned to designate the port")
    (done,) = statuses("They want the port designation lifted")
    assert (plan.status, done.status) == (PLANNED, IN_FORCE)
    assert plan.act == done.act == stem("designated")
    assert not list(statuses("The port is old and the designation is a word"))


@pytest.mark.parametrize(
    "speaker",
    ["an official of the ministry", "two people briefed on it", "unnamed sources", "sources",
     "a person with knowledge of the plans", "several employees"],
)  # fmt: skip
def test_a_description_is_no_name(speaker: str) -> None:
    assert is_unnamed(speaker)


@pytest.mark.parametrize("speaker", ["Ada Okoye", "Harbour Authority", "People's Bank", ""])
def test_a_name_is_no_description(speaker: str) -> None:
    assert not is_unnamed(speaker)


def test_the_description_may_come_back_in_other_words() -> None:
    assert describes("The official had not read it", "an official of the ministry")
    assert not describes("The minister had not read it", "an official of the ministry")


def test_names_run_together_are_found_and_others_are_not() -> None:
    forms = ["Financial Times", "FT", "The Radio"]
    found = [
        what for _, _, what in garbled("The Financial TimesCiting, told Radio and FTis", forms)
    ]
    assert found == ["Financial TimesCiting", "Radio", "FTis"]
    assert not list(garbled("The Financial Times, The Radio, the FT's desk and radios", forms))
    assert alike("finacial-times", "financial-times") and not alike("harbour", "labours")


def test_a_variant_is_the_stretch_that_two_texts_share() -> None:
    a = Passage(
        "a", 10, 60, "it was the single line that exactly matched what we were worried about"
    )
    b = Passage("b", 0, 60, "was the only line that closely matched what we were worried about. So")
    (found,) = variants([a, b])
    assert found.left.text == "was the single line that exactly matched what we were worried about"
    assert found.left.start == 10 + len("it ")
    assert found.right.text.startswith("was the only line")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("all lawful purposes", "any lawful use"),
        ("we will pay the fee this year", "we will pay the fee this year"),
        ("we’ll pay the whole of the fee", "We'll pay the whole of the fee"),
        ("the port is closed on Mondays in winter", "the port is open to all ships in summer"),
    ],
)
def test_short_equal_and_other_passages_are_no_variants(a: str, b: str) -> None:
    assert not list(variants([Passage("a", 0, len(a), a), Passage("b", 0, len(b), b)]))


def test_a_copy_shares_its_runs_of_words() -> None:
    text = "the talks on the new port fee stopped on monday without a date for another meeting"
    assert shared_share(shingles(text), shingles(f"Yesterday: {text}, they said")) == 1
    assert shared_share(shingles(text), shingles("nobody expects the lines to come back soon")) == 0
