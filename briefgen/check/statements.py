"""What every rule looks at: the texts of the selected points, and what each place in them cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.model.brief import Selection
from briefgen.model.ground import Ground, ground
from briefgen.model.outline import Point
from briefgen.model.prose import Cited, CiteItem, Prose, Quoted
from briefgen.patterns import late
from briefgen.places import Place
from briefgen.records import record

__all__ = ["Ground", "Statement", "ground", "is_judgement", "masked", "sentence_of", "statements"]

#: Sections that hold the author's own judgement: a citation is wished for, not demanded.
JUDGEMENT = frozenset(
    {
        "recommendation",
        "options",
        "judgements",
        "lines",
        "avoid",
        "gaps",
        "common_ground",
        "qa",
        "decide_by",
    }
)
#: A group of citations and the offset that it stands at.
Group = tuple[int, tuple[CiteItem, ...]]


@record
class Statement:
    """One text of ours: what a point says (`field` is ""), or one of its fields."""

    point: Point
    field: str
    prose: Prose
    groups: tuple[Group, ...]

    def cited_at(self, at: int) -> tuple[CiteItem, ...]:
        """What the words at offset `at` rest on: the first group after them, else the last."""
        after = (items for offset, items in self.groups if offset >= at)
        return next(after, self.groups[-1][1] if self.groups else ())

    def place(self, at: int = 0) -> Place:
        """Where the character at offset `at` stands in the file."""
        return self.prose.place(at)


def is_judgement(point: Point) -> bool:
    """Whether a point is the author's own judgement, and not a report of what sources say."""
    return point.kind == "assessment" or point.section in JUDGEMENT


def statements(selection: Selection) -> Iterator[Statement]:
    """Every text of every selected point, in the order of the outline."""
    for point in selection.points:
        for name, prose in [("", point.text), *point.fields.items()]:
            if prose is not None:
                yield Statement(point, name, prose, _groups(point, prose))


def _groups(point: Point, prose: Prose) -> tuple[Group, ...]:
    """The groups in the text, then what the whole point cites, as a group at the end.

    A text that cites nothing rests on what the other texts of its point cite.
    """
    groups = [(p.at, p.items) for p in prose.pieces if isinstance(p, Cited)]
    own = (CiteItem(point.excerpt.source, point.excerpt.id),) if point.excerpt else ()
    whole = own + point.cite
    if not groups and not whole:
        whole = point.citations()
    return (*groups, (len(prose.text), whole)) if whole else tuple(groups)


def sentence_of(prose: Prose, at: int) -> tuple[int, int]:
    """The range of the sentence that the character at offset `at` stands in."""
    ends = [m.end() for m in _SENTENCE_END.finditer(masked(prose)) if not _goes_on(m["word"])]
    bounds = [0, *ends, len(prose.text)]
    start = max(b for b in bounds if b <= at)
    return start, min((b for b in bounds if b > at), default=len(prose.text))


def sentences(prose: Prose) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of a prose, in order."""
    at, end = 0, len(prose.text.rstrip())
    while at < end:
        first, last = sentence_of(prose, at)
        yield first, last
        at = max(last, at + 1)


def masked(prose: Prose) -> str:
    """Our own words alone: quoted words are underscores, citations blanks; offsets stay."""
    text = prose.text
    for piece in prose.pieces:
        if isinstance(piece, Quoted):
            hidden = re.sub(r"[^.!?]|[.!?](?!$)", "_", piece.words)
            text = text[: piece.at] + hidden + text[piece.at + len(hidden) :]
        elif isinstance(piece, Cited):
            end = text.find("]", piece.at) + 1 or len(text)
            text = text[: piece.at] + " " * (end - piece.at) + text[end:]
    return text


_SENTENCE_END = late(r"""(?P<word>[^\s.!?]*)[.!?]+["”’»)]*\s+(?=["“„«(]?[^\W\d_a-zß-ÿ])""")
_ABBREVIATION = late("No|Nr|Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Jr|Sr|Prof|vs|Art|Abs")


def _goes_on(word: str) -> bool:
    """Whether a full stop after `word` ends no sentence: "U.S.", "Mr.", "2. März"."""
    initial = len(word) == 1 and word.isupper()
    return initial or bool(_ABBREVIATION.fullmatch(word)) or (word.isdigit() and len(word) < 3)
