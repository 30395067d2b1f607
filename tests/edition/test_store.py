"""Editions on the disk: folders that are whole, manifests that give back what they were given."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.edition.store import (
    MANIFEST,
    Edition,
    EditionError,
    Reader,
    Statement,
    chosen,
    everybody,
    from_manifest,
    given_to,
    latest,
    load,
    manifest,
    templates,
    versions,
)
from briefgen.model.source import Visibility
from briefgen.records import replace
from briefgen.write.disk import write_folder
from tests.edition.test_record import MEMO

FIRST = Edition(
    version=1,
    date="2026-03-05",
    brief="harbour",
    template="executive",
    ceiling=Visibility.INTERNAL,
    document=MEMO,
    readers=(Reader("Ann", "2026-03-05"), Reader("Ben “B.” Lind", "2026-03-06")),
    statements={"b1": Statement("background", "lines", ("gazette",), ("gazette^e1", "gazette@12"), "gazette^e1")},
    evidence=("gazette@12", "gazette^e1"),
    inputs={"briefs/harbour/outline.yaml": "00"},
    files={"2026-03-05_harbour_executive_v1.docx": "11"},
    tool="briefgen 0.1.0",
)  # fmt: skip


def kept(folder: Path, *editions: Edition) -> Path:
    for edition in editions:
        files = {MANIFEST: manifest(edition).encode()}
        write_folder(folder / edition.template / edition.name, files)
    return folder


def test_an_edition_comes_back_from_its_manifest_exactly() -> None:
    assert from_manifest(manifest(FIRST), "v1") == FIRST


def test_editions_are_counted_as_numbers_and_other_folders_are_none(tmp_path: Path) -> None:
    folder = kept(tmp_path, *(replace(FIRST, version=n) for n in (1, 2, 10)))
    (folder / "executive/v03").mkdir()
    (folder / "executive/drafts").mkdir()
    (folder / "empty").mkdir()
    assert versions(folder, "executive") == [1, 2, 10]
    assert templates(folder) == ["executive"]
    last = latest(folder, "executive")
    assert last is not None
    assert last.name == "v10"
    assert latest(folder, "press") is None


def test_an_edition_is_asked_for_by_number_by_last_or_by_reader(tmp_path: Path) -> None:
    second = replace(FIRST, version=2, readers=(Reader("Ann", "2026-03-06"),))
    folder = kept(tmp_path, FIRST, second)
    assert chosen(folder, "executive", "v1") == chosen(folder, "executive", "1") == FIRST
    assert chosen(folder, "executive", "last") == second
    assert given_to(folder, "executive", "ANN") == second
    assert given_to(folder, "executive", "ben “b.” lind") == FIRST
    assert given_to(folder, "executive", "Cleo") is None
    assert everybody(folder, "executive") == ["Ann", "Ben “B.” Lind"]
    with pytest.raises(EditionError, match="no edition v3 of executive"):
        chosen(folder, "executive", "v3")
    with pytest.raises(WrongUse, match="names no edition"):
        chosen(folder, "executive", "yesterday")


@pytest.mark.parametrize("damage", ["readers", "statements", "ceiling", "evidence", "document"])
def test_a_manifest_that_lacks_something_is_refused_in_a_line(tmp_path: Path, damage: str) -> None:
    folder = kept(tmp_path, FIRST)
    path = folder / "executive/v1" / MANIFEST
    path.write_text(path.read_text().replace(f'"{damage}"', '"something"'))
    with pytest.raises(EditionError) as refused:
        load(folder, "executive", 1)
    assert refused.value.message.startswith("cannot read editions/executive/v1/manifest.json")


def test_a_folder_is_put_in_place_whole_and_never_over_another(tmp_path: Path) -> None:
    litter = tmp_path / ".briefgen-v1.new"
    litter.mkdir()
    (litter / "half.docx").write_bytes(b"of a killed run")
    write_folder(tmp_path / "v1", {"a.docx": b"a", "manifest.json": b"{}"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["v1"]
    assert sorted(p.name for p in (tmp_path / "v1").iterdir()) == ["a.docx", "manifest.json"]
    with pytest.raises(BriefgenError, match="it is there already"):
        write_folder(tmp_path / "v1", {"a.docx": b"b"})
    assert (tmp_path / "v1/a.docx").read_bytes() == b"a"
