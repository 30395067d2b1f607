"""cite, explain: where words stand, and why an excerpt is on the page or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from briefgen.build import Loaded, Prepared, load, load_template, make, prepare
from briefgen.cli.console import note, out, show
from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.model.brief import Brief
from briefgen.model.source import Excerpt
from briefgen.model.template import Template
from briefgen.places import Place
from briefgen.read.workspace import find_workspace
from briefgen.text.search import Hit, find_words


def cite(name: str, words: str) -> None:
    """Find words in the captured texts; print what to paste."""
    brief = brief_of(load_named(name))
    hits = find_words(words, {id: s.captured.text for id, s in brief.sources.items()})
    exact = [hit for hit in hits if not hit.level.refused]
    for hit in exact:
        out(f"{_citation(brief, hit)}  {_place(brief, hit)}  {hit.level}")
    if exact:
        return
    for hit in hits:
        note(f"not there, but near: {_place(brief, hit)}  {_citation(brief, hit)}")
        for line in hit.diff:
            note(f"    {line}")
    raise BriefgenError(f"these words stand in no source of {name}", "look for fewer of them")


def _place(brief: Brief, hit: Hit) -> Place:
    return brief.sources[hit.id].captured.place(hit.start)


def _citation(brief: Brief, hit: Hit) -> str:
    """The citation of the smallest excerpt that holds the words, or of their paragraph."""
    source = brief.sources[hit.id]
    around = [e for e in source.excerpts if e.id and e.start <= hit.start and hit.end <= e.end]
    best = min(around, key=lambda e: e.end - e.start, default=None)
    locator = f"^{best.id}" if best else f", ¶ {source.captured.paragraph(hit.start)}"
    return f"[@{hit.id}{locator}]"


def explain(name: str, section: str, template_name: str) -> None:
    """Say for each excerpt why it is in a section, or out."""
    loaded = load_named(name)
    brief = brief_of(loaded)
    template = _template(loaded, template_name)
    drawn = {s.key: s.of or (s.key,) for s in template.sections}
    sections = {s[0] for s in brief.outline.sections} | drawn.keys()
    if section not in sections:
        raise WrongUse(
            f"neither outline nor template has a section `{section}`",
            f"they have {', '.join(sorted(sections))}",
        )
    prepared = prepare(loaded, template)
    for part in drawn.get(section, (section,)):
        for row in _fates(loaded, prepared, template, part):
            out("  ".join(filter(None, row)))
    if section not in {*drawn, *(name for names in drawn.values() for name in names)}:
        note(f"the template {template.name} does not print `{section}`")


def _fates(
    loaded: Loaded, prepared: Prepared, template: Template, section: str
) -> Iterator[tuple[str, str, str]]:
    """(in, out or cut; excerpt or point; why) for everything that the section could hold."""
    cut = {d.key: d.reason for d in make(prepared, template).dropped}
    for point in prepared.selection.points:
        if point.section == section:
            what = point.excerpt.key if point.excerpt else point.key
            why = "it matches" if point.excerpt else "the author wrote it"
            fate = ("cut", what, cut[point.key]) if point.key in cut else ("in ", what, why)
            yield (fate[0], fate[1], f"{fate[2]} ({point.place})")
    decided = [d for d in prepared.selection.decisions if d.section == section]
    for decision in decided:
        if not decision.taken:
            yield ("out", decision.excerpt, f"{decision.reason} ({decision.point})")
    seen = {d.excerpt for d in decided}
    for source in brief_of(loaded).sources.values():
        for excerpt in source.excerpts:
            if excerpt.key not in seen and _tagged_for(excerpt, section):
                yield ("out", excerpt.key, _why_not(excerpt, template))


def _tagged_for(excerpt: Excerpt, section: str) -> bool:
    return any(tag.split("/")[0] == section for tag in excerpt.tags)


def _why_not(excerpt: Excerpt, template: Template) -> str:
    if excerpt.visibility > template.ceiling:
        return f"it is {excerpt.visibility.word}, {template.name} stops at {template.ceiling.word}"
    return f"no fill of this section asks for {' '.join('#' + t for t in excerpt.tags)}"


def load_named(name: str) -> Loaded:
    """A brief of the workspace that the current folder lies in."""
    workspace = find_workspace(Path.cwd())
    return load(workspace, workspace.slug(name))


def brief_of(loaded: Loaded) -> Brief:
    """The brief, or its errors and exit 1."""
    if loaded.brief is None:
        show(loaded.found)
        raise typer.Exit(1)
    return loaded.brief


def _template(loaded: Loaded, name: str) -> Template:
    template, found = load_template(
        loaded.workspace, name or loaded.workspace.settings.templates[0]
    )
    if template is None:
        show(found)
        raise typer.Exit(1)
    return template
