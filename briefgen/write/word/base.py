"""Our own base document, from the table of styles: what templates/executive/memo.docx is.

Nothing in it comes from anybody's default template. People open the result in Word and change
its look; the markers `[[...]]` say where a memo's words go.
"""

from __future__ import annotations

from briefgen.model.look import PAPERS
from briefgen.write.word.blocks import TABLE_STYLE
from briefgen.write.word.package import pack
from briefgen.write.word.properties import app_xml, core_xml
from briefgen.write.word.styles import (
    ACCENT,
    FONT,
    HAIRLINE,
    INK,
    size_xml,
    style_id,
    style_xml,
    styles,
    twips,
)
from briefgen.write.word.theme import theme_xml
from briefgen.write.word.xml import NAMESPACES, R, escape

#: Points: sides, top, foot, and the running lines' distance from the edge.
SIDE, TOP, FOOT, EDGE = 57.6, 61.2, 54.0, 28.8

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: Part, and the kind that its relationship and its content type are named after.
_PARTS = (
    ("styles", "styles"),
    ("settings", "settings"),
    ("numbering", "numbering"),
    ("fontTable", "fontTable"),
    ("header1", "header"),
    ("footer1", "footer"),
    ("theme/theme1", "theme"),
)


def base_package(paper: str = "letter", lang: str = "en") -> bytes:
    """The base document for `paper` ("letter" or "a4"), as the bytes of a .docx file."""
    width, height = PAPERS[paper]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/app.xml": app_xml(),
        "docProps/core.xml": core_xml("Briefing memo", lang, "", ""),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/document.xml": _document(width, height),
        "word/styles.xml": _styles(width - 2 * SIDE, lang),
        "word/settings.xml": settings_xml(),
        "word/numbering.xml": _numbering(),
        "word/fontTable.xml": _fonts(),
        "word/theme/theme1.xml": theme_xml(),
        "word/header1.xml": _running("hdr", "Header", _HEADER),
        "word/footer1.xml": _running("ftr", "Footer", _FOOTER),
    }
    return pack({name: (_HEAD + text).encode() for name, text in parts.items()})


# -- the document and its running lines ----------------------------------------------------------

#: (style, marker): the paragraphs of the body.
_BODY = (("Title", "[[title]]"), ("MemoHeader", "[[header]]"), ("BodyText", "[[body]]"))


def _text(words: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{_text("1")}</w:fldSimple>'


_BETWEEN = "\u2002|\u2002"  # en spaces
_TAB = "<w:r><w:tab/></w:r>"
_MARK = _text("[[memo.handling]]", "Strong")
_HEADER = _MARK + _TAB + _text(f"[[kind]]{_BETWEEN}[[label.as_of]] [[as_of]]")
_PAGES = (
    _text("[[label.page]]\u00a0") + _field("PAGE") + _text(" [[label.of]] ") + _field("NUMPAGES")
)
_FOOTER = _MARK + _text(f"{_BETWEEN}[[version]]") + _TAB + _PAGES


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _document(width: float, height: float) -> str:
    body = "".join(_paragraph(style, _text(marker)) for style, marker in _BODY)
    margins = {
        "top": TOP, "right": SIDE, "bottom": FOOT, "left": SIDE,
        "header": EDGE, "footer": EDGE, "gutter": 0,
    }  # fmt: skip
    page = " ".join(f'w:{edge}="{twips(points)}"' for edge, points in margins.items())
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
        f"<w:pgMar {page}/>"
        '<w:cols w:space="720"/></w:sectPr>'
    )
    return f"<w:document {_NS}><w:body>{body}{section}</w:body></w:document>"


def _running(root: str, style: str, content: str) -> str:
    return f"<w:{root} {_NS}>{_paragraph(style, content)}</w:{root}>"


# -- styles --------------------------------------------------------------------------------------


def _styles(text_width: float, lang: str) -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:color w:val="{INK}"/>'
        f'{size_xml(10.5)}<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="ar-SA"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0"'
        ' w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    named = "".join(style_xml(style) for style in styles(text_width))
    return (
        f"<w:styles {_NS}>{defaults}{named}{_TABLE_NORMAL}{table_style_xml()}{_NO_LIST}</w:styles>"
    )


_NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
_TABLE_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
)


def _edge(name: str, width: int, color: str) -> str:
    return f'<w:{name} w:val="single" w:sz="{width}" w:space="0" w:color="{color}"/>'


def _margin(name: str, points: float) -> str:
    return f'<w:{name} w:w="{twips(points)}" w:type="dxa"/>'


#: Below, the space after a cell's last paragraph makes up what its margin lacks.
_CELL = (("top", 1.5), ("left", 4), ("bottom", 0), ("right", 4))


def table_style_xml(accent: str = ACCENT, *, filled: bool = True) -> str:
    """Hairlines between rows, an accent rule below, the heading row filled: no box, no banding."""
    ground = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{accent}"/></w:tcPr>'
    heading = f'<w:tblStylePr w:type="firstRow">{ground}</w:tblStylePr>' if filled else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id(TABLE_STYLE)}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
        + _edge("bottom", 8, accent)
        + _edge("insideH", 4, HAIRLINE)
        + "</w:tblBorders><w:tblCellMar>"
        + "".join(_margin(k, v) for k, v in _CELL)
        + f"</w:tblCellMar></w:tblPr>{heading}</w:style>"
    )


# -- lists, settings, fonts ----------------------------------------------------------------------


def _numbering() -> str:
    kinds = ((1, "bullet", "•", "ListBullet"), (2, "decimal", "%1.", "ListNumber"))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="288" w:hanging="288"/></w:pPr></w:lvl></w:abstractNum>'
        for number, form, text, style in kinds
    )
    used = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n, *_ in kinds
    )
    return f"<w:numbering {_NS}>{lists}{used}</w:numbering>"


#: What a document made in a Word of today says; without mode 15, "Compatibility Mode" is shown.
_COMPATIBLE = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
)


def settings_xml() -> str:
    """The settings of a document made in a Word of today."""
    word = 'w:uri="http://schemas.microsoft.com/office/word"'
    compat = "".join(
        f'<w:compatSetting w:name="{name}" {word} w:val="{value}"/>' for name, value in _COMPATIBLE
    )
    return (
        f'<w:settings {_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def _fonts() -> str:
    return (
        f'<w:fonts {_NS}><w:font w:name="{FONT}"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


# -- the package ---------------------------------------------------------------------------------


def _content_types() -> str:
    rows = [("word/document.xml", _content_type("document.main"))]
    rows += [(f"word/{part}.xml", _content_type(kind)) for part, kind in _PARTS]
    rows.append(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    rows.append(("docProps/app.xml", extended))
    overrides = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in rows)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _content_type(kind: str) -> str:
    office = "application/vnd.openxmlformats-officedocument"
    family = office if kind == "theme" else f"{office}.wordprocessingml"
    return f"{family}.{kind}+xml"


def _relations(rows: list[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            (f"{R}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{R}/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relations() -> str:
    return _relations([(f"{R}/{kind}", f"{part}.xml") for part, kind in _PARTS])
