"""Documents to set: an invented harbour dispute, whole, bare, and stretched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Quote,
    Table,
    Text,
)
from briefgen.model.source import Visibility
from briefgen.model.template import PageSpec, Template

LOOK = Path(__file__).parents[2] / "templates" / "executive" / "memo.docx"


def template(paper: str = "letter", look: Path | None = LOOK) -> Template:
    return Template(
        name="executive",
        folder=LOOK.parent,
        purpose="",
        ceiling=Visibility.INTERNAL,
        page=PageSpec(paper=paper),
        citations="numbered",
        sections=(),
        look=look,
    )


def point(style: str, origin: str, *pieces: str | Inline) -> Paragraph:
    return Paragraph(style, tuple(Text(p) if isinstance(p, str) else p for p in pieces), origin)


def q(words: str) -> Quote:
    return Quote(words, "“", "”")


def b(words: str) -> Text:
    return Text(words, "strong")


def c(label: str) -> Cite:
    return Cite(f"[{label}]")


def cell(*paragraphs: Paragraph) -> Cell:
    return Cell(paragraphs)


def table(rows: Sequence[tuple[Cell, ...]], section: str = "positions") -> Table:
    return Table(
        headings=("Party", "Stated position", "Main claims, attributed"),
        widths=(13, 32, 55),
        rows=tuple(rows),
        title="Positions of the parties",
        description="One row a party: what it says it wants, and what it says is so.",
        section=section,
    )


def row(party: str, stated: Paragraph, *claims: Paragraph) -> tuple[Cell, ...]:
    return (cell(Paragraph("cell", (b(party),))), cell(stated), cell(*claims))


POSITIONS = (
    row(
        "Harbour Authority",
        point("cell", "s1", "The fee is final; it ", q("will not reopen"), " it", c("1¶4"), "."),
        point("cell", "c1", "Okoye said the fee pays for dredging that the lines asked for in 2024",
              c("2¶7"), ". The lines’ answer is not in the sources."),
        point("cell", "c2", "The authority wrote that ", q("no other port on this coast"),
              " dredges without a levy", c("3¶2"), "."),
    ),
    row(
        "Shipping lines",
        point("cell", "s2", "Want the fee put off until a joint study is done", c("1¶9; 4¶3"), "."),
        point("cell", "c3", "The lines’ letter puts the cost at roughly $19 million a year",
              c("4¶5"), "; the authority’s own report gives $11 million", c("5¶12"), "."),
    ),
    row(
        "Dock workers’ union",
        point("cell", "s3", "Supports a fee ", q("if the money stays in the harbour"),
              c("6¶2"), "."),
        point("cell", "c4", "Says about 140 jobs depend on the dredging contract", c("6¶8"), "."),
    ),
    row(
        "Regional government",
        point("cell", "s4", "Not in the sources."),
        point("cell", "c5", "One article says a ministry official will attend the April board",
              c("1¶14"), "."),
    ),
)  # fmt: skip

BLOCKS: tuple[Block, ...] = (
    Heading("Bottom line", "bottom_line"),
    point(
        "lead", "p1",
        "Talks between the Harbour Authority and the shipping lines stopped on 2 March", c("1¶3"),
        ". The fee of $0.42 a tonne takes effect on 1 April", c("2¶1"),
        ". The lines have asked a court to suspend it; no hearing is set", c("1¶11"),
        ". Whether the board must vote again is disputed", c("4¶3; 5¶9"), ".",
    ),
    Heading("Latest", "latest"),
    Listing(False, (
        point("bullet", "p2", b("4 March: "), "The board’s chair said a vote ",
              q("is not foreseen before summer"), c("3¶6"),
              ". The lines called that a refusal to answer", c("4¶9"), "."),
        point("bullet", "p3", b("3 March: "),
              "Two lines said they would move calls to another port", c("1¶16"), "."),
    ), "latest"),
    Heading("Background", "background"),
    Listing(False, (
        point("bullet", "p4", "The authority adopted the fee on 12 January, by five votes to two",
              c("5¶1"), ". It would raise about $11 million a year, its report says",
              c("5¶12"), "."),
        point("bullet", "p5", "Three meetings in February ended without a text. The authority ",
              q("will not reopen"), " the fee, its director, Ada Okoye, said on 2 March",
              c("1¶4"), "."),
    ), "background"),
    Heading("Positions", "positions"),
    table(POSITIONS),
    Heading("Stakes", "stakes"),
    Listing(False, (
        point("bullet", "p6", b("Harbour Authority: "),
              "$11 million a year; the dredging contract lapses on 30 June", c("5¶12"), "."),
        point("bullet", "p7", b("Shipping lines: "),
              "roughly $19 million a year by their own count", c("4¶5"),
              "; a surcharge on customers is planned", c("1¶18"), "."),
        point("bullet", "p8", b("Both: "),
              "coastal freight may move to road; no figure is given in the sources", c("7¶2"), "."),
    ), "stakes"),
    Heading("Open questions", "open_questions"),
    Listing(True, (
        point("number", "p9",
              "Does the board have to vote before the fee takes effect? (Harbour Authority)"),
        point("number", "p10", "Which tonnage do the two cost figures assume? (both)"),
        point("number", "p11", "Has the court set a date? (shipping lines)"),
    ), "open_questions"),
    point("note", "", b("Sources. "),
          "[1] The Gazette, 5 March 2026. [2] Tariff notice 7/2026. [3] Harbour Authority, press "
          "release, 4 March 2026. [4] Shipping lines, letter, 2 March 2026. [5] Board report, "
          "January 2026. [6] Interview, dock workers’ union. [7] ",
          Link("Coastal Trade Review", "https://example.org/coastal?a=1&b=2"),
          ", undated. ¶ = paragraph. [1] and [4] rest on the same letter, so their agreement "
          "confirms nothing."),
)  # fmt: skip

VALUES = {
    "as_of": "5 March 2026",
    "kind": "Briefing memo",
    "version": "Version 1",
    "memo.handling": "INTERNAL",
    "memo.from": "Policy Office",
}
FIELDS = (
    ("To", "Chief of Staff"),
    ("From", "Policy Office"),
    ("Date", "5 March 2026"),
    ("For", "Information"),
)


def document(
    blocks: Sequence[Block] = BLOCKS,
    *,
    title: str = "Harbour fee: the authority, the shipping lines and the April deadline",
    lang: str = "en",
    fields: tuple[tuple[str, str], ...] = FIELDS,
    values: dict[str, str] | None = None,
    draft: bool = False,
) -> Document:
    return Document(
        title=title,
        lang=lang,
        date="2026-03-05",
        fields=fields,
        blocks=tuple(blocks),
        values=VALUES if values is None else values,
        draft=draft,
    )
