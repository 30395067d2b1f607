"""Sidecars: excerpts of a source given by their words, for what marks in the text cannot do.

`NAME.excerpts.yaml` holds crossing excerpts, or one brief's tags on a shared source. `exact`,
`prefix` and `suffix` are those of the W3C TextQuoteSelector
(https://www.w3.org/TR/annotation-model/#text-quote-selector). `exact` is sought with runs of
whitespace taken for one blank, and must be found once; what is printed are the file's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.source import Captured, Source
from briefgen.places import Place
from briefgen.read.comment import ID, malformed_mark
from briefgen.read.excerpts import excerpts_of
from briefgen.read.frontmatter import read_said
from briefgen.read.gate import read_text
from briefgen.read.keys import Keys
from briefgen.read.marks import Mark
from briefgen.read.nodes import Mapping_, Node, Scalar, read_nodes
from briefgen.read.source import excerpt_not_found
from briefgen.read.sourcekeys import EXCERPT
from briefgen.read.values import Values, missing_key, unknown_value
from briefgen.records import replace

SIDECAR: Keys = {
    "source": ("text", "id of the source whose excerpts these are"),
    "excerpts": ("map", "a list of excerpts"),
}
#: What an excerpt of a sidecar has besides the keys of a mark.
SELECTOR: Keys = {
    "id": ("text", "letters a to z, digits, hyphens"),
    "exact": ("text", "its words, as they stand in the captured text"),
    "prefix": ("text", "the words before it, where `exact` stands there more than once"),
    "suffix": ("text", "the words after it"),
    "tags": ("texts", "its tags"),
}
ENTRY: Keys = {**SELECTOR, **EXCERPT}
_MOST_PLACES = 20  # that are looked at and listed; more say nothing new
_CONTEXT = 1000  # characters before a place in which its prefix is sought


def apply_sidecar(
    path: Path, file: str, sources: Mapping[str, Source]
) -> tuple[dict[str, Source], list[Diagnostic]]:
    """Add the excerpts of the sidecar at `path` to the source that it names.

    Returns all sources by id, that one renewed, and what is wrong: SEL001 to SEL003, and the
    findings of YAML.
    """
    text, findings = read_text(path, file)
    node, wrong = read_nodes(text, file)
    findings += wrong
    values = Values()
    top = values.mapping(node, SIDECAR) if node is not None else {}
    if node is not None and "source" not in top:
        findings.append(missing_key(node.place, "source", "write `source: ` and its id"))
    former = {old: id for id, source in sources.items() for old in source.was}
    name = values.known(top.get("source"), "source", {**former, **sources})
    name = name if name in sources else former.get(name, name)
    if name not in sources:
        return dict(sources), [*findings, *values.findings]
    source = sources[name]
    values.about = name
    marks = [
        mark
        for entry in values.items(top.get("excerpts"))
        if (mark := _mark(entry, source, values)) is not None
    ]
    marks = list(_new_ids(marks, source, values.findings))
    excerpts, unfit = excerpts_of(source, marks)
    done = {**sources, name: replace(source, excerpts=excerpts)}
    return done, [*findings, *values.findings, *unfit]


@rule("SEL002", Severity.ERROR)
def several_places(place: Place, captured: Captured, places: list[int], about: str) -> Diagnostic:
    """The words of a sidecar's excerpt stand in several places.

    Which of them is meant decides its ¶, its speaker and what it overlaps: nobody guesses. Words
    before (`prefix`) or after (`suffix`) tell the places apart.

    Bad:
        exact: the fee                 where the source says it twice

    Good:
        exact: the fee
        prefix: would reopen
    """
    lines = ", ".join(str(captured.place(at).line) for at in places)
    more = " and more" if len(places) == _MOST_PLACES else ""
    message = f"these words stand in several places: on lines {lines}{more}"
    hint = "add the words before it as `prefix:` or those after it as `suffix:`"
    return several_places.at(place, message, hint, about=about)


@rule("SEL003", Severity.WARNING)
def context_moved(place: Place, captured: Captured, at: int, about: str) -> Diagnostic:
    """The words are found, but not between the `prefix` and `suffix` that the sidecar gives.

    They stand only once, so that there is no doubt which are meant; but the text around them is
    not the one that was read when they were chosen.

    Bad:
        exact: will not reopen
        prefix: The lines              where the source says: The authority will not reopen

    Good:
        exact: will not reopen
        prefix: The authority
    """
    message = (
        f"prefix or suffix no longer stand around these words on line {captured.place(at).line}"
    )
    return context_moved.at(place, message, "read the passage again, and mend them", about=about)


def _mark(entry: Node, source: Source, values: Values) -> Mark | None:
    """The mark that an entry would be, were it written into the text."""
    nodes = values.mapping(entry, None)
    if not isinstance(entry, Mapping_):
        return None
    exact = nodes.get("exact")
    if not isinstance(exact, Scalar) or not exact.text.strip():
        hint = "write `exact: |` and the words of the passage"
        values.findings.append(missing_key(entry.place, "exact", hint, source.id))
        return None
    name = _id(nodes.get("id"), values)
    before = len(values.findings)
    said = read_said(entry, values.findings, tuple(SELECTOR)[:-1], source.id)
    broken = len(values.findings) > before
    about = f"{source.id}^{name}" if name else source.id
    span = _span(nodes, exact, source.captured, values, about)
    if span is None:
        return None
    return Mark(*span, exact.place, name, said.tags, said.values, broken)


def _id(node: Node | None, values: Values) -> str:
    name = values.text(node)
    if node is None or not name or ID.fullmatch(name):
        return name
    hint = "an id is made of the letters a to z, digits and hyphens"
    values.findings.append(unknown_value(node.place, f"{name!r} is no id", hint, values.about))
    return ""


def _span(
    nodes: Mapping[str, Node], exact: Scalar, captured: Captured, values: Values, about: str
) -> tuple[int, int] | None:
    """Where the words stand, if that is certain."""
    prefix, suffix = (values.text(nodes.get(key)) for key in ("prefix", "suffix"))
    findings = values.findings
    found = list(_matches(exact.text, captured.text))
    fitting = [span for span in found if _stands_between(span, prefix, suffix, captured.text)]
    if not found:
        findings.append(_not_found(exact, captured, about))
        return None
    if len(fitting) == 1:
        return fitting[0]
    if len(found) == 1:
        findings.append(context_moved(exact.place, captured, found[0][0], about))
        return found[0]
    places = [start for start, _ in fitting or found]
    findings.append(several_places(exact.place, captured, places, about))
    return None


def _matches(words: str, text: str) -> Iterator[tuple[int, int]]:
    pattern = re.compile(_folded(words))
    match = pattern.search(text)
    for _ in range(_MOST_PLACES):
        if match is None:
            return
        yield match.span()
        match = pattern.search(text, match.start() + 1)


def _stands_between(span: tuple[int, int], prefix: str, suffix: str, text: str) -> bool:
    start, end = span
    first = max(0, start - len(prefix) - _CONTEXT)
    return bool(
        re.compile(_folded(prefix) + r"\s*\Z").search(text, first, start)
        and re.compile(r"\s*" + _folded(suffix)).match(text, end)
    )


def _folded(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _not_found(exact: Scalar, captured: Captured, about: str) -> Diagnostic:
    from briefgen.text.ladder import judge  # noqa: PLC0415 - only where something is wrong

    verdict = judge(exact.text, captured.text)
    near = verdict.near or (verdict.spans[0] if verdict.spans else None)
    message = "these words do not stand in the captured text"
    if near is None:
        return excerpt_not_found(exact.place, message, "copy them from the source", about)
    hint = f"near them, on line {captured.place(near[0]).line}: {captured.text[slice(*near)]}"
    return excerpt_not_found(exact.place, message, " ".join(hint.split()), about, verdict.diff)


def _new_ids(marks: list[Mark], source: Source, findings: list[Diagnostic]) -> Iterator[Mark]:
    """Take the id from an excerpt that bears one which is given already."""
    taken = {excerpt.id: excerpt.place for excerpt in source.excerpts if excerpt.id}
    for mark in marks:
        if mark.id in taken:
            what = f"{mark.id} is the id of another excerpt: see {taken[mark.id]}"
            findings.append(malformed_mark(mark.place, what, "give one another id", source.id))
            yield replace(mark, id="")
            continue
        if mark.id:
            taken[mark.id] = mark.place
        yield mark
