"""The sections of an outline, read into points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.model.outline import NO_PARTY, SLOTS, Deed, Point
from briefgen.model.prose import Prose
from briefgen.model.query import Fill
from briefgen.model.source import Visibility
from briefgen.patterns import late
from briefgen.places import Place, PlaceMap
from briefgen.read.keys import FILL, SECTIONS, Keys, section_keys
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_, wrong_kind
from briefgen.read.prose import part_of
from briefgen.read.query import read_query
from briefgen.read.values import Values, missing_key, unknown_key, unknown_value
from briefgen.records import record

#: A new point begins at a `- ` line or after a blank line of a block.
_BREAK = late(r"^[ \t]*-(?:[ \t]+|$)|\n[ \t]*\n", re.MULTILINE)
_ID = late(r"[\w.-]+")


@record
class Section:
    """Where points stand: `positions`, party `authority`, slot `claims`."""

    name: str
    place: Place
    party: str = ""
    slot: str = ""

    @property
    def path(self) -> str:
        """What the keys of its points begin with."""
        return "/".join(filter(None, (self.name, self.party, self.slot)))


class Points:
    """Reads sections into points."""

    def __init__(self, values: Values, parties: Iterable[str]) -> None:
        """Collect findings in `values`; `parties` are the ids that positions and stakes know."""
        self.sections: list[Section] = []
        self.addressed: list[tuple[str, Place]] = []  # templates that points are for
        self._values = values
        self._parties = (*parties, *NO_PARTY)
        self._ids: dict[str, Place] = {}
        self._numbers: Counter[str] = Counter()

    def read(self, name: Scalar, node: Node) -> Iterator[Point]:
        """The points of the section that begins at the key `name`."""
        for section, value in self._parts(name, node):
            self.sections.append(section)
            for item in self._values.items(value):
                yield from self._points(section, item)
        self._values.about = ""

    def _parts(self, name: Scalar, node: Node) -> Iterator[tuple[Section, Node]]:
        """A section as one list of points; positions and stakes by party, positions by slot."""
        if name.text not in ("positions", "stakes"):
            yield Section(name.text, name.place), node
            return
        for party, value in self._values.pairs(node):
            if party.text not in self._parties:
                found = unknown_key(party.place, "party", party.text, self._parties)
                self._values.findings.append(found)
            elif name.text == "stakes":
                yield Section("stakes", party.place, party.text), value
            else:
                yield from self._slots(party, value)

    def _slots(self, party: Scalar, node: Node) -> Iterator[tuple[Section, Node]]:
        if not isinstance(node, Mapping_) or node.get("text") or node.get("fill"):
            yield Section("positions", party.place, party.text, "stated"), node
            return
        for slot, value in node.items:
            if slot.text in SLOTS:
                yield Section("positions", slot.place, party.text, slot.text), value
            else:
                found = unknown_key(slot.place, "key", slot.text, SLOTS)
                self._values.findings.append(found)

    def _points(self, section: Section, node: Node) -> Iterator[Point]:
        if isinstance(node, Scalar):
            for part in split_block(node):
                key = self._values.about = self._path(section)
                text = self._values.prose(part)
                if text is not None:
                    yield _point(section, key, text.place(), text=text)
        elif isinstance(node, Sequence_):
            what = "a list inside a list"
            self._refuse(wrong_kind(node.place, what, "a point is a text or a mapping"))
        else:
            yield from self._from_mapping(section, node)

    def _from_mapping(self, section: Section, node: Mapping_) -> Iterator[Point]:
        values = self._values
        path = self._path(section)
        id = node.get("id")
        values.about = (id.text if isinstance(id, Scalar) else "") or path
        main, _ = SECTIONS[section.name]
        keys = section_keys(section.name)
        keys = {**keys, **FILL} if node.get("fill") else keys
        found = values.mapping(node, keys)
        text, fill = self._main(found.get(main)), self._fill(found)
        if (text is None) == (fill is None):
            self._no_single_statement(node, main, found)
            return
        own = "for" in SECTIONS[section.name][1]
        date = values.date(found.get("date"))
        yield _point(
            section,
            self._id(found.get("id")) or path,
            node.place,
            text=text,
            fill=fill,
            show=fill.show if fill else "",
            id=values.text(found.get("id")),
            party=values.known(found.get("party"), "party", self._parties) or section.party,
            date=date,
            kind=values.word(found.get("kind"), "kind"),
            visibility=self._visibility(node, keys),
            weight=values.number(found.get("weight"), 50),
            audiences=() if own else self._audiences(found.get("for")),
            fields=dict(self._fields(section, found)),
            cite=values.cites(found.get("cite")) + values.cites(found.get("members")),
            replaces=values.text(found.get("replaces")),
            change=values.word(found.get("change"), "change"),
            withdrawn=values.text(found.get("withdrawn")),
            deed=self._deed(found),
            noqa=tuple((c.text, values.text(r)) for c, r in values.pairs(found.get("noqa"))),
        )

    def _deed(self, found: dict[str, Node]) -> Deed | None:
        """Who did what to whom; nothing without a subject and a verb."""
        said = [self._values.text(found.get(key)) for key in ("subject", "verb", "object")]
        return Deed(*said) if said[0] and said[1] else None

    def _main(self, node: Node | None) -> Prose | None:
        if isinstance(node, Scalar) and node.style == "|":
            parts = split_block(node)
            if len(parts) > 1:
                what = "several points in one"
                hint = "make each a point of its own: `- ` lines below the section's key"
                self._refuse(wrong_kind(parts[1].place, what, hint, self._values.about))
            node = parts[0] if parts else None
        return self._values.prose(node)

    def _no_single_statement(self, node: Mapping_, main: str, found: dict[str, Node]) -> None:
        about = self._values.about
        if "fill" in found and main in found:
            what = f"both {main!r} and 'fill'"
            self._refuse(wrong_kind(node.place, what, "make two points of it", about))
        elif "fill" not in found:
            hint = f"write `{main}: |` and the words below, or `fill: QUERY`"
            self._refuse(missing_key(node.place, main, hint, about))

    def _fill(self, found: dict[str, Node]) -> Fill | None:
        node = found.get("fill")
        text = self._values.text(node)
        if not isinstance(node, Scalar):
            return None
        query, findings = read_query(node.text, node.map)
        for finding in findings:
            self._refuse(finding)
        if query is None:
            return None
        values = self._values
        return Fill(
            query,
            text,
            node.place,
            limit=values.number(found.get("limit")),
            sort=values.word(found.get("sort"), "sort"),
            show=values.word(found.get("show"), "show") or "gist",
            minimum=values.number(found.get("min")) or 1,
            max_per_source=values.number(found.get("max_per_source")),
            repeat=values.flag(found.get("repeat")) or False,
        )

    def _fields(self, section: Section, found: dict[str, Node]) -> Iterator[tuple[str, Prose]]:
        main, own = SECTIONS[section.name]
        for key, (shape, _) in own.items():
            if key == main or shape == "cites" or key not in found:
                continue
            if shape.startswith("word:"):
                self._values.word(found[key], shape.removeprefix("word:"))
            prose = self._values.prose(found[key])
            if prose is not None:
                yield key, prose

    def _visibility(self, point: Mapping_, keys: Keys) -> Visibility | None:
        """As set; where it, or a key that may be it, is misspelt: restricted, and an error."""
        node = point.get("visibility")
        about, self._values.about = self._values.about, ""  # never withheld with the point
        word = self._values.word(node, "visibility")
        self._values.about = about
        if node is None and all(name.text in keys for name, _ in point.items):
            return None
        return Visibility[word.upper()] if word else Visibility.RESTRICTED

    def _audiences(self, node: Node | None) -> tuple[str, ...]:
        """The templates that a point is for; whether they exist, `resolve` says (VIS002)."""
        named = [(self._values.text(item), item.place) for item in self._values.items(node)]
        self.addressed += [pair for pair in named if pair[0]]
        if node is not None and not any(text for text, _ in named):
            hint = "name a template, such as `for: [press]`, or take the line out"
            self._refuse(unknown_value(node.place, "'for' names no template", hint))
        return tuple(text for text, _ in named if text)

    def _id(self, node: Node | None) -> str:
        id = self._values.text(node)
        if node is None or not id:
            return ""
        if not _ID.fullmatch(id):
            hint = "use letters, digits, `-`, `_` and `.`"
            self._refuse(unknown_value(node.place, f"{id!r} is no id", hint))
        if id in self._ids:
            hint = f"first on line {self._ids[id].line}: choose another"
            self._refuse(unknown_value(node.place, f"the id {id!r} is used twice", hint))
        self._ids.setdefault(id, node.place)
        return id

    def _path(self, section: Section) -> str:
        self._numbers[section.path] += 1
        return f"{section.path}/{self._numbers[section.path]}"

    def _refuse(self, finding: Diagnostic) -> None:
        self._values.findings.append(finding)


def split_block(node: Scalar) -> list[Scalar]:
    """The points of a block: its `- ` lines, or what blank lines part. Other texts are one."""
    if node.style != "|":
        return [] if node.missing else [node]
    edges = [(m.start(), m.end()) for m in _BREAK.finditer(node.text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(node.text)]
    return [
        _slice(node, start, end)
        for start, end in zip(starts, ends, strict=True)
        if node.text[start:end].strip()
    ]


def _slice(node: Scalar, start: int, end: int) -> Scalar:
    map = PlaceMap(node.map.file, tuple(part_of(node.map, start, end)))
    return Scalar(node.text[start:end], map.place(0), node.style, map)


def _point(section: Section, key: str, place: Place, **more: object) -> Point:
    party = more.pop("party", "") or section.party
    return Point(key, section.name, place, party=str(party), slot=section.slot, **more)  # type: ignore[arg-type]  # the callers' keywords are Point's own
