"""The commands and their options. What they do stands in the modules beside this one.

Only typer is loaded here, and annotations are no strings, which typer would have to compile for
every option of every command (17 ms): `briefgen --help` must be quick.
"""

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.living_app import living_app
from briefgen.cli.options import (
    Briefs,
    BuildFormat,
    CheckFormat,
    For,
    ForOne,
    Kind,
    Layout,
    Named,
    OneBrief,
    ToFormat,
)
from briefgen.cli.templates_app import templates_app

app = typer.Typer(
    name="briefgen",
    help="One page about a dispute that its reader can trust: every statement cited, "
    "every quotation verbatim or refused.",
    epilog="Start: briefgen init my-disputes && cd my-disputes && briefgen build",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(templates_app, name="templates", no_args_is_help=True)
app.add_typer(living_app)


def _version(value: bool) -> None:
    if value:
        from briefgen import __version__

        typer.echo(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def _briefgen(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: briefgen init my-disputes")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where.")] = Path(),
) -> None:
    """Make a workspace with a first brief that builds.

    Nothing that exists is overwritten.
    """
    from briefgen.cli.starting import init as run

    run(folder)


@app.command(epilog="Example: briefgen new harbour-fee")
def new(slug: Annotated[str, typer.Argument(help="Name of the folder: a-z, 0-9 and -.")]) -> None:
    """Make a brief: an outline full of short comments, that builds."""
    from briefgen.cli.starting import new as run

    run(slug)


@app.command(
    epilog='Example: pbpaste | briefgen add harbour-fee - --title "Talks stall" --date 2026-03-05'
)
def add(
    brief: OneBrief,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="txt md html pdf docx; - pasted.")
    ],
    *,
    title: Annotated[str, typer.Option(help="Title of the source.")] = "",
    date: Annotated[str, typer.Option(help="When it was issued: YYYY-MM-DD.")] = "",
    url: Annotated[str, typer.Option(help="Where it stands.")] = "",
    keep_heads: Annotated[
        bool, typer.Option("--keep-heads", help="Keep the running heads of a PDF.")
    ] = False,
    again: Annotated[
        str, typer.Option(metavar="ID", help="Capture the source ID again, excerpts and all.")
    ] = "",
    accept: Annotated[
        bool, typer.Option("--accept", help="With --again: take the changed words proposed.")
    ] = False,
) -> None:
    """Capture sources: kept word for word, sealed.

    Reads .txt, .md, saved web pages, .pdf and .docx, and pasted text from standard input (`-`).
    What is known of the source goes into its front matter, what is missing stands there as
    commented keys; the document itself is kept under originals/. Comments and highlights in Word
    and PDF become excerpts. Tag further passages in the file that this makes.
    """
    from briefgen.cli.starting import add as run

    options = {"title": title, "date": date, "url": url, "again": again}
    code = run(brief, files, heads=keep_heads, accept=accept, **options)
    if code:
        raise typer.Exit(code)


@app.command(epilog="Example: briefgen excerpts harbour-fee 'positions/authority and not is:stale'")
def excerpts(
    brief: OneBrief,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A fill's query.")] = "",
    tags: Annotated[bool, typer.Option("--tags", help="Tags with counts instead.")] = False,
    unused: Annotated[bool, typer.Option("--unused", help="Only what no point uses.")] = False,
) -> None:
    """List what is tagged."""
    from briefgen.cli.listing import excerpts as run

    run(brief, query, tags=tags, unused=unused)


@app.command(epilog='Example: briefgen cite harbour-fee "will not reopen"')
def cite(brief: OneBrief, words: Annotated[str, typer.Argument(help="Words to find.")]) -> None:
    """Find words; print the citation to paste."""
    from briefgen.cli.evidence import cite as run

    run(brief, words)


@app.command(epilog="Example: briefgen check harbour-fee --strict")
def check(  # noqa: PLR0917 - typer declares options as parameters
    briefs: Briefs = None,
    template: For = None,
    format: Annotated[CheckFormat, typer.Option(help="How to print.")] = CheckFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Write the corrected lines.")] = False,
    select: Annotated[
        str, typer.Option("--select", metavar="CODES", help="Only these: NUM,TIM003.")
    ] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="CODES", help="Not these.")] = "",
    propose: Annotated[
        bool, typer.Option("--propose", help="Print conflicts and questions to paste.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show infos too.")] = False,
) -> None:
    """Say all that is wrong, its place, what to do.

    Without --for, everything that any template could print is checked. Findings go to stderr,
    with --format json, github or sarif to stdout. Exit 1 where there is an error. --propose prints
    YAML for what the sources disagree on, and writes nothing.
    """
    from briefgen.cli.checking import Wanted
    from briefgen.cli.checking import check as run

    codes = [tuple(c.strip().upper() for c in t.split(",") if c.strip()) for t in (select, ignore)]
    wanted = Wanted(format.value, strict, fix, verbose, propose, codes[0], codes[1])
    run(briefs or [], template or [], wanted)


@app.command(epilog="Example: briefgen build harbour-fee --for executive --to docx")
def build(  # noqa: PLR0917 - typer declares options as parameters
    briefs: Briefs = None,
    template: For = None,
    to: Annotated[
        list[ToFormat] | None, typer.Option("--to", help="docx, md, pdf; repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where to.")] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Build in spite of errors, with markers and DRAFT.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    measure: Annotated[
        Layout | None, typer.Option("--measure", help="Confirm the page count.")
    ] = None,
    annex: Annotated[
        bool, typer.Option("--annex", help="And the evidence annex, a file of its own.")
    ] = False,
    checksheet: Annotated[
        bool, typer.Option("--checksheet", help="And a sheet to check every fact against.")
    ] = False,
    since: Annotated[
        str, typer.Option("--since", metavar="vN", help="Mark what is new since vN, last, none.")
    ] = "",
    reader: Annotated[
        str, typer.Option("--reader", metavar="NAME", help="... since the edition that NAME has.")
    ] = "",
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Briefs built at a time.")] = 1,
    format: Annotated[BuildFormat, typer.Option(help="How to print.")] = BuildFormat.text,
) -> None:
    """Build the memos: checked, fitted, read back.

    An error stops that memo and leaves the last good one. The paths of the files go to stdout,
    findings and what was cut to stderr. Exit 1 where something needs a person. What is new since
    the last edition is marked; --since none marks nothing.
    """
    from briefgen.cli.building import Options
    from briefgen.cli.building import build as run
    from briefgen.standing import Since

    wanted = tuple(t.value for t in to or ())
    asked = {"annex": annex, "checksheet": checksheet}
    beside = tuple(kind for kind, wished in asked.items() if wished)
    compared = Since.asked(since, reader)
    options = Options(
        wanted, out, draft, strict, measure is not None, beside, jobs, format.value, compared
    )
    run(briefs or [], template or [], options)


@app.command(epilog="Example: briefgen explain harbour-fee positions")
def explain(
    brief: OneBrief,
    section: Annotated[str, typer.Argument(help="A section of the outline.")],
    template: ForOne = "",
) -> None:
    """Say why each excerpt is in a section, or out."""
    from briefgen.cli.evidence import explain as run

    run(brief, section, template)


@app.command(epilog="Example: briefgen rename excerpt gazette-0305^e2 final-fee --dry-run")
def rename(
    kind: Annotated[Named, typer.Argument(help="What gets another name.")],
    old: Annotated[str, typer.Argument(help="Its name; an excerpt's: source^excerpt.")],
    new: Annotated[str, typer.Argument(help="Its new name.")],
    merge: Annotated[bool, typer.Option("--merge", help="Into a tag that exists.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say it, write nothing.")] = False,
) -> None:
    """Rename in all files of the workspace, or in none.

    A tag takes its subtree along. Sources and excerpts keep the old name as `was`, by which old
    citations still find them. No other character changes; seals hold.
    """
    from briefgen.cli.renaming import rename as run

    run(kind.value, old, new, merge=merge, dry_run=dry_run)


@app.command(epilog="Example: briefgen rule QUO002")
def rule(code: Annotated[str, typer.Argument(help="A code; none: all.")] = "") -> None:
    """Print a rule's page: why, a bad and a good example."""
    from briefgen.cli.information import rule as run

    run(code)


@app.command(epilog="Example: briefgen schema outline > outline.schema.json")
def schema(kind: Annotated[Kind, typer.Argument(help="Of what.")]) -> None:
    """Print the JSON Schema for editors."""
    from briefgen.cli.information import schema as run

    run(kind.value)


@app.command(epilog="Example: briefgen verify executive.docx --brief harbour-fee")
def verify(
    file: Annotated[Path, typer.Argument(help="A finished memo, .docx or .md.")],
    brief: Annotated[str, typer.Option("--brief", metavar="SLUG", help="Its brief.")],
    template: ForOne = "",
) -> None:
    """Hold a finished memo against its brief.

    Says exactly what differs from the memo that the brief and its sources give today, word for
    word; a file edited in Word is read with its tracked changes accepted.
    """
    from briefgen.cli.building import verify as run

    run(file, brief, template)


@app.command(epilog="Example: briefgen doctor")
def doctor() -> None:
    """Say what this machine has, and what is missing."""
    from briefgen.cli.information import doctor as run

    run()
