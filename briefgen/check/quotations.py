"""Rules on quotations: verbatim, or refused with what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence, Judged, shortened
from briefgen.check.speech import Sentence
from briefgen.diagnostics import Diagnostic, Rule, Severity, rule
from briefgen.model.prose import Quoted
from briefgen.model.source import Source
from briefgen.patterns import late
from briefgen.text.ladder import Level
from briefgen.text.lexicon import kind_of
from briefgen.text.worddiff import word_diff

#: Words that leave room for doubt (domain.md 4.2); a negation is not one of them.
_HEDGES = (
    "would could may might should maybe perhaps possibly probably likely unlikely reportedly "
    "allegedly apparently supposedly roughly approximately almost nearly partly temporarily "
    "vielleicht wahrscheinlich angeblich etwa peut-être probablement environ"
)
#: A passage of another source is proposed for so many characters, and from so alike (0 to 100).
_LEAST_PROPOSED, _ALIKE = 20, 80.0


@rule("QUO001", Severity.ERROR)
def absent(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation does not stand where its citation says.

    It is sought in the first citation after it in its point, else in the last before it: with
    `^e` inside that excerpt, with `¶ 13` in that paragraph, else in the whole source. Where the
    words stand somewhere else, the message says where; where only words like them do, too.

    Bad:
        source:  {==The authority "will not reopen" the fee.==}{>>^e2<<}
        outline: The authority calls the fee "a fair price" [@gazette-0305^e2].

    Good:
        outline: The authority "will not reopen" the fee [@gazette-0305^e2].
    """
    for judged in evidence.judged:
        if judged.accepted:
            continue
        message = f"quotation does not stand in {judged.ground.name}"
        where = _elsewhere(evidence, judged)
        if where:
            yield _finding(absent, judged, f"{message}: it stands in {where}", f"cite {where}")
        elif judged.verdict.level is not Level.ALTERED:
            yield _proposed(evidence, judged, message) or _finding(
                absent, judged, message, "quote what stands there, or paraphrase"
            )


@rule("QUO002", Severity.ERROR)
def altered(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation is not what the source says, letter for letter.

    Nothing is changed between quotation marks but typography. What you leave out is shown by
    `[...]`, what you put in by `[brackets]`; neither may touch a number, a negation, a word of
    degree, a modal or a name.

    Bad:
        source:  {==The authority "will not reopen" the fee.==}{>>^e2<<}
        outline: The authority "will reopen" the fee [@gazette-0305^e2].

    Good:
        outline: The authority "will not reopen" the fee [@gazette-0305^e2].
    """
    for judged in evidence.judged:
        if judged.verdict.level is Level.ALTERED and not _elsewhere(evidence, judged):
            reason = judged.verdict.reason
            message = f"quotation altered in {judged.ground.name}" + (reason and f": {reason}")
            yield _finding(altered, judged, message, _stands(judged))


@rule("QUO006", Severity.ERROR)
def hidden_words(evidence: Evidence) -> Iterator[Diagnostic]:
    """An ellipsis hides, or a bracket puts in, a word that changes what is said.

    An ellipsis may leave out anything but a number, a negation, a word of degree, a modal or a
    registered name; a bracket may put in anything but these.

    Bad:
        source:  {=="We will not pay the fee this year"==}{>>^e6 speaker=Lind<<}
        outline: Lind said "We will [...] pay the fee" [@gazette-0305^e6].

    Good:
        outline: Lind said "We will not pay the fee [...]" [@gazette-0305^e6].
    """
    for judged in evidence.judged:
        if not judged.accepted or not judged.verdict.hidden:
            continue
        what = ", ".join(f'the {kind} "{word}"' for kind, word in judged.verdict.hidden)
        message = f"ellipsis or bracket changes what is said: it touches {what}"
        yield _finding(hidden_words, judged, message, "quote these words as well, or paraphrase")


@rule("QUO004", Severity.WARNING)
def lost_hedge(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation begins right after a hedge or a negation, or ends right before one.

    Cut so, "maybe 20% real" becomes "20% real". A hedge must survive in the sentence: take it
    into the quotation, or say it in your own words.

    Bad:
        source:  {==It is, in our view, maybe 20% real.==}{>>^e7<<}
        outline: One article calls it "20% real" [@gazette-0305^e7].

    Good:
        outline: One article calls it "maybe 20% real" [@gazette-0305^e7].
    """
    for judged in evidence.judged:
        ours = Sentence.around(judged.statement, judged.quoted).text + judged.quoted.words
        for word in _next_to(judged) if judged.accepted else ():
            if not _carried(word, ours):
                message = f'the quotation stops short of "{word}" in {judged.ground.name}'
                hint = f'take "{word}" into the quotation, or say it in your own words'
                yield _finding(lost_hedge, judged, message, hint)


@rule("QUO012", Severity.ERROR)
def uncited(evidence: Evidence) -> Iterator[Diagnostic]:
    """A quotation stands in a point that cites nothing.

    A quotation nobody can check is not printed. Words that are only a name or a term of art go
    under `terms`.

    Bad:
        - The authority "will not reopen" the fee.

    Good:
        - The authority "will not reopen" the fee [@gazette-0305^e2].
    """
    terms = {t.casefold() for t in evidence.selection.brief.outline.terms}
    for statement in evidence.statements:
        for piece in statement.prose.pieces:
            if not isinstance(piece, Quoted) or statement.groups:
                continue
            if piece.words.rstrip(".,").casefold() not in terms:
                yield uncited.at(
                    statement.place(piece.at),
                    f'quotation "{shortened(piece.words)}" has no citation',
                    "add [@source^excerpt] after it, or list the words under terms",
                    about=statement.point.key,
                )


def _elsewhere(evidence: Evidence, judged: Judged) -> str:
    """Where else the words stand: "gazette-0305^e4", "gazette-0305, ¶ 3", or ""."""
    if judged.verdict.elsewhere:
        return _name(judged.ground.source, *judged.verdict.elsewhere)
    words = judged.quoted.words.rstrip(".,")
    if " " not in words:
        return ""  # one word stands in too many places to mean anything
    found = evidence.index.exact(words)
    return _name(evidence.brief.sources[found[0]], *found[1]) if found else ""


def _proposed(evidence: Evidence, judged: Judged, message: str) -> Diagnostic | None:
    """What looks like the words in any source, where it looks very much like them."""
    words = judged.quoted.words
    found = evidence.index.near(words) if len(words) >= _LEAST_PROPOSED else None
    if found is None or found[2] < _ALIKE:
        return None
    source, (start, end) = evidence.brief.sources[found[0]], found[1]
    captured = " ".join(source.captured.text[start:end].split())
    where = _name(source, start, end)
    return absent.at(
        judged.place,
        f"{message}: something like it stands in {where}",
        f"cite {where}, and quote it as it stands there",
        about=judged.about,
        detail=word_diff(captured, words),
    )


def _name(source: Source, start: int, end: int) -> str:
    holding = [e for e in source.excerpts if e.id and e.start <= start and end <= e.end]
    if holding:
        return min(holding, key=lambda e: e.end - e.start).key
    return f"{source.id}, ¶ {source.captured.paragraph(start)}"


def _stands(judged: Judged) -> str:
    """What to do: the words that do stand there."""
    if judged.verdict.near is None:
        return "quote what stands there, or paraphrase without quotation marks"
    start, end = judged.verdict.near
    captured = " ".join(judged.ground.source.captured.text[start:end].split())
    return f'the source has "{shortened(captured, 160)}": quote that, or paraphrase'


def _next_to(judged: Judged) -> Iterator[str]:
    """The hedges and negations right before the first and right after the last matched word."""
    text, spans = judged.ground.source.captured.text, judged.verdict.spans
    if not spans:
        return
    before = re.split(r"[.,;:!?()\n]", text[max(0, spans[0][0] - 60) : spans[0][0]])[-1]
    after = re.split(r"[.,;:!?()\n]", text[spans[-1][1] : spans[-1][1] + 40])[0]
    last = [word for word in _WORD.findall(before) if word.lower() not in _SMALL.split()][-1:]
    near = [*last, *_WORD.findall(after)[:1]]
    yield from (word for word in near if _weakens(word))


def _carried(word: str, ours: str) -> bool:
    """Whether our sentence says it too: any negation for a negation, any hedge for a hedge."""
    return any(_weakens(own) == _weakens(word) for own in _WORD.findall(ours))


def _weakens(word: str) -> str:
    """`negation`, `hedge` or ""."""
    if word.casefold() in _HEDGES.split():
        return "hedge"
    return "negation" if kind_of(word) == "negation" else ""


_SMALL = "a an the to be been of"  # a hedge before them still bears on what follows
_WORD = late(r"[^\W_]+(?:['’][^\W_]+)?")


def _finding(
    rule: Rule[[Evidence], Iterator[Diagnostic]], judged: Judged, message: str, hint: str
) -> Diagnostic:
    detail = () if judged.accepted else judged.verdict.diff
    return rule.at(judged.place, message, hint, about=judged.about, detail=detail)
