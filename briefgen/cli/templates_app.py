"""The commands under `briefgen templates`, and their options."""

from pathlib import Path
from typing import Annotated

import typer

templates_app = typer.Typer(help="The templates: one audience's page each.", rich_markup_mode=None)


@templates_app.command("list", epilog="Example: briefgen templates list")
def list_templates() -> None:
    """List the templates with their ceilings and purposes."""
    from briefgen.cli.templates import list_templates as run

    run()


@templates_app.command(
    "new", epilog="Example: briefgen templates new ours --from executive --docx letterhead.docx"
)
def new_template(
    name: Annotated[str, typer.Argument(help="Name of its folder: a-z, 0-9, - and _.")],
    parent: Annotated[
        str, typer.Option("--from", metavar="PARENT", help="The template that it extends.")
    ] = "executive",
    docx: Annotated[
        Path | None, typer.Option("--docx", metavar="FILE", help="A Word file: its look.")
    ] = None,
) -> None:
    """Make a template of your own that says only what differs from its parent."""
    from briefgen.cli.templates import new_template as run

    run(name, parent, docx)


@templates_app.command("check", epilog="Example: briefgen templates check ours")
def check_template(
    name: Annotated[str, typer.Argument(help="A template.")],
    annotate: Annotated[
        bool,
        typer.Option("--annotate", help="Show mistakes of memo.docx as comments in a copy of it."),
    ] = False,
) -> None:
    """Try a template with full, minimal and hostile data."""
    from briefgen.cli.templates import check_template as run

    run(name, annotate=annotate)


@templates_app.command("fields", epilog="Example: briefgen templates fields press --out sheet.docx")
def template_fields(
    name: Annotated[str, typer.Argument(help="A template.")] = "executive",
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to.")] = Path(
        "fields.docx"
    ),
) -> None:
    """Write a Word sheet with every marker that a memo.docx may have, ready to copy."""
    from briefgen.cli.looks import fields as run

    run(name, out)


@templates_app.command("show", epilog="Example: briefgen templates show executive --explain")
def show_template(
    name: Annotated[str, typer.Argument(help="A template.")],
    explain: Annotated[
        bool, typer.Option("--explain", help="Say where each value comes from.")
    ] = False,
) -> None:
    """Print a template with everything that it inherits."""
    from briefgen.cli.templates import show_template as run

    run(name, explain=explain)
