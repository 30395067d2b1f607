"""Whether cuts are right: memos that are too long, cut to their page, against LibreOffice.

    python -m benchmarks.page_cuts [memos] [first seed]

Each memo is laid out twice: as it was cut, and with its last cut put back. The first must be one
page; the second must be two, or the estimate calls it `tight`, and says so. Needs soffice.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.page_fit import FONTS, PAPERS, in_font, pages
from briefgen.fit import estimate, fit
from briefgen.model.document import Block, Document, Heading, Listing
from briefgen.model.outline import Point
from briefgen.model.template import SectionSpec
from briefgen.places import Place
from briefgen.records import replace
from briefgen.write.word.look import read_look
from briefgen.write.word.writer import to_docx
from tests.fit.memos import Memo, template

SECTIONS = (
    SectionSpec("bottom_line", "prose", "Bottom line", protected=True),
    SectionSpec("background", "bullets", "Background"),
    SectionSpec("stakes", "bullets", "Stakes"),
    SectionSpec("open_questions", "numbered", "Open questions", protected=True),
)
CUT = ("background", "stakes", "open_questions")


class Long(Memo):
    """A memo of points with weights, a little or much too long for its page."""

    def __init__(self, seed: int) -> None:
        super().__init__(Random(seed))  # noqa: S311 - shapes, not secrets
        counts = {"bottom_line": 1, "background": 12, "stakes": 12, "open_questions": 3}
        self.pairs = [
            (self.point(key, at), self.paragraph("bullet", 6, self.random.choice((12, 30, 60))))
            for key, most in counts.items()
            for at in range(self.random.randint(max(1, most // 2), most))
        ]

    def point(self, section: str, at: int) -> Point:
        """A point of any weight."""
        place = Place("outline.yaml", 1)
        return Point(f"{section}/{at}", section, place, weight=self.random.randint(1, 99))

    def composed(self, dropped: frozenset[str]) -> Document:
        """The memo without some of its points."""
        blocks: list[Block] = []
        for spec in SECTIONS:
            items = tuple(
                replace(words, origin=point.key)
                for point, words in self.pairs
                if point.section == spec.key and point.key not in dropped
            )
            blocks += [Heading(spec.heading, spec.key), Listing(False, items)] if items else []
        return Document("A memo that is too long", "en", "2026-03-05", (), tuple(blocks))


def main(count: int, first: int) -> None:
    """Cut the memos, lay them out, print the figures."""
    said: dict[str, str] = {}
    touched = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(first, first + count):
            file, paper = in_font(FONTS[seed % len(FONTS)], folder), PAPERS[seed % 2]
            made, page = Long(seed), template(PAPERS[seed % 2], SECTIONS, CUT, look=file)
            look = read_look(file)
            found = fit(made.composed, [point for point, _ in made.pairs], page, look)
            if not found.dropped:
                continue
            touched += sum(d.section in {"bottom_line", "open_questions"} for d in found.dropped)
            back = made.composed(frozenset(d.key for d in found.dropped[:-1]))
            for kind, document in (("cut", found.document), ("back", back)):
                data = to_docx(document, page, found.sizes)
                (folder / f"{kind}{seed}.docx").write_bytes(data)
                verdict = estimate(document, look.on(paper).at(found.sizes)).verdict
                said[f"{kind}{seed}"] = f"{kind}, {verdict}"
        counted = pages(folder, list(said))
    print(f"{len(said) // 2} of {count} memos cut; {touched} cuts touch a protected section")
    for (what, sheets), times in sorted(Counter((said[n], counted[n]) for n in said).items()):
        print(f"{what}: {sheets} page(s) {times}")


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(*(numbers + [60, 1][len(numbers) :]))
