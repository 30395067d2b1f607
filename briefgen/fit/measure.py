"""Ask LibreOffice how many pages a memo has: `--measure libreoffice` confirms, or refuses."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.diagnostics import BriefgenError

_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")  # LibreOffice writes page objects uncompressed
_SECONDS = 60.0  # a cold start takes one or two
_NAMES = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a word processor found."""

    pages: int
    by: str  # "LibreOffice 7.4"


def measure_libreoffice(data: bytes, seconds: float = _SECONDS) -> Measured:
    """Lay the .docx out in LibreOffice, with a profile that is thrown away, and count its pages.

    Raises BriefgenError where LibreOffice is absent, fails, or takes longer than `seconds`.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise BriefgenError(
            "LibreOffice is not installed: the page cannot be measured",
            "install it so that `soffice` is found, or build without --measure",
        )
    with tempfile.TemporaryDirectory(prefix="briefgen-") as name:
        folder = Path(name)
        (folder / "memo.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run([program, profile, "--headless", "--convert-to", "pdf", "--outdir", name,
              str(folder / "memo.docx")], seconds)  # fmt: skip
        pdf = folder / "memo.pdf"
        if not pdf.exists():  # its exit status is 0 even then
            raise BriefgenError(
                "LibreOffice could not open the memo: the page is not measured",
                "open the .docx in LibreOffice, and report what it says",
            )
        return Measured(len(_PAGE.findall(pdf.read_bytes())), _version(program, profile, seconds))


def _version(program: str, profile: str, seconds: float) -> str:
    """The program's name and version, as it says them itself."""
    words = _run([program, profile, "--version"], seconds).split()
    return f"LibreOffice {'.'.join(words[1].split('.')[:2])}" if len(words) > 1 else "LibreOffice"


def _run(command: Sequence[str], seconds: float) -> str:
    """Run LibreOffice; gives what it printed."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise BriefgenError(
            f"LibreOffice did not answer within {seconds:.0f} seconds: the page is not measured",
            "close other LibreOffice windows, or build without --measure",
        ) from None
    except OSError as error:
        raise BriefgenError(f"LibreOffice cannot be started: {error.strerror}") from None
    return done.stdout.decode("utf-8", "replace")
