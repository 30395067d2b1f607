"""The look that the estimator reads is the look that Word sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.diagnostics import BriefgenError
from briefgen.model.look import PageGeometry, TableLook
from briefgen.write.word.look import read_look
from briefgen.write.word.package import pack, unpack
from briefgen.write.word.writer import to_docx
from tests.word.corporate import put, text_boxes
from tests.word.samples import LOOK, document, template


def test_page_and_table_are_in_points() -> None:
    look = read_look(LOOK)
    assert look.page == PageGeometry(612, 792, 57.6, 57.6, 61.2, 54, 28.8, 28.8)
    assert look.table == TableLook(1.5, 0, 4, 4, 0, 1, 0.5)


def test_a_style_holds_what_it_inherits() -> None:
    bullet = read_look(LOOK).role("bullet")
    assert (bullet.font, bullet.size, bullet.line) == ("Calibri", 10.5, 1.05)
    assert (bullet.left, bullet.first_line, bullet.after) == (14.4, -14.4, 1.5)


def test_headings_are_bold_and_keep_with_what_follows() -> None:
    heading = read_look(LOOK).role("heading")
    assert heading.bold
    assert heading.keep_next


def test_a_rule_above_or_below_counts_with_its_space() -> None:
    look = read_look(LOOK)
    assert (look.role("field").border_bottom, look.role("note").border_top) == (6.5, 4.5)


def test_citations_follow_the_size_of_their_text_and_stop_at_eight_points() -> None:
    look = read_look(LOOK)
    smaller = look.at({"body": 10, "table": 9})
    assert (look.cite("body").size, look.cite("cell").size) == (9, 8)
    assert (smaller.cite("body").size, smaller.cite("cell").size) == (8.5, 8)


def test_the_look_of_a_finished_memo_is_the_look_that_was_promised(tmp_path: Path) -> None:
    sizes = {"body": 10, "lead": 10.5, "table": 9, "notes": 8}
    path = tmp_path / "memo.docx"
    path.write_bytes(to_docx(document(), template("a4"), sizes))
    promised, found = read_look(LOOK).at(sizes).on("a4"), read_look(path)
    assert found.page == promised.page
    assert {n: s.size for n, s in found.styles.items()} == {
        n: s.size for n, s in promised.styles.items()
    }


def test_what_is_no_word_document_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "executive" / "memo.docx"
    path.parent.mkdir()
    path.write_text("not a zip")
    with pytest.raises(BriefgenError, match="cannot be read as a Word document"):
        read_look(path)


@pytest.mark.parametrize(
    ("wrap", "relative", "offset", "sure", "at_most", "reach"),
    [
        ("<wp:wrapTopAndBottom/>", "paragraph", 0, 47.2, 47.2, 0),
        ("<wp:wrapTopAndBottom/>", "paragraph", 127000, 57.2, 57.2, 0),
        ("<wp:wrapTopAndBottom/>", "page", 127000, 0.0, 47.2, 0),
        ('<wp:wrapSquare wrapText="bothSides"/>', "paragraph", 127000, 0.0, 0.0, 57.2),
        ('<wp:wrapSquare wrapText="bothSides"/>', "page", 127000, 0.0, 47.2, 0),
        ("<wp:wrapNone/>", "paragraph", 0, 0.0, 0.0, 0),
    ],
)
def test_what_floats_says_how_far_it_pushes_the_text(
    tmp_path: Path,
    wrap: str,
    relative: str,
    offset: int,
    sure: float,
    at_most: float,
    reach: float,
) -> None:
    parts = unpack(text_boxes())
    body = parts["word/document.xml"].decode()
    for old, new in (
        ('<wp:wrapSquare wrapText="bothSides"/>', wrap),
        ('V relativeFrom="paragraph"><wp:posOffset>0', f'V relativeFrom="{relative}">'
         f"<wp:posOffset>{offset}"),
    ):  # fmt: skip
        assert old in body
        body = body.replace(old, new)
    path = put(pack({**parts, "word/document.xml": body.encode()}), tmp_path)
    box = read_look(path).skeleton[0]
    found = (box.pushed, box.pushed_at_most, box.reach)
    assert found == pytest.approx((sure, at_most, reach), abs=0.1)
    assert box.aside == pytest.approx((306.0, 465.7) if reach else (0, 0), abs=0.1)
