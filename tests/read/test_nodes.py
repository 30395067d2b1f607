"""YAML by events: places, text that stays text, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.diagnostics import Diagnostic
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_, read_nodes
from tests.read.outlines import CASES, HARBOUR

DAMAGE = "\t\n :-#'\"[]{}|>*&!%@`,?\\aé\x85\u2028\x00"
QUICK = settings(derandomize=True, deadline=None, max_examples=100)


def read(text: str) -> tuple[dict[str, str], list[str]]:
    node, found = read_nodes(text, "f")
    assert node is None or isinstance(node, Mapping_)
    items = node.items if node else ()
    return (
        {k.text: v.text for k, v in items if isinstance(v, Scalar)},
        [f"{f.code} {f.place.line}:{f.place.column}" for f in found],
    )


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping_):
        return [s for k, v in node.items for s in (k, *scalars(v))]
    return [s for v in node.items for s in scalars(v)] if isinstance(node, Sequence_) else []


@pytest.mark.parametrize("text", ["no", "1.10", "00123", "1:30", "2026-02-30", "0x1f", "~x", "on"])
def test_text_stays_text(text: str) -> None:
    assert read(f"a: {text}") == ({"a": text}, [])


@pytest.mark.parametrize(
    "text", ["\x7f", "a\u2028b", "a\x85b", "\ufeffa", "a\xa0b", "😀\U000f0000"]
)
def test_characters_that_yaml_would_change_stay_as_they_are(text: str) -> None:
    assert read(f"a: |\n  {text}\nb: 1") == ({"a": text + "\n", "b": "1"}, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1", ["YML002 1:4"]),
        ("a: &x\n  b: 1", ["YML003 1:4"]),
        ("a: 1\nb: *x", ["YML003 2:4"]),
        ("a: 1\n<<: {b: 1}", ["YML003 2:1"]),
        ("a: !!python/object:os.system x", ["YML002 1:4"]),
        ("a: !x", ["YML003 1:4"]),
        ("a: 1\nb: 2\na: 3", ["YML004 3:1"]),
        ("? [a]\n: b", ["YML006 1:3"]),
        ("a: 1\n---\nb: 2", ["YML001 2:1"]),
        ("a: [1, 2", ["YML001 2:1"]),
        ("a:\n\t- b", ["YML001 2:1"]),
        ('a: "\\u0007"', ["TXT001 1:5"]),
        ("a: \x01", ["TXT001 1:4"]),
        ("a: " + "[" * 100, ["YML001 1:36"]),
    ],
)
def test_what_hides_or_repeats_a_value_is_refused_with_its_place(
    text: str, expected: list[str]
) -> None:
    assert read(text)[1] == expected


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert read("# nothing\n") == ({}, [])


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  one\n    two\n\n  three\n",
        "a: |2\n   one\n  two\n",
        "a: >\n  one\n  two\n\n  three\n",
        "a: 'it''s\n  one'\n",
        'a: "é one\n  two"\n',
        "a: plain é\n   goes on\n",
        "- {a: [b, 中 c], d: 'e f'}\n",
        HARBOUR,
    ],
)
def test_every_letter_of_a_value_knows_its_place(text: str) -> None:
    lines = text.split("\n")
    for scalar in scalars(read_nodes(text, "f")[0]):
        for offset, char in enumerate(scalar.text):
            place = scalar.map.place(offset)
            if not char.isspace():
                assert lines[place.line - 1][place.column - 1] == char


def test_an_escape_stands_where_its_backslash_stands() -> None:
    node, _ = read_nodes('a: "x\\u00e9\\ny"', "f")
    value = scalars(node)[1]
    assert [value.map.place(i).column for i in range(4)] == [5, 6, 12, 14]


def test_a_bomb_of_merges_and_a_nest_of_brackets_end_at_once() -> None:
    merges = "\n".join(f"a{i}: {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 200))
    assert read_nodes("a0: &a0 {k: v}\n" + merges, "f")[1]
    assert read_nodes("a: " + "[{a: " * 5000, "f")[1]
    assert read_nodes("[" * 100_000, "f")[1]
    assert read_nodes("a: x" + " " * 100_000 + "y: z", "f")[1]


def is_one_line(finding: Diagnostic) -> bool:
    return "\n" not in finding.message and "Traceback" not in finding.message


@QUICK
@given(st.sampled_from(CASES), st.data())
def test_a_damaged_outline_gives_diagnostics_and_never_a_traceback(
    text: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    cut = data.draw(st.integers(0, 20))
    put = data.draw(
        st.text(st.sampled_from("\t\n :-#'\"[]{}|>*&!%@`,?\\aé\x85\u2028\x00"), max_size=6)
    )
    node, found = read_nodes(text[:at] + put + text[at + cut :], "f")
    assert node is not None or any(f.is_error for f in found)
    assert all(map(is_one_line, found))


@QUICK
@given(st.text(max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    read_nodes(text, "f")
