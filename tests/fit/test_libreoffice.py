"""LibreOffice as the judge of the estimate, and as `--measure libreoffice` asks it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import islice
from pathlib import Path

import docx
import pytest

from briefgen.diagnostics import BriefgenError
from briefgen.fit import Verdict, estimate
from briefgen.fit.measure import measure_libreoffice
from briefgen.records import replace
from briefgen.write.word.look import read_look
from briefgen.write.word.writer import to_docx
from tests.fit.memos import SIZES, memo, template

MEMO = Path(__file__).parents[2] / "templates" / "executive" / "memo.docx"
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def blank(lines: int) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    for _ in range(lines):
        document.add_paragraph("A line.")
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_no_memo_called_fitting_runs_over_in_libreoffice(tmp_path: Path, paper: str) -> None:
    sizes = {role: design for role, (design, _) in SIZES.items()}
    look = read_look(MEMO).on(paper).at(sizes)
    drawn = (memo(seed, 6 + seed % 9) for seed in range(400))
    near = (made for made in drawn if 0.88 < estimate(made, look).fill < 1.04)
    found = {f"m{at}": made for at, made in enumerate(islice(near, 30))}
    for name, made in found.items():
        data = to_docx(made, template(paper, look=MEMO), sizes)
        (tmp_path / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{name}.docx") for name in found]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    assert len(found) == 30
    for name, made in found.items():
        pages = len(PAGE.findall((tmp_path / f"{name}.pdf").read_bytes()))
        ours = estimate(made, look)
        assert pages == 1 or ours.verdict is not Verdict.FITS, f"{name} runs over: {ours.fill}"
        assert pages == 2 or ours.fill < 1.025, f"{name} has room: {ours.fill}"


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize(("lines", "pages"), [(1, 1), (120, 5)])
def test_libreoffice_counts_the_pages_of_a_file(lines: int, pages: int) -> None:
    found = measure_libreoffice(blank(lines))
    assert found.pages == pages
    assert re.fullmatch(r"LibreOffice \d+\.\d+", found.by)


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
def test_what_libreoffice_cannot_open_is_said() -> None:
    with pytest.raises(BriefgenError, match="could not open the memo"):
        measure_libreoffice(b"PK\x03\x04 no document at all")


def test_without_libreoffice_the_message_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(BriefgenError, match="LibreOffice is not installed") as found:
        measure_libreoffice(b"")
    assert "--measure" in found.value.hint


def test_a_program_that_never_answers_is_given_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(slow))
    with pytest.raises(BriefgenError, match="did not answer"):
        measure_libreoffice(b"", seconds=0.2)


def test_the_executive_look_is_measured() -> None:
    look = read_look(MEMO)
    assert estimate(replace(memo(1), blocks=()), look).verdict is Verdict.FITS
