"""Memos put on the disk: the old one whole or the new one whole, and never over a person's work.

A file is written beside its target, flushed, and put in its place in one step; a killed build
leaves the last good memo, and at most a temporary file that the next build clears. A folder is
locked while it is written to, so that two builds at once follow one another.

What we wrote is kept in `out/.briefgen.json`: for each file the sha256 of its last two contents. A
file whose bytes are not among them was changed by a person, or is not ours:

* it is copied to the brief's `edits/`, once for each content, and stays where it is;
* the new memo stands beside it as `NAME (new).EXT`, and HND001 says so, at every build;
* once the file is deleted, renamed or `forgotten` (adopted), builds write to its name again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.diagnostics import BriefgenError, Diagnostic, Severity, WrongUse, rule
from briefgen.places import Place

RECORD = ".briefgen.json"
_TEMPORARY = ".briefgen-"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Written:
    """Where a memo went, whether that file's bytes changed, and what a person must know."""

    path: Path
    changed: bool
    findings: tuple[Diagnostic, ...] = ()


def write_memo(path: Path, data: bytes, edits: Path, shown: str = "") -> Written:
    """Put a memo at `path`, or beside it where a person changed that file or has it open.

    `edits` is the brief's folder for what people changed, `shown` the path as messages name it.
    Raises `BriefgenError` (a full disk, a folder in the way), `WrongUse` (no permission).
    """
    shown = shown or path.name
    with _folder(path.parent, shown):
        ours = _Record(path.parent / RECORD)
        old = _bytes(path)
        if old is None or old == data or ours.has(path.name, old):
            return _in_place(path, data, ours, shown)
        kept = _keep(edits, path, old)
        return _beside(path, data, ours, lambda new: HND001(shown, kept.name, new))


def write_atomic(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; False where it holds these bytes already, untouched.

    Raises `BriefgenError` (a full disk, a folder or a link in the way), `WrongUse` (no permission).
    """
    with _folder(path.parent, path.name):
        return _replace(path, data)


def forget(path: Path) -> None:
    """Take the file at `path`, changed by a person, for ours: the next build writes over it.

    For `adopt`, once the changes stand in the outline.
    """
    with _folder(path.parent, path.name):
        _Record(path.parent / RECORD).add(path.name, path.read_bytes())


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
        "take the changes into the outline, then delete or rename the file and build again",
    )


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


def _in_place(path: Path, data: bytes, ours: _Record, shown: str) -> Written:
    if _bytes(path) != data and _is_open(path):
        return _beside(path, data, ours, lambda new: HND002(shown, new))
    ours.add(path.name, data)
    try:
        changed = _replace(path, data)
    except PermissionError:
        if not path.exists() or not os.access(path.parent, os.W_OK):
            raise
        return _beside(path, data, ours, lambda new: HND002(shown, new))
    _clear_beside(path, ours)
    return Written(path, changed)


def _beside(path: Path, data: bytes, ours: _Record, say: Callable[[str], Diagnostic]) -> Written:
    """Write `NAME (new).EXT`, or the first of its like that no person has changed."""
    new = _new(path)
    number = 2
    while (old := _bytes(new)) is not None and old != data and not ours.has(new.name, old):
        new = path.with_name(f"{path.stem} (new {number}){path.suffix}")
        number += 1
    ours.add(new.name, data)
    return Written(new, _replace(new, data), (say(new.name),))


def _new(path: Path) -> Path:
    return path.with_name(f"{path.stem} (new){path.suffix}")


def _clear_beside(path: Path, ours: _Record) -> None:
    """Take away the `(new)` file of an earlier build, if it is as we wrote it."""
    new = _new(path)
    old = _bytes(new)
    if old is not None and ours.has(new.name, old) and not _is_open(new):
        new.unlink()


def _keep(edits: Path, path: Path, data: bytes) -> Path:
    """A copy of what a person changed, under a number of its own; one for each content."""
    edits.mkdir(parents=True, exist_ok=True)
    for number in range(1, 100_000):
        copy = edits / f"{path.stem}-{number}{path.suffix}"
        old = _bytes(copy)
        if old is None:
            _replace(copy, data)
        if old in (None, data):
            return copy
    raise BriefgenError(f"{edits} holds too many copies", "delete those that are of no use")


def _is_open(path: Path) -> bool:
    """Whether Word (`~$name`, of long names without two letters) or LibreOffice has it open."""
    names = (f"~${path.name}", f"~${path.name[1:]}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any(path.with_name(name).exists() for name in names)


# -- the record --------------------------------------------------------------------------------


class _Record:
    """The sha256 of the last two contents of every file that we wrote into a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sums = _sums(path)

    def has(self, name: str, data: bytes) -> bool:
        """Whether these bytes are ours."""
        return hashlib.sha256(data).hexdigest() in self._sums.get(name, ())

    def add(self, name: str, data: bytes) -> None:
        """Enter bytes before they are written, so that a killed build leaves nothing unknown."""
        if self.has(name, data):
            return
        self._sums[name] = [hashlib.sha256(data).hexdigest(), *self._sums.get(name, [])][:2]
        text = json.dumps({"written": self._sums}, indent=2, sort_keys=True)
        _replace(self._path, f"{text}\n".encode())


def _sums(path: Path) -> dict[str, list[str]]:
    """What a record says; a record that says nothing makes nothing ours."""
    try:
        written = json.loads(path.read_bytes())["written"]
        return {str(name): [str(s) for s in sums] for name, sums in written.items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


# -- the disk ----------------------------------------------------------------------------------


@contextlib.contextmanager
def _folder(folder: Path, shown: str) -> Iterator[None]:
    """A folder that is there, ours alone, and clear of what a killed build left in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            for litter in folder.glob(f"{_TEMPORARY}*.tmp"):
                litter.unlink(missing_ok=True)
            yield
    except OSError as error:
        raise _said(error, shown) from None


def _said(error: OSError, shown: str) -> BriefgenError:
    """What the system refused, in words that name the memo."""
    if error.errno in _FULL:
        hint = "the last memo is as it was; make room and build again"
        return BriefgenError(f"cannot write {shown}: the disk is full", hint)
    reason = f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return WrongUse(f"no permission to write {shown}", reason)
    return BriefgenError(f"cannot write {shown}", reason)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One build at a time in a folder; the system lets go when a build ends or is killed."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows, where replacing in one step must do
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network drives know no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _bytes(path: Path) -> bytes | None:
    """The bytes of a plain file, None where nothing stands; anything else is in the way."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        kind = "a link" if path.is_symlink() else "a folder or a device"
        raise BriefgenError(f"cannot write {path.name}: {kind} stands there", "move it away")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, data: bytes) -> bool:
    """Put bytes in the place of a file in one step: the temporary file, flushed, takes its name."""
    if _bytes(path) == data:
        return False
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    return True


def _flush_folder(folder: Path) -> None:
    """Have the new name itself on the disk (Windows cannot, and need not)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
