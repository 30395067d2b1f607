"""Memos put in their places, and never over a person's work.

What we wrote is kept in `out/.briefgen.json`: for each file the sha256 of what it is to hold, and
of what it held before. A file with other bytes was changed by a person, or is not ours. Of a memo
the document that it was written from is kept too, in `out/.briefgen/`, for `adopt`:

* it is copied to the brief's `edits/`, once for each content, and stays where it is;
* the new memo stands beside it as `NAME (new).EXT`, and HND001 says so, at every build;
* once the file is deleted, renamed or `forgotten` (adopted), builds write to its name again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from briefgen.diagnostics import BriefgenError, Diagnostic, Severity, rule
from briefgen.places import Place
from briefgen.records import record
from briefgen.write.disk import TEMPORARY, folder_locked, read_bytes, replace_whole

RECORD = ".briefgen.json"
DOCUMENTS = ".briefgen"  # the folder beside it


@record
class Written:
    """Where a memo went, and what a person must know of it."""

    path: Path
    findings: tuple[Diagnostic, ...] = ()


def write_memo(
    path: Path, data: bytes, edits: Path, shown: str = "", document: bytes = b""
) -> Written:
    """Put a memo at `path`, or beside it where a person changed that file or has it open.

    `edits` is the brief's folder for what people changed, `shown` the path as messages name it,
    `document` the record of what the memo says, kept where it is written to `path` itself.
    Raises `BriefgenError` (a full disk, a folder in the way), `WrongUse` (no permission).
    """
    shown = shown or path.name
    with folder_locked(path.parent, shown):
        target = _Target(path, edits, shown, document)
        return _placed(target, data, _Record(path.parent / RECORD))


def announce(folder: Path, memos: Mapping[str, bytes]) -> None:
    """Enter the memos that are about to be written into `folder` in its record, all at once.

    `write_memo` would enter each by itself, and each time wait for the disk. What will not go
    where it should is left out. Raises as `write_memo` does.
    """
    with folder_locked(folder, next(iter(memos), RECORD)):
        ours = _Record(folder / RECORD)
        in_place = {n: d for n, d in memos.items() if _is_free(folder / n, d, ours)}
        ours.add(in_place)


def document_of(path: Path) -> Path:
    """Where the record of the document stands that the memo at `path` was written from."""
    return path.parent / DOCUMENTS / f"{path.name}.json"


def is_edited(path: Path) -> bool:
    """Whether a file stands at `path` that a person changed."""
    old = read_bytes(path)
    return old is not None and not _Record(path.parent / RECORD).has(path.name, old)


def keep(edits: Path, name: str, data: bytes) -> Path:
    """Keep a copy of a file in `edits`, under a number of its own; one for each content."""
    stem, dot, suffix = name.rpartition(".")
    edits.mkdir(parents=True, exist_ok=True)
    for number in range(1, 100_000):
        copy = edits / f"{stem}-{number}{dot}{suffix}"
        old = read_bytes(copy)
        if old is None:
            replace_whole(copy, data)
        if old in (None, data):
            return copy
    raise BriefgenError(f"{edits} holds too many copies", "delete those that are of no use")


def forget(path: Path) -> None:
    """Take the file at `path`, changed by a person, for ours: the next build writes over it.

    For `adopt`, once the changes stand in the outline.
    """
    with folder_locked(path.parent, path.name):
        _Record(path.parent / RECORD).add({path.name: path.read_bytes()})


@rule("HND001", Severity.ERROR)
def HND001(shown: str, kept: str, new: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A memo was changed by hand.

    A build would have written over a person's work. It did not: the changed file stays, a copy of
    it is in edits/, and the new memo stands beside it. What was changed belongs in the outline.

    Bad:

        out/executive.docx holds a sentence that somebody typed in Word

    Good:

        the sentence stands in outline.yaml, and out/executive.docx was deleted or adopted
    """
    return HND001.at(
        Place(shown),
        f"changed by hand, so it was left alone; the new memo is “{new}”, a copy is edits/{kept}",
        f"{how_to_settle(shown)}; or delete or rename the file, and build again",
    )


def how_to_settle(name: str, brief: str = "BRIEF") -> str:
    """What a person can do about a memo that was changed by hand: only .docx can be adopted."""
    if name.endswith(".docx"):
        return f"take the changes over: briefgen adopt {brief}"
    return "make the changes in the outline: adopt reads .docx alone"


@rule("HND002", Severity.WARNING)
def HND002(shown: str, new: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A memo is open in another program.

    Word or LibreOffice would write its own state over the new memo when it saves, so the new one
    was put beside it.

    Bad:

        out/~$executive.docx stands beside out/executive.docx

    Good:

        the document is closed before the build
    """
    return HND002.at(
        Place(shown),
        f"open in another program; the new memo is “{new}”",
        "close the document and build again; if it is not open, delete the lock file beside it",
    )


# -- where a memo goes -------------------------------------------------------------------------


@record
class _Target:
    """Where a memo should go, where copies of a person's go, how messages name it."""

    path: Path
    edits: Path
    shown: str
    document: bytes = b""


def _placed(target: _Target, data: bytes, ours: _Record) -> Written:
    path = target.path
    old = read_bytes(path)
    if old is not None and _is_foreign(path, old, data, ours):
        kept = keep(target.edits, path.name, old)
        new = _beside(target, data, ours)
        return Written(new, (HND001(target.shown, kept.name, new.name),))
    if (old != data and is_open(path)) or not _in_place(target, data, ours):
        new = _beside(target, data, ours)
        return Written(new, (HND002(target.shown, new.name),))
    return Written(path)


def _is_foreign(path: Path, old: bytes, data: bytes, ours: _Record) -> bool:
    """Whether a person's work stands at `path`."""
    return old != data and not ours.has(path.name, old)


def _is_free(path: Path, data: bytes, ours: _Record) -> bool:
    """Whether a memo can go to `path` itself."""
    old = read_bytes(path)
    foreign = old is not None and _is_foreign(path, old, data, ours)
    return not foreign and (old == data or not is_open(path))


def _in_place(target: _Target, data: bytes, ours: _Record) -> bool:
    """Write over our own file; False where the system will not have it (Windows: it is open)."""
    path = target.path
    ours.add({path.name: data})
    if target.document:
        _put_document(path, target.document)
    try:
        replace_whole(path, data)
    except PermissionError:
        if not path.exists() or not os.access(path.parent, os.W_OK):
            raise
        return False
    _clear_beside(path, ours)
    return True


def _put_document(path: Path, data: bytes) -> None:
    """Put the document of a memo in its place, whole, before the memo.

    It is not flushed (that takes longer than all else here): one that is lost with the power is
    written again by the next build.
    """
    place = document_of(path)
    if read_bytes(place) != data:
        place.parent.mkdir(exist_ok=True)
        temporary = path.with_name(f"{TEMPORARY}{os.getpid()}.tmp")
        temporary.write_bytes(data)
        temporary.replace(place)


def _beside(target: _Target, data: bytes, ours: _Record) -> Path:
    """Write `NAME (new).EXT`, or the first of its like that no person has changed."""
    new = _new(target.path)
    number = 2
    while (old := read_bytes(new)) is not None and old != data and not ours.has(new.name, old):
        new = _new(target.path, number)
        number += 1
    ours.add({new.name: data})
    if target.document:
        _put_document(new, target.document)
    replace_whole(new, data)
    return new


def _new(path: Path, number: int = 1) -> Path:
    which = "new" if number == 1 else f"new {number}"
    return path.with_name(f"{path.stem} ({which}){path.suffix}")


def _clear_beside(path: Path, ours: _Record) -> None:
    """Take away the `(new)` files of earlier builds, those that are as we wrote them."""
    number = 1
    while (old := read_bytes(new := _new(path, number))) is not None:
        if ours.has(new.name, old) and not is_open(new):
            new.unlink()
            document_of(new).unlink(missing_ok=True)
        number += 1


def is_open(path: Path) -> bool:
    """Whether Word (`~$name`, of long names without two letters) or LibreOffice has it open."""
    names = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any(path.with_name(name).exists() for name in names)


# -- the record --------------------------------------------------------------------------------


class _Record:
    """The sha256 of what every file of ours in a folder is to hold, and of what it holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sums = _sums(path)

    def has(self, name: str, data: bytes) -> bool:
        """Whether these bytes are ours."""
        return _sum(data) in self._sums.get(name, ())

    def add(self, files: Mapping[str, bytes]) -> None:
        """Enter bytes before they are written, so that a killed build leaves nothing unknown.

        What stands there now stays entered, if it is ours, however often a build gave up before it
        replaced it, and however often one went back to what a file had held before.
        """
        needed = {name: [_sum(data), *self._standing(name, data)] for name, data in files.items()}
        new = {n: sums for n, sums in needed.items() if not {*sums} <= {*self._sums.get(n, ())}}
        if new:
            self._sums.update(new)
            text = json.dumps({"written": self._sums}, indent=2, sort_keys=True)
            replace_whole(self._path, f"{text}\n".encode(), settle=False)

    def _standing(self, name: str, data: bytes) -> list[str]:
        """The sum of the bytes that stand there, if they are ours and not `data`."""
        old = read_bytes(self._path.with_name(name))
        return [_sum(old)] if old not in (None, data) and self.has(name, old) else []


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sums(path: Path) -> dict[str, list[str]]:
    """What a record says; a record that says nothing makes nothing ours."""
    try:
        written = json.loads(path.read_bytes())["written"]
        return {str(name): [str(s) for s in sums] for name, sums in written.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}
