"""How right the page estimate is: memos made up around one page, against LibreOffice.

    python -m benchmarks.page_fit [memos] [first seed] [letterheads]

The memos are drawn so that they nearly fill their pages (85 to 107 %, evenly): that is where a
verdict can be wrong. Every fourth has footnotes, every sixth two pages. With `letterheads` they
stand in nine corporate looks (tests/word/letterheads.py) instead of ours in four families of type,
and every third bears a handling mark or DRAFT. Needs soffice; prints how often a verdict was right
and the fill at which LibreOffice begins a page too many.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.fit import Estimate, estimate
from briefgen.model.document import Document
from briefgen.model.look import Look
from briefgen.records import record, replace
from briefgen.write.word.look import read_look
from briefgen.write.word.writer import to_docx
from tests.fit.memos import SIZES, memo, template
from tests.word.letterheads import LETTERHEADS

BATCH = 30  # LibreOffice stops in silence when it is given hundreds of files
LOOK = Path(__file__).parents[1] / "templates" / "executive" / "memo.docx"
PAPERS = ("letter", "a4")
FONTS = ("Calibri", "Cambria", "Calibri", "Arial", "Times New Roman")
MARKS = ("INTERNAL", "TLP:AMBER", "DRAFT")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@record
class Case:
    """A memo, what it is set in, and how many pages it may fill."""

    document: Document
    sizes: Mapping[str, float]
    paper: str
    pages: int

    def estimate(self, look: Look) -> Estimate:
        return estimate(self.document, look.on(self.paper).at(self.sizes), self.pages)


def in_font(font: str, folder: Path) -> Path:
    """The executive memo.docx, set in another font."""
    made = folder / f"{font}.docx"
    if not made.exists():
        with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"Calibri", font.encode()))
    return made


def in_letterhead(seed: int, folder: Path) -> Path:
    """One of the corporate looks."""
    name = list(LETTERHEADS)[seed % len(LETTERHEADS)]
    made = folder / f"{name}.docx"
    if not made.exists():
        made.write_bytes(LETTERHEADS[name]())
    return made


def near_full(seed: int, look: Look, mark: str = "") -> Case:
    """A memo that fills between four fifths of its pages and a little more than them."""
    wanted = 0.85 + (seed * 7 % 23) / 100  # 0.85 to 1.07
    pages, footnotes = 1 + (seed % 6 == 5), seed % 4 == 3
    sizes = {role: pair[seed % 3 % 2] for role, pair in SIZES.items()}

    def case(at: int) -> Case:
        made = memo(seed * 100 + at, (1 + at % 24) * pages, footnotes=footnotes)
        values = {**made.values, "memo.handling": mark if mark != "DRAFT" else ""}
        made = replace(made, values=values, draft=mark == "DRAFT")
        return Case(made, sizes, PAPERS[seed % 2], pages)

    tries = [case(at) for at in range(48 // pages)]
    return min(tries, key=lambda made: abs(made.estimate(look).fill - wanted))


def pages(folder: Path, names: list[str]) -> dict[str, int]:
    """Lay each memo out in LibreOffice, and count its pages."""
    for at in range(0, len(names), BATCH):
        files = [str(folder / f"{name}.docx") for name in names[at : at + BATCH]]
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
        subprocess.run(command, capture_output=True, timeout=300, check=True)
    return {name: len(_PAGE.findall((folder / f"{name}.pdf").read_bytes())) for name in names}


def main(count: int, first: int, letterheads: bool) -> None:
    """Make the memos, measure them both ways, print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cases: dict[str, Case] = {}
        found: dict[str, Estimate] = {}
        spent = 0.0
        for seed in range(first, first + count):
            font = FONTS[seed % len(FONTS)]
            file = in_letterhead(seed, folder) if letterheads else in_font(font, folder)
            look = read_look(file)
            mark = MARKS[seed // 3 % 3] if letterheads and seed % 3 == 0 else ""
            case = near_full(seed, look, mark)
            data = to_docx(case.document, template(case.paper, look=file), case.sizes)
            (folder / f"m{seed}.docx").write_bytes(data)
            started = time.perf_counter()
            cases[f"m{seed}"], found[f"m{seed}"] = case, case.estimate(look)
            spent += time.perf_counter() - started
        print(f"{count} memos, {spent / count * 1000:.1f} ms an estimate (set before)")
        counted = pages(folder, list(found))
        report(found, {n: counted[n] > cases[n].pages for n in found})


def report(found: Mapping[str, Estimate], over: Mapping[str, bool]) -> None:
    """Print what was right."""
    table = Counter((e.verdict.value, over[n]) for n, e in found.items())
    for (verdict, too_long), count in sorted(table.items()):
        print(f"{verdict:8} {'too long' if too_long else 'on its pages'}: {count}")
    fullest = max((e.fill for n, e in found.items() if not over[n]), default=0)
    emptiest = min((e.fill for n, e in found.items() if over[n]), default=0)
    print(f"fullest estimate of one that fits {fullest}, emptiest of one that does not {emptiest}")
    for line in wrong(found, over):
        print(line)


def wrong(found: Mapping[str, Estimate], over: Mapping[str, bool]) -> Iterator[str]:
    """Each memo that the estimate is wrong or unsure about."""
    for name, e in found.items():
        sure = e.verdict.value == ("over" if over[name] else "fits")
        if not sure:
            yield f"{name} {e.verdict} fill {e.fill:.4f} free {e.free}: too long {over[name]}"


if __name__ == "__main__":
    words = sys.argv[1:]
    numbers = [int(word) for word in words if word.isdigit()]
    count, first = numbers + [60, 1][len(numbers) :]
    main(count, first, letterheads="letterheads" in words)
