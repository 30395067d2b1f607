"""How right the page estimate is: memos made up around one page, against LibreOffice.

    python -m benchmarks.page_fit [memos] [first seed]

Prints how often a verdict was right, the fill at which LibreOffice begins a second page, and how
far the estimated end of the text is from where LibreOffice ends it. Needs soffice and pdftotext.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefgen.fit import Estimate, estimate
from briefgen.model.document import Document
from briefgen.model.look import Look
from briefgen.write.word.look import read_look
from briefgen.write.word.writer import to_docx
from tests.fit.memos import SIZES, memo, template

BATCH = 30  # LibreOffice stops in silence when it is given hundreds of files
LOOK = Path(__file__).parents[1] / "templates" / "executive" / "memo.docx"
PAPERS = ("letter", "a4")
FONTS = ("Calibri", "Cambria", "Calibri", "Arial", "Times New Roman")
FOOT = 54.0  # the lower margin of the executive memo
#: How many pages; where the last line ends, and where the page ends, in points.
Sheets = tuple[int, float, float]


def in_font(font: str, folder: Path) -> Path:
    """The executive memo.docx, set in another font."""
    made = folder / f"{font}.docx"
    if not made.exists():
        with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"Calibri", font.encode()))
    return made


def near_full(seed: int, look: Look) -> tuple[Document, dict[str, float], str]:
    """A memo that fills between four fifths of its page and a little more than the page."""
    paper = PAPERS[seed % 2]
    sizes = {role: pair[seed % 3 % 2] for role, pair in SIZES.items()}
    look = look.on(paper).at(sizes)
    wanted = 0.85 + (seed * 7 % 23) / 100  # 0.85 to 1.07
    tries = [memo(seed * 100 + at, 1 + at % 24) for at in range(48)]
    best = min(tries, key=lambda made: abs(estimate(made, look).fill - wanted))
    return best, sizes, paper


def pages(folder: Path, names: list[str]) -> dict[str, Sheets]:
    """Lay each memo out in LibreOffice."""
    for at in range(0, len(names), BATCH):
        files = [str(folder / f"{name}.docx") for name in names[at : at + BATCH]]
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
        subprocess.run(command, capture_output=True, timeout=300, check=True)
    return {name: _pages(folder / f"{name}.pdf") for name in names}


def _pages(pdf: Path) -> Sheets:
    found = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    sheets = found.stdout.split("<page ")[1:]
    height = float(re.findall(r'height="([\d.]+)"', sheets[0])[0])
    feet = [float(y) for y in re.findall(r'yMax="([\d.]+)">', sheets[-1])]
    bottom = height - FOOT
    return len(sheets), max(y for y in feet if y < bottom + 5), bottom


def main(count: int, first: int) -> None:
    """Make the memos, measure them both ways, print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found: dict[str, Estimate] = {}
        started = time.perf_counter()
        for seed in range(first, first + count):
            file = in_font(FONTS[seed % len(FONTS)], folder)
            look = read_look(file)
            document, sizes, paper = near_full(seed, look)
            data = to_docx(document, template(paper, look=file), sizes)
            (folder / f"m{seed}.docx").write_bytes(data)
            found[f"m{seed}"] = estimate(document, look.on(paper).at(sizes))
        print(f"{count} memos made in {time.perf_counter() - started:.1f} s")
        report(found, pages(folder, list(found)))


def report(found: dict[str, Estimate], truth: dict[str, Sheets]) -> None:
    """Print what was right."""
    table = Counter((e.verdict.value, truth[n][0]) for n, e in found.items())
    for (verdict, sheets), count in sorted(table.items()):
        print(f"{verdict:8} {sheets} page(s): {count}")
    one = {n: e for n, e in found.items() if truth[n][0] == 1}
    two = [e.fill for n, e in found.items() if truth[n][0] > 1]
    fullest = max(e.fill for e in one.values())
    print(f"fullest estimate of one page {fullest}, emptiest of two {min(two, default=0)}")
    errors = [truth[n][1] - (truth[n][2] - e.free) for n, e in one.items()]
    print(f"LibreOffice ends the text {min(errors):.1f} to {max(errors):.1f} points lower than we")
    for line in lines(found, truth):
        print(line)


def lines(found: dict[str, Estimate], truth: dict[str, Sheets]) -> Iterator[str]:
    """Each memo: estimate, truth."""
    for name, e in found.items():
        sheets, foot, _ = truth[name]
        yield f"{name} {e.verdict} fill {e.fill:.4f} free {e.free}: {sheets} page(s), {foot:.1f}"


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [60, 1][len(numbers) :]))
