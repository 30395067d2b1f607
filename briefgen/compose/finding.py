"""Finding: where in a cited passage the words stand that answer one item of the checksheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from briefgen.compose.checkable import Item, Reader
from briefgen.compose.clips import Span
from briefgen.model.dates import When
from briefgen.model.ground import Ground
from briefgen.patterns import late
from briefgen.records import record, replace
from briefgen.text.figures import figures, supports
from briefgen.text.ladder import Level, judge
from briefgen.text.reporting import INVERTING

_SAYING = late(rf"\b(?:said|says|wrote|told|according|{'|'.join(INVERTING.split())}|laut|selon)\b")


@record
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
    """Look for the answer in the passage that is cited, its paragraphs, and its whole source."""
    window = (passage.start, passage.end)
    found = _FINDERS[item.kind](item, passage, window, reader)
    here = item.kind == "quotation" or (item.kind == "attribution" and not _speaker(passage))
    if found.spans or found.date is not None or here:
        return found
    captured = passage.source.captured
    near = [p for p in captured.paragraphs if p[0] < passage.end and passage.start < p[1]]
    for place in (*near, (0, len(captured.text))):
        wider = _FINDERS[item.kind](item, passage, place, reader)
        if wider.spans:
            number = captured.paragraph(wider.spans[0][0]) or 1
            return replace(wider, outside=True, within=captured.paragraphs[number - 1])
    return found


def _name(item: Item, passage: Ground, window: Span, reader: Reader) -> Found:
    return Found(_named(item.words, passage, window, reader), window)


def _named(name: str, passage: Ground, window: Span, reader: Reader) -> tuple[Span, ...]:
    """Where a form of the name stands in the window, nearest to the passage."""
    forms = reader.forms_of(" ".join(name.split()))  # longest first
    either = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    places = [m.span() for m in pattern.finditer(passage.source.captured.text, *window)]
    nearest = min(
        places, key=lambda p: max(passage.start - p[1], p[0] - passage.end, 0), default=None
    )
    return (nearest,) if nearest else ()


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
    """Where the one whom the page names is named, else the speaker; else who says anything."""
    named = filter(None, (*reader.names_in(item.words), _speaker(passage)))
    for name in named:
        if spans := _named(name, passage, window, reader):
            return Found(spans, window)
    if _speaker(passage):
        return Found((), window)
    match = _SAYING.search(passage.source.captured.text, *window)
    return Found((match.span(),) if match else (), window)


def _speaker(passage: Ground) -> str:
    return passage.excerpt.speaker if passage.excerpt else ""


_FINDERS: Mapping[str, Callable[[Item, Ground, Span, Reader], Found]] = {
    "name": _name,
    "figure": _figure,
    "date": _figure,
    "quotation": _quotation,
    "attribution": _attribution,
}
