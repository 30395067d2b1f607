"""rename: a tag, a source or an excerpt gets another name, everywhere at once."""

from __future__ import annotations

from pathlib import Path

from briefgen.cli.console import columns, note
from briefgen.read.rename import rename as renamed
from briefgen.read.workspace import find_workspace
from briefgen.write.disk import replace_all


def rename(kind: str, old: str, new: str, *, merge: bool, dry_run: bool) -> None:
    """Rename in all files of the workspace, or (with an error) in none; print each change."""
    workspace = find_workspace(Path.cwd())
    renaming = renamed(workspace, kind, old, new, merge=merge)
    if not dry_run:
        replace_all(renaming.files)
    columns(
        [
            (str(e.place), e.what, f"{e.old} -> {e.new}" if e.old else f"+ {e.new.strip()}")
            for e in renaming.edits
        ]
    )
    places, files = len(renaming.edits), len(renaming.files)
    what = f"{places} places in {files} files"
    note(f"{what}: nothing is written yet (--dry-run)" if dry_run else what)
