"""The workspace: its root, its briefs by every name, its sources, its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.diagnostics import WrongUse
from briefgen.read.workspace import (
    find_workspace,
    read_sources,
    template_folders,
    vocabulary,
)

OUTLINE = "title: T\nas_of: 2026-03-05\n"
SOURCE = "---\ntitle: A\nissued: 2026-03-05\n---\n{==text==}{>>^e1 #tag/TAG<<}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for slug in ("harbour", "port"):
        (tmp_path / "briefs" / slug / "sources").mkdir(parents=True)
        (tmp_path / "briefs" / slug / "outline.yaml").write_text(OUTLINE)
    return tmp_path


def write(root: Path, name: str, tag: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(SOURCE.replace("TAG", tag))


def test_the_root_is_found_from_below(root: Path) -> None:
    assert find_workspace(root / "briefs/port/sources").root == root
    (root / "briefs/port/briefgen.yaml").write_text("")
    assert find_workspace(root / "briefs/port/sources").root == root / "briefs/port"


def test_a_folder_with_an_outline_alone_is_its_own_workspace(tmp_path: Path) -> None:
    (tmp_path / "outline.yaml").write_text(OUTLINE)
    found = find_workspace(tmp_path / "outline.yaml")
    assert (found.alone, found.slugs(), found.folder(str(tmp_path))) == (
        True,
        [tmp_path.name],
        tmp_path,
    )


def test_a_brief_is_named_by_slug_folder_or_outline(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find_workspace(root)
    monkeypatch.chdir(root / "briefs")
    folder = root / "briefs/port"
    for name in ("port", "port/", str(folder), str(folder / "outline.yaml"), "port/outline.yaml"):
        assert found.folder(name) == folder
    with pytest.raises(WrongUse) as wrong:
        found.folder("prot")
    assert "'port'" in wrong.value.hint


def test_a_folder_without_anything_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(WrongUse):
        find_workspace(tmp_path / "empty")


def test_sources_are_the_shared_ones_and_the_briefs_own(root: Path) -> None:
    write(root, "sources/shared.md", "one")
    write(root, "briefs/port/sources/own.md", "two")
    write(root, "briefs/harbour/sources/other.md", "three")
    found, findings = read_sources(find_workspace(root), "port")
    assert list(found) == ["own", "shared"]
    assert not [f for f in findings if f.is_error]
    assert vocabulary(find_workspace(root)) == {"tag/one", "tag/two", "tag/three"}


def test_the_same_source_id_twice_is_an_error(root: Path) -> None:
    write(root, "sources/a.md", "one")
    write(root, "briefs/port/sources/a.md", "two")
    findings = read_sources(find_workspace(root), "port")[1]
    assert [(f.code, f.place.file) for f in findings if f.is_error] == [
        ("SRC002", "briefs/port/sources/a.md")
    ]
    assert "sources/a.md" in findings[-1].hint


def test_settings_are_read_and_checked(root: Path) -> None:
    (root / "templates/press").mkdir(parents=True)
    (root / "templates/press/template.yaml").write_text("extends: executive\n")
    (root / "briefgen.yaml").write_text("for: [press, executive]\nto: md\npaper: a4\n")
    found = find_workspace(root).settings
    assert (found.templates, found.formats, found.paper) == (("press", "executive"), ("md",), "a4")
    (root / "briefgen.yaml").write_text("too: md\nto: dox\n")
    assert [f.code for f in find_workspace(root).settings.findings] == ["YML005", "YML007"]


def test_templates_are_looked_for_in_the_workspace_first(root: Path) -> None:
    own, *built_in = template_folders(find_workspace(root))
    assert own == root / "templates"
    assert (built_in[0] / "executive" / "template.yaml").is_file()


def test_an_unknown_template_or_format_in_the_settings_is_told_with_its_place(
    tmp_path: Path,
) -> None:
    (tmp_path / "briefgen.yaml").write_text("for: [executive, exekutive]\nto: docs\n")
    settings = find_workspace(tmp_path).settings
    assert [(str(f.place), f.message, f.hint) for f in settings.findings] == [
        ("briefgen.yaml:1:18", "unknown template 'exekutive'", "did you mean 'executive'?"),
        ("briefgen.yaml:2:5", "unknown format 'docs'", "did you mean 'docx'?"),
    ]
    assert settings.templates == ("executive",)
    assert settings.formats == ("docx", "md")
