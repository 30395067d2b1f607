"""YAML as events: every value keeps its place, and text stays text.

Anchors, aliases, merge keys, tags and duplicate keys are refused, so that what the author sees is
what is read. No other module imports yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeAlias

import yaml

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.places import Place, PlaceMap
from briefgen.read.gate import forbidden, forbidden_character, forbidden_in
from briefgen.read.scalarmap import Lines
from briefgen.read.traps import defused
from briefgen.records import record

MAX_CHARACTERS = 10_000_000
MAX_DEPTH = 32

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)  # only its parser is used: events, no objects

#: What the parser says -> what the author should do.
_HINTS = (
    ("tab", "indent with spaces: YAML takes no tabs"),
    (
        "cannot start any token",
        "write this value as a block: `key: |` and the text on its own line",
    ),
    ("mapping values are not allowed", "a value that holds `: ` is written as a block (`|`)"),
    ("expected ',' or", "close the brackets, and put text that holds `, [ ] { }` in quotes"),
    ("expected ':'", "a line must be `key: value` or `- item`; text goes below `key: |`"),
    ("unknown escape", "use single quotes or a block (`|`): there a backslash is a backslash"),
    ("unexpected end of stream", "close the quotation mark or bracket that was opened here"),
    ("block sequence entries", "put the list on its own lines, below the key"),
    ("expected key", "see that this line is indented like its neighbours"),
    ("block end", "see that this line is indented like its neighbours"),
)

#: Characters that YAML 1.1 takes for line ends or refuses, and that are text to us.
_SHIELDED = [chr(c) for c in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF)]


@record
class Scalar:
    """A text; `style` is "" (plain), one of the quotation marks, `|` or `>`."""

    text: str
    place: Place
    style: str
    map: PlaceMap

    @property
    def missing(self) -> bool:
        """Whether nothing was written: `key:`, `key: ~` or `key: null`."""
        return self.style == "" and self.text in ("", "~", "null")


@record
class Mapping_:  # noqa: N801 - `Mapping` is the name of the abstract class
    """Keys and values in the order of the file, each key once."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        return next((value for name, value in self.items if name.text == key), None)


@record
class Sequence_:  # noqa: N801 - as `Mapping_`
    """A list."""

    items: tuple[Node, ...]
    place: Place


Node: TypeAlias = Scalar | Mapping_ | Sequence_


def read_nodes(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML document; None where it cannot be parsed. An empty file is an empty mapping.

    Values that fell into a trap are read as the author typed them, so that the rest is seen too.
    """
    node, findings = _nodes(text, file)
    return node, list(findings)


@lru_cache(maxsize=64)  # `watch` reads the same templates and front matter at every save
def _nodes(text: str, file: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    if len(text) > MAX_CHARACTERS:
        what = f"the file has more than {MAX_CHARACTERS} characters"
        return None, (not_yaml(Place(file), what, "split it"),)
    safe, traps = defused(text, file)
    node, findings = _parse(safe, file)
    trapped = {found.place.line for found in traps}
    return node, (*traps, *(f for f in findings if f.place.line not in trapped or _stands(f)))


def _stands(finding: Diagnostic) -> bool:
    """Whether a finding on the line of a trap says something that the trap does not."""
    return finding.code not in ("YML001", "YML003")


def _parse(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    builder = _Builder(text, file)
    try:
        node = builder.document()
    except yaml.reader.ReaderError:
        return None, forbidden_in(text, file) or [
            not_yaml(Place(file), "unreadable characters", "")
        ]
    except yaml.MarkedYAMLError as error:
        return None, [*builder.findings, _syntax(error, file)]
    except _TooDeep as error:
        what = f"lists or mappings are nested deeper than {MAX_DEPTH} levels"
        return None, [not_yaml(error.place, what, "an outline needs five")]
    return node, builder.findings


@rule("YML001", Severity.ERROR)
def not_yaml(place: Place, what: str, hint: str) -> Diagnostic:
    """The file is no YAML.

    Nothing of a file that cannot be parsed is used: half an outline is another outline.

    Bad:
        parties: {authority: {name: Harbour Authority}
    Good:
        parties: {authority: {name: Harbour Authority}}
    """
    return not_yaml.at(place, what, hint)


@rule("YML003", Severity.ERROR)
def yaml_feature(place: Place, what: str) -> Diagnostic:
    """Anchors, aliases, merge keys and tags are not taken.

    They make a value stand elsewhere than one reads it, and a few lines of them can fill a memory.

    Bad:
        positions: {authority: &same {stated: x}, lines: *same}
    Good:
        positions: {authority: {stated: x}, lines: {stated: x}}
    """
    return yaml_feature.at(
        place, f"{what} is not taken here", "write the value out, or put it in quotes"
    )


@rule("YML004", Severity.ERROR)
def duplicate_key(place: Place, key: str, first: Place) -> Diagnostic:
    """The same key twice in one mapping.

    YAML readers keep the last one without a word, and what the first one says would be lost.

    Bad:
        background: One.
        background: Two.
    Good:
        background: [One., Two.]
    """
    return duplicate_key.at(
        place, f"{key!r} stands here twice", f"first on line {first.line}: join the two, or rename"
    )


@rule("YML006", Severity.ERROR)
def wrong_kind(place: Place, what: str, hint: str = "", about: str = "") -> Diagnostic:
    """A value of the wrong kind: a list where a text belongs, or the like.

    Bad:
        title: [Harbour, fee]
    Good:
        title: Harbour fee
    """
    return wrong_kind.at(place, what, hint, about=about)


class _TooDeep(Exception):  # noqa: N818 - never shown
    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class _Builder:
    """Builds nodes from the parser's events."""

    def __init__(self, text: str, file: str) -> None:
        self.findings: list[Diagnostic] = []
        self.file = file
        self._shield, self._unshield = _shields(text)
        self._lines = Lines(text, file)
        safe = text.translate(self._shield) if self._shield else text
        self._events: Iterator[Any] = yaml.parse(safe, Loader=_LOADER)

    def document(self) -> Node:
        """Read the only document of the stream."""
        found: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and found is not None:
                what = "a second document begins here"
                self.findings.append(not_yaml(self._place(event), what, "take out the line `---`"))
                break
            if isinstance(event, yaml.NodeEvent):
                found = self._node(event, 0)
        empty = Mapping_((), Place(self.file, 1, 1))
        return empty if found is None or (isinstance(found, Scalar) and found.missing) else found

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _TooDeep(self._place(event))
        self._refuse_features(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence_(tuple(self._items(depth)), self._place(event))
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping_(tuple(self._pairs(depth)), self._place(event))
        return self._scalar(event)

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Place] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if self._is_new(key, seen) and isinstance(key, Scalar):
                yield key, value

    def _is_new(self, key: Node, seen: dict[str, Place]) -> bool:
        if not isinstance(key, Scalar):
            self.findings.append(
                wrong_kind(key.place, "a key must be a text, not a list or mapping")
            )
            return False
        if key.text == "<<" and key.style == "":
            self.findings.append(yaml_feature(key.place, "the merge key `<<`"))
            return False
        if key.text in seen:
            self.findings.append(duplicate_key(key.place, key.text, seen[key.text]))
            return False
        seen[key.text] = key.place
        return True

    def _scalar(self, event: Any) -> Scalar:
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            place = self._place(event)
            return Scalar("", place, "", PlaceMap(self.file, ((0, place.line, place.column),)))
        style = event.style or ""  # libyaml gives "" for plain scalars, pure Python None
        text = event.value.translate(self._unshield) if self._unshield else event.value
        where = self._lines.scalar(text, style, mark.line, mark.column)
        if style == '"':  # its escapes can name characters that the gate has not seen
            raw = self._lines.text[
                self._lines.index(mark.line, mark.column) : self._lines.index(
                    event.end_mark.line, event.end_mark.column
                )
            ]
            hidden = [] if forbidden(raw) else forbidden(text)
            self.findings += [forbidden_character(where.place(at), name) for at, name in hidden]
        return Scalar(text, self._place(event), style, where)

    def _refuse_features(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is None and tag is None:
            return
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self.findings.append(yaml_feature(place, f"the alias `*{event.anchor}`"))
        elif event.anchor is not None:
            self.findings.append(yaml_feature(place, f"the anchor `&{event.anchor}`"))
        if tag is not None:
            self.findings.append(yaml_feature(place, f"the tag `{tag}`"))

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)


def _shields(text: str) -> tuple[dict[int, int], dict[int, int]]:
    """Tables that put private characters for those that YAML would change, and back."""
    present = (
        sorted(set(text).intersection(_SHIELDED)) if not text.isascii() or "\x7f" in text else []
    )
    free = (c for c in range(0xF0000, 0xFFFFD) if chr(c) not in text)
    there = {ord(char): code for char, code in zip(present, free, strict=False)}
    return there, {code: char for char, code in there.items()}


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    problem = str(error.problem or error.context or "cannot be parsed")
    hint = next(
        (h for words, h in _HINTS if words in problem), "look at this line and the one above"
    )
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    return not_yaml(place, f"this is no YAML: {' '.join(problem.split())}", hint)
