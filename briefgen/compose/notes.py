"""Footnotes: the citations of a finished page become notes, worded in the order of reading.

The first note that cites a source names it in full, every later one in short: author or place,
the title in a few words, and where. Never "ibid.": notes move when a page is made again.
(Chicago Manual of Style, 17th ed., 14.23-14.31 and 14.34.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from briefgen.compose.citing import Citer
from briefgen.compose.deeplinks import deep_link
from briefgen.compose.pinpoint import pinpoint
from briefgen.compose.references import reference, short_reference
from briefgen.compose.wording import Wording
from briefgen.model.brief import Brief
from briefgen.model.document import (
    Block,
    Cite,
    Inline,
    Link,
    Note,
    Paragraph,
    Text,
    rewritten,
)
from briefgen.model.prose import CiteItem
from briefgen.records import field, replace, state

#: Stops that stand before a note's number; French sets the number before them.
_STOPS = (".", ",", ";", ":")


def set_notes(blocks: Iterable[Block], citer: Citer, words: Wording) -> list[Block]:
    """Replace every citation of `blocks` by a footnote, numbered in reading order."""
    setter = _Setter(citer, words)
    return rewritten(blocks, lambda paragraph, _: setter.paragraph(paragraph))


@state
class _Setter:
    """Words notes, and remembers which sources were named in full."""

    citer: Citer
    words: Wording
    named: set[str] = field(default_factory=set)
    count: int = 0

    @property
    def brief(self) -> Brief:
        return self.citer.brief

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """A paragraph with notes for its citations."""
        found = [self.note(i) if isinstance(i, Cite) else i for i in paragraph.inlines]
        return replace(paragraph, inlines=tuple(_after_stops(found, self.words.tongue)))

    def note(self, cite: Cite) -> Note | Cite:
        """The note of one citation; a citation that is not the citer's stays."""
        items = self.citer.noted.get(cite.label)
        if items is None:
            return cite
        self.count += 1
        return Note(self.count, tuple(self._references(items)), cite.to)

    def _references(self, items: tuple[CiteItem, ...]) -> Iterator[Text | Link]:
        """The sources of a note one after the other, each with all its places."""
        groups = [list(group) for _, group in groupby(items, key=lambda item: item.source)]
        for number, group in enumerate(groups):
            yield from [Text("; ")] * bool(number)
            yield from self._reference(group)
        yield Text(".")

    def _reference(self, items: list[CiteItem]) -> list[Text | Link]:
        source = self.brief.sources.get(items[0].source)
        if source is None:
            return [Text("?")]
        excerpts = [self.brief.excerpt(i.source, i.excerpt) for i in items]
        url = deep_link(source, next(filter(None, excerpts), None))
        worded = short_reference if source.id in self.named else reference
        self.named.add(source.id)
        where = pinpoint(items, self.brief, self.words)
        found = [i for i in worded(source, self.words, url) if isinstance(i, Text | Link)]
        return [*found, *([Text(f", {where}")] if where else [])]


def _after_stops(inlines: Iterable[Inline], tongue: str) -> Iterator[Inline]:
    """Move every note behind the stop that follows it; French leaves it before."""
    found: list[Inline] = []
    for inline in inlines:
        last = found[-1] if found else None
        if isinstance(last, Note) and tongue != "fr" and _opens_with_stop(inline):
            assert isinstance(inline, Text)  # noqa: S101 - `_opens_with_stop` says so
            found[-1:] = [Text(inline.text[0]), last, replace(inline, text=inline.text[1:])]
        else:
            found.append(inline)
    return (i for i in found if not (isinstance(i, Text) and not i.text))


def _opens_with_stop(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.style and inline.text.startswith(_STOPS)
