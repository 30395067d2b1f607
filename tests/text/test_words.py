"""Diffs that say what changed, words of weight, and where words stand."""

from __future__ import annotations

import pytest

from briefgen.text.ladder import Level
from briefgen.text.lexicon import kind_of, weighty
from briefgen.text.search import find_words
from briefgen.text.worddiff import word_diff


def test_a_diff_sets_the_words_under_each_other_and_names_the_kind() -> None:
    assert word_diff("the single thing that exactly fits", "the only thing that closely fits") == (
        "- the single thing that exactly fits",
        "+ the only   thing that closely fits",
        "degree word changed: single -> only, exactly -> closely",
    )


@pytest.mark.parametrize(
    ("captured", "ours", "told"),
    [
        ("it will not end", "it will end", 'negation changed: "not" left out'),
        ("it will end", "it will not end", 'negation changed: "not" put in'),
        ("about $19bn", "about $91bn", "number changed: $19bn -> $91bn"),
        ("it may end", "it will end", "modal changed: may -> will"),
        ("Okoye left", "Okoy left", "name changed: Okoye -> Okoy"),
        ("the port left", "the part left", "letter changed: port -> part"),
        ("the port left", "the harbour left", "word changed: port -> harbour"),
        ("the port, left", "the port left", "punctuation changed: port, -> port"),
    ],
)
def test_what_changed_is_said_in_words(captured: str, ours: str, told: str) -> None:
    assert word_diff(captured, ours, names=["Ada Okoye"])[-1] == told


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("don’t", "negation"),
        ("n’est", "negation"),
        ("Only", "degree word"),
        ("müsste", "modal"),
        ("1,600", "number"),
        ("three-month", "number"),
        ("fee", ""),
    ],
)
def test_words_of_weight_have_a_kind(word: str, kind: str) -> None:
    assert kind_of(word) == kind


def test_registered_names_weigh_as_whole_words() -> None:
    assert list(weighty("Okoye spoke to Lindt", ["Okoye", "Lind"])) == [("name", "Okoye")]


def test_words_are_found_exactly_in_every_text_or_else_nearly() -> None:
    texts = {"a": "The authority “will not reopen” it.", "b": "It will not\nreopen the fee."}
    assert [(h.id, h.level) for h in find_words("will not reopen", texts)] == [
        ("a", Level.VERBATIM),
        ("b", Level.TYPOGRAPHIC),
    ]
    near = find_words("will never reopen the fee", texts)
    assert near[0].id == "b"
    assert near[0].level is Level.ALTERED
    assert near[0].diff[-1] == "negation changed: not -> never"
    assert find_words("a sentence that nobody wrote", texts) == []
    assert find_words(" ", texts) == []
