"""The outline: every shape of the contract, and no misspelling that passes in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.model.outline import Outline
from briefgen.model.prose import Quoted
from briefgen.model.source import Visibility
from briefgen.read import keys
from briefgen.read.outline import parse_outline, read_outline
from tests.read.outlines import CASES, FULL, HARBOUR

HEAD = "title: T\nas_of: 2026-03-05\nparties: {a: A, b: B}\n"


def outline(text: str) -> Outline:
    found, findings = parse_outline(text, "outline.yaml", "x")
    assert found is not None
    assert findings == []
    return found


def codes(text: str) -> list[str]:
    findings = parse_outline(text, "outline.yaml", "x")[1]
    return [f"{f.code} {f.place.line}:{f.place.column}" for f in findings]


def test_the_example_of_the_contract_is_read_whole() -> None:
    found = outline(HARBOUR)
    assert [p.key for p in found.points] == [
        "bottom_line/1",
        "background/1",
        "background/2",
        "background/3",
        "positions/authority/stated/1",
        "positions/authority/claims/1",
        "positions/lines/stated/1",
        "stakes/lines/1",
        "open_questions/1",
    ]
    assert [(p.id, p.name, p.also) for p in found.parties] == [
        ("authority", "Harbour Authority", ("the port",)),
        ("lines", "Shipping lines", ()),
    ]
    assert found.names[0].never == ("Okoy",)
    assert found.origins[0].seen is False
    assert found.memo["to"] == "Chief of Staff"


def test_every_point_of_a_block_knows_its_own_place() -> None:
    second = outline(HARBOUR).points[2]
    assert second.text is not None
    quoted = next(p for p in second.text.pieces if isinstance(p, Quoted))
    assert quoted.words == "will not reopen"
    place = second.text.place(quoted.at)
    assert HARBOUR.split("\n")[place.line - 1][place.column - 1 :].startswith("will not reopen")


def test_every_shape_of_every_section_is_read() -> None:
    found = {p.key: p for p in outline(FULL).points}
    assert found["l1"].visibility is Visibility.PARTNER
    assert (found["l1"].weight, found["l1"].kind) == (70, "reported")
    assert (found["l0"].withdrawn, found["l0"].change, found["l0"].replaces) == (
        "it was wrong",
        "correction",
        "l1",
    )
    assert found["l0"].audiences == ("press",)
    option = found["options/1"]
    assert {k: p.text for k, p in option.fields.items()} == {
        "for": "It costs nothing.",
        "against": 'The fee "will not" wait [@a^1].',
        "cost": "None known.",
    }
    assert [c.excerpt for c in option.citations()] == ["1"]
    assert [c.source for c in found["conflicts/1"].cite] == ["a", "b"]
    assert list(found["exposure/1"].fields) == ["figure", "as_of", "source", "status"]
    assert found["stakes/both/1"].party == "both"
    assert outline(FULL).memo_for == {"press": {"for": "Press", "from": "Press office"}}
    assert outline(FULL).terms == ("port fee", "fairway")


def test_an_empty_section_is_kept_as_one() -> None:
    found = outline(HEAD + "background:\nstakes: {a: , b: x}\n")
    assert [s[:3] for s in found.sections] == [
        ("background", "", ""),
        ("stakes", "a", ""),
        ("stakes", "b", ""),
    ]


def test_prose_may_be_wrapped_and_parted_by_blank_lines() -> None:
    found = outline(HEAD + "background: |\n  One\n  and more.\n\n  Two.\n  - Three\n    goes on.\n")
    texts = [p.text.text for p in found.points if p.text]
    assert texts == ["One and more.", "Two.", "Three goes on."]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("backgruond: x", "YML005 4:1"),
        ("background: [{text: x, visibilty: public}]", "YML005 4:24"),
        ("background: [{text: x, kind: clam}]", "YML007 4:30"),
        ("background: [{text: x, weight: high}]", "YML007 4:32"),
        ("background: [{text: x, date: 2026-13}]", "YML007 4:30"),
        ("background: [{fill: a, limit: -1}]", "YML007 4:31"),
        ("background: [{text: x, limit: 1}]", "YML005 4:24"),
        ("background: [{fill: a and}]", "QRY001 4:26"),
        ("background: [{text: x, fill: a}]", "YML006 4:14"),
        ("background: [{id: x}]", "YML008 4:14"),
        ("background: [[x]]", "YML006 4:14"),
        ("background: [{id: x, text: x}, {id: x, text: y}]", "YML007 4:37"),
        ("positions: {c: x}", "YML005 4:13"),
        ("positions: {a: {statd: x}}", "YML005 4:17"),
        ("stakes: {a: [{text: x, party: c}]}", "YML007 4:31"),
        ("names: {N: {party: c}}", "YML007 4:20"),
        ("memo: {too: x}", "YML005 4:8"),
        ("memo: {press: {too: x}}", "YML005 4:16"),
        ('background: |\n  The "fee is final.', "QUO011 5:7"),
        ("background: |\n  The fee [@a^1 is final.", "CIT010 5:11"),
        ("background: [{text: x, cite: [a b]}]", "CIT010 4:31"),
        ("open_questions: [{ask: x, anwser: y}]", "YML005 4:27"),
        ("terms: {a: b}", "YML006 4:8"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(more: str, expected: str) -> None:
    assert codes(HEAD + more + "\n") == [expected]


def test_title_and_as_of_are_needed_and_as_of_is_one_day() -> None:
    assert codes("lang: en\n") == ["YML008 1:1", "YML008 1:1"]
    assert codes("title: T\nas_of: 2026-03\n") == ["YML007 2:8"]
    findings = parse_outline("title: T\n", "f", "x")[1]
    assert "`as_of: 2026-03-05`" in findings[0].hint


def test_all_mistakes_are_shown_at_once() -> None:
    text = 'titel: T\nas_of: soon\nbackground: "x" y\nstakes: {z: 1}\nlatest: |\n  an "open\n'
    assert [c.split()[0] for c in codes(text)] == [
        "YML002",
        "YML005",
        "YML008",
        "YML007",
        "YML005",
        "QUO011",
    ]


def misspellings(word: str) -> Iterator[str]:
    """The word with one letter dropped, doubled, swapped, changed or put in capitals."""
    for at in range(len(word)):
        before, char, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + char * 2 + after
        yield before + chr((ord(char) - 96) % 26 + 97) + after
        yield before + char.upper() + after
        if after and after[0] != char:
            yield before + after[0] + char + after[1:]


KEYS = [("visibility", w) for w in misspellings("visibility")]
VALUES = [(k, w) for k in ("restricted", "internal", "partner", "public") for w in misspellings(k)]


def test_no_misspelling_of_who_may_see_a_point_passes() -> None:
    assert len(KEYS) + len(VALUES) >= 200
    for _, word in KEYS:
        assert_refused(f"{{text: secret, {word}: restricted}}")
    for _, word in VALUES:
        if word not in keys.VISIBILITIES:
            assert_refused(f"{{text: secret, visibility: {word}}}")
    for value in ("", "[internal]", "{a: b}", "null", "'internal public'", "2"):
        assert_refused(f"{{text: secret, visibility: {value}}}")


def assert_refused(point: str) -> None:
    found, findings = parse_outline(HEAD + f"background:\n  - {point}\n", "f", "x")
    assert any(f.is_error and f.about == "" for f in findings), point
    assert found is None or found.points[0].visibility is Visibility.RESTRICTED, point


@pytest.mark.parametrize("text", CASES)
def test_no_misspelt_key_anywhere_passes(text: str) -> None:
    own = re.compile(r"(?<![\w/-])(?!authority|lines:|press|server)([a-z_]{4,}):(?=\s)")
    for match in own.finditer(text):
        misspelt = text[: match.end(1) - 1] + "q" + text[match.end(1) :]
        assert any(f.is_error for f in parse_outline(misspelt, "f", "x")[1]), match[1]


def test_an_outline_that_is_not_there_is_one_error(tmp_path: Path) -> None:
    found, findings = read_outline(tmp_path / "outline.yaml", "outline.yaml", "x")
    assert found is None
    assert [f.code for f in findings] == ["TXT003"]


def test_the_real_case_is_read_without_a_finding(shared: Path) -> None:
    path = shared / "cases/briefs/pentagon-ai/outline.yaml"
    found, findings = read_outline(path, "briefs/pentagon-ai/outline.yaml", "pentagon-ai")
    assert findings == []
    assert found is not None
    assert len(found.points) == 15
