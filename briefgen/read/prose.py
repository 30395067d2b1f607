"""Prose taken apart: our words, quotations and citations (design 3.2).

Inside quotation marks nothing is markup. Outside them `*emphasis*` and `[@source^excerpt, ¶ 13]`
are, and nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.prose import Cited, CiteItem, Piece, Plain, Prose, Quoted
from briefgen.model.source import QuoteSpan
from briefgen.patterns import late
from briefgen.places import Place, PlaceMap
from briefgen.text.quotes import scan, unclosed

_GROUP = late(r"\[@[^\[\]]*\]")
_ITEM = late(r"\s*@([^\s^,;@\[\]]+)(?:\^([^\s^,;@\[\]]+))?\s*(?:,\s*([^;@\[\]]*))?")
_LOCATOR_SIGN = late(r"(?:¶+|paras?\.?|paragraphs?)\s*(?=\d)", re.IGNORECASE)
#: What was meant as a citation and is none: `[@a` unclosed, `@a^e1` or `[a^e1]` without the rest.
_BROKEN = late(r"\[@[^\]\s]*|(?<![\w@])@[\w-]+\^[\w-]+|\[[\w-]+\^[\w-]+\]")
#: A star that opens stands before a word and after none; one that closes the other way round.
_STAR = late(r"(?<!\*)\*(?!\*)")


def read_prose(text: str, map: PlaceMap, about: str = "") -> tuple[Prose, list[Diagnostic]]:
    """Take `text` apart; `map` says where it stands, `about` which point or excerpt says it.

    Wrapped lines are joined with one space. An unclosed quotation mark and a malformed citation
    are errors; the prose then holds them as plain words.
    """
    joined, places = unwrap(text, map)
    spans = _outer(scan(joined))
    findings = [
        malformed_citation(places.place(at), words, about)
        for start, end in _gaps(joined, spans)
        for at, words in _broken(joined, start, end)
    ]
    lone = unclosed(joined)
    if lone is not None:
        findings.append(unclosed_quotation(places.place(lone), joined[lone : lone + 30], about))
    pieces = tuple(_with_emphasis(list(_pieces(joined, spans, places))))
    return Prose(joined, pieces, places), findings


def unwrap(text: str, map: PlaceMap) -> tuple[str, PlaceMap]:
    """Join wrapped lines with one space, and take blanks off both ends; the map follows."""
    if text and "\n" not in text and text == text.strip(" \t"):
        return text, map
    parts: list[str] = []
    anchors: list[tuple[int, int, int]] = []
    offset = 0
    for match in re.finditer(r"[^\n]+", text):
        words = match.group().strip(" \t")
        if not words:
            continue
        offset += bool(parts)
        begin = match.start() + match.group().index(words)
        anchors += part_of(map, begin, begin + len(words), offset)
        parts.append(words)
        offset += len(words)
    return " ".join(parts), PlaceMap(map.file, tuple(anchors) or map.anchors[:1])


def part_of(map: PlaceMap, start: int, end: int, offset: int = 0) -> list[tuple[int, int, int]]:
    """The anchors of `map` for [start, end), moved so that `start` stands at `offset`."""
    first = map.place(start)
    inner = ((offset + at - start, line, col) for at, line, col in map.anchors if start < at < end)
    return [(offset, first.line, first.column), *inner]


@rule("QUO011", Severity.ERROR)
def unclosed_quotation(place: Place, words: str, about: str = "") -> Diagnostic:
    """A quotation mark that is never closed.

    Without its end nobody can say which words are quoted, and so they cannot be checked.

    Bad:
        The authority "will not reopen the fee.
    Good:
        The authority "will not reopen" the fee.
    """
    return unclosed_quotation.at(
        place, f"a quotation mark is not closed: {words}", "close it, or take it out", about=about
    )


@rule("CIT010", Severity.ERROR)
def malformed_citation(place: Place, words: str, about: str = "") -> Diagnostic:
    """Something that looks like a citation and is none.

    It would be printed as it stands, and what it was to prove would have no source.

    Bad:
        The fee is final [@gazette-0305^e2
        The fee is final @gazette-0305^e2
    Good:
        The fee is final [@gazette-0305^e2; @letter, ¶ 13].
    """
    hint = "write [@source^excerpt] or [@source, ¶ 13], several with `; @`"
    return malformed_citation.at(place, f"this is no citation: {words}", hint, about=about)


def _outer(spans: tuple[QuoteSpan, ...]) -> list[QuoteSpan]:
    return [s for s in spans if s.depth == 1]


def _gaps(text: str, spans: list[QuoteSpan]) -> Iterator[tuple[int, int]]:
    """The stretches outside the outer quotation marks."""
    at = 0
    for span in spans:
        yield at, span.start - len(span.opening)
        at = span.end + len(span.closing)
    yield at, len(text)


def _groups(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], list[re.Match[str]]]]:
    """Every well-formed citation group of a stretch, with its items."""
    for group in _GROUP.finditer(text, start, end):
        items, at = [], group.start() + 1
        while at < group.end():
            item = _ITEM.match(text, at, group.end() - 1)
            if item is None or text[item.end()] not in ";]":
                break
            items.append(item)
            at = item.end() + 1
        else:
            yield group, items


def _broken(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    good = [group.span() for group, _ in _groups(text, start, end)]
    for match in _BROKEN.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in good):
            yield match.start(), match.group()


def _pieces(text: str, spans: list[QuoteSpan], map: PlaceMap) -> Iterator[Piece]:
    gaps = _gaps(text, spans)
    for span in spans:
        yield from _own(text, *next(gaps), map)
        yield Quoted(text[span.start : span.end], span.start, span.opening, span.closing)
    yield from _own(text, *next(gaps), map)


def _own(text: str, start: int, end: int, map: PlaceMap) -> Iterator[Piece]:
    at = start
    for group, items in _groups(text, start, end):
        if at < group.start():
            yield Plain(text[at : group.start()], at)
        yield Cited(tuple(_item(i, map) for i in items), group.start())
        at = group.end()
    if at < end:
        yield Plain(text[at:end], at)


def _item(match: re.Match[str], map: PlaceMap) -> CiteItem:
    source, excerpt, locator = match.groups("")
    locator = _LOCATOR_SIGN.sub("", locator.strip())
    return CiteItem(source, excerpt, locator, map.place(match.start(1)))


def _with_emphasis(pieces: list[Piece]) -> Iterator[Piece]:
    """Take the paired stars out; what stands between them, quotations too, is emphasised."""
    stars = _paired_stars(pieces)
    strong = False
    for piece in pieces:
        if isinstance(piece, Quoted):
            yield Quoted(piece.words, piece.at, piece.opening, piece.closing, strong)
        elif isinstance(piece, Cited):
            yield piece
        else:
            at = piece.at
            end = at + len(piece.text)
            for star in [*(s for s in stars if at <= s < end), end]:
                if at < star:
                    yield Plain(piece.text[at - piece.at : star - piece.at], at, strong)
                strong = strong != (star < end)
                at = star + 1


def _paired_stars(pieces: list[Piece]) -> list[int]:
    found: list[int] = []
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Plain):
            continue
        for match in _STAR.finditer(piece.text):
            before = piece.text[: match.start()][-1:] or ("" if number == 0 else "”")
            after = piece.text[match.end() :][:1] or ("" if number == len(pieces) - 1 else "“")
            opens = bool(after.strip()) and not before.isalnum()
            closes = bool(before.strip()) and not after.isalnum()
            if closes if len(found) % 2 else opens:
                found.append(piece.at + match.start())
    return found[: len(found) - len(found) % 2]
