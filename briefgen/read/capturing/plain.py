"""Plain text and Markdown: kept as they are; a front matter of their own goes on."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import BriefgenError
from briefgen.read.capturing.taken import Taken
from briefgen.read.frontmatter import split_front_matter
from briefgen.read.gate import read_bytes
from briefgen.read.nodes import Mapping_, Scalar, read_nodes
from briefgen.read.sourcekeys import MEANT_KEYS, SOURCE

#: Keys that `add` itself writes, whatever the document says of them.
_WRITTEN = ("id", "paragraphs", "sha256", "excerpts")


def read_plain(name: str, data: bytes) -> Taken:
    """The text of a text file; BriefgenError where it is none."""
    text, findings = read_bytes(data, name)
    for finding in findings:
        if finding.is_error:
            raise BriefgenError(f"{finding.place}: {finding.message}", finding.hint)
    return plain_text(text)


def plain_text(text: str) -> Taken:
    """`text` (LF line ends, no BOM), its own front matter taken off.

    Keys that a source has go on as they are, the others as comments.
    """
    own, body = _own_front_matter(text)
    said = {key: lines for key, lines in own.items() if key in SOURCE}
    others = (line for key, lines in own.items() if key not in SOURCE for line in lines)
    return Taken(body, said=said, others=tuple(others), title=_own_title(own, body))


def _own_title(own: dict[str, list[str]], body: str) -> str:
    """What the document calls itself: its title key, else a first line that is a heading."""
    node = read_nodes("\n".join(own["title"]), "")[0] if "title" in own else None
    value = node.get("title") if isinstance(node, Mapping_) else None
    if isinstance(value, Scalar) and value.text.strip():
        return value.text.strip()
    first = body.strip().split("\n", 1)[0].lstrip("# ").strip()
    return first if len(first) <= 120 and not first.endswith((".", ",", ";", ":")) else ""


def _own_front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The lines of each key of the document's own front matter, and its body."""
    parts = split_front_matter(text)
    if parts is None or not parts[0].strip():
        return {}, text
    head, body, _ = parts
    node, findings = read_nodes(head, "")
    if not isinstance(node, Mapping_) or findings:
        return {}, text  # it only looked like one, or cannot be read: it is text
    return dict(_key_lines(head.split("\n"), node)), body


def _key_lines(lines: list[str], node: Mapping_) -> Iterator[tuple[str, list[str]]]:
    starts = [key.place.line - 1 for key, _ in node.items]
    if len(set(starts)) < len(starts):
        return
    for (key, _), start, end in zip(node.items, starts, [*starts[1:], len(lines)], strict=True):
        name = MEANT_KEYS.get(key.text, key.text)
        if name not in _WRITTEN:
            kept = [line for line in lines[start:end] if line.strip()]
            yield name, [kept[0].replace(key.text, name, 1), *kept[1:]]
