"""diff: what has changed in a memo since an edition, word by word."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import typer

from briefgen.build import load
from briefgen.cli.console import out, show, watched
from briefgen.cli.releasing import the_template
from briefgen.compose.wording import Wording
from briefgen.living.difference import Difference, difference, runs
from briefgen.model.news import Change, Entry
from briefgen.read.workspace import find_workspace
from briefgen.records import as_dict
from briefgen.report.machine import as_json
from briefgen.report.text import harmless
from briefgen.standing import Since

_SIGNS: Mapping[Change, str] = {
    Change.NEW: "+",
    Change.UPDATED: "~",
    Change.CORRECTED: "!",
    Change.WITHDRAWN: "-",
    Change.DROPPED: ".",
}
_WHY = {"room": "no room", "gone": "", "sources": "the same words, other sources"}


def run(name: str, template_name: str, since: str, reader: str, format: str) -> None:
    """Print how today's memo differs from an edition."""
    workspace = find_workspace(Path.cwd())
    template = the_template(workspace, template_name)
    loaded = load(workspace, workspace.slug(name))
    if loaded.brief is None:
        show(loaded.found)
        raise typer.Exit(1)
    found = difference(loaded, template, Since.asked(since, reader))
    words = Wording(template.wording, "en")
    for line in _FORMATS[format](found, words):
        out(line)


# -- formats -----------------------------------------------------------------------------------


def _text(found: Difference, words: Wording) -> Iterator[str]:
    """By section and party; colour where a person watches."""
    colour = watched(sys.stdout)
    yield _head(found)
    for part in found.parts:
        yield ""
        yield _title(part.section, part.party, words)
        for entry in part.entries:
            yield f"  {_SIGNS[entry.change]} {entry.change.value}: {_said(entry, _ANSI[colour])}"
            yield from (f"      {line}" for line in _notes(entry))


def _markdown(found: Difference, words: Wording) -> Iterator[str]:
    yield f"# {_head(found)}"
    for part in found.parts:
        yield f"\n## {_title(part.section, part.party, words)}\n"
        for entry in part.entries:
            yield f"- **{entry.change.value}**: {_said(entry, _MARKDOWN)}"
            yield from (f"  *{line}*" for line in _notes(entry))


def _json(found: Difference, words: Wording) -> Iterator[str]:
    del words
    news = found.news
    made = {
        "template": found.template.name,
        "since": f"v{news.since}" if news else None,
        "date": news.date if news else None,
        "counts": {c.value: n for c, n in news.counts.items()} if news else {},
        "bottom_line": news.bottom_line if news else False,
        "rewritten": news.rewritten if news else False,
        "changes": [_record(e, part.party) for part in found.parts for e in part.entries],
    }
    yield as_json(made)


_FORMATS: Mapping[str, Callable[[Difference, Wording], Iterator[str]]] = {
    "text": _text,
    "md": _markdown,
    "json": _json,
}

# -- their words -------------------------------------------------------------------------------


def _head(found: Difference) -> str:
    news, name = found.news, found.template.name
    if news is None and found.readers:
        had = ", ".join(found.readers)
        return f"{name}: this reader has had no edition; those who have: {had}"
    if news is None:
        return f"{name}: no edition to compare with yet; `briefgen release` makes the first"
    since = f"v{news.since} of {news.date}"
    counts = ", ".join(f"{n} {c.value}" for c, n in news.counts.items())
    if not counts:
        return f"{name}: nothing has changed since {since}"
    extra = "; the bottom line has changed" if news.bottom_line else ""
    return f"{name} since {since}: {counts}{extra}"


def _title(section: str, party: str, words: Wording) -> str:
    return ", ".join(filter(None, (words.heading(section), party)))


#: How words that went and words that came are set.
_Marks = Mapping[str, tuple[str, str]]
_ANSI: tuple[_Marks, _Marks] = (
    {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")},
    {"deleted": ("\x1b[31;9m", "\x1b[0m"), "inserted": ("\x1b[32m", "\x1b[0m")},
)
_MARKDOWN: _Marks = {"deleted": ("~~", "~~"), "inserted": ("**", "**")}


def _said(entry: Entry, marks: _Marks) -> str:
    """The words of an entry; of one that is new or gone they stand plain."""
    if entry.change in {Change.NEW, Change.WITHDRAWN, Change.DROPPED}:
        return _one_line(entry.now or entry.was)
    return "".join(_marked(run.kind, run.text, marks) for run in runs(entry))


def _marked(kind: str, text: str, marks: _Marks) -> str:
    before, after = marks.get(kind, ("", ""))
    return f"{before}{_one_line(text)}{after}"


def _one_line(text: str) -> str:
    return harmless(text.replace("\u00a0", " "))


def _notes(entry: Entry) -> Iterator[str]:
    if why := _WHY.get(entry.why, entry.why):
        yield harmless(why)
    for version, readers in entry.got:
        yield harmless(
            f"v{version} said it wrong; given to {', '.join(readers) or 'nobody by name'}"
        )


def _record(entry: Entry, party: str) -> dict[str, object]:
    made = as_dict(entry)
    got = [{"edition": f"v{v}", "readers": list(readers)} for v, readers in entry.got]
    kept = {k: made[k] for k in ("key", "section", "was", "now", "why")}
    return {**kept, "change": entry.change.value, "party": party, "got": got}
