"""Capture: from a document to a source file, once; a build never opens an original.

One table says which reader takes which format. Readers are imported when they are needed: only
`html` and `pdf` know the libraries that read those formats.
"""

from __future__ import annotations

import hashlib
import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.read.captured import seal
from briefgen.read.capturing.naming import new_id, slugify
from briefgen.read.capturing.plain import plain_text
from briefgen.read.capturing.tagging import Tagged, crossing, tagged
from briefgen.read.capturing.taken import OURS, Taken, tidied
from briefgen.read.capturing.writing import sidecar_file, source_file
from briefgen.read.gate import MAX_BYTES, forbidden_in
from briefgen.read.source import read_source
from briefgen.records import record

#: Suffix -> module here, and its function from a name and bytes to what was taken.
_READERS = {
    "": ("plain", "read_plain"),
    ".txt": ("plain", "read_plain"),
    ".text": ("plain", "read_plain"),
    ".md": ("plain", "read_plain"),
    ".markdown": ("plain", "read_plain"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".xhtml": ("html", "read_html"),
    ".pdf": ("pdf", "read_pdf"),
    ".docx": ("word", "read_word"),
}
_PLAIN = "plain"


@record
class Capture:
    """The files to make for one document, and what to tell the person."""

    path: Path  # of the source file
    text: str
    id: str
    others: tuple[tuple[Path, bytes], ...] = ()  # the original, a sidecar
    told: tuple[str, ...] = ()


def capture_file(
    name: str,
    data: bytes,
    folder: Path,
    *,
    title: str = "",
    date: str = "",
    url: str = "",
    heads: bool = False,
) -> Capture:
    """The source to make in `folder` for the document `name` (`-`: pasted).

    A text that `folder` holds already gives that source's path: nothing is to be made. Raises
    WrongUse for a format that is not captured, BriefgenError for what cannot be read.
    """
    taken = take(name, data, heads=heads)
    there = list(sources_in(folder))
    known = same_text(taken.text, [(path.stem, body) for path, _, body in there])
    if known:
        path = folder / f"{known}.md"
        return Capture(path, "", known, told=tuple(_not_taken(taken, path)))
    stem = "" if name == "-" else Path(name).stem
    taken_ids = {path.stem for path, _, _ in there} | {id for _, id, _ in there}
    id = new_id(stem or title or taken.title, taken_ids)
    marks, crossed = crossing(tagged(taken.passages))
    given = {"title": title or ("" if taken.title else stem), "issued": date, "URL": url}
    text = source_file(taken, id, marks, origin_of(name), **given)
    others = list(original(name, data, folder, id))
    if crossed:
        sidecar = sidecar_file(id, taken.text, crossed)
        others.append((folder / f"{id}.excerpts.yaml", sidecar.encode()))
    told = _told(taken, marks, crossed)
    if stem and slugify(stem) in taken_ids:
        hint = f"{slugify(stem)} is another text; `--again {slugify(stem)}` puts this in its place"
        told = (*told, hint)
    return Capture(folder / f"{id}.md", text, id, tuple(others), told)


def take(name: str, data: bytes, *, heads: bool = False) -> Taken:
    """Read the document `name`, running heads left out unless `heads` keeps them.

    Everything that it gives may stand in a source. Raises WrongUse for a format that is not
    captured, BriefgenError with the reason for a document that cannot be.
    """
    suffix = "" if name == "-" else Path(name).suffix.lower()
    if suffix not in _READERS:
        hint = "captured are .txt .md .html .pdf .docx; or paste its text: briefgen add BRIEF -"
        raise WrongUse(f"{name}: {suffix} files cannot be captured", hint)
    if len(data) > MAX_BYTES:
        what = f"{name}: is larger than {MAX_BYTES // 1_000_000} MB"
        raise BriefgenError(what, "keep the part that you cite")
    module, function = _READERS[suffix]
    function = "read_whole_pdf" if heads and module == "pdf" else function
    read: Callable[[str, bytes], Taken] = getattr(
        importlib.import_module(f"{__name__}.{module}"), function
    )
    taken = read(name, data)
    if module != _PLAIN:
        taken = tidied(taken)
    if not taken.text.strip():
        raise BriefgenError(f"{name}: holds no text")
    for finding in forbidden_in(taken.text, name):
        raise BriefgenError(f"{finding.place}: {finding.message}", finding.hint)
    return taken


def _told(taken: Taken, marks: list[Tagged], crossed: list[Tagged]) -> tuple[str, ...]:
    """What the person should know who captured this."""
    lines = list(taken.record)
    heads = [words for _, words in taken.insets if words.startswith(f"{OURS}running head")]
    for key, times in Counter(re.sub(r"\d+", "#", words) for words in heads).most_common(5):
        words = next(words for words in heads if re.sub(r"\d+", "#", words) == key)
        lines.append(f"{words.removeprefix(OURS)} ({times} times; --keep-heads keeps it)")
    if marks or crossed:
        beside = f", {len(crossed)} of them in the sidecar: they cross others" if crossed else ""
        lines.append(f"{len(marks) + len(crossed)} excerpts from comments and highlights{beside}")
    return tuple(lines)


def _not_taken(taken: Taken, path: Path) -> Iterator[str]:
    """What a document that was captured before has now been given: it is never lost in silence."""
    source, _ = read_source(path, path.name)
    marked = {(e.start, e.end) for e in source.excerpts} if source else set()
    new = sum((passage.start, passage.end) not in marked for passage in taken.passages)
    if new and source:
        yield f"{new} comments or highlights are new: `--again {source.id}` takes them"


def capture_text(text: str, *, id: str, title: str = "", date: str = "", url: str = "") -> str:
    """Write the source file of `text` (LF line ends, no BOM), with its seal."""
    return source_file(plain_text(text), id, title=title, issued=date, URL=url)


def origin_of(name: str) -> str:
    """What the record says that a source was captured from; "" for text, which it repeats."""
    suffix = Path(name).suffix.lower()
    return Path(name).name if _READERS.get(suffix, ("", ""))[0] != _PLAIN else ""


def original(name: str, data: bytes, folder: Path, id: str) -> Iterator[tuple[Path, bytes]]:
    """Where the document itself is kept; a text is kept as its source file."""
    if origin_of(name):
        path = folder / "originals" / f"{id}{Path(name).suffix.lower()}"
        if path.exists() and path.read_bytes() != data:  # an earlier one: that is kept, too
            path = path.with_name(f"{id}.{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}")
        yield path, data


def sources_in(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Path, id and captured text of each source there."""
    for path in sorted(folder.glob("*.md")):
        source, _ = read_source(path, path.name)
        if source is not None:
            yield path, source.id, source.captured.text


def same_text(text: str, sources: Iterable[tuple[str, str]]) -> str:
    """Id of the source, among pairs of id and captured text, that holds `text` already, or ""."""
    sealed = seal(text)
    return next((name for name, other in sources if seal(other) == sealed), "")
