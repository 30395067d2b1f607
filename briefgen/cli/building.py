"""build, verify: the stages at work on every brief that was named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

import typer

from briefgen.build import Built, load, load_template, prepare
from briefgen.build import build as build_memo
from briefgen.cli.console import note, out, show, step
from briefgen.diagnostics import Diagnostic, WrongUse, in_order
from briefgen.model.template import Template
from briefgen.read.workspace import Workspace, find_workspace
from briefgen.records import as_dict, record
from briefgen.report.machine import as_json, records
from briefgen.standing import LAST, Since


@record
class Options:
    """What `build` was asked for."""

    to: tuple[str, ...]
    out: Path | None
    draft: bool
    strict: bool
    measure: bool
    beside: tuple[str, ...]  # annex, checksheet
    jobs: int
    format: str
    since: Since = LAST


def slugs_of(workspace: Workspace, names: Sequence[str]) -> list[str]:
    """The briefs that were named, or all. Raises WrongUse where there is none."""
    slugs = [workspace.slug(name) for name in names] or workspace.slugs()
    if not slugs:
        raise WrongUse("this workspace has no brief yet", "`briefgen new SLUG` makes one")
    return list(dict.fromkeys(slugs))


def templates_of(
    workspace: Workspace, names: Sequence[str]
) -> tuple[list[Template], list[Diagnostic]]:
    """The templates by their names, or those that the workspace builds by default.

    One with errors is not among them: its findings are.
    """
    wanted = list(dict.fromkeys(names)) or list(workspace.settings.templates)
    read = [load_template(workspace, name) for name in wanted]
    right = [t for t, found in read if t and not any(f.is_error for f in found)]
    return right, [f for _, found in read for f in found]


def build(names: list[str], templates: list[str], options: Options) -> None:
    """Build every named brief for every named template."""
    workspace = find_workspace(Path.cwd())
    slugs = slugs_of(workspace, names)
    chosen, broken = templates_of(workspace, templates)
    built = [Built((), tuple(broken))]
    for many in _each(workspace, slugs, chosen, options):
        built += many
    _report(built, options)
    if any(f.is_error for b in built for f in b.found):  # of a draft too: it has markers left
        raise typer.Exit(1)


def _each(
    workspace: Workspace,
    slugs: Sequence[str],
    templates: Sequence[Template],
    options: Options,
) -> Iterable[list[Built]]:
    """Build the briefs one after the other, or some at a time."""
    tasks = [(workspace, slug, templates, options) for slug in slugs]
    if options.jobs == 1 or len(tasks) < 2:
        return map(_build_brief, tasks)
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(options.jobs, len(tasks))) as pool:
        return list(pool.map(_build_brief, tasks))


def _build_brief(task: tuple[Workspace, str, Sequence[Template], Options]) -> list[Built]:
    """All memos of one brief."""
    workspace, slug, templates, options = task
    begun = perf_counter()
    loaded = load(workspace, slug)
    brief = loaded.brief
    figures = f"{len(brief.sources)} sources" if brief else "not readable"
    step("✓" if brief else "✗", f"{_ms(begun)}  read", slug, figures)
    where = (options.out / slug).absolute() if options.out else workspace.folder(slug) / "out"
    formats = options.to or tuple(workspace.settings.formats)
    made = []
    for template in templates:
        begun = perf_counter()
        built = build_memo(
            loaded,
            template,
            formats,
            where,
            draft=options.draft,
            strict=options.strict,
            measure=options.measure,
            beside=options.beside,
            since=options.since,
        )
        _step_of(built, template, begun)
        made.append(built)
    return made


def _step_of(built: Built, template: Template, begun: float) -> None:
    if not built.outputs:
        errors = sum(f.is_error for f in built.found)
        step("✗", f"{_ms(begun)}  {template.name}", f"{errors} errors: nothing written")
    for output in built.outputs:
        quotations = sum(output.quotations.values())
        page = f"{output.pages} page, {built.fill:.0%} full" if output.pages else ""
        cut = f"{len(output.dropped)} cut" if output.dropped and output.pages else ""
        figures = f"{output.words} words, {output.citations} citations, {quotations} quotations"
        step("✓", f"{_ms(begun)}  {template.name}", output.format, page, figures, cut)


def _ms(begun: float) -> str:
    return f"{(perf_counter() - begun) * 1000:5.0f} ms"


def _report(built: Sequence[Built], options: Options) -> None:
    found = in_order([f for b in built for f in b.found])
    outputs = [o for b in built for o in b.outputs]
    if options.format == "json":
        out(as_json({"outputs": [as_dict(o) for o in outputs], "diagnostics": records(found)}))
        return
    for output in outputs:
        out(output.path)
    show(found)
    for line in [*_cuts(built), *(n for b in built for n in b.notes)]:
        note(line)


def _cuts(built: Sequence[Built]) -> Iterable[str]:
    """What was cut to fit the page: told always, once for each memo."""
    for each in built:
        for output in each.outputs[:1]:
            for cut in output.dropped:
                yield f"cut: {output.brief} {output.template}: {cut['id']} ({cut['reason']})"


def verify(file: Path, name: str, template_name: str) -> None:
    """Hold a finished memo against the memo that its brief gives today."""
    from briefgen.build import among_editions
    from briefgen.verify import compare_memo, read_memo

    workspace = find_workspace(Path.cwd())
    loaded = load(workspace, workspace.slug(name))
    chosen, found = templates_of(workspace, [template_name or _template_of(file, workspace)])
    if loaded.brief is None or not chosen:
        show([*loaded.found, *found])
        raise typer.Exit(1)
    prepared = prepare(loaded, chosen[0])
    document = among_editions(loaded, prepared, chosen[0]).set().fitted.document
    memo, unreadable = read_memo(file)
    errors = [f for f in prepared.found if f.is_error]
    found = [*unreadable, *(compare_memo(memo, document) if memo else []), *errors]
    show(found)
    if memo is None or any(f.is_error for f in found):
        raise typer.Exit(1)
    counts = {
        "paragraphs": memo.lines,
        "quotations": memo.quotations,
        "citations": memo.citations,
    }
    figures = ", ".join(f"{len(found)} {name}" for name, found in counts.items())
    out(f"{file}: {figures}, all as the sources have them")


def _template_of(file: Path, workspace: Workspace) -> str:
    """The template that a file is named after, `executive.docx`, or the workspace's first."""
    from briefgen.read.template import template_names
    from briefgen.read.workspace import template_folders

    known = template_names(template_folders(workspace))
    named = [name for name in known if name in file.stem]
    return named[0] if named else workspace.settings.templates[0]
