"""Rules on attribution: a quotation is given to the voice that said it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefgen.check.evidence import Evidence, Judged
from briefgen.check.speech import Sentence, Speech, Voiced
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.outline import NO_PARTY
from briefgen.model.source import QuoteSpan, Voice
from briefgen.text.matching import find_verbatim_all


@rule("QUO005", Severity.ERROR)
def source_as_speaker(evidence: Evidence) -> Iterator[Diagnostic]:
    """Words of the source are printed as a speaker's.

    What stands outside quotation marks in the captured text is the reporter's paraphrase: the
    person never said it so. This error cannot be suppressed. A transcript, or a party's own
    letter, is marked `voice: speaker`.

    Bad:
        source:  Okoye said the port would never give in.
        outline: Okoye said the port "would never give in" [@gazette-0305^e3].

    Good:
        outline: One article writes that the port "would never give in" [@gazette-0305^e3].
        outline: Okoye ruled out giving in [@gazette-0305^e3].
    """
    speech = evidence.speech
    for judged in evidence.judged:
        if judged.accepted and not _spoken(judged) and _given_to_speaker(judged, speech):
            yield source_as_speaker.at(
                judged.place,
                f"{judged.shown} are the words of the source, not of a speaker "
                f"({judged.ground.name} has them outside quotation marks)",
                "give them to the source (one article says ...), or paraphrase without marks",
                about=judged.about,
            )


@rule("QUO007", Severity.ERROR)
def inner_quotation(evidence: Evidence) -> Iterator[Diagnostic]:
    """Words quoted within a quotation are printed as the inner speaker's own.

    Inside a quotation, the speaker tells what somebody else said, or might have said. Name the
    speaker, or leave the words out.

    Bad:
        source:  "They told us 'pay or leave'," Lind said.       (speaker=Lind)
        outline: The port said "pay or leave" [@gazette-0305^e4].

    Good:
        outline: According to Lind, the port said "pay or leave" [@gazette-0305^e4].
    """
    speech = evidence.speech
    for judged in evidence.judged:
        excerpt = judged.excerpt
        if not judged.accepted or _depth(_around(judged)) < 2:
            continue
        if speech.names_speaker(Sentence.around(judged.statement, judged.quoted), excerpt):
            continue
        who = (excerpt and excerpt.speaker) or "its speaker"
        yield inner_quotation.at(
            judged.place,
            f"{judged.shown} is a quotation inside a quotation: "
            f"it is {who}'s account of what somebody said",
            f"name {who} in the same sentence, or paraphrase",
            about=judged.about,
        )


@rule("ATT001", Severity.ERROR)
def nobody_speaks(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation of spoken words has nobody to give them to.

    Somebody said it, and the reader has to know who. The excerpt's `speaker`, a source marked
    `voice: speaker` with an author, the party whose point it is, or a name in the sentence will
    do.

    Bad:
        source:  The fee is {=="daylight robbery"==}{>>^e5<<}, it was said on the quay.
        outline: The fee was called "daylight robbery" [@gazette-0305^e5].

    Good:
        source:  ... {=="daylight robbery"==}{>>^e5 speaker="a docker"<<} ...
    """
    speech = evidence.speech
    for judged in evidence.judged:
        if judged.accepted and _spoken(judged) and not _has_speaker(judged, speech):
            yield nobody_speaks.at(
                judged.place,
                f"{judged.shown} is somebody's speech, and nobody is named",
                f"add speaker=... to {judged.ground.name}, or name the speaker in the sentence",
                about=judged.about,
            )


def _spoken(judged: Judged) -> bool:
    """Whether every matched word is a speaker's, by marks in the source or by declaration."""
    excerpt, source = judged.excerpt, judged.ground.source
    if source.voice is Voice.SPEAKER or (excerpt and excerpt.voice is Voice.SPEAKER):
        return True
    return bool(_around(judged))


def _around(judged: Judged) -> list[QuoteSpan]:
    """The quotations of the captured text that hold the matched words, all of them.

    Where the words stand several times, the best place counts: least deep within quotations.
    """
    where = judged.ground
    quotes = [
        q for q in where.source.captured.quotes if where.start < q.end and q.start < where.end
    ]
    places = [
        [q for q in quotes if any(_holds(q, span) for span in spans)]
        for spans in _occurrences(judged)
        if all(any(_holds(q, span) for q in quotes) for span in spans)
    ]
    return min(places, key=_depth, default=[])


def _occurrences(judged: Judged) -> Iterator[tuple[tuple[int, int], ...]]:
    """The matched ranges; for words in one piece, everywhere that the cited passage has them."""
    spans, where = judged.verdict.spans, judged.ground
    if spans:
        yield spans
    if len(spans) == 1:
        text = where.source.captured.text
        again = find_verbatim_all(text[slice(*spans[0])], text, (where.start, where.end))
        yield from ((place,) for place in islice(again, 100))


def _depth(quotes: list[QuoteSpan]) -> int:
    return max((q.depth for q in quotes), default=0)


def _holds(quote: QuoteSpan, span: tuple[int, int]) -> bool:
    """Whether a range stands between the marks, its own outer marks included or not."""
    return quote.start - len(quote.opening) <= span[0] and span[1] <= quote.end + len(quote.closing)


def _given_to_speaker(judged: Judged, speech: Speech) -> bool:
    sentence = Sentence.around(judged.statement, judged.quoted)
    excerpt, point = judged.excerpt, judged.statement.point
    voiced = speech.voiced(sentence, excerpt)
    if voiced is not Voiced.NOBODY or speech.names_source(sentence):
        return voiced is Voiced.SPEAKER
    named = bool(excerpt and excerpt.speaker) and speech.names_speaker(sentence, excerpt)
    stated = point.slot in {"stated", "claims"} and point.party not in ("", *NO_PARTY)
    return named or stated or speech.introduces(sentence)


def _has_speaker(judged: Judged, speech: Speech) -> bool:
    excerpt, source = judged.excerpt, judged.ground.source
    party = judged.statement.point.party
    if (excerpt and excerpt.speaker) or party not in ("", *NO_PARTY):
        return True
    if source.voice is Voice.SPEAKER and source.author:
        return True
    sentence = Sentence.around(judged.statement, judged.quoted)
    return speech.names_anybody(sentence) or speech.names_source(sentence)
