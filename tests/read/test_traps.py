"""The line pass: every trap at once, the corrected lines, and the author's words kept."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefgen.read.nodes import Mapping_, Scalar, Sequence_, read_nodes
from briefgen.read.traps import apply_fixes, find_traps
from tests.read.outlines import CASES

TRAPPED = [
    '"Final," said the director',
    '"Final" and "closed"',
    "'twas the night",
    "'don't'",
    '"never closed',
    "[Note] the fee is final",
    "{x} y",
    "*emphasis* first",
    "& more",
    "! now",
    "% of trade",
    "@gazette says",
    "`code` y",
    "Talks stopped: the fee stands",
    "they ask:",
    "he said # quietly",
    "case #4 was lost",
    "> 5 percent",
    "| or so",
    "? who",
    "[The fee, they said",
]
FREE = """\
# comment: "x" y
memo: {to: Chief of Staff, from: Policy Office}
party: {name: Harbour Authority, also: [the port]}
title: "Anthropic, the Pentagon: terms"
single: 'it''s: fine'  # comment
cite: [a^1, b^2]
limit: 3 # few
prose: some prose here  # comment
list:
  - {fill: background and not is:stale, limit: 3}
  - fill: background/a or (b and date>=today-3d)
    limit: 4
  - |
    - "x" y: z # a
    [b *c
  - >-
    a: b
Ada Okoye: {short: Okoye, role: director, party: authority, never: [Okoy]}
investors: {name: Anthropic's investors}
over lines: "multi: x
  line"
flow: [a,
  b]
column: {holds: claims, heading: 'Main claim, attributed', width: 55}
origin: {name: "Amodei's memo to staff", seen: false}
empty:
time: 2026-03-05T14:00Z
address: https://example.org/port-fee#top
authors: [{family: Lind, given: Mara}]
nested: [[a, b], {c: d}]
pair: [a: b]
"""


@pytest.mark.parametrize("words", TRAPPED)
@pytest.mark.parametrize("before", ["key: ", "- ", "a:\n  - text: ", "a:\n  b:\n    - "])
def test_a_trapped_text_is_found_and_mended_as_a_block(before: str, words: str) -> None:
    text = before + words + "\n"
    found = find_traps(text, "f")
    assert [(f.code, f.place.line) for f in found] == [("YML002", text.count("\n"))]
    mended = apply_fixes(text, found)
    assert find_traps(mended, "f") == []
    assert last_text(mended).strip() == words
    assert last_text(text).strip() == words, "and it is read as typed until it is mended"


@pytest.mark.parametrize(
    ("flow", "mended"),
    [
        ("{text: The fee, they said, stays, id: x}", "{text: 'The fee, they said, stays', id: x}"),
        ('{text: "No," he said, for: [a]}', "{text: '\"No,\" he said', for: [a]}"),
        ("{text: It said [sic] so}", "{text: 'It said [sic] so'}"),
        ("{ask: Who pays: them?, to: X}", "{ask: 'Who pays: them?', to: X}"),
        ("[@a^1, b^2]", "['@a^1', b^2]"),
        ("{also: [*x, y]}", "{also: ['*x', y]}"),
        ("{text: the board's # 4}", "{text: 'the board''s # 4'}"),
    ],
)
def test_a_trap_in_brackets_is_quoted_where_it_stands(flow: str, mended: str) -> None:
    text = f"- {flow}\n"
    found = find_traps(text, "f")
    assert apply_fixes(text, found) == f"- {mended}\n"
    assert read_nodes(f"- {mended}", "f")[1] == []
    assert mended in found[0].hint


def test_well_formed_values_are_left_alone() -> None:
    assert find_traps(FREE, "f") == []
    assert read_nodes(FREE, "f")[1] == []


def test_outlines_that_are_right_have_no_traps() -> None:
    assert [find_traps(text, "f") for text in CASES] == [[] for _ in CASES]


def test_all_traps_of_a_file_are_found_at_once_and_the_rest_is_read_too() -> None:
    text = 'title: "A" b\nbackground:\n  - *x y\nlast: c: d\nlast: again\n'
    node, found = read_nodes(text, "f")
    assert [f"{f.code} {f.place.line}" for f in found] == [
        "YML002 1",
        "YML002 3",
        "YML002 4",
        "YML004 5",
    ]
    assert isinstance(node, Mapping_)


def test_a_wrapped_text_is_mended_with_all_its_lines() -> None:
    text = "a: plain text\n  that goes on: here\nb: 1\n"
    mended = apply_fixes(text, find_traps(text, "f"))
    assert mended == "a: |\n  plain text\n  that goes on: here\nb: 1\n"


def test_a_fix_is_not_applied_where_the_line_has_changed() -> None:
    found = find_traps('a: "x" y\n', "f")
    assert apply_fixes("a: z\n", found) == "a: z\n"


def last_text(text: str) -> str:
    node, _ = read_nodes(text, "f")
    while not isinstance(node, Scalar):
        assert node is not None
        node = node.items[-1] if isinstance(node, Sequence_) else node.items[-1][1]
    return node.text


WORDS = st.text(st.sampled_from("ab c\"':#[]{},*&!%@`|>-?\\é"), min_size=1, max_size=14)


@settings(derandomize=True, deadline=None, max_examples=600)
@given(WORDS, st.sampled_from(["key: ", "- ", "a:\n  - text: "]))
def test_after_fixing_the_file_holds_the_words_that_were_typed(words: str, before: str) -> None:
    words = words.strip()
    assume(words and words[0] != "#" and not whole_value(words) and " #" not in words)
    text = before + words + "\n"
    found = find_traps(text, "f")
    mended = apply_fixes(text, found)
    node, problems = read_nodes(mended, "f")
    if not found and problems:  # what is left to the parser is an error, never another text
        assert all(p.is_error for p in problems)
    elif node is not None:
        assert last_text(mended).strip() == words


def whole_value(words: str) -> bool:
    """Quoted as a whole, a flow, a block's mark, an anchor or an item: YAML, not prose."""
    return (
        (words[0] in "\"'" and words[-1] == words[0])
        or words[0] in "[{|>&!*"
        or words.startswith("- ")
        or words in ("-", "?", ":")
        or words.endswith(":")
    )
