"""What was replaced, corrected or withdrawn never prints as current, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.build import load, load_template, make, prepare
from briefgen.diagnostics import Diagnostic
from briefgen.model.document import paragraphs, plain
from briefgen.read.workspace import find_workspace
from tests.workspaces import Workspace

HEAD = """\
title: Harbour fee dispute
as_of: 2026-03-05
parties: {port: {name: Port}}
"""
GAZETTE = """\
---
title: Port fee talks stall
container-title: The Gazette
issued: 2026-03-05
reliability: B
visibility: public
---
{==The fee is 14 euros.==}{>>^old #fee #positions/port<<}

{==The fee is 19 euros.==}{>>^new #fee<<}

{==The board meets in May.==}{>>^board #fee<<}
"""
NEW = "latest: [{text: 'A fee of 19 [@gazette^new].', replaces: %s}]\n"
OLD = "background:\n  - {id: fee, text: 'A fee of 14 [@gazette^old].'}\n"
FILL = "  - {fill: fee, show: quote}\n"
#: A page without the section in which the successor stands.
SHORT = "extends: executive\nsections: [{section: background, form: bullets}]\ncut: []\n"


def page(folder: Path, outline: str, template: str = "long") -> tuple[str, list[Diagnostic]]:
    """What a page says, and what was found on the way."""
    made = Workspace(folder)
    made.write("briefgen.yaml", "")
    made.write("templates/long/template.yaml", "extends: executive\ncut: []\npage: {pages: 9}\n")
    made.write("templates/short/template.yaml", SHORT)
    made.write("templates/public/template.yaml", "extends: long\nceiling: public\n")
    made.write("briefs/x/outline.yaml", HEAD + outline)
    made.write("briefs/x/sources/gazette.md", GAZETTE)
    workspace = find_workspace(folder)
    read, _ = load_template(workspace, template)
    assert read is not None
    prepared = prepare(load(workspace, "x"), read)
    blocks = make(prepared, read, draft=True).document.blocks
    return "\n".join(plain(p.inlines) for p in paragraphs(blocks)), list(prepared.found)


def codes(found: list[Diagnostic]) -> list[str]:
    return [f.code for f in found if f.code.startswith("TIM01")]


# -- the page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["long", "short"])
def test_a_fill_leaves_out_what_a_point_replaces(tmp_path: Path, template: str) -> None:
    said, found = page(tmp_path, "background:\n" + FILL + NEW % "gazette^old", template)
    assert "14 euros" not in said
    assert "The board meets" in said
    assert codes(found) == []


def test_a_query_that_asks_for_it_gets_it(tmp_path: Path) -> None:
    outline = "background: [{fill: 'fee and is:superseded', show: quote}]\n" + NEW % "gazette^old"
    said, found = page(tmp_path, outline)
    assert "14 euros" in said
    assert not any(f.is_error for f in found)


def test_a_replaced_point_is_gone_and_no_fill_brings_back_what_it_rested_on(
    tmp_path: Path,
) -> None:
    said, found = page(tmp_path, OLD + FILL + NEW % "fee")
    assert "14" not in said
    assert "A fee of 19" in said
    assert codes(found) == []


def test_a_page_without_the_successor_says_neither_and_says_so_to_us(tmp_path: Path) -> None:
    said, found = page(tmp_path, OLD + FILL + NEW % "fee", "short")
    assert "14" not in said
    assert codes(found) == ["TIM012"]
    assert "background/1" in found[-1].message or "fee is replaced by" in found[-1].message


def test_what_a_withdrawn_point_rested_on_is_not_brought_back_either(tmp_path: Path) -> None:
    withdrawn = OLD.replace("'}", "', withdrawn: nobody knows}")
    said, _ = page(tmp_path, withdrawn + FILL)
    assert "14" not in said
    standing = "bottom_line: A fee of 14 euros [@gazette^old].\n"
    said, found = page(tmp_path, standing + withdrawn + FILL)
    assert "A fee of 14 euros" in said
    assert not any(f.code == "TIM002" for f in found)


def test_a_withdrawn_successor_replaces_nothing(tmp_path: Path) -> None:
    new = (NEW % "fee").replace("}]", ", withdrawn: it was a rumour}]")
    said, found = page(tmp_path, OLD + new)
    assert "A fee of 14" in said
    assert "19" not in said
    assert codes(found) == []


def test_each_successor_replaces_the_one_before(tmp_path: Path) -> None:
    new = "latest:\n  - {text: 'A fee of 19 [@gazette^new].', id: fee-2, replaces: fee}\n"
    newest = "  - {text: 'No fee until the board meets [@gazette^board].', replaces: fee-2}\n"
    said, found = page(tmp_path, OLD + new + newest)
    assert "14" not in said
    assert "19" not in said
    assert "No fee until" in said
    assert codes(found) == []


def test_two_successors_share_what_the_old_one_rested_on(tmp_path: Path) -> None:
    old = "background:\n  - {id: fee, text: 'A fee of 14, a meeting [@gazette^old; @gazette^board].'}\n"
    two = (
        "latest:\n  - {text: 'A fee of 14 [@gazette^old].', replaces: fee, change: correction}\n"
        "  - {text: 'A meeting [@gazette^board].', replaces: fee, change: correction}\n"
    )
    said, found = page(tmp_path, old + two)
    assert "a meeting" not in said
    assert not any(f.code == "TIM002" for f in found)


def test_a_cell_of_a_table_is_replaced_too(tmp_path: Path) -> None:
    outline = "positions: {port: {stated: [{fill: positions/port, show: quote}]}}\n"
    said, _ = page(tmp_path, outline)
    assert "14 euros" in said
    said, _ = page(tmp_path, outline + NEW % "gazette^old")
    assert "14 euros" not in said


# -- who may see the successor ---------------------------------------------------------------------

WITHHELD = NEW.replace("replaces", "visibility: internal, replaces")


def test_outsiders_get_the_page_that_never_had_the_successor(tmp_path: Path) -> None:
    said, found = page(tmp_path / "a", OLD + WITHHELD % "fee", "public")
    without, _ = page(tmp_path / "b", OLD, "public")
    assert said == without
    assert "A fee of 14" in said
    assert codes(found) == []


@pytest.mark.parametrize("replaced", ["fee", "gazette^old"])
def test_insiders_are_told_that_outsiders_do(tmp_path: Path, replaced: str) -> None:
    _, found = page(tmp_path, OLD + WITHHELD % replaced)
    assert codes(found) == ["TIM011"]
    assert "readers of what is public still get" in next(
        f.message for f in found if f.code == "TIM011"
    )


# -- successions that are none ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outline", "said"),
    [
        (NEW % "fees", "no point has the id 'fees'"),
        (NEW % "gazette^none", "no excerpt gazette^none"),
        (NEW % "nobody^e1", "no excerpt nobody^e1"),
        ("latest: [{text: 'A fee [@gazette^new].', id: a, replaces: a}]\n", "replaces itself"),
        (
            "latest:\n  - {text: 'A [@gazette^new].', id: a, replaces: b}\n"
            "  - {text: 'B [@gazette^old].', id: b, replaces: a}\n",
            "replaces itself",
        ),
    ],
)
def test_what_replaces_nothing_is_an_error(tmp_path: Path, outline: str, said: str) -> None:
    _, found = page(tmp_path, OLD + outline)
    wrong = [f for f in found if f.code == "TIM010"]
    assert wrong and all(f.is_error and said in f.message and f.hint for f in wrong)


def test_excerpts_lists_what_was_replaced_only_where_it_is_asked_for(tmp_path: Path) -> None:
    page(tmp_path, OLD + NEW % "fee")
    made = Workspace(tmp_path)
    assert "gazette^old" not in made.run("excerpts", "x", "fee").out
    assert "gazette^old" in made.run("excerpts", "x", "is:superseded").out
