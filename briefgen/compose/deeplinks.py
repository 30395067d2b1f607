"""Deep links: an address that opens a web page at the cited words.

Text fragments (WICG, "URL Fragment Text Directives"): `#:~:text=[prefix-,]start[,end][,-suffix]`.
A convenience beside the locator, never in its place: browsers differ, and pages change.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urldefrag

from briefgen.model.source import Excerpt, Source
from briefgen.patterns import late

_WEB = late(r"https?://", re.IGNORECASE)
_FILE = late(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|txt)$", re.IGNORECASE)
_MARKS = "\"'“”„«»‘’‚‹›"  # quotation marks: pages and browsers disagree on their shape
_WITHHELD = "\ufffc"  # what stands for withheld words in captured text
_WHOLE, _EDGE, _AROUND = 8, 4, 3  # words: quoted whole, at either end of more, as context


def deep_link(source: Source, excerpt: Excerpt | None) -> str:
    """The address of a source, at the words of an excerpt where it is a web page."""
    page = urldefrag(source.url)
    if excerpt is None or page.fragment or not _WEB.match(source.url) or _FILE.search(page.url):
        return source.url
    if not excerpt.exact.strip(_MARKS + " \n") or _WITHHELD in excerpt.exact:
        return source.url
    return f"{page.url}#:~:text={_directive(source.captured.text, excerpt)}"


def _directive(text: str, excerpt: Excerpt) -> str:
    """The words sought: whole, or the first and last of many; with context where not unique."""
    exact = excerpt.exact.strip(_MARKS + " \n")
    words = exact.split()
    is_long = len(words) > _WHOLE or "\n" in exact
    ends = (words[:_EDGE], words[-_EDGE:]) if is_long else (words,)
    found = [_encoded(end) for end in ends]
    if _count(text, words if not is_long else words[:_EDGE]) > 1:
        before, after = _around(text, excerpt)
        found = [f"{before}-"] * bool(before) + found + [f"-{after}"] * bool(after)
    return ",".join(found)


def _count(text: str, words: list[str]) -> int:
    return len(re.findall(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE))


def _around(text: str, excerpt: Excerpt) -> tuple[str, str]:
    """Some words before and after, of the same block, and none that is withheld."""
    before = text[: excerpt.start].rpartition("\n")[2].split()[-_AROUND:]
    after = text[excerpt.end :].partition("\n")[0].split()[:_AROUND]
    return tuple(  # type: ignore[return-value]  # two of two
        "" if any(_WITHHELD in word for word in words) else _encoded(words)
        for words in (before, after)
    )


def _encoded(words: list[str]) -> str:
    """Percent-encoded; the three signs of a directive's own, `-`, `,` and `&`, too."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
