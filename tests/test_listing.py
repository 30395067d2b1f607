"""`briefgen excerpts`: what is tagged, in the order of a fill, and which templates print it."""

from __future__ import annotations

from tests.workspaces import Workspace


def test_each_excerpt_has_two_lines_that_fit_the_terminal(examples: Workspace) -> None:
    done = examples.run("excerpts", "harbour-fee")
    lines = done.out.splitlines()
    assert max(map(len, lines)) <= 80
    at = next(n for n, line in enumerate(lines) if line.startswith("gazette-0305^e2 "))
    assert lines[at].split() == ["gazette-0305^e2", "¶", "2", "70", "#positions/authority/fee"]
    assert lines[at + 1].strip().startswith("Ada Okoye: will not reopen  [assessment, ")
    assert f"{len(lines) // 2} excerpts" in done.err


def test_a_query_finds_what_a_fill_would_find_in_its_order(workspace: Workspace) -> None:
    source = workspace.root / "briefs/harbour/sources/gazette-0305.md"
    text = source.read_text(encoding="utf-8")
    text = text.replace("{>>^e1 #latest", "{>>^e1 #latest expires=2026-03-04")
    source.write_text(text.replace("{>>^e3 ", "{>>^e3 #latest weight=90 "), encoding="utf-8")
    found = workspace.run("excerpts", "harbour", "latest or positions")
    assert [line.split()[0] for line in found.out.splitlines()[::2]] == [
        "gazette-0305^e3",
        "gazette-0305^e2",
    ]
    assert "left out: 1 stale" in found.err and "2 of 3 excerpts" in found.err
    stale = workspace.run("excerpts", "harbour", "is:stale")
    assert stale.out.startswith("gazette-0305^e1 ")


def test_tags_are_counted_with_the_templates_that_print_them(workspace: Workspace) -> None:
    done = workspace.run("excerpts", "harbour", "--tags")
    rows = [line.split(None, 2) for line in done.out.splitlines()]
    assert [row[:2] for row in rows] == [
        ["1", "#latest"],
        ["1", "#positions/authority"],
        ["1", "#positions/lines"],
    ]
    assert all(row[2].startswith("assessment, ") and row[2].endswith("…") for row in rows)
    assert max(map(len, done.out.splitlines())) <= 80


def test_unused_is_what_no_point_cites_or_prints(workspace: Workspace) -> None:
    assert "no excerpt is unused" in workspace.run("excerpts", "harbour", "--unused").err
    outline = workspace.root / "briefs/harbour/outline.yaml"
    outline.write_text(outline.read_text().replace("latest: [{fill: latest}]\n", ""))
    done = workspace.run("excerpts", "harbour", "--unused")
    assert done.out.split()[0] == "gazette-0305^e1" and "1 of 3 unused" in done.err


def test_what_finds_nothing_says_why(workspace: Workspace) -> None:
    wrong = workspace.run("excerpts", "harbour", "lates")
    assert wrong.code == 2 and "TAG001" in wrong.err and "did you mean" in wrong.err
    none = workspace.run("excerpts", "harbour", "latest and date>2026-03-03")
    assert none.code == 0 and not none.out and "none of 3 excerpts matches" in none.err
    (workspace.root / "briefs/harbour/sources/gazette-0305.md").unlink()
    empty = workspace.run("excerpts", "harbour")
    assert not empty.out and "nothing is tagged yet" in empty.err
