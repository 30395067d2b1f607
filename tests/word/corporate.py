"""Five corporate looks as people make them: by hand in Word, and by LibreOffice.

Each begins with a document of python-docx, which knows none of our styles.
"""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
from docx.shared import Mm, Pt
from lxml import etree

from briefgen.write.word.package import pack, unpack
from briefgen.write.word.xml import W


def png(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + bytes(color) * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


LOGO = png(48, 16, (31, 58, 95))
_SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def letterhead() -> bytes:
    """A logo and an address in the header, a page number below."""
    made = _document()
    header = made.sections[0].header
    header.paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), height=Mm(12))
    header.add_paragraph("Ministry of Harbours · 1 Quay Street")
    made.sections[0].footer.paragraphs[0].text = "[[memo.handling]] | As of [[as_of]]"
    return _finished(made, "[[title]]", "[[header]]", "[[body]]")


def header_table() -> bytes:
    """Two columns above the text: to whom on the left, from whom on the right."""
    made = _document()
    table = made.add_table(rows=2, cols=2)
    words = ("To: [[memo.to]]", "From: [[memo.from]]", "[[as_of]]", "[[memo.handling]]")
    for cell, text in zip((c for row in table.rows for c in row.cells), words, strict=True):
        cell.text = text
    return _finished(made, "[[title]]", "[[section:positions]]", "[[body]]")


def german() -> bytes:
    """Styles by their German names, in a font and a colour of the house."""
    data = _finished(_document(), "[[title]]", "[[header]]", "[[body]]")
    names = {
        "heading 1": "Überschrift 1",
        "Title": "Titel",
        "List Bullet": "Aufzählungszeichen",
        "Body Text": "Textkörper",
        "Normal": "Standard",
    }
    parts = unpack(data)
    styles = parts["word/styles.xml"].decode()
    for ours, theirs in names.items():
        for spelled in (ours, ours.capitalize()):
            styles = styles.replace(f'w:name w:val="{spelled}"', f'w:name w:val="{theirs}"')
    return pack({**parts, "word/styles.xml": styles.encode()})


def split_markers() -> bytes:
    """Markers in pieces: spell-check marks between them, brackets and names "corrected"."""
    title = (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>[[</w:t></w:r><w:proofErr w:type='spellStart'/>"
        "<w:r><w:t>ti</w:t></w:r><w:r w:rsidR='00AB12CD'><w:t>tle</w:t></w:r>"
        "<w:proofErr w:type='spellEnd'/><w:r><w:t>]]</w:t></w:r>"
    )
    made = _document()
    paragraph = made.add_paragraph()
    for run in etree.fromstring(f"<w:p {_SPACES}>{title}</w:p>"):
        paragraph._p.append(run)
    return _finished(
        made, "［［ As_of ］］", "[[“Header”]]", "[[Section : Open-questions]]", "[[ body ]]"
    )


def text_boxes() -> bytes:
    """A box beside the text with fields in it, and the copy of it that Word makes for old Words."""
    inner = (
        "<w:txbxContent><w:p><w:r><w:t>To: [[memo.to]]</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>[[memo.handling]]</w:t></w:r></w:p></w:txbxContent>"
    )
    box = (
        f"<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        "<wp:anchor distT='0' distB='0' distL='114300' distR='114300' simplePos='0' "
        "relativeHeight='2' behindDoc='0' locked='0' layoutInCell='1' allowOverlap='1'>"
        "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='column'><wp:posOffset>4000000"
        "</wp:posOffset></wp:positionH><wp:positionV relativeFrom='paragraph'><wp:posOffset>0"
        "</wp:posOffset></wp:positionV><wp:extent cx='1800000' cy='600000'/>"
        "<wp:effectExtent l='0' t='0' r='0' b='0'/><wp:wrapSquare wrapText='bothSides'/>"
        "<wp:docPr id='1' name='Box' descr='CANARY'/><wp:cNvGraphicFramePr/><a:graphic>"
        "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
        "<wps:wsp><wps:cNvSpPr txBox='1'/><wps:spPr><a:xfrm><a:off x='0' y='0'/>"
        "<a:ext cx='1800000' cy='600000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/>"
        f"</a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape style='width:100pt;height:40pt'><v:textbox>{inner}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    made = _document()
    made.add_paragraph()._p.append(etree.fromstring(box))
    return _finished(made, "[[title]]", "[[header]]", "[[body]]")


LOOKS: Mapping[str, Callable[[], bytes]] = {
    "letterhead": letterhead,
    "header table": header_table,
    "german": german,
    "split markers": split_markers,
    "text boxes": text_boxes,
}


def by_libreoffice(data: bytes, folder: Path) -> bytes | None:
    """The same look as LibreOffice saves it, by way of its own format; None where it is absent."""
    if shutil.which("soffice") is None:
        return None
    (folder / "look.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for format, name in (("odt", "look.docx"), ("docx:MS Word 2007 XML", "look.odt")):
        command = ["soffice", profile, "--headless", "--convert-to", format, "--outdir"]
        subprocess.run(
            [*command, str(folder), str(folder / name)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return (folder / "look.docx").read_bytes()


def put(data: bytes, folder: Path) -> Path:
    """A look on the disk."""
    path = folder / "corporate" / "memo.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def _document() -> Any:
    made = docx.Document()
    made.styles["Normal"].font.name = "Arial"
    made.styles["Normal"].font.size = Pt(10)
    for section in made.sections:
        section.left_margin = section.right_margin = Mm(20)
    made.sections[0].footer.paragraphs[0].text = "[[memo.handling]]"
    made.core_properties.author = made.core_properties.comments = "CANARY"
    return made


def _finished(made: Any, *markers: str) -> bytes:
    for marker in markers:
        made.add_paragraph(marker, style="Title" if "title" in marker else None)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
