"""Memos on the disk: the old one whole or the new one whole, and a person's work untouched."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.write.disk import write_atomic
from briefgen.write.files import RECORD, Written, announce, forget, write_memo

OLD, NEW = b"old " * 5000, b"new " * 7000


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    """The place of a memo in the folder of a brief."""
    return tmp_path / "out" / "executive.docx"


def build(memo: Path, data: bytes) -> Written:
    shown = f"briefs/x/out/{memo.name}"
    written = write_memo(memo, data, memo.parent.parent / "edits", shown)
    assert all(str(f.place) == shown for f in written.findings)
    return written


def codes(written: Written) -> list[str]:
    return [finding.code for finding in written.findings]


# -- the plain case ------------------------------------------------------------------------------


def test_a_memo_is_written_and_written_over(memo: Path) -> None:
    build(memo, OLD)
    assert build(memo, NEW) == Written(memo)
    assert memo.read_bytes() == NEW
    assert sorted(p.name for p in memo.parent.iterdir()) == [RECORD, memo.name]


def test_the_same_memo_is_not_touched(memo: Path) -> None:
    build(memo, OLD)
    paths = (memo, memo.parent / RECORD)
    before = [(p.stat().st_ino, p.stat().st_mtime_ns) for p in paths]  # to look at it is no touch
    build(memo, OLD)
    assert [(p.stat().st_ino, p.stat().st_mtime_ns) for p in paths] == before


@given(st.lists(st.tuples(st.sampled_from([b"one", b"two", b"three"]), st.booleans()), max_size=8))
def test_going_back_and_giving_up_never_make_our_memo_a_persons(
    steps: list[tuple[bytes, bool]],
) -> None:
    """A build that gave up had entered its memo, and not written it."""
    with TemporaryDirectory() as folder:
        memo = Path(folder) / "out" / "executive.docx"
        build(memo, b"one")
        for data, gave_up in steps:
            if gave_up:
                announce(memo.parent, {memo.name: data})
            else:
                assert build(memo, data) == Written(memo)
        memo.write_bytes(b"a person's")
        assert codes(build(memo, b"fourth")) == ["HND001"]


def test_the_record_is_the_same_in_every_folder(tmp_path: Path) -> None:
    for name in ("a", "b"):
        for file in sorted(["press.md", "executive.docx"], reverse=name == "b"):
            build(tmp_path / name / "out" / file, OLD)
    first, second = ((tmp_path / name / "out" / RECORD).read_bytes() for name in ("a", "b"))
    assert first == second
    assert list(json.loads(first)["written"]) == ["executive.docx", "press.md"]


# -- a person's work -----------------------------------------------------------------------------


def test_a_memo_changed_by_hand_is_never_written_over(memo: Path, tmp_path: Path) -> None:
    build(memo, OLD)
    memo.write_bytes(b"edited")
    for data in (NEW, NEW, b"newer"):
        written = build(memo, data)
        assert codes(written) == ["HND001"]
        assert written.path == memo.with_name("executive (new).docx")
        assert written.path.read_bytes() == data
        assert memo.read_bytes() == b"edited"
    assert [p.name for p in (tmp_path / "edits").iterdir()] == ["executive-1.docx"]


def test_each_state_of_a_person_is_kept_under_its_own_number(memo: Path, tmp_path: Path) -> None:
    build(memo, OLD)
    for edit in (b"first", b"second", b"first"):
        memo.write_bytes(edit)
        build(memo, NEW)
    kept = {p.name: p.read_bytes() for p in (tmp_path / "edits").iterdir()}
    assert kept == {"executive-1.docx": b"first", "executive-2.docx": b"second"}


def test_a_file_that_we_never_wrote_is_a_persons(memo: Path) -> None:
    memo.parent.mkdir()
    memo.write_bytes(b"a letter")
    assert codes(build(memo, NEW)) == ["HND001"]
    assert memo.read_bytes() == b"a letter"


def test_a_file_that_equals_the_new_memo_needs_no_record(memo: Path) -> None:
    memo.parent.mkdir()
    memo.write_bytes(NEW)
    assert build(memo, NEW) == Written(memo)


def test_a_broken_record_takes_nothing_for_ours(memo: Path) -> None:
    build(memo, OLD)
    (memo.parent / RECORD).write_text("[]")
    assert codes(build(memo, NEW)) == ["HND001"]


@pytest.mark.parametrize("away", [Path.unlink, forget])
def test_once_the_edited_file_is_gone_or_adopted_builds_go_on(memo: Path, away: Any) -> None:
    build(memo, OLD)
    memo.write_bytes(b"edited")
    beside = build(memo, NEW).path
    away(memo)
    assert build(memo, NEW) == Written(memo)
    assert memo.read_bytes() == NEW
    assert not beside.exists()


def test_a_new_file_that_a_person_changed_is_left_alone_too(memo: Path) -> None:
    build(memo, OLD)
    memo.write_bytes(b"edited")
    first = build(memo, NEW).path
    first.write_bytes(b"edited as well")
    second = build(memo, NEW).path
    assert second.name == "executive (new 2).docx"
    memo.unlink()
    build(memo, NEW)
    assert first.read_bytes() == b"edited as well"


@pytest.mark.parametrize("lock", ["~$executive.docx", "~$ecutive.docx", ".~lock.executive.docx#"])
def test_a_memo_that_is_open_is_left_alone(memo: Path, lock: str) -> None:
    build(memo, OLD)
    memo.with_name(lock).touch()
    written = build(memo, NEW)
    assert codes(written) == ["HND002"]
    assert (memo.read_bytes(), written.path.read_bytes()) == (OLD, NEW)
    assert memo.with_name(lock).exists()
    assert build(memo, OLD) == Written(memo)


# -- what stands in the way ----------------------------------------------------------------------


def test_a_folder_or_a_link_in_the_way_is_said_in_one_line(memo: Path, tmp_path: Path) -> None:
    memo.mkdir(parents=True)
    with pytest.raises(BriefgenError, match=r"cannot write executive\.docx: a folder"):
        build(memo, NEW)
    memo.rmdir()
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    memo.symlink_to(victim)
    with pytest.raises(BriefgenError, match="a link stands there"):
        build(memo, NEW)
    assert victim.read_bytes() == b"mine"


def test_a_file_where_the_folder_should_be_is_said(memo: Path) -> None:
    memo.parent.touch()
    with pytest.raises(BriefgenError, match="cannot write briefs/x/out"):
        build(memo, NEW)


def test_without_permission_it_is_wrong_use(memo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "out")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WrongUse, match="no permission"):
        build(memo, NEW)


# -- crashes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [1, 100, 4096, 20_000, len(NEW) - 1])
def test_a_full_disk_leaves_the_old_memo(memo: Path, room: int) -> None:
    build(memo, OLD)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(BriefgenError, match="the disk is full"):
            build(memo, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert memo.read_bytes() == OLD
    assert build(memo, NEW) == Written(memo)


def _steps() -> list[tuple[Any, str]]:
    return [(os, "fsync"), (os, "open"), (Path, "open"), (Path, "replace"), (Path, "mkdir")]


def test_every_step_that_fails_leaves_a_whole_memo(tmp_path: Path) -> None:
    for n, failure in enumerate(_failures()):
        memo = tmp_path / str(n) / "out" / "executive.docx"
        build(memo, OLD)
        with pytest.MonkeyPatch.context() as patch:
            fell = _fail_at(patch, failure)
            try:
                build(memo, NEW)
            except BriefgenError as error:
                assert "\n" not in error.message
            except _Killed:
                pass
            reached = fell()
        assert memo.read_bytes() in (OLD, NEW)
        assert build(memo, NEW).path == memo
        assert sorted(p.name for p in memo.parent.iterdir()) == [RECORD, memo.name]
        assert reached or failure[0] > 8


class _Killed(BaseException):
    """The process ends here."""


def _failures() -> Iterator[tuple[int, BaseException]]:
    for step in range(1, 12):
        yield step, OSError(errno.EIO, "Input/output error", "out")
        yield step, OSError(errno.ENOSPC, "No space left on device", "out")
        yield step, _Killed()


def _fail_at(patch: pytest.MonkeyPatch, failure: tuple[int, BaseException]) -> Any:
    """Let the N-th step that touches the disk fail; returns whether it was reached."""
    count = 0

    def failing(real: Any) -> Any:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == failure[0]:
                raise failure[1]
            return real(*args, **kwargs)

        return step

    for owner, name in _steps():
        patch.setattr(owner, name, failing(getattr(owner, name)))
    return lambda: count >= failure[0]


_WRITER = """
import sys; from pathlib import Path; from briefgen.write.files import write_memo
memo = Path(sys.argv[1]); print("ready", flush=True); sizes = [200_000, 300_000]
for n in range(int(sys.argv[2])):
    letter = sys.argv[3][n % 2].encode()
    write_memo(memo, letter * sizes[n % 2], memo.parent.parent / "edits")
"""


def writer(memo: Path, times: int, letters: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _WRITER, str(memo), str(times), letters]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def whole(data: bytes) -> bool:
    return len(data) in (200_000, 300_000) and len(set(data)) == 1


def test_a_killed_build_never_leaves_half_a_memo(memo: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - a test's times, no secret
    build(memo, b"a" * 200_000)
    for _ in range(25):
        with writer(memo, 10_000, "ab") as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.random() / 50)
            process.send_signal(signal.SIGKILL)
        assert whole(memo.read_bytes())
    build(memo, NEW)
    assert sorted(p.name for p in memo.parent.parent.rglob("*")) == sorted(
        [RECORD, memo.name, "out"]
    )


def test_two_builds_at_once_follow_one_another(memo: Path) -> None:
    with writer(memo, 40, "ab") as one, writer(memo, 40, "cd") as two:
        while one.poll() is None or two.poll() is None:
            if memo.exists():
                assert whole(memo.read_bytes())
    assert (one.returncode, two.returncode) == (0, 0)
    assert sorted(p.name for p in memo.parent.iterdir()) == [RECORD, memo.name]


def test_write_atomic_says_whether_it_wrote(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a" / "b.txt", b"1")
    assert not write_atomic(tmp_path / "a" / "b.txt", b"1")
