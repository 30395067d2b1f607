"""Build: the one place where the stages stand in a row.

    read -> resolve -> select -> check -> compose -> fit -> write -> verify

`load` reads and resolves a brief once; `prepare` selects and checks it for one template; `make`
sets and fits its page; `build` writes the files, each read back before it is put in place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefgen.check import Quotations, check
from briefgen.check.suppression import suppress
from briefgen.compose import compose
from briefgen.diagnostics import Diagnostic, Severity, WrongUse, raised
from briefgen.edition.record import to_text
from briefgen.edition.store import EDITIONS, EditionError
from briefgen.finishing import File, Output, lay_out, output, too_many_pages, write_files
from briefgen.fit import Fitted, fit
from briefgen.model.brief import Brief, Selection, Withheld
from briefgen.model.document import Document
from briefgen.model.news import NO_EDITIONS, Standing
from briefgen.model.source import Visibility
from briefgen.model.template import Template
from briefgen.places import Place
from briefgen.read.keys import MEMO
from briefgen.read.outline import read_outline
from briefgen.read.template import read_template, template_names
from briefgen.read.words import with_companions
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
from briefgen.select.withheld import said_above, withheld
from briefgen.standing import LAST, Page, Placed, Since, unreadable_edition
from briefgen.verify.leaks import find_leaks
from briefgen.write.files import announce, write_memo
from briefgen.write.word.inspect import inspect_look, own_words
from briefgen.write.word.look import read_look


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
    brief, unknown = resolve(
        outline,
        sources,
        lambda: vocabulary(workspace),
        lambda: template_names(template_folders(workspace)),
    )
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
    asked = () if everything else (template.forbid, template.slots)
    quotations, found = check(selection, *asked, everything=everything)
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


def make(
    prepared: Prepared,
    template: Template,
    *,
    draft: bool = False,
    standing: Standing = NO_EDITIONS,
) -> Fitted:
    """Set the page and fit it: the document, the sizes of type, and what was cut.

    Marks of what is new, by `standing`, take their room like all else.
    """
    if template.look is None:
        raise WrongUse(f"template {template.name} has no memo.docx, nor has its parent")
    selection, quotations = prepared.selection, prepared.quotations
    told: dict[str, Any] = {"draft": draft, "standing": standing}

    def composed(dropped: frozenset[str]) -> Document:
        return compose(selection, quotations, template, dropped=dropped, **told)

    look = read_look(template.look)
    template = template.in_order_of(look.slots)
    told_so = standing.news.corrected if standing.news else frozenset()
    may_go = [p for p in selection.points if p.key not in told_so]  # a correction is never cut
    return fit(composed, may_go, template, look)


def among_editions(
    loaded: Loaded, prepared: Prepared, template: Template, *, draft: bool = False
) -> Page:
    """The page, to be set as it stands among its editions."""

    def set_page(standing: Standing) -> Fitted:
        return make(prepared, template, draft=draft, standing=standing)

    editions = loaded.workspace.folder(loaded.slug) / EDITIONS
    above = tuple(said_above(loaded.brief, template.ceiling)) if loaded.brief else ()
    return Page(prepared.selection, prepared.quotations, template, editions, set_page, above)


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
    since: Since = LAST,
) -> Built:
    """Build one memo into `folder`. An error leaves the last good files as they are.

    A draft is written in spite of errors; what cannot be read at all stops it too. `measure` has
    LibreOffice lay the Word file out, which confirms or refuses the page count. `beside` names
    the companions that are written too: annex, checksheet. What is new `since` an edition is
    marked.
    """
    if loaded.brief is None:
        return Built((), loaded.found)
    template, unworded = _worded(beside, template, loaded.workspace, loaded.brief)
    prepared = prepare(loaded, template)
    try:
        placed = among_editions(loaded, prepared, template, draft=draft).set(since)
    except EditionError as error:
        return Built((), (*prepared.found, *unreadable_edition(place_of(loaded), error)))
    fitted = placed.fitted
    found = [*unworded, *found_on(prepared, template, fitted)]
    found = [raised(f) for f in found] if strict else found
    if not draft and any(f.is_error for f in found):
        return Built((), tuple(found), fitted.estimate.fill)
    pages = [(template, fitted), *_beside(beside, prepared, template, placed)]
    files, wrong = written(
        loaded.brief, prepared, pages, formats, given=_given(placed), measure=measure
    )
    measured = {} if wrong else lay_out(files, formats, measure=measure)
    memo = measured.get(template.name)
    refused = list(too_many_pages(memo, template, place_of(loaded))) if memo else []
    found += [*wrong, *refused]
    if wrong or (refused and not draft):
        return Built((), tuple(found), fitted.estimate.fill)
    edits, outputs = loaded.workspace.folder(loaded.slug) / "edits", []
    files = [f.measured(measured) for f in files if f.format in formats]
    announce(folder, {f.name: f.data for f in files})
    for file in files:
        path = folder / file.name
        own = to_text(fitted.document).encode() if file.name == f"{template.name}.docx" else b""
        put = write_memo(path, file.data, edits, shown_path(loaded, path), own)
        found += put.findings
        shown = shown_path(loaded, put.path)
        outputs.append(output(loaded.slug, shown, file, prepared.quotations))
    notes = (*placed.told, *_notes(pages))
    return Built(tuple(outputs), tuple(found), fitted.estimate.fill, notes)


def _worded(
    beside: Sequence[str], template: Template, workspace: Workspace, brief: Brief
) -> tuple[Template, list[Diagnostic]]:
    """The template with the words of what goes with a memo, where that is wanted."""
    if not beside:
        return template, []
    return with_companions(template, template_folders(workspace), brief.outline.lang)


def found_on(prepared: Prepared, template: Template, fitted: Fitted) -> list[Diagnostic]:
    """Everything that was found on the way to a page: in its data, its look, its length."""
    look = (f.diagnostic for f in inspect_look(template, MEMO))
    return [*prepared.found, *look, *fitted.diagnostics]


def written(
    brief: Brief,
    prepared: Prepared,
    pages: Sequence[tuple[Template, Fitted]],
    formats: Sequence[str],
    *,
    given: Sequence[str] = (),
    measure: bool = False,
) -> tuple[list[File], list[Diagnostic]]:
    """The files of a memo and its companions, and what reading them back and the scan found.

    `given` are words that its readers have from an edition before.
    """
    files, wrong = write_files(pages, formats, measure=measure)
    return files, wrong + find_leaks(files, withheld_words(brief, prepared, pages[0][0], given))


def _given(placed: Placed) -> list[str]:
    return [e.was for e in placed.news.changed] if placed.news else []


def _beside(
    kinds: Sequence[str], prepared: Prepared, template: Template, memo: Placed
) -> Iterator[tuple[Template, Fitted]]:
    """The companions of a memo, in its own look."""
    if kinds and template.look is not None:
        from briefgen.companions import companions

        selection, quotations = prepared.selection, prepared.quotations
        look = read_look(template.look)
        yield from companions(
            kinds, selection, quotations, template, memo.fitted, look, memo.standing
        )


def _notes(pages: Sequence[tuple[Template, Fitted]]) -> Iterator[str]:
    for template, fitted in pages:
        if template.name.endswith("-checksheet"):
            from briefgen.companions import boxes

            yield f"{template.name}: {boxes(fitted.document)} to check"


def place_of(loaded: Loaded) -> Place:
    """The outline of a brief, as the place of what concerns all of it."""
    return Place(loaded.workspace.name(loaded.workspace.folder(loaded.slug) / OUTLINE))


def shown_path(loaded: Loaded, path: Path) -> str:
    """A path as results give it: from the workspace root where it lies in it."""
    root = loaded.workspace.root
    return loaded.workspace.name(path) if path.is_relative_to(root) else path.as_posix()


def withheld_words(
    brief: Brief, prepared: Prepared, template: Template, given: Sequence[str] = ()
) -> Withheld:
    """What the scan of the finished files looks for; `given`: words that its readers have."""
    words = own_words(template.look) if template.look else []
    return withheld(brief, prepared.selection, template, [*words, *given])
