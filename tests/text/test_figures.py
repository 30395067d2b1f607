"""Figures are found with their unit, and supported only by the same figure."""

from __future__ import annotations

import pytest

from briefgen.model.dates import When, parse_when
from briefgen.text.figures import Figure, figures, supports


def _one(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "keys", "unit"),
    [
        ("1,600 words", {"1600"}, ""),
        ("1.600 words", {"1600", "1.6"}, ""),
        ("19.5 points", {"19.5"}, ""),
        ("$19 billion", {"19000000000"}, "$"),
        ("$19bn", {"19000000000"}, "$"),
        ("USD 19 billion", {"19000000000"}, "$"),
        ("19 billion dollars", {"19000000000"}, "$"),
        ("5 Mio. Euro", {"5000000"}, "€"),
        ("1.234.567,89", {"1234567.89"}, ""),
        ("80%", {"80"}, "%"),
        ("80 per cent", {"80"}, "%"),
        ("ten percent", {"10"}, "%"),
        ("the 3rd time", {"3"}, "ordinal"),
        ("six months", {"6"}, "month"),
        ("a three-month pause", {"3"}, "month"),
        ("zwei Wochen", {"2"}, "week"),
        ("twenty-one days", {"21"}, "day"),
        ("at 14:00", {"14:00"}, "o'clock"),
        ("at 5.30 p.m.", {"5:30"}, "o'clock"),
        ("US$5m a year", {"5000000"}, "$"),
        ("five per\ncent", {"5"}, "%"),
    ],
)
def test_numbers_have_values_and_a_unit(text: str, keys: set[str], unit: str) -> None:
    figure = _one(text)
    assert (set(figure.keys), figure.unit) == (keys, unit)
    assert text[figure.at :].startswith(figure.text)


@pytest.mark.parametrize(
    "text", ["per cent weeks", "a \u017fept ᚠᚡᚢ", "super cents", "ᚠ ᚤ", "il part en mars"]
)
def test_words_that_look_like_a_figure_are_none(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2 March", (2, 3, 0)),
        ("March 2", (2, 3, 0)),
        ("on Monday 2 March 2026", (2, 3, 2026)),
        ("2026-03-02", (2, 3, 2026)),
        ("am 2. März", (2, 3, 0)),
        ("le 1er mars", (1, 3, 0)),
        ("March 2, 2026", (2, 3, 2026)),
        ("in March 2026", (0, 3, 2026)),
        ("in April", (0, 4, 0)),
        ("dès avril", (0, 4, 0)),
        ("in 2026", (0, 0, 2026)),
    ],
)
def test_dates_say_as_much_as_they_say(text: str, date: tuple[int, int, int]) -> None:
    figure = _one(text)
    assert (figure.day, figure.month, figure.year) == date


def test_a_stretch_of_days_is_two_dates() -> None:
    assert [f.day for f in figures("2–4 March and 5./6. März")] == [2, 4, 5, 6]


@pytest.mark.parametrize("text", ["GPT-4, F-16, 5G", "one of them", "It may march on.", "May we?"])
def test_names_and_verbs_are_no_figures(text: str) -> None:
    assert figures(text) == ()


def _when(text: str) -> When:
    found = parse_when(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("ours", "theirs", "date", "supported"),
    [
        ("$19bn", "about USD 19 billion", "", True),
        ("$19bn", "$91bn", "", False),
        ("$19bn", "€19bn", "", False),
        ("1,600", "1,600-word memo", "", True),
        ("600", "1,600 words", "", False),
        ("six months", "a 6-month phase", "", True),
        ("six months", "six weeks", "", False),
        ("80%", "80 per cent", "", True),
        ("80%", "80 days", "", False),
        ("2026", "on 2 March 2026", "", True),
        ("2 March", "on March 2, 2026", "", True),
        ("2 March 2025", "on March 2, 2026", "", False),
        ("2 March 2026", "on 2 March", "2026-03-05", True),
        ("2 March 2025", "on 2 March", "2026-03-05", False),
        ("2 March", "on Monday", "2026-03-02", True),
        ("3 March", "on Monday", "2026-03-02", False),
        ("2 March 2026", "last week", "2026-03-01/2026-03-07", True),
        ("March", "on Monday", "2026-03-02", True),
        ("2 March", "March", "", False),
    ],
)
def test_a_figure_is_supported_by_the_same_figure_or_date(
    ours: str, theirs: str, date: str, supported: bool
) -> None:
    assert supports(_one(ours), [theirs], [_when(date)] if date else []) is supported
