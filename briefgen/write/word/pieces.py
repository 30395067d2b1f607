"""A paragraph's runs in pieces, words and whatever else stands among them, and set again.

Two pieces are equal if a reader cannot tell them apart: words, look and address are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from briefgen.change.words import tokens
from briefgen.records import record
from briefgen.write.word.tracking import DELETED, Tracker, canonical
from briefgen.write.word.xml import PARSER, Element, find, make, tag, text_nodes

_RUN, _LINK, _TEXT, _LOOK = map(tag, ("w:r", "w:hyperlink", "w:t", "w:rPr"))
_ADDRESS = tag("r:id")
_ANCHORS = tuple(map(tag, ("w:bookmarkStart", "w:bookmarkEnd")))
#: What a paragraph may hold to be set again from its pieces.
_PLAIN = frozenset({_RUN, _LINK, tag("w:pPr"), *_ANCHORS})


@record
class Piece:
    """A word, a blank, a sign; or the XML of a tab, a line's end, a footnote's mark."""

    what: str
    is_text: bool
    look: str  # the XML of its `w:rPr`
    link: str  # the id of the address it opens


def pieces(paragraph: Element) -> list[Piece]:
    """The pieces of a paragraph in order."""
    return [piece for child in paragraph for piece in _pieces(child, "")]


def is_plain(paragraph: Element) -> bool:
    """Whether a paragraph has runs and links only: no field, picture or text box."""
    if any(child.tag not in _PLAIN for child in paragraph):
        return False
    return next(paragraph.iter(*map(tag, ("w:fldChar", "w:drawing", "w:pict"))), None) is None


def length(found: Sequence[Piece]) -> int:
    """How much a reader has to read of some pieces, in characters."""
    return sum(len(piece.what) if piece.is_text else 1 for piece in found)


def set_pieces(found: Iterable[Piece], state: str, tracker: Tracker) -> list[Element]:
    """Pieces as runs: as they are, inserted, or deleted."""
    elements: list[Element] = []
    for link, linked in groupby(found, lambda piece: piece.link):
        runs = [
            _run(look, alike, deleted=state == DELETED)
            for look, alike in groupby(linked, lambda piece: piece.look)
        ]
        marked = [tracker.mark(state, *runs)] if state else runs
        elements += [_linked(link, marked)] if link else marked
    return elements


def refill(paragraph: Element, content: Iterable[Element], *, anchored: bool = True) -> None:
    """Give a paragraph other runs; its bookmark goes round them, or goes."""
    anchors = [child for child in paragraph if child.tag in _ANCHORS] if anchored else []
    for child in [child for child in paragraph if child.tag != tag("w:pPr")]:
        paragraph.remove(child)
    half = len(anchors) // 2
    paragraph.extend([*anchors[:half], *content, *anchors[half:]])


def _pieces(child: Element, link: str) -> Iterator[Piece]:
    if child.tag == _LINK:
        for run in child:
            yield from _pieces(run, child.get(_ADDRESS, ""))
    elif child.tag == _RUN:
        properties = find(child, "w:rPr")
        look = "" if properties is None else canonical(properties)
        for node in child:
            if node.tag == _TEXT:
                yield from (Piece(word, True, look, link) for word in tokens(node.text or ""))
            elif node.tag != _LOOK:
                yield Piece(canonical(node), False, look, link)


def _run(look: str, found: Iterable[Piece], *, deleted: bool) -> Element:
    run = make("w:r", *([_parsed(look)] if look else []))
    for is_text, alike in groupby(found, lambda piece: piece.is_text):
        if is_text:
            run.extend(_words("".join(piece.what for piece in alike), deleted=deleted))
        else:
            run.extend([_parsed(piece.what) for piece in alike])
    return run


def _words(text: str, *, deleted: bool) -> list[Element]:
    nodes = text_nodes(text)
    for node in nodes if deleted else []:
        if node.tag == _TEXT:
            node.tag = tag("w:delText")
    return nodes


def _linked(address: str, content: list[Element]) -> Element:
    link = make("w:hyperlink", *content, history=1)
    link.set(_ADDRESS, address)
    return link


def _parsed(xml: str) -> Element:
    element: Element = etree.fromstring(xml, PARSER)
    return element
