"""What is new, on random editions: every statement is accounted for once, and marks agree with it."""

from __future__ import annotations

from collections import Counter

import pytest

from briefgen.change.align import units
from briefgen.compose.telling import told
from briefgen.compose.wording import Wording
from briefgen.edition.bare import bare, unmarked
from briefgen.edition.news import news, statements
from briefgen.edition.store import Edition
from briefgen.model.brief import Brief, Selection
from briefgen.model.dates import parse_when
from briefgen.model.document import Document, paragraphs
from briefgen.model.news import MARKED, Change, News, Standing
from briefgen.model.outline import Outline, Point
from briefgen.model.source import Visibility
from briefgen.places import NOWHERE
from briefgen.records import replace
from tests.change.random_editions import pair

WORDS = Wording(
    {"en": {"mark.new": "NEW", "mark.updated": "UPDATED", "mark.corrected": "CORRECTED"}}, "en"
)


def selection_of(document: Document) -> Selection:
    """A selection that has a point for every origin of a document."""
    as_of = parse_when("2026-03-05")
    assert as_of is not None
    sections = {u.origin: u.section for u in units(document) if u.origin}
    points = tuple(Point(key, section, NOWHERE) for key, section in sections.items())
    return Selection(Brief(Outline("x", "outline.yaml", "X", as_of, NOWHERE, points=points), {}))


def edition_of(document: Document) -> Edition:
    made = statements(selection_of(document))
    return Edition(
        1, "2026-03-05", "x", "executive", Visibility.INTERNAL, document, statements=made
    )


def since(old: Document, new: Document) -> News:
    return news(edition_of(old), new, selection_of(new))


@pytest.mark.parametrize("seed", range(60))
def test_every_statement_of_both_editions_is_accounted_for(seed: int) -> None:
    old, new = pair(seed)
    found = since(old, new)
    today = [e.key for e in found.entries if e.change not in {Change.WITHDRAWN, Change.DROPPED}]
    assert Counter(today) == Counter({u.origin for u in units(bare(new)) if u.origin})
    said = {part.strip() for e in found.entries for part in e.was.split(" · ")}
    assert {u.text.strip() for u in units(bare(old)) if u.origin} <= {*said, ""}  # kept or gone
    assert 0 <= found.share <= 1.01


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_nothing_is_new_since_the_same_edition(seed: int) -> None:
    _, new = pair(seed)
    found = since(new, new)
    assert {e.change for e in found.entries} <= {Change.SAME}
    assert not found.counts


@pytest.mark.parametrize("seed", range(60))
def test_marks_stand_where_the_news_says_and_come_off_again(seed: int) -> None:
    old, new = pair(seed)
    found = since(old, new)
    blocks = tuple(
        told(
            list(new.blocks), Standing(2, replaces=(1, "2026-03-05"), news=found), WORDS, line=True
        )
    )
    marked = replace(new, blocks=blocks)
    barred = {p.origin for p in paragraphs(blocks) if p.bar}
    wanted = set() if found.rewritten else {e.key for e in found.entries if e.change in MARKED}
    assert barred == wanted
    assert unmarked(marked) == new
