"""The source note: each cited source by its number, and a statement of what the page rests on.

The statement is in the manner of ICD 206 (source summary statement): how many documents, which
origins stand behind them, which were not seen at first hand, and whose words fill the page.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.compose.deeplinks import deep_link
from briefgen.compose.inlines import Voicing
from briefgen.compose.references import reference, short_name, short_reference
from briefgen.compose.wording import Wording, set_type
from briefgen.model.brief import Brief, Selection
from briefgen.model.chains import cited_excerpts, origin_id, root, speaker_of
from briefgen.model.document import Block, Inline, Paragraph, Text
from briefgen.model.outline import Point
from briefgen.model.source import Excerpt, Source
from briefgen.records import replace


def source_note(selection: Selection, voicing: Voicing, words: Wording) -> list[Block]:
    """The paragraphs of the source note."""
    cited = voicing.citer.cited
    if not cited:
        return [Paragraph("note", (Text(words.say("sources.none")),))]
    inlines: list[Inline] = [Text(words.say("sources.lead"), "strong"), Text(" ")]
    marks = _marks(cited, numbered=voicing.citer.numbered)
    first = {e.source: e for e in reversed(list(voicing.citer.excerpts.values()))}
    for source in cited.values():
        mark = marks[source.id] if voicing.citer.numbered else ""
        named = _named(source, first.get(source.id), voicing, words)
        inlines.extend(_entry(mark, named, source, words))
    shown = list(voicing.citer.excerpts.values())
    located = voicing.citer.style != "none"
    said = statement(selection.brief, marks, shown, words, located=located)
    said = " ".join(filter(None, (said, _open(selection, voicing, words))))
    return [Paragraph("note", (*inlines, Text(said)))]


def _open(selection: Selection, voicing: Voicing, words: Wording) -> str:
    """Say which conflicts on the page are open, where no question of the page asks about them."""
    shown = voicing.citer.excerpts
    asked = [_members(selection, q) for q in selection.points if q.section == "open_questions"]
    labels = []
    for entry in selection.conflicts:
        members = _members(selection, entry)
        resolution = entry.fields.get("resolution")
        is_open = resolution is None or resolution.text.strip() == "needs-primary"
        if is_open and members and members <= shown.keys() and not any(members <= a for a in asked):
            labels.append(voicing.citer.label(entry.cite or entry.citations()))
    return words.say("statement.open", where=", ".join(filter(None, labels))) if any(labels) else ""


def _members(selection: Selection, point: Point) -> set[str]:
    return {e.key for e in cited_excerpts(selection.brief, point)}


def _marks(cited: Mapping[int, Source], *, numbered: bool) -> dict[str, str]:
    """What the page calls each cited source, in the order of their numbers: `[1]`, or its name."""
    return {s.id: f"[{number}]" if numbered else short_name(s) for number, s in cited.items()}


def _named(
    source: Source, first: Excerpt | None, voicing: Voicing, words: Wording
) -> tuple[Inline, ...]:
    """A source in full, with its address; in short where footnotes have said all that."""
    if voicing.citer.style == "footnotes":
        return short_reference(replace(source, url=""), words)
    return reference(source, words, deep_link(source, first))


def _entry(mark: str, named: tuple[Inline, ...], source: Source, words: Wording) -> list[Inline]:
    grade = words.say("sources.grade", grade=source.reliability) if source.reliability else ""
    about = set_type(source.descriptor.strip().rstrip("."))
    note = f". {grade}{words.colon} {about}. " if grade and about else f". {grade or about}. "
    return [
        *([Text(f"{mark}\u00a0")] if mark else []),
        *named,
        Text(note if grade or about else ". "),
    ]


def statement(
    brief: Brief,
    marks: Mapping[str, str],
    excerpts: list[Excerpt],
    words: Wording,
    *,
    located: bool = True,
) -> str:
    """What the page rests on, in two to four short sentences.

    `marks` are the cited sources; `located` says whether its citations give paragraphs.
    """
    behind = _origins(brief, [brief.sources[id] for id in marks], excerpts)
    names = _names(brief, behind)
    parts = [
        words.say("statement.pilcrow") if located and any(not e.page for e in excerpts) else "",
        _counted(brief, marks, excerpts, words),
        words.say("statement.grades") if any(brief.sources[id].reliability for id in marks) else "",
        _shared(behind, marks, names, words),
        _unseen(brief, behind, words),
        _loudest(brief, excerpts, words),
    ]
    return " ".join(part for part in parts if part)


def _counted(
    brief: Brief, marks: Mapping[str, str], excerpts: list[Excerpt], words: Wording
) -> str:
    """Say how many documents the page rests on, and how many origins stand behind them."""
    origins = {root(brief, e.source, e) for e in excerpts}
    origins |= set(marks) - {e.source for e in excerpts}  # cited as a whole
    if len(marks) < 2:
        return ""
    return words.say("statement.counted", documents=len(marks), origins=len(origins))


def _origins(brief: Brief, cited: list[Source], excerpts: list[Excerpt]) -> dict[str, set[str]]:
    """The origins behind the page: id -> ids of the cited sources that rest on it."""
    found: dict[str, set[str]] = {}
    for source in cited:
        for id in source.via:
            found.setdefault(origin_id(brief, id), set()).add(source.id)
    for excerpt in excerpts:
        for id in excerpt.via:
            found.setdefault(origin_id(brief, id), set()).add(excerpt.source)
    return found


def _names(brief: Brief, behind: Mapping[str, set[str]]) -> dict[str, str]:
    known = {o.id: o.name for o in brief.outline.origins}
    titles = {s.id: s.container_title or s.title for s in brief.sources.values()}
    return {id: known.get(id, titles.get(id, id)) for id in behind}


def _shared(
    behind: Mapping[str, set[str]],
    marks: Mapping[str, str],
    names: Mapping[str, str],
    words: Wording,
) -> str:
    """Say which sources rest on the same origin: their agreement confirms nothing."""
    shared = {id: sources for id, sources in behind.items() if len(sources) > 1}
    if not shared:
        return ""
    resting = {s for sources in shared.values() for s in sources}
    who = _listed([mark for id, mark in marks.items() if id in resting], words)
    return words.say(
        "statement.shared", sources=who, origins=_listed(_sorted(shared, names), words)
    )


def _sorted(ids: Mapping[str, set[str]], names: Mapping[str, str]) -> list[str]:
    return [names[id] for id in sorted(ids, key=lambda id: names[id].casefold())]


def _unseen(brief: Brief, behind: Mapping[str, set[str]], words: Wording) -> str:
    """Say which origins nobody here saw at first hand."""
    unseen = [o.name for o in brief.outline.origins if o.id in behind and o.seen is False]
    return words.say("statement.unseen", origins=_listed(unseen, words)) if unseen else ""


def _loudest(brief: Brief, excerpts: list[Excerpt], words: Wording) -> str:
    """Say whose statements make up more than half of what is cited, where one's do."""
    voices: dict[str, list[str]] = {}
    for name in (e.speaker for e in excerpts if e.speaker):
        voices.setdefault(speaker_of(brief, name), []).append(name)
    if len(excerpts) < 4 or not voices:
        return ""
    said = min(voices.values(), key=lambda names: (-len(names), min(names)))
    if len(said) * 2 <= len(excerpts):
        return ""
    speaker = min(set(said), key=lambda name: (-said.count(name), name))
    return words.say("statement.loudest", speaker=speaker, count=len(said), all=len(excerpts))


def _listed(names: list[str], words: Wording) -> str:
    *head, last = names
    return f"{', '.join(head)} {words.say('and')} {last}" if head else last
