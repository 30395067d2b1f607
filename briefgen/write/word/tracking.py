"""Tracked changes as Word writes them (ECMA-376 part 1, 17.13.5), and what they stand in.

A paragraph's mark, its end, is tracked apart from its words: rejecting an inserted mark, or
accepting a deleted one, joins the paragraph to the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from briefgen.write.word.xml import Element, find, find_all, make, tag

AUTHOR = "briefgen"
INSERTED, DELETED = "ins", "del"

#: What stands at the end of `w:pPr`, in this order.
_LAST = tuple(map(tag, ("w:rPr", "w:sectPr", "w:pPrChange")))


class Tracker:
    """Makes the marks of tracked changes: one author, one moment, numbers of their own."""

    def __init__(self, moment: str, numbers: Iterator[int]) -> None:
        """Take the moment of every change (W3CDTF, "" for none) and the ids that are free."""
        self._moment = {"date": moment} if moment else {}
        self._numbers = numbers

    def mark(self, name: str, *children: Element) -> Element:
        """`w:ins`, `w:del`, `w:pPrChange`, ... round what changed."""
        return make(f"w:{name}", *children, id=next(self._numbers), author=AUTHOR, **self._moment)

    def end(self, paragraph: Element, state: str) -> None:
        """Say that a paragraph's mark came or went."""
        properties = properties_of(paragraph)
        runs = find(properties, "w:rPr")
        if runs is None:
            runs = make("w:rPr")
            properties.insert(_before_last(properties, "w:rPr"), runs)
        runs.insert(0, self.mark(state))

    def restyle(self, paragraph: Element, before: Element) -> None:
        """Say that a paragraph was set otherwise before: `before` are the properties it had."""
        properties = properties_of(paragraph)
        unstyle(paragraph)
        plain = bare(before)
        if same(plain, bare(properties)):
            return
        properties.append(self.mark("pPrChange", plain))

    def row(self, row: Element, state: str) -> None:
        """Say that a row of a table came or went."""
        properties = find(row, "w:trPr")
        if properties is None:
            properties = make("w:trPr")
            row.insert(0, properties)
        properties.append(self.mark(state))

    def cell(self, cell: Element, before: Element) -> None:
        """Say that a cell was of another width before."""
        old, new = find(before, "w:tcPr"), find(cell, "w:tcPr")
        if old is not None and new is not None and not same(old, new):
            new.append(self.mark("tcPrChange", deepcopy(old)))

    def grid(self, table: Element, before: Element) -> None:
        """Say that a table's columns were of other widths before."""
        old, new = find(before, "w:tblGrid"), find(table, "w:tblGrid")
        if old is not None and new is not None and not same(old, new):
            new.append(make("w:tblGridChange", deepcopy(old), id=next(self._numbers)))


def properties_of(paragraph: Element) -> Element:
    """The `w:pPr` of a paragraph, made where there is none."""
    properties = find(paragraph, "w:pPr")
    if properties is None:
        properties = make("w:pPr")
        paragraph.insert(0, properties)
    return properties


def properties_before(paragraph: Element) -> Element:
    """The properties of a paragraph with all changes rejected."""
    before = find(paragraph, "w:pPr/w:pPrChange/w:pPr")
    return properties_of(paragraph) if before is None else before


def state_of(paragraph: Element) -> str:
    """What became of a paragraph's mark: INSERTED, DELETED or "" ."""
    for state in (INSERTED, DELETED):
        if find(paragraph, f"w:pPr/w:rPr/w:{state}") is not None:
            return state
    return ""


def settle(paragraph: Element) -> None:
    """Take back what was said of a paragraph's mark."""
    properties = properties_of(paragraph)
    for runs in find_all(properties, "w:rPr"):
        for state in (INSERTED, DELETED):
            for mark in find_all(runs, f"w:{state}"):
                runs.remove(mark)
        if not len(runs):
            properties.remove(runs)


def unstyle(paragraph: Element) -> None:
    """Take back what was said of a paragraph's earlier properties."""
    properties = properties_of(paragraph)
    for change in find_all(properties, "w:pPrChange"):
        properties.remove(change)


def bare(properties: Element) -> Element:
    """A copy of a paragraph's properties as `w:pPrChange` takes them: without its mark's own."""
    plain = deepcopy(properties)
    for child in [child for child in plain if child.tag in _LAST]:
        plain.remove(child)
    return plain


def same(one: Element, other: Element) -> bool:
    """Whether two elements say the same."""
    return canonical(one) == canonical(other)


def canonical(element: Element) -> str:
    """An element as text that is the same for what says the same (W3C exclusive C14N)."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False).decode()


def _before_last(properties: Element, name: str) -> int:
    """Where a child of this name belongs among those that stand last."""
    after = _LAST[_LAST.index(tag(name)) :]
    return next((n for n, child in enumerate(properties) if child.tag in after), len(properties))
