"""What a memo as found and a document have not in common, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.document import (
    Cite,
    Document,
    Note,
    Paragraph,
    Quote,
    note_text,
    notes,
    paragraphs,
    plain,
)
from briefgen.places import Place
from briefgen.records import record
from briefgen.verify.memo import Line, Memo, citations, numbers, quotations

_WIDE_SPACE = "\u2003"  # what Markdown writes for a jump to a tab stop


@record
class Expected:
    """A paragraph that a memo must hold."""

    text: str
    section: str
    paragraph: Paragraph


def missing(memo: Memo, document: Document) -> list[Diagnostic]:
    """Every paragraph, title, field and mark of the document that the memo lacks, with its twin."""
    wanted, spare = _unmatched(memo, document)
    found = [VER002(memo, name, words) for name, words in _headed(memo, document)]
    for expected in wanted:
        twin = _nearest(expected.text, spare)
        if twin:
            spare.remove(twin)
        found.append(VER001(memo, expected, twin))
    return found


def added(memo: Memo, document: Document) -> list[Diagnostic]:
    """Every paragraph of the memo that neither is the document's nor was made from one of it."""
    wanted, spare = _unmatched(memo, document)
    for expected in wanted:
        twin = _nearest(expected.text, spare)
        if twin:
            spare.remove(twin)
    return [VER004(memo, line) for line in spare if not _heads(line, document)]


# -- rules -------------------------------------------------------------------------------------


@rule("VER001", Severity.ERROR)
def VER001(memo: Memo, expected: Expected, found: Line | None) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A paragraph of the memo is not in its file as it should be.

    A finished file is read back, and every quotation, citation and number must stand in it letter
    for letter. In a memo that was edited by hand this is the edit; in one that was just built, it
    is a mistake of briefgen.

    Bad:

        The authority “will now reopen” the fee [1¶2].

    Good:

        The authority “will not reopen” the fee [1¶2].
    """
    what = _lost(expected, found.text if found else "")
    return VER001.at(
        Place(memo.name),
        f"{_where(expected.section)}{what}: “{_short(expected.text)}”",
        "compare it with the outline; a change by hand belongs there",
        about=expected.paragraph.origin,
        detail=_diff(expected.text, found.text) if found else (),
    )


@rule("VER002", Severity.ERROR)
def VER002(memo: Memo, name: str, words: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """The memo lacks its title, a field of its header, or its handling mark.

    A page that gets separated must still say what it is, for whom, and who may read it.

    Bad:

        a memo for internal use whose header lost the word INTERNAL

    Good:

        INTERNAL at the head of every page
    """
    return VER002.at(
        Place(memo.name),
        f"the {name} is missing: “{_short(words)}”",
        "compare it with the outline and with the template's memo.docx",
    )


@rule("VER003", Severity.ERROR)
def VER003(name: str, why: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A file is no memo that can be read.

    Bad:

        a .docx that is no zip file, that is encrypted, or that declares a document type

    Good:

        a .docx or .md as briefgen, Word or LibreOffice writes it
    """
    return VER003.at(Place(name), f"cannot be read: {why}", "open it in Word and save it anew")


@rule("VER004", Severity.ERROR)
def VER004(memo: Memo, line: Line) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """A memo says something that its outline does not.

    What a person typed into the file has no source that was checked.

    Bad:

        a sentence in out/executive.docx that stands nowhere in outline.yaml

    Good:

        the sentence stands in outline.yaml, with its citation
    """
    kinds = {
        "quotation": quotations(line.text),
        "citation": citations(line.text),
        "number": numbers(line.text),
    }
    holds = ", ".join(f"{kind} {', '.join(found)}" for kind, found in kinds.items() if found)
    return VER004.at(
        Place(memo.name),
        f"{_where(line.section)}not in the outline: “{_short(line.text)}”",
        "take it into the outline with its citation, or delete it",
        detail=(f"holds {holds}",) if holds else (),
    )


# -- matching ----------------------------------------------------------------------------------


def _unmatched(memo: Memo, document: Document) -> tuple[list[Expected], list[Line]]:
    """What of the document finds no equal in the memo, and the lines that are nobody's equal."""
    wanted = [e for e in _expected(document) if e.text]
    there = Counter(_level(line.text) for line in memo.lines)
    lacking = []
    for expected in wanted:
        if there[expected.text]:
            there[expected.text] -= 1
        else:
            lacking.append(expected)
    spare = []
    for line in memo.lines:
        if line.part != "running" and there[_level(line.text)]:
            there[_level(line.text)] -= 1
            spare.append(line)
    return lacking, spare


def _expected(document: Document) -> Iterator[Expected]:
    section = ""
    for paragraph in paragraphs(document.blocks):
        text = _level(plain(paragraph.inlines))
        section = text if paragraph.style == "heading" else section
        yield Expected(text, section, paragraph)
    for note in notes(document.blocks):
        yield Expected(_level(note_text(note)), "", Paragraph("footnote", note.inlines))


def _level(text: str) -> str:
    """Words as a reader sees them: a no-break space is a blank, which holds a line together."""
    return text.replace(_WIDE_SPACE, "\t").replace("\u00a0", " ")


def _nearest(text: str, lines: Iterable[Line]) -> Line | None:
    """The line that was most likely made from a text: at least half of it is the same words."""
    words = text.split()
    rated = [
        (SequenceMatcher(None, words, line.text.split(), False).ratio(), line) for line in lines
    ]
    rate, line = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return line if rate >= 0.5 else None


def _headed(memo: Memo, document: Document) -> Iterator[tuple[str, str]]:
    """What stands round the body and is lacking: title, fields, handling mark."""
    wanted = [("title", document.title), *((f"field “{n}”", v) for n, v in document.fields)]
    wanted.append(("handling mark", document.values.get("memo.handling", "")))
    for name, words in wanted:
        if not any(words in line.text for line in memo.lines):
            yield name, words


def _heads(line: Line, document: Document) -> bool:
    """Whether a line is title, header block or the words at the head of each page."""
    rest = line.text
    words = [document.title, *(w for pair in document.fields for w in pair)]
    words += [*document.values.values(), "DRAFT"]
    for known in sorted(filter(None, words), key=len, reverse=True):
        rest = rest.replace(known, "")
    return not rest.strip(" \t:|\u2003")


# -- words of messages -------------------------------------------------------------------------


def _lost(expected: Expected, found: str) -> str:
    """Which of its quotations, citations and numbers a paragraph lost, else that it differs."""
    inlines = expected.paragraph.inlines
    pieces = [("quotation", i.words) for i in inlines if isinstance(i, Quote)]
    pieces += [("citation", i.label) for i in inlines if isinstance(i, Cite)]
    pieces += [("footnote mark", plain([i])) for i in inlines if isinstance(i, Note)]
    lost = [f"{kind} {words}" for kind, words in pieces if words not in found]
    gone = Counter(numbers(expected.text)) - Counter(numbers(found))
    lost += [f"number {number}" for number in gone]
    if not found:
        return "missing"
    return f"not letter for letter: {_short(', '.join(lost))}" if lost else "words differ"


def _diff(expected: str, found: str) -> tuple[str, ...]:
    from briefgen.text.worddiff import word_diff  # noqa: PLC0415 - for the rare memo that differs

    return word_diff(expected, found)


def _where(section: str) -> str:
    return f"{section}: " if section else ""


def _short(words: str, most: int = 80) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
