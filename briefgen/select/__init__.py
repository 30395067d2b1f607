"""Select: what one template's readers may see, and which excerpts its fills become.

    for_template -> withhold -> what stands -> fill

The ceiling is applied first, so that everything after it works on data that never held what is
withheld: a memo for outsiders is the memo that one gets with those items deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.diagnostics import Diagnostic
from briefgen.model.brief import Brief, Selection
from briefgen.model.outline import Point
from briefgen.model.source import Source, Visibility
from briefgen.model.template import Template
from briefgen.records import replace
from briefgen.select.fill import fill_points
from briefgen.select.withhold import (
    memo_fields,
    reworded,
    visible_points,
    visible_sources,
    withdrawn_points,
)
from briefgen.succession import left_without, standing, superseded


def for_template(brief: Brief, template: Template) -> Brief:
    """A brief with what the template's sections show, and with the queries that they ask.

    What the page does not have is left out before any fill: it takes no excerpt from what it has,
    and its mistakes do not stop it.
    """
    asked = tuple(
        Point(f"{spec.key}/1", spec.key, spec.query.place, fill=spec.query, show=spec.query.show)
        for spec in template.sections
        if spec.query is not None
    )
    outline = brief.outline
    points = (*(p for p in outline.points if template.prints(p)), *asked)
    shown = {name for spec in template.sections for name in (spec.key, *spec.of)}
    sections = tuple(entry for entry in outline.sections if entry[0] in shown)
    return replace(brief, outline=replace(outline, points=points, sections=sections))


def select(
    brief: Brief,
    template: str,
    ceiling: Visibility,
    *,
    everything: bool = False,
    record: Iterable[Point] = (),
) -> tuple[Selection, list[Diagnostic]]:
    """Select what `template` may print of a brief.

    `everything` is for `check`, which looks at all that any template could print: it ignores
    `for:`, and adds the gists that no point prints yet. `record` are the points of the whole
    outline: what they replace is replaced, and their conflicts are known, even where no section
    prints them.
    """
    outline = brief.outline
    sources = visible_sources(brief.sources, ceiling)
    audience = "" if everything else template
    asked = visible_points(outline.points, audience, ceiling)
    known = visible_points(tuple(record), audience, ceiling) or asked
    points, old = standing(asked, known), superseded(known)
    visible = Brief(replace(outline, points=points), sources, brief.vocabulary)
    said = reworded(outline.points, audience, ceiling)
    filled, decisions, found = fill_points(visible, frozenset(old), said)
    found += left_without(asked, known)
    if everything:
        filled = (*filled, *_unprinted_gists(filled, sources))
    chosen = replace(visible.outline, points=filled)
    memo = memo_fields(outline, template, ceiling)
    keys = {
        *sources,
        *(e.key for s in sources.values() for e in s.excerpts),
        *(p.key for p in (*points, *filled)),
    }
    chosen_brief = Brief(chosen, sources, brief.vocabulary)
    conflicts = tuple(p for p in standing(known, known) if p.section == "conflicts")
    gone = withdrawn_points(outline.points, template, ceiling)
    every = frozenset(keys)
    return Selection(chosen_brief, memo, decisions, every, conflicts, gone, old), found


def _unprinted_gists(points: tuple[Point, ...], sources: Mapping[str, Source]) -> Iterator[Point]:
    """A point for every gist that no point prints: another query may print it tomorrow."""
    printed = {p.excerpt.key for p in points if p.excerpt and p.text}
    for source in sources.values():
        for each in source.excerpts:
            if each.gist is not None and each.key not in printed:
                place = each.gist.place()
                key = f"gists/{each.key}"
                yield Point(key, "gists", place, text=each.gist, excerpt=each, kind=each.kind)
