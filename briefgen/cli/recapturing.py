"""add --again: a source captured again, and what became of its excerpts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefgen.cli.console import columns, note, out
from briefgen.diagnostics import WrongUse
from briefgen.model.source import Excerpt, Source
from briefgen.read.captured import seal
from briefgen.read.capturing import origin_of, original, take
from briefgen.read.capturing.again import Outcome, recapture
from briefgen.read.capturing.anchor import Anchored, State, anchor, counted, selector
from briefgen.read.sidecar import apply_sidecar
from briefgen.read.source import read_source
from briefgen.report.text import harmless
from briefgen.write.disk import write_atomic

_FOUND = (State.SAME, State.MOVED)  # a sidecar finds these by their words
_MOST_WORDS = 60  # characters of an excerpt in the list


def add_again(folder: Path, name: str, data: bytes, id: str, *, accept: bool, heads: bool) -> int:
    """Capture the document `name` as the newer text of the source `id`.

    The old source file goes to originals/, marks and all. Returns 1 where an excerpt needs a
    person, else 0.
    """
    path, source = _source(folder, id)
    old = path.read_text(encoding="utf-8")
    taken = take(name, data, heads=heads)
    beside = list(_beside(folder, source, taken.text))
    done = recapture(old, taken, origin_of(name), path.name, accept=accept)
    snapshot = folder / "originals" / f"{id}.{seal(source.captured.text)[:12]}.md"
    for kept, content in [*original(name, data, folder, id), (snapshot, old.encode())]:
        if done.text != old and not kept.exists():
            write_atomic(kept, content)
    if done.text != old:
        write_atomic(path, done.text.encode())
        out(f"renewed  {path}")
    else:
        note(f"kept     {path} (nothing changed)")
    _tell(done.outcomes, done.new)
    lost = [each for each in beside if each[2].state not in _FOUND]
    for file, excerpt, found in lost:
        _tell_beside(file, excerpt, found)
    return 0 if done.is_settled and not lost else 1


def _beside(folder: Path, source: Source, text: str) -> Iterator[tuple[str, Excerpt, Anchored]]:
    """What becomes of the excerpts that sidecars have of a source: file, excerpt, state."""
    for path in sorted(folder.glob("*.excerpts.yaml")):
        found, _ = apply_sidecar(path, path.name, {source.id: source})
        for excerpt in found[source.id].excerpts:
            if excerpt.place.file == path.name:
                wanted = selector(source.captured.text, excerpt.start, excerpt.end)
                yield path.name, excerpt, anchor(wanted, text)


def _tell_beside(file: str, excerpt: Excerpt, found: Anchored) -> None:
    words = harmless(" ".join(excerpt.exact.split()))[:_MOST_WORDS]
    columns([(f"^{excerpt.id or '-'}", f"{found.state}, in {file}", words)])
    for line in found.diff or filter(None, (found.why,)):
        out(f"    {harmless(line)}")
    note(f"a sidecar is yours: write the words as they stand now into {file}")


def _source(folder: Path, id: str) -> tuple[Path, Source]:
    """The file of a source, and the source."""
    for path in sorted(folder.glob("*.md")):
        source, _ = read_source(path, path.name)
        if source is not None and source.id == id:
            return path, source
    raise WrongUse(
        f"there is no source {id!r} in {folder}", "leave out --again to capture a new one"
    )


def _tell(outcomes: tuple[Outcome, ...], new: int) -> None:
    """One line for each excerpt that is not the same, its word diff below; then the totals."""
    for outcome in outcomes:
        if outcome.found.state is State.SAME:
            continue
        words = harmless(" ".join(outcome.wanted.exact.split()))[:_MOST_WORDS]
        done = " (applied)" if outcome.applied else ""
        columns([(f"^{outcome.id or '-'}", f"{outcome.found.state}{done}", words)])
        for line in outcome.found.diff or filter(None, (outcome.found.why,)):
            out(f"    {harmless(line)}")
    out(counted(outcome.found.state for outcome in outcomes))
    if new:
        out(f"{new} new from comments and highlights")
    if any(o.found.state is State.CHANGED and not o.applied for o in outcomes):
        note("--accept takes the changed words")
