"""Documents built for the tests: a .docx from the XML of its body, a PDF from lines of text."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_PARTS = ("styles", "numbering", "comments", "footnotes", "endnotes", "header", "footer")


def t(words: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def p(*runs: str) -> str:
    """A paragraph of runs, or of plain words."""
    return f"<w:p>{''.join(run if run.startswith('<') else t(run) for run in runs)}</w:p>"


def docx(body: str, properties: str = "", **parts: str) -> bytes:
    """A .docx; `parts` are the inner XML of styles, comments, footnotes, ..."""
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml"),
            *([("core-properties", "docProps/core.xml")] if properties else []),
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*((kind, f"{kind}.xml") for kind in parts)),
    }
    if properties:
        members["docProps/core.xml"] = properties
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, xml in parts.items():
        assert kind in _PARTS
        root = roots.get(kind, kind)
        members[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{xml}</w:{root}>"
    return zipped(members)


def relations(*targets: tuple[str, str]) -> str:
    """A part of relationships."""
    told = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{told}</Relationships>'


def zipped(members: dict[str, str]) -> bytes:
    """A zip file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def pdf(pages: list[list[tuple[float, float, str]]], extra: str = "", annots: str = "") -> bytes:
    """A PDF of lines, each at (x, y) in points; `annots` are the objects of page one's notes."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>",
        "<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for number, lines in enumerate(pages):
        shown = "".join(f"BT /F1 11 Tf {x} {y} Td ({_escaped(s)}) Tj ET\n" for x, y, s in lines)
        objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}endstream")
        notes = f"/Annots [{annots}]" if annots and number == 0 else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R {notes} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = objects[1].format(kids=" ".join(kids), count=len(kids))
    return _assembled(objects)


def _assembled(objects: list[str]) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return data + f"{tail}startxref\n{len(data)}\n%%EOF\n".encode()


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
