"""PDF files: the words of each page with its printed label, and the passages highlighted on it.

The file is opened by PDFium (through pypdfium2), which gives characters and where they stand;
`pdflines` makes lines and paragraphs of them.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from briefgen.diagnostics import BriefgenError
from briefgen.read.capturing.pdflines import Glyph, Page, lines_of
from briefgen.read.capturing.pdftext import Laid, lay
from briefgen.read.capturing.taken import Passage, Taken
from briefgen.read.capturing.yamltext import people

_MOST_PAGES = 2_000
#: Annotations that mark words: highlight, underline, squiggly line.
_MARKING = (pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY)
#: What programs write as a title or an author that is none.
_NO_TITLE = ("untitled", "microsoft word - ", "document1")
_NOBODY = ("user", "author", "administrator", "unknown", "python-docx")

#: How PDFium shows the hyphen of a broken word, and what may be one.
_HYPHENS = (0x02, 0xFFFE, 0x2D, 0xAD, 0x2010)
_NO_BOX = (0.0, 0.0, 0.0, 0.0)

Box = tuple[float, float, float, float]  # left, bottom, right, top
Highlight = tuple[list[Box], str]


def read_pdf(name: str, data: bytes) -> Taken:
    """The text of the PDF `name`, running heads left out, each of them in a remark."""
    return _read(name, data, heads=False)


def read_whole_pdf(name: str, data: bytes) -> Taken:
    """The same with whatever stands at the top and the foot of its pages."""
    return _read(name, data, heads=True)


def _read(name: str, data: bytes, *, heads: bool) -> Taken:
    document = _opened(name, data)
    try:
        pages = [_page(document, number) for number in range(len(document))]
        marked = [_highlights(document, number) for number in range(len(document))]
        said, hints = _metadata(document)
    except pypdfium2.PdfiumError as error:
        raise BriefgenError(f"{name}: is damaged: {error}") from error
    finally:
        document.close()
    if not any(page.lines for page in pages):
        hint = "its pages are pictures: run text recognition (OCR) over it first"
        raise BriefgenError(f"{name}: holds no text", hint)
    laid = lay(pages, heads=heads)
    passages = (p for page, found in enumerate(marked) for p in _passages(page, found, pages, laid))
    record = (*laid.record, *_blank(pages))
    title = said.pop("Title", "")
    return Taken(laid.text, tuple(passages), laid.insets, _lines(said), hints, record, title=title)


def _opened(name: str, data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        hint = "take the password off, or paste its text" if locked else "save or print it anew"
        what = "is locked with a password" if locked else "is no PDF, or is damaged"
        raise BriefgenError(f"{name}: {what}", hint) from error
    if count > _MOST_PAGES:
        raise BriefgenError(f"{name}: has {count} pages", "keep the pages that you cite")
    return document


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    try:
        glyphs = list(_glyphs(text))
        width, height = page.get_size()
    finally:
        text.close()
        page.close()
    label = "-".join((document.get_page_label(number) or str(number + 1)).split())
    return Page(label, width, height, lines_of(glyphs))


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    raw, sides = text.raw, [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = (ctypes.byref(side) for side in sides)
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        hyphen = code in _HYPHENS and bool(pdfium.FPDFText_IsHyphen(raw, index) or code < 0x20)
        char = "-" if code in (0x02, 0xFFFE) else chr(code) if code else "\ufffd"
        box = _NO_BOX
        if not char.isspace() and pdfium.FPDFText_GetCharBox(raw, index, left, right, bottom, top):
            box = (sides[0].value, sides[2].value, sides[1].value, sides[3].value)
        yield Glyph(index, char, box, box is _NO_BOX, hyphen)


def _highlights(document: pypdfium2.PdfDocument, number: int) -> list[Highlight]:
    page = document[number]
    found = []
    try:
        for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, index)
            if pdfium.FPDFAnnot_GetSubtype(note) in _MARKING:
                found.append((list(_quads(note)), _contents(note)))
            pdfium.FPDFPage_CloseAnnot(note)
    finally:
        page.close()
    return found


def _quads(note: object) -> Iterator[Box]:
    for index in range(pdfium.FPDFAnnot_CountAttachmentPoints(note)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFAnnot_GetAttachmentPoints(note, index, quad):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(xs), min(ys), max(xs), max(ys)


def _contents(note: object) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    place = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_GetStringValue(note, b"Contents", place, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()


def _passages(
    page: int, marked: list[Highlight], pages: list[Page], laid: Laid
) -> Iterator[Passage]:
    """The words under each highlight: characters whose middle lies in one of its boxes."""
    glyphs = [glyph for line in pages[page].lines for glyph in line.glyphs if not glyph.generated]
    for boxes, note in marked:
        at = [
            laid.where[page, glyph.index]
            for glyph in glyphs
            if (page, glyph.index) in laid.where and any(_inside(glyph, box) for box in boxes)
        ]
        if at:
            start, end = _whole_words(laid.text, min(at), max(at) + 1)
            yield Passage(start, end, note, "" if note else "pdf")


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A word at the edge of a highlight is in it when most of it is."""
    words = [
        m.span() for m in re.finditer(r"\w+(?:[-'’]\w+)*", text[max(0, start - 60) : end + 60])
    ]
    for first, last in ((a + max(0, start - 60), b + max(0, start - 60)) for a, b in words):
        inside = min(last, end) - max(first, start)
        most = 2 * inside >= last - first
        if first < start < last:
            start = first if most else last
        if first < end < last:
            end = last if most else first
    return start, end


def _inside(glyph: Glyph, box: Box) -> bool:
    left, bottom, right, top = glyph.box
    x, y = (left + right) / 2, (bottom + top) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _blank(pages: list[Page]) -> Iterator[str]:
    empty = [page.label for page in pages if not page.lines]
    if empty:
        yield f"pages without text (pictures?): {', '.join(empty)}"
    unknown = sum(g.char == "\ufffd" for p in pages for line in p.lines for g in line.glyphs)
    if unknown:
        yield f"{unknown} characters that the file names no letter for stand as \ufffd"


def _metadata(document: pypdfium2.PdfDocument) -> tuple[dict[str, str], dict[str, str]]:
    found = {key: document.get_metadata_value(key).strip() for key in ("Title", "Author")}
    said = {}
    if found["Title"] and not found["Title"].lower().startswith(_NO_TITLE):
        said["Title"] = found["Title"]
    if found["Author"] and found["Author"].lower() not in _NOBODY:
        said["author"] = found["Author"]
    written = document.get_metadata_value("CreationDate").removeprefix("D:")[:8]
    if len(written) == 8 and written.isdigit():
        day = f"{written[:4]}-{written[4:6]}-{written[6:]}"
        return said, {"issued": f"YYYY-MM-DD (the file was made on {day})"}
    return said, {}


def _lines(said: dict[str, str]) -> dict[str, list[str]]:
    return {key: [f"{key}: {people(value.split(';'))}"] for key, value in said.items()}
