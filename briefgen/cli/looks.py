"""templates check --annotate, templates fields: for people who make a memo.docx in Word."""

from __future__ import annotations

from pathlib import Path

import typer

from briefgen.cli.console import note, out, show
from briefgen.diagnostics import Diagnostic, Severity, WrongUse
from briefgen.model.template import Template
from briefgen.read.keys import MEMO
from briefgen.read.workspace import find_workspace
from briefgen.write.word.inspect import Finding, inspect_look


def check_look(template: Template, *, annotate: bool) -> list[Diagnostic]:
    """What is wrong with a template's memo.docx; as comments in a copy too, where that is asked."""
    findings = inspect_look(template, MEMO)
    wrong = [f for f in findings if f.diagnostic.severity is not Severity.INFO]
    if annotate and template.look is not None:
        if wrong:
            out(f"comments: {_annotated(template.look, wrong)}")
        else:
            note("nothing is wrong with memo.docx: no copy was written")
    return [f.diagnostic for f in findings]


def _annotated(look: Path, findings: list[Finding]) -> str:
    from briefgen.write.disk import replace_whole
    from briefgen.write.word.annotate import annotate

    workspace = find_workspace(Path.cwd())
    home = look.parent if look.is_relative_to(workspace.root) else Path.cwd()
    copy = home / f"{look.stem} (comments).docx"
    replace_whole(copy, annotate(look.read_bytes(), findings))
    return workspace.name(copy) if copy.is_relative_to(workspace.root) else copy.as_posix()


def fields(name: str, path: Path) -> None:
    """Write the sheet of markers; a file that is there is not written over."""
    from briefgen.build import load_template
    from briefgen.write.disk import replace_whole
    from briefgen.write.word.sheet import fields_sheet

    if path.exists():
        raise WrongUse(f"{path} exists already", "name another file with --out")
    template, found = load_template(find_workspace(Path.cwd()), name)
    if template is None:
        show(found)
        raise typer.Exit(1)
    replace_whole(path, fields_sheet(template, {key: said for key, (_, said) in MEMO.items()}))
    out(str(path))
