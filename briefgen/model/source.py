"""A source, its captured text, and the excerpts tagged in it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from briefgen.model.dates import When
from briefgen.model.prose import Prose
from briefgen.places import Place, PlaceMap
from briefgen.records import field, record


class Visibility(IntEnum):
    """Who may see something. A template's ceiling is the highest that its readers may see."""

    PUBLIC = 0
    PARTNER = 1
    INTERNAL = 2
    RESTRICTED = 3

    @property
    def word(self) -> str:
        """The word that the files use."""
        return self.name.lower()


class Voice(StrEnum):
    """Whose words a passage is."""

    SPEAKER = "speaker"
    SOURCE = "source"


@record
class QuoteSpan:
    """A passage between quotation marks: offsets of what stands between them.

    `depth` is 1 for an outer quotation, 2 for one inside it; `opening` and `closing` are the
    marks ("" where a quotation goes on in the next paragraph without one).
    """

    start: int
    end: int
    depth: int
    opening: str
    closing: str


@record
class Captured:
    """The captured text of a source: the file after the front matter with the marks taken out."""

    text: str
    map: PlaceMap
    #: [start, end) of each ¶ in `text`; ¶ n is paragraphs[n - 1].
    paragraphs: tuple[tuple[int, int], ...] = ()
    #: (offset where the page begins, its printed label), in order.
    pages: tuple[tuple[int, str], ...] = ()
    #: What stands between quotation marks, outer before inner.
    quotes: tuple[QuoteSpan, ...] = ()

    def place(self, offset: int) -> Place:
        """Where the character at `offset` stands in the file."""
        return self.map.place(offset)

    def paragraph(self, offset: int) -> int:
        """The number of the ¶ that `offset` stands in, from 1; 0 before the first."""
        return sum(1 for start, _ in self.paragraphs if start <= offset)

    def page(self, offset: int) -> str:
        """The printed label of the page that `offset` stands on, or ""."""
        labels = [label for start, label in self.pages if start <= offset]
        return labels[-1] if labels else ""


@record
class Excerpt:
    """A tagged passage: `captured.text[start:end]`, and what the analyst says about it."""

    source: str
    id: str  # "" where it was given none: it can be filled, not cited
    start: int
    end: int
    exact: str
    place: Place
    tags: tuple[str, ...] = ()
    voice: Voice = Voice.SOURCE
    speaker: str = ""
    via: tuple[str, ...] = ()
    kind: str = ""
    date: When | None = None
    as_of: When | None = None
    expires: When | None = None
    credibility: int | None = None  # 1 best .. 5; 6: cannot be judged; None: not graded
    visibility: Visibility = Visibility.INTERNAL  # already the highest of all it lies under
    weight: int = 50
    gist: Prose | None = None
    remark: str = ""  # private: no stage after select ever reads it
    translation: str = ""
    translator: str = ""
    #: Findings that the analyst has answered: (code, reason), from `noqa=CODE:reason`.
    noqa: tuple[tuple[str, str], ...] = ()
    was: tuple[str, ...] = ()  # ids that it had, in its source
    #: First and last ¶, from 1.
    paragraphs: tuple[int, int] = (1, 1)
    page: str = ""

    @property
    def is_orphan(self) -> bool:
        """Whether its words stand no longer in its source: `exact` is what they were."""
        return self.start == self.end

    @property
    def key(self) -> str:
        """The name of this excerpt in messages: `source^id`, or `source@offset` without an id."""
        return f"{self.source}^{self.id}" if self.id else f"{self.source}@{self.start}"


@record
class PersonName:
    """An author as CSL names one: family and given name, or one literal name."""

    family: str = ""
    given: str = ""
    literal: str = ""


@record
class Source:
    """A document cited: CSL variables by their CSL names, our grades, and its captured text."""

    id: str
    place: Place
    captured: Captured
    excerpts: tuple[Excerpt, ...] = ()
    type: str = "document"  # a CSL 1.0.2 item type
    title: str = ""
    container_title: str = ""
    publisher: str = ""
    author: tuple[PersonName, ...] = ()
    issued: When | None = None
    accessed: When | None = None
    url: str = ""
    #: The other CSL variables, as text: number, volume, page, genre, authority, ...
    csl: Mapping[str, str] = field(default_factory=dict)
    reliability: str = ""  # A best .. E; F: cannot be judged; "": not graded
    visibility: Visibility = Visibility.INTERNAL
    descriptor: str = ""
    via: tuple[str, ...] = ()  # ids of sources, or of origins of the outline
    voice: Voice | None = None  # a transcript, a party's own letter: voice: speaker
    was: tuple[str, ...] = ()  # ids that it had: old citations still find it
    #: Kept with their old words when the source was captured again; no memo ever sees them.
    orphans: tuple[Excerpt, ...] = ()
    seal: str = ""  # sha256 of the captured text, as the file gives it
