"""Random editions in pairs: a document, and what some mornings later became of it.

Not what compose would make, but all that a Document can be: empty paragraphs, blanks at the edges,
tables of one cell, two tables that touch, sections that come, go and change their form.
"""

from __future__ import annotations

from itertools import count
from random import Random

from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Heading,
    Inline,
    Link,
    Listing,
    Note,
    Paragraph,
    Quote,
    Tab,
    Table,
    Text,
)
from briefgen.records import replace

_WORDS = (
    "the fee board vote port lines authority April 12 3.5 million “cannot” said on of a channel "
    "not final; dredging, (again) € tonne letter’s talks stopped 2\u00a0March naïve—perhaps — "
    "schedule: x [sic] & <b> union's 140"
)
WORDS = _WORDS.split(" ")  # a no-break space is part of a word
SECTIONS = ("latest", "background", "positions", "stakes", "open_questions")
STYLES = ("body", "lead", "bullet", "number")
URLS = (
    "https://example.org/a?x=1&y=2",
    "https://example.com/ü",
    "mailto:a@example.org",
    "javascript:1",
)


def pair(seed: int) -> tuple[Document, Document]:
    """An edition, and the memo that follows it; one in twelve is another memo altogether."""
    random = Random(seed)  # noqa: S311 - editions, not secrets
    made = _Edition(random)
    old = made.document()
    new = made.document() if random.random() < 1 / 12 else made.later(old)
    first, second = (new, old) if random.random() < 0.3 else (old, new)
    return _numbered(first), _numbered(second)


def _numbered(document: Document) -> Document:
    """The document with its notes numbered as they are read, as compose does."""
    numbers = count(1)

    def paragraph(old: Paragraph) -> Paragraph:
        inlines = (
            replace(i, number=next(numbers)) if isinstance(i, Note) else i for i in old.inlines
        )
        return replace(old, inlines=tuple(inlines))

    def block(old: Block) -> Block:
        match old:
            case Paragraph():
                return paragraph(old)
            case Listing(items=items):
                return replace(old, items=tuple(map(paragraph, items)))
            case Table(rows=rows):
                cells = ((Cell(tuple(map(paragraph, c.paragraphs))) for c in row) for row in rows)
                return replace(old, rows=tuple(map(tuple, cells)))
            case Heading():
                return old

    return replace(document, blocks=tuple(map(block, document.blocks)))


class _Edition:
    def __init__(self, random: Random) -> None:
        self.random = random

    def document(self) -> Document:
        sections = self.random.sample(SECTIONS, self.random.randint(0, len(SECTIONS)))
        blocks = [b for section in sections for b in self.section(section)]
        if self.random.random() < 0.8 or not blocks:
            blocks.append(Paragraph("note", self.inlines(12)))
        return Document(
            title=self.words(6),
            lang="en",
            date=self.random.choice(("2026-03-05", "2026-03", "2026-03-05T14:00Z")),
            fields=tuple((w.title(), self.words(3)) for w in ("to", "from", "date", "for")),
            blocks=tuple(blocks),
            values={"as_of": self.words(2), "memo.handling": "INTERNAL"},
        )

    def section(self, name: str) -> list[Block]:
        blocks: list[Block] = [Heading(self.words(2), name)] if self.chance(0.9) else []
        for _ in range(self.random.choice((1, 1, 1, 2))):
            blocks += self.content(name)
        return blocks

    def content(self, name: str) -> list[Block]:
        form = self.random.choice(("prose", "list", "numbers", "table"))
        count = self.random.randint(1, 4)
        if form == "table":
            return [self.table(name, count)]
        if form == "prose":
            style = self.random.choice(("body", "lead"))
            return [self.paragraph(style, f"{name}/{n}") for n in range(1, count + 1)]
        style = "bullet" if form == "list" else "number"
        items = (self.paragraph(style, f"{name}/{n}") for n in range(1, count + 1))
        return [Listing(form == "numbers", tuple(items), name)]

    def table(self, name: str, rows: int) -> Table:
        columns = self.random.randint(1, 4)
        made = tuple(
            tuple(self.cell(f"{name}/{r}/{c}") for c in range(columns)) for r in range(rows)
        )
        return Table(
            tuple(self.words(2) for _ in range(columns)), self.widths(columns), made, "T", "D", name
        )

    def widths(self, columns: int) -> tuple[float, ...]:
        return tuple(float(self.random.randint(10, 50)) for _ in range(columns))

    def cell(self, origin: str) -> Cell:
        count = self.random.choice((1, 1, 1, 2, 3))
        return Cell(tuple(self.paragraph("cell", f"{origin}/{n}") for n in range(count)))

    def paragraph(self, style: str, origin: str) -> Paragraph:
        key = self.random.choice((origin, origin, "", "own-id"))
        return Paragraph(style, self.inlines(16) if self.chance(0.95) else (), key)

    def inlines(self, most: int) -> tuple[Inline, ...]:
        return tuple(self.inline(most) for _ in range(self.random.randint(1, 5)))

    def inline(self, most: int) -> Inline:
        kind = self.random.choice(("text", "text", "text", "quote", "cite", "link", "note", "tab"))
        if kind == "quote":
            return Quote(self.words(6), "“", "”")
        if kind == "cite":
            return Cite(f"[{self.random.randint(1, 9)}¶{self.random.randint(1, 30)}]")
        if kind == "link":
            style = self.random.choice(("", "emphasis"))
            return Link(self.words(3), self.random.choice(URLS), style)
        if kind == "note":
            return Note(0, (Text(self.words(4)), Link(self.words(1), URLS[0])))
        if kind == "tab":
            return Tab()
        blank = self.random.choice(("", " ", "\n", "  "))
        text = (
            f"{blank}{self.words(self.random.randint(1, most))}{self.random.choice(('', ' ', '.'))}"
        )
        return Text(text, self.random.choice(("", "", "", "strong", "emphasis")))

    def words(self, count: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(count))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    # -- later -----------------------------------------------------------------------------------

    def later(self, old: Document) -> Document:
        blocks = [b for block in old.blocks for b in self.moved_on(block)]
        if self.chance(0.15):
            self.random.shuffle(blocks)
        if self.chance(0.3):
            blocks.insert(self.random.randint(0, len(blocks)), Paragraph("body", self.inlines(9)))
        fields = tuple((k, self.words(3) if self.chance(0.2) else v) for k, v in old.fields)
        title = self.words(6) if self.chance(0.2) else old.title
        values = {**old.values, "as_of": self.words(2)}
        return Document(title, "en", "2026-03-06", fields, tuple(blocks), values)

    def moved_on(self, block: Block) -> list[Block]:
        if self.chance(0.08):
            return []
        if self.chance(0.08):
            return [block, *self.section(self.random.choice(SECTIONS))]
        match block:
            case Heading():
                return [replace(block, text=self.words(2))] if self.chance(0.1) else [block]
            case Paragraph():
                return [self.changed(block)]
            case Listing(items=items):
                listed = self.several(items)
                return [replace(block, items=listed)] if listed else []
            case Table():
                return [self.other_table(block)]

    def several(self, items: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        kept = [self.changed(item) for item in items if self.chance(0.85)]
        if self.chance(0.3):
            kept.insert(self.random.randint(0, len(kept)), self.paragraph(items[0].style, "x/1"))
        if self.chance(0.1):
            self.random.shuffle(kept)
        return tuple(kept)

    def changed(self, paragraph: Paragraph) -> Paragraph:
        if self.chance(0.5):
            return paragraph
        if self.chance(0.1) and paragraph.style in STYLES:
            return replace(paragraph, style=self.random.choice(STYLES))
        inlines = [i for i in paragraph.inlines if self.chance(0.9)]
        inlines = [self.other(i) if self.chance(0.4) else i for i in inlines]
        if self.chance(0.2):
            inlines.insert(self.random.randint(0, len(inlines)), self.inline(5))
        return replace(paragraph, inlines=tuple(inlines))

    def other(self, inline: Inline) -> Inline:
        match inline:
            case Text(text=text, style=style):
                words = [self.words(1) if self.chance(0.2) else w for w in text.split(" ")]
                return Text(" ".join(w for w in words if self.chance(0.9)), style)
            case Quote(words=words):
                return replace(inline, words=f"{words} {self.words(1)}")
            case Link(text=text):
                return Link(text, self.random.choice(URLS))
            case _:
                return self.inline(4)

    def other_table(self, table: Table) -> Table:
        if self.chance(0.1):
            return self.table(table.section, len(table.rows) or 1)
        rows = [self.other_row(row) for row in table.rows if self.chance(0.85)]
        if self.chance(0.3):
            row = tuple(self.cell("y/1") for _ in table.widths)
            rows.insert(self.random.randint(0, len(rows)), row)
        if self.chance(0.1):
            self.random.shuffle(rows)
        widths = self.widths(len(table.widths)) if self.chance(0.3) else table.widths
        heads = tuple(self.words(2) if self.chance(0.1) else h for h in table.headings)
        return replace(table, rows=tuple(rows), widths=widths, headings=heads)

    def other_row(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        if self.chance(0.1):
            return tuple(self.cell("z/1") for _ in row)
        cells = (self.several(cell.paragraphs) for cell in row)
        return tuple(Cell(found or (Paragraph("cell", ()),)) for found in cells)
