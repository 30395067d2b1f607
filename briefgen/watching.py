"""Watching: the files that a brief is made of, and when they stand still after a change.

A look at them is a stat of each, 30 times a second: 1 to 2 % of one core, on every kind of disk,
and nothing to install (figures in docs/figures.md). What an editor does on the way to a saved file
is waited out:

* saves that follow one another are a burst: the first builds, then four times as long is waited
  each time, so that no burst makes more than three builds, and the last one is of its end;
* a file that is empty, cut off or gone is one that is being written: it is given half a second;
* hidden files, backups and swap files are none of a brief's.

No clock is read: time is what passes between two looks.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeAlias

from briefgen.read.workspace import OUTLINE, Workspace, source_folders
from briefgen.records import record

PAUSE = 0.03  # seconds between two looks
_CALM = 14  # looks at nothing new after which a save is one of its own, and not of a burst
_LONGEST = 36  # looks that must find nothing new at the end of a burst: about a second
_HOLD = 16  # looks that an unfinished file is given to be finished

#: When it was written and changed, its size, and which file it is (a replaced one is another).
Stamp: TypeAlias = tuple[int, int, int, int]


@record
class Kept:
    """Which files of a folder are watched: by patterns of their names, `depth` folders down."""

    folder: Path
    names: tuple[str, ...]
    depth: int = 0


@record
class File:
    """A file as it stood when it was looked at."""

    stamp: Stamp
    data: bytes


@record
class Change:
    """What became of a file: changed, new, gone, empty, cut off, or moved `to` another name."""

    path: Path
    what: str
    to: Path | None = None

    @property
    def unfinished(self) -> bool:
        """Whether the file looks like one that somebody is writing at this moment."""
        return self.what in ("gone", "empty", "cut off")


def places(workspace: Workspace, slug: str) -> tuple[Kept, ...]:
    """Where the files of a brief lie: all that a build of it reads in the workspace."""
    root, folder = workspace.root, workspace.folder(slug)
    source = ("*.md", "*.excerpts.yaml")
    template = ("template.yaml", "memo.docx", "memo.md.j2")
    return (
        Kept(root, ("briefgen.yaml",)),
        Kept(folder, (OUTLINE,)),
        *(Kept(lies, source) for lies in source_folders(workspace, slug)),
        Kept(root / "templates", template, depth=1),
        Kept(folder / "editions", ("manifest.json",), depth=2),
    )


class Watch:
    """The files of a brief as they were last built from."""

    def __init__(self, kept: Sequence[Kept], pause: Callable[[float], None] = time.sleep) -> None:
        """Look at them for the first time; `pause` lets time pass between two looks."""
        self._kept = kept
        self._pause = pause
        self._files: dict[Path, File] = {}
        self._files = self._read(self._look())
        self._patience = 1

    def wait(self) -> tuple[Change, ...]:
        """Wait until something changed and stands still, and say what changed.

        What changed while the last build was made makes another, even where it is as it was.
        """
        overtaken = self._look() != self._stamps()
        changes: tuple[Change, ...] = ()
        while not changes:
            calm = 0 if overtaken else self._until_changed()
            patience = 1 if calm >= _CALM else self._patience
            changes = self._settled(patience)
            if overtaken:
                break
        self._patience = min(patience * 4, _LONGEST)
        return changes

    def _until_changed(self) -> int:
        """Look until something is otherwise than it was; the number of looks before."""
        before, looks = self._stamps(), 0
        while self._look() == before:
            self._pause(PAUSE)
            looks += 1
        return looks

    def _settled(self, patience: int) -> tuple[Change, ...]:
        """What changed, once it stands still; what is unfinished is given time."""
        for _ in range(max(_HOLD // patience, 1)):
            files = self._read(self._until_still(patience))
            changes = tuple(_changes(self._files, files))
            if not any(c.unfinished for c in changes):
                break
        self._files = files
        return changes

    def _until_still(self, looks: int) -> dict[Path, Stamp]:
        """Look until so many looks found nothing new."""
        last, still = self._look(), 0
        while still < looks:
            self._pause(PAUSE)
            now = self._look()
            still = still + 1 if now == last else 0
            last = now
        return last

    def _stamps(self) -> dict[Path, Stamp]:
        return {path: file.stamp for path, file in self._files.items()}

    def _look(self) -> dict[Path, Stamp]:
        return {path: stamp for kept in self._kept for path, stamp in _found(kept)}

    def _read(self, stamps: Mapping[Path, Stamp]) -> dict[Path, File]:
        """The files with these stamps; those that have kept theirs are not read again."""
        kept = {path: file for path, file in self._files.items() if stamps.get(path) == file.stamp}
        return kept | {path: _file(path, stamps[path]) for path in stamps if path not in kept}


def _found(kept: Kept) -> Iterator[tuple[Path, Stamp]]:
    """Every file of a folder that is watched, with its stamp; nothing where there is no folder."""
    try:
        entries = list(os.scandir(kept.folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.name.startswith("."):
                continue
            if any(fnmatchcase(entry.name, name) for name in kept.names):
                stat = entry.stat()
                stamp = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
                yield Path(entry.path), stamp
            elif kept.depth and entry.is_dir():
                yield from _found(Kept(Path(entry.path), kept.names, kept.depth - 1))
        except OSError:  # taken away between two steps of ours
            continue


def _file(path: Path, stamp: Stamp) -> File:
    try:
        return File(stamp, path.read_bytes())
    except OSError:
        return File(stamp, b"")


def _changes(old: Mapping[Path, File], new: Mapping[Path, File]) -> Iterator[Change]:
    """What became of the files, in the order of their names; the same bytes are no change."""
    came = {new[path].data: path for path in new if path not in old}
    for path in sorted({*old, *new}):
        if path not in new:
            to = came.pop(old[path].data, None)
            yield Change(path, "moved" if to else "gone", to)
        elif path in old and old[path].data != new[path].data:
            yield Change(path, _state(path, old[path].data, new[path].data))
    for path in sorted(came.values()):
        yield Change(path, _state(path, b"", new[path].data, "new"))


def _state(path: Path, before: bytes, data: bytes, whole: str = "changed") -> str:
    """Whether a file is there as a whole, as far as its bytes show."""
    if not data:
        return "empty"
    if path.suffix == ".docx":  # a zip ends with its directory's end
        return whole if b"PK\x05\x06" in data[-1024:] else "cut off"
    return "cut off" if before.endswith(b"\n") and not data.endswith(b"\n") else whole
