"""Our own words with their citations and quotations: what a point, a gist or a question says."""

from __future__ import annotations

from typing import TypeAlias

from briefgen.places import NOWHERE, Place, PlaceMap
from briefgen.records import record


@record
class CiteItem:
    """One cited thing: a source, and where given an excerpt (`^id`) or a paragraph (`¶ 13`)."""

    source: str
    excerpt: str = ""
    #: What the author wrote after the comma, without the sign: "13", "13-14", "p. iii".
    locator: str = ""
    place: Place = NOWHERE

    @property
    def reference(self) -> str:
        """What stands behind the `@` of a citation: `source^excerpt`, `source`, `source, ¶ 13`."""
        if self.excerpt:
            return f"{self.source}^{self.excerpt}"
        sign = "¶ " if self.locator[:1].isdigit() else ""
        return f"{self.source}, {sign}{self.locator}" if self.locator else self.source


@record
class Plain:
    """Words of ours."""

    text: str
    at: int  # offset in the prose
    emphasis: bool = False


@record
class Quoted:
    """Words between outer quotation marks, exactly as the author typed them, marks left out."""

    words: str
    at: int  # offset of the first of the words, after the opening mark
    opening: str
    closing: str
    emphasis: bool = False


@record
class Cited:
    """A citation group `[@a^1; @b]`."""

    items: tuple[CiteItem, ...]
    at: int


Piece: TypeAlias = Plain | Quoted | Cited


@record
class Prose:
    """A text of ours as it was written, and taken apart."""

    text: str
    pieces: tuple[Piece, ...]
    map: PlaceMap

    def place(self, at: int = 0) -> Place:
        """Where the character at offset `at` stands in the file."""
        return self.map.place(at)

    def citations(self) -> tuple[CiteItem, ...]:
        """Every cited item, in order."""
        return tuple(i for p in self.pieces if isinstance(p, Cited) for i in p.items)

    def own_words(self) -> tuple[Plain, ...]:
        """The pieces that are neither quotation nor citation."""
        return tuple(p for p in self.pieces if isinstance(p, Plain))
