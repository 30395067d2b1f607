"""A finished memo as a reader finds it: its lines, and what in them can be checked."""

from __future__ import annotations

from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.quotes import scan

_CITATION = late(r"\[[^\[\]\n]{1,60}\]")
_NUMBER = late(r"\d(?:[\d.,:/]*\d)?")


@record
class Line:
    """A paragraph, heading, item or paragraph of a cell."""

    text: str
    section: str = ""  # the heading above it
    part: str = "body"  # body | running (header, footer) | note


@record
class Memo:
    """The words of a memo in reading order."""

    format: str  # docx | md
    name: str  # of the file, as messages give it
    lines: tuple[Line, ...]

    @property
    def quotations(self) -> tuple[str, ...]:
        """The words between outer quotation marks."""
        return tuple(q for line in self.lines for q in quotations(line.text))

    @property
    def citations(self) -> tuple[str, ...]:
        """The labels of citations, `[1¶13]`."""
        return tuple(c for line in self.lines for c in citations(line.text))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number outside citations."""
        return tuple(n for line in self.lines for n in numbers(line.text))


class Unreadable(Exception):  # noqa: N818 - what the file is, read at the call: `raise Unreadable`
    """A file that is no memo; the message says why."""


def quotations(text: str) -> list[str]:
    """The words between outer quotation marks, in order."""
    return [text[span.start : span.end] for span in scan(text) if span.depth == 1]


def citations(text: str) -> list[str]:
    """The labels of citations, in order."""
    return _CITATION.findall(text)


def numbers(text: str) -> list[str]:
    """Every number outside citations, in order."""
    return _NUMBER.findall(_CITATION.sub(" ", text))
