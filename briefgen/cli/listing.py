"""excerpts: what is tagged, in the order of a fill, and which templates print it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import typer

from briefgen.build import Loaded, load_template, prepare
from briefgen.cli.console import columns, note, out, show
from briefgen.cli.evidence import brief_of, load_named
from briefgen.model.brief import Brief, Selection
from briefgen.model.outline import Point
from briefgen.model.query import Fill, Query
from briefgen.model.source import Excerpt, Visibility
from briefgen.places import Place
from briefgen.read.query import read_query
from briefgen.read.template import template_names
from briefgen.read.workspace import template_folders
from briefgen.resolve import unknown_tag
from briefgen.select import select
from briefgen.select.fill import asked_for, order
from briefgen.select.match import Matcher
from briefgen.succession import superseded

_INDENT = "    "
_PLACE = Place("QUERY", 1, 1)


def excerpts(name: str, query: str, *, tags: bool, unused: bool) -> None:
    """List the excerpts of a brief that answer a query, or their tags with counts."""
    loaded = load_named(name)
    brief = brief_of(loaded)
    everything = [e for s in brief.sources.values() for e in s.excerpts]
    found = everything
    if query:
        orphans = [e for s in brief.sources.values() for e in s.orphans]
        found = sorted([*everything, *orphans], key=lambda e: order(e, "", brief))
        found = _matching(brief, found, query)
    if unused:
        used = _used(select(brief, "", Visibility.RESTRICTED, everything=True)[0])
        found = [e for e in found if e.key not in used]
    printing = _printing(loaded)
    if tags:
        columns(_counted(found, printing))
    else:
        for line in _lines(found, printing):
            out(line)
    note(_summary(found, everything, query=query, unused=unused, tags=tags))


def _matching(brief: Brief, found: Sequence[Excerpt], query: str) -> list[Excerpt]:
    """What a fill would find: stale and superseded excerpts only where they are asked for."""
    parsed, problems = read_query(query, _PLACE)
    if parsed is not None:
        fill = Point("QUERY", "", _PLACE, fill=Fill(parsed, query, _PLACE))
        problems = list(unknown_tag(fill, brief.vocabulary))
    if parsed is None or problems:
        show(problems)
        raise typer.Exit(2)
    matcher = Matcher(brief, frozenset(superseded(brief.outline.points)))
    hits = [e for e in found if matcher.matches(parsed, e)]
    kept = [e for e in hits if not matcher.states(e) - asked_for(parsed)]
    _say_left_out(hits, kept, matcher, parsed)
    return kept


def _say_left_out(
    hits: Sequence[Excerpt], kept: Sequence[Excerpt], matcher: Matcher, query: Query
) -> None:
    counts = Counter(
        state for e in hits if e not in kept for state in matcher.states(e) - asked_for(query)
    )
    for state, count in sorted(counts.items()):
        note(f"left out: {count} {state} (`is:{state}` asks for what is)")


def _used(selection: Selection) -> set[str]:
    """Keys of the excerpts that a point cites or prints; a gist alone prints nothing."""
    points = [p for p in selection.points if p.section != "gists"]
    cited = {f"{i.source}^{i.excerpt}" for p in points for i in p.citations()}
    return cited | {p.excerpt.key for p in points if p.excerpt}


def _printing(loaded: Loaded) -> Mapping[str, tuple[str, ...]]:
    """The templates that print or cite each excerpt, by its key."""
    found: dict[str, list[str]] = {}
    for name in template_names(template_folders(loaded.workspace)):
        template, _ = load_template(loaded.workspace, name)
        if template is not None:
            for key in _used(prepare(loaded, template).selection):
                found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _lines(found: Sequence[Excerpt], printing: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Two lines an excerpt: name, place, weight, tags; who says what, and who prints it."""
    width = shutil.get_terminal_size((80, 24)).columns
    heads = [(e.key, _place(e), str(e.weight)) for e in found]
    widths = [max(map(len, column)) for column in zip(*heads, strict=True)]
    for excerpt, head in zip(found, heads, strict=True):
        start = "  ".join(c.ljust(w) for c, w in zip(head, widths, strict=True))
        tags = " ".join(f"#{tag}" for tag in excerpt.tags)
        yield _short(f"{start}  {tags}".rstrip(), width)
        names = ", ".join(printing.get(excerpt.key, ()))
        printed = f"  [{_short(names, width // 3)}]" if names else ""
        words = " ".join((f"{excerpt.speaker}: " * bool(excerpt.speaker) + excerpt.exact).split())
        yield f"{_INDENT}{_short(words, width - len(_INDENT) - len(printed))}{printed}"


def _place(excerpt: Excerpt) -> str:
    if excerpt.is_orphan:
        return "orphan"
    if excerpt.page:
        return f"p. {excerpt.page}"
    first, last = excerpt.paragraphs
    return f"¶ {first}" if first == last else f"¶ {first}-{last}"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(most - 1, 1)].rstrip()}…"


def _counted(
    found: Sequence[Excerpt], printing: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Tags with the number of their excerpts, and the templates that print one of them."""
    counts = Counter(tag for e in found for tag in e.tags)
    names = {
        tag: sorted({n for e in found if tag in e.tags for n in printing.get(e.key, ())})
        for tag in counts
    }
    room = 80 - max((len(f"{n}  #{tag}  ") for tag, n in counts.items()), default=0)
    digits = max((len(str(n)) for n in counts.values()), default=0)
    return [
        (str(n).rjust(digits), f"#{tag}", _short(", ".join(names[tag]) or "-", max(room, 20)))
        for tag, n in sorted(counts.items())
    ]


def _summary(
    found: Sequence[Excerpt],
    everything: Sequence[Excerpt],
    *,
    query: str,
    unused: bool,
    tags: bool,
) -> str:
    """How many there are; where there are none, why, and what to do."""
    if not everything:
        return "nothing is tagged yet: put {==...==}{>>^e1 #tag<<} around a passage of a source"
    if not found and unused:
        return f"no excerpt is unused{' of those that match' if query else ''}"
    if not found:
        return f"none of {len(everything)} excerpts matches; `briefgen excerpts BRIEF --tags`"
    of_tags = f", {len({t for e in found for t in e.tags})} tags" if tags else ""
    what = "unused" if unused else "excerpts"
    return (
        f"{len(found)} of {len(everything)} {what}{of_tags}"
        if unused or query
        else (f"{len(found)} excerpts{of_tags}")
    )
