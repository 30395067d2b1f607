"""Rules on the use of quotations: brackets, how much, how little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.check.evidence import Evidence, shortened
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.text.ladder import judge

#: Words of one quotation, and words and share of one source, that a page may take.
_LONG, _MANY, _SHARE = 60, 150, 0.25
#: A quotation of fewer words carries nothing by itself.
_SHORT = 4
_MARKS = "\"“”„«»‘’'"


@rule("QUO008", Severity.INFO)
def round_brackets(evidence: Evidence) -> Iterator[Diagnostic]:
    """Words of ours stand in round brackets inside a quotation.

    Round brackets may be the speaker's own. What we put in stands in square ones. Nothing inside
    a quotation is changed by `--fix`.

    Bad:
        source:  {=="It will not reopen the fee," Okoye said.==}{>>^e2 speaker=Okoye<<}
        outline: Okoye said "It (the port) will not reopen the fee" [@gazette-0305^e2].

    Good:
        outline: Okoye said "It [the port] will not reopen the fee" [@gazette-0305^e2].
    """
    for judged in evidence.judged:
        words = judged.quoted.words
        if judged.accepted or "(" not in words:
            continue
        squared = words.replace("(", "[").replace(")", "]")
        window = ((judged.ground.start, judged.ground.end),)
        if not judge(squared, judged.ground.source.captured.text, window).refused:
            yield round_brackets.at(
                judged.place,
                f"the words in round brackets in {judged.shown} are not the source's",
                "put them in [square brackets]",
                about=judged.about,
            )


@rule("QUO009", Severity.WARNING)
def long_quotation(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation is long, or a page takes a large part of one source.

    More than 60 words are an excerpt, not a quotation; more than 150 words and a quarter of a
    source may be more than fair use allows. Paraphrase, and quote the words in dispute.

    Bad:
        Okoye said "..." [@gazette-0305^e2].       # 80 words

    Good:
        Okoye said that the fee stays, and "will not reopen" it [@gazette-0305^e2].
    """
    taken: Counter[str] = Counter()
    for judged in evidence.judged:
        count = len(judged.quoted.words.split())
        taken[judged.ground.source.id] += count
        if count > _LONG:
            yield long_quotation.at(
                judged.place,
                f"quotation of {count} words",
                "paraphrase, and quote the words that are in dispute",
                about=judged.about,
            )
    for id, count in taken.items():
        source = evidence.brief.sources[id]
        whole = len(source.captured.text.split())
        if count > _MANY and count > whole * _SHARE:
            yield long_quotation.at(
                source.place,
                f"{count} of the {whole} words of {id} are quoted",
                "paraphrase some of them",
                about=id,
            )


@rule("QUO010", Severity.WARNING)
def scare_quote(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation of fewer than four words is all that a point has.

    Two words in marks, with nothing of ours around them, read as irony, and hide what was said.

    Bad:
        - {fill: claims/authority, show: quote}      # the excerpt is "a mistake"

    Good:
        - Okoye called the letter "a mistake" [@gazette-0305^e2].
    """
    for point in evidence.selection.points:
        if point.excerpt is None or point.show != "quote" or point.section == "gists":
            continue
        if len(point.excerpt.exact.split()) < _SHORT:
            yield scare_quote.at(
                point.excerpt.place,
                f'"{shortened(point.excerpt.exact).strip(_MARKS)}" is all that {point.key} prints',
                f"give {point.excerpt.key} a gist, or tag more of the sentence",
                about=point.key,
            )
