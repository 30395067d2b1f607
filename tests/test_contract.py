"""The contract's own examples, word for word, and what it says of commands and files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.test_markdown import read_by_markdown_it
from tests.test_nasty import read_by_mammoth
from tests.workspaces import REPOSITORY, Workspace, harbour, seal

CONTRACT = Path(__file__).parent / "contract"
SOURCE = (CONTRACT / "gazette-0305.md").read_text(encoding="utf-8")
OUTLINE = (CONTRACT / "outline.yaml").read_text(encoding="utf-8")
COMMANDS = (
    *("init", "new", "add", "excerpts", "cite", "check", "build", "explain", "rule", "schema"),
    *("verify", "doctor", "templates list", "templates show", "release", "status", "diff"),
    *("redline", "adopt", "watch", "rename"),
)
EXAMPLES = ("harbour-fee", "pentagon-ai")


@pytest.fixture
def contract(tmp_path: Path) -> Workspace:
    """The contract's source and outline as a brief, the source truly sealed."""
    return harbour(tmp_path / "w", SOURCE.replace("65cd1e ", "SEAL"), OUTLINE)


def test_the_examples_of_the_contract_are_read_checked_and_built(contract: Workspace) -> None:
    checked = contract.run("check", "--format", "json")
    assert checked.code == 0, checked.out
    # the two fills of `claims` and `positions/lines`, and of `background`, find nothing yet
    found = [f["code"] for f in json.loads(checked.out) if f["severity"] != "info"]
    assert found == ["FIL001", "FIL001", "BAL001", "FIL001"]
    built = contract.run("build")
    assert built.code == 0, built.err
    memo = contract.memo("harbour", "executive.md").decode().replace("\u00a0", " ")
    assert "The fee is final; it “will not reopen” it [1¶1]." in memo
    assert "Not seen at first hand: Letter to the board." in memo


def test_a_seal_of_six_digits_seals_nothing_and_the_true_one_is_told(contract: Workspace) -> None:
    contract.write("briefs/harbour/sources/gazette-0305.md", SOURCE)
    done = contract.run("build")
    assert done.code == 0
    assert re.search(r"gazette-0305\.md:15:9: warning SRC003 '65cd1e' is no seal", done.err)
    assert f"sha256: {seal(SOURCE)}" in done.err


def test_one_altered_character_under_a_seal_is_an_error(contract: Workspace) -> None:
    path = contract.root / "briefs/harbour/sources/gazette-0305.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("on Monday", "on Mondays"), encoding="utf-8")
    done = contract.run("build")
    assert done.code == 1
    assert "gazette-0305.md:15:9: error SRC003 the captured text changed" in done.err
    assert contract.out("harbour") == {}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(workspace: Workspace, command: str) -> None:
    done = workspace.run(*command.split(), "--help")
    assert done.code == 0
    assert re.search(rf"Example: .*briefgen {command}", done.out), done.out


def test_wrong_use_is_exit_2_in_one_line(workspace: Workspace) -> None:
    for args in (
        ("build", "harbur"),
        ("build", "--for", "exekutive"),
        ("build", "--bogus"),
        ("rule", "QUO999"),
        ("schema", "memo"),
    ):
        done = workspace.run(*args)
        assert done.code == 2, args
        assert done.err and "Traceback" not in done.err


def test_a_folder_that_is_somebody_elses_is_exit_2_in_one_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For whoever runs the tests as root, who may do all: the system's answer is played."""

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "briefs/harbour/editions")

    monkeypatch.setattr("briefgen.standing.latest", denied)
    for command in ("build", "status"):
        done = workspace.run(command, "harbour")
        assert done.code == 2
        assert "briefgen: no permission for briefs/harbour/editions" in done.err


def test_a_bug_of_ours_is_exit_3_in_one_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nobody thought of it")

    monkeypatch.setattr("briefgen.cli.building.load", broken)
    done = workspace.run("build")
    assert done.code == 3
    assert "this is a bug in briefgen: ZeroDivisionError" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("slug", EXAMPLES)
def test_openxml_audit_finds_nothing_in_an_example(examples: Workspace, slug: str) -> None:
    assert examples.run("build", slug).code == 0
    path = examples.root / f"briefs/{slug}/out/executive.docx"
    result = OpenXmlValidator().validate(str(path))
    assert [str(e) for e in result.errors] == []


@pytest.mark.parametrize("slug", EXAMPLES)
def test_mammoth_reads_the_words_of_the_markdown_in_the_same_order(
    examples: Workspace, slug: str
) -> None:
    assert examples.run("build", slug).code == 0
    word = _words(read_by_mammoth(examples.memo(slug, "executive.docx")))
    lines = read_by_markdown_it(examples.memo(slug, "executive.md").decode())
    # before the body, Markdown has one line for what Word sets in the header of each page, and
    # the header block has one pair of label and value a line instead of two
    body = _words("\n".join(lines[3:]).replace(" • ", "\n"))
    title = _words(lines[1])
    assert word[: len(title)] == title
    assert word[-len(body) :] == body
    between = _words(lines[2].replace(":", " "))
    assert sorted(word[len(title) : -len(body)]) == sorted(between)


def test_a_first_workspace_and_a_new_brief_build_at_once(tmp_path: Path) -> None:
    made = Workspace(tmp_path)
    assert made.run("init", "mine").code == 0
    mine = Workspace(tmp_path / "mine")
    assert mine.run("new", "fish-quota").code == 0
    done = mine.run("build")
    assert done.code == 0, done.err
    assert {"executive.docx", "executive.md"} <= mine.out("fish-quota").keys()
    again = made.run("init", "mine")
    assert again.code == 0 and "kept" in again.err


def _words(text: str) -> list[str]:
    return text.split()


def test_no_file_of_the_repository_names_this_machine() -> None:
    """Nothing that is committed names a folder of the machine that it was made on."""
    for path in REPOSITORY.glob("docs/*.md"):
        assert not re.search(r"/(?:home|root|tmp|work)/", path.read_text(encoding="utf-8")), path
