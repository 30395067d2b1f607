"""Today: what the outline gives now, to be held against the memo that a person edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefgen.adopt.base import Printed
from briefgen.adopt.citations import Citations
from briefgen.adopt.edits import Path
from briefgen.adopt.words import says, tokens_of_page
from briefgen.change.align import units
from briefgen.model.document import Document, paragraphs, plain
from briefgen.model.outline import Outline, Point
from briefgen.records import record

Says = tuple[str, ...]


@record
class Standing:
    """What became of a point of the base: its key today, and what it says if it says otherwise."""

    key: str
    changed: bool = False
    text: str = ""  # "" where it is gone
    says: Says = ()


_GONE = Standing("", True)


class Today:
    """The outline, its points as one template has them, and the memo that it gives now."""

    def __init__(
        self,
        outline: Outline,
        points: Mapping[str, Point],
        document: Document,
        base: Document,
        printed: Sequence[Printed],
    ) -> None:
        """`points` are those of the template's selection by key, filled ones among them."""
        self.outline, self.points = outline, points
        self.written = Citations(base)
        self._base = printed
        self.own = {p.key: p for p in outline.points}
        self._citations = Citations(document)
        self._printed = [
            (unit, says(tokens_of_page(plain(p.inlines), self._citations, unit.origin)))
            for unit, p in zip(units(document), paragraphs(document.blocks), strict=True)
        ]

    def says(self, text: str, origin: str = "") -> Says:
        """What a paragraph of the edited memo says."""
        return says(tokens_of_page(text, self.written, origin))

    def standing(self, old: Printed) -> Standing:
        """What became of a point: its key today, whatever it was when the memo was written."""
        said = self.says(old.line.text, old.origin)
        own = [u for u, words in self._printed if words == said and u.section == old.unit.section]
        if own:
            same = next((u for u in own if u.origin == old.origin), own[0])
            return Standing(same.origin)
        column = old.unit.place[2] if old.unit.kind == "cell" else 0
        now = [(u, said) for u, said in self._printed if u.origin == old.origin]
        near = [(u, said) for u, said in now if u.kind != "cell" or u.place[2] == column]
        return Standing(old.origin, True, near[0][0].text, near[0][1]) if near else _GONE

    def says_already(self, said: Says) -> bool:
        """Whether a paragraph of today's memo says these words."""
        return any(words == said for _, words in self._printed)

    def keys(self, path: Path) -> list[str]:
        """The points of a section, a party and a slot, in the order of the outline."""
        found = (p for p in self.outline.points if (p.section, p.party, p.slot) == path)
        return [p.key for p in found]

    def path_of_cell(self, cell: Printed) -> Path | None:
        """Where a point of an empty cell belongs: its row says whose, its column what."""
        cells = [p for p in self._base if p.unit.kind == "cell" and p.unit.place[0] == _table(cell)]
        names = [p.line.text for p in cells if p.kind == "party" and _row(p) == _row(cell)]
        column = [self.points.get(self.standing(p).key) for p in cells
                  if p.kind == "point" and p.unit.place[2] == cell.unit.place[2]]  # fmt: skip
        like = next((p for p in column if p is not None and p.party), None)
        party = self.party(names[0]) if names else ""
        return (like.section, party, like.slot) if like and party else None

    def party(self, name: str) -> str:
        """The id of the party of this name, "" of none."""
        return next((p.id for p in self.outline.parties if p.name == name), "")


def _table(cell: Printed) -> int:
    return cell.unit.place[0]


def _row(cell: Printed) -> int:
    return cell.unit.place[1]


def printed_words(document: Document) -> Counter[Says]:
    """What the points of a memo say, paragraph by paragraph."""
    citations = Citations(document)
    return Counter(
        says(tokens_of_page(plain(p.inlines), citations, p.origin))
        for p in paragraphs(document.blocks)
        if p.origin
    )
