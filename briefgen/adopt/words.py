"""Words: a text cut into words, marks and citations, and what was changed put into another text.

tokens_of_page      the words of a memo's paragraph, its labels resolved to what they cite
tokens_of_prose     the words of a text of the outline
splices             the edits of the outline's text that do what was done to the paragraph
prose               a paragraph as a text of the outline
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from briefgen.adopt.citations import LABEL, Citations, written
from briefgen.model.prose import Cited, Plain, Prose
from briefgen.records import record
from briefgen.text.folding import fold_plain

#: A word (`11.6`, `by-law`, `lines’`), dots in a row, or any other mark.
_TOKEN = re.compile(r"\w+(?:[’'.,‑-]\w+)*|\.{2,}|[^\w\s\u00ad\u200b]")
_CITATION = re.compile(r"\[@[^\[\]]*\]")
_NOTED = "\ufdd0"  # stands in no text: before what was the mark of a footnote
_STOPPED = re.compile(rf"\s*([.,;:]?)\s*{_NOTED}(\[@[^\]]*\])")
Splice = tuple[int, int, str]


@record
class Token:
    """A word, a mark or a citation at [start, end); `says` is what has to be equal."""

    start: int
    end: int
    says: str
    cites: tuple[str, ...] = ()


def tokens_of_page(text: str, citations: Citations, origin: str = "") -> list[Token]:
    """The tokens of a paragraph of a memo."""
    found: list[Token] = []
    at = 0
    for match in LABEL.finditer(text):
        cites = citations.resolve(match[0], origin)
        if cites:
            found += _plain(text, at, match.start())
            found.append(_citation(match.start(), match.end(), cites))
            at = match.end()
    return [*found, *_plain(text, at, len(text))]


def unresolved(text: str, citations: Citations, origin: str = "") -> list[str]:
    """What looks like a citation in a paragraph, and stands for nothing that is known."""
    found = (m[0] for m in LABEL.finditer(text))
    return [x for x in found if citations.looks_like_one(x) and not citations.resolve(x, origin)]


def tokens_of_prose(prose: Prose) -> list[Token]:
    """The tokens of a text of the outline; the stars of an emphasis are none."""
    found: list[Token] = []
    for piece in prose.pieces:
        if isinstance(piece, Cited):
            match = _CITATION.match(prose.text, piece.at)
            end = match.end() if match else piece.at
            found.append(_citation(piece.at, end, tuple(i.reference for i in piece.items)))
        elif isinstance(piece, Plain):
            found += _plain(prose.text, piece.at, piece.at + len(piece.text))
        else:
            start = piece.at - len(piece.opening)
            end = piece.at + len(piece.words) + len(piece.closing)
            found += _plain(prose.text, start, end)
    return found


def says(tokens: Sequence[Token]) -> tuple[str, ...]:
    """What a paragraph says, whatever its marks, blanks and labels look like."""
    return tuple(token.says for token in tokens)


def prose(text: str, tokens: Sequence[Token]) -> str:
    """The words of a paragraph from its first to its last token, as the outline writes them."""
    if not tokens:
        return ""
    return _outlined(text, tokens[0].start, tokens[-1].end, tokens).strip()


def splices(
    base: Sequence[Token],
    edited: Sequence[Token],
    text: str,
    segments: Sequence[tuple[str, Prose, int, int]],
) -> dict[str, list[Splice]] | None:
    """What was changed between `base` and `edited`, as edits of the texts that `base` came from.

    `text` is the edited paragraph; `segments` are (name, text of the outline, first and last token
    of `base` that came from it). None where a change lies outside of them.
    """
    found: dict[str, list[Splice]] = {name: [] for name, *_ in segments}
    maps = {name: _mapped(base[a:b], tokens_of_prose(p)) for name, p, a, b in segments}
    matcher = SequenceMatcher(None, says(base), says(edited), autojunk=False)
    for state, a1, a2, b1, b2 in matcher.get_opcodes():
        if state == "equal":
            continue
        owner = next((s for s in segments if s[2] <= a1 and a2 <= s[3]), None)
        if owner is None:
            return None
        name, source, first, _ = owner
        own = tokens_of_prose(source)
        start, end = maps[name][a1 - first], maps[name][a2 - first]
        if start > end or (a1 < a2 and start == end):
            return None
        found[name].append(_splice(source.text, own, (start, end), text, edited, (b1, b2)))
    return found


def segment(base: Sequence[Token], source: Prose) -> tuple[int, int] | None:
    """The tokens of a paragraph that came from a text of the outline: from, to; or None."""
    own = says(tokens_of_prose(source))
    matcher = SequenceMatcher(None, says(base), own, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    if not blocks or sum(b.size for b in blocks) < 0.6 * len(own):
        return None
    return blocks[0].a - blocks[0].b, blocks[-1].a + blocks[-1].size


def _mapped(base: Sequence[Token], own: Sequence[Token]) -> list[int]:
    """Edge between tokens of the paragraph -> edge between tokens of the outline's text."""
    edges = [0] * (len(base) + 1)
    matcher = SequenceMatcher(None, says(base), says(own), autojunk=False)
    for _, a1, a2, b1, b2 in matcher.get_opcodes():
        for i in range(a1, a2 + 1):
            edges[i] = min(b1 + i - a1, b2) if i < a2 else b2
    return edges


def _splice(
    source: str,
    own: Sequence[Token],
    old: tuple[int, int],
    text: str,
    edited: Sequence[Token],
    new: tuple[int, int],
) -> Splice:
    """One edit, with as little of the blanks around it as it needs."""
    left = own[old[0] - 1].end if old[0] else 0
    right = own[old[1]].start if old[1] < len(own) else len(source)
    before = edited[new[0] - 1].end if new[0] else edited[0].start if edited else 0
    after = edited[new[1]].start if new[1] < len(edited) else (edited[-1].end if edited else 0)
    words = _outlined(text, before, after, edited[new[0] : new[1]])
    while left < right and words[:1].isspace() and source[left].isspace():
        left, words = left + 1, words[1:]
        while left < right and source[left].isspace():
            left += 1
    while left < right and words[-1:].isspace() and source[right - 1].isspace():
        right, words = right - 1, words[:-1]
        while left < right and source[right - 1].isspace():
            right -= 1
    if not words and left > 0 and right < len(source) and not source[left - 1 : right + 1].strip():
        right = left
    return left, right, words


def _outlined(text: str, start: int, end: int, tokens: Sequence[Token]) -> str:
    """A stretch of a paragraph as the outline writes it: the stop behind the citation."""
    parts, at = [], start
    for token in (t for t in tokens if t.cites):
        noted = text.startswith("[^", token.start)
        parts += [text[at : token.start], _NOTED if noted else "", written(token.cites)]
        at = token.end
    words = re.sub(r"\s+", " ", "".join([*parts, text[at:end]]))
    return _STOPPED.sub(r" \2\1", words).replace(_NOTED, " ")


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [Token(m.start(), m.end(), fold_plain(m[0])) for m in _TOKEN.finditer(text, start, end)]


def _citation(start: int, end: int, cites: tuple[str, ...]) -> Token:
    return Token(start, end, written(cites), cites)
