"""Citations turned back: `[1¶13]` of a memo into what the outline says, `@source^excerpt`.

The memo itself says what its labels stand for (`Cite.to`). A label that it does not have is taken
apart: `[1¶13; 2¶4]` into its sources, which have their numbers and names from the memo as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefgen.model.document import Cite, Document, Note, Paragraph, paragraphs

#: What stands in brackets and may be a citation.
LABEL = re.compile(r"\[[^\[\]\n]{1,200}\]")
_OURS = re.compile(r"\[@[^\[\]]+\]")
_PART = re.compile(r"(?P<source>.*?)\s*(?:¶\s*(?P<para>\d[\d,–-]*)|p\.\s*(?P<page>[\w–-]+))?")
#: A label that looks like a citation: of a number, of a paragraph, of a footnote.
_CITES = re.compile(r"\[\s*(?:\d+\s*(?:[¶;,\]]|p\.)|[^\[\]]*¶\s*\d|\^)")


class Citations:
    """What the labels of one memo stand for."""

    def __init__(self, document: Document) -> None:
        """Learn the labels of a memo that was written."""
        self._labels: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._parts: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._sources: dict[str, str] = {}
        for paragraph in paragraphs(document.blocks):
            for label, to in labels(paragraph):
                self._learn(paragraph.origin, label, to)

    def resolve(self, label: str, origin: str = "") -> tuple[str, ...] | None:
        """What a label cites, in a paragraph of the point `origin`; None where nobody can say."""
        if _OURS.fullmatch(label):
            return tuple(item.strip().removeprefix("@") for item in label[1:-1].split(";"))
        known = _best(self._labels[_plain(label)], origin)
        if known:
            return known
        found: list[str] = []
        for part in label[1:-1].split(";"):
            items = _best(self._parts[_plain(part)], origin) or self._taken_apart(part)
            if not items:
                return None
            found += items
        return tuple(dict.fromkeys(found))

    def looks_like_one(self, label: str) -> bool:
        """Whether words in brackets are meant as a citation."""
        return _CITES.match(label) is not None

    def _learn(self, origin: str, label: str, to: tuple[str, ...]) -> None:
        self._labels[_plain(label)].append((origin, to))
        by_source: dict[str, list[str]] = {}
        for item in to:
            by_source.setdefault(_source(item), []).append(item)
        parts = label.strip("[]").split(";")
        if len(parts) == len(by_source):
            for part, (source, items) in zip(parts, by_source.items(), strict=True):
                self._parts[_plain(part)].append((origin, tuple(items)))
                named = _PART.fullmatch(_plain(part))
                if named and named["source"]:
                    self._sources.setdefault(named["source"], source)

    def _taken_apart(self, part: str) -> tuple[str, ...]:
        """A source of the memo with a place in it."""
        match = _PART.fullmatch(_plain(part))
        source = self._sources.get(match["source"]) if match else None
        if match is None or source is None:
            return ()
        if match["page"]:
            return (f"{source}, p. {match['page']}",)
        places = match["para"].split(",") if match["para"] else []
        return tuple(f"{source}, ¶ {place.replace('–', '-')}" for place in places) or (source,)


def labels(paragraph: Paragraph) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The labels of a paragraph, and what each cites."""
    for inline in paragraph.inlines:
        if isinstance(inline, Cite):
            yield inline.label, inline.to
        elif isinstance(inline, Note):
            yield f"[^{inline.number}]", inline.to


def written(items: Iterable[str]) -> str:
    """A citation as the outline has it: `[@source^excerpt; @other, ¶ 3]`."""
    return f"[{'; '.join(f'@{item}' for item in items)}]"


def _best(known: list[tuple[str, tuple[str, ...]]], origin: str) -> tuple[str, ...]:
    """What a label stands for: in this very paragraph, else anywhere; "" where that differs."""
    own = [to for point, to in known if point == origin and to]
    every = {to for _, to in known if to}
    return own[0] if own else every.pop() if len(every) == 1 else ()


def _plain(label: str) -> str:
    return " ".join(label.split())


def _source(item: str) -> str:
    return re.split(r"[\^,]", item, maxsplit=1)[0]
