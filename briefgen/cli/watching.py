"""watch: the memos of a brief, built again whenever a file that they are made of is saved."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from briefgen.build import Built, build, load
from briefgen.cli.building import templates_of
from briefgen.cli.console import note, out, watched
from briefgen.diagnostics import BriefgenError, Diagnostic, Severity
from briefgen.places import Place
from briefgen.read.workspace import find_workspace
from briefgen.records import record, replace
from briefgen.report.text import harmless, lines, summary
from briefgen.watching import Change, Watch, places

_SHOWN = 3  # changed files that a line names
_MARKS = {"✓": "32", "✗": "31"}


@record
class Round:
    """What came of one build: its pages in words, and what was found.

    `whole` says that every memo could be looked at: only then is what is not found mended.
    """

    pages: tuple[str, ...]
    found: tuple[Diagnostic, ...]
    whole: bool = True

    @property
    def wrong(self) -> bool:
        """Whether something needs a person."""
        return any(f.is_error for f in self.found)

    def after(self, before: Round) -> Round:
        """What is known after a build that could not look at everything: the old stands too."""
        return replace(self, found=tuple(dict.fromkeys([*before.found, *self.found])))


def watch(name: str, templates: Sequence[str], formats: Sequence[str]) -> None:
    """Build a brief now and after every save, until Ctrl-C.

    Raises WrongUse where there is no such brief or template; once it watches, it goes on without.
    """
    workspace = find_workspace(Path.cwd())
    slug = workspace.slug(name)
    templates_of(workspace, templates)
    seen = Watch(places(workspace, slug))
    folder = workspace.folder(slug)
    changed, before = "first build", Round((), ())
    try:
        while True:
            done = build_round(slug, templates, formats)
            _tell(changed, done, before)
            before = done if done.whole else done.after(before)
            gc.collect()  # now, while nobody waits: `main` put it off
            changed = _named(seen.wait(), folder, workspace.root)
    except KeyboardInterrupt:
        return


def build_round(slug: str, templates: Sequence[str], formats: Sequence[str]) -> Round:
    """One build of all memos; what cannot go on is an error like others, and is waited out."""
    try:
        workspace = find_workspace(Path.cwd())
        chosen, broken = templates_of(workspace, templates)
        loaded = load(workspace, slug)
        out_folder = workspace.folder(slug) / "out"
        to = formats or workspace.settings.formats
        memos = {t.name: build(loaded, t, to, out_folder) for t in chosen}
    except BriefgenError as error:
        found = Diagnostic("USE001", Severity.ERROR, error.message, Place(slug), error.hint)
        return Round((), (found,), whole=False)
    whole = loaded.brief is not None and not any(f.is_error for f in broken)
    findings = dict.fromkeys([*broken, *(f for memo in memos.values() for f in memo.found)])
    return Round(tuple(map(_page, memos, memos.values())), tuple(findings), whole)


def _page(template: str, memo: Built) -> str:
    if not memo.outputs:
        return f"{template} not written"
    cut = memo.outputs[0].dropped
    return f"{template} {memo.fill:.0%} full{f', {len(cut)} cut' if cut else ''}"


# -- what is said of it ------------------------------------------------------------------------


def _tell(changed: str, done: Round, before: Round) -> None:
    """A line for the build; below it what no longer stands against it, and what does."""
    mark = "✗" if done.wrong else "✓"
    mark = f"\x1b[{_MARKS[mark]}m{mark}\x1b[0m" if watched(sys.stdout) else mark
    figures = (*done.pages, summary(done.found) or "nothing to mend")
    out("  ".join([time.strftime("%H:%M:%S"), mark, harmless(changed), ", ".join(figures)]))
    for line, times in Counter(mended(done, before)).items():
        out(f"    mended: {harmless(line)}{f' ({times} times)' if times > 1 else ''}")
    sys.stdout.flush()
    known = {_key(f) for f in before.found}
    news = [f for f in done.found if f.is_error or _key(f) not in known]
    for line in lines(news, colour=watched()):
        note(f"    {line}")
    sys.stderr.flush()


def mended(done: Round, before: Round) -> list[str]:
    """The errors of the build before that this one no longer has; warnings just leave the count."""
    standing = {_key(f) for f in done.found}
    gone = [f for f in before.found if f.is_error and _key(f) not in standing]
    return [f"{f.code} {f.message}" for f in gone] if done.whole else []


def _key(finding: Diagnostic) -> tuple[str, str, str]:
    """What a finding is known by from one build to the next: lines move as one writes."""
    return finding.code, finding.place.file, finding.about or finding.message


def _named(changes: Sequence[Change], brief: Path, root: Path) -> str:
    """What changed, in words: the first few files, by the shortest name that tells them apart."""
    named = [_of(change, brief, root) for change in changes]
    more = [f"{len(named) - _SHOWN} more"] if len(named) > _SHOWN else []
    return ", ".join([*named[:_SHOWN], *more]) or "changed while it was built"


def _of(change: Change, brief: Path, root: Path) -> str:
    def name(path: Path) -> str:
        return path.relative_to(brief if path.is_relative_to(brief) else root).as_posix()

    if change.to is not None:
        return f"{name(change.path)} is now {name(change.to)}"
    return name(change.path) + ("" if change.what == "changed" else f" ({_said(change)})")


def _said(change: Change) -> str:
    """What became of a file. Of a text it is only known that its last line has no end."""
    is_text = change.path.suffix != ".docx"
    return "ends within a line" if change.what == "cut off" and is_text else change.what
