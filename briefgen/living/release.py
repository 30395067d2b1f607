"""Release: a memo is given to readers, and kept as it was given.

    errors and hand edits refuse -> the next number -> files, read back -> one folder, whole

The folder is never written again but for its readers: whoever gets the same edition later is added
to its manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefgen import __version__
from briefgen.build import (
    Loaded,
    Prepared,
    among_editions,
    build,
    found_on,
    place_of,
    prepare,
    shown_path,
    written,
)
from briefgen.diagnostics import BriefgenError, Diagnostic
from briefgen.edition.news import statements
from briefgen.edition.store import (
    EDITIONS,
    MANIFEST,
    Edition,
    EditionError,
    Reader,
    file_name,
    latest,
    manifest,
)
from briefgen.model.cut import Dropped
from briefgen.model.news import News
from briefgen.model.template import Template
from briefgen.read.template import template_files
from briefgen.read.workspace import OUTLINE, files_of, source_folders, template_folders
from briefgen.records import record, replace
from briefgen.standing import Placed, unreadable_edition
from briefgen.write.disk import write_atomic, write_folder
from briefgen.write.files import how_to_settle, is_edited

FORMATS = ("docx", "md")


@record
class Released:
    """What came of a release; `edition` is None where errors stand, which `found` has."""

    edition: Edition | None
    paths: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    news: News | None = None
    added: tuple[str, ...] = ()  # readers who were given an edition that others had before
    dropped: tuple[Dropped, ...] = ()  # what the edition has no room for


def release(loaded: Loaded, template: Template, readers: Sequence[str]) -> Released:
    """Give a memo out as the next edition, and bring `out/` to the same state.

    Where nothing has changed since the last edition, that one is given to the `readers`; without
    any, or where a person changed the memo in `out/`, `BriefgenError` says so.
    """
    if loaded.brief is None:
        return Released(None, found=loaded.found)
    prepared = prepare(loaded, template)
    _refuse_edited(loaded, template)
    try:
        placed = among_editions(loaded, prepared, template).next()
    except EditionError as error:
        found = (*prepared.found, *unreadable_edition(place_of(loaded), error))
        return Released(None, found=found)
    if placed is None:
        return _given_again(loaded, template, readers)
    found = tuple(found_on(prepared, template, placed.fitted))
    if any(f.is_error for f in found):
        return Released(None, found=found)
    files, wrong = written(loaded.brief, prepared, [(template, placed.fitted)], FORMATS)
    if wrong:
        return Released(None, found=(*found, *wrong))
    edition = _edition(loaded, prepared, template, placed, readers)
    named = {_name(edition, f.format): f.data for f in files}
    edition = replace(edition, files={name: _sum(data) for name, data in named.items()})
    folder = _folder(loaded) / template.name / edition.name
    write_folder(folder, {**named, MANIFEST: manifest(edition).encode()})
    now = build(loaded, template, FORMATS, loaded.workspace.folder(loaded.slug) / "out")
    in_the_way = [f for f in now.found if f not in found]  # a memo that is open in Word, say
    paths = tuple(shown_path(loaded, folder / name) for name in named)
    dropped = placed.fitted.dropped
    return Released(edition, paths, (*found, *in_the_way), placed.news, dropped=dropped)


def _refuse_edited(loaded: Loaded, template: Template) -> None:
    out = loaded.workspace.folder(loaded.slug) / "out"
    for format in FORMATS:
        path = out / f"{template.name}.{format}"
        if is_edited(path):
            raise BriefgenError(
                f"{shown_path(loaded, path)} was changed by hand: nothing released",
                f"{how_to_settle(path.name, f'{loaded.slug} --for {template.name}')}; "
                "or delete or rename the file",
            )


def _given_again(loaded: Loaded, template: Template, readers: Sequence[str]) -> Released:
    """The last edition with further readers in its manifest."""
    last = latest(_folder(loaded), template.name)
    if last is None:
        raise ValueError("a page that is no other than the last edition has a last edition")
    known = {r.name.casefold() for r in last.readers}
    added = tuple(name for name in dict.fromkeys(readers) if name.casefold() not in known)
    if not added:
        given = ", ".join(r.name for r in last.readers) or "nobody by name"
        raise BriefgenError(
            f"nothing has changed since {last.name} of {last.date} (given to {given})",
            f"--to NAME gives {last.name} to one more reader",
        )
    date = max(last.date, loaded.brief.outline.as_of.last.isoformat() if loaded.brief else "")
    edition = replace(last, readers=(*last.readers, *(Reader(name, date) for name in added)))
    folder = _folder(loaded) / template.name / last.name
    write_atomic(folder / MANIFEST, manifest(edition).encode())
    paths = tuple(shown_path(loaded, folder / name) for name in edition.files)
    return Released(edition, paths, added=added)


def _edition(
    loaded: Loaded,
    prepared: Prepared,
    template: Template,
    placed: Placed,
    readers: Sequence[str],
) -> Edition:
    document, standing = placed.fitted.document, placed.standing
    sources = prepared.selection.brief.sources.values()
    return Edition(
        version=standing.number,
        date=document.date,
        brief=loaded.slug,
        template=template.name,
        ceiling=template.ceiling,
        document=document,
        readers=tuple(Reader(name, document.date) for name in dict.fromkeys(readers)),
        replaces=standing.replaces[0] if standing.replaces else 0,
        statements=statements(prepared.selection),
        evidence=tuple(sorted(e.key for s in sources for e in s.excerpts)),
        inputs=inputs(loaded, template),
        tool=f"briefgen {__version__}",
    )


def inputs(loaded: Loaded, template: Template) -> Mapping[str, str]:
    """Every file that a memo is made from, with its sha256: outline, sources, template."""
    return {name: _sum(path.read_bytes()) for name, path in sorted(_files(loaded, template))}


def _files(loaded: Loaded, template: Template) -> Iterator[tuple[str, Path]]:
    workspace = loaded.workspace
    own = [workspace.root / "briefgen.yaml", workspace.folder(loaded.slug) / OUTLINE]
    for folder in source_folders(workspace, loaded.slug):
        own += [*files_of(folder, "*.md"), *files_of(folder, "*.excerpts.yaml")]
    yield from ((workspace.name(path), path) for path in own if path.is_file())
    yield from template_files(template.name, template_folders(workspace)).items()


def _folder(loaded: Loaded) -> Path:
    return loaded.workspace.folder(loaded.slug) / EDITIONS


def _name(edition: Edition, format: str) -> str:
    return file_name(edition.date, edition.brief, edition.template, edition.version, format)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
