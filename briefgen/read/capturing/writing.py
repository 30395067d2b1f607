"""The source file that `add` writes: front matter, seal, captured text with its marks.

A text that itself holds a sign of a mark (`{==` and the like) is stored with an empty remark
inside the sign: marks taken out, it is the same text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.read.captured import count_by, seal
from briefgen.read.capturing.tagging import Tagged, harmless
from briefgen.read.capturing.taken import Taken
from briefgen.read.capturing.yamltext import always_quoted, quoted
from briefgen.read.marks import hold_apart

#: What a source should say, and the comment that stands in its place until it does.
_WANTED = {
    "type": "document, article-newspaper, report, webpage, interview, ...",
    "title": "what the source is called: without it, it cannot be cited",
    "container-title": "the newspaper, site or series that it stands in",
    "author": "[{family: Lind, given: Mara}]",
    "issued": "YYYY-MM-DD",
    "accessed": "YYYY-MM-DD",
    "URL": "https://...",
    "reliability": "A (best) to E; F: cannot be judged",
    "visibility": "public, partner, internal (as it is now) or restricted",
    "descriptor": "one sentence on how the source knows",
}
#: Begins the lines in which `add` says what it did; capturing again writes them anew.
RECORD = "#: "
_CONTEXT = 32  # characters of prefix and suffix, as the W3C's examples have them


def source_file(
    taken: Taken, id: str, marks: Sequence[Tagged] = (), origin: str = "", **given: str
) -> str:
    """The source file of `taken`, with its seal; `origin` says what it was captured from.

    What is `given` (CSL keys) wins over what the document says; what nobody gives stands as a
    commented key.
    """
    said = {key: [f"{key}: {quoted(value)}"] for key, value in given.items() if value}
    titled = {"title": [f"title: {quoted(taken.title)}"]} if taken.title else {}
    known = {**titled, **taken.said, **said}
    head = [f"id: {id}"]
    for key, comment in _WANTED.items():
        head += known.pop(key, [f"# {key}: {taken.hints.get(key, comment)}"])
    for lines in known.values():
        head += lines
    head += [f"# {line}" for line in taken.others]
    head += record_lines(taken, origin)
    head += [f"paragraphs: {count_by(taken.text)}", f"sha256: {seal(taken.text)}"]
    return "\n".join(["---", *head, "---", body_of(taken.text, marks, taken.insets)])


def record_lines(taken: Taken, origin: str) -> list[str]:
    """What was captured from what, and what was left out: comments of the front matter."""
    lines = [f"captured from {origin}"] if origin else []
    return [RECORD + " ".join(line.split()) for line in [*lines, *taken.record]]


def body_of(text: str, marks: Sequence[Tagged], insets: Iterable[tuple[int, str]]) -> str:
    """`text` with marks that nest and lone comments written into it."""
    events: list[tuple[tuple[int, int, int], str]] = []
    for order, (at, words) in enumerate(insets):
        events.append(((at, 1, order), f"{{>>{harmless(words)}<<}}"))
    for order, mark in enumerate(marks):
        events.append(((mark.start, 2, order), "{=="))
        events.append(((mark.end, 0, -order), f"==}}{{>>{mark.comment}<<}}"))
    pieces, done = [], 0
    for (at, _, _), sign in sorted(events):
        pieces += [hold_apart(text[done:at]), _apart(text[:at], sign), sign]
        done = at
    return "".join([*pieces, hold_apart(text[done:])])


def sidecar_file(source: str, text: str, marks: Iterable[Tagged]) -> str:
    """The sidecar of excerpts whose marks would cross others."""
    lines = [f"source: {source}", "excerpts:"]
    for mark in marks:
        lines += _entry(mark, text)
    return "\n".join([*lines, ""])


def _entry(mark: Tagged, text: str) -> list[str]:
    from briefgen.read.comment import TOKEN  # noqa: PLC0415 - crossing marks are rare

    entry = {
        "id": mark.id,
        "exact": text[mark.start : mark.end],
        "prefix": text[max(0, mark.start - _CONTEXT) : mark.start].strip(),
        "suffix": text[mark.end : mark.end + _CONTEXT].strip(),
    }
    tokens = list(TOKEN.finditer(mark.rest))
    entry["tags"] = ", ".join(m["tag"] for m in tokens if m["tag"])
    entry |= {m["key"]: m["quoted"] or m["bare"] or "" for m in tokens if m["key"]}
    kept = [f"{key}: {always_quoted(value)}" for key, value in entry.items() if value]
    return [f"  - {kept[0]}", *(f"    {line}" for line in kept[1:])]


def _apart(before: str, sign: str) -> str:
    """What keeps a brace at the end of the text from making another sign with `==}`."""
    return "{>><<}" if sign.startswith("==}") and before.endswith(("{", "{=")) else ""
