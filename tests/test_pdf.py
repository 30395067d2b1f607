"""`--to pdf`: tagged, with title and language, the same bytes whenever; or one clear line."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.workspaces import Workspace


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_pdf_is_tagged_titled_counted_and_the_same_twice(workspace: Workspace) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    done = workspace.run("build", "harbour", "--to", "pdf", "--format", "json")
    assert done.code == 0, done.err
    output = json.loads(done.out)["outputs"][0]
    assert (output["format"], output["pages"]) == ("pdf", 1)
    assert output["measured_by"].startswith("LibreOffice ")
    assert sorted(workspace.out("harbour")) == ["executive.pdf"]
    pdf = workspace.memo("harbour", "executive.pdf")
    for mark in (
        b"/MarkInfo<</Marked true>>",
        b"/Lang(en",
        b"/DisplayDocTitle true",
        b"D:20260305",
    ):
        assert mark in pdf
    (workspace.root / "briefs/harbour/out/executive.pdf").unlink()
    workspace.run("build", "harbour", "--to", "pdf")
    assert workspace.memo("harbour", "executive.pdf") == pdf


def test_without_libreoffice_one_line_says_so_and_nothing_is_lost(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.run("build", "harbour")
    before = workspace.out("harbour")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    done = workspace.run("build", "harbour", "--to", "pdf")
    assert done.code == 1
    assert "LibreOffice is not installed" in done.err
    assert "--to pdf" in done.err
    assert workspace.out("harbour") == before
