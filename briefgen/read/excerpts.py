"""Excerpts from marks: where they stand, whose words they are, who may see them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from briefgen.diagnostics import Diagnostic
from briefgen.model.source import Captured, Excerpt, Source, Visibility, Voice
from briefgen.read.marks import Mark
from briefgen.read.properties import with_properties
from briefgen.records import replace

Range = tuple[int, int]


def excerpts_of(
    source: Source, marks: Iterable[Mark]
) -> tuple[tuple[Excerpt, ...], list[Diagnostic]]:
    """Make the excerpts of `source` from marks on its captured text.

    The excerpts that the source has already stay; all of them are seen by nobody who may not see
    everything that they overlap.
    """
    made: list[Excerpt] = list(source.excerpts)
    findings: list[Diagnostic] = []
    locate = _Locator(source)
    for mark in marks:
        hidden = Visibility.RESTRICTED if mark.broken else source.visibility
        excerpt, wrong = with_properties(locate(mark), mark.values)
        if excerpt.visibility < hidden:
            excerpt = replace(excerpt, visibility=hidden)
        made.append(excerpt)
        findings += wrong
    made.sort(key=lambda excerpt: (excerpt.start, -excerpt.end, excerpt.id))
    return tuple(_hidden_with_what_they_overlap(made)), findings


class _Locator:
    """Says of a mark on a source: its words, its ¶ and page, whose words they are."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.captured = source.captured
        self.spoken = _spoken(source.captured)
        self.paragraph_starts = [start for start, _ in source.captured.paragraphs]
        self.page_starts = [start for start, _ in source.captured.pages]

    def __call__(self, mark: Mark) -> Excerpt:
        exact = self.captured.text[mark.start : mark.end]
        first = mark.start + len(exact) - len(exact.lstrip())
        last = max(first, mark.end - 1 - len(exact) + len(exact.rstrip()))
        page = bisect_right(self.page_starts, first)
        return Excerpt(
            source=self.source.id,
            id=mark.id,
            start=mark.start,
            end=mark.end,
            exact=exact,
            place=mark.place,
            tags=mark.tags,
            voice=self._voice(first, last + 1),
            visibility=self.source.visibility,
            paragraphs=(self._paragraph(first), self._paragraph(last)),
            page=self.captured.pages[page - 1][1] if page else "",
        )

    def _paragraph(self, at: int) -> int:
        return max(1, bisect_right(self.paragraph_starts, at))

    def _voice(self, start: int, end: int) -> Voice:
        """The speaker's only where [start, end) lies wholly inside quotation marks."""
        if self.source.voice:
            return self.source.voice
        return Voice.SPEAKER if _holds(self.spoken, start, end) else Voice.SOURCE


def _spoken(captured: Captured) -> list[Range]:
    """What stands in outer quotation marks, with the marks; several paragraphs of it are one."""
    found: list[Range] = []
    goes_on = False
    for span in captured.quotes:
        if span.depth > 1:
            continue
        start, end = span.start - len(span.opening), span.end + len(span.closing)
        if goes_on:
            start = found.pop()[0]
        found.append((start, end))
        goes_on = not span.closing
    return found


def _holds(ranges: list[Range], start: int, end: int) -> bool:
    at = bisect_right(ranges, (start, end)) - 1
    candidates = ranges[max(0, at) : at + 2]
    return any(first <= start and end <= last for first, last in candidates)


def _hidden_with_what_they_overlap(excerpts: list[Excerpt]) -> list[Excerpt]:
    """Give each the highest visibility of those that it shares a character with."""
    hidden = [
        (level, _joined((e.start, e.end) for e in excerpts if e.visibility is level))
        for level in sorted(Visibility, reverse=True)
    ]
    highest = [next(level for level, at in hidden if _touches(at, e)) for e in excerpts]
    return [
        excerpt if excerpt.visibility is level else replace(excerpt, visibility=level)
        for excerpt, level in zip(excerpts, highest, strict=True)
    ]


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """Sorted ranges, those that overlap or meet made one."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _touches(ranges: list[Range], excerpt: Excerpt) -> bool:
    at = bisect_right(ranges, (excerpt.end - 1, excerpt.end)) - 1
    return any(
        start < excerpt.end and excerpt.start < end for start, end in ranges[max(0, at) : at + 2]
    )
