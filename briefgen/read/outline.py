"""Read outline.yaml (design 3.2): what the author says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from briefgen.diagnostics import Diagnostic
from briefgen.model.dates import When
from briefgen.model.outline import Name, Origin, Outline, Party, Point
from briefgen.places import Place
from briefgen.read.gate import read_text
from briefgen.read.keys import MEMO, NAME, ORIGIN, OUTLINE, PARTY, SECTIONS, Keys
from briefgen.read.nodes import Mapping_, Node, Scalar, read_nodes
from briefgen.read.points import Points
from briefgen.read.values import Values, missing_key, unknown_key, unknown_value

T = TypeVar("T")


def read_outline(path: Path, file: str, slug: str) -> tuple[Outline | None, list[Diagnostic]]:
    """Read the outline `path`, called `file` in messages, of the brief `slug`.

    None where it is no YAML, or has no title or no `as_of`; all findings come at once.
    """
    text, findings = read_text(path, file)
    if not text and any(f.is_error for f in findings):
        return None, findings
    outline, more = parse_outline(text, file, slug)
    return outline, findings + more


def parse_outline(text: str, file: str, slug: str) -> tuple[Outline | None, list[Diagnostic]]:
    """Read the text of an outline, as `read_outline` does."""
    root, findings = read_nodes(text, file)
    if root is None:
        return None, findings
    reader = _Reader(file, slug)
    outline = reader.outline(root)
    return outline, findings + reader.values.findings


class _Reader:
    def __init__(self, file: str, slug: str) -> None:
        self.file = file
        self.slug = slug
        self.values = Values()
        self.addressed: list[tuple[str, Place]] = []  # templates under `memo`

    def outline(self, root: Node) -> Outline | None:
        found = self.values.mapping(root, {**OUTLINE, **dict.fromkeys(SECTIONS, ("", ""))})
        title, as_of = self._title(found), self._as_of(found)
        parties = self._entries(found.get("parties"), self._party)
        names = self._entries(found.get("names"), self._name(parties))
        origins = self._entries(found.get("origins"), self._origin)
        memo, memo_for = self._memo(found.get("memo"))
        points = Points(self.values, [p.id for p in parties])
        read = tuple(self._points(points, root))
        if not title or as_of is None:
            return None
        return Outline(
            self.slug,
            self.file,
            title,
            as_of,
            Place(self.file, 1, 1),
            lang=self.values.text(found.get("lang")) or "en",
            memo=memo,
            memo_for=memo_for,
            addressed=(*self.addressed, *points.addressed),
            parties=parties,
            names=names,
            origins=origins,
            points=read,
            sections=tuple((s.name, s.party, s.slot, s.place) for s in points.sections),
            terms=self.values.texts(found.get("terms")),
            deprecated={
                n.text: self.values.text(v) for n, v in self.values.pairs(found.get("tags"))
            },
            title_place=found["title"].place,
            memo_place=found["memo"].place if "memo" in found else None,
        )

    def _points(self, points: Points, root: Node) -> Iterator[Point]:
        for name, node in root.items if isinstance(root, Mapping_) else ():
            if isinstance(name, Scalar) and name.text in SECTIONS:
                yield from points.read(name, node)

    def _title(self, found: dict[str, Node]) -> str:
        title = self.values.text(found.get("title"))
        if not title:
            self._missing(found.get("title"), "title", "add a line such as `title: Harbour fees`")
        return title

    def _as_of(self, found: dict[str, Node]) -> When | None:
        node = found.get("as_of")
        when = self.values.date(node)
        if node is None or not self.values.text(node):
            hint = "add the day that the memo speaks of, such as `as_of: 2026-03-05`"
            self._missing(node, "as_of", hint)
        elif when is not None and not when.exact:
            what = f"as_of must be one day, {when.text!r} is several"
            self.values.findings.append(unknown_value(node.place, what, "write it as 2026-03-05"))
        return when if when is not None and when.exact else None

    def _missing(self, node: Node | None, key: str, hint: str) -> None:
        place = node.place if node is not None else Place(self.file, 1, 1)
        self.values.findings.append(missing_key(place, key, hint))

    def _entries(self, node: Node | None, read: Callable[[Scalar, Node], T]) -> tuple[T, ...]:
        return tuple(read(name, value) for name, value in self.values.pairs(node))

    def _party(self, id: Scalar, node: Node) -> Party:
        found = self._named(node, PARTY)
        name = self.values.text(found.get("name")) or id.text
        return Party(id.text, name, id.place, self.values.texts(found.get("also")))

    def _name(self, parties: tuple[Party, ...]) -> Callable[[Scalar, Node], Name]:
        def read(name: Scalar, node: Node) -> Name:
            found, values = self.values.mapping(node, NAME), self.values
            return Name(
                name.text,
                name.place,
                short=values.text(found.get("short")),
                role=values.text(found.get("role")),
                party=values.known(found.get("party"), "party", [p.id for p in parties]),
                also=values.texts(found.get("also")),
                never=values.texts(found.get("never")),
                confusable=values.texts(found.get("confusable")),
            )

        return read

    def _origin(self, id: Scalar, node: Node) -> Origin:
        found = self._named(node, ORIGIN)
        name = self.values.text(found.get("name")) or id.text
        also, seen = self.values.texts(found.get("also")), self.values.flag(found.get("seen"))
        return Origin(id.text, name, id.place, also, seen)

    def _named(self, node: Node, keys: Keys) -> dict[str, Node]:
        """A mapping with a name; the name alone is short for it."""
        if isinstance(node, Scalar) and not node.missing:
            return {"name": node}
        return self.values.mapping(node, keys)

    def _memo(self, node: Node | None) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
        own: dict[str, str] = {}
        by_template: dict[str, dict[str, str]] = {}
        for name, value in self.values.pairs(node):
            if name.text in MEMO:
                own[name.text] = self.values.text(value)
            elif isinstance(value, Mapping_):
                found = self.values.mapping(value, MEMO)
                by_template[name.text] = {k: self.values.text(v) for k, v in found.items()}
                self.addressed.append((name.text, name.place))
            else:
                self.values.findings.append(unknown_key(name.place, "key", name.text, MEMO))
        return own, by_template
