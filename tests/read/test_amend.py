"""Single points of an outline are changed in place; whatever shape the author chose, the rest stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefgen.diagnostics import BriefgenError
from briefgen.read import amend
from briefgen.read.layout import Path
from briefgen.read.outline import parse_outline

FILE = "briefs/x/outline.yaml"
HEAD = """\
title: Harbour fee   # the short one
as_of: 2026-03-05
parties: {authority: {name: Harbour Authority}, lines: {name: Shipping lines}}
"""
TAIL = """
# what is asked
open_questions:   # all of them
  - ask: |
      Does the board have to vote?   # not a comment but text
    to: Harbour Authority
"""
#: Every shape in which the two points A and B may stand.
SHAPES = {
    "a block with dashes": "background: |   # why\n  - A alpha\n    goes on\n  - B beta\n",
    "a block parted by a blank line": "background: |\n  A alpha\n  goes on\n\n  B beta\n",
    "a list of blocks": "background:\n  # the first\n  - |\n    - A alpha\n      goes on\n  - |\n    B beta\n",
    "one block in a list": "background:\n  - |\n    - A alpha\n      goes on\n    - B beta\n  # no more\n",
    "a list of plain texts": "background:\n  - A alpha\n    goes on\n  - B beta  # the second\n",
    "a list between brackets": "background: [A alpha goes on, B beta]  # both\n",
    "quoted in brackets": "background: ['A alpha goes on', \"B beta\"]\n",
    "a list at the margin": "background:\n- A alpha goes on\n# between\n- B beta\n",
    "mappings": "background:\n  - text: |\n      A alpha\n      goes on\n    # said\n    weight: 70\n  - {text: B beta, weight: 60}\n",
}
FIRST, SECOND = "A alpha goes on", "B beta"


def said(text: str, section: str = "background") -> list[str]:
    """The points of a section, without those withdrawn; what is no outline fails."""
    outline, findings = parse_outline(text, FILE, "x")
    assert outline is not None
    assert not [f for f in findings if f.is_error], findings
    return [
        p.text.text for p in outline.points if p.section == section and p.text and not p.withdrawn
    ]


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"#.*", text))


def outline(shape: str) -> str:
    return f"{HEAD}{SHAPES[shape]}{TAIL}"


def changed(text: str, change: Callable[..., str], *args: object, **more: object) -> str:
    """The text with a change made; nothing else of it may differ in what it says."""
    after = change(text, FILE, *args, **more)
    assert comments(after) == comments(text)
    assert after.startswith(HEAD)
    assert after.endswith(TAIL)
    return after


def test_every_shape_says_the_same() -> None:
    for shape in SHAPES:
        assert said(outline(shape)) == [FIRST, SECOND], shape


@pytest.mark.parametrize("shape", SHAPES)
def test_words_change_at_their_place(shape: str) -> None:
    text = outline(shape)
    after = changed(text, amend.reword, "background/1", "", [(2, 7, "gamma"), (8, 15, "goes off")])
    assert said(after) == ["A gamma goes off", SECOND]
    after = changed(text, amend.reword, "background/2", "", [(6, 6, " and more")])
    assert said(after) == [FIRST, "B beta and more"]
    assert len(after.splitlines()) == len(text.splitlines())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("key", ["background/1", "background/2"])
def test_a_point_is_withdrawn_and_stays(shape: str, key: str) -> None:
    text = outline(shape)
    after = changed(text, amend.withdraw, key, "removed by hand")
    assert said(after) == [SECOND if key.endswith("1") else FIRST]
    assert "withdrawn: removed by hand" in after
    assert FIRST.split()[1] in after
    assert SECOND in after


@pytest.mark.parametrize("shape", SHAPES)
def test_a_point_is_added_behind_and_before_another(shape: str) -> None:
    new = 'C "gamma", said: one'
    text = outline(shape)
    assert said(changed(text, amend.add, BACKGROUND, new, after="background/1")) == [
        FIRST,
        new,
        SECOND,
    ]
    assert said(changed(text, amend.add, BACKGROUND, new, before="background/1")) == [
        new,
        FIRST,
        SECOND,
    ]
    assert said(changed(text, amend.add, BACKGROUND, new, after="background/2")) == [
        FIRST,
        SECOND,
        new,
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_point_with_keys_is_added(shape: str) -> None:
    text, more = outline(shape), {"weight": "70"}
    for place, order in (
        ({"after": "background/1"}, [FIRST, "C", SECOND]),
        ({"before": "background/2"}, [FIRST, "C", SECOND]),
        ({"before": "background/1"}, ["C", FIRST, SECOND]),
        ({"after": "background/2"}, [FIRST, SECOND, "C"]),
    ):
        after = changed(text, amend.add_entry, BACKGROUND, "C", more, **place)
        assert said(after) == order, place


@pytest.mark.parametrize("shape", SHAPES)
def test_points_change_places_or_it_is_said_that_they_cannot(shape: str) -> None:
    text = outline(shape)
    try:
        after = amend.reorder(text, FILE, ["background/2", "background/1"])
    except BriefgenError as refused:
        assert "different blocks" in refused.message
        assert "bracket" in shape
    else:
        assert said(after) == [SECOND, FIRST]
        assert comments(after) == comments(text)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_is_rewritten_or_it_is_said_that_it_cannot(shape: str) -> None:
    text = outline(shape)
    try:
        after = changed(text, amend.rewrite, "background/2", "", "Other words")
    except BriefgenError as refused:
        assert "block" in refused.message
        assert "plain" in shape or "bracket" in shape or "margin" in shape
    else:
        assert said(after) == [FIRST, "Other words"]


@pytest.mark.parametrize(
    ("positions", "path", "where"),
    [
        ("positions:\n  authority: |\n    - A\n", ("positions", "authority", "claims"), "claims"),
        (
            "positions:\n  authority: [{fill: a/b}]\n",
            ("positions", "authority", "claims"),
            "claims",
        ),
        (
            "positions:\n  authority:\n    - |\n      A\n",
            ("positions", "authority", "claims"),
            "claims",
        ),
        (
            "positions:\n  authority:\n    stated: A\n",
            ("positions", "authority", "claims"),
            "claims",
        ),
        ("positions:\n  lines: A\n", ("positions", "authority", "claims"), "claims"),
        ("stakes:\n  lines: A\n", ("stakes", "authority", ""), ""),
    ],
)
def test_a_party_gets_its_first_point_of_a_kind(positions: str, path: Path, where: str) -> None:
    after = changed(f"{HEAD}{positions}{TAIL}", amend.add, path, "New words")
    read, findings = parse_outline(after, FILE, "x")
    assert read is not None
    assert not [f for f in findings if f.is_error], (after, findings)
    new = next(p for p in read.points if p.text and p.text.text == "New words")
    assert (new.section, new.party, new.slot) == (*path[:2], where)
    assert (
        sum(p.fill is not None or (p.text is not None and p.text.text == "A") for p in read.points)
        == 1
    )


BACKGROUND = ("background", "", "")
