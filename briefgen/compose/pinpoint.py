"""Pinpoints: where in a source the cited words stand, in a few signs: `¶ 3–5, 29`, `p. iii`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.compose.wording import NBSP, Wording
from briefgen.model.brief import Brief
from briefgen.model.prose import CiteItem
from briefgen.patterns import late

_RANGE = late(r"(\d+)(?:\s*[-–]\s*(\d+))?")


def pinpoint(items: Iterable[CiteItem], brief: Brief, words: Wording) -> str:
    """The places of some citations of one source, those that touch put together."""
    ranges: list[tuple[int, int]] = []
    others: list[str] = []
    for item in items:
        excerpt = brief.excerpt(item.source, item.excerpt)
        written = _RANGE.fullmatch(item.locator)
        if excerpt is not None and excerpt.page:
            others.append(f"{words.say('page') or 'p.'}{NBSP}{excerpt.page}")
        elif excerpt is not None:
            ranges.append(excerpt.paragraphs)
        elif written:
            ranges.append((int(written[1]), int(written[2] or written[1])))
        elif item.locator:
            others.append(item.locator)
    told = [f"¶{NBSP}{', '.join(map(_range, _joined(ranges)))}"] if ranges else []
    return ", ".join([*told, *dict.fromkeys(others)])


def _joined(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order; those that touch or overlap are one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _range(places: tuple[int, int]) -> str:
    first, last = places
    return str(first) if first == last else f"{first}–{last}"
