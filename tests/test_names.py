"""Registered names against texts: what is a slip, what only looks like one, what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.check.registry import Registry
from briefgen.model.dates import parse_when
from briefgen.model.outline import Name, Outline, Party
from briefgen.places import NOWHERE

NAMES = (
    Name("Ada Okoye", NOWHERE, short="Okoye", never=("Okoy", "OKOYÉ"), confusable=("Okoya",)),
    Name("Pete Brandström", NOWHERE, also=("Peter Brandström",)),
    Name("Dario Lindholm", NOWHERE),
    Name("Jo", NOWHERE),
)
PARTIES = (Party("fjord", "Fjordlinjen", NOWHERE), Party("dock", "Union of Dock Workers", NOWHERE))


def registry(names: tuple[Name, ...] = NAMES, parties: tuple[Party, ...] = PARTIES) -> Registry:
    as_of = parse_when("2026-03-05")
    assert as_of
    return Registry(Outline("x", "outline.yaml", "T", as_of, NOWHERE, names=names, parties=parties))


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Okoy nodded.", "Okoy"),
        ("OKOY nodded.", "OKOY"),
        ("Okoy's fee", "Okoy"),
        ("Pat Brandström left", "Pat Brandström"),
        ("Director Dano Lindholm", "Dano Lindholm"),
        ("Pat\nBrandström left", "Pat Brandström"),
    ],
)
def test_a_wrong_form_is_certain(text: str, slip: str) -> None:
    found = list(registry().slips(text))
    assert [(s.form, s.certain) for s in found] == [(slip, True)]


@pytest.mark.parametrize("text", ["Brandstrom left", "Lindhölm", "Fjordlingen sails", "Okole said"])
def test_a_look_alike_is_in_doubt(text: str) -> None:
    assert [s.certain for s in registry().slips(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Okoye and Okoye's director; OKOYE",
        "Okoya is somebody else",
        "Peter Brandström, Pete Brandström, President Brandström",
        "Daniela Lindholm is his sister",
        "Fjordlinjens ships, the Dock, Workers and Unions",
        "Joe and Jon and Jo",
        "Brandy, Linden, Fjords",
    ],
)
def test_right_forms_and_other_words_are_left_alone(text: str) -> None:
    assert list(registry().slips(text)) == []


def test_a_word_that_also_stands_in_lower_case_is_no_name() -> None:
    names = (Name("Anna Harbor", NOWHERE),)
    assert list(registry(names).slips("Harbour dues rose. The harbour is full.")) == []
    assert [s.form for s in registry(names).slips("Harbour spoke.")] == ["Harbour"]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.text(max_size=200))
def test_no_name_and_no_text_breaks_the_registry(forms: list[str], text: str) -> None:
    names = tuple(Name(f, NOWHERE, short=f, also=(f,), never=(f, f.swapcase())) for f in forms)
    for slip in registry(names).slips(f"{text} {forms[0]} {forms[0].upper()} {text}"):
        assert slip.name in {n.name for n in names} or not slip.certain
