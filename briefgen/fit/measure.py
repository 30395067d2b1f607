"""LibreOffice lays a memo out: `--measure libreoffice` counts the pages, `--to pdf` keeps them.

The PDF is tagged and says its title and language, which it takes from the Word file. What it says
of the moment and the machine that made it is replaced, so that it is the same whenever it is made.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from briefgen.diagnostics import BriefgenError
from briefgen.records import record

_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")  # LibreOffice writes page objects uncompressed
_SECONDS = 60.0  # a cold start takes one or two
_EXPORT = "pdf:writer_pdf_Export:" + ",".join(
    f'"{name}":{{"type":"boolean","value":"true"}}'
    for name in ("UseTaggedPDF", "DisplayPDFDocumentTitle", "ExportBookmarks")
).join("{}")
_MOMENT = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_IDS = re.compile(rb"<[0-9A-F]{32}>|(?<=/DocChecksum /)[0-9A-F]{32}")
_EPOCH = "19800101"
_NAMES = ("soffice", "libreoffice")


@record
class Measured:
    """What a word processor found."""

    pages: int
    by: str  # "LibreOffice 7.4"
    pdf: bytes = b""


def measure_libreoffice(data: bytes, seconds: float = _SECONDS, date: str = "") -> Measured:
    """Lay the .docx out in LibreOffice, with a profile that is thrown away, and count its pages.

    The PDF is dated `date` (YYYY-MM-DD, the memo's).
    Raises BriefgenError where LibreOffice is absent, fails, or takes longer than `seconds`.
    """
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise BriefgenError(
            "LibreOffice is not installed: no page can be measured, and no PDF made",
            "install it so that `soffice` is found, or build without --measure and --to pdf",
        )
    with tempfile.TemporaryDirectory(prefix="briefgen-") as name:
        folder = Path(name)
        (folder / "memo.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run([program, profile, "--headless", "--convert-to", _EXPORT, "--outdir", name,
              str(folder / "memo.docx")], seconds)  # fmt: skip
        pdf = folder / "memo.pdf"
        if not pdf.exists():  # its exit status is 0 even then
            raise BriefgenError(
                "LibreOffice could not open the memo: the page is not measured",
                "open the .docx in LibreOffice, and report what it says",
            )
        made = _undated(pdf.read_bytes(), date)
        return Measured(len(_PAGE.findall(made)), _version(program, profile, seconds), made)


def _undated(pdf: bytes, date: str) -> bytes:
    """The same PDF, byte for byte as long, with the memo's date and ids made of its content."""
    day = date.replace("-", "")
    moment = f"{day if len(day) == 8 else _EPOCH}000000".encode()
    pdf = _MOMENT.sub(lambda found: found[1] + moment, pdf)
    bare = _IDS.sub(b"", pdf)
    id = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    return _IDS.sub(lambda found: b"<%s>" % id if found[0].startswith(b"<") else id, pdf)


def _version(program: str, profile: str, seconds: float) -> str:
    """The program's name and version, as it says them itself."""
    words = _run([program, profile, "--version"], seconds).split()
    return f"LibreOffice {'.'.join(words[1].split('.')[:2])}" if len(words) > 1 else "LibreOffice"


def _run(command: Sequence[str], seconds: float) -> str:
    """Run LibreOffice; gives what it printed."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            command,
            capture_output=True,
            timeout=seconds,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "TZ": "UTC"},  # its zone would stand in the PDF
        )
    except subprocess.TimeoutExpired:
        raise BriefgenError(
            f"LibreOffice did not answer within {seconds:.0f} seconds: the page is not measured",
            "close other LibreOffice windows, or build without --measure",
        ) from None
    except OSError as error:
        raise BriefgenError(f"LibreOffice cannot be started: {error.strerror}") from None
    return done.stdout.decode("utf-8", "replace")
