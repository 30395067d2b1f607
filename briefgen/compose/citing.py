"""Citing: `[1¶13]` says which source where, or `[The Gazette, 5 March ¶13]` in words.

Sources are numbered as the page meets them. In words (`author-date`) the whole chain is named:
`[Letter to the board via The Gazette, 5 March ¶13]`; a source that the page has named with its day
goes without it from then on, `[The Gazette ¶2]`, unless another one has its name. With `none` the
page shows no citations; the source note lists what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.compose.references import short_name, short_title
from briefgen.compose.wording import NBSP, Wording
from briefgen.model.brief import Brief
from briefgen.model.document import Cite
from briefgen.model.prose import CiteItem
from briefgen.model.source import Excerpt, Source
from briefgen.records import field, state

UNKNOWN = "?"
#: A source that is cited in so many characters stands on one line.
_ON_A_LINE = 36


@state
class Citer:
    """Numbers sources by first use on the page, and words citations in the template's style."""

    brief: Brief
    words: Wording
    style: str = "numbered"
    numbers: dict[str, int] = field(default_factory=dict)
    #: Every excerpt that the page cites, in order, once.
    excerpts: dict[str, Excerpt] = field(default_factory=dict)
    #: In style footnotes, what each label stands for until `notes.set_notes` words it.
    noted: dict[str, tuple[CiteItem, ...]] = field(default_factory=dict)
    #: What the page says of the ground of its points (`mark`): the source note explains it.
    grounds: set[str] = field(default_factory=set)

    def label(self, items: Iterable[CiteItem]) -> str:
        """The citation of a group: `[1¶3,29; 2¶1]`; "" for an empty group, and in style none."""
        items = tuple(items)
        met = frozenset(self.numbers)
        by_source: dict[str, list[str]] = {}
        for item in items:
            named = self._number(item)
            if self.in_words and named != UNKNOWN:
                named = self._named(item, again=item.source in met)
            by_source.setdefault(named, []).append(self._locator(item))
        between = NBSP if self.in_words else ""
        groups = [between.join(filter(None, (n, _joined(p)))) for n, p in by_source.items()]
        groups = [_held(group) for group in groups]
        if self.style == "footnotes" and groups:
            return self._noted(items)
        return f"[{'; '.join(groups)}]" if groups and self.style != "none" else ""

    def cite(self, items: Iterable[CiteItem]) -> Cite | None:
        """The citation of a group as the page has it, None where it has none."""
        items = tuple(items)
        label = self.label(items)
        return Cite(label, tuple(i.reference for i in items)) if label else None

    def names(self, items: Iterable[CiteItem]) -> str:
        """The short names of the sources of a group, each once."""
        known = [self.brief.sources[i.source] for i in items if i.source in self.brief.sources]
        return ", ".join(dict.fromkeys(short_name(source) for source in known))

    @property
    def in_words(self) -> bool:
        """Whether citations name their sources, instead of numbering them."""
        return self.style == "author-date"

    @property
    def numbered(self) -> bool:
        """Whether the source note has the numbers that the page shows."""
        return self.style == "numbered"

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

    def _named(self, item: CiteItem, *, again: bool) -> str:
        """The chain of a citation in words, the date of its last link behind it at first."""
        source = self.brief.sources[item.source]
        excerpt = self.brief.excerpt(item.source, item.excerpt)
        origins = {o.id: o.name for o in self.brief.outline.origins}
        titles = {id: short_name(s) for id, s in self.brief.sources.items()}
        via = [origins.get(id, titles.get(id, "")) for id in (excerpt.via if excerpt else ())]
        name, namesakes = short_name(source), self._namesakes(source)
        if any(other.issued == source.issued for other in namesakes):
            name = f"{name}, {short_title(source)}"
        chain = f" {self.words.say('via')} ".join([*filter(None, via), name])
        return chain if again and not namesakes else f"{chain}, {self._day(source)}"

    def _namesakes(self, source: Source) -> list[Source]:
        """The other sources that a citation would call the same."""
        others = [s for s in self.brief.sources.values() if s is not source]
        return [other for other in others if short_name(other) == short_name(source)]

    def _day(self, source: Source) -> str:
        if source.issued is None:
            return self.words.say("undated")
        year = source.issued.last.year != self.brief.outline.as_of.last.year
        return self.words.day(source.issued, year=year)

    def _locator(self, item: CiteItem) -> str:
        excerpt = self.brief.excerpt(item.source, item.excerpt)
        if excerpt is not None:
            self.excerpts.setdefault(excerpt.key, excerpt)
            return locator(excerpt, self.words)
        if not item.locator:
            return ""
        written = item.locator.replace("-", "–")  # as the places of excerpts are set
        return f"¶{written}" if written[0].isdigit() else f" {item.locator}"


def locator(excerpt: Excerpt, words: Wording) -> str:
    """Where an excerpt stands: its printed page where the source has pages, else its ¶."""
    if excerpt.page:
        return f"{NBSP}{words.say('page') or 'p.'}{NBSP}{excerpt.page}"
    first, last = excerpt.paragraphs
    return f"¶{first}" if first == last else f"¶{first}–{last}"


def _held(named: str) -> str:
    """One source of a citation, on one line; a long one breaks where no day would stand alone."""
    if len(named) <= _ON_A_LINE:
        return named.replace(" ", NBSP)
    chain, comma, day = named.rpartition(", ")
    return f"{chain}{(comma + day).replace(' ', NBSP)}" if comma else named


def _joined(locators: list[str]) -> str:
    """Join the places in one source: `¶3,29`. The whole source says more than a place in it."""
    once = list(dict.fromkeys(place for place in locators if place))
    if len(once) > 1 and all(place.startswith("¶") for place in once):
        return "¶" + ",".join(sorted((place[1:] for place in once), key=_first_number))
    return ",".join(once)


def _first_number(place: str) -> int:
    digits = place.split("–", maxsplit=1)[0]
    return int(digits) if digits.isdigit() else 0
