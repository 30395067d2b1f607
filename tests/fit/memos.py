"""Memos made up for measuring: every shape that a page takes, in words that mean little.

`memo(seed)` is a memo of about the wanted fill of a page: short and long points, quotations,
citations, tables of one to six rows, long words, dashes, figures, letters with accents.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Heading,
    Inline,
    Listing,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
)
from briefgen.model.source import Visibility
from briefgen.model.template import PageSpec, SectionSpec, Template

TEXT = (
    "the a of to in that it is was said with on by from authority lines fee harbour board vote "
    "April letter director shipping costs effect talks stopped will not reopen before its own "
    "agreement contract government company court filing deadline minister spokeswoman "
    "negotiations Łódź São-Tomé Königsberg naïve façade intercontinental "
    "telecommunications-infrastructure post-2020 $19 billion 2.5 % 14 March — and/or "
    "misunderstanding officials attitude offices affidavit Wednesday which, however, because"
)
WORDS = TEXT.split()


def memo(seed: int, points: int = 18, *, footnotes: bool = False) -> Document:
    """A memo with about so many points; the same for the same arguments."""
    return Memo(Random(seed), footnotes).document(points)  # noqa: S311 - shapes, not secrets


class Memo:
    """Makes up the parts of a memo."""

    def __init__(self, random: Random, footnotes: bool = False) -> None:
        self.random = random
        self.footnotes = footnotes
        self.notes = 0  # so far

    def document(self, points: int) -> Document:
        title = self.words(4, self.random.choice((7, 9, 16)))
        fields = (
            ("To", "Chief of Staff"),
            ("Date", "5 March 2026"),
            ("From", self.random.choice(("Policy Office", "Office of the Deputy Director, Ports"))),
            ("For", "Information"),
        )
        some = fields[: self.random.randint(0, 4)]
        return Document(title, "en", "2026-03-05", some, self.blocks(points), {"kind": "Memo"})

    def blocks(self, points: int) -> tuple[Block, ...]:
        shares = sorted(self.random.randint(1, points) for _ in range(2))
        parties = self.random.choice((0, 1, 2, 2, 3, 4, 6))
        notes = self.random.randint(1, 6)
        return (
            Heading("Bottom line", "bottom_line"),
            self.paragraph("lead", 15, 60),
            Heading("Background", "background"),
            *self.points(shares[0]),
            *(self.table(parties) if parties else ()),
            Heading("Stakes", "stakes"),
            *self.points(shares[1] - shares[0]),
            Heading("Open questions", "open_questions"),
            *self.points(points - shares[1], "number"),
            *(self.paragraph("note", 10, 50, cites=0) for _ in range(notes)),
        )

    def points(self, count: int, style: str = "") -> tuple[Block, ...]:
        style = style or self.random.choice(("bullet", "bullet", "body"))
        items = tuple(
            self.paragraph(style, 4, self.random.choice((12, 30, 60))) for _ in range(count)
        )
        if not items or style == "body":
            return items
        return (Listing(style == "number", items, ""),)

    def table(self, rows: int) -> tuple[Block, ...]:
        widths = self.random.choice(((13.0, 32.0, 55.0), (20.0, 40.0, 40.0), (15.0, 85.0)))
        made = tuple(
            tuple(Cell(self.cell(column, width)) for column, width in enumerate(widths))
            for _ in range(rows)
        )
        heads = ("Party", "Position", "What it says, and of whom")[: len(widths)]
        return (
            Heading("Positions", "positions"),
            Table(heads, widths, made, "Positions", "Positions of the parties", "positions"),
        )

    def cell(self, column: int, width: float) -> tuple[Paragraph, ...]:
        if column == 0:
            return (Paragraph("cell", (Text(self.words(1, 3), "strong"),)),)
        longest = int(width)
        return tuple(self.paragraph("cell", 3, longest) for _ in range(self.random.randint(1, 2)))

    def paragraph(self, style: str, least: int, most: int, cites: int = 2) -> Paragraph:
        inlines: list[Inline] = []
        if self.random.random() < 0.3:
            inlines.append(Text(self.words(1, 3) + ": ", "strong"))
        for _ in range(self.random.randint(0, cites)):
            inlines += [Text(self.words(2, most // 2) + " "), Quote(self.words(2, 8), "“", "”")]
            inlines += [self.cite(), Text(", ")]
        inlines.append(Text(self.words(least, max(least, most - len(inlines) * 4)) + "."))
        if self.random.random() < 0.1:
            inlines.append(Text(" " + self.words(2, 5), "emphasis"))
        return Paragraph(style, tuple(inlines))

    def cite(self) -> Inline:
        if not self.footnotes:
            return Cite(self.random.choice(("[1]", "[2¶13]", "[3¶4; 5¶16]")))
        self.notes += 1
        return Note(self.notes, (Text(self.words(4, self.random.choice((8, 20, 40))) + "."),))

    def words(self, least: int, most: int) -> str:
        count = self.random.randint(least, max(least, most))
        return " ".join(self.random.choice(WORDS) for _ in range(count))


SIZES = {"body": (10.5, 10.0), "lead": (11.0, 10.5), "table": (9.5, 9.0), "notes": (8.0, 8.0)}


def template(
    paper: str = "letter",
    sections: tuple[SectionSpec, ...] = (),
    cut: tuple[str, ...] = (),
    look: Path | None = None,
) -> Template:
    """A template of one page with the executive memo's sizes of type."""
    page = PageSpec(paper, 1, SIZES)
    ceiling = Visibility.INTERNAL
    return Template("executive", Path(), "", ceiling, page, "numbered", sections, cut, look=look)
