"""A small look, written out, so that the sums of a test can be done by hand."""

from __future__ import annotations

from briefgen.model.look import Fixed, Look, PageGeometry, TableLook, TextStyle

MONO = "Courier New"  # every character is 1229/2048 em wide


def small_look(font: str = MONO, width: float = 200.0, height: float = 120.0) -> Look:
    """A sheet of `width` by `height` without margins; everything in 10 points of one font."""
    plain = TextStyle(font, 10.0)
    names = (
        "Normal",
        "Title",
        "Memo Header",
        "Bottom Line",
        "Body Text",
        "List Number",
        "Table Text",
    )
    styles = dict.fromkeys(names, plain) | {
        "Heading 1": TextStyle(font, 10.0, bold=True, before=6.0, after=2.0, keep_next=True),
        "List Bullet": TextStyle(font, 10.0, after=3.0, left=12.0, first_line=-12.0),
        "Table Heading": TextStyle(font, 10.0, bold=True),
        "Source Note": TextStyle(font, 8.0, before=4.0, contextual=True, border_top=2.0),
        "Memo Citation": TextStyle(font, 8.0),
        "Table Citation": TextStyle(font, 8.0),
    }
    page = PageGeometry(width, height, 0.0, 0.0, 0.0, 0.0)
    table = TableLook(top=1.0, bottom=1.0, left=4.0, right=4.0, border_inside=0.5)
    return Look(page, styles, table, (Fixed("Body Text", "[[body]]"),))
