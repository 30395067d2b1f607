"""What is gathered once, before any rule looks: the statements, and every quotation judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, TypeVar

from briefgen.check.registry import Registry
from briefgen.check.speech import Speech
from briefgen.check.statements import Ground, Statement, ground, statements
from briefgen.model.brief import Selection
from briefgen.model.outline import Outline, Point
from briefgen.model.prose import Quoted
from briefgen.model.source import Excerpt, Source
from briefgen.places import Place
from briefgen.text.ladder import Level, Verdict, accept, judge

#: (key of the point, name of the field or "" for its text, offset of the quoted words) -> verdict.
#: The words of an excerpt that a fill prints (show: quote or both) stand under (key, EXACT, 0).
Quotations: TypeAlias = Mapping[tuple[str, str, int], Verdict]

EXACT = "exact"
V = TypeVar("V", Verdict, Verdict | None)
_RANK = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation of ours, the citation that carries it best, and what the ladder says of it."""

    statement: Statement
    quoted: Quoted
    ground: Ground
    verdict: Verdict

    @property
    def accepted(self) -> bool:
        """Whether the words stand where the citation says."""
        return not self.verdict.refused

    @property
    def excerpt(self) -> Excerpt | None:
        """The excerpt cited, else the narrowest one around the matched words."""
        if self.ground.excerpt or not self.verdict.spans:
            return self.ground.excerpt
        start, end = self.verdict.spans[0][0], self.verdict.spans[-1][1]
        around = [e for e in self.ground.source.excerpts if e.start <= start and end <= e.end]
        return min(around, key=lambda e: e.end - e.start, default=None)

    @property
    def place(self) -> Place:
        """Where the quoted words begin."""
        return self.statement.place(self.quoted.at)

    @property
    def about(self) -> str:
        """The key of the point."""
        return self.statement.point.key

    @property
    def shown(self) -> str:
        """The quoted words for a message, in quotation marks."""
        return f'"{shortened(self.quoted.words)}"'


@dataclass(frozen=True)
class Evidence:
    """A selection, and what the rules need to know of it."""

    selection: Selection

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every text of every point."""
        return tuple(statements(self.selection))

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Every quotation that has a citation which points to something."""
        return tuple(
            found
            for statement in self.statements
            for piece in statement.prose.pieces
            if isinstance(piece, Quoted) and (found := self._judge(statement, piece))
        )

    @cached_property
    def cited_sources(self) -> tuple[Source, ...]:
        """The sources that the memo cites, in the order of their first citation."""
        cited = dict.fromkeys(i.source for p in self.selection.points for i in p.citations())
        sources = self.selection.brief.sources
        return tuple(sources[id] for id in cited if id in sources)

    @cached_property
    def speech(self) -> Speech:
        """Who is given the words of a sentence."""
        return Speech(self.selection)

    @cached_property
    def registry(self) -> Registry:
        """The registered names."""
        return Registry(self.selection.brief.outline)

    @cached_property
    def quotations(self) -> Quotations:
        """The verdict of every quotation."""
        found = {(j.statement.point.key, j.statement.field, j.quoted.at): j for j in self.judged}
        return {key: j.verdict for key, j in found.items()} | dict(self._filled())

    def grounds(self, statement: Statement, at: int) -> tuple[Ground, ...]:
        """What the words of `statement` at offset `at` rest on.

        Nothing where a citation of the group leads nowhere: that is an error of its own (CIT002,
        CIT008), and the words may stand where it should have led.
        """
        items = statement.cited_at(at)
        found = [ground(self.selection, item, statement.point) for item in items]
        known = tuple(g for g in found if g is not None)
        return known if len(known) == len(found) else ()

    def _judge(self, statement: Statement, quoted: Quoted) -> Judged | None:
        grounds = self.grounds(statement, quoted.at)
        for ask in (accept, judge):  # a refusal is explained only where no citation carries it
            tried = [
                Judged(statement, quoted, g, verdict)
                for g in grounds
                if (verdict := _ask(ask, quoted.words, g, self._names))
            ]
            if tried:
                return min(tried, key=lambda j: _RANK[j.verdict.level])
        return None

    def _filled(self) -> Iterator[tuple[tuple[str, str, int], Verdict]]:
        """Judge the excerpts that are printed whole: right by construction, yet checked."""
        for point in self.selection.points:
            own = _own_ground(self.selection, point)
            if own and own.excerpt and point.show in {"quote", "both"}:
                yield (point.key, EXACT, 0), _ask(judge, own.excerpt.exact, own, self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return registered_forms(self.selection.brief.outline)


def shortened(words: str, limit: int = 60) -> str:
    """At most `limit` characters of some words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= limit else line[: limit - 3].rstrip() + "..."


def registered_forms(outline: Outline) -> tuple[str, ...]:
    """Every right form of every person and party of the outline."""
    people = (f for n in outline.names for f in (n.name, n.short, *n.name.split()[-1:], *n.also))
    parties = (f for p in outline.parties for f in (p.name, *p.also))
    return tuple(dict.fromkeys(f for f in (*people, *parties) if f))


def _own_ground(selection: Selection, point: Point) -> Ground | None:
    if point.excerpt is None:
        return None
    return ground(selection, point.citations()[0], point)


def _ask(ask: Callable[..., V], words: str, at: Ground, names: tuple[str, ...]) -> V:
    return ask(words, at.source.captured.text, ((at.start, at.end),), names)
