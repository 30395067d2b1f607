"""The one gate: what is put right and recorded, and what is refused by name and place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.read.gate import describe, forbidden, read_bytes, read_text


def findings(data: bytes) -> list[tuple[str, str, str]]:
    return [(f.code, f.severity.value, str(f.place)) for f in read_bytes(data, "a.md")[1]]


def test_plain_utf8_passes_without_a_word() -> None:
    assert read_bytes("é „x“ 中\n".encode(), "a.md") == ("é „x“ 中\n", [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_taken_off_and_recorded(encoding: str) -> None:
    text, found = read_bytes("é\n".encode(encoding), "a.md")
    assert text == "é\n"
    assert [(f.code, f.severity.value) for f in found] == [("TXT002", "info")]


def test_line_ends_become_lf_and_are_recorded_once() -> None:
    text, found = read_bytes(b"a\r\nb\rc\r\n", "a.md")
    assert text == "a\nb\nc\n"
    assert len(found) == 1


def test_another_encoding_is_refused_with_its_byte_and_line() -> None:
    text, found = read_bytes(b"one\ntw\xe9", "a.md")
    assert (text, str(found[0].place)) == ("", "a.md:2:3")
    assert "0xE9 at offset 6" in found[0].message


@pytest.mark.parametrize(
    ("char", "name"),
    [("\x07", "U+0007 BELL"), ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"), ("\x00", "U+0000 NULL")],
)
def test_what_a_memo_cannot_hold_is_refused_by_name(char: str, name: str) -> None:
    found = read_bytes(f"ab\nc{char}".encode(), "a.md")[1]
    assert (found[0].code, str(found[0].place)) == ("TXT001", "a.md:2:2")
    assert name in found[0].message


def test_surrogates_and_noncharacters_are_named_too() -> None:
    assert [n for _, n in forbidden("\ud800\uffff")] == [
        "U+D800 SURROGATE",
        "U+FFFF UNNAMED CHARACTER",
    ]


def test_marks_of_direction_and_combining_marks_pass() -> None:
    assert forbidden("\u200e\u200f\u200d\u0301\x7f\x85\u2028") == []


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.characters())
def test_every_character_is_held_or_named(char: str) -> None:
    assert describe(char).startswith("U+")
    assert len(forbidden(char)) <= 1


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for path in (tmp_path / "pipe.md", tmp_path, tmp_path / "absent.md", Path("/dev/zero")):
        text, found = read_text(path, path.name)
        assert (text, found[0].code) == ("", "TXT003")


def test_a_link_that_leaves_the_workspace_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "sources").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("x")
    (root / "inside.md").write_text("x")
    (root / "sources" / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "sources" / "in.md").symlink_to(root / "inside.md")
    assert read_text(root / "sources" / "out.md", "sources/out.md")[1][0].code == "TXT003"
    assert read_text(root / "sources" / "in.md", "sources/in.md") == ("x", [])
