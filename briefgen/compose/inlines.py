"""Inlines: what one point says, its quotations as captured and its citations numbered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from briefgen.compose.citing import Citer
from briefgen.compose.wording import NBSP, Wording, set_type
from briefgen.model.brief import Brief
from briefgen.model.chains import grounds_of, origin_id, origin_name
from briefgen.model.document import Cite, Inline, Quote, Text
from briefgen.model.outline import Point
from briefgen.model.prose import Cited, CiteItem, Piece, Plain, Prose, Quoted
from briefgen.model.source import Excerpt, Voice
from briefgen.records import record, replace
from briefgen.text.ladder import Verdict

Quotations: TypeAlias = Mapping[tuple[str, str, int], Verdict]


@record
class Voicing:
    """Words points: ours as we wrote them, quotations as captured, citations as numbers."""

    brief: Brief
    quotations: Quotations
    citer: Citer
    words: Wording
    draft: bool
    #: What a point says of its ground: single-origin, single-party, unnamed (`mark`).
    mark: tuple[str, ...] = ()

    def point(self, point: Point) -> tuple[Inline, ...]:
        """All that a point prints, with its citation before its last full stop."""
        text, closing = _with_closing(point)
        inlines = self.prose(point, "", text) if text else ()
        if point.excerpt is not None and point.show != "gist" and not _quotes_most(point):
            said = self.quote(point.excerpt)
            inlines = (*inlines, Text(" "), *said) if inlines else said
        own = point.citations()[:1] if point.excerpt is not None else ()
        cite = self.citer.cite((*own, *closing))
        if cite:
            inlines = with_citation(inlines, cite)
        if self.draft and not point.citations():
            inlines = (*inlines, Text(f" [{self.words.say('draft.uncited')}]", "strong"))
        if told := self._ground(point):
            inlines = (*inlines, Text(f" ({told})", "emphasis"))
        return inlines

    def _ground(self, point: Point) -> str:
        """What the template wants said of the ground of a point: "one origin, unnamed source"."""
        asked = [g for g in grounds_of(self.brief, point) if g in self.mark] if self.mark else []
        self.citer.grounds.update(asked)
        return ", ".join(filter(None, (self.words.say(f"ground.{g}") for g in asked)))

    def field(self, point: Point, name: str) -> tuple[Inline, ...]:
        """What one field of a point (a question's `to`, an option's `against`) prints."""
        prose = point.fields.get(name)
        return self.prose(point, name, prose) if prose else ()

    def prose(self, point: Point, name: str, prose: Prose) -> tuple[Inline, ...]:
        """One prose of a point."""
        found: list[Inline] = []
        for piece in prose.pieces:
            found.extend(self._piece(point, name, piece))
        return tuple(_tidied(found))

    def quote(self, excerpt: Excerpt) -> tuple[Inline, ...]:
        """An excerpt as a quotation, after the voice that printed it: `Okoye: “...”`."""
        opening, closing = self.words.marks
        words = " ".join(excerpt.exact.split("\n")) if "\n" in excerpt.exact else excerpt.exact
        said = Quote(without_marks(words, excerpt), opening, closing)
        found: tuple[Inline, ...] = (Text(f"{self.attribution(excerpt)}{self.words.colon} "), said)
        if excerpt.translation:
            note = self.words.say(
                "translation", text=excerpt.translation, by=excerpt.translator or "?"
            )
            found = (*found, Text(f" {note}"))
        return found

    def attribution(self, excerpt: Excerpt) -> str:
        """Whose words these are, with the chain through which we have them."""
        if excerpt.voice is Voice.SPEAKER and excerpt.speaker:
            via = [self._origin(id) for id in excerpt.via]
            return f"{excerpt.speaker} ({', '.join(via)})" if via else excerpt.speaker
        source = self.brief.sources[excerpt.source]
        named = source.container_title or source.publisher
        return named or self.words.say(f"voice.{source.type}") or self.words.say("voice")

    def _origin(self, name: str) -> str:
        return origin_name(self.brief, origin_id(self.brief, name))

    def _piece(self, point: Point, name: str, piece: Piece) -> list[Inline]:
        match piece:
            case Plain(text=text, emphasis=emphasis):
                return [Text(set_type(text), "emphasis" if emphasis else "")]
            case Quoted():
                return self._quoted(point, name, piece)
            case Cited(items=items):
                cite = self.citer.cite(items)
                return [cite] if cite else []

    def _quoted(self, point: Point, name: str, piece: Quoted) -> list[Inline]:
        opening, closing = self.words.marks
        verdict = self.quotations.get((point.key, name, piece.at))
        if verdict is None:  # a term, which may stand in quotation marks uncited
            return [Quote(piece.words, opening, closing)]
        if verdict.level.refused or verdict.hidden:
            return [Text(f"[{self.words.say('draft.refused')}: {piece.words}]", "strong")]
        said: list[Inline] = [Quote(verdict.printed, opening, closing)]
        return [*said, Text(verdict.trailing)] if verdict.trailing else said


def _with_closing(point: Point) -> tuple[Prose | None, tuple[CiteItem, ...]]:
    """The text of a point and what it cites besides: one citation, where the text ends with one."""
    text = point.text
    cited = text.citations() if text else ()
    closing = tuple(item for item in point.cite if not _repeats(item, cited))
    if text is None or not closing or point.excerpt is not None:
        return text, closing
    said, stop = text.pieces, text.pieces[:0]
    if said and isinstance(said[-1], Plain) and said[-1].text == ".":
        said, stop = said[:-1], said[-1:]
    if not said or not isinstance(last := said[-1], Cited):
        return text, closing
    whole = replace(last, items=(*last.items, *closing))
    return replace(text, pieces=(*said[:-1], whole, *stop)), ()


def _repeats(item: CiteItem, said: tuple[CiteItem, ...]) -> bool:
    """Whether the text cites this already."""
    place = (item.source, item.excerpt, item.locator)
    return any(place == (known.source, known.excerpt, known.locator) for known in said)


def _quotes_most(point: Point) -> bool:
    """Whether what is printed of an excerpt quotes most of it already (`show: both`)."""
    if point.excerpt is None or not point.text:
        return False
    quoted = sum(len(p.words) for p in point.text.pieces if isinstance(p, Quoted))
    return 2 * quoted >= len(point.excerpt.exact)


def without_marks(words: str, excerpt: Excerpt) -> str:
    """Drop the outer marks that the passage brings along: ours stand around it."""
    pairs = ('""', "“”", "„“", "„”", "«»", "»«", "‘’", "''", "‚‘", "‹›")
    inside = words[1:-1]
    own = excerpt.voice is Voice.SPEAKER and len(words) > 1 and words[0] + words[-1] in pairs
    return inside if own and not set(inside) & set(words[0] + words[-1]) else words


def with_citation(inlines: tuple[Inline, ...], cite: Cite) -> tuple[Inline, ...]:
    """Put a citation at the end, before the last full stop where that is ours."""
    if inlines and isinstance(last := inlines[-1], Text) and last.text.rstrip().endswith("."):
        head = replace(last, text=last.text.rstrip()[:-1])
        kept = (head,) if head.text else ()
        return (*inlines[:-1], *kept, cite, Text("."))
    stop = () if _ends_sentence(inlines) else (Text("."),)
    return (*inlines, cite, *stop)


def _ends_sentence(inlines: tuple[Inline, ...]) -> bool:
    last = inlines[-1] if inlines else Text("")
    words = last.words if isinstance(last, Quote) else last.text if isinstance(last, Text) else ""
    return words.rstrip(" \u00a0\"'”“’‘»«").endswith((".", "!", "?", "…"))


def _tidied(inlines: list[Inline]) -> list[Inline]:
    """Take the blanks away before a citation, which brings its own, and before a stop of ours.

    Where a page shows no citations, the two blanks around one are one.
    """
    found: list[Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        closes = isinstance(inline, Text) and inline.text.startswith((".", ",", ";", ":", " "))
        if isinstance(last, Text) and (isinstance(inline, Cite) or closes):
            found[-1] = replace(last, text=last.text.rstrip(f" {NBSP}"))
        found.append(inline)
    return [i for i in found if not (isinstance(i, Text) and not i.text)]
