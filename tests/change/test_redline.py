"""Redlines: all changes accepted give today's memo, all rejected give the edition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefgen.model.document import (
    Block,
    Cell,
    Cite,
    Document,
    Heading,
    Link,
    Listing,
    Note,
    Paragraph,
    Quote,
    Table,
    Text,
)
from briefgen.model.template import Template
from briefgen.records import replace
from briefgen.verify import verify_docx, verify_redline
from briefgen.write.word.package import unpack
from briefgen.write.word.redline import redline
from briefgen.write.word.writer import to_docx
from tests.change.random_editions import pair
from tests.change.tracked import ACCEPTED, REJECTED, Read, W
from tests.word.corporate import LOOKS, put
from tests.word.files import findings
from tests.word.samples import template

T = template()
PAIRS = 300


def both_sides_are_right(old: Document, new: Document, look: Template = T) -> bytes:
    made = redline(old, new, look, {})
    assert Read(made, ACCEPTED).blocks == Read(to_docx(new, look, {}), ACCEPTED).blocks
    assert Read(made, REJECTED).blocks == Read(to_docx(old, look, {}), ACCEPTED).blocks
    return made


# -- 300 pairs of random editions ----------------------------------------------------------------


@pytest.mark.parametrize("first", range(0, PAIRS, 50))
def test_accepting_all_gives_the_new_and_rejecting_all_the_old_edition(first: int) -> None:
    """Words with their looks and addresses, notes, each paragraph's style, each table's grid."""
    for seed in range(first, first + 50):
        both_sides_are_right(*pair(seed))


@pytest.mark.parametrize("name", ["letterhead", "header table", "german", "split markers"])
def test_every_look_gives_both_sides(name: str, tmp_path: Path) -> None:
    """Fields and slots in tables, sections with slots of their own, markers in pieces."""
    look = template("a4", put(LOOKS[name](), tmp_path))
    for seed in range(300, 308):
        both_sides_are_right(*pair(seed), look)


def test_a_text_box_is_todays(tmp_path: Path) -> None:
    look = template("a4", put(LOOKS["text boxes"](), tmp_path))
    assert findings(redline(*pair(1), look, {}), tmp_path) == []


@pytest.mark.parametrize("first", range(0, PAIRS, 50))
def test_redlines_are_valid(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 50):
        assert findings(redline(*pair(seed), T, {}), tmp_path) == [], seed


def test_what_a_build_reads_back_finds_nothing_in_a_redline_that_is_not_in_the_memo() -> None:
    for seed in range(0, PAIRS, 20):
        old, new = pair(seed)
        plain = [*verify_docx(to_docx(new, T, {}), new)]
        plain += [f for f in verify_docx(to_docx(old, T, {}), old) if f.code != "VER002"]
        found = verify_redline(redline(old, new, T, {}), old, new)
        assert [f.message for f in found] == [f.message for f in plain], seed


def test_the_pairs_are_no_easy_ones() -> None:
    made = [redline(*pair(seed), T, {}) for seed in range(0, PAIRS, 10)]
    held = b"".join(unpack(data)["word/document.xml"] for data in made)
    for name in ("pPrChange", "tcPrChange", "tblGridChange", "footnoteReference", "hyperlink"):
        assert f"<w:{name}".encode() in held, name
    assert sum(old != new for old, new in map(pair, range(PAIRS))) > PAIRS * 0.9


# -- one change at a time ------------------------------------------------------------------------

FEE = Paragraph("bullet", (Text("The fee is final; it "), Quote("will not reopen", "“", "”"),
                           Text(" it"), Cite("[1¶2]"), Text(".")), "fee")  # fmt: skip
VOTE = Paragraph("bullet", (Text("The lines ask for a vote of the full board."),), "vote")
WORK = Paragraph("bullet", (Text("Dredging begins in autumn."),), "work")


def memo(*blocks: Block, title: str = "Port fee", date: str = "2026-03-06") -> Document:
    fields = (("To", "Chief of Staff"), ("Date", date))
    return Document(title, "en", date, fields, blocks, {"as_of": date})


def items(*paragraphs: Paragraph, ordered: bool = False) -> Document:
    section = (Heading("Background", "background"), Listing(ordered, paragraphs, "background"))
    return memo(*section, Paragraph("note", (Text("Sources."),)))


def rows(*texts: Sequence[str], widths: Sequence[float] = (30, 70)) -> Document:
    cells = tuple(tuple(Cell((Paragraph("cell", (Text(t),)),)) for t in row) for row in texts)
    heads = ("Party", "Stated", "Claims")[: len(widths)]
    table = Table(heads, tuple(widths), cells, "Positions", "By party", "positions")
    return memo(Heading("Positions", "positions"), table, Paragraph("note", (Text("Sources."),)))


def marks(made: bytes) -> list[tuple[str, str]]:
    """What is tracked in the text: kind and words, paragraphs' marks as ¶, rows as |."""
    root = etree.fromstring(unpack(made)["word/document.xml"])
    found = []
    for mark in root.iter(f"{W}ins", f"{W}del", f"{W}pPrChange", f"{W}tcPrChange"):
        parent: Any = mark.getparent()
        sign = {f"{W}rPr": "¶", f"{W}trPr": "|"}.get(parent.tag, "")
        words = "".join(t.text or "" for t in mark.iter(f"{W}t", f"{W}delText"))
        found.append((mark.tag.removeprefix(W), sign or words))
    return found


def test_between_equal_memos_nothing_is_tracked() -> None:
    assert marks(both_sides_are_right(items(FEE, VOTE), items(FEE, VOTE))) == []


def test_one_word_is_tracked_as_one_word_and_the_quotation_and_citation_stay() -> None:
    later = replace(FEE, inlines=(Text("The fee stays final; it "), *FEE.inlines[1:]))
    assert marks(both_sides_are_right(items(FEE), items(later))) == [
        ("del", "is"),
        ("ins", "stays"),
    ]


def test_another_number_of_a_citation_is_tracked_in_its_own_look() -> None:
    later = replace(FEE, inlines=(*FEE.inlines[:3], Cite("[2¶2]"), FEE.inlines[4]))
    made = both_sides_are_right(items(FEE), items(later))
    assert marks(made) == [("del", "[1¶2]"), ("ins", "[2¶2]")]
    for run in etree.fromstring(unpack(made)["word/document.xml"]).iter(f"{W}ins"):
        assert [s.get(f"{W}val") for s in run.iter(f"{W}rStyle")] == ["MemoCitation"]


def test_a_new_item_comes_with_its_mark_and_an_old_one_goes_with_it() -> None:
    made = both_sides_are_right(items(FEE, VOTE), items(FEE, WORK))
    assert marks(made) == [
        ("del", "¶"),
        ("del", "The lines ask for a vote of the full board."),
        ("ins", "¶"),
        ("ins", "Dredging begins in autumn."),
    ]


def test_what_moved_goes_in_one_place_and_comes_in_another() -> None:
    made = both_sides_are_right(items(FEE, VOTE, WORK), items(WORK, FEE, VOTE))
    assert [kind for kind, _ in marks(made)] == ["ins", "ins", "del", "del"]


def test_another_style_keeps_the_words() -> None:
    old, new = (
        items(VOTE),
        memo(
            Heading("Background", "background"),
            replace(VOTE, style="body"),
            Paragraph("note", (Text("Sources."),)),
        ),
    )
    assert marks(both_sides_are_right(old, new)) == [("pPrChange", "")]


def test_rows_come_and_go_whole() -> None:
    old = rows(("Authority", "The fee is final."), ("Lines", "A vote first."))
    new = rows(("Authority", "The fee is final."), ("Union", "Not on either side."))
    made = marks(both_sides_are_right(old, new))
    assert [mark for mark in made if mark[1] == "|"] == [("del", "|"), ("ins", "|")]


def test_columns_of_other_widths_are_a_change_of_the_table_and_no_new_table() -> None:
    row = ("Authority", "The fee is final.")
    made = both_sides_are_right(rows(row), rows(row, widths=(40, 60)))
    assert [kind for kind, _ in marks(made)] == ["tcPrChange"] * 4


def test_a_table_of_other_columns_goes_and_a_new_one_comes() -> None:
    old = rows(("Authority", "The fee is final."))
    new = rows(("Authority", "The fee is final.", "No vote."), widths=(20, 40, 40))
    both_sides_are_right(old, new)


def test_words_that_change_wholly_in_a_cell_share_its_one_paragraph() -> None:
    old, new = rows(("Lines", "A vote first.")), rows(("Lines", "Nothing in the sources."))
    made = both_sides_are_right(old, new)
    assert ("ins", "¶") not in marks(made)


def test_a_last_paragraph_that_came_leaves_none_behind_when_it_is_rejected() -> None:
    old = memo(Paragraph("body", VOTE.inlines))
    made = both_sides_are_right(old, memo(*old.blocks, Paragraph("note", WORK.inlines)))
    assert ("ins", "¶") in marks(made)


def test_a_footnote_that_only_has_another_number_is_not_tracked() -> None:
    def noted(*notes: str) -> Document:
        inlines = [
            i
            for n, text in enumerate(notes, 1)
            for i in (Text(f"Statement {text}."), Note(n, (Text(text),)))
        ]
        return memo(Paragraph("body", tuple(inlines)))

    made = both_sides_are_right(noted("b", "c"), noted("a", "b", "c"))
    assert [m for m in marks(made) if m[0] == "del"] == []
    root = etree.fromstring(unpack(made)["word/footnotes.xml"])
    assert len(root.findall(f"{W}footnote")) == 2 + 3


def test_another_address_is_a_change_though_the_words_are_the_same() -> None:
    def linked(url: str) -> Document:
        return memo(Paragraph("note", (Text("See "), Link("the report", url), Text("."))))

    old, new = linked("https://example.org/1"), linked("https://example.org/2")
    assert marks(both_sides_are_right(old, new)) == [("del", "the report"), ("ins", "the report")]


def test_lists_of_numbers_keep_their_numbers_on_both_sides() -> None:
    first = Listing(True, (replace(FEE, style="number"), replace(WORK, style="number")), "latest")
    second = Listing(True, (replace(VOTE, style="number"),), "open_questions")
    old, new = memo(first, second), memo(replace(first, items=first.items[:1]), second)
    both_sides_are_right(old, new)
    both_sides_are_right(memo(second), memo(first, second))


def test_the_title_is_tracked_and_the_date_of_every_change_is_the_memos() -> None:
    old = memo(VOTE, title="Port fee", date="2026-03-05")
    made = both_sides_are_right(old, memo(VOTE, title="Harbour fee"))
    assert ("ins", "Harbour") in marks(made)
    body = etree.fromstring(unpack(made)["word/document.xml"])
    changes = list(body.iter(f"{W}ins", f"{W}del"))
    assert {c.get(f"{W}date") for c in changes} == {"2026-03-06T00:00:00Z"}
    assert {c.get(f"{W}author") for c in changes} == {"briefgen"}
    assert len({c.get(f"{W}id") for c in changes}) == len(changes)


def test_the_bookmarks_are_those_of_todays_memo() -> None:
    old, new = items(FEE, VOTE, WORK), items(VOTE, WORK, FEE)
    names = [
        [
            b.get(f"{W}name")
            for b in etree.fromstring(unpack(d)["word/document.xml"]).iter(f"{W}bookmarkStart")
        ]
        for d in (redline(old, new, T, {}), to_docx(new, T, {}))
    ]
    assert names[0] == names[1]


def test_the_same_documents_give_the_same_bytes() -> None:
    assert redline(*pair(3), T, {}) == redline(*pair(3), T, {})
