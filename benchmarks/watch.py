"""How long `briefgen watch` takes from a save to the whole memo, and what 100 saves cost it.

    python -m benchmarks.watch [WORKSPACE [BRIEF [TURNS]]]

Without arguments: the repository's own example pentagon-ai, 20 turns. The workspace is copied; the
watch runs as a process of its own, as a person starts it. Measured are

* from the moment that the outline is saved (the new file has taken its name) until both memos, Word
  and Markdown, stand there whole; median, and the slowest turn. Each turn changes a word that both
  print, and ends when both hold it;
* the builds that 100 saves in a burst make, at several paces, and whether the last one is right;
* what the watch costs while nothing happens: the time on the processor in ten seconds.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).parent
PACES = (0.0, 0.01, 0.05, 0.2)  # seconds between the saves of a burst


class Watched:
    """A brief in a copy of its workspace, the process that watches it, and what that says."""

    def __init__(self, root: Path, slug: str, process: subprocess.Popen[str]) -> None:
        self.folder = root / "briefs" / slug
        self.process = process
        self.outline = self.folder / "outline.yaml"
        self.text = self.outline.read_text(encoding="utf-8")
        self.lines: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        said = self.process.stdout or ()
        self.lines += (line for line in said if re.match(r"\d\d:", line))

    def save(self, word: str) -> None:
        """Save the outline with another title, as most editors do: whole, then renamed."""
        aside = self.outline.with_name("saved")
        text = re.sub(r"^title: .*$", f"title: {json.dumps(word)}", self.text, flags=re.MULTILINE)
        aside.write_text(text, encoding="utf-8")
        aside.replace(self.outline)

    def holds(self, word: str) -> bool:
        """Whether both memos are there whole, with a word in them."""
        out = self.folder / "out"
        with suppress(OSError, zipfile.BadZipFile):
            with zipfile.ZipFile(out / "executive.docx") as package:
                word_file = word in package.read("word/document.xml").decode()
            return word_file and word in (out / "executive.md").read_text(encoding="utf-8")
        return False

    def processor(self) -> float:
        """Seconds on the processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def watching(workspace: Path, slug: str) -> Iterator[Watched]:
    """Start a watch of a copy; it has made its first build when this begins."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        for name in ("briefs", "sources", "templates", "briefgen.yaml"):
            if (workspace / name).is_dir():
                shutil.copytree(workspace / name, root / name, ignore=shutil.ignore_patterns("out"))
            elif (workspace / name).exists():
                shutil.copy(workspace / name, root)
        for path in [root, *root.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        command = [sys.executable, "-m", "briefgen", "watch", slug, "--for", "executive"]
        environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
        with subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            watched = Watched(root, slug, process)
            until(lambda: bool(watched.lines))
            yield watched
            process.send_signal(signal.SIGINT)


def until(done: Callable[[], bool]) -> float:
    """Wait until something is done, and say how long it took."""
    begun = time.perf_counter()
    while not done():
        time.sleep(0.002)
        if time.perf_counter() - begun > 60:
            raise SystemExit("nothing happened for a minute")
    return time.perf_counter() - begun


def from_save_to_memo(watched: Watched, turns: int) -> list[float]:
    """The time of each turn, between which nothing happens for a second."""
    took = []
    for turn in range(turns):
        word = f"Turn {turn} of the watch"
        time.sleep(0.8 + turn * 0.013)  # at every moment between two looks
        watched.save(word)
        took.append(until(lambda word=word: watched.holds(word)))  # type: ignore[misc]
    return took


def burst(watched: Watched, pace: float) -> tuple[int, bool]:
    """Save a hundred times; how many builds that made, and whether the last one is right."""
    time.sleep(1.5)
    before = len(watched.lines)
    for n in range(100):
        watched.save(f"Burst at {pace} number {n}")
        time.sleep(pace)
    time.sleep(4)
    return len(watched.lines) - before, watched.holds(f"Burst at {pace} number 99")


def idle(watched: Watched) -> float:
    """The share of one core that watching costs while nothing happens."""
    before = watched.processor()
    time.sleep(10)
    return (watched.processor() - before) / 10


def main(workspace: str = str(HERE.parent), slug: str = "pentagon-ai", turns: str = "20") -> None:
    with watching(Path(workspace).resolve(), slug) as watched:
        before = watched.processor()
        took = [seconds * 1000 for seconds in from_save_to_memo(watched, int(turns))]
        busy = (watched.processor() - before) * 1000 / len(took)
        median, slowest = statistics.median(took), max(took)
        print(f"save to whole memo: median {median:.0f} ms, slowest {slowest:.0f} ms")
        print(f"processor time of a turn, the second of watching before it included: {busy:.0f} ms")
        for pace in PACES:
            builds, right = burst(watched, pace)
            print(f"100 saves, {pace * 1000:3.0f} ms apart: {builds} builds, last right: {right}")
        if sys.platform == "linux":
            print(f"while nothing happens: {idle(watched):.1%} of one core")


if __name__ == "__main__":
    main(*sys.argv[1:])
