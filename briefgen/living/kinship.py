"""Kinship: of which memo an edited file is, by how much of it stands in the file.

A letter of somebody else's, or the memo of another brief or of other readers, is told apart before
anything is made of it: all that it does not say would seem to have been deleted by hand.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen.adopt.word import Line
from briefgen.change.align import likeness
from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.edition.record import from_text
from briefgen.edition.store import EDITIONS, EditionError, load, versions
from briefgen.edition.store import templates as given_out
from briefgen.model.document import Document, paragraphs, plain
from briefgen.write.files import document_of

_KIN = 0.2  # of the statements of a memo, as many at least stand in a file that was edited from it
_ALIKE = 0.5  # likeness from which a paragraph of the file is a statement, reworded
_CLOSER = 1.5  # ... and by so much another memo has to be nearer


def likest(found: Iterable[Document], lines: Iterable[Line]) -> Document:
    """The document that most of the lines are of, the first of several."""
    said = {line.text for line in lines}
    return max(found, key=lambda d: sum(text in said for text in _statements(d)))


def editions(folder: Path, template: str) -> Iterator[Document]:
    """What the editions of a template in the folder of a brief say, the last one first."""
    for version in reversed(versions(folder / EDITIONS, template)):
        with contextlib.suppress(EditionError):
            yield load(folder / EDITIONS, template, version).document


def refuse_strangers(
    file: Path, lines: Iterable[Line], base: Document, folder: Path, template: str
) -> None:
    """Raise WrongUse where a file is no edited `base`, the memo of a template in a brief's folder.

    The message says which other memo of the brief it is, if it is one.
    """
    texts = [line.text for line in lines if line.text]
    share = _share(base, texts)
    others = ((_share(d, texts), name) for name, d in _others(folder, template))
    best, name = max(others, default=(0.0, ""))
    if best >= _KIN and best > share * _CLOSER:
        raise WrongUse(
            f"{file.name} is no {template} memo of {folder.name}: it is likest to its {name} memo",
            f"--for {name}",
        )
    if share < _KIN:
        raise WrongUse(
            f"{file.name} is no {template} memo of {folder.name}: "
            "hardly any statement stands in it",
            "name the brief and the template (--for) that it was built for; "
            "if it is in the way of a build, delete or rename it",
        )


def _others(folder: Path, template: str) -> Iterator[tuple[str, Document]]:
    """The memos of a brief for other readers: as built last, and each edition."""
    for path in sorted((folder / "out").glob("*.docx")):
        record = document_of(path)
        if path.stem != template and record.is_file():
            with contextlib.suppress(BriefgenError):
                yield path.stem, from_text(record.read_bytes(), record.name)
    for name in given_out(folder / EDITIONS):
        if name != template:
            yield from ((name, document) for document in editions(folder, name))


def _share(document: Document, texts: list[str]) -> float:
    """How much of what a document states stands in some texts; what was reworded counts half."""
    stated = _statements(document)
    same = sum(text in texts for text in stated)
    alike = sum(any(likeness(s, t) >= _ALIKE for t in texts) for s in stated if s not in texts)
    return (same + alike / 2) / len(stated) if stated else 1.0


def _statements(document: Document) -> list[str]:
    return [plain(p.inlines) for p in paragraphs(document.blocks) if p.origin]
