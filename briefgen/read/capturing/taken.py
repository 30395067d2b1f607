"""What a reader takes out of a document: its text, the passages tagged in it, what it cites.

Every reader (plain text, HTML, PDF, Word) gives a `Taken`; `writing` makes the source file of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefgen.text.folding import OffsetMap

#: Begins every remark that `add` writes.
OURS = "add: "
_AROUND_BREAK = re.compile(r"[ \t\n]*\n[ \t\n]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]`, tagged in the document: by a comment (`note`), or by a colour alone."""

    start: int
    end: int
    note: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A document as its reader found it."""

    text: str
    passages: tuple[Passage, ...] = ()
    #: Lone comments of the source file, by offset: `page iii`, or a remark.
    insets: tuple[tuple[int, str], ...] = ()
    #: Keys of the front matter -> their lines of YAML.
    said: Mapping[str, list[str]] = field(default_factory=dict)
    #: Keys that are missing -> what stands in their comment instead of the usual words.
    hints: Mapping[str, str] = field(default_factory=dict)
    #: What the reader left out or put right, for the person who looks into the file.
    record: tuple[str, ...] = ()
    #: Lines of the document's own front matter that a source has no key for.
    others: tuple[str, ...] = ()
    #: What the document calls itself, "" where it does not.
    title: str = ""


def tidied(taken: Taken) -> Taken:
    """Whitespace around line breaks made one break, or one blank line; all offsets go along."""
    text, offsets = _tidy(taken.text)
    passages = (
        replace(p, start=offsets.folded(p.start), end=offsets.folded(p.end)) for p in taken.passages
    )
    insets = tuple((offsets.folded(at), _signed(words)) for at, words in taken.insets)
    return replace(taken, text=text, passages=tuple(trimmed(passages, text)), insets=insets)


def trimmed(passages: Iterable[Passage], text: str) -> Iterable[Passage]:
    """Passages without the blanks at their ends; those that hold nothing else are left out."""
    for passage in passages:
        words = text[passage.start : passage.end]
        start = passage.start + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            yield replace(passage, start=start, end=end)


def _signed(words: str) -> str:
    """Remarks of ours are told from a person's: capturing again writes them anew."""
    return words if words.startswith("page ") else f"{OURS}{words}"


def _tidy(raw: str) -> tuple[str, OffsetMap]:
    pieces: list[str] = []
    places, origins = [0], [0]
    done = size = 0
    for match in _AROUND_BREAK.finditer(raw):
        pieces.append(raw[done : match.start()])
        size += match.start() - done
        new = "\n\n" if match.group().count("\n") > 1 else "\n"
        if match.start() == 0 or match.end() == len(raw):
            new = "" if match.start() == 0 else "\n"
        pieces.append(new)
        places += (size, size + len(new))
        origins += match.span()
        size, done = size + len(new), match.end()
    pieces.append(raw[done:])
    size += len(raw) - done
    return "".join(pieces), OffsetMap([*places, size], [*origins, len(raw)])
