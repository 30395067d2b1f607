"""A brief with every reference resolved, and what of it one audience gets."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.outline import Outline, Point
from briefgen.model.source import Excerpt, Source
from briefgen.records import field, record


@record
class Brief:
    """An outline and its sources: every point knows its visibility, the vocabulary is known."""

    outline: Outline
    sources: Mapping[str, Source]  # by id, sorted
    #: Every tag of the whole workspace, and those that are always known.
    vocabulary: frozenset[str] = frozenset()

    def excerpt(self, source: str, id: str) -> Excerpt | None:
        """The excerpt `source^id`, or None."""
        found = self.sources.get(source)
        return next((e for e in found.excerpts if e.id == id), None) if found and id else None


@record
class Decision:
    """Why an excerpt is in a fill, or out of it."""

    point: str  # key of the point that fills
    section: str
    excerpt: str  # key of the excerpt
    taken: bool
    reason: str


@record
class Selection:
    """What one template's readers get: nothing in it was ever above the template's ceiling.

    `brief.outline.points` has only authored and filled points, in order; `brief.sources` only
    visible sources with visible excerpts, without remarks.
    """

    brief: Brief
    memo: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    #: Keys of all that was visible: sources, excerpts, points, fills. What a finding is about.
    keys: frozenset[str] = frozenset()
    #: The entries under `conflicts` that these readers may know of, printed as points or not.
    conflicts: tuple[Point, ...] = ()
    #: The points that these readers could see, had they not been withdrawn: kept for the log.
    withdrawn: tuple[Point, ...] = ()
    #: Excerpts that no longer say how things stand, by key: the point that replaced them.
    superseded: Mapping[str, Point] = field(default_factory=dict)

    @property
    def points(self) -> tuple[Point, ...]:
        """The points, in the order of the outline."""
        return self.brief.outline.points


@record
class Withheld:
    """What the readers of a memo may not find in its files, and what they may."""

    texts: frozenset[str]  # words of withheld items, and of what is never printed
    names: frozenset[str]  # ids, tags and slugs of all items
    seen: frozenset[str]  # what the readers may see: no word of it is a leak
