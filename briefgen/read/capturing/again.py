"""A source captured again: the new text, with every excerpt where its words stand now.

What is certain (`same`, `moved`) is marked in the new text; what is not (`changed` until it is
accepted, `ambiguous`, `orphan`) is kept in the front matter with its old words, and sought again
the next time. Front matter, tags, keys and remarks stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.diagnostics import BriefgenError
from briefgen.read.captured import count_by, seal
from briefgen.read.capturing.anchor import Anchored, Selector, State, anchor, selector
from briefgen.read.capturing.head import Head
from briefgen.read.capturing.tagging import Tagged, crossing, tagged
from briefgen.read.capturing.taken import OURS, Taken
from briefgen.read.capturing.writing import body_of, record_lines
from briefgen.read.frontmatter import read_front_matter, split_front_matter
from briefgen.read.marks import Mark, Marked, read_marks

_SURE = (State.SAME, State.MOVED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one excerpt."""

    id: str
    wanted: Selector
    found: Anchored
    rest: str  # what its mark says beside its id
    applied: bool


@dataclass(frozen=True, slots=True)
class Recapture:
    """The new source file, and what became of each excerpt of the old one."""

    text: str
    outcomes: tuple[Outcome, ...]
    new: int = 0  # excerpts that the document's own comments and highlights add

    @property
    def is_settled(self) -> bool:
        """Whether no excerpt needs a person."""
        return all(outcome.applied for outcome in self.outcomes)


def recapture(old: str, taken: Taken, origin: str, file: str, *, accept: bool = False) -> Recapture:
    """Put the text of `taken` into the source file `old`, called `file` in messages.

    Raises BriefgenError where `old` cannot be read: what its marks say would be lost.
    """
    parts = split_front_matter(old)
    head, body, first_line = parts or ("", "", 1)
    front = read_front_matter(head, file)
    marked, findings = read_marks(body, file, first_line)
    for finding in [*front.findings, *findings]:
        if finding.is_error or parts is None:
            raise BriefgenError(f"{finding.place}: {finding.message}", finding.hint)
    kept = {id: o for id, o in front.orphans.items() if id not in {m.id for m in marked.marks}}
    wanted = [
        *((_tagged(mark), selector(marked.text, mark.start, mark.end)) for mark in marked.marks),
        *(
            (Tagged(0, 0, id, o.mark), Selector(o.exact, o.prefix, o.suffix))
            for id, o in kept.items()
        ),
    ]
    outcomes = _without_crossing([_outcome(*pair, taken.text, accept) for pair in wanted])
    placed = [_placed(outcome) for outcome in outcomes if outcome.applied]
    new = _new(taken, placed, [o.id for o in outcomes])
    marks, crossed = crossing([*placed, *new])
    insets = [*taken.insets, *_remarks(marked, taken)]
    text = _head(head, taken, origin, outcomes) + body_of(taken.text, marks, insets)
    return Recapture(text, tuple(outcomes), len(new) - len(crossed))


def _tagged(mark: Mark) -> Tagged:
    tags = [f"#{tag}" for tag in mark.tags]
    values = [f'{key}="{value.text}"' for key, value in mark.values.items()]
    return Tagged(mark.start, mark.end, mark.id, " ".join([*tags, *values]))


def _outcome(mark: Tagged, wanted: Selector, text: str, accept: bool) -> Outcome:
    found = anchor(wanted, text)
    applied = found.state in _SURE or (accept and found.state is State.CHANGED)
    return Outcome(mark.id, wanted, found, mark.rest, applied)


def _without_crossing(outcomes: list[Outcome]) -> list[Outcome]:
    """Excerpts whose words moved so that their marks would cross are left to a person."""
    _, crossed = crossing([_placed(outcome) for outcome in outcomes if outcome.applied])
    spans = {(mark.start, mark.end, mark.id, mark.rest) for mark in crossed}
    why = Anchored(State.AMBIGUOUS, why="its mark would cross another")
    return [
        Outcome(o.id, o.wanted, why, o.rest, False)
        if o.applied and (o.found.start, o.found.end, o.id, o.rest) in spans
        else o
        for o in outcomes
    ]


def _placed(outcome: Outcome) -> Tagged:
    return Tagged(outcome.found.start, outcome.found.end, outcome.id, outcome.rest)


def _new(taken: Taken, placed: list[Tagged], ids: list[str]) -> list[Tagged]:
    """Passages tagged in the document that the source file does not have yet."""
    known = {(mark.start, mark.end) for mark in placed}
    fresh = [mark for mark in tagged(taken.passages) if (mark.start, mark.end) not in known]
    named = [mark for mark in fresh if mark.id not in ids]
    again = [p for p in taken.passages if (p.start, p.end) in {(m.start, m.end) for m in named}]
    return tagged(again, [id for id in ids if id])


def _remarks(marked: Marked, taken: Taken) -> Iterator[tuple[int, str]]:
    """A person's remarks and page breaks, near the words that they stood by."""
    pages = () if any(words.startswith("page ") for _, words in taken.insets) else marked.pages
    for at, words in (*marked.remarks, *((at, f"page {label}") for at, label in pages)):
        if not words.startswith(OURS):
            yield _near(at, marked.text, taken.text), words


def _near(at: int, old: str, new: str) -> int:
    for size in (64, 32, 16):
        before, after = old[max(0, at - size) : at], old[at : at + size]
        for words, shift in ((before + after, len(before)), (before, len(before)), (after, 0)):
            if words.strip() and new.count(words) == 1:
                return new.index(words) + shift
    return len(new)


def _head(head: str, taken: Taken, origin: str, outcomes: list[Outcome]) -> str:
    edited = Head(head)
    edited.without_record()
    ids = {outcome.id for outcome in outcomes}
    numbers = (f"e{n}" for n in range(1, 1_000_000))
    for outcome in outcomes:
        edited.forget_orphan(outcome.id)
        if not outcome.applied:
            id = outcome.id or next(n for n in numbers if n not in ids)
            ids.add(id)
            edited.keep_orphan(id, outcome.wanted, outcome.found.state, outcome.rest)
    edited.set("paragraphs", count_by(taken.text), before=record_lines(taken, origin))
    edited.set("sha256", seal(taken.text))
    return f"---{edited.text}---\n"
