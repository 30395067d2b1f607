"""The index finds what stands in long texts, and nothing that does not."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.text.index import Index

CHANCE = random.Random(3)  # noqa: S311 - a seed for texts, not a secret
WORDS = [a + b + c for a in "bdfgklmnprst" for b in "aeiou" for c in ("", "ra", "lo", "ten", "mi")]
TEXTS = {id: " ".join(CHANCE.choices(WORDS, k=2000)) for id in "abc"}
INDEX = Index(TEXTS)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.sampled_from("abc"), st.integers(0, 1900), st.integers(3, 40))
def test_every_run_of_words_is_found_where_it_stands(id: str, start: int, count: int) -> None:
    words = " ".join(TEXTS[id].split()[start : start + count])
    found = INDEX.exact(words)
    assert found is not None
    other, (begin, end) = found
    assert TEXTS[other][begin:end] == words


def test_typography_is_folded_and_half_a_word_is_not_found() -> None:
    index = Index({"a": "She said: “It won’t reopen the fee for ships this year or next year.”"})
    assert index.exact("\"It won't reopen the fee for ships") is not None
    assert index.exact("It won't reopen the fee for ship") is None


def test_words_are_found_right_after_a_quotation_mark() -> None:
    index = Index({"a": 'They "would rather sail on", the chair of the members wrote.'})
    assert index.exact("would rather sail on") is not None
    assert index.exact("rather sail on") is not None


def test_what_stands_nowhere_is_not_found_and_the_nearest_is_only_near() -> None:
    words = TEXTS["b"].split()[100:130]
    changed = " ".join([*words[:14], "xylophone", *words[15:]])
    assert INDEX.exact(changed) is None
    near = INDEX.near(changed)
    assert near is not None
    id, (start, end), alike = near
    assert id == "b" and alike < 100
    assert " ".join(words[:10]) in TEXTS["b"][start - 20 : end + 20]


def test_nothing_is_like_nothing() -> None:
    assert INDEX.exact("") is None
    assert INDEX.near("quixotic zephyrs vex jumpy dwarves") is None
