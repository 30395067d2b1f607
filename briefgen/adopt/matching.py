"""Matching: what a person changed, each change once.

paragraphs of the base and of the edited file are aligned (change/align.py)
-> rows of tables that came or went -> paragraphs split, merged -> the rest, one by one
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from briefgen.adopt.base import Printed, edited
from briefgen.adopt.word import Line
from briefgen.change.align import Pair, Unit, align
from briefgen.records import record

_WORD = re.compile(r"\w+")
Row: TypeAlias = tuple[int, int]  # table, row
_CONTAINED = 0.6  # of the words of one part, to be one part of a paragraph that was cut in two


@record
class Change:
    """A change: changed | split | merged | added | deleted | moved | row added | row deleted |
    formatted | commented.

    `after` and `before` are the points between which something new stands; `into` is the empty
    cell that it fills.
    """  # noqa: D205 - one list

    kind: str
    old: tuple[Printed, ...] = ()
    new: tuple[Line, ...] = ()
    after: Printed | None = None
    before: Printed | None = None
    into: Printed | None = None
    section: str = ""
    authors: tuple[str, ...] = ()


def find_changes(base: Sequence[Printed], lines: Sequence[Line]) -> tuple[Change, ...]:
    """Every change between the base and what was read of the edited file, in reading order."""
    emptied = {n: line.authors for line in lines if not line.text.strip() for n in line.anchors}
    kept = [line for line in lines if line.text.strip()]
    matched = _Matched(base, kept)
    found = [*matched.changes(emptied), *_comments(lines)]
    return tuple(found)


def _comments(lines: Sequence[Line]) -> Iterator[Change]:
    seen: set[int] = set()
    for line in lines:
        fresh = [c for c in line.comments if id(c) not in seen]
        seen |= {id(c) for c in fresh}
        if fresh:
            yield Change("commented", new=(line,), authors=tuple(c.author for c in fresh))


class _Matched:
    """Which paragraph became which."""

    def __init__(self, base: Sequence[Printed], lines: Sequence[Line]) -> None:
        self.base, self.lines = base, lines
        self.known = {id(p.unit): p for p in base}
        self.units = edited(lines, base)
        self.line_of = {id(u): line for u, line in zip(self.units, lines, strict=True)}
        compared = [p.unit for p in base if p.kind != "filler"]
        self.pairs = list(align(compared, self.units))
        self._rejoin()

    def changes(self, emptied: dict[int, tuple[str, ...]]) -> Iterator[Change]:
        """Everything that changed, once."""
        yield from self._rows()
        yield from self._cells()
        yield from self._split()
        yield from self._merged()
        for pair in self.pairs:
            yield from self._single(pair, emptied)

    # -- passes: each takes the pairs that it explains out --

    def _rejoin(self) -> None:
        """What was written anew from the first word to the last, and is still the same paragraph.

        It stands under our bookmark, in the same cell, or is the only one of its kind there.
        """
        rows = self._row_pairs()
        for old in [p.old for p in self.pairs if p.state == "deleted" and p.old]:
            added = [p.new for p in self.pairs if p.state == "added" and p.new]
            new = next((u for u in added if self._is_rewritten(old, u, rows)), None)
            if new is not None:
                self._take(lambda p, o=old: p.new is None and p.old is o)
                number = next(n for n, p in enumerate(self.pairs) if p.new is new)
                self.pairs[number] = Pair("changed", old, new)

    def _is_rewritten(self, old: Unit, new: Unit, rows: Mapping[Row, Row]) -> bool:
        anchors = set(self.known[id(old)].line.anchors)
        if anchors & set(self.line_of[id(new)].anchors):
            return True
        if "cell" in (old.kind, new.kind):
            place = (rows.get(_row(old)), old.place[2])
            return old.kind == new.kind and place == (_row(new), new.place[2])
        alike = (old.kind, old.style, old.section) == (new.kind, new.style, new.section)
        return alike and not self._is_point(old)

    def _row_pairs(self) -> dict[Row, Row]:
        """Rows of the base's tables, and those of the edited file that they are now."""
        pairs = [p for p in self.pairs if p.old and p.new and p.old.kind == "cell"]
        return {_row(p.old): _row(p.new) for p in pairs if p.old and p.new}

    def _rows(self) -> Iterator[Change]:
        """Rows of tables that came or went, as one change each."""
        rows = {_row(p.unit): _row(p.unit) for p in self.base if p.unit.kind == "cell"}
        kept = {_row(p.old) for p in self.pairs if p.old and p.new and p.old.kind == "cell"}
        there = {_row(p.new) for p in self.pairs if p.old and p.new and p.new.kind == "cell"}
        for row in rows:
            if row not in kept:
                cells = [p for p in self.base if p.unit.kind == "cell" and _row(p.unit) == row]
                self._take(lambda p, r=row: p.old is not None and _is_cell(p.old, r) and not p.new)
                self._fill_row(row)
                yield Change("row deleted", tuple(cells), section=cells[0].unit.section)
        added = {_row(u): u for u in self.units if u.kind == "cell" and _row(u) not in there}
        for row, unit in added.items():
            taken = self._take(lambda p, r=row: p.new is not None and _is_cell(p.new, r))
            said = tuple(self.line_of[id(p.new)] for p in taken if p.new)
            if said:
                yield Change("row added", new=said, section=unit.section, authors=_authors(said))

    def _fill_row(self, row: Row) -> None:
        self.base = [p for p in self.base if not (p.kind == "filler" and _row(p.unit) == row)]

    def _cells(self) -> Iterator[Change]:
        """Cells in which nothing was said: still so, or filled by the person."""
        rows = self._row_pairs()
        for cell in (p for p in self.base if p.kind == "filler"):
            row = rows.get(_row(cell.unit))
            taken = self._take(
                lambda p, r=row, c=cell: (
                    p.state == "added"
                    and p.new is not None
                    and p.new.kind == "cell"
                    and (_row(p.new), p.new.place[2]) == (r, c.unit.place[2])
                )
            )
            said = tuple(self.line_of[id(p.new)] for p in taken if p.new)
            if not said:
                yield Change("deleted", (cell,), section=cell.unit.section)
            elif len(said) > 1 or said[0].text != cell.line.text:
                words = tuple(line for line in said if line.text != cell.line.text)
                yield Change("added", (cell,), words, into=cell, section=cell.unit.section,
                             authors=_authors(words))  # fmt: skip

    def _split(self) -> Iterator[Change]:
        """A point whose words now stand in two paragraphs."""
        for number, pair in enumerate(list(self.pairs)):
            if pair.state != "added" or pair not in self.pairs or pair.new is None:
                continue
            for other in (*self.pairs[number - 1 : number], *self.pairs[number + 1 : number + 2]):
                if other.old is None or other.new is None or not self._is_point(other.old):
                    continue
                left = _words(other.old.text) - _words(other.new.text)
                if _within(pair.new.text, left):
                    both = sorted((other.new, pair.new), key=self.units.index)
                    said = tuple(self.line_of[id(u)] for u in both)
                    self.pairs = [p for p in self.pairs if p not in (pair, other)]
                    old = self.known[id(other.old)]
                    yield Change("split", (old,), said, section=old.unit.section,
                                 authors=_authors(said))  # fmt: skip
                    break

    def _merged(self) -> Iterator[Change]:
        """Two points whose words now stand in one paragraph."""
        points = [p.unit for p in self.base if p.kind == "point"]
        for pair in [p for p in self.pairs if p.state == "deleted" and p.old in points]:
            at = points.index(pair.old)  # type: ignore[arg-type]  # it is one of them
            near = [*points[at - 1 : at], *points[at + 1 : at + 2]] if at else points[1:2]
            for other in [p for p in self.pairs if p.old in near and p.new]:
                gained = _words(other.new.text) - _words(other.old.text)  # type: ignore[union-attr]  # as asked
                if _within(pair.old.text, gained):  # type: ignore[union-attr]  # as above
                    both = sorted((other.old, pair.old), key=points.index)  # type: ignore[arg-type]  # as above
                    said = (self.line_of[id(other.new)],)
                    self.pairs = [p for p in self.pairs if p not in (pair, other)]
                    old = tuple(self.known[id(u)] for u in both)
                    yield Change("merged", old, said, section=old[0].unit.section,
                                 authors=said[0].authors)  # fmt: skip
                    break

    # -- what is left --

    def _single(self, pair: Pair, emptied: dict[int, tuple[str, ...]]) -> Iterator[Change]:
        old = self.known[id(pair.old)] if pair.old else None
        new = self.line_of[id(pair.new)] if pair.new else None
        section = (pair.old or pair.new or _NOTHING).section
        if old is None and new is not None and pair.new is not None:
            after, before = self._neighbours(pair.new)
            yield Change("added", (), (new,), after, before, None, pair.new.section, new.authors)
        elif new is None and old is not None:
            authors = tuple(a for n in old.line.anchors for a in emptied.get(n, ()))
            yield Change("deleted", (old,), (), section=section, authors=authors)
        elif old is not None and new is not None and pair.new is not None:
            if pair.state == "moved":
                after, before = self._neighbours(pair.new)
                yield Change("moved", (old,), (new,), after, before, None, pair.new.section,
                             new.authors)  # fmt: skip
            if old.line.text != new.text:
                yield Change("changed", (old,), (new,), section=section, authors=new.authors)
            elif old.line.looks != new.looks or old.line.style != new.style:
                yield Change("formatted", (old,), (new,), section=section, authors=new.authors)

    def _neighbours(self, unit: Unit) -> tuple[Printed | None, Printed | None]:
        """The points of the base between which a paragraph stands, of its section and cell."""
        at = self.units.index(unit)
        partner = {id(p.new): p for p in self.pairs if p.old and p.new and p.state != "moved"}

        def near(others: Sequence[Unit]) -> Printed | None:
            for other in others:
                pair = partner.get(id(other))
                if (other.section, _cell(other)) != (unit.section, _cell(unit)):
                    return None
                if pair is not None and pair.old is not None and self._is_point(pair.old):
                    return self.known[id(pair.old)]
            return None

        return near(self.units[:at][::-1]), near(self.units[at + 1 :])

    def _is_point(self, unit: Unit) -> bool:
        return self.known[id(unit)].kind == "point"

    def _take(self, wanted: Callable[..., Any]) -> list[Pair]:
        taken = [p for p in self.pairs if wanted(p)]
        self.pairs = [p for p in self.pairs if p not in taken]
        return taken


_NOTHING = Unit("", "", "", "", "", (0, 0, 0, 0))


def _row(unit: Unit) -> Row:
    return unit.place[0], unit.place[1]


def _cell(unit: Unit) -> tuple[int, ...]:
    return unit.place[:3] if unit.kind == "cell" else ()


def _is_cell(unit: Unit, row: Row) -> bool:
    return unit.kind == "cell" and _row(unit) == row


def _authors(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a for line in lines for a in line.authors))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _within(text: str, words: Counter[str]) -> bool:
    """Whether most of the words of a text are among others."""
    own = _words(text)
    return own.total() > 1 and (own & words).total() >= _CONTAINED * own.total()
