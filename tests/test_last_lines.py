"""The ends of paragraphs are held together, and citations in words on one line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.compose.last_lines import hold_last_lines
from briefgen.model.document import (
    Cell,
    Cite,
    Inline,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
)

CITE = Cite("[1¶13]")
LONG = Cite("[Authority\u00a0release,\u00a019\u00a0January\u00a0¶2]")


def held(*inlines: Inline, style: str = "bullet") -> str:
    """The paragraph as it is set, `~` for each blank that no line may end at."""
    (block,) = hold_last_lines([Paragraph(style, inlines)])
    assert isinstance(block, Paragraph)
    return plain(block.inlines).replace("\u00a0", "~")


def in_cell(width: float, *inlines: Inline) -> str:
    row = (Cell((Paragraph("cell", inlines),)), Cell((Paragraph("cell", (Text("x"),)),)))
    table = Table(("A", "B"), (width, 100 - width), (row,), "", "")
    (block,) = hold_last_lines([table])
    assert isinstance(block, Table)
    return plain(block.rows[0][0].paragraphs[0].inlines).replace("\u00a0", "~")


def test_a_short_last_word_is_never_alone_with_its_citation() -> None:
    assert held(Text("None was held, and one is needed"), CITE, Text(".")) == (
        "None was held, and one~is~needed~[1¶13]."
    )


def test_a_long_last_word_may_stand_alone() -> None:
    assert held(Text("They asked for arbitrations"), CITE) == "They asked for arbitrations~[1¶13]"


def test_the_words_of_a_quotation_stay_as_captured() -> None:
    quote = Quote("we will not go", "“", "”")
    assert held(Text("They said "), quote, CITE) == "They said “we will not go”~[1¶13]"
    assert held(quote, Text(" to it"), CITE) == "“we will not go”~to~it~[1¶13]"


def test_the_mark_of_a_note_takes_no_room() -> None:
    assert held(Text("They met a day later."), Note(12, ())) == "They met a~day~later.[^12]"


def test_a_long_citation_begins_a_line_of_its_own_only_in_a_narrow_column() -> None:
    said = (Text("The fee is the only way to pay for it, she said"), LONG)
    assert held(*said).endswith("she~said~[Authority~release,~19~January~¶2]")
    assert in_cell(41, *said).endswith("she said [Authority~release,~19~January~¶2]")


def test_a_narrow_column_holds_no_more_than_it_has_room_for() -> None:
    said = (Text("A written guarantee for all"), Text("."))
    assert in_cell(50, *said) == "A written guarantee~for~all."
    assert in_cell(18, *said) == "A written guarantee for~all."
    assert in_cell(13, Text("Dock workers’ union")) == "Dock workers’ union"


@settings(derandomize=True, deadline=None)
@given(st.lists(st.text("ab .\u00a0", max_size=9), min_size=1, max_size=4), st.floats(5, 95))
def test_nothing_but_blanks_changes(words: list[str], width: float) -> None:
    inlines = [Text(text) for text in words]
    made = in_cell(width, *inlines, CITE)
    assert made.replace("~", " ") == plain([*inlines, CITE]).replace("\u00a0", " ")
