"""The promises of the README, each held by a test (the first one by test_quotation_promise.py)."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.workspaces import (
    OUTLINE,
    REPOSITORY,
    SOURCE,
    Ran,
    Workspace,
    files_in,
    harbour,
    inflated,
    plain_environment,
    run_python,
    word_lines,
)

# -- data is never run -------------------------------------------------------------------------

CODE = (
    "{{ 7*7 }}",
    "{% for x in range(9) %}zq{% endfor %}",
    "=cmd|' /C calc'!A0",
    "[[title]]",
    'INCLUDETEXT "C:\\\\boot.ini"',
    "<script>alert(1)</script>",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "]]><w:br/>",
)


def test_what_looks_like_code_is_printed_as_text(tmp_path: Path) -> None:
    texts = {f"c{n}": code for n, code in enumerate(CODE)}
    passages = "".join(f"\n\nThey wrote: {{=={t}==}}{{>>^{k} #code<<}} and more." for k, t in texts.items())  # fmt: skip
    everywhere = json.dumps(" ".join(CODE))
    source = SOURCE.replace("Port fee talks stall", everywhere) + passages + "\n"
    outline = OUTLINE.replace("Harbour fee dispute", everywhere)
    outline = outline.replace("Policy Office", everywhere).replace("Shipping lines", everywhere)
    outline += "background: [{fill: code, show: quote}]\n"
    made = harbour(tmp_path / "w", source, outline)
    done = made.run("build", "--for", "long")
    assert done.code == 0, done.err
    read = "\n".join(word_lines(made.memo("harbour", "long.docx")))
    for code in CODE:
        assert read.count(code) >= 4, f"{code} is not printed as it stands"
    assert "49" not in read and "zqzq" not in read
    package = inflated(made.memo("harbour", "long.docx")).decode("utf-8", "replace")
    fields = set(re.findall(r"<w:instrText[^>]*>([^<]*)<", package))
    assert {f.split()[0] for f in fields} <= {"PAGE", "NUMPAGES"}


# -- a build reads only the workspace's files, and opens no socket --------------------------------

WATCHED = """
import os, sys
from pathlib import Path
seen = []
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        seen.append(("open", os.path.realpath(os.fsdecode(args[0]))))
    elif event.split(".")[0] in ("socket", "subprocess", "ctypes", "urllib", "winreg") or event in (
        "os.system", "os.exec", "os.posix_spawn", "os.fork", "exec_in_shell"):
        seen.append((event, str(args)))
sys.addaudithook(watch)
from briefgen.cli import main
sys.argv = ["briefgen", *sys.argv[1:]]
try:
    main()
finally:
    watching, seen = seen, []
    for event, what in watching:
        print(event, what, sep="\\t")
"""


def test_a_build_reads_only_the_workspace_and_opens_no_socket(examples: Workspace) -> None:
    done = run_python(["-c", WATCHED, "build"], examples.root)
    assert done.code == 0, done.err
    events = [line.split("\t") for line in done.out.splitlines() if "\t" in line]
    assert len(events) > 50, "the hook saw nothing"
    python = {Path(p).resolve() for p in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    allowed = (examples.root.resolve(), REPOSITORY.resolve(), *python)
    for event, what in events:
        assert event == "open", f"{event} {what}"
        assert any(Path(what).is_relative_to(folder) for folder in allowed), f"opened {what}"


# -- a failed, killed or full-disk build leaves the last good memo --------------------------------


def test_a_failed_build_leaves_the_last_good_memo(workspace: Workspace) -> None:
    assert workspace.run("build").code == 0
    good = workspace.out("harbour")
    for broken in ('title: "unclosed\n', OUTLINE.replace("will not", "will"), "[\n", ""):
        workspace.write("briefs/harbour/outline.yaml", broken)
        assert workspace.run("build").code == 1
        assert workspace.out("harbour") == good


#: Kills itself at the n-th time that it opens, renames or removes anything under out/.
KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
def watch(event, args):
    global left
    if event in ("open", "os.rename", "os.remove", "os.mkdir") and "/out" in str(args[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
sys.argv[0] = "briefgen"
from briefgen.cli import main
main()
"""


def test_a_build_killed_at_any_touch_of_the_disk_leaves_whole_memos(workspace: Workspace) -> None:
    memos = _two_memos(workspace)
    for touch in range(1, 80):
        _turn(workspace, touch)
        done = run_python(["-c", KILLED, str(touch), "build"], workspace.root)
        _assert_whole(workspace, memos)
        if done.code == 0:
            break
        assert done.code == -signal.SIGKILL, done.err
    else:
        pytest.fail("the build never came to its end")
    print(f"killed at each of {touch - 1} touches")
    assert touch > 12, "the build was hardly ever killed while it wrote"
    _assert_clean_after_next_build(workspace, memos)


@pytest.mark.parametrize("times", [40, pytest.param(120, marks=pytest.mark.slow)])
def test_a_build_killed_at_a_random_time_leaves_whole_memos(
    workspace: Workspace, times: int
) -> None:
    memos = _two_memos(workspace)
    begun = time.monotonic()
    assert workspace.process("build").code == 0
    lasts = time.monotonic() - begun
    chance = random.Random(5)  # noqa: S311 - moments to kill at, not secrets
    killed = 0
    for turn in range(times):
        _turn(workspace, turn)
        command = [sys.executable, "-m", "briefgen", "build"]
        build = subprocess.Popen(
            command,
            cwd=workspace.root,
            env=plain_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.5, 1.1) * lasts)
        build.kill()
        killed += build.wait() == -signal.SIGKILL
        _assert_whole(workspace, memos)
    print(f"killed {killed} of {times} builds")
    _assert_clean_after_next_build(workspace, memos)


@pytest.mark.parametrize("most", [0, 1, 512, 4096])
def test_a_full_disk_leaves_the_last_good_memo(workspace: Workspace, most: int) -> None:
    memos = _two_memos(workspace)
    before = workspace.out("harbour")
    _turn(workspace, 0)
    program = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n"
    program += "from briefgen.cli import main; main()"
    done = run_python(["-c", program, "build"], workspace.root)
    assert done.code == 1, done.err
    assert "the disk is full" in done.err and "Traceback" not in done.err
    assert workspace.out("harbour") == before
    _assert_clean_after_next_build(workspace, memos)


def _two_memos(workspace: Workspace) -> dict[str, set[bytes]]:
    """Both memos that the turns build, by file name; the second one is on the disk."""
    memos: dict[str, set[bytes]] = {}
    for turn in (0, 1):
        _turn(workspace, turn)
        assert workspace.run("build").code == 0
        for name, data in workspace.out("harbour").items():
            memos.setdefault(name, set()).add(data)
    assert all(len(each) == 2 for each in memos.values())
    return memos


def _turn(workspace: Workspace, turn: int) -> None:
    """Change the outline, so that the next build has something to write."""
    title = "Harbour fee dispute" if turn % 2 else "Another title"
    text = OUTLINE.replace("Harbour fee dispute", title)
    workspace.write("briefs/harbour/outline.yaml", text)


def _assert_whole(workspace: Workspace, memos: dict[str, set[bytes]]) -> None:
    """Every memo is one of the two, letter for letter; besides, nothing but temporary files."""
    found = workspace.out("harbour")
    assert memos.keys() <= found.keys()
    for name, data in found.items():
        assert data in memos[name] if name in memos else name.endswith(".tmp"), name


def _assert_clean_after_next_build(workspace: Workspace, memos: dict[str, set[bytes]]) -> None:
    assert workspace.run("build").code == 0
    assert workspace.out("harbour").keys() == memos.keys()
    assert not (workspace.root / "briefs/harbour/edits").exists()
    _assert_whole(workspace, memos)


# -- same inputs, same bytes ---------------------------------------------------------------------

#: Years later, by every clock that Python code can read.
LATER = """
import datetime, sys, time
now, shift = time.time, 3 * 365 * 86400.0 + 12345.6
time.time = lambda: now() + shift
time.localtime, time.gmtime = (
    lambda s=None, f=time.localtime: f(time.time() if s is None else s),
    lambda s=None, f=time.gmtime: f(time.time() if s is None else s),
)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
datetime.datetime = Later
sys.argv[0] = "briefgen"
from briefgen.cli import main
main()
"""


def test_same_inputs_give_the_same_bytes_anywhere_and_at_any_time(examples: Workspace) -> None:
    first = run_python(["-m", "briefgen", "build"], examples.root, {"TZ": "UTC", "PYTHONHASHSEED": "1"})  # fmt: skip
    assert first.code == 0, first.err
    other = examples.root.parent / "ein anderer Ort, ütf-8" / "tief" / "w"
    shutil.copytree(examples.root, other, ignore=shutil.ignore_patterns("out"))
    for path in other.rglob("*"):
        os.utime(path, (86400, 86400))
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE", "PYTHONHASHSEED": "77", "USER": "zq"}  # fmt: skip
    second = run_python(["-c", LATER, "build"], other, elsewhere, umask=0o077)
    assert second.code == 0, second.err
    for slug in ("harbour-fee", "pentagon-ai"):
        built = examples.out(slug)
        assert {"executive.docx", "executive.md"} == built.keys()
        assert built == files_in(other / "briefs" / slug / "out")


def test_building_again_changes_no_file(examples: Workspace) -> None:
    assert examples.run("build").code == 0
    memo = examples.root / "briefs/harbour-fee/out/executive.docx"
    os.utime(memo, (86400, 86400))
    assert examples.run("build").code == 0
    assert memo.stat().st_mtime == 86400


# -- every error is one line with file and line -----------------------------------------------------

_FINDING = re.compile(r"[^\s:][^:\n]*(:\d+){0,2}: (error|warning|info) [A-Z]{3}\d{3} \S.*")
_COUNT = re.compile(r"\d+ (error|warning)s?(, \d+ warnings?)?")


@pytest.mark.parametrize("slug", ["harbour-fee", "pentagon-ai"])
def test_a_damaged_outline_gives_one_line_for_each_error_and_never_a_traceback(
    examples: Workspace, slug: str
) -> None:
    outline = examples.root / f"briefs/{slug}/outline.yaml"
    good = outline.read_bytes()
    chance = random.Random(slug)  # noqa: S311 - places to damage, not secrets
    codes = []
    for turn in range(150):
        outline.write_bytes(_damaged(good, chance, turn))
        done = examples.run("check", slug)
        codes.append(done.code)
        assert_one_line_each(done)
    assert 20 < sum(codes) < 150, "the damage is too light, or too heavy"


@pytest.mark.parametrize("slug", ["harbour-fee", "pentagon-ai"])
def test_a_damaged_source_gives_one_line_for_each_error_and_never_a_traceback(
    examples: Workspace, slug: str
) -> None:
    chance = random.Random(slug)  # noqa: S311 - places to damage, not secrets
    for path in sorted((examples.root / f"briefs/{slug}/sources").iterdir()):
        good = path.read_bytes()
        for turn in range(8):
            path.write_bytes(_damaged(good, chance, turn))
            assert_one_line_each(examples.run("check", slug))
        path.write_bytes(good)


def _damaged(data: bytes, chance: random.Random, turn: int) -> bytes:
    """A file with some bytes flipped, or two lines swapped, or a line doubled, lost or indented."""
    if turn % 3 == 0:
        flipped = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            flipped[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    if turn % 3 == 1:
        lines[one], lines[two] = lines[two], lines[one]
    else:
        lines[one] = chance.choice([b"", b" " + lines[one], lines[one] * 2, lines[one][1:], lines[one] + b'"'])  # fmt: skip
    return b"\n".join(lines)


def assert_one_line_each(done: Ran) -> None:
    """Nothing but findings, their indented hints and differences, and the count at the end."""
    assert done.code in (0, 1), done.err
    assert "Traceback" not in done.err + done.out
    for line in done.err.splitlines():
        said = line.startswith("    ") or _FINDING.fullmatch(line) or _COUNT.fullmatch(line)
        assert said, f"not a finding: {line!r}"


# -- a hand-edited memo is never overwritten ---------------------------------------------------------


@pytest.mark.parametrize("name", ["executive.docx", "executive.md"])
def test_a_memo_that_was_edited_by_hand_is_never_overwritten(
    workspace: Workspace, name: str
) -> None:
    assert workspace.run("build").code == 0
    memo = workspace.root / "briefs/harbour/out" / name
    edited = memo.read_bytes() + b"\nA sentence of mine.\n"
    memo.write_bytes(edited)
    for turn in (0, 1, 0):
        _turn(workspace, turn)
        done = workspace.run("build")
        assert done.code == 1
        assert f"briefs/harbour/out/{name}: error HND001" in done.err
        assert memo.read_bytes() == edited
        kept = list((workspace.root / "briefs/harbour/edits").iterdir())
        assert [k.read_bytes() for k in kept] == [edited]
        assert name.replace(".", " (new).") in workspace.out("harbour")
    memo.unlink()
    assert workspace.run("build").code == 0
    assert workspace.out("harbour").keys() == {"executive.docx", "executive.md"}
