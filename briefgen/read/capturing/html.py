"""Saved web pages: trafilatura says which blocks are the article, the page itself gives the words.

An extractor that rewrites, joins or loses words would change quotations; so its text is never
used, only compared: a block of the page is kept when most of its words stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from briefgen.diagnostics import BriefgenError
from briefgen.model.dates import parse_when
from briefgen.read.capturing.htmltree import Block, blocks_of, decoded, tree_of
from briefgen.read.capturing.taken import Taken
from briefgen.read.capturing.yamltext import people, quoted

_WORD = re.compile(r"\w+")
#: Browsers write where a page came from into what they save.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_NEWS = ("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle")
#: Where pages declare their date: Open Graph, Dublin Core, schema.org, and what papers made up.
_DATED = (
    "article:published_time", "datepublished", "dc.date", "dc.date.issued", "dcterms.created",
    "dcterms.issued", "dcterms.date", "date", "pubdate", "publishdate", "parsely-pub-date",
)  # fmt: skip
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_GRAM = 3  # words
_MOST_TOLD = 60  # characters of a block that was left out


def read_html(name: str, data: bytes) -> Taken:
    """The article of the page `name`. Raises BriefgenError where it holds no text."""
    page = decoded(data, name)
    tree = tree_of(page, name)
    blocks = blocks_of(tree)
    article = _extracted(page)
    kept = _main(blocks, article.text or "" if article else "")
    if not kept:
        raise BriefgenError(f"{name}: holds no text", "open it in a browser and paste its text")
    raw, insets = [], []
    length = 0
    for block in kept:
        insets += [(length + at, f"struck text left out: {words}") for at, words in block.struck]
        raw.append(f"{block.words}\n\n")
        length += len(raw[-1])
    said, hints = _metadata(article, tree, page)
    title = _title(article, tree)
    record = tuple(_record(blocks, kept))
    return Taken("".join(raw), (), tuple(insets), said, hints, record, title=title)


def _extracted(page: str) -> Any:
    """Trafilatura's view of the page, or None where it sees nothing."""
    import logging  # noqa: PLC0415 - as below

    import trafilatura  # noqa: PLC0415 - half a second that only a saved page needs

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            page,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return None  # the page's own outline decides


def _main(blocks: list[Block], extracted: str) -> list[Block]:
    """The blocks of the article: those that the extractor took, most of their words at least."""
    lines = {tuple(_words(line)) for line in extracted.split("\n")}
    grams = {gram for line in lines for gram in _grams(line)}
    kept = [b for b in blocks if not b.around and _is_taken(_words(b.words), lines, grams)]
    return kept or [b for b in blocks if not b.around]


def _is_taken(words: list[str], lines: set[tuple[str, ...]], grams: set[tuple[str, ...]]) -> bool:
    if tuple(words) in lines:
        return True
    own = list(_grams(tuple(words)))
    return bool(own) and 2 * sum(gram in grams for gram in own) >= len(own)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _grams(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + _GRAM] for at in range(len(words) - _GRAM + 1))


def _record(blocks: list[Block], kept: list[Block]) -> Iterator[str]:
    first, last = (next(i for i, b in enumerate(blocks) if b is k) for k in (kept[0], kept[-1]))
    inside = {id(block) for block in kept}
    for block in blocks[first : last + 1]:
        if id(block) not in inside:
            yield f"left out inside the article: {block.words[:_MOST_TOLD]}"


def _metadata(
    article: Any, tree: html.HtmlElement, page: str
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """CSL keys as lines of YAML, from what the page says of itself."""
    found = article.as_dict() if article else {}
    saved = _SAVED_FROM.search(page[:4096])
    language = str(tree.get("lang") or "")[:20]
    values = {
        "type": _type(page),
        "container-title": found.get("sitename") or "",
        "issued": _issued(tree, page),
        "URL": found.get("url") or (saved[1] if saved else ""),
        "language": language if re.fullmatch(r"[A-Za-z-]+", language) else "",
    }
    said = {key: [f"{key}: {quoted(str(value))}"] for key, value in values.items() if value}
    authors = [name for name in str(found.get("author") or "").split("; ") if name.strip()]
    if authors:
        said["author"] = [f"author: {people(authors)}"]
    return said, {"accessed": "YYYY-MM-DD: when you saved the page"}


def _issued(tree: html.HtmlElement, page: str) -> str:
    """The date that the page declares; one that only stands in its text is none of publication."""
    told = [str(m.get("content")) for m in tree.iter("meta") if _key(m) in _DATED]
    told += [match[1] for match in _PUBLISHED.finditer(page)]
    told += [
        str(time.get("datetime")) for time in tree.iter("time") if time.get("pubdate") is not None
    ]
    days = (match[0] for date in told if (match := _DAY.match(date.strip())))
    return next((day for day in days if parse_when(day)), "")


def _key(meta: html.HtmlElement) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _title(article: Any, tree: html.HtmlElement) -> str:
    own = (article.title if article else "") or tree.findtext(".//title") or ""
    return " ".join(str(own).split())


def _type(page: str) -> str:
    return "article-newspaper" if any(f'"{kind}"' in page for kind in _NEWS) else "webpage"
