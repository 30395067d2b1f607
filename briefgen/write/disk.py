"""Files on the disk: the old one whole or the new one whole, whatever happens on the way.

A file is written beside its target, flushed, and put in its place in one step; a killed build
leaves the last good file, and at most a temporary one that the next build clears. A folder is
locked while it is written to, so that two builds at once follow one another.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.diagnostics import BriefgenError, WrongUse

TEMPORARY = ".briefgen-"  # what the names of temporary files begin with; `.tmp` ends them
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_atomic(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; False where it holds these bytes already, untouched.

    Raises `BriefgenError` (a full disk, a folder or a link in the way), `WrongUse` (no permission).
    """
    with folder_locked(path.parent, path.name):
        return replace_whole(path, data)


@contextlib.contextmanager
def folder_locked(folder: Path, shown: str) -> Iterator[None]:
    """A folder that is there, ours alone, and clear of what a killed build left in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            for litter in folder.glob(f"{TEMPORARY}*.tmp"):
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


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a plain file, None where nothing stands; anything else is in the way."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        kind = "a link" if path.is_symlink() else "a folder or a device"
        raise BriefgenError(f"cannot write {path.name}: {kind} stands there", "move it away")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def replace_whole(path: Path, data: bytes, *, settle: bool = True) -> bool:
    """Put bytes in the place of a file in one step: the temporary file, flushed, takes its name.

    Without `settle` that it has taken its name is for the next file in the folder to settle.
    """
    if read_bytes(path) == data:
        return False
    temporary = path.with_name(f"{TEMPORARY}{os.getpid()}.tmp")
    try:
        _flushed(temporary, data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if settle:
        _flush_folder(path.parent)
    return True


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Put new bytes in the places of files, all of them or none.

    Everything is written beside its target first; if one cannot take its name, those that have
    are put back. Raises `BriefgenError`, `WrongUse` as `write_atomic` does.
    """
    done: dict[Path, bytes] = {}
    with contextlib.ExitStack() as stack:
        for folder in sorted({path.parent for path in files}):
            stack.enter_context(folder_locked(folder, folder.name))
        before = {path: read_bytes(path) for path in files}
        temporaries = {path: path.with_name(f"{TEMPORARY}{n}.tmp") for n, path in enumerate(files)}
        try:
            for path, data in files.items():
                _flushed(temporaries[path], data)
            for path, temporary in temporaries.items():
                temporary.replace(path)
                done[path] = before[path] or b""
        except BaseException:
            for path, data in done.items():
                replace_whole(path, data)
            raise
        finally:
            for temporary in temporaries.values():
                temporary.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Put a new folder of files in place, whole or not at all.

    Raises `BriefgenError` where something stands there already, and as `write_atomic` does.
    """
    temporary = path.with_name(f"{TEMPORARY}{path.name}.new")
    with folder_locked(path.parent, path.name):
        if path.exists():
            raise BriefgenError(f"cannot write {path.name}: it is there already")
        temporary.mkdir(exist_ok=True)
        for litter in temporary.iterdir():  # of a killed run
            litter.unlink()
        for name, data in files.items():
            _flushed(temporary / name, data)
        _flush_folder(temporary)
        temporary.rename(path)
        _flush_folder(path.parent)


def _flushed(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Have the new name itself on the disk (Windows cannot, and need not)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
