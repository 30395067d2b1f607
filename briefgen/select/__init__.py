"""Select: what one template's readers may see, and which excerpts its fills become.

    withhold -> fill

The ceiling is applied first, so that everything after it works on data that never held what is
withheld: a memo for outsiders is the memo that one gets with those items deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.diagnostics import Diagnostic
from briefgen.model.brief import Brief, Selection
from briefgen.model.outline import Point
from briefgen.model.source import Source, Visibility
from briefgen.select.fill import fill_points
from briefgen.select.withhold import memo_fields, visible_points, visible_sources


def select(
    brief: Brief, template: str, ceiling: Visibility, *, everything: bool = False
) -> tuple[Selection, list[Diagnostic]]:
    """Select what `template` may print of a brief.

    `everything` is for `check`, which looks at all that any template could print: it ignores
    `for:`, and adds the gists that no point prints yet.
    """
    outline = brief.outline
    sources = visible_sources(brief.sources, ceiling)
    points = visible_points(outline.points, "" if everything else template, ceiling)
    visible = Brief(replace(outline, points=points), sources, brief.vocabulary)
    filled, decisions, found = fill_points(visible)
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
    conflicts = tuple(p for p in points if p.section == "conflicts")
    return Selection(chosen_brief, memo, decisions, frozenset(keys), conflicts), found


def _unprinted_gists(points: tuple[Point, ...], sources: Mapping[str, Source]) -> Iterator[Point]:
    """A point for every gist that no point prints: another query may print it tomorrow."""
    printed = {p.excerpt.key for p in points if p.excerpt and p.text}
    for source in sources.values():
        for each in source.excerpts:
            if each.gist is not None and each.key not in printed:
                place = each.gist.place()
                key = f"gists/{each.key}"
                yield Point(key, "gists", place, text=each.gist, excerpt=each, kind=each.kind)
