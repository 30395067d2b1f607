"""A .docx as parts and their relationships (ECMA-376 part 2: Open Packaging Conventions).

    open_package -> parts that are reached from the package, the XML of some -> packed

What no relationship reaches is not in the package: to drop a relationship is to drop its part.
python-docx does the same, and takes as long to be imported as a page takes to be checked
(docs/figures.md); of all that it can do the writer needs no more than this.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from briefgen.records import field, state
from briefgen.write.word.package import pack
from briefgen.write.word.xml import Element, R, escape

OPC = "http://schemas.openxmlformats.org/package/2006"
CORE = f"{OPC}/relationships/metadata/core-properties"
APP = f"{R}/extended-properties"
#: The kinds of parts that a memo changes: these are parsed, all others travel as they are.
_CHANGED = ("document.main", "styles", "settings", "numbering", "header", "footer", "footnotes")
_RELATION = f"{{{OPC}/relationships}}Relationship"
#: As `xml.PARSER`; indentation between elements goes.
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True
)


@state
class Relation:
    """A relationship: to a part, or to an address outside (`part` is None)."""

    kind: str  # the URI of its type
    part: Part | None = None
    address: str = ""


@state
class Part:
    """A part of a package: its bytes, or its root where a memo changes it."""

    name: str  # as the zip has it, "word/document.xml"; "" for the package itself
    type: str = ""
    data: bytes = b""
    root: Element | None = None
    relations: dict[str, Relation] = field(default_factory=dict)

    def related(self, kind: str) -> Part | None:
        """The first part that a relationship of this kind leads to."""
        return next((r.part for r in self.relations.values() if r.kind == kind), None)

    def relate(self, kind: str, part: Part | None, address: str = "") -> str:
        """The id of a relationship, made with the first free number where there is none yet."""
        for id, known in self.relations.items():
            if (known.kind, known.address) == (kind, address) and known.part is part:
                return id
        numbers = range(1, len(self.relations) + 2)
        free = next(id for n in numbers if (id := f"rId{n}") not in self.relations)
        self.relations[free] = Relation(kind, part, address)
        return free

    def content(self) -> bytes:
        """The part as the file holds it."""
        return self.data if self.root is None else _bytes(self.root)


def content_type(kind: str) -> str:
    """The content type of a part of a Word document: "styles", "header", ..."""
    return f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"


def open_package(data: bytes) -> tuple[Part, Part]:
    """The package of a .docx, and its main part.

    Raises BadZipFile, KeyError (a part or its type is missing), ValueError (no Word document) and
    XMLSyntaxError.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _Reader(archive).read()
    document = package.related(f"{R}/officeDocument")
    if document is None or document.type != content_type("document.main"):
        raise ValueError("no Word document")
    return package, document


def root_of(part: Part | None) -> Element:
    """The root of a part that must be there. Raises KeyError."""
    if part is None or part.root is None:
        raise KeyError("a part is missing")
    return part.root


def packed(package: Part) -> bytes:
    """The file: every part that is reached from the package, with its relationships."""
    parts = {part.name: part for part in _reached(package, {})}
    files = {"[Content_Types].xml": _content_types(parts)}
    files |= {name: part.content() for name, part in parts.items()}
    files |= {_relations_of(p.name): _relations(p) for p in [package, *parts.values()]
              if p.relations}  # fmt: skip
    return pack(files)


# -- reading -------------------------------------------------------------------------------------


class _Reader:
    """Follows the relationships from the package on; each part is read once."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._parts: dict[str, Part] = {}
        root = etree.fromstring(archive.read("[Content_Types].xml"), _PARSER)
        keyed = [(e.get("PartName") or f"*.{e.get('Extension')}", e.get("ContentType"))
                 for e in root.iter(etree.Element)]  # fmt: skip
        self._types = {key.lower(): type or "" for key, type in keyed}

    def read(self) -> Part:
        """The package, and all that it is related to."""
        package = Part("")
        self._relate(package)
        return package

    def _relate(self, part: Part) -> None:
        name = _relations_of(part.name)
        if name not in self._names:
            return
        for element in etree.fromstring(self._archive.read(name), _PARSER).iter(_RELATION):
            id, kind, target = (element.get(key, "") for key in ("Id", "Type", "Target"))
            if element.get("TargetMode") == "External":
                part.relations[id] = Relation(kind, None, target)
            else:
                part.relations[id] = Relation(kind, self._part(_absolute(part.name, target)))

    def _part(self, name: str) -> Part:
        if name not in self._parts:
            part = self._parts[name] = Part(name, self._type(name), self._archive.read(name))
            if part.type in map(content_type, _CHANGED):
                part.root = etree.fromstring(part.data, _PARSER)
            self._relate(part)
        return self._parts[name]

    def _type(self, name: str) -> str:
        own = self._types.get(f"/{name}".lower())
        return own or self._types[f"*.{_ending(name)}"]


def _absolute(source: str, target: str) -> str:
    """The name of the part that a part's relationship leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _ending(name: str) -> str:
    return posixpath.splitext(name)[1][1:].lower()


# -- writing -------------------------------------------------------------------------------------


def _reached(part: Part, seen: dict[str, Part]) -> Iterator[Part]:
    for relation in part.relations.values():
        target = relation.part
        if target is not None and target.name not in seen:
            seen[target.name] = target
            yield target
            yield from _reached(target, seen)


def _content_types(parts: Mapping[str, Part]) -> bytes:
    """Pictures and fonts are told by their endings, parts of XML by their names."""
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    defaults["xml"] = "application/xml"
    named = {}
    for name, part in parts.items():
        if part.type.endswith("+xml") or defaults.setdefault(_ending(name), part.type) != part.type:
            named[f"/{name}"] = part.type
    rows = [_row("Default", Extension=e, ContentType=defaults[e]) for e in sorted(defaults)]
    rows += [_row("Override", PartName=n, ContentType=named[n]) for n in sorted(named)]
    return _listed("Types", "content-types", rows)


def _relations(source: Part) -> bytes:
    folder, rows = f"/{posixpath.dirname(source.name)}", []
    for id, relation in source.relations.items():
        told = {"Id": id, "Type": relation.kind}
        if relation.part is None:
            told |= {"Target": relation.address, "TargetMode": "External"}
        else:
            told["Target"] = posixpath.relpath(f"/{relation.part.name}", folder)
        rows.append(_row("Relationship", **told))
    return _listed("Relationships", "relationships", rows)


def _row(name: str, **told: str) -> str:
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in told.items())
    return f"<{name}{attributes}/>"


def _listed(name: str, namespace: str, rows: list[str]) -> bytes:
    root = f'<{name} xmlns="{OPC}/{namespace}">{"".join(rows)}</{name}>'
    return _bytes(etree.fromstring(root, _PARSER))


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)
