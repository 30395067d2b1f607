"""status: which memos are current, who has what, and what grows old."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import typer

from briefgen.build import load, load_template
from briefgen.cli.building import slugs_of
from briefgen.cli.console import out, show
from briefgen.diagnostics import Diagnostic, in_order
from briefgen.living.state import Built, State, as_plain, known_templates, state_of
from briefgen.read.workspace import find_workspace
from briefgen.report.machine import as_json
from briefgen.write.files import how_to_settle

_MANY = 6  # more names than this on a line tell nothing


def run(names: Sequence[str], templates: Sequence[str], format: str) -> None:
    """Print the state of every memo; exit 1 where one needs a person."""
    workspace = find_workspace(Path.cwd())
    states: list[State] = []
    broken: list[Diagnostic] = []
    for slug in slugs_of(workspace, names):
        loaded = load(workspace, slug)
        if loaded.brief is None:
            broken += loaded.found
            continue
        for name in dict.fromkeys(templates or known_templates(loaded)):
            template, found = load_template(workspace, name)
            broken += [f for f in found if f.is_error]
            if template is not None:
                states.append(state_of(loaded, template, _today()))
    if format == "json":
        out(as_json([as_plain(s) for s in states]))
    else:
        _print(states)
        show(in_order(broken))
    if broken or any(s.needs_a_person for s in states):
        raise typer.Exit(1)


def _today() -> date:
    """The day by the machine's clock: no other command but `watch` asks for it."""
    return date.today()


def _print(states: Sequence[State]) -> None:
    width = max((len(s.template) for s in states), default=0)
    for slug in dict.fromkeys(s.brief for s in states):
        out(slug)
        for state in (s for s in states if s.brief == slug):
            first, *rest = [line for line in (_built(state), *_further(state)) if line]
            out(f"  {state.template.ljust(width)}  {first}")
            for line in rest:
                out(f"  {' ' * width}  {line}")


def _built(state: State) -> str:
    line = state.built.value
    if state.built is Built.NEVER:
        return f"{line}: briefgen build {state.brief} --for {state.template}"
    if state.built is Built.BEHIND:
        sources = f" (from {_some(state.sources)})" if state.sources else ""
        what = f"{_some(state.points)}{sources}" if state.points else state.why
        return f"{line}: {what}" if what else line
    return f"{line}: {state.why}" if state.why else line


def _further(state: State) -> Iterator[str]:
    for name in state.edited:
        yield f"changed by hand: {name} ({how_to_settle(name, state.brief)})"
    yield from _edition(state)
    if state.stale:
        yield "past their date: " + _some([f"{key} ({day})" for key, day in state.stale])
    if state.passed:
        yield "deadlines behind us: " + _some([f"{key} ({day})" for key, day in state.passed])
    if state.unused:
        yield f"new evidence that no point uses: {_some(state.unused)}"


def _edition(state: State) -> Iterator[str]:
    edition, news = state.edition, state.news
    if edition is None:
        if not state.lost:
            yield "never released"
        return
    readers = ", ".join(r.name for r in edition.readers)
    yield f"released as {edition.name} on {edition.date}" + (f" to {readers}" if readers else "")
    if state.same:
        yield f"nothing has changed since {edition.name}"
    elif news is not None:
        counts = ", ".join(f"{n} {c.value}" for c, n in news.counts.items())
        keys = f": {_some([e.key for e in news.changed])}" if counts else ""
        yield f"since {edition.name}: {counts or 'no statement has changed'}{keys}"
        if state.inputs:
            yield f"other files than then: {_some(state.inputs)}"


def _some(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
    return ", ".join(names[:_MANY]) + more
