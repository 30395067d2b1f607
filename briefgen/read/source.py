"""One source file: front matter, captured text with its seal, and the excerpts marked in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.source import Excerpt, Source
from briefgen.patterns import late
from briefgen.places import Place
from briefgen.read.captured import captured, seal
from briefgen.read.comment import ID, Comment, Lines, malformed_mark
from briefgen.read.excerpts import excerpts_of
from briefgen.read.frontmatter import Front, Said, read_front_matter, split_front_matter
from briefgen.read.gate import read_text
from briefgen.read.marks import Mark, read_marks
from briefgen.read.nodes import not_yaml
from briefgen.read.properties import with_properties
from briefgen.records import replace

_HASH = late(r"[0-9a-fA-F]{64}")


def read_source(path: Path, file: str) -> tuple[Source | None, list[Diagnostic]]:
    """Read the source at `path`, called `file` in messages.

    Returns what could be read and everything that is wrong with it; None where the file itself
    cannot be read.
    """
    text, findings = read_text(path, file)
    if any(finding.code == "TXT003" for finding in findings):
        return None, findings
    source, wrong = source_of(text, file)
    return source, [*findings, *wrong]


def source_of(text: str, file: str) -> tuple[Source | None, list[Diagnostic]]:
    """Read the text of a source file, as `read_source` does."""
    source, findings = _source(text, file)
    return source, list(findings)


@lru_cache(maxsize=64)  # `watch` reads them at every save, the tags of a workspace are read often
def _source(text: str, file: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    parts = split_front_matter(text)
    if parts is None:
        what = "the front matter is never closed"
        return None, (not_yaml(Place(file, 1, 1), what, "end it with a line `---`"),)
    head, body, first_line = parts
    front = read_front_matter(head, file)
    name = _identity(front, file)
    marked, findings = read_marks(body, file, first_line, name)
    findings = [*front.findings, *findings]
    source = replace(
        Source(name, Place(file, 1, 1), captured(marked, front.count)),
        csl=MappingProxyType(front.csl),
        seal=front.seal.text.strip().lower() if front.seal else "",
        **{key: value for key, value in front.fields.items() if key != "id"},
    )
    findings += _seal_findings(front, source)
    if not (source.title or source.author or source.container_title):
        findings.append(unnamed_source(source))
    marks, wrong = _with_front_matter(_each_id_once(marked.marks, name, findings), front, name)
    excerpts, unfit = excerpts_of(source, marks)
    source = replace(source, excerpts=excerpts, orphans=tuple(_orphans(front, source)))
    return source, (*findings, *wrong, *unfit)


def _orphans(front: Front, source: Source) -> Iterator[Excerpt]:
    """The excerpts that lost their words, with what their marks said."""
    for id, kept in front.orphans.items():
        place = kept.place
        mark = Comment(kept.mark, 0, len(kept.mark), Lines(kept.mark, place.file, place.line), "")
        old = Excerpt(source.id, id, 0, 0, kept.exact, place, tuple(mark.tags))
        said, _ = with_properties(old, mark.values)
        yield replace(said, visibility=max(said.visibility, source.visibility))


@rule("SRC001", Severity.ERROR)
def unnamed_source(source: Source) -> Diagnostic:
    """A source that nothing names cannot be cited.

    A reader must be able to find what a citation means. A source needs a title; a letter or an
    interview may have an author instead, a page without a title the outlet that printed it.

    Bad:
        ---
        issued: 2026-03-05
        ---
        The fee is final.

    Good:
        ---
        title: Port fee talks stall
        issued: 2026-03-05
        ---
        The fee is final.
    """
    what = f"source {source.id} has no title, author or container-title"
    hint = "add `title:` to its front matter"
    return unnamed_source.at(source.place, what, hint, about=source.id)


@rule("SRC003", Severity.ERROR)
def broken_seal(source: Source, place: Place, sealed: str, found: str) -> Diagnostic:
    """The captured text is not the one that was sealed.

    The captured text is evidence. Marks may be added and taken away; not one character of the
    source may change with them. The seal is the sha256 of the text without its marks, line ends
    and blanks at the ends of lines left out of account. A seal that is not 64 hex digits seals
    nothing: a warning.

    Bad:
        a letter of the text is changed, and `sha256:` is left as it was

    Good:
        the text is restored, or captured anew under another id
    """
    if not _HASH.fullmatch(sealed):
        what = f"{sealed!r} is no seal: a sha256 has 64 hex digits"
        hint = f"to seal the text as it stands, write sha256: {found}"
        return broken_seal.at(place, what, hint, about=source.id, severity=Severity.WARNING)
    what = f"the captured text changed: sealed {sealed[:12]}, now {found[:12]}"
    hint = f"restore the text; if it was captured wrongly, reseal it: sha256: {found}"
    return broken_seal.at(place, what, hint, about=source.id)


@rule("SEL007", Severity.ERROR)
def contradiction(place: Place, key: str, excerpt: str, other: Place) -> Diagnostic:
    """Mark and front matter say different things about one excerpt.

    Neither is taken for the better one: what is printed must not depend on which was read last.

    Bad:
        excerpts: {e1: {kind: claim}}   with   {==is final==}{>>^e1 kind=fact<<}

    Good:
        excerpts: {e1: {kind: claim}}   with   {==is final==}{>>^e1<<}
    """
    what = f"{key} of ^{excerpt.partition('^')[2]} is said otherwise on line {other.line}"
    return contradiction.at(place, what, "keep one of the two", about=excerpt)


@rule("SEL001", Severity.ERROR)
def excerpt_not_found(
    place: Place, message: str, hint: str, about: str = "", detail: tuple[str, ...] = ()
) -> Diagnostic:
    """An excerpt that stands nowhere in its source.

    The words of a sidecar's `exact` are not in the captured text, or the front matter speaks of an
    excerpt that no mark has. What cannot be found is not printed, and what was said about it (who
    may see it, above all) would be lost.

    Bad:
        exact: will never reopen      where the source says: will not reopen

    Good:
        exact: will not reopen
    """
    return excerpt_not_found.at(place, message, hint, about=about, detail=detail)


def _identity(front: Front, file: str) -> str:
    """The id of the front matter, else the file's name."""
    stem = PurePosixPath(file).stem
    if "id" in front.fields:
        return str(front.fields["id"])
    if not ID.fullmatch(stem) and not any("is no id" in f.message for f in front.findings):
        hint = "write `id:` in the front matter: letters a to z, digits and hyphens"
        what = f"the file name {stem!r} is no id"
        front.findings.append(unnamed_id(Place(file, 1, 1), what, hint))
    return stem


@rule("SRC011", Severity.ERROR)
def unnamed_id(place: Place, message: str, hint: str) -> Diagnostic:
    """A source without `id` takes its file's name, which must then be an id.

    Citations name it: `[@gazette-0305]`. The letters a to z, digits and hyphens can be typed on
    every keyboard and stand in every file system.

    Bad:
        sources/Gazette 5 March.md      without `id:`

    Good:
        sources/gazette-0305.md
    """
    return unnamed_id.at(place, message, hint)


def _seal_findings(front: Front, source: Source) -> list[Diagnostic]:
    if front.seal is None:
        return []
    sealed, found = front.seal.text.strip(), seal(source.captured.text)
    if sealed.lower() == found:
        return []
    return [broken_seal(source, front.seal.place, sealed, found)]


def _each_id_once(
    marks: tuple[Mark, ...], source: str, findings: list[Diagnostic]
) -> tuple[Mark, ...]:
    """Take the id from a mark that bears one a second time."""
    first: dict[str, Mark] = {}
    kept = []
    for mark in sorted(marks, key=lambda mark: mark.place):
        if mark.id and first.setdefault(mark.id, mark) is not mark:
            what = f"^{mark.id} stands here twice: first on line {first[mark.id].place.line}"
            findings.append(malformed_mark(mark.place, what, "give one another id", source))
            kept.append(replace(mark, id=""))
        else:
            kept.append(mark)
    return tuple(kept)


def _with_front_matter(
    marks: tuple[Mark, ...], front: Front, source: str
) -> tuple[list[Mark], list[Diagnostic]]:
    """Add to each mark what the front matter says about its excerpt."""
    findings = [
        excerpt_not_found(
            said.place,
            f"no mark has the id ^{name}",
            f"the marks have: {', '.join(mark.id for mark in marks if mark.id) or 'no ids'}",
            source,
        )
        for name, said in front.excerpts.items()
        if name not in {mark.id for mark in marks}
    ]
    merged = []
    for mark in marks:
        said = front.excerpts.get(mark.id) if mark.id else None
        findings += _contradictions(mark, said, source) if said else []
        merged.append(_merged(mark, said) if said else mark)
    return merged, findings


def _contradictions(mark: Mark, said: Said, source: str) -> list[Diagnostic]:
    return [
        contradiction(value.place, key, f"{source}^{mark.id}", mark.values[key].place)
        for key, value in said.values.items()
        if key in mark.values and mark.values[key].text.strip() != value.text.strip()
    ]


def _merged(mark: Mark, said: Said) -> Mark:
    values: Mapping[str, object] = said.values
    tags = tuple(dict.fromkeys((*mark.tags, *said.tags)))
    hidden = mark.broken or _disagree_on_visibility(mark, values)
    return replace(mark, tags=tags, values={**said.values, **mark.values}, broken=hidden)


def _disagree_on_visibility(mark: Mark, values: Mapping[str, object]) -> bool:
    return "visibility" in mark.values and "visibility" in values
