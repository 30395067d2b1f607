"""Prose taken apart: words, quotations, citations, emphasis, each at its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.prose import Cited, Prose, Quoted
from briefgen.places import PlaceMap
from briefgen.read.prose import read_prose


def prose(text: str) -> tuple[Prose, list[str]]:
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    anchors = tuple((at, line, 1) for line, at in enumerate(starts, 1))
    found, findings = read_prose(text, PlaceMap("f", anchors))
    return found, [f"{f.code} {f.place.line}:{f.place.column}" for f in findings]


def shape(text: str) -> str:
    """The pieces: words, “quoted”, [cited], and * before what is emphasised."""
    parts = []
    for piece in prose(text)[0].pieces:
        if isinstance(piece, Cited):
            parts.append(";".join(f"[{i.source}^{i.excerpt},{i.locator}]" for i in piece.items))
        elif isinstance(piece, Quoted):
            parts.append("*" * piece.emphasis + f"“{piece.words}”")
        else:
            parts.append("*" * piece.emphasis + piece.text)
    return "|".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ('It "stays" [@a^e1].', "It |“stays”| |[a^e1,]|."),
        ("So [@a, ¶ 13; @b^x; @c, p. iii]", "So |[a^,13];[b^x,];[c^,p. iii]"),
        ("So [@a, ¶¶ 13-14]", "So |[a^,13-14]"),
        ("an *old* fee", "an |*old| fee"),
        ('*the "old" fee* now', "*the |*“old”|* fee| now"),
        ("2 * 3 * 4 and a*b*c", "2 * 3 * 4 and a*b*c"),
        ("**not bold**", "**not bold**"),
        ("one * alone", "one * alone"),
        ('"[@a^1] *x*" is quoted', "“[@a^1] *x*”| is quoted"),
        ("a [note] and a@b.org", "a [note] and a@b.org"),
        ("„Nein“ und « oui »", "“Nein”| und |“oui”"),
        ("the lines' fee isn't", "the lines' fee isn't"),
    ],
)
def test_pieces(text: str, expected: str) -> None:
    assert (shape(text), prose(text)[1]) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('the "fee', "QUO011 1:5"),
        ("x [@a^1", "CIT010 1:3"),
        ("x [@a^1; b]", "CIT010 1:3"),
        ("x [@]", "CIT010 1:3"),
        ("x @a^1 y", "CIT010 1:3"),
        ("x [a^1]", "CIT010 1:3"),
        ("x\n  [@a^]", "CIT010 2:3"),
    ],
)
def test_what_is_no_citation_and_no_quotation_is_refused(text: str, expected: str) -> None:
    assert prose(text)[1] == [expected]


def test_wrapped_lines_are_joined_and_keep_their_places() -> None:
    found, _ = prose("  one\n   two [@a^1]\n\n three ")
    assert found.text == "one two [@a^1] three"
    assert str(found.place(found.text.index("two"))) == "f:2:4"
    assert str(found.citations()[0].place) == "f:2:10"
    assert str(found.place(found.text.index("three"))) == "f:4:2"


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.text(st.sampled_from("ab \n\"'“”„«»*[]@^;,¶1-."), max_size=30))
def test_no_word_is_lost(text: str) -> None:
    found, _ = prose(text)
    for piece in found.pieces:
        words = piece.words if isinstance(piece, Quoted) else getattr(piece, "text", "")
        assert found.text[piece.at : piece.at + len(words)] == words
    assert " ".join(text.split()) == " ".join(found.text.split())
