"""What `add` writes: the text of a document, verbatim, with the front matter that cites it.

A text that itself holds a sign of a mark (`{==` and the like) is stored with an empty remark
inside the sign: marks taken out, it is the same text again. A Markdown document with a front
matter of its own keeps it: keys that a source has go on as they are, the others as comments.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from briefgen.diagnostics import BriefgenError, WrongUse
from briefgen.read.captured import count_by, seal
from briefgen.read.frontmatter import split_front_matter
from briefgen.read.gate import read_bytes
from briefgen.read.marks import hold_apart
from briefgen.read.nodes import Mapping_, Scalar, read_nodes
from briefgen.read.source import read_source
from briefgen.read.sourcekeys import MEANT_KEYS, SOURCE

_FORMATS = ("", ".txt", ".text", ".md", ".markdown")
#: Keys that `add` itself writes, whatever the document says of them.
_WRITTEN = ("id", "paragraphs", "sha256", "excerpts")
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
_PLAIN = re.compile(r"[^\W_][\w ()./'’+-]*(?<! )")
_RESERVED = ("", "~", "null", "Null", "NULL")
#: Letters that Unicode does not take apart into a Latin letter and an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)


def capture_file(
    name: str, data: bytes, folder: Path, *, title: str = "", date: str = "", url: str = ""
) -> tuple[Path, str]:
    """The source file to make in `folder` for the document `name` (`-`: pasted), and its text.

    A text that `folder` holds already gives that source's path: nothing is to be made. Raises
    WrongUse for a format that is not captured, BriefgenError for what is no text.
    """
    stem, suffix = ("", "") if name == "-" else (Path(name).stem, Path(name).suffix.lower())
    if suffix not in _FORMATS:
        hint = "save it as plain text, or paste its text: briefgen add BRIEF -"
        raise WrongUse(f"{name}: {suffix} files cannot be captured", hint)
    text = _readable(name, data)
    there = list(_sources_in(folder))
    known = same_text(text, [(path.stem, body) for path, _, body in there])
    if known:
        return folder / f"{known}.md", text
    title = title or _own_title(text) or stem
    taken = {path.stem for path, _, _ in there} | {id for _, id, _ in there}
    id = new_id(stem or title, taken)
    return folder / f"{id}.md", capture_text(text, id=id, title=title, date=date, url=url)


def capture_text(
    text: str,
    *,
    id: str,
    title: str = "",
    date: str = "",
    url: str = "",
    type: str = "",
    accessed: str = "",
) -> str:
    """Write the source file of `text` (LF line ends, no BOM), with its seal.

    What is given wins over the document's own front matter; what nobody gives stands as a
    commented key.
    """
    own, body = _own_front_matter(text)
    given = {"type": type, "title": title, "issued": date, "accessed": accessed, "URL": url}
    said = {key: [f"{key}: {quoted(value)}"] for key, value in given.items() if value}
    known = {**{key: lines for key, lines in own.items() if key in SOURCE}, **said}
    head = [f"id: {id}"]
    for key, comment in _WANTED.items():
        head += known.pop(key, [f"# {key}: {comment}"])
    for lines in known.values():
        head += lines
    head += [f"# {line}" for key, lines in own.items() if key not in SOURCE for line in lines]
    head += [f"paragraphs: {count_by(body)}", f"sha256: {seal(body)}"]
    return "\n".join(["---", *head, "---", hold_apart(body)])


def new_id(wanted: str, taken: Container[str]) -> str:
    """An id for a title or file name: `slugify` of it, with a number where it is taken."""
    slug = slugify(wanted)
    stem, number = (slug, 2) if slug != "source-1" else ("source", 2)
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def slugify(title: str) -> str:
    """Letters a to z, digits and hyphens, at most 60; `source-1` where a title has none."""
    letters = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).lower()
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=\w)['’](?=\w)", "", bare)).strip("-")
    return (
        slug[:60].rsplit("-", 1)[0]
        if len(slug) > 60 and "-" in slug[:60]
        else (slug[:60] or "source-1")
    )


def same_text(text: str, sources: Iterable[tuple[str, str]]) -> str:
    """Id of the source, among pairs of id and captured text, that holds `text` already, or ""."""
    sealed = seal(_own_front_matter(text)[1])
    return next((name for name, other in sources if seal(other) == sealed), "")


def quoted(text: str) -> str:
    """`text` as a YAML scalar on one line, in double quotes where plain YAML would alter it."""
    line = " ".join(text.split())
    plain = _PLAIN.fullmatch(line) and line not in _RESERVED
    return line if plain else json.dumps(line, ensure_ascii=False)


def _readable(name: str, data: bytes) -> str:
    text, findings = read_bytes(data, name)
    for finding in findings:
        if finding.is_error:
            raise BriefgenError(f"{finding.place}: {finding.message}", finding.hint)
    if not text.strip():
        raise BriefgenError(f"{name}: holds no text")
    return text


def _sources_in(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Path, id and captured text of each source there."""
    for path in sorted(folder.glob("*.md")):
        source, _ = read_source(path, path.name)
        if source is not None:
            yield path, source.id, source.captured.text


def _own_title(text: str) -> str:
    """What the document calls itself: its title key, else a first line that is a heading."""
    own, body = _own_front_matter(text)
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
