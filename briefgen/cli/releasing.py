"""release: give a memo to readers, as a numbered edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from briefgen.build import load
from briefgen.cli.building import templates_of
from briefgen.cli.console import note, out, show
from briefgen.diagnostics import WrongUse, in_order
from briefgen.living.release import Released, release
from briefgen.model.news import Change
from briefgen.model.template import Template
from briefgen.read.workspace import Workspace, find_workspace


def run(name: str, template_name: str, readers: Sequence[str]) -> None:
    """Release one memo; its files go to stdout, what it says of itself to stderr."""
    workspace = find_workspace(Path.cwd())
    template = the_template(workspace, template_name)
    done = release(load(workspace, workspace.slug(name)), template, readers)
    show(in_order(list(done.found)))
    if done.edition is None:
        note(f"{template.name}: errors stand, nothing released")
        raise typer.Exit(1)
    for path in done.paths:
        out(path)
    for line in (*_told(done), *(f"cut: {d.key} ({d.reason})" for d in done.dropped)):
        note(line)


def the_template(workspace: Workspace, name: str) -> Template:
    """The one template that was named, or the workspace's only one.

    Raises WrongUse where there are several to choose from; prints what is wrong with it.
    """
    known = workspace.settings.templates
    if not name and len(known) > 1:
        raise WrongUse("which memo? the workspace builds several", f"--for {' | '.join(known)}")
    chosen, found = templates_of(workspace, [name] if name else [])
    if not chosen:
        show(found)
        raise typer.Exit(1)
    return chosen[0]


def _told(done: Released) -> Iterator[str]:
    edition = done.edition
    assert edition is not None  # noqa: S101 - for the type checker
    given = ", ".join(done.added or [r.name for r in edition.readers])
    yield f"{edition.template} {edition.name}" + (f", given to {given}" if given else "")
    if done.added:
        yield f"nothing has changed since it was first given out, on {edition.date}"
    elif done.news is None:
        yield "the first edition" if edition.version == 1 else "not compared with an edition"
    else:
        counts = ", ".join(f"{n} {c.value}" for c, n in done.news.counts.items()) or "no change"
        yield f"since v{done.news.since} of {done.news.date}: {counts}"
        yield from _corrections(done)


def _corrections(done: Released) -> Iterator[str]:
    """Who was given words that were wrong: they get the correction too."""
    for entry in done.news.entries if done.news else ():
        if entry.change is Change.CORRECTED:
            for version, readers in entry.got:
                names = ", ".join(readers) or "nobody by name"
                yield f"corrected: {entry.key}; v{version}, which was wrong, was given to {names}"
