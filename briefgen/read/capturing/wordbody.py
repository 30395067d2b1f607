"""The words of a Word document, in order, as somebody reads them who accepts every change.

One table says what each element is; an element that stands in no table is walked through, so that
nothing vanishes because nobody thought of it. Tracked insertions are in, deletions out; hidden and
struck words are left out, and said so in a remark at their place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from lxml import etree

from briefgen.read.capturing.package import Package
from briefgen.read.capturing.symbols import raised, symbol
from briefgen.read.capturing.taken import Passage
from briefgen.read.capturing.wordxml import Styles, child, form_value, name_of, value

Element = etree._Element

#: Characters that are written as elements.
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "a:br": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
#: What holds no words of the document, or words that were deleted or moved away.
# fmt: off
_OUT = frozenset({
    "w:del", "w:moveFrom", "w:delText", "w:delInstrText", "w:instrText", "w:fldData", "w:rt",
    "w:pPr", "w:rPr", "w:sectPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:sdtPr",
    "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr",
})
# fmt: on
#: Line breaks of the XML itself are blanks.
_BREAKS = re.compile(r"[\t\r\n]+")
_KEPT_OF_DELETED = ("w:fldChar", "w:commentRangeStart", "w:commentRangeEnd")
#: Words that nobody can put in order with the others, or that stand in another file.
_REFUSED = {
    "w:altChunk": "another document is embedded in it",
    "w:subDoc": "it is made of several files",
}
_PICTURES = {
    "pic:pic": "picture",
    "v:imagedata": "picture",
    "c:chart": "chart",
    "dgm:relIds": "diagram",
    "w:object": "embedded object",
    "v:textpath": "piece of WordArt",
}


class Body:
    """Walks a part of the document, and writes down what it reads."""

    def __init__(self, package: Package, styles: Styles) -> None:
        """Begin with nothing read."""
        self.package, self.styles = package, styles
        self.pieces: list[str] = []
        self.length = 0
        self.pending = ""  # the break that stands before the next words
        self.in_cell = 0
        self.row = 0  # where the row that we are in begins
        self.paragraph: Element | None = None
        self.fields: list[bool] = []  # open fields: whether we are in the code of each
        self.boxes: list[Element] = []  # text boxes, read after the paragraph that holds them
        self.left_out: dict[str, list[str]] = {"hidden": [], "struck": []}
        self.insets: list[tuple[int, str]] = []
        self.highlights: list[Passage] = []
        self.comments: dict[str, list[int]] = {}  # id -> where it begins, where it ends
        self.points: dict[str, int] = {}  # comments on no passage
        self.notes: list[tuple[str, str]] = []  # kind and id of notes, as they are referred to
        self.counts: Counter[str] = Counter()

    def walk(self, element: Element) -> None:
        """Read everything in `element`."""
        for inner in element:
            name = name_of(inner)
            if name in _REFUSED:
                hint = "copy its text into one document, in Word, and save that"
                raise self.package.refusal(_REFUSED[name], hint)
            if name in _PICTURES:
                self.counts[_PICTURES[name]] += 1
            if name in ("w:t", "a:t", "m:t"):
                self._text(inner)
            elif name in _CHARACTERS:
                self.words(_CHARACTERS[name])
            elif name in _OUT:
                self._deleted(inner)
            else:
                _HANDLERS.get(name, Body.walk)(self, inner)

    def words(self, text: str) -> None:
        """Write down words, after the break that is due."""
        if any(self.fields) or not text:
            return
        self._tell_left_out()
        self.break_now()
        self._write(text)

    def finish(self) -> str:
        """The text. Raises BriefgenError where a field swallowed the rest of it."""
        self._tell_left_out()
        self._read_boxes()
        if self.fields:
            raise self.package.refusal(
                "a field in it never ends", "press Ctrl+A, then Ctrl+Shift+F9 in Word, and save it"
            )
        return "".join(self.pieces)

    def due(self, pause: str) -> None:
        """A break stands before the next words; a longer one wins."""
        self.pending = max(self.pending, pause, key=len)

    def break_now(self) -> None:
        """Write down the break that is due."""
        if self.length:
            self._write(self.pending)
        self.pending = ""

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _text(self, element: Element) -> None:
        text = _BREAKS.sub(" ", _text_of(element))
        run = element.getparent()
        above = value(child(run, "w:rPr", "w:vertAlign")) == "superscript"
        self.words(raised(text) if above else text)

    def _paragraph(self, element: Element) -> None:
        outer, self.paragraph = self.paragraph, element
        self.walk(element)
        self._tell_left_out()
        self.paragraph = outer
        mark = child(element, "w:pPr", "w:rPr")
        if child(mark, "w:del") is None and child(mark, "w:moveFrom") is None:  # else it runs on
            self.due("\n" if self.in_cell else "\n\n")
            self._read_boxes()

    def _run(self, element: Element) -> None:
        colour = value(child(element, "w:rPr", "w:highlight"))
        for what, properties in (("hidden", ("vanish",)), ("struck", ("strike", "dstrike"))):
            if any(self.styles.has(name, element, self.paragraph) for name in properties):
                self._leave_out(what, element)
                return
        start, pause = self.length, self.pending
        self.walk(element)
        if colour and colour != "none" and self.length > start:
            self._highlight(Passage(start, self.length, colour=colour.lower()), pause)

    def _highlight(self, passage: Passage, pause: str) -> None:
        """Runs of one colour that follow one another in a paragraph are one passage."""
        last = self.highlights[-1] if self.highlights else None
        goes_on = last and (last.colour, last.end, pause) == (passage.colour, passage.start, "")
        if last and goes_on:
            passage = Passage(self.highlights.pop().start, passage.end, colour=passage.colour)
        self.highlights.append(passage)

    def _leave_out(self, what: str, run: Element) -> None:
        """Read a run that is not printed for its markers, and tell its words in a remark."""
        inner = Body(self.package, self.styles)
        for element in run:
            if name_of(element) in ("w:t", "w:tab", "w:br", "w:sym", "w:cr"):
                inner.words(_text_of(element) or " ")
            elif name_of(element) in ("w:fldChar", "w:footnoteReference", "w:endnoteReference"):
                _HANDLERS[name_of(element)](self, element)
            elif name_of(element) not in _OUT and name_of(element) != "w:t":
                self.counts["hidden or struck object"] += name_of(element) in (
                    "w:drawing",
                    "w:pict",
                )
        if inner.pieces and not any(self.fields):
            self.left_out[what] += inner.pieces

    def _tell_left_out(self) -> None:
        for what, pieces in self.left_out.items():
            words = " ".join("".join(pieces).split())
            if words:
                self.insets.append((self.length, f"{what} text left out: {words}"))
                self.counts[f"{what} passage"] += 1
            pieces.clear()

    def _deleted(self, element: Element) -> None:
        """Deleted words are out; fields and comments that begin or end among them go on."""
        for inner in element.iter():
            if name_of(inner) in _KEPT_OF_DELETED:
                _HANDLERS[name_of(inner)](self, inner)

    def _read_boxes(self) -> None:
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            fields, self.fields = self.fields, []
            self.due("\n" if self.in_cell else "\n\n")
            self.walk(box)
            self.due("\n" if self.in_cell else "\n\n")
            self.fields = fields

    def _box(self, element: Element) -> None:
        self.boxes.append(element)

    def _alternatives(self, element: Element) -> None:
        """Take the first of several forms of one thing that holds words, and only that."""
        forms = [c for c in element if name_of(c) in ("mc:Choice", "mc:Fallback")]
        told = [c for c in forms if any(name_of(e) in ("w:t", "a:t") for e in c.iter())]
        for form in (told or forms)[:1]:
            self.walk(form)

    def _row(self, element: Element) -> None:
        if child(element, "w:trPr", "w:del") is not None:
            self._deleted(element)
            return
        outer, self.row = self.row, self.length
        self.due("\n" if self.in_cell else "\n\n")
        self.walk(element)
        self.row = outer
        self.pending = "\n" if self.in_cell else "\n\n"

    def _cell(self, element: Element) -> None:
        if child(element, "w:tcPr", "w:cellDel") is not None:
            self._deleted(element)
            return
        self.in_cell += 1
        self.walk(element)
        self.in_cell -= 1
        if self.length > self.row:
            self.pending = "\t"  # the row's end replaces it

    def _field(self, element: Element) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.words(form_value(child(element, "w:ffData")))
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _symbol(self, element: Element) -> None:
        font, code = value(element, "font"), value(element, "char")
        found = symbol(font, code)
        self.words(found or "\ufffd")
        if not found:
            self.insets.append(
                (self.length, f"symbol {code} of the font {font or '?'}: see the original")
            )
            self.counts["symbol that no letter stands for"] += 1

    def _formula(self, element: Element) -> None:
        self.counts["formula set in one line"] += 1
        self.insets.append((self.length, "formula set in one line: see the original"))
        self.walk(element)

    def _note(self, element: Element) -> None:
        kind = name_of(element)[2:].removesuffix("Reference")
        if any(self.fields):
            return
        self.notes.append((kind, value(element, "id")))
        self.insets.append((self.length, f"{kind} {[k for k, _ in self.notes].count(kind)}"))

    def _comment_begins(self, element: Element) -> None:
        self.comments[value(element, "id")] = [self.length, self.length]

    def _comment_ends(self, element: Element) -> None:
        if value(element, "id") in self.comments:
            self.comments[value(element, "id")][1] = self.length

    def _comment_stands(self, element: Element) -> None:
        self.points[value(element, "id")] = self.length


def _text_of(element: Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


_HANDLERS: dict[str, Callable[[Body, Element], None]] = {
    "w:p": Body._paragraph,
    "a:p": Body._paragraph,
    "w:r": Body._run,
    "w:tr": Body._row,
    "w:tc": Body._cell,
    "w:txbxContent": Body._box,
    "a:txBody": Body._box,
    "mc:AlternateContent": Body._alternatives,
    "w:fldChar": Body._field,
    "w:sym": Body._symbol,
    "m:oMath": Body._formula,
    "w:footnoteReference": Body._note,
    "w:endnoteReference": Body._note,
    "w:commentRangeStart": Body._comment_begins,
    "w:commentRangeEnd": Body._comment_ends,
    "w:commentReference": Body._comment_stands,
}
