"""A quotation is verbatim, or declared, or refused."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.text.folding import fold_plain
from briefgen.text.ladder import Level, judge

_PAGE = (Path(__file__).parent / "ladder.md").read_text("utf-8")
SOURCE = " ".join(line[2:] for line in _PAGE.splitlines() if line.startswith("> "))
_ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in _PAGE.splitlines()
    if line.startswith("| ") and "quotation" not in line
]


@pytest.mark.parametrize(("words", "level", "printed"), _ROWS)
def test_each_quotation_has_the_level_of_the_page(words: str, level: str, printed: str) -> None:
    verdict = judge(words, SOURCE)
    assert (verdict.level.value, verdict.printed) == (level, words if printed == "=" else printed)
    assert bool(verdict.diff) is verdict.refused
    assert bool(verdict.reason) is verdict.refused


PAIRS = [
    *[(f"{a}word{b}", '"word"') for a, b in ("“”", "„“", "„”", "«»", "»«")],
    *[(f"{a}word{b}", "'word'") for a, b in ("‘’", "‚‘", "‹›", "›‹")],
    *[(f"«{s}word{s}»", '"word"') for s in "\u00a0\u2009\u202f"],
    *[(f"one {dash} two", "one - two") for dash in "‐‑‒–—―−"],
    ("one -- two", "one — two"),
    ("one --- two", "one — two"),
    ("one… two", "one... two"),
    ("one . . . two", "one … two"),
    *[(f"one{space}two", "one two") for space in "\u00a0\u2009\u202f\u200a\t\n"],
    ("one  \n two", "one two"),
    ("co\u00adoperate", "cooperate"),
    ("cafe\u0301 owner", "café owner"),
    ("don’t", "don't"),
]


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_every_pair_of_the_typographic_table_is_the_same_words(a: str, b: str) -> None:
    for ours, theirs in ((a, b), (b, a)):
        verdict = judge(f"then {ours} came", f"And then {theirs} came back.")
        assert verdict.level is Level.TYPOGRAPHIC
        assert verdict.printed.split() == f"then {theirs} came".split()


@pytest.mark.parametrize(
    ("a", "b"), [("ﬁne", "fine"), ("x²", "x2"), ("½", "1/2"), ("ｆｅｅ", "fee"), ("6′", "6'")]
)
def test_what_the_closed_table_does_not_name_stays_different(a: str, b: str) -> None:
    assert judge(f"then {a} came", f"And then {b} came back.").refused


def test_what_signs_hide_or_put_in_is_reported() -> None:
    elided = judge("The authority … the fee", SOURCE)
    assert elided.hidden == (("modal", "will"), ("negation", "not"))
    replaced = judge("authority “will [gladly] reopen” the fee", SOURCE)
    assert replaced.hidden == (("negation", "not"),)
    named = judge("[Okoye] said on Monday", SOURCE, names=("Okoye",))
    assert named.hidden == (("name", "Okoye"),)
    assert judge("will [not] be", "It will be so.").hidden == (("negation", "not"),)
    assert judge("for the lines … and the port’s", SOURCE).hidden == (("number", "1,600"),)


def test_the_pieces_of_an_elision_stand_in_one_paragraph_or_near() -> None:
    far = "The fee is final. " + "And so it goes on. " * 40
    assert judge("The fee … the end", far + "It is the end.").level is Level.ELIDED
    assert judge("The fee … the end", far + "\n\nIt is the end.").refused
    assert judge("The fee … the end", "The fee.\n\nIt is the end.").level is Level.ELIDED


def test_words_outside_the_window_are_refused_and_found_elsewhere() -> None:
    at = SOURCE.index("nobody")
    verdict = judge("will not reopen", SOURCE, [(at, len(SOURCE))])
    assert verdict.level is Level.ABSENT
    assert verdict.elsewhere is not None
    assert SOURCE[slice(*verdict.elsewhere)] == "will not reopen"


def test_all_pieces_stand_in_one_window() -> None:
    windows = [(0, 20), (20, len(SOURCE))]
    assert judge("authority “will not", SOURCE, windows).refused
    assert judge("not reopen", SOURCE, windows).level is Level.VERBATIM


def test_a_closing_mark_of_ours_moves_outside() -> None:
    verdict = judge("will not reopen,", SOURCE)
    assert (verdict.printed, verdict.trailing) == ("will not reopen", ",")
    assert judge("the fee,", SOURCE).trailing == ""


def test_a_refusal_names_the_nearest_words_and_what_changed() -> None:
    verdict = judge("will never reopen", SOURCE)
    assert verdict.near is not None
    assert SOURCE[slice(*verdict.near)] == "will not reopen"
    assert verdict.reason == "negation changed: not -> never"
    assert verdict.diff[:2] == ("- will not   reopen", "+ will never reopen")


def test_nothing_is_verified_without_captured_text_and_nothing_without_words() -> None:
    assert judge("words", " \n").level is Level.UNVERIFIABLE
    assert judge(" … ", SOURCE).level is Level.ABSENT


def test_scripts_without_spaces_are_quoted_in_part() -> None:
    assert judge("费用不会", "他说费用不会重新开放。").level is Level.VERBATIM


_WORDS = re.compile(r"\S+")


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet="abé “”’-.,1 5\n—", min_size=1), st.data())
def test_every_passage_of_whole_words_is_verbatim_and_printed_as_captured(
    text: str, data: st.DataObject
) -> None:
    words = [m.span() for m in _WORDS.finditer(text)]
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    passage = text[words[first][0] : words[last][1]]
    if not any(c.isalnum() for c in passage):
        return
    verdict = judge(passage, text)
    assert verdict.level is Level.VERBATIM
    assert verdict.printed.split() == passage.split()
    assert "\n" not in verdict.printed


# -- 10,000 edits that nothing declares --------------------------------------------------------

_PUT_IN = ("not", "all", "five", "the", "fee", "nicht")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _drop_letter(words: str, r: random.Random) -> str:
    at = r.randrange(len(words))
    return words[:at] + words[at + 1 :]


def _insert_letter(words: str, r: random.Random) -> str:
    at = r.randrange(len(words) + 1)
    return words[:at] + r.choice(_LETTERS) + words[at:]


def _change_letter(words: str, r: random.Random) -> str:
    at = r.randrange(len(words))
    return words[:at] + r.choice(_LETTERS) + words[at + 1 :]


def _swap_letters(words: str, r: random.Random) -> str:
    at = r.randrange(len(words) - 1)
    return words[:at] + words[at + 1] + words[at] + words[at + 2 :]


def _change_digit(words: str, r: random.Random) -> str:
    digits = [i for i, c in enumerate(words) if c.isdigit()]
    if not digits:
        return f"{words} {r.randrange(10)}"
    at = r.choice(digits)
    return words[:at] + r.choice("0123456789") + words[at + 1 :]


def _drop_word(words: str, r: random.Random) -> str:
    parts = words.split(" ")
    del parts[r.randrange(len(parts))]
    return " ".join(parts)


def _insert_word(words: str, r: random.Random) -> str:
    parts = words.split(" ")
    parts.insert(r.randrange(len(parts) + 1), r.choice(_PUT_IN))
    return " ".join(parts)


def _swap_words(words: str, r: random.Random) -> str:
    parts = words.split(" ")
    at = r.randrange(len(parts) - 1)
    parts[at : at + 2] = parts[at + 1], parts[at]
    return " ".join(parts)


EDITS = (
    _drop_letter,
    _insert_letter,
    _change_letter,
    _swap_letters,
    _change_digit,
    _drop_word,
    _insert_word,
    _swap_words,
)


def _still_stands(words: str) -> bool:
    """Whether an edit left a passage of the source: its words, cut at an edge or not changed."""
    before, after = r"(?<![\w$-])(?<!\d[.,])", r"(?![\w%]|[-.,]\w|['’](?!s\b)\w)"
    for ours, text in ((words, SOURCE), (fold_plain(words), fold_plain(SOURCE))):
        bare = ours.strip(" .,")
        turned = bare[:1].swapcase() + bare[1:]
        if any(re.search(before + re.escape(b) + after, text) for b in (bare, turned)):
            return True
    return False


def test_ten_thousand_edits_that_no_sign_declares_are_all_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    r = random.Random(20260305)  # noqa: S311 - a seeded game, no secret
    starts = [m.start() for m in _WORDS.finditer(SOURCE)]
    counts: Counter[str] = Counter()
    while counts["refused"] < 10_000:
        at = r.randrange(len(starts) - 12)
        words = SOURCE[starts[at] : starts[at + r.randrange(3, 12)]].strip()
        if "…" in words or "[" in words or words.endswith("«"):
            continue
        edited = r.choice(EDITS)(words, r)
        if _still_stands(edited):
            counts["still a passage, not counted"] += 1
            continue
        verdict = judge(edited, SOURCE)
        assert verdict.refused, f"{words!r} became {edited!r}: {verdict}"
        assert verdict.diff
        counts["refused"] += 1
        counts[verdict.level.value] += 1
    with capsys.disabled():
        print("\nrandom edits:", dict(counts))
