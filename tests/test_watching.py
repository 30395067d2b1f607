"""watch: what an editor does to files, and when a build is due. No test here reads a clock: time
is what passes between two looks, and the tests say what happens between them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from briefgen.read.workspace import find_workspace
from briefgen.watching import Change, Watch, places
from tests.word.corporate import letterhead, split_markers
from tests.workspaces import OUTLINE, REPOSITORY, Workspace, plain_environment

Step = Callable[[], object]
SOURCE = "briefs/harbour/sources/gazette-0305.md"
PATH = "briefs/harbour/outline.yaml"


class Over(Exception):  # noqa: N818 - no error: the end of a script
    """Nothing more happens."""


class Time:
    """Lets a script happen, a step at each look; then `quiet` looks at nothing new."""

    def __init__(self, quiet: int = 60) -> None:
        self.steps: list[Step | None] = []
        self.quiet = quiet

    def __call__(self, seconds: float) -> None:
        del seconds
        if not self.steps and not self.quiet:
            raise Over
        self.quiet -= not self.steps
        step = self.steps.pop(0) if self.steps else None
        if step is not None:
            step()


def watching(workspace: Workspace, time: Time) -> Watch:
    return Watch(places(find_workspace(workspace.root), "harbour"), time)


def builds(workspace: Workspace, *steps: Step | None) -> list[str]:
    """What each build that a script brings about is told that changed."""
    time = Time()
    seen = watching(workspace, time)
    time.steps = list(steps)
    found = []
    try:
        while True:
            found.append(", ".join(said(c, workspace.root) for c in seen.wait()))
    except Over:
        return found


def said(change: Change, root: Path) -> str:
    to = f" -> {change.to.relative_to(root)}" if change.to else ""
    return f"{change.path.relative_to(root)} {change.what}{to}"


def saves(workspace: Workspace, name: str, text: str) -> Step:
    return lambda: workspace.write(name, text)


# -- what is seen --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "briefgen.yaml",
        PATH,
        SOURCE,
        "sources/shared.md",
        "sources/shared.excerpts.yaml",
        "briefs/harbour/sources/new.md",
        "briefs/harbour/sources/gazette.excerpts.yaml",
        "templates/long/template.yaml",
        "templates/public/memo.md.j2",
        "templates/another/template.yaml",
        "briefs/harbour/editions/executive/v1/manifest.json",
    ],
)
def test_every_file_that_a_build_reads_is_watched(workspace: Workspace, name: str) -> None:
    there = (workspace.root / name).exists()
    found = builds(workspace, saves(workspace, name, "something else\n"))
    assert found == [f"{name} {'changed' if there else 'new'}"]


@pytest.mark.parametrize(
    "name",
    [
        "briefs/harbour/outline.yaml~",
        "briefs/harbour/.outline.yaml.swp",
        "briefs/harbour/4913",
        "briefs/harbour/my-outline.yaml",
        "briefs/harbour/sources/.#gazette-0305.md",
        "briefs/harbour/sources/#gazette-0305.md#",
        "briefs/harbour/sources/gazette-0305.md.bak",
        "briefs/harbour/sources/originals/page.md",
        "briefs/harbour/out/executive.md",
        "briefs/harbour/edits/executive-1.md",
        "templates/long/~$memo.docx",
    ],
)
def test_backups_swap_files_and_what_we_write_are_not(workspace: Workspace, name: str) -> None:
    assert builds(workspace, saves(workspace, name, "x\n")) == []


def test_the_lock_of_an_editor_is_no_source(workspace: Workspace) -> None:
    folder = workspace.root / "briefs/harbour/sources"
    (folder / ".#gazette-0305.md").symlink_to("someone@host.1234")
    (folder / "._gazette-0305.md").write_bytes(b"\x00\x05\x16\x07")
    assert workspace.run("build", "harbour").code == 0


def test_what_is_saved_as_it_was_is_not_built_again(workspace: Workspace) -> None:
    path = workspace.root / PATH
    assert builds(workspace, saves(workspace, PATH, OUTLINE), None, path.touch) == []


# -- how editors save ------------------------------------------------------------------------------


def test_a_file_that_takes_the_place_of_another(workspace: Workspace) -> None:
    aside = workspace.root / "briefs/harbour/.outline.yaml.tmp"
    steps = (lambda: aside.write_text(OUTLINE + "\n"), lambda: aside.replace(workspace.root / PATH))
    assert builds(workspace, *steps) == [f"{PATH} changed"]


def test_a_file_of_the_same_size_and_time_is_another(workspace: Workspace) -> None:
    path = workspace.root / PATH
    stat = path.stat()
    other = path.with_name("other")
    other.write_text(OUTLINE.replace("Harbour fee", "Harbour FEE"))
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert builds(workspace, lambda: other.replace(path)) == [f"{PATH} changed"]


def test_the_old_file_moved_to_a_backup_first(workspace: Workspace) -> None:
    path = workspace.root / PATH
    steps = (
        lambda: path.rename(f"{path}~"),
        *[None] * 5,
        saves(workspace, PATH, OUTLINE + "lang: de\n"),
    )
    assert builds(workspace, *steps) == [f"{PATH} changed"]


def test_an_outline_truncated_and_then_written_piece_by_piece(workspace: Workspace) -> None:
    new = OUTLINE.replace("Harbour fee", "Port fee")
    pieces = ["", "", "", new[:100], new[:100], new[:333], new[:333], new]
    found = builds(workspace, *(saves(workspace, PATH, piece) for piece in pieces))
    assert found == [f"{PATH} changed"]


@pytest.mark.parametrize(("text", "state"), [("", "empty"), (OUTLINE[:100], "cut off")])
def test_what_stays_unfinished_is_built_and_called_so(
    workspace: Workspace, text: str, state: str
) -> None:
    steps = (saves(workspace, PATH, text), *[None] * 30, saves(workspace, PATH, OUTLINE))
    assert builds(workspace, *steps) == [f"{PATH} {state}", f"{PATH} changed"]


def test_half_a_look_is_waited_for(workspace: Workspace) -> None:
    look = workspace.root / "templates/long/memo.docx"
    whole = (REPOSITORY / "templates/executive/memo.docx").read_bytes()
    steps = (lambda: look.write_bytes(whole[:5000]), *[None] * 3, lambda: look.write_bytes(whole))
    assert builds(workspace, *steps) == ["templates/long/memo.docx new"]


def test_sources_come_go_and_move(workspace: Workspace) -> None:
    old, new = workspace.root / SOURCE, workspace.root / "sources/gazette-0305.md"
    new.parent.mkdir()
    away = workspace.root / "away.md"
    steps = (
        lambda: old.replace(new),
        *[None] * 20,
        lambda: new.replace(away),
        *[None] * 40,
        lambda: away.replace(old),
    )
    assert builds(workspace, *steps) == [
        f"{SOURCE} moved -> sources/gazette-0305.md",
        "sources/gazette-0305.md gone",
        f"{SOURCE} new",
    ]


def test_a_brief_that_is_taken_away_comes_back(workspace: Workspace) -> None:
    folder, away = workspace.root / "briefs/harbour", workspace.root / "briefs/.away"
    steps = (lambda: folder.rename(away), *[None] * 40, lambda: away.rename(folder))
    found = builds(workspace, *steps)
    assert [f"{PATH} {state}" in line for line, state in zip(found, ("gone", "new"), strict=True)]


# -- bursts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("looks", [0, 1, 2, 3, 5, 7, 9, 12])
@pytest.mark.parametrize("busy", [0, 4])
def test_a_hundred_saves_make_at_most_three_builds_and_the_last_is_right(
    workspace: Workspace, looks: int, busy: int
) -> None:
    """A save at every look, or with looks at nothing new between them (7: 210 ms); a build takes
    as long as `busy` looks, in which saves go on."""
    texts = [f"{OUTLINE}# {n}\n" for n in range(100)]
    steps: list[Step | None] = [*[None] * 20]
    for text in texts:
        steps += [saves(workspace, PATH, text), *[None] * looks]
    time = Time()
    seen = watching(workspace, time)
    time.steps = steps
    built = []
    with pytest.raises(Over):
        while True:
            seen.wait()
            built.append((workspace.root / PATH).read_text())
            for _ in range(busy):
                time(0)
    assert len(built) <= 3
    assert built[-1] == texts[-1]


def test_many_saves_at_one_look_are_one_change(workspace: Workspace) -> None:
    def burst() -> None:
        for n in range(100):
            workspace.write(PATH, f"{OUTLINE}# {n}\n")

    assert builds(workspace, burst) == [f"{PATH} changed"]


def test_saves_far_apart_are_each_built(workspace: Workspace) -> None:
    steps: list[Step | None] = []
    for n in range(5):
        steps += [saves(workspace, PATH, f"{OUTLINE}# {n}\n"), *[None] * 20]
    assert builds(workspace, *steps) == [f"{PATH} changed"] * 5


def test_what_changes_during_a_build_is_built_again_even_if_it_is_as_it_was(
    workspace: Workspace,
) -> None:
    time = Time()
    seen = watching(workspace, time)
    workspace.write(PATH, "something else\n")
    workspace.write(PATH, OUTLINE)
    assert seen.wait() == ()
    with pytest.raises(Over):
        seen.wait()


# -- the command -----------------------------------------------------------------------------------


@pytest.fixture
def watched(workspace: Workspace) -> Iterator[subprocess.Popen[str]]:
    """`briefgen watch harbour`, in a pipe."""
    command = [sys.executable, "-m", "briefgen", "watch", "harbour", "--for", "executive"]
    with subprocess.Popen(
        command,
        cwd=workspace.root,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
    ) as process:
        yield process
        process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """The next line of a watch, without the time."""
    assert process.stdout
    said = process.stdout.readline().rstrip("\n")
    return said if said.startswith("    ") else said[10:]


def test_a_watch_says_what_it_does_and_ends_with_ctrl_c(
    workspace: Workspace, watched: subprocess.Popen[str]
) -> None:
    first = line(watched)
    assert first.startswith("✓  first build  executive ") and first.endswith("nothing to mend")
    good = workspace.out("harbour")
    workspace.write(PATH, OUTLINE.replace("will not reopen", "will never reopen"))
    assert line(watched) == "✗  outline.yaml  executive not written, 2 errors"
    assert line(watched).startswith("    briefs/harbour/outline.yaml:11:44: error QUO002 ")
    assert workspace.out("harbour") == good
    workspace.write(PATH, OUTLINE)
    below = list(iter(lambda: line(watched), first.replace("first build", "outline.yaml")))
    assert all(each.startswith("    ") for each in below)
    assert line(watched).startswith("    mended: QUO002 ")
    watched.send_signal(signal.SIGINT)
    rest, _ = watched.communicate()
    assert watched.returncode == 0
    assert "Traceback" not in rest and "\x1b" not in rest + "".join(below)


@pytest.mark.parametrize("words", [["harbor"], ["harbour", "--for", "excutive"]])
def test_a_watch_of_no_brief_or_for_no_template_is_wrong_use(
    workspace: Workspace, words: list[str]
) -> None:
    done = workspace.run("watch", *words)
    assert (done.code, done.out) == (2, "")
    assert "did you mean" in done.err


def test_a_brief_or_a_template_that_is_gone_is_waited_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefgen.cli.watching import build_round, mended

    monkeypatch.chdir(workspace.root)
    rounds = []
    for name in ("briefs/harbour", "templates/long"):
        folder = workspace.root / name
        folder.rename(workspace.root / "away")
        rounds.append(build_round("harbour", ["long"], []))
        (workspace.root / "away").rename(folder)
    assert [(r.wrong, r.whole, r.pages) for r in rounds] == [(True, False, ())] * 2
    again = build_round("harbour", ["long"], [])
    assert not again.wrong
    assert [m.split()[0] for m in mended(again, rounds[0])] == ["USE001"]
    assert mended(rounds[1], rounds[0]) == []


# -- what it builds --------------------------------------------------------------------------------


def test_a_build_in_a_watch_equals_a_fresh_one_byte_for_byte(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefgen.cli.watching import build_round

    look = workspace.root / "templates/long/memo.docx"
    looks = [letterhead(), split_markers()]
    source = (workspace.root / SOURCE).read_text()
    gist = "excerpts:\n  e1: {gist: The talks on the fee ended on 2 March.}\nsha256"
    edits: list[Step] = [
        lambda: None,
        saves(workspace, PATH, OUTLINE.replace("Talks stopped", "The talks ended")),
        saves(workspace, SOURCE, source.replace("sha256", gist)),
        saves(workspace, "briefgen.yaml", "paper: a4\n"),
        saves(workspace, "templates/long/template.yaml", "extends: press\npage: {pages: 3}\n"),
        saves(workspace, "templates/long/template.yaml", "extends: public\n"),
        lambda: look.write_bytes(looks[0]),
        lambda: look.write_bytes(looks[1]),
        saves(workspace, PATH, OUTLINE),
    ]
    monkeypatch.chdir(workspace.root)
    quick = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "pyc")}
    states = []
    for n, edit in enumerate(edits):
        edit()
        build_round("harbour", ["executive", "long"], [])
        fresh = Workspace(tmp_path / str(n))
        shutil.copytree(workspace.root, fresh.root, ignore=shutil.ignore_patterns("out"))
        done = fresh.process("build", "harbour", "--for", "executive", "--for", "long", env=quick)
        assert done.code == 0, done.err
        assert workspace.out("harbour") == fresh.out("harbour"), n
        states.append(workspace.out("harbour"))
    assert all(a != b for a, b in pairwise(states)), "an edit changed nothing"
