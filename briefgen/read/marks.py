"""Marks in a source file: what the analyst wrote around the captured text, and the text without it.

The grammar is CriticMarkup's highlight and comment, and nothing else of CriticMarkup:

    {==text==}{>>^id #tag key=value key="two words"<<}     a mark; marks nest and span paragraphs
    {>>what I think of this<<}                             a remark, private
    {>>page iii<<}                                         page iii begins here

The four signs `{==` `==}` `{>>` `<<}` are always signs. A text that holds one of them itself is
stored with an empty remark inside the sign (`hold_apart`), so that the grammar needs no escapes.
The reader goes once over the signs of the file; it never backtracks.
"""

from __future__ import annotations

from briefgen.diagnostics import Diagnostic
from briefgen.patterns import late
from briefgen.places import Place, PlaceMap
from briefgen.read.comment import Comment, Lines, Value, malformed_mark
from briefgen.records import field, record

#: The four signs of the grammar.
SIGN = late(r"\{==|==\}|\{>>|<<\}")
_INSIDE_SIGN = late(r"(?<=\{)(?===|>>)|(?<==)(?==\})|(?<=<)(?=<\})")
_PAGE = late(r"\s*page\s+(\S+)\s*")


@record
class Mark:
    """One mark: `text[start:end]` of the captured text, and what its comment says."""

    start: int
    end: int
    place: Place
    id: str = ""
    tags: tuple[str, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    #: Whether something in the comment could not be read: what it hides is then not known.
    broken: bool = False


@record
class Marked:
    """A body taken apart: the captured text, and the marks, page breaks and remarks on it."""

    text: str
    map: PlaceMap
    marks: tuple[Mark, ...]
    pages: tuple[tuple[int, str], ...]
    remarks: tuple[tuple[int, str], ...]


def read_marks(
    body: str, file: str, first_line: int = 1, about: str = ""
) -> tuple[Marked, list[Diagnostic]]:
    """Take the marks out of `body`, which begins on line `first_line` of `file`.

    Returns what could be read, and SEL004 for every malformed mark. `about` is the source's id.
    """
    reader = _Reader(body, file, first_line, about)
    return reader.read(), reader.findings


def hold_apart(text: str) -> str:
    """Write `text` so that it holds no sign of a mark, and its captured text is `text` again."""
    return _INSIDE_SIGN.sub("{>><<}", text)


class _Reader:
    """One pass over the signs of a body."""

    def __init__(self, body: str, file: str, first_line: int, about: str) -> None:
        self.body = body
        self.about = about
        self.findings: list[Diagnostic] = []
        self.where = Lines(body, file, first_line)
        self.signs = [(m.start(), m.group()) for m in SIGN.finditer(body)]
        self.next = 0  # index of the next sign
        self.copied = 0  # what of the body has been read
        self.pieces: list[str] = []
        self.length = 0  # of the captured text so far
        self.anchors: list[tuple[int, int, int]] = []
        self.open: list[tuple[int, int]] = []  # offsets in the text and in the body
        self.marks: list[Mark] = []
        self.pages: list[tuple[int, str]] = []
        self.remarks: list[tuple[int, str]] = []

    def read(self) -> Marked:
        """Walk the signs; what stands between them is captured text."""
        steps = {"{==": self._begin, "==}": self._end, "{>>": self._alone, "<<}": self._stray}
        while self.next < len(self.signs):
            at, sign = self.signs[self.next]
            self.next += 1
            self._copy_to(at)
            self.copied = at + 3
            steps[sign](at)
        self._copy_to(len(self.body))
        for _, at in self.open:
            self._malformed(at, "this mark is never closed", "close it with ==}{>>^id #tag<<}")
        marks = tuple(sorted(self.marks, key=lambda mark: (mark.start, -mark.end)))
        text = "".join(self.pieces)
        place_map = PlaceMap(self.where.file, tuple(self.anchors) or ((0, *self.where(0)),))
        return Marked(text, place_map, marks, tuple(self.pages), tuple(self.remarks))

    def _begin(self, at: int) -> None:
        self.open.append((self.length, at))

    def _end(self, at: int) -> None:
        attached = self.body.startswith("{>>", at + 3)
        comment = self._comment() if attached else None
        if not self.open:
            self._malformed(at, "==} closes no mark", "open the mark with {== before its text")
            return
        start, opened = self.open.pop()
        if not attached:
            self._without_comment(at)
        elif comment is not None:
            self._mark(start, opened, comment)

    def _mark(self, start: int, opened: int, comment: tuple[int, int]) -> None:
        if start == self.length:
            self._malformed(opened, "this mark holds no text", "put {== and ==} around the words")
            return
        meta = Comment(self.body, *comment, self.where, self.about)
        place = self.where.place(opened)
        mark = Mark(start, self.length, place, meta.id, tuple(meta.tags), meta.values, meta.broken)
        self.marks.append(mark)
        self.findings.extend(meta.findings)

    def _without_comment(self, at: int) -> None:
        hint = "write {>>^id #tag<<} right after ==}, with nothing between"
        self._malformed(at, "this mark has no comment", hint)
        following, sign = self.signs[self.next] if self.next < len(self.signs) else (0, "")
        if sign == "{>>" and self.body[at + 3 : following].isspace():  # its comment, set apart
            self._copy_to(following)
            self._comment()

    def _comment(self) -> tuple[int, int] | None:
        """Go over the comment that opens at the next sign; its range, None where malformed."""
        self.next += 1
        self.copied += 3
        return self._to_its_end(self.copied - 3)

    def _to_its_end(self, opened: int) -> tuple[int, int] | None:
        for index in range(self.next, len(self.signs)):
            at, sign = self.signs[index]
            if sign == "{>>":
                break
            if sign == "<<}":
                crossed = index > self.next
                self.next, self.copied = index + 1, at + 3
                if crossed:
                    self._malformed(opened, "a mark crosses this comment", "end it with <<} first")
                return None if crossed else (opened + 3, at)
        self._malformed(opened, "this comment is never closed", "close it with <<}")
        return None

    def _alone(self, at: int) -> None:
        span = self._to_its_end(at)
        words = self.body[slice(*span)].strip() if span else ""
        page = _PAGE.fullmatch(words)
        if page:
            self.pages.append((self.length, page[1]))
        elif words.startswith("^"):
            self._malformed(at, "this comment stands after no mark", "put {== and ==} before it")
        elif words:
            self.remarks.append((self.length, words))

    def _stray(self, at: int) -> None:
        self._malformed(at, "<<} closes no comment", "open the comment with {>>")

    def _copy_to(self, at: int) -> None:
        """Take what stands before `at` into the captured text, with an anchor on each line."""
        if at <= self.copied:
            return
        for begin in self.where.line_starts(self.copied, at):
            self.anchors.append((self.length + begin - self.copied, *self.where(begin)))
        self.pieces.append(self.body[self.copied : at])
        self.length += at - self.copied
        self.copied = at

    def _malformed(self, at: int, message: str, hint: str) -> None:
        self.findings.append(malformed_mark(self.where.place(at), message, hint, self.about))
