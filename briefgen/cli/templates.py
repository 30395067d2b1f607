"""templates list, show, new, check."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import typer

from briefgen.cli.console import columns, note, out, show
from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.read.workspace import find_workspace, template_folders

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_FIRST = """\
# What differs from {parent}: `briefgen templates show {name} --explain` says where each value
# comes from. Maps merge with the parent's, lists replace, `+key` appends, null removes.
extends: {parent}
purpose: {purpose}
# ceiling: {ceiling}           # the highest visibility that its readers may see
# page: {{paper: a4, pages: 1}}
# header: [to, from, date, for]
# cut: [background, latest]     # where the page is full, the first one first
# forbid: [recommendation]
# wording: {{en: {{kind: Our memo}}}}
"""


def list_templates() -> None:
    """Print every template's name, ceiling and purpose."""
    from briefgen.read.template import read_template, template_names

    folders = template_folders(find_workspace(Path.cwd()))
    rows = []
    for name in template_names(folders):
        template, findings = read_template(name, folders)
        broken = f"cannot be read: {findings[0].message}" if findings else ""
        ceiling = template.ceiling.word if template else "-"
        rows.append((name, ceiling, template.purpose if template else broken))
    columns(rows)


def show_template(name: str, *, explain: bool) -> None:
    """Print every value of a template, and where each comes from."""
    from briefgen.read.template import explain_template
    from briefgen.read.words import explain_companions

    folders = template_folders(find_workspace(Path.cwd()))
    values = explain_template(name, folders)
    own = {key for key, _, _ in values}
    values += [value for value in explain_companions(folders) if value[0] not in own]
    if explain:
        columns(values)
    else:
        columns([(key, value) for key, value, _ in values])


def new_template(name: str, parent: str, docx: Path | None) -> None:
    """Make templates/NAME in the workspace: a template.yaml of a few lines, and the look."""
    from briefgen.read.template import read_template
    from briefgen.write.word.look import read_look

    workspace = find_workspace(Path.cwd())
    if not _NAME.fullmatch(name):
        raise WrongUse(f"`{name}` is no name of a template", "small letters, digits, - and _: ours")
    extended, _ = read_template(parent, template_folders(workspace))
    folder = workspace.root / "templates" / name
    if folder.exists():
        raise WrongUse(f"{folder} exists already", "choose another name, or edit its template.yaml")
    if docx is not None:
        read_look(docx)  # refused, with its reason, before anything is made
    text = _FIRST.format(
        parent=parent,
        name=name,
        purpose=extended.purpose if extended else "",
        ceiling=extended.ceiling.word if extended else "public",
    )
    try:
        folder.mkdir(parents=True)
        (folder / "template.yaml").write_text(text, encoding="utf-8", newline="\n")
        if docx is not None:
            shutil.copyfile(docx, folder / "memo.docx")
    except OSError as error:
        raise BriefgenError(f"cannot write {folder}: {error.strerror}") from error
    for made in sorted(folder.iterdir()):
        out(f"created  {workspace.name(made)}")
    note(f"next: briefgen templates check {name}")


def check_template(name: str, *, annotate: bool = False) -> None:
    """Build the trial briefs for a template, and say what is wrong with it and its memo.docx."""
    from briefgen.build import load_template
    from briefgen.cli.looks import check_look
    from briefgen.read.words import companion_words
    from briefgen.trial import TRIALS, incomplete_wording, trials

    workspace = find_workspace(Path.cwd())
    template, found = load_template(workspace, name)
    if template is None or any(f.is_error for f in found):
        show(found)
        raise typer.Exit(1)
    found += check_look(template, annotate=annotate)
    if any(f.is_error for f in found):  # no trial can be built in such a look
        show(found)
        raise typer.Exit(1)
    rows = []
    for trial in trials(template):
        found += trial.found
        result = f"{trial.pages} page, {trial.fill:.0%} full" if trial.pages else "not built"
        rows.append((trial.name, result, TRIALS[trial.name]))
    companions, wrong = companion_words(template_folders(workspace))
    found += [*wrong, *incomplete_wording(template, companions)]
    columns(rows)
    show(found)
    if any(f.is_error for f in found):
        raise typer.Exit(1)
