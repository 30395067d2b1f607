"""The query language: precedence, tests, and mistakes with their place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model.query import And, Compare, Is, Not, Or, Query, Tag
from briefgen.places import Place
from briefgen.read.query import read_query

AT = Place("f", 3, 10)


def said(query: Query) -> str:
    match query:
        case Tag(path, exact):
            return "=" * exact + path
        case Compare(field, op, value):
            return f"{field}{op}{value}"
        case Is(state):
            return f"is:{state}"
        case Not(operand):
            return f"!{said(operand)}"
        case And(operands):
            return f"({' & '.join(map(said, operands))})"
        case Or(operands):
            return f"({' | '.join(map(said, operands))})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "a"),
        ("=a/b", "=a/b"),
        ("positions/*/fee", "positions/*/fee"),
        ("a and not b or c", "((a & !b) | c)"),
        ("a and (b or c)", "(a & (b | c))"),
        ("not (a or b) and not not c", "(!(a | b) & !!c)"),
        ("stakes and not (a or b)", "(stakes & !(a | b))"),
        ('speaker:"Ada Okoye" and via:letter', "(speaker:Ada Okoye & via:letter)"),
        ("speaker~oko", "speaker~oko"),
        ("date>=today-3d and date<2026-03", "(date>=today-3d & date<2026-03)"),
        ("reliability<=B and credibility<3", "(reliability<=B & credibility<3)"),
        ("a and not is:stale", "(a & !is:stale)"),
        ("visibility:public", "visibility:public"),
    ],
)
def test_what_a_query_means(text: str, expected: str) -> None:
    query, findings = read_query(text, AT)
    assert findings == []
    assert query is not None
    assert said(query) == expected


@pytest.mark.parametrize(
    ("text", "code", "column", "hint"),
    [
        ("", "QRY001", 10, "tag"),
        ("a b", "QRY001", 12, "`and` or `or`"),
        ("a and", "QRY001", 15, "tag"),
        ("(a", "QRY001", 10, "add `)`"),
        ("a)", "QRY001", 11, "take it out"),
        ('a and "b"', "QRY001", 16, ""),
        ("kind=claim", "QRY001", 10, "kind:claim"),
        ("speaker>a", "QRY001", 10, "date"),
        ("date>soon", "QRY001", 10, "today-3d"),
        ("a//b", "QRY001", 10, "a/b"),
        ("kind:clam", "QRY002", 10, "'claim'"),
        ("knd:claim", "QRY002", 10, "'kind'"),
        ("is:stail", "QRY002", 10, "'stale'"),
        ("visibility:pubic", "QRY002", 10, "'public'"),
        ("reliability<=G", "QRY002", 10, "A, B"),
        ("(" * 500 + "a", "QRY001", 41, ""),
        ("not " * 5000 + "a", "QRY001", 134, ""),
    ],
)
def test_a_mistake_is_said_at_its_place(text: str, code: str, column: int, hint: str) -> None:
    query, (finding,) = read_query(text, AT)
    assert query is None
    assert (finding.code, finding.place.column) == (code, column)
    assert hint in finding.hint


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(st.sampled_from("ab/*=:~<>()\"' and or not is kind"), max_size=40))
def test_no_text_makes_it_stumble(text: str) -> None:
    query, findings = read_query(text, AT)
    assert (query is None) == bool(findings)
