"""Where the text of a page ends: by the estimate, and in LibreOffice.

    python -m benchmarks.page_ends [memos] [first seed]

Memos of one page without footnotes, half of them in our look, half in corporate ones. Prints for
each look the least and the greatest difference in points: what all have in common is what the
last line's font has below its foot, so that only the spread is an error. Needs soffice, pdftotext.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.page_fit import FONTS, Case, in_font, in_letterhead, near_full, pages
from briefgen.fit.boxes import boxes, running_height
from briefgen.fit.pages import Sheets, filled
from briefgen.fit.running import footers, headers
from briefgen.fit.setter import Doubts
from briefgen.model.look import Look
from briefgen.write.word.look import read_look
from briefgen.write.word.writer import to_docx
from tests.fit.memos import template

_LINE = re.compile(r'<line xMin="[\d.]+" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">')
_ENDLESS = 1e6


def ours(case: Case, look: Look) -> tuple[float, float]:
    """Where the text ends, and where the lowest line could: from the top of the sheet."""
    page, document = look.page, case.document
    head, foot = (
        max((running_height(part, document, look) for part in parts[:1]), default=0.0)
        for parts in (headers(document, look), footers(document, look))
    )
    top = max(page.top, page.header + head)
    used = filled(list(boxes(document, look, Doubts())), Sheets(_ENDLESS, _ENDLESS, 1, 0.0))
    return top + used, page.height - max(page.bottom, page.footer + foot)


def theirs(pdf: Path, lowest: float) -> float:
    """Where LibreOffice has the foot of the last line that is no footer."""
    command = ["pdftotext", "-bbox-layout", str(pdf), "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return max(foot for foot in map(float, _LINE.findall(found)) if foot < lowest + 3)


def main(count: int, first: int) -> None:
    """Make the memos, measure them both ways, print the spread."""
    ends: dict[str, tuple[str, float, float]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(first, first + count):
            if seed % 4 == 3 or seed % 6 == 5:  # has footnotes, or two pages
                continue
            made_of = in_font(FONTS[seed % len(FONTS)], folder) if seed % 2 else None
            file = made_of or in_letterhead(seed // 2, folder)
            case = near_full(seed, read_look(file))
            data = to_docx(case.document, template(case.paper, look=file), case.sizes)
            (folder / f"m{seed}.docx").write_bytes(data)
            look = read_look(file).on(case.paper).at(case.sizes)
            ends[f"m{seed}"] = (file.stem, *ours(case, look))
        spread: dict[str, list[float]] = defaultdict(list)
        for memo, sheets in pages(folder, list(ends)).items():
            look_name, end, lowest = ends[memo]
            if sheets == 1:
                spread[look_name].append(end - theirs(folder / f"{memo}.pdf", lowest))
    for look_name, found in sorted(spread.items()):
        print(f"{look_name:16} {len(found):3} memos: {min(found):6.2f} to {max(found):6.2f}")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [60, 1][len(numbers) :]))
