"""What is gathered once, before any rule looks: the statements, and every quotation judged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias, TypeVar

from briefgen.check.clashes import Clashes
from briefgen.check.registry import Registry
from briefgen.check.speech import Sentence, Speech
from briefgen.check.statements import (
    Ground,
    Statement,
    ground,
    is_judgement,
    masked,
    sentences,
    statements,
)
from briefgen.model.brief import Brief, Selection
from briefgen.model.chains import cited_excerpts, party_of
from briefgen.model.outline import SLOTS, Outline, Point
from briefgen.model.prose import Cited, Quoted
from briefgen.model.source import Excerpt, Source
from briefgen.places import Place
from briefgen.records import record
from briefgen.text.figures import Figure, figures
from briefgen.text.index import Index
from briefgen.text.ladder import Level, Verdict, accept, judge

#: (key of the point, name of the field or "" for its text, offset of the quoted words) -> verdict.
#: The words of an excerpt that a fill prints (show: quote or both) stand under (key, EXACT, 0).
Quotations: TypeAlias = Mapping[tuple[str, str, int], Verdict]

EXACT = "exact"
#: Sections that tell the reader no fact of the dispute.
NOT_TOLD = frozenset({"open_questions", "terms", "gists", "conflicts", "people"})
V = TypeVar("V", Verdict, Verdict | None)
_RANK = {level: rank for rank, level in enumerate(Level)}


@record
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


@record
class Said:
    """One sentence of ours in a point that states facts, and what it rests on."""

    statement: Statement
    start: int  # offset of the sentence in its prose
    text: str  # quoted words are underscores, citations blanks
    grounds: tuple[Ground, ...]

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The excerpts that it cites."""
        return tuple(g.excerpt for g in self.grounds if g.excerpt)

    @property
    def point(self) -> Point:
        """The point that it belongs to."""
        return self.statement.point

    @property
    def items(self) -> tuple[Cited, ...]:
        """The citations that stand in it."""
        end = self.start + len(self.text)
        cited = (p for p in self.statement.prose.pieces if isinstance(p, Cited))
        return tuple(p for p in cited if self.start <= p.at < end)

    @property
    def whole(self) -> Sentence:
        """The sentence as `Speech` takes it: everything stands before its end."""
        return Sentence(self.text, len(self.text), len(self.text))

    def place(self, at: int = 0) -> Place:
        """Where the character at offset `at` of the sentence stands."""
        return self.statement.place(self.start + at)


class Evidence:
    """A selection, and what the rules need to know of it."""

    def __init__(
        self, selection: Selection, everything: bool = False, slots: Collection[str] = SLOTS
    ) -> None:
        """`everything`: for `check`, which looks at the whole set of sources, printed or not.

        `slots`: what of a party the page has a column for.
        """
        self.selection = selection
        self.everything = everything
        self.slots = slots

    @property
    def brief(self) -> Brief:
        """The outline and its sources."""
        return self.selection.brief

    @cached_property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """Every excerpt of every source."""
        return tuple(e for s in self.brief.sources.values() for e in s.excerpts)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every sentence of the points that state facts: no questions, judgements, loose gists."""
        return tuple(
            Said(s, start, text, self._grounds_between(s, start, end))
            for s in self.statements
            if s.point.section not in NOT_TOLD and not is_judgement(s.point)
            for ours in [masked(s.prose)]
            for start, end in sentences(s.prose)
            if (text := ours[start:end]).strip()
        )

    @cached_property
    def figures(self) -> tuple[tuple[Said, Figure], ...]:
        """Every figure in our own words of the sentences that state facts."""
        return tuple((said, figure) for said in self.said for figure in figures(said.text))

    def attributed(self, said: Said, excerpt: Excerpt) -> bool:
        """Whether a sentence says whose statement it is: by name, by a verb, or by its row."""
        point, speech = said.point, self.speech
        if point.slot in {"stated", "claims"} and point.party == party_of(
            self.brief, excerpt.speaker
        ):
            return True
        if speech.names_source(said.whole) or speech.says(said.text):
            return True
        return bool(excerpt.speaker) and speech.names_speaker(said.whole, excerpt)

    def _grounds_between(self, statement: Statement, start: int, end: int) -> tuple[Ground, ...]:
        """What a sentence rests on: every group in it, else the next after it, else the last."""
        ats = [at for at, _ in statement.groups if start <= at < end] or [start]
        found = {(g.name, g.start): g for at in ats for g in self.grounds(statement, at)}
        return tuple(found.values())

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
    def clashes(self) -> Clashes:
        """What the sources disagree on."""
        return Clashes(self.selection)

    @cached_property
    def index(self) -> Index:
        """Every captured text, to be searched for words that stand not where they should."""
        return Index({id: s.captured.text for id, s in self.brief.sources.items()})

    @property
    def reworded(self) -> Mapping[frozenset[str], int]:
        """How many quotations each pair of sources words differently."""
        return self.clashes.reworded

    @cached_property
    def cited_excerpts(self) -> frozenset[str]:
        """The keys of the excerpts that the points print or cite."""
        points = self.selection.points
        return frozenset(e.key for p in points for e in cited_excerpts(self.brief, p))

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
