"""Rename a tag, a source or an excerpt: exact places in every file of a workspace, nothing else.

What was read is byte for byte what is written but for these places: encoding, BOM, line ends and
the captured text stay, so that every seal holds. Old names are kept as `was`, so that a citation
that nobody could change (a branch not yet merged) still finds its source.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.patterns import late
from briefgen.places import Place
from briefgen.read.captured import seal
from briefgen.read.comment import ID, TAG
from briefgen.read.gate import read_bytes
from briefgen.read.nearest import did_you_mean
from briefgen.read.nodes import read_nodes
from briefgen.read.references import Reference, references
from briefgen.read.source import source_of
from briefgen.read.workspace import OUTLINE, Workspace, files_of
from briefgen.records import record

KINDS = ("tag", "source", "excerpt")
_ENCODINGS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_END = late(r"\r\n|\r|\n")


@record
class Edit:
    """`old` at a place becomes `new`; `what` says of what it is the name there."""

    place: Place
    old: str
    new: str
    what: str


@record
class Renaming:
    """The changed files, whole, and every change."""

    files: Mapping[Path, bytes]
    edits: tuple[Edit, ...]


def rename(workspace: Workspace, kind: str, old: str, new: str, *, merge: bool = False) -> Renaming:
    """Rename `old` to `new` in all files of a workspace; nothing is written here.

    An excerpt is `source^id`; its new name may be the id alone. A tag takes its subtree along.
    Raises WrongUse where `old` is unknown or `new` is taken (two tags become one with `merge`),
    BriefgenError where a place cannot be changed without changing more.
    """
    paths = {workspace.name(path): path for path in _files(workspace)}
    texts = {file: _Text(path) for file, path in paths.items()}
    found = [r for file, text in texts.items() for r in references(text.read, file)]
    target = _target(kind, old, new)
    _refuse(kind, old, target, found, merge=merge)
    edits = [e for r in found for e in _edits(r, kind, old, target)]
    changed: dict[Path, bytes] = {}
    for file in sorted({e.place.file for e in edits}):
        text = texts[file]
        data = text.changed([e for e in edits if e.place.file == file])
        _hold(file, text.data, data)
        changed[paths[file]] = data
    return Renaming(changed, tuple(sorted(edits, key=lambda e: (e.place, e.new))))


def _files(workspace: Workspace) -> Iterator[Path]:
    """Every file in which names stand: each once, sorted."""
    briefs = [workspace.folder(slug) for slug in workspace.slugs()]
    found = [brief / OUTLINE for brief in briefs]
    for folder in dict.fromkeys((workspace.root, *briefs)):
        found += files_of(folder / "sources", "*.md")
        found += files_of(folder / "sources", "*.excerpts.yaml")
    found += (workspace.root / "templates").glob("*/template.yaml")
    yield from sorted(set(found))


# -- may it be ---------------------------------------------------------------------------------


def _target(kind: str, old: str, new: str) -> str:
    """The new name in full. Raises WrongUse where it is none."""
    source, caret, _ = old.partition("^")
    if kind == "excerpt" and not caret:
        raise WrongUse(f"`{old}` names no excerpt", "write it as it is cited: source^excerpt")
    full = f"{source}^{new}" if kind == "excerpt" and "^" not in new else new
    if kind == "excerpt" and full.partition("^")[0] != source:
        raise WrongUse("an excerpt stays in its source", f"write the new id alone: {full}")
    fits = TAG.fullmatch(full) if kind == "tag" else ID.fullmatch(full.rpartition("^")[2])
    if fits is None or full == old:
        hint = "a path of words: a/b" if kind == "tag" else "letters a to z, digits and hyphens"
        raise WrongUse(f"`{new}` is no new name for a {kind}", hint)
    return full


def _refuse(kind: str, old: str, new: str, found: list[Reference], *, merge: bool) -> None:
    """Raise WrongUse where there is no `old`, or `new` is taken."""
    own = [r for r in found if r.kind == kind and (r.declares or kind == "tag")]
    known = {r.value for r in own}
    if not any(_means(value, kind, old) for value in known):
        raise WrongUse(f"there is no {kind} `{old}`", did_you_mean(old, known))
    taken = [r for r in own if _means(r.value, kind, new) and not _means(r.value, kind, old)]
    if kind == "tag" and taken and not merge:
        where = taken[0].place
        raise WrongUse(f"the tag `{new}` exists: {where}", "--merge makes the two tags one")
    others = [r for r in found if r.value == new and r.kind in ("origin", "former")]
    mine = {r.place.file for r in own if r.value == old and r.place} if kind == "excerpt" else set()
    taken += [r for r in others if kind != "tag" and not (r.place and r.place.file in mine)]
    if kind != "tag" and taken:
        place = taken[0].place or "the name of a file"
        raise WrongUse(f"`{new}` is taken: {place}", "choose another name")


def _means(value: str, kind: str, name: str) -> bool:
    """Whether `value` is `name`, or a tag under it."""
    return value == name or (kind == "tag" and value.startswith(f"{name}/"))


# -- what changes ------------------------------------------------------------------------------


def _edits(reference: Reference, kind: str, old: str, new: str) -> Iterator[Edit]:
    if reference.kind != kind or not _means(reference.value, kind, old):
        return
    was, now = (name.rpartition("^")[2] if kind == "excerpt" else name for name in (old, new))
    if reference.place is not None:
        yield Edit(reference.place, was, now, reference.what)
    if reference.was is not None:
        place, words = reference.was
        yield Edit(place, "", words.format(old=was, new=now), "was")


class _Text:
    """A file's text as briefgen reads it, and its bytes to be changed at places of that text."""

    def __init__(self, path: Path) -> None:
        """Read the file; raises BriefgenError where it is no text that can be read."""
        self.name = path.name
        try:
            self.data = path.read_bytes()
        except OSError as error:
            raise BriefgenError(f"cannot read {path.name}: {error.strerror}") from error
        self.read, _ = read_bytes(self.data, path.name)
        marks = (name for mark, name in _ENCODINGS if self.data.startswith(mark))
        self.encoding = next(marks, "utf-8")

    def changed(self, edits: list[Edit]) -> bytes:
        """The bytes with the edits made, each at its place."""
        try:
            text = self.data.decode(self.encoding)
        except UnicodeDecodeError as error:
            raise BriefgenError(f"{self.name} is not UTF-8", "save it as UTF-8 first") from error
        starts = [0, *(m.end() for m in _END.finditer(text))]
        end = "\r\n" if "\r\n" in text else "\n"
        parts, at = list[str](), 0
        placed = [(self._offset(e.place, text, starts), e) for e in dict.fromkeys(edits)]
        for start, edit in sorted(placed, key=lambda p: p[0]):
            if not text.startswith(edit.old, start) or start < at:
                hint = f"change it there by hand from {edit.old} to {edit.new}, then try again"
                raise BriefgenError(f"{edit.place}: this place cannot be changed by itself", hint)
            parts += [text[at:start], edit.new.replace("\n", end)]
            at = start + len(edit.old)
        return "".join([*parts, text[at:]]).encode(self.encoding)

    @staticmethod
    def _offset(place: Place, text: str, starts: list[int]) -> int:
        bom = text.startswith("\ufeff") and place.line == 1
        start = starts[place.line - 1] if place.line <= len(starts) else len(text)
        return start + place.column - 1 + bom


def _hold(file: str, before: bytes, after: bytes) -> None:
    """Raise BriefgenError where a change touched more than names: seals, YAML, marks."""
    old, new = (read_bytes(data, file)[0] for data in (before, after))
    if file.endswith(".md"):
        (one, wrong), (two, worse) = source_of(old, file), source_of(new, file)
        same = one and two and seal(one.captured.text) == seal(two.captured.text)
    else:
        (one_node, wrong), (two_node, worse) = read_nodes(old, file), read_nodes(new, file)
        same = (one_node is None) == (two_node is None)
    if not same or sum(f.is_error for f in worse) > sum(f.is_error for f in wrong):
        reason = next((f.message for f in worse if f.is_error), "its captured text would change")
        raise BriefgenError(f"{file} cannot be changed by itself: {reason}", "change it by hand")
