"""Documents to write: one of every block and inline, and any words put into every place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.model.document import (
    Cell,
    Cite,
    Document,
    Heading,
    Link,
    Listing,
    Paragraph,
    Quote,
    Tab,
    Table,
    Text,
)
from briefgen.model.source import Visibility
from briefgen.model.template import PageSpec, Template


def template_with(markdown: Path | None = None) -> Template:
    """An executive template with this arrangement, or the built-in one."""
    return Template(
        name="executive",
        folder=Path("templates/executive"),
        purpose="Ten minutes before the meeting",
        ceiling=Visibility.INTERNAL,
        page=PageSpec(),
        citations="numbered",
        sections=(),
        markdown=markdown,
    )


def document_of(words: Sequence[str], title: str = "Harbour fee dispute") -> Document:
    """A document that holds each of `words` as text, quotation, item, cell, heading and label."""
    texts = [Paragraph("body", (Text(w),), f"p{n}") for n, w in enumerate(words)]
    quotes = [Paragraph("lead", (Text("They said "), Quote(w, "“", "”"), Cite("[1¶2]"), Text("."))) for w in words]  # fmt: skip
    strong = [Paragraph("note", (Text(w, "strong"), Text(" and "), Text(w, "emphasis"))) for w in words]  # fmt: skip
    cells = [Cell((Paragraph("cell", (Text(w),)), Paragraph("cell", (Text("2. b"),)))) for w in words]  # fmt: skip
    return _document(
        title,
        *(Heading(w, "background") for w in words),
        *texts,
        Listing(False, tuple(texts)),
        *quotes,
        Listing(True, tuple(quotes)),
        Listing(True, tuple(strong)),
        Table(("Party", "a | b"), (30, 70), tuple((c, c) for c in cells), "t", "d"),
        *strong,
        *(Paragraph("note", (Text("!"), Link(w, "https://x.example/a_(b)?c=1&copy;"))) for w in words),
    )  # fmt: skip


def memo() -> Document:
    """A memo as the executive template composes it."""
    stated = Paragraph("cell", (Text("It "), Quote("will not reopen", "“", "”"), Text(" the fee"), Cite("[1¶1]"), Text(".")), "b")  # fmt: skip
    claim = Paragraph("cell", (Text("The law allows a fee of $4.50 a ton"), Cite("[1¶3]"), Text(".")), "c")  # fmt: skip
    return _document(
        "Harbour fee dispute",
        Paragraph("lead", (Text("Bottom line. ", "strong"), Text("Talks stopped on 2 March"), Cite("[1¶1]"), Text(".")), "a"),
        Heading("Background", "background"),
        Listing(False, (Paragraph("bullet", (Text("Talks broke down"), Cite("[2¶4]"), Text(".")), "d"), Paragraph("bullet", (Text("The fee takes effect in April."),), "e")), "background"),
        Heading("Positions", "positions"),
        Table(("Party", "Position"), (20, 80), ((Cell((Paragraph("cell", (Text("Authority", "strong"),)),)), Cell((stated, claim))),), "Positions", "Each party", "positions"),
        Heading("Open questions", "open_questions"),
        Listing(True, (Paragraph("number", (Text("Does the board have to vote?"),), "f"),), "open_questions"),
        Paragraph("note", (Text("1"), Tab(), Text("The Gazette", "emphasis"), Text(", 5 March 2026, "), Link("https://example.org/port-fee", "https://example.org/port-fee"), Text("."))),
    )  # fmt: skip


def _document(title: str, *blocks: Paragraph | Heading | Listing | Table) -> Document:
    return Document(
        title=title,
        lang="en",
        date="2026-03-05",
        fields=(("To", "Chief of Staff"), ("From", "Policy Office"), ("For", "Information")),
        blocks=blocks,
        values={"title": title, "as_of": "5 March 2026", "memo.handling": "INTERNAL", "kind": "Briefing memo"},
    )  # fmt: skip
