"""A clash: two passages of two sources that cannot both be printed without saying so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.source import Excerpt, Source
from briefgen.places import Place


class Differs(StrEnum):
    """What two sources disagree on."""

    WORDS = "words"  # one speaker's quotation
    FIGURE = "figure"
    DATE = "date"
    ACTOR = "actor"  # who did it
    STATUS = "status"  # planned, or in force


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a clash: a range of a captured text, and its excerpt where it is tagged."""

    source: Source
    start: int
    end: int
    excerpt: Excerpt | None = None

    @property
    def text(self) -> str:
        """The captured words, on one line."""
        return " ".join(self.source.captured.text[self.start : self.end].split())

    @property
    def cite(self) -> str:
        """How an outline cites it: `gazette^e2`, or `gazette, ¶ 3`."""
        if self.excerpt and self.excerpt.id:
            return self.excerpt.key
        return f"{self.source.id}, ¶ {self.source.captured.paragraph(self.start)}"

    @property
    def place(self) -> Place:
        """Where it stands in its file."""
        return self.source.captured.place(self.start)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sides that differ, what in, and the question that would settle it."""

    differs: Differs
    left: Side
    right: Side
    what: str  # "single -> only", "€14 million / €11.6 million"
    question: str
    detail: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.left, self.right
