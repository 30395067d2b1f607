"""The outline: what the author says."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.dates import When
from briefgen.model.prose import CiteItem, Prose
from briefgen.model.query import Fill
from briefgen.model.source import Excerpt, Visibility
from briefgen.places import Place
from briefgen.records import field, record

#: What stands for a party in positions and stakes, and is none (design 3.2).
NO_PARTY = ("both", "others")
#: What may be said of a party's position, each under its own key.
SLOTS = ("stated", "claims", "interests", "alternatives", "needs")


@record
class Party:
    """A party to the dispute."""

    id: str
    name: str
    place: Place
    also: tuple[str, ...] = ()


@record
class Name:
    """A registered name: its one right spelling, and what it must never become."""

    name: str
    place: Place
    short: str = ""
    role: str = ""
    party: str = ""
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    confusable: tuple[str, ...] = ()


@record
class Origin:
    """Where a chain of sources begins, or passes through: `seen` at first hand, or not."""

    id: str
    name: str
    place: Place
    also: tuple[str, ...] = ()
    seen: bool | None = None


@record
class Deed:
    """Who did what to whom, as a point has it: filled in by a person, compared by machine."""

    subject: str
    verb: str
    object: str = ""


@record
class Point:
    """One statement of the memo, authored or filled.

    Authored: `text` says it. To be filled: `fill`. Filled: `excerpt` is printed as `show` says
    (gist, quote, both), and `text` is its gist, if it has one and `show` wants it.
    """

    key: str  # unique in the outline: its id, or its path "positions/authority/stated/1"
    section: str
    place: Place
    party: str = ""  # id of the party, `both` or `others`, in positions and stakes
    slot: str = ""  # stated, claims, interests, alternatives (positions only)
    text: Prose | None = None
    fill: Fill | None = None
    excerpt: Excerpt | None = None
    show: str = ""
    id: str = ""
    date: When | None = None
    kind: str = ""
    visibility: Visibility | None = None  # as set by the author; resolve fills it in
    weight: int = 50
    audiences: tuple[str, ...] = ()  # `for: [press]`; () means every template
    #: What a question, an option, ... has besides its main text: to, answer, against, figure.
    fields: Mapping[str, Prose] = field(default_factory=dict)
    cite: tuple[CiteItem, ...] = ()
    replaces: str = ""
    change: str = ""
    withdrawn: str = ""
    deed: Deed | None = None
    #: Findings that the author has answered: (code, reason), from `noqa`.
    noqa: tuple[tuple[str, str], ...] = ()

    @property
    def rewords(self) -> str:
        """The excerpt (`source^excerpt`) that this point says in other words than its gist.

        It cites what it replaces and calls that no `change`: the fact stands, and only its own
        section leaves it to the point.
        """
        cited = (f"{i.source}^{i.excerpt}" for i in self.citations())
        anew = "^" in self.replaces and not self.change and self.replaces in cited
        return self.replaces if anew else ""

    def citations(self) -> tuple[CiteItem, ...]:
        """Everything that this point cites: in its text, in its fields, under `cite`."""
        proses = [self.text, *self.fields.values()]
        found = [i for p in proses if p is not None for i in p.citations()]
        own = [_cited(self.excerpt)] if self.excerpt else []
        return (*own, *found, *self.cite)


def _cited(excerpt: Excerpt) -> CiteItem:
    """An excerpt by its id; one without, by its paragraphs."""
    if excerpt.id:
        return CiteItem(excerpt.source, excerpt.id)
    first, last = excerpt.paragraphs
    return CiteItem(excerpt.source, "", str(first) if first == last else f"{first}-{last}")


@record
class Outline:
    """What the author says about one dispute. Points stand in the order of the file."""

    slug: str
    file: str
    title: str
    as_of: When
    place: Place
    lang: str = "en"
    memo: Mapping[str, str] = field(default_factory=dict)
    memo_for: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Every template that it names, under `for:` and under `memo`, and where.
    addressed: tuple[tuple[str, Place], ...] = ()
    parties: tuple[Party, ...] = ()
    names: tuple[Name, ...] = ()
    origins: tuple[Origin, ...] = ()
    points: tuple[Point, ...] = ()
    #: Keys of the sections that the outline has, even empty: (section, party, slot), with places.
    sections: tuple[tuple[str, str, str, Place], ...] = ()
    #: Words that may stand in quotation marks without a citation (`terms`).
    terms: tuple[str, ...] = ()
    #: Tags that are no longer used -> the tag that took their place (`tags`).
    deprecated: Mapping[str, str] = field(default_factory=dict)
    #: Where `title` and `memo` begin.
    title_place: Place | None = None
    memo_place: Place | None = None
