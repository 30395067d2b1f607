"""Citing: sources are numbered as the page meets them; `[1¶13]` says which and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefgen.compose.wording import Wording
from briefgen.model.brief import Brief
from briefgen.model.prose import CiteItem
from briefgen.model.source import Excerpt, Source

UNKNOWN = "?"


@dataclass(slots=True)
class Citer:
    """Numbers sources by first use on the page, and words every citation."""

    brief: Brief
    words: Wording
    style: str = "numbered"
    numbers: dict[str, int] = field(default_factory=dict)
    #: Every excerpt that the page cites, in order, once.
    excerpts: dict[str, Excerpt] = field(default_factory=dict)
    #: In style footnotes, what each label stands for until `notes.set_notes` words it.
    noted: dict[str, tuple[CiteItem, ...]] = field(default_factory=dict)

    def label(self, items: Iterable[CiteItem]) -> str:
        """The citation of a group: `[1¶3,29; 2¶1]`; "" for an empty group."""
        items = tuple(items)
        by_source: dict[str, list[str]] = {}
        for item in items:
            by_source.setdefault(self._number(item), []).append(self._locator(item))
        groups = [number + _joined(locators) for number, locators in by_source.items()]
        if self.style == "footnotes" and groups:
            return self._noted(items)
        return f"[{'; '.join(groups)}]" if groups else ""

    def _noted(self, items: tuple[CiteItem, ...]) -> str:
        label = f"[{len(self.noted) + 1}]"
        self.noted[label] = items
        return label

    @property
    def cited(self) -> Mapping[int, Source]:
        """The cited sources by their numbers."""
        return {number: self.brief.sources[id] for id, number in self.numbers.items()}

    def _number(self, item: CiteItem) -> str:
        if item.source not in self.brief.sources:
            return UNKNOWN
        return str(self.numbers.setdefault(item.source, len(self.numbers) + 1))

    def _locator(self, item: CiteItem) -> str:
        excerpt = self.brief.excerpt(item.source, item.excerpt)
        if excerpt is not None:
            self.excerpts.setdefault(excerpt.key, excerpt)
            return locator(excerpt)
        if not item.locator:
            return ""
        return f"¶{item.locator}" if item.locator[0].isdigit() else f" {item.locator}"


def locator(excerpt: Excerpt) -> str:
    """Where an excerpt stands: its printed page where the source has pages, else its ¶."""
    if excerpt.page:
        return f"\u00a0p.\u00a0{excerpt.page}"
    first, last = excerpt.paragraphs
    return f"¶{first}" if first == last else f"¶{first}–{last}"


def _joined(locators: list[str]) -> str:
    """Join the places in one source: `¶3,29`. The whole source says more than a place in it."""
    once = list(dict.fromkeys(place for place in locators if place))
    if len(once) > 1 and all(place.startswith("¶") for place in once):
        return "¶" + ",".join(sorted((place[1:] for place in once), key=_first_number))
    return ",".join(once)


def _first_number(place: str) -> int:
    digits = place.split("–", maxsplit=1)[0].split("-", maxsplit=1)[0]
    return int(digits) if digits.isdigit() else 0
