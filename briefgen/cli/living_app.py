"""The commands of the living brief, and their options; `app` takes them in among its own."""

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.options import Briefs, DiffFormat, For, ForOne, ListFormat, OneBrief, ToFormat

living_app = typer.Typer(rich_markup_mode=None)


@living_app.command(epilog="Example: briefgen watch harbour-fee --for executive --for press")
def watch(
    brief: OneBrief,
    template: For = None,
    to: Annotated[
        list[ToFormat] | None, typer.Option("--to", help="docx, md, pdf; repeatable.")
    ] = None,
) -> None:
    """Build again at every save, until Ctrl-C.

    Watches the outline, its sources (shared ones too), sidecars, the workspace's templates and
    briefgen.yaml. One line a build goes to stdout: the time, what changed, how full each page is,
    how much is wrong. What is wrong goes to stderr, and is called mended once it is.
    """
    from briefgen.cli.watching import watch as run

    run(brief, template or [], [t.value for t in to or ()])


@living_app.command(
    epilog='Example: briefgen release harbour-fee --for executive --to "Chief of Staff" --to Deputy'
)
def release(
    brief: OneBrief,
    template: ForOne = "",
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="NAME", help="Who gets it; repeatable.")
    ] = None,
) -> None:
    """Give a memo out as a numbered edition.

    The Word and Markdown files and a manifest go to editions/T/vN/ of the brief, for good: commit
    them. From then on a build marks what is new since. Refused while errors stand, while the memo
    in out/ holds changes by hand, and where nothing has changed since the last edition; with --to,
    that one is given to further readers.
    """
    from briefgen.cli.releasing import run

    run(brief, template, to or [])


@living_app.command(epilog="Example: briefgen status harbour-fee --format json")
def status(
    briefs: Briefs = None,
    template: For = None,
    format: Annotated[ListFormat, typer.Option(help="How to print.")] = ListFormat.text,
) -> None:
    """Say which memos are current, and who has what.

    For each template: current, out of date (by which points and sources), changed by hand, not
    built; the last edition, its readers, and what is new since; facts past their date, deadlines
    behind us (by today's clock), evidence that came in since and is not used. Exit 1 where a memo
    is out of date, was changed by hand, or cannot be built.
    """
    from briefgen.cli.standing import run

    run(briefs or [], template or [], format.value)


@living_app.command(epilog="Example: briefgen diff harbour-fee --for executive --since v2")
def diff(
    brief: OneBrief,
    template: ForOne = "",
    since: Annotated[
        str, typer.Option("--since", metavar="vN", help="An edition; the last if not given.")
    ] = "",
    reader: Annotated[
        str, typer.Option("--reader", metavar="NAME", help="The last edition that NAME has.")
    ] = "",
    format: Annotated[DiffFormat, typer.Option(help="How to print.")] = DiffFormat.text,
) -> None:
    """Show what has changed since an edition, word by word.

    By section and party; words that went in [-brackets-], words that came in {+braces+}, in colour
    where a person watches.
    """
    from briefgen.cli.differing import run

    run(brief, template, since, reader, format.value)


@living_app.command(epilog="Example: briefgen redline harbour-fee --since v2 --for executive")
def redline(
    brief: OneBrief,
    template: ForOne = "",
    since: Annotated[
        str, typer.Option("--since", metavar="vN", help="An edition; the last if not given.")
    ] = "last",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to, a .docx.")
    ] = None,
) -> None:
    """Show what changed since an edition, as tracked changes.

    Writes out/<template>-redline-v2.docx: accepting all changes in Word gives today's memo,
    rejecting all gives that edition. Headers and footers are today's. For reviewers: what the memo
    no longer says can be read in it.
    """
    from briefgen.cli.redlining import run

    run(brief, template, since, out)


@living_app.command(epilog="Example: briefgen adopt harbour-fee --for executive --dry-run")
def adopt(
    brief: OneBrief,
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
