"""Briefs made of a few lines: written to a folder, read, resolved, selected and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.check import Quotations, check
from briefgen.diagnostics import Diagnostic
from briefgen.model.brief import Selection
from briefgen.model.source import Source, Visibility
from briefgen.read.outline import read_outline
from briefgen.read.source import read_source
from briefgen.resolve import resolve
from briefgen.select import select

#: Templates that exist, for the rules on who reads what.
TEMPLATES = ("executive", "press", "legal", "mediator", "research", "long", "public")
HEADER = {"title": "Harbour fee dispute", "as_of": "2026-03-05"}


def select_brief(
    folder: Path,
    outline: str,
    files: Mapping[str, str],
    ceiling: Visibility = Visibility.RESTRICTED,
) -> tuple[Selection, list[Diagnostic]]:
    """Write and read a brief, and select everything of it that `ceiling` lets through."""
    (folder / "sources").mkdir()
    for name, text in files.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    for key, value in HEADER.items():
        outline += "" if f"\n{key}:" in f"\n{outline}" else f"{key}: {value}\n"
    (folder / "outline.yaml").write_text(outline, encoding="utf-8")
    return read_brief(folder, ceiling)


def read_brief(folder: Path, ceiling: Visibility) -> tuple[Selection, list[Diagnostic]]:
    """Read the brief in `folder`, and select everything of it that `ceiling` lets through."""
    read, found = read_outline(folder / "outline.yaml", "briefs/x/outline.yaml", "x")
    sources, more = _sources(folder / "sources")
    assert read is not None, found
    brief, unknown = resolve(read, sources, frozenset, lambda: TEMPLATES)
    selection, unfilled = select(brief, "executive", ceiling)
    return selection, [*found, *more, *unknown, *unfilled]


def check_brief(
    folder: Path,
    outline: str,
    files: Mapping[str, str],
    ceiling: Visibility = Visibility.RESTRICTED,
    forbid: Sequence[str] = (),
    *,
    everything: bool = False,
) -> tuple[Quotations, list[Diagnostic]]:
    """Select a brief and check it: the verdicts, and every finding from reading to checking."""
    selection, found = select_brief(folder, outline, files, ceiling)
    quotations, more = check(selection, forbid, everything=everything)
    return quotations, [*found, *more]


def _sources(folder: Path) -> tuple[dict[str, Source], list[Diagnostic]]:
    sources: dict[str, Source] = {}
    found: list[Diagnostic] = []
    for path in sorted(folder.glob("*.md")):
        source, more = read_source(path, f"briefs/x/sources/{path.name}")
        found += more
        if source is not None:
            sources[source.id] = source
    for path in sorted(folder.glob("*.yaml")):
        from briefgen.read.sidecar import apply_sidecar

        sources, more = apply_sidecar(path, f"briefs/x/sources/{path.name}", sources)
        found += more
    return sources, found
