"""Heights of lines: ours beside those that LibreOffice sets, 35 sizes of each of 20 faces.

    python -m benchmarks.line_heights

Needs soffice, pdftotext and the five free font families; prints what differs, in points.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.shared import Pt

from briefgen.fit.widths import face

FAMILIES = ("Carlito", "Caladea", "Liberation Sans", "Liberation Serif", "Liberation Mono")
STYLES = ((False, False), (True, False), (False, True), (True, True))
SIZES = tuple(7 + half / 2 for half in range(35))
LINES = 21


def write(family: str, bold: bool, italic: bool, path: Path) -> None:
    """A page for each size, with so many lines of it."""
    made = docx.Document()
    made.sections[0].page_height = Pt(1500)
    for at, size in enumerate(SIZES):
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.page_break_before = at > 0
        run = paragraph.add_run("\n".join(["x"] * LINES))
        run.font.name, run.font.size, run.bold, run.italic = family, Pt(size), bold, italic
    made.save(str(path))


def measured(pdf: Path) -> list[float]:
    """The height of a line on each page."""
    found = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    feet = [re.findall(r'yMax="([\d.]+)">', page) for page in found.stdout.split("<page ")[1:]]
    return [(float(page[-1]) - float(page[0])) / (LINES - 1) for page in feet]


def main() -> None:
    """Measure every face, and print what differs by more than a hundredth of a point."""
    differ = tried = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {}
        for family in FAMILIES:
            for bold, italic in STYLES:
                path = folder / f"{family}-{bold}-{italic}.docx"
                write(family, bold, italic, path)
                files[path] = (family, bold, italic)
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", "pdf", "--outdir", name, *map(str, files)]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
        for path, style in files.items():
            ours = face(*style)
            assert ours is not None  # noqa: S101 - all of them are measured
            for size, height in zip(SIZES, measured(path.with_suffix(".pdf")), strict=True):
                tried += 1
                if abs(sum(ours.line(size)) - height) > 0.01:
                    differ += 1
                    print(f"{style} {size}: LibreOffice {height:.2f}, ours {sum(ours.line(size))}")
    print(f"{tried} heights, {differ} differ")


if __name__ == "__main__":
    main()
