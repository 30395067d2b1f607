"""The check as a whole: the real case is right, and one wrong character anywhere is not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.check import EXACT, Quotations, check
from briefgen.model.brief import Selection
from briefgen.model.outline import Point
from briefgen.model.prose import Prose, Quoted
from briefgen.model.source import Visibility
from briefgen.records import replace
from tests.briefs import check_brief, read_brief

SOURCE = """\
---
title: Port fee talks stall
issued: 2026-03-05
visibility: public
---
{==The authority "will not reopen" the fee, Okoye said.==}{>>^e1 #background speaker=Okoye<<}
"""
NOTE = """\
---
title: Note of a call
issued: 2026-03-04
visibility: internal
---
{==The authority fears a strike.==}{>>^e1 #background<<}
"""


@pytest.fixture
def every_gist(shared: Path) -> Selection:
    """The real case, with a point for the gist of every excerpt."""
    selection, _ = read_brief(shared / "cases/briefs/pentagon-ai", Visibility.INTERNAL)
    points = tuple(
        Point(e.key, "background", e.place, text=e.gist, excerpt=e, show="both")
        for source in selection.brief.sources.values()
        for e in source.excerpts
    )
    return with_points(selection, points)


def with_points(selection: Selection, points: tuple[Point, ...]) -> Selection:
    outline = replace(selection.brief.outline, points=points)
    return replace(selection, brief=replace(selection.brief, outline=outline))


def test_the_real_case_has_no_errors_but_names_what_its_sources_misspell(shared: Path) -> None:
    selection, _ = read_brief(shared / "cases/briefs/pentagon-ai", Visibility.INTERNAL)
    quotations, found = check(selection)
    assert not [f for f in found if f.is_error]
    assert Counter(f.code for f in found)["NAM001"] == 5
    assert len(quotations) > 10
    assert not [key for key, verdict in quotations.items() if verdict.refused]


def test_every_gist_of_the_real_case_is_right(every_gist: Selection) -> None:
    quotations, found = check(every_gist)
    assert not [f for f in found if f.is_error and f.code not in {"ATT004", "ATT009"}]
    assert not [f for f in found if f.code in {"QUO001", "QUO002", "NUM002", "NUM003", "HED001"}]
    assert not [key for key, verdict in quotations.items() if verdict.refused]
    exact = [verdict.level for (_, field, _), verdict in quotations.items() if field == EXACT]
    assert set(exact) == {"verbatim"}
    assert len(exact) == len(every_gist.points)


def quotations_of(selection: Selection) -> Iterator[tuple[Point, Quoted]]:
    for point in selection.points:
        if point.text is not None:
            yield from ((point, p) for p in point.text.pieces if isinstance(p, Quoted))


def edited(words: str, chance: random.Random) -> str:
    """One letter dropped, changed or doubled, or one word dropped from within, or put in."""
    inner = [n for n, c in enumerate(words) if c.isalnum()][1:-1]
    at, each = chance.choice(inner), words.split(" ")
    letter = "x" if words[at] != "x" else "y"
    edits = [words[:at] + words[at + 1 :], words[:at] + letter + words[at + 1 :]]
    edits.append(words[:at] + words[at] + words[at:])
    if len(each) > 2:
        n = chance.randrange(1, len(each) - 1)
        edits.append(" ".join(each[:n] + each[n + 1 :]))
        edits.append(" ".join([*each[:n], "quite", *each[n:]]))
    return chance.choice([e for e in edits if e != words])


def with_words(point: Point, quoted: Quoted, words: str) -> Point:
    assert point.text is not None
    text, at = point.text.text, quoted.at
    pieces = tuple(replace(p, words=words) if p is quoted else p for p in point.text.pieces)
    written = text[:at] + words + text[at + len(quoted.words) :]
    return replace(point, text=Prose(written, pieces, point.text.map))


def test_one_wrong_character_or_word_in_any_quotation_is_an_error_there(
    every_gist: Selection,
) -> None:
    chance, tried = random.Random(5), 0  # noqa: S311 - a seed for edits, not a secret
    for point, quoted in quotations_of(every_gist):
        if "[" in quoted.words:
            continue  # what stands in brackets is ours to change
        for _ in range(6):
            wrong = edited(quoted.words, chance)
            tried += 1
            selection = with_points(every_gist, (with_words(point, quoted, wrong),))
            _, found = check(selection)
            refused = [f for f in found if f.code in {"QUO001", "QUO002"}]
            assert refused, (quoted.words, wrong)
            assert refused[0].place == point.text.place(quoted.at)  # type: ignore[union-attr] # has text
            assert refused[0].detail, wrong
    print(f"{tried} edits of quotations, all refused")
    assert tried > 100


def test_what_is_withheld_brings_no_finding_and_no_verdict(tmp_path: Path) -> None:
    outline = """\
background:
  - |
    - The authority "will not reopen" the fee [@gazette^e1].
    - The authority is "afraid of everything" [@note^e1].
  - {fill: background, repeat: true, show: quote}
"""
    files = {"gazette.md": SOURCE.replace("issued", "reliability: B\nissued"), "note.md": NOTE}
    (tmp_path / "inside").mkdir()
    _, inside = check_brief(tmp_path / "inside", outline, files, Visibility.INTERNAL)
    assert [f.code for f in inside if f.is_error] == ["QUO001"]
    (tmp_path / "outside").mkdir()
    quotations, outside = check_brief(tmp_path / "outside", outline, files, Visibility.PUBLIC)
    assert outside == []
    assert keys(quotations) == {("background/1", ""), ("background/3/1", EXACT)}


def keys(quotations: Quotations) -> set[tuple[str, str]]:
    return {(point, field) for point, field, _ in quotations}


def test_a_field_rests_on_the_citations_of_its_point(tmp_path: Path) -> None:
    outline = """\
open_questions:
  - ask: |
      Does the board have to vote?
    answer: |
      Okoye said the authority "will not reopen" the fee.
    cite: [gazette^e1]
"""
    quotations, found = check_brief(tmp_path, outline, {"gazette.md": SOURCE})
    assert [f.code for f in found if f.is_error] == []
    assert [verdict.level for verdict in quotations.values()] == ["verbatim"]


def test_a_person_of_a_party_that_is_not_declared_stops_no_rule(tmp_path: Path) -> None:
    outline = (
        "parties: {union: {name: Union}, lines: {name: Lines}}\nnames: {Ada Okoye: {short: Okoye, party: authority}}\n"
        'bottom_line: Okoye said it was "the only way to pay for it" [@rel^a1].\n'
    )
    release = (
        "---\nid: rel\ntitle: Release\nissued: 2026-01-19\nvisibility: internal\nvoice: speaker\n---\n"
        'The fee is {==the only way to pay for it==}{>>^a1 #positions/union speaker="Ada Okoye"<<}.\n'
    )
    _, found = check_brief(tmp_path, outline, {"rel.md": release}, everything=True)
    assert [d.code for d in found if d.is_error] == ["YML007"]


def test_findings_are_sorted_by_place_and_come_all_at_once(tmp_path: Path) -> None:
    outline = """\
background:
  - |
    - Some 90 ships want "a gift for skippers" [@gazette^e1].
    - Nobody said so.
    - Talks ended [@nowhere].
"""
    _, found = check_brief(tmp_path, outline, {"gazette.md": SOURCE})
    places = [(f.place.line, f.code) for f in found if f.is_error]
    assert places == [(3, "NUM002"), (3, "QUO001"), (4, "CIT001"), (5, "CIT002")]
