"""The look of a template's memo.docx as the estimator needs it: plain numbers, all in points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from briefgen.model.document import BARRED, STYLES, Paragraph, style_of
from briefgen.records import record, replace


def _twins(*names: str) -> tuple[str, ...]:
    """Styles, and those of them with a bar in the margin."""
    return (*names, *(BARRED[name] for name in names))


#: Roles of type (`page.sizes` of a template, `sizes` of a build) -> the named styles they set.
SIZED: Mapping[str, tuple[str, ...]] = {
    "title": ("Title",),
    "heading": ("Heading 1", "Heading 2"),
    "lead": _twins("Bottom Line"),
    "body": (*_twins("Body Text", "List Bullet", "List Number"), "Memo Header"),
    "table": (*_twins("Table Text"), "Table Heading"),
    "notes": ("Source Note", "Footnote Text"),
    "running": ("Header", "Footer"),
}
#: A citation's character style (not "Citation": LibreOffice has one of that name and renames ours),
#: in paragraphs of a role, and the role whose size it follows.
CITATION, TABLE_CITATION = "Memo Citation", "Table Citation"
_CITED = {"body": CITATION, "table": TABLE_CITATION}
_CITE_STEP, _CITE_FLOOR = 1.5, 8.0

#: Width and height of a sheet, upright.
PAPERS: Mapping[str, tuple[float, float]] = {"letter": (612.0, 792.0), "a4": (595.3, 841.9)}


@record
class PageGeometry:
    """A sheet and its margins; `header` and `footer` count from the edge of the sheet."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    header: float = 0.0
    footer: float = 0.0

    @property
    def text_width(self) -> float:
        """What a line may fill."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """What the lines of a page may fill."""
        return self.height - self.top - self.bottom


@record
class TextStyle:
    """A style with everything that it inherits resolved; "" and 0: as the paragraph says."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    before: float = 0.0
    after: float = 0.0
    #: A multiple of the font's own line ("multiple"), or points ("exact", "least").
    line: float = 1.0
    line_rule: str = "multiple"
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0  # negative: hanging
    keep_next: bool = False
    contextual: bool = False  # no space between two paragraphs of this style
    tabs: tuple[tuple[float, str], ...] = ()  # (position from the margin, left | right | ...)
    #: Space and rule above and below; drawn once round a group of equal neighbours.
    border_top: float = 0.0
    border_bottom: float = 0.0
    spaced: float = 0.0  # what stands between two letters beyond their widths


@record
class TableLook:
    """The table style: cell margins and the widths of its rules."""

    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0
    border_top: float = 0.0
    border_bottom: float = 0.0
    border_inside: float = 0.0  # between two rows


class Fixed(NamedTuple):
    """A paragraph of memo.docx itself: in its body, in a cell of a table, in a header or footer."""

    style: str
    text: str  # with its markers
    direct: TextStyle | None = None  # where it is formatted by hand: what it is set in
    pictures: float = 0.0  # how high the pictures in its line are
    row: int = 0  # of which row of a table, counted from 1 through the part; 0: of none
    cell: int = 0
    width: float = 0.0  # what a line of its cell may fill; 0: as wide as the page allows
    #: How far boxes and pictures that float at it push the text down: surely; at most.
    pushed: float = 0.0
    pushed_at_most: float = 0.0
    #: From where to where across the text boxes and pictures stand that the text flows beside, and
    #: how far below the top of the paragraph they reach.
    aside: tuple[float, float] = (0.0, 0.0)
    reach: float = 0.0
    shows: bool = False  # a picture, a box or a page number: it stays when its fields are empty


@record
class Look:
    """What decides how much of a page a document fills."""

    page: PageGeometry
    #: Name of a style, of paragraphs or of characters -> the style.
    styles: Mapping[str, TextStyle]
    table: TableLook
    #: The paragraphs of memo.docx itself; those of the header, of the footer: on the first page,
    #: on the others, or () where no page shows one.
    skeleton: tuple[Fixed, ...] = ()
    headers: tuple[tuple[Fixed, ...], ...] = ()
    footers: tuple[tuple[Fixed, ...], ...] = ()

    @property
    def slots(self) -> tuple[str, ...]:
        """The sections that have a slot in the text, and "body", in the order of the page."""
        texts = [fixed.text.strip() for fixed in self.skeleton]
        named = [t[2:-2] for t in texts if t[:2] == "[[" and t[-2:] == "]]"]
        kept = [n for n in named if n == "body" or n.startswith("section:")]
        return tuple(name.removeprefix("section:") for name in kept)

    def role(self, role: str) -> TextStyle:
        """The style of a role of paragraphs (STYLES), or of the style of that name."""
        return self.styles[STYLES.get(role, role)]

    def of(self, paragraph: Paragraph) -> TextStyle:
        """The style of a paragraph, with a bar in the margin or without."""
        return self.styles.get(style_of(paragraph), self.role(paragraph.style))

    def cite(self, role: str) -> TextStyle:
        """The style of a citation that stands in a paragraph of `role`."""
        return self.styles[citation_style(role)]

    def at(self, sizes: Mapping[str, float]) -> Look:
        """This look with other sizes of type, as the Word writer sets them."""
        changed = {
            name: replace(self.styles[name], size=size)
            for name, size in style_sizes(sizes).items()
            if name in self.styles
        }
        return replace(self, styles={**self.styles, **changed})

    def on(self, paper: str) -> Look:
        """This look on other paper (PAPERS), the margins kept; any other word changes nothing."""
        width, height = PAPERS.get(paper, (self.page.width, self.page.height))
        return replace(self, page=replace(self.page, width=width, height=height))


def citation_style(role: str) -> str:
    """The character style of a citation that stands in a paragraph of `role`."""
    return TABLE_CITATION if STYLES.get(role) in SIZED["table"] else CITATION


def style_sizes(sizes: Mapping[str, float]) -> dict[str, float]:
    """Name of a style -> size, for `sizes` by role; citations follow 1.5 points behind.

    A citation never falls under 8 points, the floor of notes.
    """
    found = {name: size for role, size in sizes.items() for name in SIZED.get(role, ())}
    cited = {
        style: max(_CITE_FLOOR, sizes[role] - _CITE_STEP)
        for role, style in _CITED.items()
        if role in sizes
    }
    return {**found, **cited}
