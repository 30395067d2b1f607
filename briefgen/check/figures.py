"""The rule on figures: a number or a date of ours stands in what we cite."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.check.statements import Ground, is_judgement
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.text.figures import Figure, figures, supports


@rule("NUM002", Severity.ERROR)
def unsupported_figure(evidence: Evidence) -> Iterator[Diagnostic]:
    """A figure or a date of ours stands in none of the excerpts that it cites.

    Looked for in the first citation after it, else in the last before it. A date that equals the
    excerpt's own `date` or `as_of` counts as standing in it: "on Friday" of the source is "on
    27 February" of the memo. A year may also be that of the source; the name of a month alone is
    not checked, nor is a question or a judgement that cites nothing. What is calculated is said
    in words.

    Bad:
        source:  {==Some 1,600 ships pay it.==}{>>^e8<<}
        outline: Some 600 ships pay the fee [@gazette-0305^e8].

    Good:
        outline: Some 1,600 ships pay the fee [@gazette-0305^e8].
    """
    for statement in evidence.statements:
        if is_judgement(statement.point) and not statement.prose.citations():
            continue  # "Two days of staff time": the author's own estimate
        for piece in statement.prose.own_words():
            for figure in figures(piece.text):
                at = piece.at + figure.at
                grounds = evidence.grounds(statement, at)
                if not grounds or _is_month(figure) or _stands(figure, grounds):
                    continue
                names = ", ".join(g.name for g in grounds)
                yield unsupported_figure.at(
                    statement.place(at),
                    f'"{figure.text.rstrip(".")}" does not stand in {names}',
                    "cite what has it, or give the excerpt its date=... or as_of=...",
                    about=statement.point.key,
                )


def _stands(figure: Figure, grounds: tuple[Ground, ...]) -> bool:
    dates = [date for g in grounds for date in g.dates]
    if not (figure.day or figure.month):  # a year may be that of the source
        dates += [g.source.issued for g in grounds if g.source.issued]
    return supports(figure, [g.text for g in grounds], dates)


def _is_month(figure: Figure) -> bool:
    """Whether this is the name of a month alone: too vague to be held against a source."""
    return bool(figure.month) and not (figure.day or figure.year)
