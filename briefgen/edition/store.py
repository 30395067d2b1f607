"""The editions of a brief: `editions/<template>/v3/`, each with a manifest.

    v3/2026-03-05_harbour-fee_executive_v3.docx (and .md)     what the readers got
    v3/manifest.json                                          what it was made from, and its record

A manifest says the version, the date, the readers, the hashes of all that the memo was made from,
what each point rested on, and the document block by block (`record`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.edition.record import FORMAT, Json, from_json, laid_out, parsed, to_json
from briefgen.model.document import Document
from briefgen.model.source import Visibility
from briefgen.patterns import late
from briefgen.records import as_dict, field, record

EDITIONS = "editions"  # the folder of a brief
MANIFEST = "manifest.json"
#: What helps as long as an edition cannot be read.
_WITHOUT = "`build --since none` makes a page without marks"
_FOLDER = late(r"v([1-9]\d{0,5})")
_VERSION = late(r"v?([1-9]\d{0,5})", re.IGNORECASE)


class EditionError(BriefgenError):
    """An edition that is not there, or cannot be read or compared."""


@record
class Reader:
    """Somebody who was given an edition, and as of which day."""

    name: str
    date: str


@record
class Statement:
    """What a point stood for and rested on, beside its words."""

    section: str
    party: str = ""
    sources: tuple[str, ...] = ()  # ids, sorted
    excerpts: tuple[str, ...] = ()  # keys of those printed or cited, in order
    printed: str = ""  # key of the excerpt that a fill prints


@record
class Edition:
    """A memo that was given to readers."""

    version: int
    date: str  # the day of its `as_of`
    brief: str
    template: str
    ceiling: Visibility
    document: Document
    readers: tuple[Reader, ...] = ()
    replaces: int = 0  # the edition that its marks are relative to; 0: none
    statements: Mapping[str, Statement] = field(default_factory=dict)  # by key of the point
    evidence: tuple[str, ...] = ()  # keys of all excerpts that its readers might have been shown
    inputs: Mapping[str, str] = field(default_factory=dict)  # file -> sha256
    files: Mapping[str, str] = field(default_factory=dict)  # file of the edition -> sha256
    tool: str = ""

    @property
    def name(self) -> str:
        """`v3`."""
        return f"v{self.version}"


def file_name(date: str, brief: str, template: str, version: int, format: str) -> str:
    """The name of an edition's file: `2026-03-05_harbour-fee_executive_v3.docx`."""
    return f"{date}_{brief}_{template}_v{version}.{format}"


def templates(folder: Path) -> list[str]:
    """The templates of which `folder`, a brief's `editions/`, has editions."""
    found = (p.name for p in folder.glob("*") if p.is_dir() and versions(folder, p.name))
    return sorted(found)


def versions(folder: Path, template: str) -> list[int]:
    """The numbers of a template's editions, ascending."""
    names = (_FOLDER.fullmatch(p.name) for p in (folder / template).glob("v*"))
    return sorted(int(m[1]) for m in names if m)


def load(folder: Path, template: str, version: int) -> Edition:
    """Read an edition. Raises `EditionError` where there is none, or none that can be read."""
    path = folder / template / f"v{version}" / MANIFEST
    shown = f"editions/{template}/v{version}/{MANIFEST}"
    try:
        return from_manifest(path.read_bytes(), shown)
    except FileNotFoundError:
        raise _missing(folder, template, version) from None
    except OSError as error:
        raise EditionError(f"cannot read {shown}: {error.strerror or error}", _WITHOUT) from None
    except BriefgenError as error:
        raise EditionError(error.message, f"{error.hint}; {_WITHOUT}") from None


def latest(folder: Path, template: str) -> Edition | None:
    """The last edition of a template, or None. Raises `EditionError`."""
    known = versions(folder, template)
    return load(folder, template, known[-1]) if known else None


def chosen(folder: Path, template: str, since: str) -> Edition | None:
    """The edition that `--since` names: `last`, `v3`, `3`. None where there is none yet.

    Raises `EditionError` where there are editions, and this is none of them, `WrongUse` where
    it names none.
    """
    if since in ("", "last"):
        return latest(folder, template)
    number = _VERSION.fullmatch(since)
    if number is None:
        raise WrongUse(f"--since {since!r} names no edition", "write v3, last, or none")
    return load(folder, template, int(number[1]))


def given_to(folder: Path, template: str, reader: str) -> Edition | None:
    """The last edition that a reader was given, or None. Raises `EditionError`."""
    for version in reversed(versions(folder, template)):
        edition = load(folder, template, version)
        if any(r.name.casefold() == reader.casefold() for r in edition.readers):
            return edition
    return None


def everybody(folder: Path, template: str) -> list[str]:
    """All who were given an edition of a template, by name. Raises `EditionError`."""
    editions = (load(folder, template, v) for v in versions(folder, template))
    return sorted({r.name for e in editions for r in e.readers})


def _missing(folder: Path, template: str, version: int) -> EditionError:
    """What is to be said where an edition was lost, wholly or in part, or never was."""
    known = versions(folder, template)
    name = f"v{version}"
    if version in known:
        shown = f"editions/{template}/{name}"
        return EditionError(
            f"{shown} is no edition: it has no {MANIFEST}",
            "take that back from version control, or delete the folder if nothing was given out",
        )
    there = f"editions: {', '.join(f'v{v}' for v in known) or 'none yet'}"
    lost = f"; if {name} was deleted, take it back from version control"
    before = bool(known) and version < known[-1]
    return EditionError(f"there is no edition {name} of {template}", there + lost * before)


# -- the manifest ------------------------------------------------------------------------------


def manifest(edition: Edition) -> str:
    """The manifest of an edition as its file holds it."""
    made = as_dict(edition)
    return laid_out(
        {
            **made,
            "format": FORMAT,
            "ceiling": edition.ceiling.word,
            "document": to_json(edition.document),
            "readers": [as_dict(r) for r in edition.readers],
            "statements": {k: _statement(s) for k, s in edition.statements.items()},
            "evidence": [[key] for key in edition.evidence],
            "inputs": [[name, sum] for name, sum in sorted(edition.inputs.items())],
            "files": [[name, sum] for name, sum in sorted(edition.files.items())],
        }
    ) + "\n"  # fmt: skip


def _statement(statement: Statement) -> Json:
    """A statement on one line: ids hold no blanks."""
    lists = {"sources": statement.sources, "excerpts": statement.excerpts}
    return {**as_dict(statement), **{name: " ".join(ids) for name, ids in lists.items()}}


def from_manifest(text: str | bytes, shown: str) -> Edition:
    """Read a manifest; `shown` is the file as messages name it. Raises `BriefgenError`."""
    found = parsed(text, shown)
    document = from_json(found.get("document"), shown)
    try:
        return _edition(found, document)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise EditionError(
            f"cannot read {shown}: it is no manifest", "take it back from version control"
        ) from None


def _edition(found: Json, document: Document) -> Edition:
    return Edition(
        version=int(found["version"]),
        date=str(found["date"]),
        brief=str(found["brief"]),
        template=str(found["template"]),
        ceiling=Visibility[found["ceiling"].upper()],
        document=document,
        readers=tuple(Reader(str(r["name"]), str(r["date"])) for r in found["readers"]),
        replaces=int(found["replaces"]),
        statements={key: _to_statement(s) for key, s in found["statements"].items()},
        evidence=tuple(str(key) for (key,) in found["evidence"]),
        inputs={str(name): str(sum) for name, sum in found["inputs"]},
        files={str(name): str(sum) for name, sum in found["files"]},
        tool=str(found["tool"]),
    )


def _to_statement(found: Json) -> Statement:
    sources, excerpts = (tuple(found[name].split()) for name in ("sources", "excerpts"))
    own = [str(found[name]) for name in ("section", "party", "printed")]
    return Statement(own[0], own[1], sources, excerpts, own[2])
