"""Find the workspace, its briefs, its templates and its sources.

The root is the nearest folder upward with briefgen.yaml, else with briefs/, else the folder itself
where it holds an outline.yaml (then the brief is that folder).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import briefgen
from briefgen.diagnostics import Diagnostic, Severity, WrongUse, rule
from briefgen.model.source import Source
from briefgen.places import Place
from briefgen.read.gate import read_text
from briefgen.read.keys import WORDS, WORKSPACE
from briefgen.read.nearest import did_you_mean
from briefgen.read.nodes import Node, Scalar, read_nodes
from briefgen.read.values import Values, unknown_value
from briefgen.records import field, record

OUTLINE = "outline.yaml"


@record
class Settings:
    """What briefgen.yaml says; all of it is optional."""

    templates: tuple[str, ...] = ("executive",)  # `for`
    formats: tuple[str, ...] = ("docx", "md")  # `to`
    paper: str = ""  # over the template's
    findings: tuple[Diagnostic, ...] = ()


@record
class Workspace:
    """A folder of briefs. `alone` says that the root itself is the only brief."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    alone: bool = False

    def slugs(self) -> list[str]:
        """The names of all briefs, sorted."""
        if self.alone:
            return [self.root.name]
        return sorted(p.parent.name for p in self.root.glob(f"briefs/*/{OUTLINE}"))

    def folder(self, brief: str) -> Path:
        """The folder of a brief: a slug, a folder or an outline file.

        Raises WrongUse where there is none, with the nearest slug.
        """
        slug = self.slug(brief)
        return self.root if self.alone else self.root / "briefs" / slug

    def slug(self, brief: str) -> str:
        """The slug of a brief, named as in `folder`."""
        known = self.slugs()
        if brief in known:
            return brief
        path = Path(brief).absolute()
        folder = path.parent if path.name == OUTLINE else path
        for slug in known:
            if folder.resolve() == self._at(slug).resolve():
                return slug
        hint = did_you_mean(brief, known) or "`briefgen init` and `briefgen new` make one"
        raise WrongUse(f"there is no brief {brief!r} in {self.root.name}", hint)

    def name(self, path: Path) -> str:
        """The path as messages give it: relative to the root, with `/`."""
        return path.relative_to(self.root).as_posix()

    def _at(self, slug: str) -> Path:
        return self.root if self.alone else self.root / "briefs" / slug


def find_workspace(start: Path) -> Workspace:
    """The workspace that `start` (a folder or a file) lies in. Raises WrongUse where none is."""
    start = start.absolute()
    ways = [start, *start.parents]
    for mark in ("briefgen.yaml", "briefs"):
        for folder in ways:
            if (folder / mark).exists():
                return Workspace(folder, _settings(folder))
    for folder in ways[:2]:
        if (folder / OUTLINE).is_file():
            return Workspace(folder, Settings(), alone=True)
    raise WrongUse(f"{start.name or start} is in no workspace", "run `briefgen init` to make one")


def template_folders(workspace: Workspace) -> tuple[Path, ...]:
    """Where templates are looked for: the workspace's own, then those that come with briefgen."""
    package = Path(briefgen.__file__).parent
    built_in = package / "_templates"
    if not built_in.is_dir():  # an editable install: the checkout's
        built_in = package.parent / "templates"
    return tuple(dict.fromkeys((workspace.root / "templates", built_in)))


def read_sources(workspace: Workspace, slug: str) -> tuple[dict[str, Source], list[Diagnostic]]:
    """The sources of a brief by id, sorted: the shared ones, its own, and what sidecars add."""
    from briefgen.read.source import read_source  # noqa: PLC0415 - `templates` needs no sources

    found: dict[str, Source] = {}
    findings: list[Diagnostic] = []
    folders = source_folders(workspace, slug)
    for path in (p for f in folders for p in files_of(f, "*.md")):
        source, more = read_source(path, workspace.name(path))
        findings += more
        if source is not None and source.id in found:
            findings.append(source_id_twice(source.place, source.id, found[source.id].place))
        elif source is not None:
            found[source.id] = source
    for path in (p for f in folders for p in files_of(f, "*.excerpts.yaml")):
        from briefgen.read.sidecar import apply_sidecar  # noqa: PLC0415 - few briefs have one

        found, more = apply_sidecar(path, workspace.name(path), found)
        findings += more
    return dict(sorted(found.items())), findings


def files_of(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder by a pattern, sorted, without hidden ones.

    Those are editors' and systems' own: `.#gazette.md` is Emacs' lock, `._gazette.md` the Finder's.
    """
    return sorted(p for p in folder.glob(pattern) if not p.name.startswith("."))


def source_folders(workspace: Workspace, slug: str) -> tuple[Path, ...]:
    """Where the sources of a brief lie: the shared ones, and its own."""
    own = workspace.folder(slug) / "sources"
    return tuple(dict.fromkeys((workspace.root / "sources", own)))


def vocabulary(workspace: Workspace) -> frozenset[str]:
    """Every tag of the whole workspace."""
    return frozenset(
        tag
        for slug in workspace.slugs()
        for source in read_sources(workspace, slug)[0].values()
        for excerpt in source.excerpts
        for tag in excerpt.tags
    )


@rule("SRC002", Severity.ERROR)
def source_id_twice(place: Place, id: str, first: Place) -> Diagnostic:
    """Two sources with the same id.

    A citation of that id would point at either of them.

    Bad:
        sources/gazette.md and briefs/port/sources/gazette.md, both with `id: gazette`
    Good:
        sources/gazette.md with `id: gazette-0305`, the other with `id: gazette-0306`
    """
    hint = f"the first is {first.file}: give one of them another `id`"
    return source_id_twice.at(place, f"the source id {id!r} is taken", hint, about=id)


def _settings(root: Path) -> Settings:
    path = root / "briefgen.yaml"
    if not path.exists():
        return Settings()
    text, findings = read_text(path, path.name)
    node, more = read_nodes(text, path.name)
    values = Values()
    found = values.mapping(node, WORKSPACE) if node is not None else {}
    templates = _known(found.get("for"), "template", _template_names(root), values)
    formats = _known(found.get("to"), "format", WORDS["format"], values)
    return Settings(
        templates or Settings().templates,
        formats or Settings().formats,
        values.word(found.get("paper"), "paper"),
        (*findings, *more, *values.findings),
    )


def _template_names(root: Path) -> list[str]:
    from briefgen.read.template import template_names  # noqa: PLC0415 - most workspaces name none

    return template_names(template_folders(Workspace(root)))


def _known(node: Node | None, what: str, known: Sequence[str], values: Values) -> tuple[str, ...]:
    """The texts of a setting that are known; the others are findings, each at its place."""
    for item in values.items(node):
        if isinstance(item, Scalar) and not item.missing and item.text not in known:
            hint = did_you_mean(item.text, known)
            values.findings.append(unknown_value(item.place, f"unknown {what} {item.text!r}", hint))
    return tuple(text for text in values.texts(node) if text in known)
