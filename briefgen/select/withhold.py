"""Withhold: take out everything above a ceiling, so that no later stage ever sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from briefgen.model.outline import Outline, Point
from briefgen.model.source import Excerpt, Source, Visibility
from briefgen.records import replace

#: What stands in the captured text where a passage is withheld: no quotation can match it.
WITHHELD = "\ufffc"

#: Header fields that print only where the ceiling is internal or higher (design 3.2).
INSIDE_ONLY = ("to", "handling", "prepared_for")


def visible_sources(sources: Mapping[str, Source], ceiling: Visibility) -> dict[str, Source]:
    """The sources at or under the ceiling, with their visible excerpts and without remarks.

    None of them says any more that it relays a source that is withheld.
    """
    gone = {id for id, source in sources.items() if source.visibility > ceiling}
    return {id: _visible(source, ceiling, gone) for id, source in sources.items() if id not in gone}


def _visible(source: Source, ceiling: Visibility, gone: AbstractSet[str]) -> Source:
    kept = tuple(
        replace(e, remark="", via=_without(e.via, gone))
        for e in source.excerpts
        if e.visibility <= ceiling
    )
    withheld = [e for e in source.excerpts if e.visibility > ceiling]
    captured = replace(source.captured, text=_blanked(source.captured.text, withheld))
    via = _without(source.via, gone)
    orphans = tuple(e for e in source.orphans if e.visibility <= ceiling)
    return replace(source, excerpts=kept, captured=captured, via=via, orphans=orphans)


def _without(ids: tuple[str, ...], gone: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id not in gone)


def _blanked(text: str, withheld: list[Excerpt]) -> str:
    """Blank passages in place: offsets of what stays are kept, their words are gone."""
    for excerpt in withheld:
        gone = "".join(c if c == "\n" else WITHHELD for c in text[excerpt.start : excerpt.end])
        text = text[: excerpt.start] + gone + text[excerpt.end :]
    return text


def visible_points(
    points: tuple[Point, ...], template: str, ceiling: Visibility
) -> tuple[Point, ...]:
    """The points that this template's readers may know of: visible, and meant for them.

    With `template` "" every `for:` is passed.
    """
    return tuple(p for p in points if _may_see(p, ceiling) and _meant_for(p, template))


def reworded(
    points: Iterable[Point], template: str, ceiling: Visibility
) -> dict[tuple[str, str, str], set[str]]:
    """Section, party and slot -> the excerpts that a point there says in other words.

    A withdrawn point counts: what it rewords is not printed there at all.
    """
    found: dict[tuple[str, str, str], set[str]] = {}
    for p in points:
        if p.rewords and _may_see(p, ceiling) and _meant_for(p, template):
            found.setdefault((p.section, p.party, p.slot), set()).add(p.rewords)
    return found


def withdrawn_points(
    points: tuple[Point, ...], template: str, ceiling: Visibility
) -> tuple[Point, ...]:
    """The points that this template's readers would get, had the author not withdrawn them."""
    return tuple(
        p for p in points if p.withdrawn and _may_see(p, ceiling) and _meant_for(p, template)
    )


def _may_see(point: Point, ceiling: Visibility) -> bool:
    """A fill without a visibility of its own is seen; what it becomes has its excerpt's."""
    return point.visibility is None or point.visibility <= ceiling


def _meant_for(point: Point, template: str) -> bool:
    return not point.audiences or not template or template in point.audiences


def memo_fields(outline: Outline, template: str, ceiling: Visibility) -> dict[str, str]:
    """The header fields of this template's memo: `memo` with `memo.<template>` over it."""
    fields = {**outline.memo, **outline.memo_for.get(template, {})}
    inside = ceiling >= Visibility.INTERNAL
    return {k: v for k, v in fields.items() if inside or k not in INSIDE_ONLY}
