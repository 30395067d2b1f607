"""What the office programs do to a memo that somebody edited, when they save it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOOTNOTES = "word/footnotes.xml"


def in_order(part: bytes, body: Any) -> bytes:
    """The footnotes, and their marks in `body`, numbered in the order of the marks, as Word saves them.

    LibreOffice reads the notes one after another, whatever their marks say.
    """
    root: Any = etree.fromstring(part)
    notes = {note.get(f"{W}id"): note for note in root}
    marks = list(body.iter(f"{W}footnoteReference"))
    own = [notes[mark.get(f"{W}id")] for mark in marks]
    first = min((int(note.get(f"{W}id")) for note in own), default=1)
    root[:] = [note for note in root if note.get(f"{W}type")] + own  # separators, then those marked
    for number, (mark, note) in enumerate(zip(marks, own, strict=True), first):
        mark.set(f"{W}id", str(number))
        note.set(f"{W}id", str(number))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def through_libreoffice(data: bytes) -> bytes:
    """The file as LibreOffice saves it."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "memo.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir",
             str(folder / "saved"), str(folder / "memo.docx")],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (folder / "saved" / "memo.docx").read_bytes()
