"""Read template.yaml (design 3.3): one audience's page, over what it extends.

Maps merge with the parent's, lists replace, `+key` appends, null removes. The merging is done on
nodes, so that every value still knows the file that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen.diagnostics import Diagnostic, WrongUse
from briefgen.model.query import Fill
from briefgen.model.source import Visibility
from briefgen.model.template import Column, PageSpec, SectionSpec, Template
from briefgen.patterns import late
from briefgen.read.gate import read_text
from briefgen.read.keys import COLUMN, COLUMNS, MEMO, PAGE, SECTION, SECTIONS, TEMPLATE, WORKED_OUT
from briefgen.read.nearest import did_you_mean
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_, read_nodes, wrong_kind
from briefgen.read.query import read_query
from briefgen.read.values import Values, missing_key, unknown_value
from briefgen.records import state

#: Sections that a page can have and no outline writes.
OWN_SECTIONS = ("sources", "changes", "sign_off")
_NAME = late(r"[a-z0-9][a-z0-9_-]*")


def read_template(name: str, folders: Sequence[Path]) -> tuple[Template | None, list[Diagnostic]]:
    """Read the template `name` from the first of `folders` that has it.

    None where it cannot be read or lacks its ceiling. Raises WrongUse where no folder has it.
    """
    chain = _chain(name, folders)
    if chain.merged is None:
        return None, chain.findings
    reader = _Reader(name, chain)
    template = reader.template(chain.merged)
    return template, chain.findings + reader.values.findings


def explain_template(name: str, folders: Sequence[Path]) -> list[tuple[str, str, str]]:
    """Every value of the template with the file that it comes from: (dotted key, value, file)."""
    merged = _chain(name, folders).merged
    return list(_leaves(merged, "")) if merged else []


def template_files(name: str, folders: Sequence[Path]) -> dict[str, Path]:
    """Every file that a template is made of, by its name in messages: its own, its parents'."""
    names = ("template.yaml", "memo.docx", "memo.md.j2")
    found = (f / name for f in _chain(name, folders).folders for name in names)
    return {f"templates/{p.parent.name}/{p.name}": p for p in found if p.is_file()}


def template_names(folders: Sequence[Path]) -> list[str]:
    """The names of all templates, sorted."""
    return sorted({path.parent.name for f in folders for path in f.glob("*/template.yaml")})


@state
class _Chain:
    """A template and what it extends: folders from its own up, and one merged mapping."""

    folders: list[Path]
    merged: Mapping_ | None
    findings: list[Diagnostic]

    def nearest(self, file: str) -> Path | None:
        """The first `file` up the chain."""
        return next((f / file for f in self.folders if (f / file).is_file()), None)


def _chain(name: str, folders: Sequence[Path]) -> _Chain:
    found = _find(name, folders)
    if found is None:
        known = template_names(folders)
        raise WrongUse(f"there is no template {name!r}", did_you_mean(name, known))
    chain = _Chain([], None, [])
    layers: list[Mapping_] = []
    while found is not None:
        folder, rest = found
        layer = _read(folder, chain)
        if layer is None:
            return chain
        chain.folders.append(folder)
        layers.append(layer)
        found = _parent(layer, folder, folders, rest, chain)
    merged = Mapping_((), layers[-1].place)
    for layer in reversed(layers):
        merged = _merged(merged, layer)
    chain.merged = merged
    return chain


def _find(name: str, folders: Sequence[Path]) -> tuple[Path, Sequence[Path]] | None:
    """The template's folder, and the folders where one of the same name may lie beneath it."""
    if _NAME.fullmatch(name):
        for number, folder in enumerate(folders):
            if (folder / name / "template.yaml").is_file():
                return folder / name, folders[number + 1 :]
    return None


def _read(folder: Path, chain: _Chain) -> Mapping_ | None:
    file = f"templates/{folder.name}/template.yaml"
    text, findings = read_text(folder / "template.yaml", file)
    node, more = read_nodes(text, file) if text else (None, [])
    chain.findings += findings + more
    if node is not None and not isinstance(node, Mapping_):
        chain.findings.append(wrong_kind(node.place, "a template is keys with values"))
        return None
    return node


def _parent(
    layer: Mapping_, folder: Path, folders: Sequence[Path], rest: Sequence[Path], chain: _Chain
) -> tuple[Path, Sequence[Path]] | None:
    """What `layer` extends; a template that extends its own name takes the one beneath it."""
    node = layer.get("extends")
    if not isinstance(node, Scalar) or node.missing:
        return None
    found = _find(node.text, rest if node.text == folder.name else folders)
    if found is None:
        hint = did_you_mean(node.text, template_names(folders))
        chain.findings.append(
            unknown_value(node.place, f"there is no template {node.text!r}", hint)
        )
    elif found[0] in chain.folders:
        what = f"the template extends itself: {' <- '.join(f.name for f in chain.folders)}"
        chain.findings.append(unknown_value(node.place, what, "break the circle"))
        return None
    return found


def _merged(parent: Mapping_, child: Mapping_) -> Mapping_:
    items = {key.text: (key, value) for key, value in parent.items}
    for key, value in child.items:
        name = key.text.removeprefix("+")
        under = items.get(name, (key, None))[1]
        if isinstance(value, Scalar) and value.missing:
            items.pop(name, None)
        elif isinstance(value, Mapping_) and isinstance(under, Mapping_ | None):
            items[name] = (key, _merged(under or Mapping_((), value.place), value))
        elif name != key.text:
            joined = Sequence_((*_items(under), *_items(value)), value.place)
            items[name] = (Scalar(name, key.place, key.style, key.map), joined)
        else:
            items[name] = (key, value)
    return Mapping_(tuple(items.values()), child.place)


def _items(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Sequence_) else (node,)


def _leaves(node: Node, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(node, Scalar):
        yield path, node.text, node.place.file
    elif isinstance(node, Mapping_):
        for key, value in node.items:
            yield from _leaves(value, f"{path}.{key.text}" if path else key.text)
    else:
        for number, value in enumerate(node.items, 1):
            yield from _leaves(value, f"{path}[{number}]")


class _Reader:
    def __init__(self, name: str, chain: _Chain) -> None:
        self.name = name
        self.chain = chain
        self.values = Values()

    def template(self, merged: Mapping_) -> Template | None:
        values = self.values
        found = values.mapping(merged, TEMPLATE)
        if "ceiling" not in found:
            hint = "add `ceiling: public`, partner, internal or restricted"
            values.findings.append(missing_key(merged.place, "ceiling", hint))
        ceiling = values.word(found.get("ceiling"), "visibility")
        sections = tuple(self._sections(found.get("sections")))
        template = Template(
            self.name,
            self.chain.folders[0],
            values.text(found.get("purpose")),
            Visibility[ceiling.upper()] if ceiling else Visibility.PUBLIC,
            self._page(found.get("page")),
            values.word(found.get("citations"), "citations") or "numbered",
            sections,
            cut=tuple(self._cut(found.get("cut"), sections)),
            header=tuple(
                values.known(item, "field of the header", (*MEMO, *WORKED_OUT))
                for item in values.items(found.get("header"))
            ),
            forbid=tuple(values.word(item, "forbid") for item in values.items(found.get("forbid"))),
            mark=tuple(values.word(item, "mark") for item in values.items(found.get("mark"))),
            wording=self._wording(found.get("wording")),
            look=self.chain.nearest("memo.docx"),
            markdown=self.chain.nearest("memo.md.j2"),
        )
        return template if ceiling else None

    def _page(self, node: Node | None) -> PageSpec:
        found = self.values.mapping(node, PAGE) if node else {}
        sizes, floors = self._sizes(found.get("sizes")), self._sizes(found.get("floors"))
        for role, floor in floors.items():
            if floor > sizes.get(role, 0) and node is not None:
                what = f"the floor of {role!r} is {floor:g}, above its size {sizes.get(role, 0):g}"
                self.values.findings.append(unknown_value(node.place, what, "lower the floor"))
        return PageSpec(
            self.values.word(found.get("paper"), "paper") or "letter",
            self.values.number(found.get("pages")) or 1,
            {role: (size, floors.get(role, size)) for role, size in sizes.items()},
        )

    def _sizes(self, node: Node | None) -> dict[str, float]:
        return {k.text: self.values.decimal(v) for k, v in self.values.pairs(node)}

    def _sections(self, node: Node | None) -> Iterator[SectionSpec]:
        values = self.values
        for item in values.items(node):
            found = values.mapping(item, SECTION)
            key = values.text(found.get("section"))
            of = tuple(values.known(n, "section", SECTIONS) for n in values.items(found.get("of")))
            if not key:
                hint = "write `section: background`, or a name beside `of` or `query`"
                values.findings.append(missing_key(item.place, "section", hint))
            elif not of and "query" not in found:
                values.known(found.get("section"), "section", (*SECTIONS, *OWN_SECTIONS))
            yield SectionSpec(
                key,
                values.word(found.get("form"), "form") or "bullets",
                values.text(found.get("heading")),
                values.number(found.get("words")) or 0,
                values.flag(found.get("protected")) or False,
                tuple(self._columns(found.get("columns"))),
                of,
                self._fill(found),
            )

    def _fill(self, found: dict[str, Node]) -> Fill | None:
        """The query of a section, with its limit and order."""
        node, values = found.get("query"), self.values
        if not isinstance(node, Scalar):
            return None
        query, findings = read_query(node.text, node.map)
        values.findings += findings
        if query is None:
            return None
        return Fill(
            query,
            values.text(node),
            node.place,
            limit=values.number(found.get("limit")),
            max_per_source=values.number(found.get("max_per_source")),
            sort=values.word(found.get("sort"), "sort"),
            show=values.word(found.get("show"), "show") or "gist",
            minimum=0,  # a section with nothing in it is left out
            repeat=values.flag(found.get("repeat")) or False,
        )

    def _columns(self, node: Node | None) -> Iterator[Column]:
        for item in self.values.items(node):
            found = self.values.mapping(item, COLUMN)
            if "width" not in found:
                hint = "add `width: 30`, percent of the text width"
                self.values.findings.append(missing_key(item.place, "width", hint))
            yield Column(
                self.values.known(found.get("holds"), "column", COLUMNS),
                self.values.text(found.get("heading")),
                self.values.decimal(found.get("width")),
            )

    def _cut(self, node: Node | None, sections: tuple[SectionSpec, ...]) -> Iterator[str]:
        free = [s.key for s in sections if not s.protected]
        for item in self.values.items(node):
            yield self.values.known(item, "section to cut (not a protected one)", free)

    def _wording(self, node: Node | None) -> dict[str, dict[str, str]]:
        return {
            language.text: {name.text: self.values.text(v) for name, v in self.values.pairs(words)}
            for language, words in self.values.pairs(node)
        }
