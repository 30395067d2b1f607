"""The real case: two articles that share an origin, misspelt names, reworded quotations."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator

import pytest

from briefgen.build import load, load_template, make, prepare
from briefgen.fit.measure import measure_libreoffice
from briefgen.model.document import Document, Quote, Text, paragraphs
from briefgen.model.source import Source
from briefgen.read.workspace import find_workspace
from briefgen.text.folding import fold
from tests.workspaces import Workspace, word_lines

SLUG = "pentagon-ai"
WRONG = ("Amoudi", "Amody", "Amudi", "Amodi", "Pat Hegseth", "cloud AI")
FINDING = {"code", "severity", "message", "hint", "file", "line", "column"}
OUTPUT = {
    *("brief", "template", "format", "path", "pages", "fit", "measured_by", "words", "citations"),
    *("quotations", "dropped"),
}


def test_the_case_builds_in_both_formats(case: Workspace) -> None:
    done = case.process("build", SLUG)
    assert done.code == 0, done.err
    assert case.out(SLUG).keys() == {"executive.docx", "executive.md"}
    assert done.out.split() == [f"briefs/{SLUG}/out/executive.{e}" for e in ("docx", "md")]


@pytest.mark.libreoffice
def test_libreoffice_lays_the_case_out_on_one_page(case: Workspace) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed: the page cannot be laid out")
    assert case.run("build", SLUG).code == 0
    assert measure_libreoffice(case.memo(SLUG, "executive.docx")).pages == 1


def test_every_quotation_of_the_case_stands_in_its_sources(case: Workspace) -> None:
    document, sources = made(case)
    texts = [_one_line(s.captured.text) for s in sources]
    found = list(quotations(document))
    assert len(found) >= 5
    assert all(any(_one_line(words) in text for text in texts) for words in found)
    assert case.run("build", SLUG).code == 0
    memo = "\n".join(word_lines(case.memo(SLUG, "executive.docx")))
    assert all(f"“{words}”" in memo for words in found)


def test_wrong_names_stand_nowhere_in_our_own_words(case: Workspace) -> None:
    document, _ = made(case)
    own = " ".join(
        i.text for p in paragraphs(document.blocks) for i in p.inlines if isinstance(i, Text)
    )
    assert case.run("build", SLUG).code == 0
    markdown = case.memo(SLUG, "executive.md").decode()
    for wrong in WRONG:
        assert wrong not in own
        assert wrong not in re.sub("“[^”]*”", "“”", markdown)


def test_the_sections_that_matter_are_on_the_page(case: Workspace) -> None:
    assert case.run("build", SLUG).code == 0
    headings = re.findall(r"^## (.*)$", case.memo(SLUG, "executive.md").decode(), re.MULTILINE)
    assert {"Bottom line", "Positions", "Stakes", "Open questions"} <= set(headings)


def test_check_gives_the_agreed_keys_as_json(case: Workspace) -> None:
    done = case.run("check", SLUG, "--format", "json")
    found = json.loads(done.out)
    assert found and all(each.keys() == FINDING for each in found)
    assert done.code == 0
    assert {each["severity"] for each in found} <= {"warning", "info"}
    for each in found:
        assert (case.root / each["file"]).is_file()
        assert each["line"] >= 1 and each["column"] >= 1


def test_build_gives_the_agreed_keys_as_json(case: Workspace) -> None:
    done = case.run("build", SLUG, "--format", "json")
    assert done.code == 0
    said = json.loads(done.out)
    assert said.keys() == {"outputs", "diagnostics"}
    docx, markdown = said["outputs"]
    assert docx.keys() == markdown.keys() == OUTPUT
    assert (docx["pages"], docx["fit"], docx["measured_by"]) == (1, "fits", "estimate")
    assert (markdown["pages"], markdown["fit"], markdown["measured_by"]) == (None, None, "none")
    assert all(each.keys() == {"id", "section", "reason"} for each in docx["dropped"])
    assert set(docx["quotations"]) <= {"verbatim", "typographic", "case", "bracketed", "elided"}


def test_exit_codes_and_json_where_something_is_wrong(case: Workspace) -> None:
    outline = case.root / f"briefs/{SLUG}/outline.yaml"
    good = outline.read_text(encoding="utf-8")
    outline.write_text(
        good.replace('"supply chain risk"', '"supply chain risks"'), encoding="utf-8"
    )
    for command in ("check", "build"):
        done = case.run(command, SLUG, "--format", "json")
        said = json.loads(done.out)
        found = said["diagnostics"] if command == "build" else said
        assert done.code == 1
        assert "QUO002" in {each["code"] for each in found if each["severity"] == "error"}
    wrong = case.run("build", "pentagon", "--format", "json")
    assert wrong.code == 2
    assert json.loads(wrong.out)


def made(case: Workspace) -> tuple[Document, list[Source]]:
    """The document of the case's memo, and its sources."""
    workspace = find_workspace(case.root)
    template, _ = load_template(workspace, "executive")
    assert template is not None
    prepared = prepare(load(workspace, SLUG), template)
    return make(prepared, template).document, list(prepared.selection.brief.sources.values())


def quotations(document: Document) -> Iterator[str]:
    """The words between outer quotation marks, as they are printed."""
    for paragraph in paragraphs(document.blocks):
        yield from (i.words for i in paragraph.inlines if isinstance(i, Quote))


def _one_line(text: str) -> str:
    """The words, typography folded, which is all that a quotation may differ in here."""
    return " ".join(fold(text)[0].split())
