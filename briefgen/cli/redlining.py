"""redline: what changed since an edition, as tracked changes in a Word file."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.build import load_template
from briefgen.cli.console import note, out, show
from briefgen.cli.evidence import load_named
from briefgen.living.redline import redline as write_redline


def redline(brief: str, template: str, since: str, to: Path | None) -> None:
    """Write the redline of one memo."""
    loaded = load_named(brief)
    name = template or loaded.workspace.settings.templates[0]
    chosen, found = load_template(loaded.workspace, name)
    if chosen is None or any(f.is_error for f in found):
        show(found)
        raise typer.Exit(1)
    made = write_redline(loaded, chosen, since, to.absolute() if to else None)
    show([*found, *made.found])
    if made.path is not None:
        root = loaded.workspace.root
        inside = made.path.is_relative_to(root)
        out(loaded.workspace.name(made.path) if inside else made.path.as_posix())
        note(f"{name}, {made.told}")
    if any(f.is_error for f in made.found):
        raise typer.Exit(1)
