"""The commands of the living brief, and their options; `app` takes them in among its own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

living_app = typer.Typer(rich_markup_mode=None)


class SavedAs(StrEnum):
    """What a memo is written as at every save."""

    docx = "docx"
    md = "md"
    pdf = "pdf"


class ListFormat(StrEnum):
    """How a list is printed."""

    text = "text"
    json = "json"


@living_app.command(epilog="Example: briefgen watch harbour-fee --for executive --for press")
def watch(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="A folder, outline file or slug.")],
    template: Annotated[
        list[str] | None, typer.Option("--for", metavar="T", help="A template; repeatable.")
    ] = None,
    to: Annotated[
        list[SavedAs] | None, typer.Option("--to", help="docx, md, pdf; repeatable.")
    ] = None,
) -> None:
    """Build again at every save, until Ctrl-C.

    Watches the outline, its sources (shared ones too), sidecars, the workspace's templates and
    briefgen.yaml. One line a build goes to stdout: the time, what changed, how full each page is,
    how much is wrong. What is wrong goes to stderr, and is called mended once it is.
    """
    from briefgen.cli.watching import watch as run

    run(brief, template or [], [t.value for t in to or ()])


@living_app.command(epilog="Example: briefgen redline harbour-fee --since v2 --for executive")
def redline(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="A folder, outline file or slug.")],
    since: Annotated[
        str, typer.Option("--since", metavar="vN", help="The edition; none: the last.")
    ] = "",
    template: Annotated[
        str, typer.Option("--for", metavar="T", help="The template; none: the workspace's first.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to, a .docx.")
    ] = None,
) -> None:
    """Show what changed since an edition, as tracked changes.

    Writes out/<template>-redline-v2.docx: accepting all changes in Word gives today's memo,
    rejecting all gives that edition. Headers and footers are today's. For reviewers: what the memo
    no longer says can be read in it.
    """
    from briefgen.cli.redlining import redline as run

    run(brief, template, since, out)


@living_app.command(epilog="Example: briefgen adopt harbour-fee --for executive --dry-run")
def adopt(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="A folder, outline file or slug.")],
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The edited .docx; none: those in out/.")
    ] = None,
    template: Annotated[
        str, typer.Option("--for", metavar="T", help="The template; none: every edited memo.")
    ] = "",
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Take all that hold, ask nothing.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show it, write nothing.")] = False,
    format: Annotated[ListFormat, typer.Option(help="How to print.")] = ListFormat.text,
) -> None:
    """Take what was changed in a memo by hand into its outline.

    Reads what was changed, added, deleted, moved, split and merged in the Word file, tracked
    changes as if they were accepted, and asks about each change. It is checked as any point is: an
    altered quotation or an uncited claim is refused. What cannot be adopted is listed with the
    reason. The outline keeps its comments and layout; the edited file and the outline as it was are
    kept under edits/. Exit 1 where something is left to decide.
    """
    from briefgen.cli.adopting import Options
    from briefgen.cli.adopting import adopt as run

    run(brief, template, file, Options(yes, dry_run, format.value))
