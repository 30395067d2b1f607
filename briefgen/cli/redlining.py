"""redline: what changed since an edition, as tracked changes in a Word file."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.build import load
from briefgen.cli.console import note, out, show
from briefgen.cli.releasing import the_template
from briefgen.diagnostics import WrongUse, in_order
from briefgen.living.redline import redline
from briefgen.read.workspace import find_workspace


def run(name: str, template_name: str, since: str, to: Path | None) -> None:
    """Write one redline; its path goes to stdout, what changed to stderr."""
    if to and to.suffix.lower() != ".docx":
        raise WrongUse(f"--out {to} is no Word file", "name one that ends with .docx")
    workspace = find_workspace(Path.cwd())
    template = the_template(workspace, template_name)
    loaded = load(workspace, workspace.slug(name))
    done = redline(loaded, template, since, to.absolute() if to else None)
    show(in_order(list(done.found)))
    if done.path:
        out(done.path)
        note(done.told)
    if any(f.is_error for f in done.found):
        raise typer.Exit(1)
