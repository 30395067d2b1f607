"""templates new and check, as a person calls them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
import typer

from briefgen.cli.templates import check_template, new_template
from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.write.word.base import base_package
from tests.word.corporate import LOOKS
from tests.workspaces import Workspace


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "briefgen.yaml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_template_says_only_what_differs_and_passes_its_trials(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letterhead = home / "letterhead.docx"
    letterhead.write_bytes(base_package("a4"))
    new_template("ours", "press", letterhead)
    made = home / "templates" / "ours"
    assert sorted(p.name for p in made.iterdir()) == ["memo.docx", "template.yaml"]
    assert "extends: press" in (made / "template.yaml").read_text(encoding="utf-8")
    check_template("ours")
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[-3:]] == [
        "full", "minimal", "hostile",
    ]  # fmt: skip


def test_a_new_template_may_do_without_a_look_of_its_own(home: Path) -> None:
    new_template("ours", "executive", None)
    assert [p.name for p in (home / "templates" / "ours").iterdir()] == ["template.yaml"]
    check_template("ours")


def test_what_cannot_be_a_template_is_refused_before_anything_is_made(home: Path) -> None:
    (home / "no.docx").write_bytes(b"PK no document")
    for name, parent, look, error in (
        ("Ours", "executive", None, WrongUse),
        ("ours", "exectuive", None, WrongUse),
        ("ours", "executive", home / "no.docx", BriefgenError),
    ):
        with pytest.raises(error):
            new_template(name, parent, look)
    assert not (home / "templates").exists()


def test_a_template_that_exists_is_kept(home: Path) -> None:
    new_template("ours", "executive", None)
    with pytest.raises(WrongUse, match="exists already"):
        new_template("ours", "executive", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("forbid: [advise]\n", "unknown forbid 'advise'"),
        ("header: [too]\n", "unknown field of the header 'too'"),
        ("sections: [{section: who, of: [poeple], form: people}]\n", "unknown section 'poeple'"),
        ("sections: [{section: positions, form: table, columns: [{holds: statd}]}]\n", "'statd'"),
        ("wording: {en: {kind: Ours}, nl: {kind: Van ons}}\n", "wording.nl lacks"),
    ],
)
def test_check_says_what_is_wrong_and_where(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    folder = home / "templates" / "ours"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(f"extends: executive\n{text}", encoding="utf-8")
    try:
        check_template("ours")
    except typer.Exit as stopped:
        assert stopped.exit_code == 1
    shown = capsys.readouterr().err
    assert "templates/ours/template.yaml" in shown
    assert said in shown


def test_a_look_without_a_place_for_sections_fails_its_trials(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = docx.Document(io.BytesIO(base_package()))
    package.paragraphs[2].runs[0].text = "[[section:stakes]]"  # where [[body]] stood
    look = home / "ours.docx"
    package.save(str(look))
    new_template("ours", "executive", look)
    with pytest.raises(typer.Exit):
        check_template("ours")
    assert "memo.docx has no place for" in capsys.readouterr().err


NEW = ("templates", "new", "ours", "--from", "executive", "--docx", "house.docx")


@pytest.mark.parametrize("look", LOOKS)
def test_each_corporate_look_becomes_a_template_that_builds(examples: Workspace, look: str) -> None:
    (examples.root / "house.docx").write_bytes(LOOKS[look]())
    examples.run(*NEW)
    if look == "header table":  # its two columns have no place for the other fields
        with (examples.root / "templates/ours/template.yaml").open("a", encoding="utf-8") as own:
            own.write("header: [to, from]\n")
    done = examples.run("templates", "check", "ours")
    assert done.code == 0, done.err
    done = examples.run("build", "harbour-fee", "--for", "ours", "--to", "docx")
    assert done.code == 0, done.err
    read = io.BytesIO(examples.memo("harbour-fee", "ours.docx"))
    assert "[[" not in "".join(p.text for p in docx.Document(read).paragraphs)


def test_its_mistakes_are_comments_in_a_copy_beside_it(examples: Workspace) -> None:
    package = docx.Document(io.BytesIO(LOOKS["header table"]()))
    package.tables[0].cell(0, 0).text = "To: [[memo.two]]"
    package.save(str(examples.root / "house.docx"))
    examples.run(*NEW)
    own = (examples.root / "templates/ours/memo.docx").read_bytes()
    done = examples.run("templates", "check", "ours", "--annotate")
    assert done.code == 1
    assert "comments: templates/ours/memo (comments).docx" in done.out
    copy = docx.Document(str(examples.root / "templates/ours/memo (comments).docx"))
    assert ["Did you mean [[memo.to]]" in c.text for c in copy.comments].count(True) == 1
    assert (examples.root / "templates/ours/memo.docx").read_bytes() == own
