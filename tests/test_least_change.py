"""Unchanged input leaves a memo untouched; a change changes only the parts that it must."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.word.files import normalised
from tests.workspaces import OUTLINE, SOURCE, Workspace, harbour

PATH = "briefs/harbour/outline.yaml"
GIST = "excerpts:\n  e1: {gist: The talks broke down on 2 March.}\nparagraphs"


@pytest.fixture
def built(tmp_path: Path) -> Workspace:
    """A workspace whose memos, with their companions, have been built."""
    made = harbour(tmp_path / "w", SOURCE.replace("paragraphs", GIST))
    build(made)
    return made


def build(workspace: Workspace) -> None:
    done = workspace.run("build", "--for", "executive", "--for", "public", "--annex")
    assert done.code == 0, done.err


def state(workspace: Workspace) -> dict[str, tuple[int, int, int]]:
    """The inode, the times and the size of every file of out/."""
    files = (workspace.root / "briefs/harbour/out").rglob("*")
    return {
        str(p): (s.st_ino, s.st_mtime_ns, s.st_size)
        for p in files
        if p.is_file() and (s := p.stat())
    }


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """The names of the parts that differ, came or went."""
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (before, after))
    assert old.namelist() == new.namelist()
    return {name for name in new.namelist() if old.read(name) != new.read(name)}


def changed_lines(before: bytes, after: bytes) -> Iterator[str]:
    """The elements of all parts that came or went, without the depth that they stand at."""
    old, new = (normalised(data).splitlines() for data in (before, after))
    yield from (line.strip() for line in old if line not in new)
    yield from (line.strip() for line in new if line not in old)


def test_unchanged_input_leaves_every_file_untouched(built: Workspace) -> None:
    before = state(built)
    assert len(before) >= 7
    for _ in range(2):
        build(built)
        assert state(built) == before


def test_files_saved_as_they_were_leave_it_untouched_too(built: Workspace) -> None:
    before = state(built)
    for path in built.root.rglob("*.*"):
        if path.is_file() and "out" not in path.parts:
            data = path.read_bytes()
            path.unlink()
            path.write_bytes(data)
    build(built)
    assert state(built) == before


def test_one_changed_gist_changes_the_body_and_nothing_else(built: Workspace) -> None:
    before = built.memo("harbour", "executive.docx"), built.memo("harbour", "executive.md")
    path = built.root / "briefs/harbour/sources/gazette-0305.md"
    path.write_text(path.read_text().replace("The talks broke down", "The talks collapsed"))
    build(built)
    after = built.memo("harbour", "executive.docx"), built.memo("harbour", "executive.md")
    assert changed_parts(before[0], after[0]) == {"word/document.xml"}
    said = list(changed_lines(before[0], after[0]))
    assert len(said) == 2, said
    assert "broke down" in said[0] and "collapsed" in said[1]
    pairs = zip(before[1].splitlines(), after[1].splitlines(), strict=True)
    assert sum(a != b for a, b in pairs) == 1


def test_one_changed_title_changes_the_parts_that_print_it(built: Workspace) -> None:
    before = built.memo("harbour", "executive.docx")
    built.write(PATH, OUTLINE.replace("Harbour fee dispute", "The harbour fee"))
    build(built)
    after = built.memo("harbour", "executive.docx")
    parts = changed_parts(before, after)
    assert {"word/document.xml", "docProps/core.xml"} <= parts
    assert all(n.startswith(("word/document", "docProps/core", "word/header")) for n in parts), (
        parts
    )
    said = list(changed_lines(before, after))
    assert all("Harbour fee dispute" in line or "The harbour fee" in line for line in said), said


def test_a_change_that_no_page_prints_leaves_the_memos_untouched(built: Workspace) -> None:
    before = state(built)
    built.write(PATH, OUTLINE.replace("lang: en", "lang: en # a comment"))
    path = built.root / "briefs/harbour/sources/gazette-0305.md"
    path.write_text(path.read_text().replace("#latest date", "#latest remark=checked date"))
    build(built)
    assert state(built) == before


def test_what_one_template_does_not_print_leaves_its_memo_untouched(built: Workspace) -> None:
    before = state(built)
    built.write(PATH, OUTLINE.replace("to: Chief", "to: The Chief"))
    build(built)
    after = state(built)
    names = {Path(name).name for name in before if before[name] != after[name]}
    assert "executive.docx" in names
    assert not any(name.startswith("public") for name in names)
