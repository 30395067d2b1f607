"""check: what is wrong, what the sources disagree on, and the corrections that can be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from briefgen.build import load, load_template, prepare
from briefgen.check import open_clashes
from briefgen.check.suppression import locked
from briefgen.cli.building import slugs_of, templates_of
from briefgen.cli.console import note, out, show
from briefgen.diagnostics import Diagnostic, Severity, WrongUse, in_order, raised
from briefgen.model.conflict import Clash
from briefgen.read.workspace import OUTLINE, Workspace, find_workspace
from briefgen.records import record
from briefgen.report.machine import as_json, records


@record
class Wanted:
    """What `check` was asked for."""

    format: str
    strict: bool = False
    fix: bool = False
    verbose: bool = False
    propose: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def shows(self, finding: Diagnostic) -> bool:
        """Whether a finding is wanted, by the codes or the beginnings of codes that were given."""
        chosen = not self.select or finding.code.startswith(self.select)
        return chosen and not (self.ignore and finding.code.startswith(self.ignore))


def check(names: list[str], templates: list[str], wanted: Wanted) -> None:
    """Check briefs: for these templates, or everything that any template could print."""
    _refuse_locked(wanted.ignore)
    workspace = find_workspace(Path.cwd())
    slugs = slugs_of(workspace, names)
    for slug in slugs if wanted.fix else ():
        _fix(workspace, slug)
    chosen, found = templates_of(workspace, templates)
    clashes: list[Clash] = []
    for slug in slugs:
        loaded = load(workspace, slug)
        if loaded.brief is None:
            found += loaded.found
            continue
        for template in chosen if templates else chosen[:1]:
            prepared = prepare(loaded, template, everything=not templates)
            found += prepared.found
            clashes += open_clashes(prepared.selection) if wanted.propose else ()
    found = [f for f in found if wanted.shows(f)]
    found = in_order([raised(f) for f in found] if wanted.strict else found)
    if wanted.propose:
        _propose(clashes)
    else:
        _print_findings(found, wanted)
    if any(f.is_error for f in found):
        raise typer.Exit(1)


def _refuse_locked(codes: Sequence[str]) -> None:
    """Raise WrongUse for a code that cannot be switched off."""
    for code in codes:
        if locked(code):
            raise WrongUse(f"{code} cannot be switched off", "mend what it says")


def _propose(clashes: Sequence[Clash]) -> None:
    """Print the entries and questions to paste; nothing is written."""
    from briefgen.report.proposals import as_yaml

    text = as_yaml(clashes)
    if text:
        out(text)
    else:
        note("no conflict that the outline does not record")


def _fix(workspace: Workspace, slug: str) -> None:
    """Write the corrected lines of an outline, then corrected words of ours, and say which."""
    from briefgen.read.gate import read_text
    from briefgen.read.traps import find_traps

    path = workspace.folder(slug) / OUTLINE
    text, _ = read_text(path, workspace.name(path))
    _apply(workspace, [f for f in find_traps(text, workspace.name(path)) if f.fix])
    loaded = load(workspace, slug)
    template, _ = load_template(workspace, workspace.settings.templates[0])
    if loaded.brief is not None and template is not None:
        found = prepare(loaded, template, everything=True).found
        _apply(workspace, [f for f in found if f.fix and f.fix.words])


def _apply(workspace: Workspace, findings: Sequence[Diagnostic]) -> None:
    """Apply the fixes of some findings, file by file."""
    from briefgen.read.gate import read_text
    from briefgen.read.traps import apply_fixes
    from briefgen.write.disk import write_atomic

    for file in sorted({f.place.file for f in findings}):
        mine = [f for f in findings if f.place.file == file]
        path = workspace.root / file
        text, _ = read_text(path, file)
        write_atomic(path, apply_fixes(text, mine).encode())
        for finding in mine:
            out(f"fixed {finding.place}: {finding.message}")


def _print_findings(found: Sequence[Diagnostic], wanted: Wanted) -> None:
    """Print findings; in text, infos only where they are asked for."""
    format = wanted.format
    if format == "json":
        out(as_json(records(found)))
    elif format == "github":
        from briefgen.report.machine import as_github

        for line in filter(None, as_github(found).split("\n")):
            out(line)
    elif format == "sarif":
        from inspect import cleandoc

        from briefgen import __version__
        from briefgen.catalogue import rules
        from briefgen.report.machine import as_sarif

        pages = {code: cleandoc(rule.__doc__ or "") for code, rule in rules().items()}
        out(as_sarif(found, __version__, pages))
    else:
        infos = [f for f in found if f.severity is Severity.INFO]
        show(found if wanted.verbose else [f for f in found if f not in infos])
        if infos and not wanted.verbose:
            out(f"{len(infos)} infos: --verbose shows them")
        if not found:
            out("nothing to report")
