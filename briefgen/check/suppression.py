"""Suppression: findings that somebody has answered, with a reason; never those on fidelity.

A point has `noqa: {NUM002: the source rounds}`, a mark `noqa="NUM002:the source rounds"`. It covers
the findings of that code about its point, or about its excerpt and the points that print it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.diagnostics import Diagnostic, Severity, in_order, rule
from briefgen.model.brief import Selection
from briefgen.places import Place
from briefgen.records import record

#: What can never be switched off: whether a file can be read, whether words stand where we say,
#: who may see them, and what would be printed wrong. Whole codes, or families of three letters.
LOCKED = (
    "YML TXT TPL QRY VIS VER FIT HND NQA SRC001 SRC002 SRC003 SEL001 SEL002 SEL004 QUO001 QUO002 "
    "QUO005 QUO006 QUO007 QUO011 QUO012 CIT002 CIT005 CIT008 CIT010 NAM002 ATT001 ATT009 TAG001 "
    "TIM010"
)


@record
class Answer:
    """One suppression: the code, why, where it stands, and what it is about."""

    code: str
    reason: str
    place: Place
    owner: str
    covers: frozenset[str]


def suppress(
    found: Iterable[Diagnostic], selection: Selection, *, everything: bool = False
) -> list[Diagnostic]:
    """The findings that nobody has answered, and what is wrong with the answers.

    With `everything`, suppressions that suppress nothing are reported too: in a build, a rule may
    have had nothing to look at.
    """
    findings = list(found)
    answers = list(_answers(selection))
    valid = [a for a in answers if a.reason and not locked(a.code)]
    kept = [f for f in findings if not any(_answered(f, a) for a in valid)]
    kept += [d for a in answers for d in cannot_suppress(a)]
    if everything:
        kept += [d for a in valid for d in unused(a, findings)]
    return in_order(kept)


def locked(code: str) -> bool:
    """Whether a code can never be switched off."""
    return any(code.startswith(word) for word in LOCKED.split())


@rule("NQA001", Severity.WARNING)
def unused(answer: Answer, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A suppression suppresses nothing.

    What it answered has gone. Left in place, it would hide the next finding.

    Bad:
        - {text: The fee is final [@gazette^e2]., noqa: {NUM002: the source rounds}}

    Good:
        - text: The fee is final [@gazette^e2].
    """
    if not any(_answered(f, answer) for f in found):
        yield unused.at(
            answer.place,
            f"noqa {answer.code} suppresses nothing",
            "take it out",
            about=answer.owner,
        )


@rule("NQA002", Severity.ERROR)
def cannot_suppress(answer: Answer) -> Iterator[Diagnostic]:
    """A suppression has no reason, or is of a finding that cannot be suppressed.

    Whether words stand where we say that they do, whose they are, and who may see them is not a
    matter of opinion.

    Bad:
        - {text: ..., noqa: {QUO001: I remember it so}}
        - {text: ..., noqa: {NUM002: }}

    Good:
        - {text: ..., noqa: {NUM002: the source rounds to the next million}}
    """
    if locked(answer.code):
        message, hint = f"{answer.code} cannot be suppressed", "mend what it says"
    elif not answer.reason:
        message, hint = f"noqa {answer.code} has no reason", "say why in a few words"
    else:
        return
    yield cannot_suppress.at(answer.place, message, hint, about=answer.owner)


def _answered(finding: Diagnostic, answer: Answer) -> bool:
    return finding.code == answer.code and finding.about in answer.covers


def _answers(selection: Selection) -> Iterator[Answer]:
    """Every suppression: of points, each once though a fill became several, and of excerpts."""
    by_place: dict[tuple[Place, str], Answer] = {}
    printing: dict[str, set[str]] = {}
    for point in selection.points:
        if point.excerpt:
            printing.setdefault(point.excerpt.key, set()).add(point.key)
        for code, reason in point.noqa:
            before = by_place.get((point.place, code))
            covers = frozenset({point.key}) | (before.covers if before else frozenset())
            by_place[point.place, code] = Answer(code, reason, point.place, point.key, covers)
    yield from by_place.values()
    for source in selection.brief.sources.values():
        for excerpt in source.excerpts:
            covers = frozenset({excerpt.key, *printing.get(excerpt.key, ())})
            for code, reason in excerpt.noqa:
                yield Answer(code, reason, excerpt.place, excerpt.key, covers)
