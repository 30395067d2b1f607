"""Finding: where in a cited passage the words stand that answer one item of the checksheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from briefgen.compose.checkable import Item, Reader
from briefgen.compose.clips import Span
from briefgen.model.dates import When
from briefgen.model.ground import Ground
from briefgen.text.figures import figures, supports
from briefgen.text.ladder import Level, judge


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a source that answer an item: none, where `spans` is empty.

    `within` bounds what is shown around them; `outside` says that they stand in the source, but
    not in the passage that is cited; `date` is the one that the passage was given.
    """

    spans: tuple[Span, ...]
    within: Span
    level: str = ""
    outside: bool = False
    date: When | None = None

    @property
    def rank(self) -> int:
        """The best answer has the lowest."""
        if self.spans:
            return 2 if self.outside else 0
        return 1 if self.date is not None else 3


def find(item: Item, passage: Ground, reader: Reader) -> Found:
    """Look for the answer to an item in the passage that is cited, then in its whole source."""
    window = (passage.start, passage.end)
    found = _FINDERS[item.kind](item, passage, window, reader)
    if found.spans or found.date is not None or item.kind == "quotation":
        return found
    whole = (0, len(passage.source.captured.text))
    wider = _FINDERS[item.kind](item, passage, whole, reader)
    if not wider.spans:
        return found
    number = passage.source.captured.paragraph(wider.spans[0][0]) or 1
    return replace(wider, outside=True, within=passage.source.captured.paragraphs[number - 1])


def _name(item: Item, passage: Ground, window: Span, reader: Reader) -> Found:
    return Found(_named(item.words, passage, window, reader), window)


def _named(name: str, passage: Ground, window: Span, reader: Reader) -> tuple[Span, ...]:
    """The first place in the window where a form of the name stands, the longest form first."""
    text = passage.source.captured.text
    for form in reader.forms_of(" ".join(name.split())):
        words = r"\s+".join(map(re.escape, form.split()))
        match = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE).search(text, *window)
        if match:
            return (match.span(),)
    return ()


def _figure(item: Item, passage: Ground, window: Span, reader: Reader) -> Found:
    del reader
    start, end = window
    if item.figure is None:
        return Found((), window)
    given = next((d for d in passage.dates if supports(item.figure, (), [d])), None)
    for other in figures(passage.source.captured.text[start:end]):
        if supports(item.figure, [other.text], passage.dates if other.is_date else ()):
            at = start + other.at
            if given is None or supports(item.figure, [other.text]):
                return Found(((at, at + len(other.text)),), window)
    return Found((), window, date=given)


def _quotation(item: Item, passage: Ground, window: Span, reader: Reader) -> Found:
    del reader
    verdict = judge(item.words, passage.source.captured.text, [window])
    if verdict.refused:
        return Found((), window, level=Level.ABSENT.value)
    return Found(verdict.spans, window, level=verdict.level.value)


def _attribution(item: Item, passage: Ground, window: Span, reader: Reader) -> Found:
    """Where the speaker is named; the passage itself, where it has none."""
    speaker = passage.excerpt.speaker if passage.excerpt else ""
    if speaker:
        return Found(_named(speaker, passage, window, reader), window)
    match = re.compile(r"\b(?:said|says|wrote|told|according)\b").search(
        passage.source.captured.text, *window
    )
    return Found((match.span(),) if match else (), window)


_FINDERS: Mapping[str, Callable[[Item, Ground, Span, Reader], Found]] = {
    "name": _name,
    "figure": _figure,
    "date": _figure,
    "quotation": _quotation,
    "attribution": _attribution,
}
