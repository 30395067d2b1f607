"""`briefgen redline`: what changed since an edition, as tracked changes in a Word file."""

from __future__ import annotations

from pathlib import Path

from tests.change.tracked import ACCEPTED, REJECTED, Read
from tests.word.files import findings
from tests.workspaces import Workspace

OUT = "briefs/harbour/out"


def release(workspace: Workspace, template: str = "executive") -> bytes:
    """Give a memo out; the Word file as it was given."""
    done = workspace.run("release", "harbour", "--for", template, "--to", "Chief")
    assert done.code == 0, done.err
    docx = next(line for line in done.out.splitlines() if line.endswith(".docx"))
    return (workspace.root / docx).read_bytes()


def move_on(workspace: Workspace) -> None:
    """The next morning: a changed bottom line, one position gone, one question more."""
    path = workspace.root / "briefs/harbour/outline.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("as_of: 2026-03-05", "as_of: 2026-03-06")
    text = text.replace("Talks stopped on 2 March;", "Talks broke down on 2 March;")
    text = text.replace("  lines: [{fill: positions/lines}]\n", "  lines: []\n")
    text += "  - ask: |\n      Who may call a meeting?\n    cite: [gazette-0305^e1]\n"
    path.write_text(text, encoding="utf-8")


def test_accepting_all_gives_the_memo_that_a_build_gives_and_rejecting_all_the_edition(
    workspace: Workspace, tmp_path: Path
) -> None:
    given = release(workspace)
    move_on(workspace)
    assert workspace.run("build", "harbour", "--for", "executive", "--to", "docx").code == 0
    done = workspace.run("redline", "harbour", "--for", "executive")
    assert (done.code, done.out) == (0, f"{OUT}/executive-redline-v1.docx\n"), done.err
    assert "executive since v1 of 2026-03-05: " in done.err
    made = workspace.memo("harbour", "executive-redline-v1.docx")
    today = workspace.memo("harbour", "executive.docx")
    assert Read(made, ACCEPTED).blocks == Read(today, ACCEPTED).blocks
    assert Read(made, REJECTED).blocks == Read(given, ACCEPTED).blocks
    assert findings(made, tmp_path) == []


def test_an_older_edition_can_be_asked_for_and_another_place(workspace: Workspace) -> None:
    first = release(workspace)
    move_on(workspace)
    release(workspace)
    done = workspace.run(
        "redline", "harbour", "--for", "executive", "--since", "v1", "--out", "r.docx"
    )
    assert (done.code, done.out) == (0, "r.docx\n")
    made = (workspace.root / "r.docx").read_bytes()
    assert Read(made, REJECTED).blocks == Read(first, ACCEPTED).blocks
    done = workspace.run("redline", "harbour", "--for", "executive")
    assert "since v2 of 2026-03-06: nothing changed" in done.err


def test_a_redline_is_a_word_file(workspace: Workspace) -> None:
    done = workspace.run("redline", "harbour", "--for", "executive", "--out", "redline.pdf")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("briefgen: --out redline.pdf is no Word file\n")


def test_the_same_redline_leaves_the_file_untouched(workspace: Workspace) -> None:
    release(workspace)
    move_on(workspace)
    path = workspace.root / OUT / "executive-redline-v1.docx"
    workspace.run("redline", "harbour", "--for", "executive")
    before = path.stat()
    assert workspace.run("redline", "harbour", "--for", "executive").code == 0
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_redline_that_somebody_worked_in_is_not_written_over(workspace: Workspace) -> None:
    release(workspace)
    move_on(workspace)
    workspace.run("redline", "harbour", "--for", "executive")
    path = workspace.root / OUT / "executive-redline-v1.docx"
    path.write_bytes(path.read_bytes() + b"a reviewer's own work")
    done = workspace.run("redline", "harbour", "--for", "executive")
    assert done.code == 1
    assert "HND001" in done.err
    assert path.read_bytes().endswith(b"a reviewer's own work")
    assert "executive-redline-v1 (new).docx" in done.out


def test_without_an_edition_one_line_says_so(workspace: Workspace) -> None:
    done = workspace.run("redline", "harbour", "--for", "executive")
    assert done.code == 1
    assert done.err.splitlines()[0] == (
        "briefgen: executive has no edition yet, so nothing can have changed since"
    )
    assert not (workspace.root / OUT).exists()


def test_there_is_no_redline_between_ceilings(workspace: Workspace) -> None:
    release(workspace, "public")
    workspace.write("templates/public/template.yaml", "extends: executive\nceiling: partner\n")
    done = workspace.run("redline", "harbour", "--for", "public")
    assert done.code == 2
    assert done.err.splitlines()[0] == (
        "briefgen: v1 was for public readers, public is for partner ones: "
        "no redline between ceilings"
    )


def test_words_that_are_withheld_by_now_are_in_no_redline(workspace: Workspace) -> None:
    release(workspace, "public")
    path = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kind=reported<<", "kind=reported visibility=internal<<"), "utf-8")
    done = workspace.run("redline", "harbour", "--for", "public")
    assert done.code == 1
    assert "error EDI002 v1 says what is withheld from its readers by now" in done.err
    assert not (workspace.root / OUT / "public-redline-v1.docx").exists()


def test_an_error_in_todays_memo_stops_it(workspace: Workspace) -> None:
    release(workspace)
    path = workspace.root / "briefs/harbour/outline.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("will not reopen", "will never reopen"), encoding="utf-8")
    done = workspace.run("redline", "harbour", "--for", "executive")
    assert done.code == 1
    assert "QUO002" in done.err
    assert done.out == ""
