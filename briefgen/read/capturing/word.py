"""Word documents: the body with its notes, its comments and highlights, its properties."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefgen.read.capturing.package import Package
from briefgen.read.capturing.taken import Passage, Taken
from briefgen.read.capturing.wordbody import Body
from briefgen.read.capturing.wordnumbers import Numbers
from briefgen.read.capturing.wordxml import Styles, name_of, value
from briefgen.read.capturing.yamltext import people, quoted

#: Creators that are programs, or what programs call somebody whose name they do not know.
_NOBODY = ("python-docx", "microsoft office user", "user", "author", "administrator", "un-named")
_MOST_OF_A_HEAD = 200


def read_word(name: str, data: bytes) -> Taken:
    """What the .docx `name` holds. Raises BriefgenError with the reason where it is refused."""
    package = Package(data, name)
    main = package.main()
    related = dict(reversed([(kind, part) for kind, part in package.related(main)]))
    parts = {kind: package.xml(part) for kind, part in related.items() if kind in _READ}
    root, body = package.xml(main), Body(package, Styles(parts.get("styles")))
    try:
        body.walk(root)
        _read_notes(body, parts)
        text = body.finish()
    except RecursionError:
        raise package.refusal("its parts are nested too deeply") from None
    passages = [*body.highlights, *_commented(body, parts.get("comments"))]
    insets = sorted([*body.insets, *_points(body, parts.get("comments"))], key=lambda i: i[0])
    title, said, hints = _properties(package.properties())
    numbers = Numbers(parts.get("numbering"), body.styles)
    record = (*_counted(body), *_numbered(root, numbers), *_heads(package, main))
    return Taken(text, tuple(passages), tuple(insets), said, hints, record, title=title)


_READ = ("styles", "numbering", "footnotes", "endnotes", "comments")


def _read_notes(body: Body, parts: dict[str, etree._Element]) -> None:
    """The notes after the body, in the order in which they are referred to."""
    numbers = {"footnote": 0, "endnote": 0}
    fields, body.fields = body.fields, []
    done = 0
    while done < len(body.notes):  # a note may refer to another
        kind, id = body.notes[done]
        done += 1
        numbers[kind] += 1
        for note in parts.get(f"{kind}s", ()):
            if value(note, "id") == id and name_of(note) == f"w:{kind}":
                body.due("\n\n")
                body.break_now()
                body.insets.append((body.length, f"text of {kind} {numbers[kind]}"))
                body.walk(note)
    body.fields = [*fields, *body.fields]


def _commented(body: Body, comments: etree._Element | None) -> Iterator[Passage]:
    for id, text in _comments(comments):
        if id in body.comments and text:
            start, end = body.comments[id]
            yield Passage(start, end, note=text)


def _points(body: Body, comments: etree._Element | None) -> Iterator[tuple[int, str]]:
    """Comments that stand on no passage are remarks."""
    for id, text in _comments(comments):
        start, end = body.comments.get(id, (0, 0))
        if id in body.points and text and start == end:
            yield body.points[id], f"comment: {text}"


def _comments(root: etree._Element | None) -> Iterator[tuple[str, str]]:
    for comment in root if root is not None else ():
        if name_of(comment) == "w:comment":
            yield value(comment, "id"), _plain(comment)


def _plain(element: etree._Element) -> str:
    """The words of a comment, header or footer."""
    paragraphs = []
    for paragraph in element.iter():
        if name_of(paragraph) == "w:p":
            texts = (e.text or "" for e in paragraph.iter() if name_of(e) == "w:t")
            paragraphs.append("".join(texts))
    return " ".join(" ".join(paragraphs).split())


def _counted(body: Body) -> Iterator[str]:
    if body.counts:
        told = ", ".join(f"{n} {what}{'s' * (n > 1)}" for what, n in sorted(body.counts.items()))
        yield f"not captured as text, see the original: {told}"


def _numbered(root: etree._Element, numbers: Numbers) -> Iterator[str]:
    """How many paragraphs with words have a number that Word sets itself."""
    paragraphs = (e for e in root.iter() if name_of(e) == "w:p")
    told = (p for p in paragraphs if any(name_of(e) == "w:t" for e in p.iter()))
    count = sum(numbers.has(paragraph) for paragraph in told)
    if count:
        yield (
            f"{count} list items or headings are numbered by Word itself: "
            "these numbers are not captured, see the original"
        )


def _heads(package: Package, main: str) -> Iterator[str]:
    heads = (
        _plain(package.xml(part))
        for kind, part in package.related(main)
        if kind in ("header", "footer")
    )
    for words in dict.fromkeys(words for words in heads if words):
        yield f"header or footer left out: {words[:_MOST_OF_A_HEAD]}"


def _properties(
    root: etree._Element | None,
) -> tuple[str, dict[str, list[str]], dict[str, str]]:
    """Title, author and language of the file; when it was written is only a hint."""
    if root is None:
        return "", {}, {}
    found = {str(e.tag).rpartition("}")[2]: (e.text or "").strip() for e in root if name_of(e)}
    said = {}
    creators = [c for c in found.get("creator", "").split(";") if c.strip()]
    if creators and not any(c.strip().lower() in _NOBODY for c in creators):
        said["author"] = [f"author: {people(creators)}"]
    if found.get("language"):
        said["language"] = [f"language: {quoted(found['language'])}"]
    written = found.get("created", "")[:10]
    hints = {"issued": f"YYYY-MM-DD (the file was made on {written})"} if written else {}
    return found.get("title", ""), said, hints
