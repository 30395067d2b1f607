"""What is new in a memo since an edition of it, and where the memo stands among its editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from enum import StrEnum

from briefgen.records import record, replace

#: From this share of the page on, marks would cover it: it is said once, in words (domain.md 5.2).
REWRITTEN = 1 / 3


class Change(StrEnum):
    """What became of a statement, in the order in which a log gives them."""

    CORRECTED = "corrected"  # the edition before was wrong
    NEW = "new"
    UPDATED = "updated"  # the world moved on
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"  # there was no room for it: it still stands
    SAME = "same"


#: Those that are marked on the page.
MARKED = frozenset({Change.CORRECTED, Change.NEW, Change.UPDATED})


@record
class Entry:
    """A statement of today's memo, or one that an edition made and today's memo does not."""

    change: Change
    key: str  # of the point today; of the point then, where today there is none
    section: str
    party: str = ""
    was: str = ""  # its words then and now, without citations
    now: str = ""
    why: str = ""
    #: Which of the paragraphs of the point differ, counted from 0 in the order of the page.
    paragraphs: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()  # ids of what it rests on today
    fresh: int = 0  # how many of its words the edition had not
    got: tuple[tuple[int, tuple[str, ...]], ...] = ()  # of a correction: (edition, its readers)


@record
class News:
    """How a memo differs from an edition: every statement of both, in the order of the page."""

    since: int
    date: str  # of that edition, ISO
    entries: tuple[Entry, ...]

    def without(self, dropped: Collection[str]) -> News:
        """The news of the page on which these points have no room."""
        if not dropped:
            return self
        kept = (_dropped(e) if e.key in dropped else e for e in self.entries)
        return replace(self, entries=tuple(e for e in kept if e.was or e.change != Change.DROPPED))

    @property
    def counts(self) -> Mapping[Change, int]:
        """How many statements of each kind, in the order of a log; those of which there are."""
        found = Counter(e.change for e in self.entries)
        return {c: found[c] for c in Change if c is not Change.SAME and found[c]}

    @property
    def bottom_line(self) -> bool:
        """Whether the bottom line says something else than it did."""
        return any(e.section == "bottom_line" for e in self.changed)

    @property
    def changed(self) -> tuple[Entry, ...]:
        """The entries that a log lists: corrections first, then kind by kind."""
        order = list(Change)
        found = [e for e in self.entries if e.change is not Change.SAME]
        return tuple(sorted(found, key=lambda e: order.index(e.change)))

    @property
    def corrected(self) -> frozenset[str]:
        """The keys of today's points that correct what the edition said."""
        return frozenset(e.key for e in self.entries if e.change is Change.CORRECTED)

    @property
    def share(self) -> float:
        """How much of what the page states the reader of that edition has not read."""
        there = [e for e in self.entries if e.now]
        return sum(e.fresh for e in there) / max(1, sum(len(e.now.split()) for e in there))

    @property
    def rewritten(self) -> bool:
        """Whether so much is new that marks would say nothing."""
        return self.share > REWRITTEN


@record
class Standing:
    """Where a memo stands among its editions; number 0: there are none, and none is made."""

    number: int = 0
    given: bool = False  # an edition that readers have, or get now; else a draft of it
    replaces: tuple[int, str] | None = None  # number and date of the edition before
    news: News | None = None


NO_EDITIONS = Standing()


def _dropped(entry: Entry) -> Entry:
    """An entry of a point that has no room; that something was wrong is told all the same."""
    if entry.change is Change.CORRECTED:
        return replace(entry, paragraphs=(), fresh=0)
    return replace(entry, change=Change.DROPPED, now="", paragraphs=(), fresh=0)
