"""What goes with a memo: the evidence annex and the checksheet, from the memo's own selection."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.workspaces import Workspace, inflated

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def built(examples: Workspace) -> Workspace:
    """The example briefs, built with everything that goes with them."""
    done = examples.run("build", "harbour-fee", "--annex", "--checksheet")
    assert done.code == 0, done.err
    return examples


def rows(markdown: str) -> list[list[str]]:
    """The rows of all tables, without their headings."""
    lines = [line for line in markdown.splitlines() if line.startswith("| ")]
    split = [re.split(r" ?(?<!\\)\| ?", line)[1:-1] for line in lines]
    return [row for row in split if row[0] not in ("No.", "---", "Section")]


@pytest.mark.parametrize("kind", ["annex", "checksheet"])
def test_the_example_has_the_golden_companions(
    built: Workspace, kind: str, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"harbour-fee-{kind}.md"
    made = built.memo("harbour-fee", f"executive-{kind}.md")
    if request.config.getoption("--update-golden"):
        golden.write_bytes(made)
    assert made.decode() == golden.read_bytes().decode()


def test_each_is_a_file_of_its_own_and_leaves_the_memo_as_it_is(built: Workspace) -> None:
    beside = built.out("harbour-fee")
    built.run("build", "harbour-fee")
    assert {n: d for n, d in built.out("harbour-fee").items() if n in beside} == beside
    assert len(beside) == 6


def test_the_json_names_them_as_templates_of_their_own(examples: Workspace) -> None:
    done = examples.run("build", "harbour-fee", "--annex", "--checksheet", "--format", "json")
    outputs = {(o["template"], o["format"]): o for o in json.loads(done.out)["outputs"]}
    annex = outputs["executive-annex", "docx"]
    assert annex["path"] == "briefs/harbour-fee/out/executive-annex.docx"
    assert annex["pages"] > 1 and annex["fit"] == "fits"
    assert outputs["executive-checksheet", "md"]["pages"] is None
    assert len({frozenset(o) for o in outputs.values()}) == 1, "all have the agreed keys"


def test_every_passage_of_the_annex_stands_in_its_source_word_for_word(built: Workspace) -> None:
    texts = " ".join(
        re.sub(r"==\}\{>>.*?<<\}|\{>>.*?<<\}|\{==", "", path.read_text(encoding="utf-8"))
        for path in built.root.rglob("sources/*.md")
    )
    captured = " ".join(texts.split())
    annex = built.memo("harbour-fee", "executive-annex.md").decode()
    quoted = [row[2].split("”")[0] for row in rows(annex) if row[2].startswith("“")]
    assert len(quoted) > 25
    shown = [q.removeprefix("“").replace("\\", "") for q in quoted]
    parts = [part.strip() for q in shown for part in q.split("[…]")]  # there something is withheld
    assert not [part for part in parts if part not in captured]


def test_the_annex_keeps_the_numbers_of_the_memo_and_logs_what_was_cut(
    examples: Workspace,
) -> None:
    examples.write(
        "templates/short/template.yaml",
        "extends: executive\npage: {sizes: {body: 15, table: 14, lead: 15}, "
        "floors: {body: 14, table: 13, lead: 14}}\n",
    )
    done = examples.run("build", "harbour-fee", "--for", "short", "--annex", "--draft")
    annex = examples.memo("harbour-fee", "short-annex.md").decode()
    assert "the page is full: weight" in annex.split("## Cut to fit the page")[1], done.err
    memo = examples.memo("harbour-fee", "short.md").decode()
    numbers = set(re.findall(r"\[(\d)\]", memo.rpartition("**Sources.**")[2]))
    assert numbers <= set(re.findall(r"\| \[(\d)\] \|", annex))


def test_the_boxes_are_counted_and_numbered_in_the_order_of_the_page(examples: Workspace) -> None:
    done = examples.run("build", "harbour-fee", "--checksheet")
    sheet = rows(examples.memo("harbour-fee", "executive-checksheet.md").decode())
    assert [row[0] for row in sheet] == [str(n) for n in range(1, len(sheet) + 1)]
    assert all(row[-1] == "☐" for row in sheet)
    assert f"executive-checksheet: {len(sheet)} to check" in done.err


def test_every_quotation_of_the_memo_is_on_the_checksheet_as_the_source_has_it(
    built: Workspace,
) -> None:
    memo = built.memo("harbour-fee", "executive.md").decode()
    sheet = rows(built.memo("harbour-fee", "executive-checksheet.md").decode())
    for words in re.findall(r"“([^”]+)”", memo):
        row = next(r for r in sheet if f"**{words}**" in r[1] and "*quotation*" in r[1])
        assert f"**{words}**" in row[2] and "*verbatim*" in row[3]


NEAR = """\
---
title: Port fee talks stall
issued: 2026-03-05
visibility: public
---
Mara Lind came late. {==The authority keeps the fee, Ada Okoye said.==}{>>^e1 #background speaker=Okoye<<} In her letter Lind asked for a pause. {==The lines will not sail before it is granted.==}{>>^e2 #background speaker=Lind<<}
"""
TWO_OF_ONE_PARAGRAPH = """\
title: Harbour fee dispute
as_of: 2026-03-05
names:
  Ada Okoye: {short: Okoye}
  Mara Lind: {short: Lind}
background:
  - |
    - Okoye said the fee stays [@near^e1]. The lines stay in port, Lind said [@near^e2].
"""


def test_each_attribution_has_its_own_excerpt_beside_it_where_one_paragraph_has_several(
    workspace: Workspace,
) -> None:
    workspace.write("briefs/near/outline.yaml", TWO_OF_ONE_PARAGRAPH)
    workspace.write("briefs/near/sources/near.md", NEAR)
    assert workspace.run("build", "near", "--checksheet").code == 0
    sheet = rows(workspace.memo("near", "executive-checksheet.md").decode())
    first, second = (row for row in sheet if "*attribution*" in row[1])
    assert "**Ada Okoye** said" in first[2] and "said by Okoye" in first[3]
    assert "**Lind**" in second[2] and "said by Lind" in second[3]


def test_outsiders_get_companions_without_what_is_withheld_from_them(workspace: Workspace) -> None:
    path = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    text = path.read_text()
    path.write_text(text.replace("{>>^e3", "{>>^e3 visibility=internal remark=zqhidden"))
    outline = workspace.root / "briefs/harbour/outline.yaml"
    outline.write_text(outline.read_text().replace("cite: [", "cite: [gazette-0305, "))
    done = workspace.run("build", "--for", "public", "--annex", "--checksheet")
    assert done.code == 0, done.err
    files = workspace.out("harbour")
    assert {"public-annex.docx", "public-checksheet.md"} <= set(files)
    for name, data in files.items():
        words = inflated(data) if name.endswith(".docx") else data
        for hidden in (b"80 cents", b"zqhidden", b"Chief of Staff", b"\xef\xbf\xbc"):
            assert hidden not in words, name


def test_an_error_in_the_memo_stops_its_companions_too(workspace: Workspace) -> None:
    outline = workspace.root / "briefs/harbour/outline.yaml"
    outline.write_text(outline.read_text().replace('"will not reopen"', '"will reopen"'))
    assert workspace.run("build", "--annex").code == 1
    assert workspace.out("harbour") == {}


def test_beside_footnotes_they_cite_by_numbers(examples: Workspace) -> None:
    done = examples.run("build", "harbour-fee", "--for", "legal", "--annex", "--checksheet")
    assert done.code == 0, done.err
    assert "[^1]" in examples.memo("harbour-fee", "legal.md").decode()
    for kind in ("annex", "checksheet"):
        beside = examples.memo("harbour-fee", f"legal-{kind}.md").decode()
        assert "^" not in beside and "[1¶2]" in beside
    assert (
        "those of the sources at the end" in examples.memo("harbour-fee", "legal-annex.md").decode()
    )
