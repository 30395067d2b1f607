"""Build: the one place where the stages stand in a row.

    read -> resolve -> select -> check -> compose -> fit -> write -> verify

`load` reads and resolves a brief once; `prepare` selects and checks it for one template; `make`
sets and fits its page; `build` writes the files, each read back before it is put in place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.check import Quotations, check
from briefgen.check.suppression import suppress
from briefgen.compose import compose
from briefgen.diagnostics import Diagnostic, Severity, WrongUse, raised, rule
from briefgen.edition.record import to_text
from briefgen.finishing import File, lay_out, write_files
from briefgen.fit import Fitted, fit
from briefgen.model.brief import Brief, Selection, Withheld
from briefgen.model.document import Cite, Document, Note, paragraphs, plain
from briefgen.model.look import Look
from briefgen.model.source import Visibility
from briefgen.model.template import Template
from briefgen.places import Place
from briefgen.read.keys import MEMO
from briefgen.read.outline import read_outline
from briefgen.read.template import read_template
from briefgen.read.workspace import (
    OUTLINE,
    Workspace,
    read_sources,
    template_folders,
    vocabulary,
)
from briefgen.records import record, replace
from briefgen.resolve import resolve
from briefgen.select import for_template, select
from briefgen.select.withheld import withheld
from briefgen.text.ladder import Verdict
from briefgen.verify.leaks import find_leaks
from briefgen.write.files import write_memo
from briefgen.write.word.inspect import inspect_look, own_words
from briefgen.write.word.look import read_look

if TYPE_CHECKING:
    from briefgen.fit.measure import Measured


@record
class Loaded:
    """A brief as read; `brief` is None where its outline cannot be read at all."""

    workspace: Workspace
    slug: str
    brief: Brief | None
    found: tuple[Diagnostic, ...]


@record
class Prepared:
    """What one template may print of a brief, checked."""

    selection: Selection
    quotations: Quotations
    found: tuple[Diagnostic, ...]


@record
class Output:
    """One file of one memo, with its figures (design 5; `pages` and `fit` are None for md)."""

    brief: str
    template: str
    format: str
    path: str
    pages: int | None
    fit: str | None
    measured_by: str
    words: int
    citations: int
    quotations: Mapping[str, int]
    dropped: tuple[Mapping[str, str], ...]


@record
class Built:
    """One memo: its files, what was found on the way, how full its page is (0 to 1).

    `notes` tell the person who built it what is left to do.
    """

    outputs: tuple[Output, ...]
    found: tuple[Diagnostic, ...]
    fill: float = 0.0
    notes: tuple[str, ...] = ()


def load(workspace: Workspace, slug: str) -> Loaded:
    """Read and resolve one brief."""
    path = workspace.folder(slug) / OUTLINE
    outline, found = read_outline(path, workspace.name(path), slug)
    sources, more = read_sources(workspace, slug)
    found = [*workspace.settings.findings, *found, *more]
    if outline is None:
        return Loaded(workspace, slug, None, tuple(found))
    brief, unknown = resolve(outline, sources, lambda: vocabulary(workspace))
    return Loaded(workspace, slug, brief, (*found, *unknown))


def load_template(workspace: Workspace, name: str) -> tuple[Template | None, list[Diagnostic]]:
    """Read a template, with the paper that the workspace asks for."""
    template, found = read_template(name, template_folders(workspace))
    if template is not None and workspace.settings.paper:
        page = replace(template.page, paper=workspace.settings.paper)
        template = replace(template, page=page)
    return template, found


def prepare(loaded: Loaded, template: Template, *, everything: bool = False) -> Prepared:
    """Select and check a brief for one template; `everything`: for all readers at once."""
    if loaded.brief is None:
        raise ValueError("a brief that cannot be read cannot be prepared")
    ceiling = Visibility.RESTRICTED if everything else template.ceiling
    brief = loaded.brief if everything else for_template(loaded.brief, template)
    record = loaded.brief.outline.points
    selection, thin = select(brief, template.name, ceiling, everything=everything, record=record)
    forbid = () if everything else template.forbid
    quotations, found = check(selection, forbid, everything=everything)
    found = [*concerning(loaded.found, selection, everything=everything), *thin, *found]
    left = suppress(found, selection, everything=everything)
    return Prepared(selection, quotations, tuple(left))


def concerning(
    found: Sequence[Diagnostic], selection: Selection, *, everything: bool
) -> list[Diagnostic]:
    """The findings of the readers that concern a memo.

    What is withheld takes its findings along; what the memo does not print never stops it: a
    finding about an excerpt that no point prints or cites is a warning (design 4.8).
    """
    used = {p.excerpt.key for p in selection.points if p.excerpt}
    used |= {f"{i.source}^{i.excerpt}" for p in selection.points for i in p.citations()}
    kept = [f for f in found if not f.about or f.about in selection.keys]
    return [f if everything or _stops(f, used) else _lowered(f) for f in kept]


def _stops(finding: Diagnostic, used: set[str]) -> bool:
    about_excerpt = "^" in finding.about or "@" in finding.about
    return not about_excerpt or finding.about in used


def _lowered(finding: Diagnostic) -> Diagnostic:
    return replace(finding, severity=Severity.WARNING) if finding.is_error else finding


def make(prepared: Prepared, template: Template, *, draft: bool = False) -> Fitted:
    """Set the page and fit it: the document, the sizes of type, and what was cut."""
    if template.look is None:
        raise WrongUse(f"template {template.name} has no memo.docx, nor has its parent")
    selection, quotations = prepared.selection, prepared.quotations

    def composed(dropped: frozenset[str]) -> Document:
        return compose(selection, quotations, template, dropped=dropped, draft=draft)

    look = read_look(template.look)
    template = in_page_order(template, look)
    return fit(composed, selection.points, template, look)


def in_page_order(template: Template, look: Look) -> Template:
    """The template with its sections in the order in which memo.docx has their slots.

    What the page numbers is numbered in the order of the page.
    """
    own = [n for n in look.slots if n != "body"]
    rest = [spec for spec in template.sections if spec.key not in own]
    named = {spec.key: [spec] for spec in template.sections}
    ordered = [s for name in look.slots for s in (rest if name == "body" else named.get(name, []))]
    left = [spec for spec in rest if spec not in ordered]
    return replace(template, sections=(*ordered, *left))


def build(  # noqa: PLR0913 - each is an option of the command
    loaded: Loaded,
    template: Template,
    formats: Sequence[str],
    folder: Path,
    *,
    draft: bool = False,
    strict: bool = False,
    measure: bool = False,
    beside: Sequence[str] = (),
) -> Built:
    """Build one memo into `folder`. An error leaves the last good files as they are.

    A draft is written in spite of errors; what cannot be read at all stops it too. `measure` has
    LibreOffice lay the Word file out, which confirms or refuses the page count. `beside` names
    the companions that are written too: annex, checksheet.
    """
    if loaded.brief is None:
        return Built((), loaded.found)
    prepared = prepare(loaded, template)
    fitted = make(prepared, template, draft=draft)
    found = [*prepared.found, *(f.diagnostic for f in inspect_look(template, MEMO))]
    found += fitted.diagnostics
    found = [raised(f) for f in found] if strict else found
    if not draft and any(f.is_error for f in found):
        return Built((), tuple(found), fitted.estimate.fill)
    pages = [(template, fitted), *_beside(beside, prepared, template, fitted)]
    files, wrong = write_files(pages, formats, measure=measure)
    wrong += find_leaks(files, _withheld(loaded.brief, prepared, template))
    measured = {} if wrong else lay_out(files, formats, measure=measure)
    memo = measured.get(template.name)
    refused = list(too_many_pages(memo, template, loaded)) if memo else []
    found += [*wrong, *refused]
    if wrong or (refused and not draft):
        return Built((), tuple(found), fitted.estimate.fill)
    edits = loaded.workspace.folder(loaded.slug) / "edits"
    outputs = []
    for file in (f.measured(measured) for f in files if f.format in formats):
        path = folder / file.name
        own = to_text(fitted.document).encode() if file.name == f"{template.name}.docx" else b""
        written = write_memo(path, file.data, edits, _shown(loaded, path), own)
        found += written.findings
        outputs.append(_output(loaded, prepared, file, written.path))
    return Built(tuple(outputs), tuple(found), fitted.estimate.fill, tuple(_notes(pages)))


def _beside(
    kinds: Sequence[str], prepared: Prepared, template: Template, memo: Fitted
) -> Iterator[tuple[Template, Fitted]]:
    """The companions of a memo, in its own look."""
    if kinds and template.look is not None:
        from briefgen.companions import companions

        selection, quotations = prepared.selection, prepared.quotations
        look = read_look(template.look)
        yield from companions(kinds, selection, quotations, template, memo, look)


def _notes(pages: Sequence[tuple[Template, Fitted]]) -> Iterator[str]:
    for template, fitted in pages:
        if template.name.endswith("-checksheet"):
            from briefgen.companions import boxes

            yield f"{template.name}: {boxes(fitted.document)} to check"


def _shown(loaded: Loaded, path: Path) -> str:
    """A path as results give it: from the workspace root where it lies in it."""
    root = loaded.workspace.root
    return loaded.workspace.name(path) if path.is_relative_to(root) else path.as_posix()


def _withheld(brief: Brief, prepared: Prepared, template: Template) -> Withheld:
    """What the scan of the finished files looks for."""
    words = own_words(template.look) if template.look else []
    return withheld(brief, prepared.selection, template, words)


def _output(loaded: Loaded, prepared: Prepared, file: File, path: Path) -> Output:
    """The figures of one file."""
    fitted = file.fitted
    laid_out, by = file.format != "md", file.laid_out
    found = paragraphs(fitted.document.blocks)
    texts = [plain(p.inlines) for p in found]
    levels = Counter(v.level.value for v in printed_verdicts(prepared, fitted))
    return Output(
        brief=loaded.slug,
        template=file.template.name,
        format=file.format,
        path=_shown(loaded, path),
        pages=(by.pages if by else fitted.estimate.pages) if laid_out else None,
        fit=fitted.estimate.verdict.value if laid_out else None,
        measured_by=by.by if by else "estimate" if laid_out else "none",
        words=sum(len(text.split()) for text in [fitted.document.title, *texts]),
        citations=sum(isinstance(i, Cite | Note) for p in found for i in p.inlines),
        quotations=dict(sorted(levels.items())),
        dropped=tuple(
            {"id": d.key, "section": d.section, "reason": d.reason} for d in fitted.dropped
        ),
    )


@rule("FIT004", Severity.ERROR)
def too_many_pages(measured: Measured, template: Template, loaded: Loaded) -> Iterator[Diagnostic]:
    """LibreOffice lays the memo out on more pages than the template allows.

    Only `--measure libreoffice` asks; it confirms or refuses, and never changes a cut.

    Bad:
        briefgen build --measure libreoffice     # 2 pages where the template allows 1
    Good:
        weight: 20                               # on points that may be cut first
    """
    if measured.pages > template.page.pages:
        yield too_many_pages.at(
            Place(loaded.workspace.name(loaded.workspace.folder(loaded.slug) / OUTLINE)),
            f"{measured.by} lays {template.name} out on {measured.pages} pages, "
            f"{template.page.pages} allowed",
            "shorten a point, or give some a lower weight",
        )


def printed_verdicts(prepared: Prepared, fitted: Fitted) -> list[Verdict]:
    """The verdicts of the quotations that are on the page."""
    gone = {d.key for d in fitted.dropped}
    return [v for (key, _, _), v in prepared.quotations.items() if key not in gone]
