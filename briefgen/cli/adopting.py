"""adopt: what a person changed in a memo by hand is shown, asked about, and taken over."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

from briefgen.build import load_template
from briefgen.cli.console import note, out
from briefgen.diagnostics import Diagnostic, WrongUse
from briefgen.living.adopt import Desk, Judged
from briefgen.read.template import template_names
from briefgen.read.workspace import Workspace, find_workspace, template_folders
from briefgen.records import record
from briefgen.report.machine import as_json, records
from briefgen.report.text import harmless
from briefgen.text.worddiff import word_diff
from briefgen.write.files import is_edited

#: What stands in no section, as people call it.
_PARTS = {"body": "outside the sections", "running": "header or footer"}
_QUESTION = "    take it? [y]es, [n]o, [a]ll that are left, [q]uit: "


@record
class Options:
    """What `adopt` was asked for."""

    yes: bool
    dry_run: bool
    format: str


@record
class Adopted:
    """One edited memo: its changes, those that were taken, and whether nothing is left open."""

    desk: Desk
    judged: tuple[Judged, ...]
    taken: tuple[Judged, ...]
    settled: bool
    kept: tuple[Path, ...]


def adopt(name: str, template: str, file: Path | None, options: Options) -> None:
    """Show the changes of every edited memo that was asked for, and take over what is wanted."""
    workspace = find_workspace(Path.cwd())
    slug = workspace.slug(name)
    folder = workspace.folder(slug) / "out"
    wanted = _wanted(workspace, folder, template, file)
    done = [_adopted(_desk(workspace, slug, *each), options) for each in wanted]
    foreign = _markdown(folder, template) if file is None else []
    if options.format == "json":
        out(as_json([_as_record(a) for a in done]))
    for path in foreign:
        note(
            f"{path.name}: changed by hand too, but adopt reads .docx alone: make its changes there"
        )
    if not wanted and not foreign:
        note(f"no memo of {slug} was changed by hand")
    if foreign or not all(a.settled for a in done):
        raise typer.Exit(1)


def _wanted(
    workspace: Workspace, folder: Path, template: str, file: Path | None
) -> list[tuple[str, Path]]:
    """The edited memos, each with its template."""
    known = template_names(template_folders(workspace))
    if file is not None:
        if file.suffix.lower() != ".docx" or not file.is_file():
            raise WrongUse(f"{file} is no Word memo", "give the edited .docx")
        named = sorted((t for t in known if t in file.stem), key=len)
        chosen = template or (named[-1] if named else workspace.settings.templates[0])
        return [(chosen, file.absolute())]
    paths = {t: folder / f"{t}.docx" for t in ([template] if template else known)}
    return [(t, path) for t, path in paths.items() if path.is_file() and is_edited(path)]


def _markdown(folder: Path, template: str) -> list[Path]:
    """The Markdown memos that were changed by hand: they cannot be adopted."""
    found = sorted(folder.glob(f"{template or '*'}.md"))
    return [path for path in found if " (new" not in path.name and is_edited(path)]


def _desk(workspace: Workspace, slug: str, template: str, file: Path) -> Desk:
    read, found = load_template(workspace, template)
    if read is None:
        raise WrongUse(
            f"template {template} cannot be read", f"briefgen templates check {template}"
        )
    del found
    return Desk(workspace, slug, read, file)


def _adopted(desk: Desk, options: Options) -> Adopted:
    judged = tuple(desk.judged())
    shown = options.format != "json"
    if shown and desk.is_open:
        note(f"{desk.file.name} is open in another program: read as it was saved last")
    if shown:
        _show(judged, options)
    asked = shown and not options.yes and not options.dry_run and _is_watched()
    taken, settled = _asked(judged) if asked else _by_rule(judged, options)
    kept = (
        ()
        if options.dry_run or not (taken or settled)
        else tuple(desk.take(taken, settled=settled))
    )
    if shown:
        _tell(desk, judged, taken, settled=settled, kept=kept, options=options)
    return Adopted(desk, judged, taken, settled, kept)


def _by_rule(judged: Iterable[Judged], options: Options) -> tuple[tuple[Judged, ...], bool]:
    """With `--yes` all that hold and are not contested; without it, none."""
    open_ = [j for j in judged if j.is_open]
    taken = (
        tuple(j for j in open_ if j.state == "proposed")
        if options.yes and not options.dry_run
        else ()
    )
    return taken, len(taken) == len(open_)


def _asked(judged: Iterable[Judged]) -> tuple[tuple[Judged, ...], bool]:
    """What a person at a terminal takes; a no settles a change as well."""
    taken: list[Judged] = []
    every, settled = False, True
    for change in judged:
        if change.state not in ("proposed", "conflict"):
            settled = settled and not change.is_open
            continue
        answer = "y" if every and change.state == "proposed" else _answer(change)
        every = every or answer == "a"
        if answer == "q":
            return tuple(taken), False
        if answer in ("y", "a"):
            taken.append(change)
    return tuple(taken), settled


def _answer(change: Judged) -> str:
    for line in _lines(change):
        note(line)
    while True:
        sys.stderr.write(_QUESTION)
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            return "q"
        if answer.strip().lower()[:1] in ("y", "n", "a", "q"):
            return answer.strip().lower()[:1]


def _is_watched() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


# -- what is shown ---------------------------------------------------------------------------------


def _show(judged: Iterable[Judged], options: Options) -> None:
    """All changes; where a person is asked, those alone that are not asked about."""
    asked = not options.yes and not options.dry_run and _is_watched()
    for change in judged:
        if change.state != "settled" and not (asked and change.state in ("proposed", "conflict")):
            for line in _lines(change):
                out(line)


def _lines(change: Judged) -> Iterator[str]:
    """A change as a person reads it: what, where, whose; the words; what stands against it."""
    proposal = change.proposal
    where = proposal.key or "/".join(filter(None, proposal.path)) or proposal.change.section
    authors = proposal.change.authors or [c.author for p in proposal.change.new for c in p.comments]
    by = f" by {', '.join(dict.fromkeys(authors))}" if any(authors) else ""
    yield harmless(f"{proposal.change.kind}  {_PARTS.get(where, where)}{by}".rstrip())
    yield from (f"    {harmless(line)}" for line in _words(change))
    if proposal.theirs is not None:
        yield f"    the outline has changed too: {harmless(proposal.theirs)}"
    for finding in change.refused:
        yield harmless(f"    refused: {finding.code} {finding.message}")
        if finding.hint:
            yield harmless(f"        hint: {finding.hint}")
    for finding in change.warned:
        yield harmless(f"    warning: {finding.code} {finding.message}")
    if change.reason and not change.edits and not change.refused:
        yield harmless(f"    cannot be adopted: {change.reason}")


def _words(change: Judged) -> list[str]:
    proposal = change.proposal
    said = proposal.change
    if said.kind == "commented":
        comments = [f"{c.author}: {c.text}" for line in said.new for c in line.comments]
        return [*comments, f"at: {said.new[0].text[:70]}"]
    if said.kind == "formatted":
        looks = [f"{look}: {words}" for line in said.new for words, look in line.looks]
        return looks or [said.new[0].text]
    before, after = " ".join(proposal.before.split("\n")), proposal.after.split("\n")
    if before and proposal.after and len(after) == 1:
        return list(word_diff(before, after[0])[:2])
    return [f"- {before}"] * bool(before) + [f"+ {line}" for line in after if line]


def _tell(
    desk: Desk,
    judged: Iterable[Judged],
    taken: Iterable[Judged],
    *,
    settled: bool,
    kept: Iterable[Path],
    options: Options,
) -> None:
    """What was done, and what is left to do."""
    all_, count = list(judged), len(list(taken))
    left = sum(j.is_open for j in all_) - count
    if options.dry_run:
        holds = sum(j.state == "proposed" for j in all_)
        done = f"{holds} of {_counted(left, 'change')} would be taken by --yes, nothing is written"
    else:
        done = f"{_counted(count, 'change')} taken into {desk.name}, {left} left"
    lost = sum(not j.is_open and j.state == "not adoptable" for j in all_)
    comments = sum(j.state == "comment" for j in all_)
    further = [f"{lost} cannot be adopted"] * bool(lost)
    further += [_counted(comments, "comment")] * bool(comments)
    note(f"{desk.template.name}: " + "; ".join([done, *further]))
    for path in kept:
        note(f"kept: {desk.workspace.name(path)}")
    if settled and kept and further:
        note("what cannot be adopted, and comments, are in that copy alone once it is built again")
    if not options.yes and not options.dry_run and not _is_watched() and left:
        note("nothing is taken without a person: --yes takes all that hold")
    if settled and kept:
        note(f"build again: briefgen build {desk.slug} --for {desk.template.name}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + "s" * (number != 1)


def _as_record(adopted: Adopted) -> dict[str, Any]:
    desk = adopted.desk
    return {
        "brief": desk.slug,
        "template": desk.template.name,
        "file": desk.file.as_posix(),
        "settled": adopted.settled,
        "kept": [desk.workspace.name(path) for path in adopted.kept],
        "changes": [_change(j, j in adopted.taken) for j in adopted.judged],
    }


def _change(judged: Judged, taken: bool) -> dict[str, Any]:
    proposal = judged.proposal
    found: list[Diagnostic] = [*judged.refused, *judged.warned]
    return {
        "kind": proposal.change.kind,
        "state": judged.state,
        "taken": taken,
        "point": proposal.key,
        "section": "/".join(filter(None, proposal.path)) or proposal.change.section,
        "before": proposal.before,
        "after": proposal.after,
        "outline": proposal.theirs,
        "authors": list(proposal.change.authors),
        "comments": [c.text for line in proposal.change.new for c in line.comments],
        "reason": judged.reason if not judged.edits else "",
        "diagnostics": records(found),
    }
