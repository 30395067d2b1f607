"""Renaming changes names at their exact places, in all files or in none, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import Workspace

SIDECAR = """\
source: gazette-0305
excerpts:
  - id: s1   # crosses e3
    exact: the fee, its director said
    tags: [background/fee, positions/authority]
    gist: The authority's director spoke of the fee [@gazette-0305^e2].
  - {id: s2, exact: on Monday, was: [m1]}
"""


@pytest.fixture
def notes(workspace: Workspace) -> Workspace:
    """The small workspace with a sidecar and a template that asks for a tag."""
    workspace.write("briefs/harbour/sources/notes.excerpts.yaml", SIDECAR)
    return workspace


def everything(workspace: Workspace) -> dict[str, str]:
    """Every file of a workspace but what was built."""
    files = (p for p in workspace.root.rglob("*") if p.is_file() and "out" not in p.parts)
    return {str(p.relative_to(workspace.root)): p.read_bytes().decode() for p in files}


def differing(one: dict[str, str], two: dict[str, str]) -> set[str]:
    return {name for name in one if one[name] != two[name]}


def test_an_excerpt_gets_another_id_wherever_it_is_cited(notes: Workspace) -> None:
    before = everything(notes)
    done = notes.run("rename", "excerpt", "gazette-0305^e2", "final-fee")
    after = everything(notes)
    assert done.code == 0, done.err
    assert "{>>^final-fee was=e2 #positions" in after["briefs/harbour/sources/gazette-0305.md"]
    assert "[@gazette-0305^final-fee]" in after["briefs/harbour/outline.yaml"]
    assert "cite: [gazette-0305^final-fee]" in after["briefs/harbour/outline.yaml"]
    assert "[@gazette-0305^final-fee]" in after["briefs/harbour/sources/notes.excerpts.yaml"]
    assert len(differing(before, after)) == 3
    back = {
        n: t.replace("final-fee was=e2", "e2").replace("final-fee", "e2") for n, t in after.items()
    }
    assert back == before, "nothing but the name has changed"


def test_a_source_gets_another_id_and_its_file_keeps_its_name(notes: Workspace) -> None:
    done = notes.run("rename", "source", "gazette-0305", "gazette")
    after = everything(notes)
    assert done.code == 0, done.err
    head = after["briefs/harbour/sources/gazette-0305.md"].splitlines()[:3]
    assert head == ["---", "id: gazette", "was: [gazette-0305]"]
    assert after["briefs/harbour/sources/notes.excerpts.yaml"].startswith("source: gazette\n")
    assert "gazette-0305" not in after["briefs/harbour/outline.yaml"]
    assert notes.run("check").code == 0, "the seal holds"


def test_a_source_named_by_its_file_is_given_its_new_id(notes: Workspace) -> None:
    path = notes.root / "briefs/harbour/sources/gazette-0305.md"
    path.write_bytes(path.read_bytes().replace(b"id: gazette-0305\n", b""))
    assert notes.run("rename", "source", "gazette-0305", "gazette").code == 0
    assert path.read_text().startswith("---\nid: gazette\nwas: [gazette-0305]\ntype:")


def test_a_tag_takes_its_subtree_along(notes: Workspace) -> None:
    notes.run("rename", "tag", "positions/authority", "positions/harbour/authority")
    after = everything(notes)
    assert "#positions/harbour/authority" in after["briefs/harbour/sources/gazette-0305.md"]
    assert (
        "background/fee, positions/harbour/authority]"
        in (after["briefs/harbour/sources/notes.excerpts.yaml"])
    )
    notes.run("rename", "tag", "positions", "stands")
    outline = everything(notes)["briefs/harbour/outline.yaml"]
    assert "lines: [{fill: stands/lines}]" in outline
    assert "\npositions:\n" in outline, "the section keeps its key"


def test_two_tags_become_one_only_when_asked(notes: Workspace) -> None:
    before = everything(notes)
    refused = notes.run("rename", "tag", "latest", "background")
    assert refused.code == 2 and "--merge" in refused.err
    assert everything(notes) == before
    assert notes.run("rename", "tag", "latest", "background", "--merge").code == 0
    assert "fill: background" in everything(notes)["briefs/harbour/outline.yaml"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("source", "gazette-0306", "x"), "did you mean 'gazette-0305'?"),
        (("source", "gazette-0305", "Gazette"), "no new name"),
        (("excerpt", "gazette-0305^e2", "e1"), "is taken"),
        (("excerpt", "gazette-0305^e2", "s2"), "is taken"),
        (("excerpt", "e2", "e9"), "source^excerpt"),
        (("excerpt", "gazette-0305^e2", "other^e2"), "stays in its source"),
        (("tag", "lates", "news"), "did you mean 'latest'?"),
        (("tag", "latest", "two words"), "no new name"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    notes: Workspace, args: tuple[str, ...], says: str
) -> None:
    before = everything(notes)
    done = notes.run("rename", *args)
    assert done.code == 2 and says in done.err and "Traceback" not in done.err
    assert everything(notes) == before


def test_a_dry_run_prints_each_place_and_writes_nothing(notes: Workspace) -> None:
    before = everything(notes)
    dry = notes.run("rename", "source", "gazette-0305", "gazette", "--dry-run")
    assert everything(notes) == before
    assert "briefs/harbour/outline.yaml:11:71" in dry.out and "nothing is written" in dry.err
    assert notes.run("rename", "source", "gazette-0305", "gazette").out == dry.out


def test_former_ids_are_kept_each_in_its_place(notes: Workspace) -> None:
    for new in ("first", "second"):
        assert (
            notes.run(
                "rename", "excerpt", f"gazette-0305^{'e2' if new == 'first' else 'first'}", new
            ).code
            == 0
        )
    assert notes.run("rename", "excerpt", "gazette-0305^s1", "crossing").code == 0
    assert notes.run("rename", "excerpt", "gazette-0305^s2", "monday").code == 0
    after = everything(notes)
    assert "^second was=first,e2 " in after["briefs/harbour/sources/gazette-0305.md"]
    sidecar = after["briefs/harbour/sources/notes.excerpts.yaml"]
    assert "  - id: crossing\n    was: s1   # crosses e3\n    exact:" in sidecar
    assert "{id: monday, exact: on Monday, was: [s2, m1]}" in sidecar


def test_an_old_citation_finds_what_it_meant_and_says_the_new_name(notes: Workspace) -> None:
    outline = notes.root / "briefs/harbour/outline.yaml"
    old = outline.read_text()
    notes.run("rename", "excerpt", "gazette-0305^e2", "final-fee")
    notes.run("rename", "source", "gazette-0305", "gazette")
    notes.run("build", "--to", "md")
    renamed = notes.out("harbour")
    outline.write_text(old)
    done = notes.run("build", "--to", "md")
    assert done.code == 0, done.err
    assert "info CIT012 gazette-0305^e2 is called gazette^final-fee now" in done.err
    assert notes.out("harbour") == renamed


def test_line_ends_and_byte_order_mark_are_left_as_they_were(notes: Workspace) -> None:
    outline = notes.root / "briefs/harbour/outline.yaml"
    source = notes.root / "briefs/harbour/sources/gazette-0305.md"
    for path in (outline, source):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = outline.read_bytes()
    assert notes.run("rename", "source", "gazette-0305", "gazette").code == 0
    assert outline.read_bytes() == before.replace(b"gazette-0305", b"gazette")
    assert b"id: gazette\r\nwas: [gazette-0305]\r\ntype:" in source.read_bytes()


def test_an_error_on_the_way_leaves_every_file_as_it_was(
    notes: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(notes)
    whole = Path.replace

    def full(self: Path, target: Path) -> Path:
        if self.name == ".briefgen-1.tmp":
            raise OSError(28, "No space left on device")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", full)
    done = notes.run("rename", "source", "gazette-0305", "gazette")
    monkeypatch.undo()
    assert done.code == 1 and "the disk is full" in done.err
    assert everything(notes) == before
