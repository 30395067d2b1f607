"""A person at a Word file: random edits of finished memos, each of which can be told apart.

Works on the XML of the file, and uses nothing of briefgen.
"""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from tests.adopting.office import FOOTNOTES, in_order

Element: TypeAlias = Any  # of lxml: what is asked of it is there, or the test fails
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Words that change no fact, one an edit, so that each edit can be found again.
MARKERS = (
    "indeed", "plainly", "duly", "moreover", "likewise", "thereby", "hence", "namely", "herein",
    "therein", "thereof", "hereby", "whereby", "albeit", "perforce",
)  # fmt: skip


@dataclass(frozen=True)
class Edited:
    """An edit: its kind, the text that it began with, the texts that are there now."""

    kind: str
    before: str
    after: tuple[str, ...]
    marker: str = ""


class Hand:
    """Edits one memo; paragraphs that were touched, and their neighbours, are left alone then."""

    def __init__(self, data: bytes, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a generator of tests
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.markers = list(MARKERS)
        self.random.shuffle(self.markers)
        self.touched: set[int] = set()
        self.paragraphs = list(self.root.iter(f"{W}p"))
        self.done: list[Edited] = []

    def edit(self, kind: str) -> bool:
        """Make one edit of a kind; False where no paragraph is left for it."""
        found = KINDS[kind](self)
        if found is not None:
            self.done.append(found)
        return found is not None

    def put(self, old: str, new: str) -> None:
        """Type other words, wherever they stand in one run."""
        found = [t for t in self.root.iter(f"{W}t") if old in (t.text or "").replace("\u00a0", " ")]
        assert found, f"the memo does not say {old!r} in one run"
        node: Element = found[0]
        node.text = node.text.replace("\u00a0", " ").replace(old, new)

    def data(self) -> bytes:
        """The edited file."""
        parts, root = dict(self.parts), copy.deepcopy(self.root)
        if FOOTNOTES in parts:
            parts[FOOTNOTES] = in_order(parts[FOOTNOTES], root)
        parts["word/document.xml"] = etree.tostring(root)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return buffer.getvalue()

    # -- choosing --

    def choose(self, fits: Callable[[Element], bool], beside: int = 1) -> Element | None:
        """A paragraph that nobody touched yet, nor its neighbours."""
        free = [
            (n, p)
            for n, p in enumerate(self.paragraphs)
            if not self.touched & set(range(n - beside, n + beside + 1)) and fits(p)
        ]
        if not free:
            return None
        number, paragraph = self.random.choice(free)
        self.touched |= set(range(number - beside, number + beside + 1))
        return paragraph

    def next_marker(self) -> str:
        return self.markers.pop()


def text_of(paragraph: Element) -> str:
    """The words of a paragraph, what was deleted left out."""
    gone = {id(t) for d in paragraph.iter(f"{W}del") for t in d.iter()}
    parts = {f"{W}t": None, f"{W}tab": "\t"}
    return "".join(
        parts[str(e.tag)] or e.text or ""
        for e in paragraph.iter()
        if e.tag in parts and id(e) not in gone and e.getparent().tag == f"{W}r"
    )


def is_point(paragraph: Element) -> bool:
    return paragraph.find(f"{W}bookmarkStart") is not None


def in_cell(paragraph: Element) -> bool:
    return any(a.tag == f"{W}tc" for a in paragraph.iterancestors())


def plain_runs(paragraph: Element) -> list[Element]:
    """Text nodes of our own words: neither bold, nor a citation, nor a quotation."""
    return [
        t
        for r in paragraph.iter(f"{W}r")
        for t in r.iter(f"{W}t")
        if r.find(f"{W}rPr") is None
        and "“" not in (t.text or "")
        and re.search(r"[a-z] [a-z]", t.text or "")
    ]


def own_words(paragraph: Element) -> bool:
    return is_point(paragraph) and bool(plain_runs(paragraph))


# -- edits -----------------------------------------------------------------------------------------


def word(hand: Hand) -> Edited | None:
    """A word put in."""
    paragraph = hand.choose(own_words, 0)
    if paragraph is None:
        return None
    before, marker = text_of(paragraph), hand.next_marker()
    _put_in(hand, paragraph, marker)
    return Edited("word", before, (text_of(paragraph),), marker)


def _put_in(hand: Hand, paragraph: Element, marker: str) -> None:
    node = hand.random.choice(plain_runs(paragraph))
    gaps = [m.start() + 1 for m in re.finditer(r"[a-z] [a-z]", node.text or "")]
    at = hand.random.choice(gaps)
    node.text = f"{node.text[:at]} {marker}{node.text[at:]}"


def words_out(hand: Hand) -> Edited | None:
    """A word taken out, and another one put in its place."""
    paragraph = hand.choose(own_words, 0)
    if paragraph is None:
        return None
    before, marker = text_of(paragraph), hand.next_marker()
    node = hand.random.choice(plain_runs(paragraph))
    found = list(re.finditer(r"(?<= )[a-z]+(?= )", node.text))
    match = hand.random.choice(found or list(re.finditer(r"\b[a-z]+\b", node.text)))
    node.text = f"{node.text[: match.start()]}{marker}{node.text[match.end() :]}"
    return Edited("words_out", before, (text_of(paragraph),), marker)


def quotation(hand: Hand) -> Edited | None:
    """A word put into a quotation: to be refused."""
    quoted = "“[^”]* [^”]*”"
    paragraph = hand.choose(lambda p: is_point(p) and re.search(quoted, text_of(p)) is not None, 0)
    if paragraph is None:
        return None
    before, marker = text_of(paragraph), hand.next_marker()
    node = next(t for t in paragraph.iter(f"{W}t") if re.search(quoted, t.text or ""))
    node.text = re.sub("“([^”]*?) ", rf"“\1 {marker} ", node.text or "", count=1)
    return Edited("quotation", before, (text_of(paragraph),), marker)


def tracked(hand: Hand) -> Edited | None:
    """A word put in and one deleted, as tracked changes."""
    word = re.compile(r"(?<= )[a-z]+ |^[a-z]+ ")
    paragraph = hand.choose(lambda p: own_words(p) and any(words_in(p, word)), 0)
    if paragraph is None:
        return None
    before, marker = text_of(paragraph), hand.next_marker()
    match, node = hand.random.choice(list(words_in(paragraph, word)))
    run = node.getparent()
    parts = (node.text[: match.start()], match[0], node.text[match.end() :])
    head, gone, tail = (copy.deepcopy(run) for _ in parts)
    for new, said in zip((head, gone, tail), parts, strict=True):
        new.find(f"{W}t").text = said
        new.find(f"{W}t").set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    gone.find(f"{W}t").tag = f"{W}delText"
    came = copy.deepcopy(head)
    came.find(f"{W}t").text = f"{marker} "
    deleted, inserted = tracking("del", gone), tracking("ins", came)
    for new in (tail, inserted, deleted, head):
        run.addnext(new)
    run.getparent().remove(run)
    return Edited("tracked", before, (text_of(paragraph),), marker)


def words_in(paragraph: Element, word: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Element]]:
    """Every such word of the paragraph's plain runs, and the text node that it stands in."""
    for node in plain_runs(paragraph):
        yield from ((match, node) for match in word.finditer(node.text or ""))


def tracking(kind: str, run: Element) -> Element:
    element = etree.Element(f"{W}{kind}")
    for key, value in (("id", "900"), ("author", "Ann Reviewer"), ("date", "2026-03-05T10:00:00Z")):
        element.set(f"{W}{key}", value)
    element.append(run)
    return element


def deleted(hand: Hand) -> Edited | None:
    """A paragraph taken out; in a cell, its words."""
    paragraph = hand.choose(lambda p: is_point(p) and not in_cell(p))
    if paragraph is None:
        return None
    before = text_of(paragraph)
    paragraph.getparent().remove(paragraph)
    return Edited("deleted", before, ())


def added(hand: Hand) -> Edited | None:
    """A new paragraph behind another one, with a citation of that one."""
    cited = re.compile(r"\[[^\]]+\]")
    paragraph = hand.choose(
        lambda p: is_point(p) and not in_cell(p) and cited.search(text_of(p)) is not None
    )
    if paragraph is None:
        return None
    marker = hand.next_marker()
    found = cited.search(text_of(paragraph))
    assert found is not None
    lead = re.match(r"[A-ZÀ-Ý][^:.]{3,60}: ", text_of(paragraph))
    words = f"{lead[0] if lead else ''}The matter is {marker} not closed {found[0]}."
    new_behind(paragraph, words)
    return Edited("added", "", (words,), marker)


def uncited(hand: Hand) -> Edited | None:
    """A new paragraph without a citation: to be refused, where points need one."""
    paragraph = hand.choose(lambda p: is_point(p) and not in_cell(p))
    if paragraph is None:
        return None
    marker = hand.next_marker()
    lead = re.match(r"[A-ZÀ-Ý][^:.]{3,60}: ", text_of(paragraph))
    words = f"{lead[0] if lead else ''}The matter is {marker} not closed."
    new_behind(paragraph, words)
    return Edited("uncited", "", (words,), marker)


def new_behind(paragraph: Element, words: str) -> None:
    new = etree.Element(f"{W}p")
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    run = etree.SubElement(new, f"{W}r")
    etree.SubElement(run, f"{W}t").text = words
    paragraph.addnext(new)


def moved(hand: Hand) -> Edited | None:
    """A paragraph that changes places with the one behind it."""
    paragraph = hand.choose(
        lambda p: is_point(p) and not in_cell(p) and p.getnext() is not None
        and p.getnext().tag == f"{W}p" and is_point(p.getnext()), 2,
    )  # fmt: skip
    if paragraph is None:
        return None
    paragraph.getnext().addnext(paragraph)
    return Edited("moved", text_of(paragraph), (text_of(paragraph),))


def split(hand: Hand) -> Edited | None:
    """A paragraph cut in two, in the middle of a text."""
    paragraph = hand.choose(
        lambda p: is_point(p) and not in_cell(p)
        and any(len((t.text or "").split()) > 11 for t in plain_runs(p))
    )  # fmt: skip
    if paragraph is None:
        return None
    before = text_of(paragraph)
    node = max(plain_runs(paragraph), key=lambda t: len(t.text))
    words = node.text.split(" ")
    half = len(words) // 2
    run = node.getparent()
    new = etree.Element(f"{W}p")
    new.append(copy.deepcopy(paragraph.find(f"{W}pPr")))
    rest = copy.deepcopy(run)
    rest.find(f"{W}t").text = " ".join(words[half:])
    later = list(run.itersiblings())
    node.text = " ".join(words[:half])
    new.append(rest)
    new.extend(later)
    paragraph.addnext(new)
    return Edited("split", before, (text_of(paragraph), text_of(new)))


def merged(hand: Hand) -> Edited | None:
    """Two paragraphs joined."""
    paragraph = hand.choose(
        lambda p: is_point(p) and not in_cell(p) and p.getnext() is not None
        and p.getnext().tag == f"{W}p" and is_point(p.getnext()), 2,
    )  # fmt: skip
    if paragraph is None:
        return None
    other = paragraph.getnext()
    before = text_of(paragraph)
    blank = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    blank.text = " "
    blank.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.extend(c for c in list(other) if c.tag != f"{W}pPr")
    other.getparent().remove(other)
    return Edited("merged", before, (text_of(paragraph),))


def bold(hand: Hand) -> Edited | None:
    """Words in bold: a look, and no words."""
    paragraph = hand.choose(own_words, 0)
    if paragraph is None:
        return None
    run = hand.random.choice(plain_runs(paragraph)).getparent()
    look = etree.Element(f"{W}rPr")
    etree.SubElement(look, f"{W}b")
    run.insert(0, look)
    return Edited("bold", text_of(paragraph), (text_of(paragraph),))


def fixed(hand: Hand) -> Edited | None:
    """A word put into what is no point's: title, header block, heading, head of a column, name of a party."""

    def fits(p: Element) -> bool:
        return (
            not is_point(p)
            and re.fullmatch(r"[\w ,’:&.\t-]+", text_of(p)) is not None
            and len(text_of(p)) > 4
        )

    paragraph = hand.choose(fits, 0)
    if paragraph is None:
        return None
    before, marker = text_of(paragraph), hand.next_marker()
    node = list(paragraph.iter(f"{W}t"))[-1]
    node.text = f"{node.text} {marker}"
    return Edited("fixed", before, (text_of(paragraph),), marker)


KINDS: Mapping[str, Callable[[Hand], Edited | None]] = {
    f.__name__: f
    for f in (
        word, words_out, quotation, tracked, deleted, added, uncited, moved, split, merged, bold,
        fixed,
    )
}  # fmt: skip
