"""The leak scan: before a file is handed over, every part of it is searched for what is withheld.

    files -> units (paragraphs, attributes, properties) -> runs of words -> what is not to be

Select takes withheld items out first, so that nothing should ever be found here: this is the
second lock on the same door. A run of words is a leak if a withheld item has it and nothing that
the readers may see does; so is a single word that is long or odd enough to be no chance. Dates and
numbers alone prove nothing. Of ids, tags and slugs none may stand in a file, withheld or not.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Protocol
from urllib.parse import unquote

from lxml import etree

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.brief import Withheld
from briefgen.patterns import late
from briefgen.places import Place

_WORD = late(r"[^\W_]+")
_STOP = late(r"[^\w\s'’‘\-‐‑]|[\t\n\u2002\u2003]|_")
_RUN = 5  # so many words in a row are nobody's chance; of a shorter clause all its words,
_LEAST = 3  # but not fewer
_ALONE = late(r"[^\W\d_]{10,}|(?=.*\d)(?=.*[^\W\d_])\w{6,}")  # a word that counts alone
_NAME = late(r"(?=.*[-_/^\d]).{7,}")  # an id or a tag that is no common word
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREAD = late(r"\[Content_Types\]\.xml|word/theme/|docProps/app\.xml")
_MONTHS = frozenset(
    _WORD.findall(
        "january february march april june july august september october november december januar "
        "februar märz juni juli oktober dezember janvier février mars avril juin juillet août "
        "septembre octobre novembre décembre"
    )
)
#: Attributes that hold words of a memo, beside `w:val` with blanks and addresses.
_WORDED = ("descr", "title", "Target")
#: Elements that describe a table to screen readers.
_TOLD = frozenset({f"{_W}tblCaption", f"{_W}tblDescription"})


class File(Protocol):
    """A finished file."""

    @property
    def name(self) -> str:
        """As it is called on the disk."""

    @property
    def data(self) -> bytes:
        """What it holds."""


def find_leaks(files: Iterable[File], withheld: Withheld) -> list[Diagnostic]:
    """What of the withheld stands in files.

    The findings say where, and not what: they are printed in logs.
    """
    wanted = _Wanted(withheld)
    found = [
        VIS010(file.name, place)
        for file in files
        for place, unit, is_text in _units(file)
        if wanted.is_in(unit, is_text=is_text)
    ]
    return list(dict.fromkeys(found))


@rule("VIS010", Severity.ERROR)
def VIS010(name: str, place: str) -> Diagnostic:  # noqa: N802 - a rule has its code's name
    """Withheld words stand in a finished file, so nothing was written.

    What lies above a template's ceiling is taken out before anything else is done. The finished
    files are searched once more, every part of them, and none is handed over with a withheld
    word in it.

    Bad:

        the properties of press.docx name the source of a restricted excerpt

    Good:

        press.docx holds what its readers may see, and nothing else
    """
    return VIS010.at(
        Place(name),
        f"withheld words stand in {place}: nothing was written",
        "this is a mistake of briefgen: please report it, with the command and this line",
    )


# -- what is searched for --------------------------------------------------------------------------


class _Wanted:
    """Runs of words and names that may not be found."""

    def __init__(self, withheld: Withheld) -> None:
        self._withheld = withheld
        self._runs, self._alone = set[str](), set[str]()
        for text in withheld.texts:
            for clause in _clauses(text):
                self._alone.update(filter(_ALONE.fullmatch, clause))
                self._runs.update(_grams(clause, min(_RUN, max(_LEAST, len(clause)))))
            whole = _words(text)
            self._runs.update([" ".join(whole)] if len(whole) == 2 else [])  # a name
        self._runs = set(filter(_tells, self._runs))
        self._begin = {run.split(" ", 1)[0] for run in self._runs}
        self._names = list(filter(_NAME.fullmatch, withheld.names))

    def is_in(self, unit: str, *, is_text: bool) -> bool:
        """Whether something withheld stands in a unit; words alone count in texts only."""
        clauses = _clauses(unquote(unit)) if self._runs or self._alone else []
        runs = {run for clause in clauses for run in self._beginning(clause)}
        alone = {word for clause in clauses for word in clause} if is_text else set()
        hits = (runs & self._runs) | (alone & self._alone)
        return any(f" {hit} " not in self._seen for hit in hits) or any(
            name in unit and name.lower() not in self._seen_letters for name in self._names
        )

    def _beginning(self, clause: list[str]) -> Iterator[str]:
        """The runs of a clause that begin as one that is looked for."""
        for at, word in enumerate(clause):
            if word in self._begin:
                yield from (" ".join(clause[at:end]) for end in range(at + 2, at + _RUN + 1))

    @cached_property
    def _seen(self) -> str:
        """All that the readers may see, as words; a `|` where one text ends."""
        return " " + " | ".join(" ".join(_words(text)) for text in self._withheld.seen) + " "

    @cached_property
    def _seen_letters(self) -> str:
        """The same letter by letter, for names."""
        return "\n".join(self._withheld.seen).lower()


def _clauses(text: str) -> list[list[str]]:
    """The words of a text from stop to stop: what a page puts side by side has a stop between."""
    return [words for clause in _STOP.split(text) if (words := _words(clause))]


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _grams(words: list[str], size: int) -> Iterable[str]:
    return (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def _tells(run: str) -> bool:
    """Whether a run of words says something: numbers, dates and short words do not."""
    return any(len(w) > 3 and w.isalpha() and w not in _MONTHS for w in run.split())


# -- where it is searched --------------------------------------------------------------------------


def _units(file: File) -> Iterator[tuple[str, str, bool]]:
    """(place, words, whether they are text) of a file, part by part."""
    if not file.name.endswith(".docx"):
        lines = file.data.decode("utf-8").split("\n")
        yield from ((f"line {number}", line, True) for number, line in enumerate(lines, 1))
        return
    with zipfile.ZipFile(io.BytesIO(file.data)) as package:
        for name in package.namelist():
            if not _UNREAD.match(name):
                yield from ((name, *unit) for unit in _of_part(name, package.read(name)))


def _of_part(name: str, data: bytes) -> Iterator[tuple[str, bool]]:
    if not name.endswith((".xml", ".rels")):
        yield data.decode("latin-1"), False  # a picture: its notes are plain letters
        return
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    yield from ((_read(p), True) for p in root.iter(f"{_W}p"))
    for element in root.iter(etree.Element):
        if element.text and not str(element.tag).startswith(_W):
            yield element.text, True
        for key, value in element.attrib.items():
            local = str(key).rpartition("}")[2]
            if local in _WORDED or " " in str(value):
                yield str(value), local in _WORDED or element.tag in _TOLD


def _read(paragraph: etree._Element) -> str:
    """The words of a paragraph across its runs, a tab for what breaks its line."""
    return "".join(e.text or _BREAKS.get(str(e.tag), "") for e in paragraph.iter(etree.Element))


_BREAKS = dict.fromkeys((f"{_W}{name}" for name in ("tab", "br", "cr", "ptab")), "\t")
