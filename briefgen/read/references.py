"""References: every exact place in a workspace where a tag, a source or an excerpt is named.

    outline.yaml, template.yaml   citations, cite lists, via, replaces, queries
    sources/*.md                  id, marks, front matter
    *.excerpts.yaml               source, ids, tags, via, gists

`rename` changes these places, and no other character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from briefgen.model.query import And, Compare, Not, Or, Query, Tag
from briefgen.patterns import late
from briefgen.places import Place, PlaceMap
from briefgen.read.comment import TOKEN, Lines
from briefgen.read.frontmatter import split_front_matter
from briefgen.read.keys import OUTLINE, POINT, SECTIONS
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_, read_nodes
from briefgen.read.prose import read_prose
from briefgen.read.query import read_query
from briefgen.records import record


@record
class Reference:
    """`value` named at `place`, or meant there without being written (a file's name as its id).

    Where it is declared, `was` says how the old name is kept: what is inserted, and where.
    """

    kind: str  # tag | source | excerpt | origin; former: an id that a source or excerpt had
    value: str  # a tag; a source's id; source^excerpt
    place: Place | None
    what: str
    was: tuple[Place, str] | None = None
    declares: bool = False


def references(text: str, file: str) -> Iterator[Reference]:
    """Every reference in the text of one file of a workspace, in no particular order."""
    if file.endswith(".md"):
        yield from _of_source(text, file)
        return
    node, _ = read_nodes(text, file)
    if file.endswith(".excerpts.yaml"):
        yield from _of_sidecar(node, text)
    elif node is not None:
        yield from _of_yaml(node)


# -- YAML --------------------------------------------------------------------------------------


def _of_yaml(node: Node, key: str = "") -> Iterator[Reference]:
    """What is named in a node and under it; `key` is the key that it is the value of."""
    match node:
        case Mapping_(items=items):
            for name, value in items:
                if key == "origins":
                    yield Reference("origin", name.text, name.place, "origin")
                yield from _of_yaml(value, name.text)
        case Sequence_(items=values):
            for value in values:
                yield from _of_yaml(value, key)
        case Scalar(text=text, map=map) if key not in _CAPTURED:
            yield from _BY_KEY.get(key, _in_prose)(text, map)


#: Keys whose values are words of a source, or private.
_CAPTURED = frozenset({"exact", "prefix", "suffix", "remark", "sha256"})


def _in_prose(text: str, map: PlaceMap) -> Iterator[Reference]:
    prose, _ = read_prose(text, map)
    for item in prose.citations():
        yield from _cited(item.source, item.excerpt, item.place, "citation")


def _in_cites(text: str, map: PlaceMap) -> Iterator[Reference]:
    match = _CITE.match(text)
    if match:
        yield from _cited(match[1], match[2] or "", map.place(match.start(1)), "citation")


def _cited(source: str, excerpt: str, place: Place, what: str) -> Iterator[Reference]:
    yield Reference("source", source, place, what)
    if excerpt:
        yield Reference("excerpt", f"{source}^{excerpt}", _on(place, len(source) + 1), what)


def _in_names(text: str, map: PlaceMap) -> Iterator[Reference]:
    for match in re.finditer(r"[^\s,]+", text):
        yield Reference("source", match[0], map.place(match.start()), "via")


def _in_tags(text: str, map: PlaceMap) -> Iterator[Reference]:
    for match in re.finditer(r"[^\s,#]+", text):
        yield Reference("tag", match[0], map.place(match.start()), "tag")


def _in_query(text: str, map: PlaceMap) -> Iterator[Reference]:
    query, _ = read_query(text, map)
    for term in _terms(query) if query is not None else ():
        if isinstance(term, Tag):
            yield Reference("tag", term.path, _on(term.place, term.exact), "query")
        elif term.field in ("source", "via"):
            at = _on(term.place, len(term.field) + len(term.op))
            yield Reference("source", term.value, at, "query")


def _terms(query: Query) -> Iterator[Tag | Compare]:
    match query:
        case Tag() | Compare():
            yield query
        case Not(operand=operand):
            yield from _terms(operand)
        case And(operands=operands) | Or(operands=operands):
            for operand in operands:
                yield from _terms(operand)
        case _:
            return


def _on(place: Place, characters: int) -> Place:
    return Place(place.file, place.line, place.column + characters)


def _keys_of(shape: str) -> set[str]:
    """The keys of an outline whose values have this shape."""
    tables = (POINT, OUTLINE, *(own for _, own in SECTIONS.values()))
    return {key for keys in tables for key, (kind, _) in keys.items() if kind == shape}


_CITE = late(r"\s*([a-z0-9-]+)(?:\^([a-z0-9-]+))?")
_Reader = Callable[[str, PlaceMap], Iterator[Reference]]
#: Key -> what its value names; every other text is prose, in which citations are looked for.
_BY_KEY: Mapping[str, _Reader] = {
    **dict.fromkeys(_keys_of("cites"), _in_cites),
    **dict.fromkeys((*_keys_of("query"), "query"), _in_query),
    "replaces": _in_cites,
    "via": _in_names,
    "tags": _in_tags,
}

# -- sources -----------------------------------------------------------------------------------


def _of_source(text: str, file: str) -> Iterator[Reference]:
    parts = split_front_matter(text)
    if parts is None:
        return
    head, body, first_line = parts
    node, _ = read_nodes(head, file)
    front = node if isinstance(node, Mapping_) else Mapping_((), Place(file, 1, 1))
    named = front.get("id")
    source = named.text.strip() if isinstance(named, Scalar) else PurePosixPath(file).stem
    kept = _former_place(front.get("was"), text)
    yield _declared_source(source, front, kept, has_front=bool(head))
    yield from _former(front.get("was"), "source", source)
    elsewhere = set[str]()  # excerpts whose former ids stand in the front matter
    for said in _of_front_matter(front, source, text):
        elsewhere |= {said.value} if said.was else set()
        yield said
    yield from _of_marks(body, Lines(body, file, first_line), source, elsewhere)


def _declared_source(
    source: str, front: Mapping_, kept: tuple[Place, str] | None, *, has_front: bool
) -> Reference:
    named, file = front.get("id"), front.place.file
    if isinstance(named, Scalar):
        place = named.map.place(0)
        was = kept or (Place(file, place.line + 1, 1), "was: [{old}]\n")
        return Reference("source", source, place, "id", was, declares=True)
    if not has_front:
        lines = "---\nid: {new}\nwas: [{old}]\n---\n"
        return Reference("source", source, None, "id", (Place(file, 1, 1), lines), declares=True)
    lines = "id: {new}\n" if kept else "id: {new}\nwas: [{old}]\n"
    return Reference("source", source, None, "id", (Place(file, 2, 1), lines), declares=True)


def _of_front_matter(front: Mapping_, source: str, text: str) -> Iterator[Reference]:
    for key, value in front.items:
        if key.text == "excerpts" and isinstance(value, Mapping_):
            for id, said in value.items:
                was = said.get("was") if isinstance(said, Mapping_) else None
                kept = _former_place(was, text)
                at = id.map.place(0)
                yield Reference("excerpt", f"{source}^{id.text}", at, "excerpts", kept)
                yield from _former(was, "excerpt", source)
                yield from _of_yaml(said)
        elif key.text == "via":
            yield from _of_yaml(value, "via")


def _of_marks(body: str, where: Lines, source: str, elsewhere: set[str]) -> Iterator[Reference]:
    for comment in _COMMENT.finditer(body):
        tokens = list(TOKEN.finditer(body, *comment.span(1)))
        was = next((t for t in tokens if t["key"] == "was"), None)
        for token in tokens:
            if token["id"]:
                key = f"{source}^{token['id']}"
                at = where.place(token.start("id"))
                new = (_on(at, len(token["id"])), " was={old}")
                kept = (where.place(_value(was)[0]), "{old},") if was else new
                own = None if key in elsewhere else kept
                yield Reference("excerpt", key, at, "mark", own, declares=True)
            elif token["tag"]:
                yield Reference("tag", token["tag"], where.place(token.start("tag")), "mark")
            elif token["key"] in ("via", "gist", "was"):
                yield from _of_value(token, where, source)


def _of_value(token: re.Match[str], where: Lines, source: str) -> Iterator[Reference]:
    start, words = _value(token)
    if token["key"] == "was":
        for match in re.finditer(r"[^\s,]+", words):
            place = where.place(start + match.start())
            yield Reference("former", f"{source}^{match[0]}", place, "was")
        return
    begins = where.line_starts(start, start + len(words))
    anchors = tuple((at - start, *where(at)) for at in begins)
    yield from _BY_KEY.get(token["key"], _in_prose)(words, PlaceMap(where.file, anchors))


def _value(token: re.Match[str]) -> tuple[int, str]:
    group = "quoted" if token["quoted"] is not None else "bare"
    return token.start(group), token[group]


#: In a file whose marks are well formed, every comment right after a mark is that mark's.
_COMMENT = late(r"==\}\{>>(.*?)<<\}", re.DOTALL)

# -- sidecars ----------------------------------------------------------------------------------


def _of_sidecar(node: Node | None, text: str) -> Iterator[Reference]:
    top = node if isinstance(node, Mapping_) else Mapping_((), Place(""))
    named, entries = top.get("source"), top.get("excerpts")
    source = named.text.strip() if isinstance(named, Scalar) else ""
    if isinstance(named, Scalar):
        yield Reference("source", source, named.map.place(0), "source")
    for entry in entries.items if isinstance(entries, Sequence_) else ():
        id = entry.get("id") if isinstance(entry, Mapping_) else None
        if isinstance(entry, Mapping_) and isinstance(id, Scalar):
            yield _declared_excerpt(f"{source}^{id.text.strip()}", id, entry, text)
            yield from _former(entry.get("was"), "excerpt", source)
        yield from _of_yaml(entry)


def _declared_excerpt(key: str, id: Scalar, entry: Mapping_, text: str) -> Reference:
    """An entry of a sidecar, in a block or in `{}`: `was` goes after its id."""
    name = next(k for k, _ in entry.items if k.text == "id")
    flow = _from(text, entry.place).startswith("{")
    between = ", " if flow else "\n" + " " * (name.place.column - 1)
    after = _on(id.map.place(0), len(id.text) + bool(id.style))
    kept = _former_place(entry.get("was"), text) or (after, between + "was: {old}")
    return Reference("excerpt", key, id.map.place(0), "id", kept, declares=True)


# -- what was ----------------------------------------------------------------------------------


def _former(node: Node | None, kind: str, source: str) -> Iterator[Reference]:
    items = node.items if isinstance(node, Sequence_) else (node,)
    for item in (i for i in items if isinstance(i, Scalar)):
        for match in re.finditer(r"[^\s,]+", item.text):
            value = match[0] if kind == "source" else f"{source}^{match[0]}"
            yield Reference("former", value, item.map.place(match.start()), "was")


def _former_place(node: Node | None, text: str) -> tuple[Place, str] | None:
    """Where one more former id is written, before the first one; `text` is the whole file's."""
    if isinstance(node, Scalar) and not node.missing:
        return node.map.place(0), "{old}, "
    if not (isinstance(node, Sequence_) and node.items):
        return None
    flow = _from(text, node.place).startswith("[")
    between = ", " if flow else "\n" + " " * (node.place.column - 1) + "- "
    return node.items[0].place, "{old}" + between


def _from(text: str, place: Place) -> str:
    """The rest of a line from a place on."""
    return text.split("\n")[place.line - 1][place.column - 1 :]
