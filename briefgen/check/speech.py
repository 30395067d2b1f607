"""Who a sentence of ours attributes its words to: a speaker, a source, or nobody.

A closed list of reporting verbs and the registered names; no grammar is guessed at. The nearest
attribution before a quotation counts, else the nearest after it in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property

from briefgen.check.statements import Statement, masked, sentence_of
from briefgen.model.brief import Selection
from briefgen.model.prose import Quoted
from briefgen.model.source import Excerpt, Source
from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.reporting import ACCORDING, AUXILIARIES, INVERTING, VERBS

#: What we call a source that we do not name: "one article", "the report".
SOURCE_WORDS = (
    r"(?:one|an?|the|this|that|another|other|either|neither|both|first|second|undated)"
    r"(?: of the (?:two )?)?(?: \w+)?"
    r" (?:articles?|reports?|sources?|papers?|newspapers?|stor(?:y|ies)|copy|texts?)"
)
_PRONOUNS = r"(?:he|she|they)"
_ANY_VERB = rf"(?:{'|'.join(VERBS.split())})"
_SOMEBODY_SAYS = rf"\b(?:{ACCORDING})\b|\b(?!(?:is|are|was|were|been?|being) )\w+,? {_ANY_VERB}\b"
_HELPS = "|".join(AUXILIARIES.split())
_LINK = (
    r"(?:,[^,]{1,80},)?"
    rf"(?: (?:has|have|had|also|then|later|publicly|is|was|reportedly|{_HELPS}))*"
)


class Voiced(StrEnum):
    """To whom a sentence gives its words."""

    SPEAKER = "speaker"
    SOURCE = "source"
    NOBODY = "nobody"


@record
class Sentence:
    """The sentence around a quotation, with our own words alone, and where the quotation stands."""

    text: str
    start: int  # of the quotation in the sentence, its opening mark included
    end: int

    @classmethod
    def around(cls, statement: Statement, quoted: Quoted) -> Sentence:
        """Cut the sentence out of its statement."""
        begin, end = sentence_of(statement.prose, quoted.at)
        text = masked(statement.prose)[begin:end]
        opens = quoted.at - len(quoted.opening) - begin
        closes = quoted.at + len(quoted.words) + len(quoted.closing) - begin
        return cls(text, max(opens, 0), closes)


class Speech:
    """Finds attributions with the names of one selection."""

    def __init__(self, selection: Selection) -> None:
        """Collect the forms that name a speaker, and those that name a source."""
        outline = selection.brief.outline
        named = [form for s in selection.brief.sources.values() for form in _names_of(s)]
        origins = [form for origin in outline.origins for form in (origin.name, *origin.also)]
        self._sources = _forms([*named, *origins])
        people = [(n.name, n.short, *n.name.split()[-1:], *n.also) for n in outline.names]
        parties = [(p.name, p.id.replace("-", " "), *p.also) for p in outline.parties]
        self._aliases = [{form.casefold() for form in group} for group in [*people, *parties]]
        roles = [name.role for name in outline.names]
        spoken = {form.casefold() for form in self._sources}
        forms = _forms([form for group in [*people, *parties, roles] for form in group])
        self._speakers = [form for form in forms if form.casefold() not in spoken]

    def voiced(self, sentence: Sentence, excerpt: Excerpt | None) -> Voiced:
        """To whom `sentence` gives the quoted words, by a verb of saying."""
        found = [*self._attributions(sentence.text, excerpt)]
        before = [f for f in found if f[0] <= sentence.start]
        if before:
            return max(before, key=lambda f: f[0])[1]
        return min(found, key=lambda f: f[0], default=(0, Voiced.NOBODY))[1]

    def names_source(self, sentence: Sentence) -> bool:
        """Whether the sentence names a source or an origin at all."""
        return bool(self._source_pattern.search(sentence.text))

    def names_speaker(self, sentence: Sentence, excerpt: Excerpt | None) -> bool:
        """Whether the sentence names the excerpt's speaker, or says he, she or they."""
        forms = self.forms_of(excerpt.speaker) if excerpt and excerpt.speaker else []
        pattern = _either([*map(re.escape, forms), _PRONOUNS, "his", "her", "their"])
        return bool(re.search(pattern, sentence.text, re.IGNORECASE))

    def names_anybody(self, sentence: Sentence) -> bool:
        """Whether the sentence names a registered person or party, or has anybody say it."""
        forms = [*map(re.escape, self._speakers), _PRONOUNS, "his", "her", "their"]
        pattern = rf"{_either(forms)}|{_SOMEBODY_SAYS}"
        return bool(re.search(pattern, sentence.text, re.IGNORECASE))

    def says(self, text: str) -> bool:
        """Whether anybody says anything in a sentence, by a verb or by "according to"."""
        return bool(re.search(_SOMEBODY_SAYS, text, re.IGNORECASE))

    def introduces(self, sentence: Sentence) -> bool:
        """Whether a registered name stands directly before the quotation: `Okoye: "final"`."""
        name = _either(map(re.escape, self._speakers))
        return bool(re.search(rf"{name}:? ?$", sentence.text[: sentence.start], re.IGNORECASE))

    def forms_of(self, speaker: str) -> list[str]:
        """Every way to name the speaker of an excerpt."""
        plain = re.sub(r"^(?:the|a|an) ", "", speaker.strip(), flags=re.IGNORECASE)
        known = next((group for group in self._aliases if plain.casefold() in group), set())
        return _forms([speaker, plain, *sorted(known)])

    def _attributions(self, text: str, excerpt: Excerpt | None) -> Iterator[tuple[int, Voiced]]:
        """Where the sentence gives words to a speaker or to a source."""
        forms = self.forms_of(excerpt.speaker) if excerpt and excerpt.speaker else []
        others = sorted(set(forms) - set(self._speakers))
        people = [self._speaker_pattern, *([_pattern(map(re.escape, others))] if others else [])]
        for pattern in people:
            yield from ((at, Voiced.SPEAKER) for at in _attributed(text, pattern))
        yield from ((at, Voiced.SOURCE) for at in _attributed(text, self._source_pattern))

    @cached_property
    def _speaker_pattern(self) -> re.Pattern[str]:
        return _pattern([*map(re.escape, self._speakers), _PRONOUNS])

    @cached_property
    def _source_pattern(self) -> re.Pattern[str]:
        return _pattern([SOURCE_WORDS, *map(re.escape, self._sources)])


#: What stands around a name to which words are given: `WHO said`; `according to WHO`,
#: `," said WHO`; `, sagte WHO`; `in WHO's words`.
_SAYS = late(rf"{_LINK} {_ANY_VERB}\b", re.IGNORECASE)
_SAYING = late(
    rf"(?:\b(?:{ACCORDING}) (?:the |dem |der |le |la |l[’'])?"
    r"|[,\"”’»] ?(?:says|said|writes|wrote|reports|reported) (?:the )?"
    rf"|[,\"”’“»] ?(?:(?:{_HELPS}) )?(?:{'|'.join(INVERTING.split())})"
    r" (?:der |die |le |la |l[’'])?)$",
    re.IGNORECASE,
)
_IN = late(r"\bin $", re.IGNORECASE)
_OWN = late(r"(?:['’]s?)? (?:words|view|account)\b", re.IGNORECASE)


def _attributed(text: str, who: re.Pattern[str]) -> Iterator[int]:
    """Where words are given to one of the names that `who` matches."""
    for name in who.finditer(text):
        before, after = text[: name.start()], text[name.end() :]
        if _SAYS.match(after):
            yield name.start()
        elif (found := _SAYING.search(before)) or (
            _OWN.match(after) and (found := _IN.search(before))
        ):
            yield found.start()


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_either(forms), re.IGNORECASE)


def _either(forms: Iterable[str]) -> str:
    return rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)"


def _forms(forms: Iterable[str]) -> list[str]:
    """Forms without the empty ones and doubles, longest first."""
    return sorted({f for f in forms if f}, key=lambda f: (-len(f), f))


def _names_of(source: Source) -> list[str]:
    authors = [author.literal or author.family for author in source.author]
    return [source.title, source.container_title, *authors]
