"""A fill's query, read by recursive descent (design 3.2).

or      := and ("or" and)*
and     := not ("and" not)*
not     := "not" not | "(" or ")" | test
test    := tag | "=" tag | FIELD OP VALUE | "is:" STATE
"""

from __future__ import annotations

import re

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.dates import parse_when
from briefgen.model.query import And, Compare, Is, Not, Or, Query, Tag
from briefgen.patterns import late
from briefgen.places import Place, PlaceMap
from briefgen.read.keys import KINDS, VISIBILITIES
from briefgen.read.nearest import did_you_mean
from briefgen.records import record

STATES = ("stale", "superseded", "orphan")
FIELDS = [
    "source",
    "speaker",
    "party",
    "via",
    "kind",
    "voice",
    "date",
    "as_of",
    "credibility",
    "reliability",
    "visibility",
    "level",
]
_ORDERED = ("date", "as_of", "credibility", "reliability", "visibility")
_VALUES = {
    "kind": KINDS,
    "voice": ("speaker", "source"),
    "visibility": VISIBILITIES,
    "reliability": tuple("ABCDEF"),
    "credibility": tuple("123456"),
}
_TODAY = late(r"today(?:[+-]\d{1,5}d)?")
_MAX_DEPTH = 30

_TOKEN = late(
    r"""(?P<space>\s+) | (?P<bracket>[()])
      | (?P<field>[\w-]+)(?P<op><=|>=|[:~<>=])(?P<value>"[^"]*"|'[^']*'|[^\s()"']*)
      | (?P<tag>=?[^\s()"'<>=:~]+)""",
    re.VERBOSE,
)


def read_query(text: str, place: Place | PlaceMap) -> tuple[Query | None, list[Diagnostic]]:
    """Read a query that stands at `place` (or along a map); None where it cannot be read."""
    if isinstance(place, Place):
        place = PlaceMap(place.file, ((0, place.line, place.column),))
    try:
        return _Parser(text, place).query(), []
    except _Wrong as wrong:
        return None, [wrong.finding]


@rule("QRY001", Severity.ERROR)
def bad_query(place: Place, what: str, hint: str = "") -> Diagnostic:
    """A query that cannot be read.

    Tags, `field:value` and `is:state` are joined by `and`, `or`, `not` and parentheses.

    Bad:
        fill: background and and not is:stale
    Good:
        fill: background and not is:stale
    """
    return bad_query.at(place, what, hint)


@rule("QRY002", Severity.ERROR)
def unknown_in_query(place: Place, what: str, hint: str) -> Diagnostic:
    """A field, state or value that no excerpt can have.

    It would match nothing, and an empty section would look like an answer.

    Bad:
        fill: positions/lines and kind:clam
    Good:
        fill: positions/lines and kind:claim
    """
    return unknown_in_query.at(place, what, hint)


class _Wrong(Exception):  # noqa: N818 - carries a finding, is never shown
    def __init__(self, finding: Diagnostic) -> None:
        super().__init__()
        self.finding = finding


@record
class _Token:
    kind: str  # word ( ) test end
    match: re.Match[str] | None
    place: Place

    @property
    def text(self) -> str:
        return self.match.group() if self.match else ""


class _Parser:
    def __init__(self, text: str, map: PlaceMap) -> None:
        self._map = map
        self._tokens = self._read(text)
        self._at = 0

    def query(self) -> Query:
        found = self._or(0)
        token = self._tokens[self._at]
        if token.kind == ")":
            raise _Wrong(bad_query(token.place, "this parenthesis closes nothing", "take it out"))
        if token.kind != "end":
            hint = "join them with `and` or `or`"
            raise _Wrong(bad_query(token.place, f"{token.text!r} follows without a joint", hint))
        return found

    def _read(self, text: str) -> list[_Token]:
        tokens, at = [], 0
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                what = f"{text[at]!r} has no meaning here"
                raise _Wrong(bad_query(self._map.place(at), what, "see `briefgen rule QRY001`"))
            kind = _kind(match)
            if kind != "space":
                tokens.append(_Token(kind, match, self._map.place(at)))
            at = match.end()
        return [*tokens, _Token("end", None, self._map.place(len(text)))]

    def _or(self, depth: int) -> Query:
        found = [self._and(depth)]
        while self._took("or"):
            found.append(self._and(depth))
        return found[0] if len(found) == 1 else Or(tuple(found))

    def _and(self, depth: int) -> Query:
        found = [self._not(depth)]
        while self._took("and"):
            found.append(self._not(depth))
        return found[0] if len(found) == 1 else And(tuple(found))

    def _not(self, depth: int) -> Query:
        token = self._tokens[self._at]
        if depth > _MAX_DEPTH:
            raise _Wrong(bad_query(token.place, "this is nested too deeply"))
        if self._took("not"):
            return Not(self._not(depth + 1))
        if self._took("("):
            inner = self._or(depth + 1)
            if not self._took(")"):
                raise _Wrong(bad_query(token.place, "this parenthesis is not closed", "add `)`"))
            return inner
        if token.kind not in ("word", "test") or token.match is None:
            what = f"a tag or a test is missing before {token.text or 'the end'!r}"
            raise _Wrong(bad_query(token.place, what, "write a tag, `field:value` or `is:stale`"))
        self._at += 1
        return _tag(token) if token.kind == "word" else _test(token.match, token.place)

    def _took(self, kind: str) -> bool:
        took = self._tokens[self._at].kind == kind
        self._at += took
        return took


def _kind(match: re.Match[str]) -> str:
    if match["space"]:
        return "space"
    if match["bracket"] or match.group() in ("and", "or", "not"):
        return match.group()
    return "test" if match["field"] else "word"


def _tag(token: _Token) -> Tag:
    path = token.text.removeprefix("=")
    if not all(path.split("/")):
        raise _Wrong(bad_query(token.place, f"{path!r} is no tag", "write it as a/b, without gaps"))
    return Tag(path, token.text.startswith("="), token.place)


def _test(match: re.Match[str], place: Place) -> Query:
    field, op, value = match["field"], match["op"], match["value"]
    value = value[1:-1] if value[:1] in ('"', "'") else value
    if op == "=":
        raise _Wrong(bad_query(place, "`=` compares nothing", f"write `{field}:{value}`"))
    if not value:
        raise _Wrong(bad_query(place, f"a value is missing after `{field}{op}`"))
    if field == "is" and op == ":":
        if value not in STATES:
            raise _Wrong(_unknown(place, "state", value, STATES))
        return Is(value, place)
    if field not in FIELDS:
        raise _Wrong(_unknown(place, "field", field, (*FIELDS, "is")))
    _see_value(field, op, value, place)
    return Compare(field, op, value, place)


def _see_value(field: str, op: str, value: str, place: Place) -> None:
    if op in ("<", "<=", ">", ">=") and field not in _ORDERED:
        what = f"{field!r} has no order, `{op}` cannot compare it"
        raise _Wrong(bad_query(place, what, f"these have one: {', '.join(_ORDERED)}"))
    if op == "~":
        return
    if field in ("date", "as_of") and not (_TODAY.fullmatch(value) or parse_when(value)):
        raise _Wrong(bad_query(place, f"{value!r} is no date", "write 2026-03-02 or today-3d"))
    known = _VALUES.get(field)
    if known and value not in known:
        raise _Wrong(_unknown(place, field, value, known))


def _unknown(place: Place, what: str, word: str, known: tuple[str, ...]) -> Diagnostic:
    return unknown_in_query(place, f"unknown {what} {word!r}", did_you_mean(word, known))
