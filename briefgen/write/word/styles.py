"""The named styles of our own base document: one table, from which styles.xml is written.

Figures after a printed recipe for one-page memos: 16 for the title, 11 for headings and the
bottom line, 10.5 for the body, 9.5 in tables, 8 in notes; one accent; space belongs to styles.
"""

from __future__ import annotations

from briefgen.model.document import BARRED
from briefgen.records import record, replace
from briefgen.write.word.xml import escape

FONT = "Calibri"
INK, ACCENT, GREY, HAIRLINE, ALARM = "1F2A37", "1F3A5F", "4B5563", "C3C9D2", "9B1C1C"


@record
class Rule:
    """A line above or below a paragraph: eighths of a point, points of space, colour."""

    edge: str
    width: int
    space: int
    color: str


@record
class Style:
    """A named style; lengths in points, `None` and 0 where it says nothing of its own."""

    name: str
    kind: str = "paragraph"
    based: str = ""
    follow: str = ""  # the style of the next paragraph that a person types
    size: float = 0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False  # superscript
    color: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0  # a multiple of the font's own line
    left: float = 0
    hanging: float = 0
    keep: bool = False
    contextual: bool = False
    tabs: tuple[tuple[float, str], ...] = ()
    rule: Rule | None = None
    numbering: int = 0
    outline: int | None = None
    align: str = ""
    default: bool = False


def styles(text_width: float) -> tuple[Style, ...]:
    """Every style of the base document, for a text of `text_width` points."""
    bullet = Style("List Bullet", based="BodyText", after=1.5, left=14.4, hanging=14.4, numbering=1)
    running = Style("header", based="Normal", size=8.5, color=GREY, tabs=((text_width, "right"),))
    return (
        Style("Normal", default=True),
        Style("Title", based="Normal", follow="MemoHeader", size=16, bold=True, color=ACCENT,
              before=0, after=4, line=1, keep=True),
        Style("Memo Header", based="Normal", size=10.5, after=6, line=1.05, left=60, hanging=60,
              contextual=True, tabs=((60, "left"), (270, "left"), (330, "left")),
              rule=Rule("bottom", 12, 5, ACCENT)),
        Style("heading 1", based="Normal", follow="BodyText", size=11, bold=True, color=ACCENT,
              before=6, after=2, line=1, keep=True, outline=0),
        Style("heading 2", based="Normal", follow="BodyText", size=10.5, bold=True,
              before=4, after=1, line=1, keep=True, outline=1),
        Style("Body Text", based="Normal", after=3),
        Style("Bottom Line", based="BodyText", size=11, line=1.08),
        bullet,
        replace(bullet, name="List Number", numbering=2),
        Style("Table Text", based="Normal", size=9.5, after=2, line=1.0),
        Style("Table Heading", based="TableText", bold=True, color="FFFFFF", keep=True),
        Style("Source Note", based="Normal", size=8, color=GREY, before=8, line=1.0,
              contextual=True, rule=Rule("top", 4, 4, HAIRLINE)),
        Style("footnote text", based="Normal", size=8, color=GREY, after=0, line=1.0),
        Style("Change Line", based="BodyText", size=9, color=GREY),
        Style("Draft Mark", based="Normal", size=9, bold=True, color=ALARM),
        *(_barred(name) for name in BARRED),
        running,
        replace(running, name="footer"),
        Style("Default Paragraph Font", kind="character", default=True),
        Style("Strong", kind="character", bold=True),
        Style("Emphasis", kind="character", italic=True),
        Style("Memo Citation", kind="character", size=9, color=GREY),
        Style("Table Citation", kind="character", size=8, color=GREY),
        Style("footnote reference", kind="character", raised=True),
        Style("Hyperlink", kind="character", color=ACCENT, underline=True),
    )  # fmt: skip


def _barred(name: str) -> Style:
    """The twin of a style with a bar in the margin, which moves no letter of it.

    In a cell the bar needs room of its own: LibreOffice draws nothing in the margin of a cell.
    """
    left, space = (5.0, 2) if name == "Table Text" else (0.0, 6)
    rule = Rule("left", 18, space, ACCENT)
    return Style(BARRED[name], based=style_id(name), left=left, rule=rule)


def style_xml(style: Style) -> str:
    """`w:style` of one row of the table."""
    default = ' w:default="1"' if style.default else ""
    custom = ' w:customStyle="1"' if style.name in _OURS else ""
    return (
        f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style_id(style.name)}">'
        f'<w:name w:val="{escape(style.name)}"/>'
        + _value("w:basedOn", _based(style))
        + _value("w:next", style.follow)
        + ('<w:uiPriority w:val="1"/><w:semiHidden/>' if style.name.startswith("Default") else "")
        + ("" if style.name.startswith("Default") else "<w:qFormat/>")
        + _paragraph(style)
        + _run(style)
        + "</w:style>"
    )


def style_id(name: str) -> str:
    """The id of a named style in our base: its words run together, `Heading1`, `Header`."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


#: Names that Word does not know by itself.
_OURS = frozenset({
    "Memo Header", "Bottom Line", "Table Text", "Table Heading", "Source Note", "Draft Mark",
    "Change Line", *BARRED.values(),
    "Memo Citation", "Table Citation", "Handling Mark Right", "Handling Mark Centred",
})  # fmt: skip


def _based(style: Style) -> str:
    inherits = style.kind == "character" and not style.default
    return "DefaultParagraphFont" if inherits else style.based


def _value(name: str, value: object) -> str:
    return f'<{name} w:val="{value}"/>' if value else ""


def _paragraph(style: Style) -> str:
    """`w:pPr`, its children in the order of the schema."""
    numbering = f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>'
    content = (
        ("<w:keepNext/><w:keepLines/>" if style.keep else "")
        + (numbering if style.numbering else "")
        + _border(style.rule)
        + _tabs(style.tabs)
        + _spacing(style)
        + _indent(style)
        + ("<w:contextualSpacing/>" if style.contextual else "")
        + _value("w:jc", style.align)
        + ("" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>')
    )
    return f"<w:pPr>{content}</w:pPr>" if content else ""


def _border(rule: Rule | None) -> str:
    if rule is None:
        return ""
    look = f'w:val="single" w:sz="{rule.width}" w:space="{rule.space}" w:color="{rule.color}"'
    return f"<w:pBdr><w:{rule.edge} {look}/></w:pBdr>"


def _tabs(tabs: tuple[tuple[float, str], ...]) -> str:
    stops = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for at, kind in tabs)
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(style: Style) -> str:
    said = [("before", style.before), ("after", style.after)]
    content = "".join(f' w:{k}="{twips(v)}"' for k, v in said if v is not None)
    if style.line:
        content += f' w:line="{round(style.line * 240)}" w:lineRule="auto"'
    return f"<w:spacing{content}/>" if content else ""


def _indent(style: Style) -> str:
    if not style.left:
        return ""
    return f'<w:ind w:left="{twips(style.left)}" w:hanging="{twips(style.hanging)}"/>'


def _run(style: Style) -> str:
    """`w:rPr`, its children in the order of the schema."""
    content = (
        ("<w:b/><w:bCs/>" if style.bold else "")
        + ("<w:i/><w:iCs/>" if style.italic else "")
        + _value("w:color", style.color)
        + (size_xml(style.size) if style.size else "")
        + ('<w:u w:val="single"/>' if style.underline else "")
        + ('<w:vertAlign w:val="superscript"/>' if style.raised else "")
    )
    return f"<w:rPr>{content}</w:rPr>" if content else ""


def size_xml(points: float) -> str:
    """`w:sz` and its twin for complex scripts, in half points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def twips(points: float) -> int:
    """Twentieths of a point, the unit of lengths in Word's files."""
    return round(points * 20)
