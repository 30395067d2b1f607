"""The rule on figures: a number or a date of ours stands in what we cite."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.check.statements import Ground
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.text.figures import Figure, figures, supports


@rule("NUM002", Severity.ERROR)
def unsupported_figure(evidence: Evidence) -> Iterator[Diagnostic]:
    """A figure or a date of ours stands in none of the excerpts that it cites.

    Looked for in the first citation after it, else in the last before it. A date that equals the
    excerpt's own `date` or `as_of` counts as standing in it: "on Friday" of the source is "on
    27 February" of the memo. No new arithmetic: what is calculated is said in words.

    Bad:
        source:  {==Some 1,600 ships pay it.==}{>>^e8<<}
        outline: Some 600 ships pay the fee [@gazette-0305^e8].

    Good:
        outline: Some 1,600 ships pay the fee [@gazette-0305^e8].
    """
    for statement in evidence.statements:
        for piece in statement.prose.own_words():
            for figure in figures(piece.text):
                at = piece.at + figure.at
                grounds = evidence.grounds(statement, at)
                if not grounds or _stands(figure, grounds):
                    continue
                names = ", ".join(g.name for g in grounds)
                yield unsupported_figure.at(
                    statement.place(at),
                    f'"{figure.text}" does not stand in {names}',
                    "cite what has it, or give the excerpt its date=... or as_of=...",
                    about=statement.point.key,
                )


def _stands(figure: Figure, grounds: tuple[Ground, ...]) -> bool:
    texts = [g.text for g in grounds]
    dates = [d for g in grounds for d in g.dates]
    return supports(figure, texts, dates)
