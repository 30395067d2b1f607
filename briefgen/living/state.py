"""State: which memos are what a build would make now, who has which edition, what grows old.

What is in `out/` is held against the bytes that a build would write: so it is out of date exactly
when building would change it. Only here and in `watch` does a clock count: the day is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefgen.build import Loaded, Prepared, among_editions, found_on, prepare, written
from briefgen.change.align import align, units
from briefgen.diagnostics import BriefgenError
from briefgen.edition.bare import bare
from briefgen.edition.news import statements
from briefgen.edition.record import from_text
from briefgen.edition.renamed import renamed
from briefgen.edition.store import EDITIONS, Edition, EditionError, latest, templates
from briefgen.living.release import FORMATS, inputs
from briefgen.model.chains import cited_excerpts
from briefgen.model.document import Document
from briefgen.model.news import News
from briefgen.model.template import Template
from briefgen.read.template import template_names
from briefgen.read.workspace import template_folders
from briefgen.records import record
from briefgen.standing import Placed
from briefgen.write.files import document_of, is_edited


class Built(StrEnum):
    """What is to be said of the files in `out/`."""

    NEVER = "not built"
    CURRENT = "current"
    BEHIND = "out of date"
    FAILS = "cannot be built"


@record
class State:
    """The state of one memo of a brief."""

    brief: str
    template: str
    built: Built
    edited: tuple[str, ...] = ()  # files of out/ that hold changes by hand
    #: Why a build would write something else: keys of points, ids of sources; or words.
    points: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    why: str = ""
    edition: Edition | None = None
    lost: bool = False  # there are editions, but one that is needed cannot be read
    same: bool = False  # today's memo is that edition
    news: News | None = None  # since that edition
    inputs: tuple[str, ...] = ()  # files that differ from those that the edition was made from
    stale: tuple[tuple[str, str], ...] = ()  # excerpts on the page, and the day they expired
    passed: tuple[tuple[str, str], ...] = ()  # deadlines behind us: point, day
    unused: tuple[str, ...] = ()  # excerpts that came in since the edition, and no point uses

    @property
    def needs_a_person(self) -> bool:
        """Whether `status` exits with 1."""
        return bool(self.edited) or self.built in {Built.BEHIND, Built.FAILS}


def known_templates(loaded: Loaded) -> list[str]:
    """The templates that a brief is built, was built or was released for."""
    folder = loaded.workspace.folder(loaded.slug)
    out = sorted({p.stem for f in FORMATS for p in (folder / "out").glob(f"*.{f}")})
    there = template_names(template_folders(loaded.workspace))
    further = [name for name in [*out, *templates(folder / EDITIONS)] if name in there]
    return list(dict.fromkeys([*loaded.workspace.settings.templates, *further]))


def state_of(loaded: Loaded, template: Template, today: date) -> State:
    """The state of one memo as of `today`. Raises `ValueError` where the brief cannot be read."""
    return _Look(loaded, template, today).state()


@record
class _Look:
    """A look at one memo."""

    loaded: Loaded
    template: Template
    today: date

    def state(self) -> State:
        """All that there is to say."""
        edited = tuple(p.name for p in self._files() if is_edited(p))
        own: dict[str, Any] = {"brief": self.loaded.slug, "template": self.template.name}
        edition = None
        try:
            edition = latest(self._folder() / EDITIONS, self.template.name)
            prepared = prepare(self.loaded, self.template)
            page = among_editions(self.loaded, prepared, self.template)
            placed = page.set()
        except EditionError as error:
            why = f"{error.message} ({error.hint})"
            own |= {"edition": edition, "lost": edition is None}
            return State(**own, built=Built.FAILS, edited=edited, why=why)
        errors = sum(f.is_error for f in found_on(prepared, self.template, placed.fitted))
        if errors:
            why = f"{errors} errors" if errors > 1 else "1 error"
            return State(**own, built=Built.FAILS, edited=edited, why=why, edition=edition)
        built = self._built(prepared, placed, edited)
        points, why = self._differing(placed.fitted.document) if built is Built.BEHIND else ((), "")
        made = statements(prepared.selection)
        found = [made[key] for key in points if key in made]
        comparable = edition and edition.ceiling <= self.template.ceiling
        dropped = {d.key for d in placed.fitted.dropped}
        return State(
            **own,
            built=built,
            edited=edited,
            points=points,
            sources=tuple(sorted({s for each in found for s in each.sources})),
            why=why,
            edition=edition,
            same=placed.standing.given,
            news=page.news(edition).without(dropped) if edition and comparable else None,
            inputs=tuple(self._other_inputs(edition)) if edition else (),
            stale=tuple(self._stale(prepared)),
            passed=tuple(self._passed(prepared)),
            unused=tuple(self._unused(prepared, edition)) if edition else (),
        )

    def _folder(self) -> Path:
        return self.loaded.workspace.folder(self.loaded.slug)

    def _files(self) -> list[Path]:
        found = (self._folder() / "out" / f"{self.template.name}.{f}" for f in FORMATS)
        return [path for path in found if path.exists()]

    def _built(self, prepared: Prepared, placed: Placed, edited: tuple[str, ...]) -> Built:
        paths = {path.suffix[1:]: path for path in self._files() if path.name not in edited}
        if not paths:
            return Built.CURRENT if edited else Built.NEVER
        assert self.loaded.brief is not None  # noqa: S101 - `prepare` has refused it before
        pages = [(self.template, placed.fitted)]
        files, wrong = written(self.loaded.brief, prepared, pages, list(paths))
        if wrong:
            return Built.FAILS
        same = all(paths[f.format].read_bytes() == f.data for f in files)
        return Built.CURRENT if same else Built.BEHIND

    def _differing(self, document: Document) -> tuple[tuple[str, ...], str]:
        """Which points of today's memo the one in out/ says otherwise, or what else differs."""
        path = document_of(self._folder() / "out" / f"{self.template.name}.docx")
        try:
            before = from_text(path.read_bytes(), path.name)
        except (OSError, BriefgenError):
            return (), ""
        pairs = align(units(bare(before)), units(bare(document)))
        changed = [p.new or p.old for p in pairs if p.state != "same"]
        points = tuple(dict.fromkeys(u.origin for u in changed if u and u.origin))
        if points:
            return points, ""
        return (), "its look" if before == document else "its header, its citations or its marks"

    def _other_inputs(self, edition: Edition) -> Iterator[str]:
        now = inputs(self.loaded, self.template)
        names = sorted({*now, *edition.inputs})
        return (name for name in names if now.get(name) != edition.inputs.get(name))

    def _stale(self, prepared: Prepared) -> Iterator[tuple[str, str]]:
        brief = prepared.selection.brief
        found = {e.key: e for p in prepared.selection.points for e in cited_excerpts(brief, p)}
        for key, excerpt in sorted(found.items()):
            if excerpt.expires and excerpt.expires.last < self.today:
                yield key, excerpt.expires.text

    def _passed(self, prepared: Prepared) -> Iterator[tuple[str, str]]:
        del prepared
        brief = self.loaded.brief
        for point in brief.outline.points if brief else ():
            deadline = point.section in _DEADLINES and point.date and not point.withdrawn
            if deadline and point.date and point.date.last < self.today:
                yield point.key, point.date.text

    def _unused(self, prepared: Prepared, edition: Edition) -> Iterator[str]:
        brief = prepared.selection.brief
        points = prepared.selection.points
        used = {e.key for p in points for e in cited_excerpts(brief, p)}
        known = {*renamed(edition, brief.sources).evidence, *used}
        for source in brief.sources.values():
            yield from (e.key for e in source.excerpts if e.key not in known)


#: Sections whose points are dates that somebody has to keep.
_DEADLINES = frozenset({"dates", "decide_by"})


def as_plain(state: State) -> Mapping[str, object]:
    """A state as JSON has it."""
    edition, news = state.edition, state.news
    return {
        "brief": state.brief,
        "template": state.template,
        "state": state.built.value,
        "edited": list(state.edited),
        "points": list(state.points),
        "sources": list(state.sources),
        "why": state.why,
        "edition": {
            "version": edition.name,
            "date": edition.date,
            "readers": [r.name for r in edition.readers],
            "same": state.same,
            "counts": {c.value: n for c, n in news.counts.items()} if news else {},
            "changed": [e.key for e in news.changed] if news else [],
            "inputs": list(state.inputs),
        }
        if edition
        else None,
        "stale": [{"excerpt": key, "expired": day} for key, day in state.stale],
        "passed": [{"point": key, "date": day} for key, day in state.passed],
        "unused": list(state.unused),
    }
