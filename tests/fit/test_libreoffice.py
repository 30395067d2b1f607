"""LibreOffice as the judge of the estimate, and as `--measure libreoffice` asks it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import docx
import pytest

from briefgen.diagnostics import BriefgenError
from briefgen.fit import Estimate, Verdict, estimate
from briefgen.fit.measure import measure_libreoffice
from briefgen.model.document import Document, Paragraph, Text
from briefgen.records import replace
from briefgen.write.word.look import read_look
from briefgen.write.word.writer import to_docx
from tests.fit.memos import SIZES, memo, template
from tests.word.letterheads import LETTERHEADS

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
    assert len(found) == 30
    for name, pages in laid_out(tmp_path, found).items():
        ours = estimate(found[name], look)
        assert pages == 1 or ours.verdict is not Verdict.FITS, f"{name} runs over: {ours.fill}"
        assert pages == 2 or ours.verdict is not Verdict.OVER, f"{name} has room: {ours.fill}"


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
def test_notes_that_go_on_on_the_next_page_are_where_libreoffice_has_them(tmp_path: Path) -> None:
    sizes = {role: design for role, (design, _) in SIZES.items()}
    look = read_look(MEMO).on("letter").at(sizes)
    drawn = (memo(seed, 14 + seed % 12, footnotes=True) for seed in range(400))
    near = (made for made in drawn if 0.95 < estimate(made, look, 2).fill < 1.04)
    found = {f"m{at}": made for at, made in enumerate(islice(near, 16))}
    for name, made in found.items():
        data = to_docx(made, template("letter", look=MEMO), sizes)
        (tmp_path / f"{name}.docx").write_bytes(data)
    assert len(found) == 16
    for name, pages in laid_out(tmp_path, found).items():
        ours = estimate(found[name], look, 2)
        assert pages <= 2 or ours.verdict is not Verdict.FITS, f"{name} runs over: {ours.fill}"
        assert pages == 3 or ours.verdict is not Verdict.OVER, f"{name} has room: {ours.fill}"


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("mark", ["", "TLP:RED", "DRAFT"])
def test_in_every_letterhead_the_fullest_page_that_fits_is_one_page(
    tmp_path: Path, mark: str
) -> None:
    sizes = {role: design for role, (design, _) in SIZES.items()}
    names = {}
    for name, made in LETTERHEADS.items():
        path = tmp_path / f"{name}.look.docx"
        path.write_bytes(made())
        look = read_look(path).on("letter").at(sizes)
        pages = [lines_of(count, mark) for count in range(8, 45)]
        found = [estimate(page, look) for page in pages]
        fullest = max(at for at, one in enumerate(found) if one.fits)
        over = next(at for at, one in enumerate(found) if one.fill > 1.005 and is_over(one))
        for kind, at in (("fullest", fullest), ("over", over)):
            data = to_docx(pages[at], template("letter", look=path), sizes)
            (tmp_path / f"{name} {kind}.docx").write_bytes(data)
            names[f"{name} {kind}"] = kind == "over"
    for name, count in laid_out(tmp_path, names).items():
        assert (count > 1) == names[name], f"{name}: {count} page(s)"


def is_over(found: Estimate) -> bool:
    return found.verdict is Verdict.OVER


def lines_of(count: int, mark: str) -> Document:
    lines = tuple(Paragraph("body", (Text("A line."),)) for _ in range(count))
    values = {"memo.handling": mark if mark != "DRAFT" else "", "as_of": "5 March 2026"}
    fields = (("To", "Chief of Staff"),)
    return Document("Talks", "en", "2026-03-05", fields, lines, values, draft=mark == "DRAFT")


def laid_out(folder: Path, names: Iterable[str]) -> dict[str, int]:
    """How many pages LibreOffice makes of each .docx."""
    files = [str(folder / f"{name}.docx") for name in names]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {n: len(PAGE.findall((folder / f"{n}.pdf").read_bytes())) for n in names}


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
