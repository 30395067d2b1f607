"""add --again: a source captured again, and what became of its excerpts."""

from __future__ import annotations

from pathlib import Path

from briefgen.cli.console import columns, note, out
from briefgen.diagnostics import WrongUse
from briefgen.read.captured import seal
from briefgen.read.capturing import origin_of, original, take
from briefgen.read.capturing.again import Outcome, recapture
from briefgen.read.capturing.anchor import State, counted
from briefgen.read.source import read_source
from briefgen.report.text import harmless
from briefgen.write.disk import write_atomic

_MOST_WORDS = 60  # characters of an excerpt in the list


def add_again(folder: Path, name: str, data: bytes, id: str, *, accept: bool, heads: bool) -> int:
    """Capture the document `name` as the newer text of the source `id`.

    The old source file goes to originals/, marks and all. Returns 1 where an excerpt needs a
    person, else 0.
    """
    path, captured = _source(folder, id)
    old = path.read_text(encoding="utf-8")
    taken = take(name, data, heads=heads)
    done = recapture(old, taken, origin_of(name), path.name, accept=accept)
    snapshot = folder / "originals" / f"{id}.{seal(captured)[:12]}.md"
    for kept, content in [*original(name, data, folder, id), (snapshot, old.encode())]:
        if done.text != old and not kept.exists():
            write_atomic(kept, content)
    if done.text != old:
        write_atomic(path, done.text.encode())
        out(f"renewed  {path}")
    else:
        note(f"kept     {path} (nothing changed)")
    _tell(done.outcomes, done.new)
    return 0 if done.is_settled else 1


def _source(folder: Path, id: str) -> tuple[Path, str]:
    """The file of a source, and its captured text."""
    for path in sorted(folder.glob("*.md")):
        source, _ = read_source(path, path.name)
        if source is not None and source.id == id:
            return path, source.captured.text
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
