"""Rules on doubt and tone: a hedge of the source survives, none is added, no verb judges."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence, Said
from briefgen.diagnostics import Diagnostic, Fix, Severity, rule
from briefgen.patterns import late
from briefgen.text.hedges import added, lost

#: Verbs that judge what they report (domain.md 4.1), and the plain one that takes their place.
JUDGING = {
    "admitted": "said",
    "admits": "says",
    "conceded": "said",
    "concedes": "says",
    "acknowledged": "said",
    "acknowledges": "says",
    "boasted": "said",
    "boasts": "says",
    "confessed": "said",
    "revealed": "said",
    "reveals": "says",
    "refuted": "denied",
    "refutes": "denies",
    "slammed": "criticised",
    "slams": "criticises",
    "blasted": "criticised",
    "blasts": "criticises",
    "attacked": "criticised",
    "attacks": "criticises",
}
_JUDGING = late(rf"\b(?:{'|'.join(JUDGING)})\b")


@rule("HED001", Severity.WARNING)
def hedge_dropped(evidence: Evidence) -> Iterator[Diagnostic]:
    """A source is careful, and our sentence is not.

    Where the cited passage says "reportedly", "may", "planned to", our sentence says it too, or
    something like it. Attributing the statement does not make it firmer than it was.

    Bad:
        source:  {==The port may reportedly lower the fee.==}{>>^e1<<}
        outline: The port lowers the fee [@gazette-0305^e1].

    Good:
        outline: The port may lower the fee [@gazette-0305^e1].
    """
    for said in evidence.said:
        in_words = said.point.section != "exposure"  # there, the status field says how sure it is
        if in_words and len(said.excerpts) == len(said.grounds) == 1:
            excerpt = said.excerpts[0]
            gone = lost(excerpt.translation or excerpt.exact, _point_text(said))
            if gone:
                yield hedge_dropped.at(
                    said.place(),
                    f'{excerpt.key} says "{gone}", and our sentence says it without doubt',
                    f'say "{gone}", or another word of doubt',
                    about=said.point.key,
                )


@rule("HED002", Severity.INFO)
def hedge_added(evidence: Evidence) -> Iterator[Diagnostic]:
    """Our sentence doubts what the source says outright.

    "Arguably" and "apparently" are opinions of ours. A source that is sure is reported as sure,
    by name.

    Bad:
        source:  {==The fee is lawful, Okoye said.==}{>>^e1 speaker=Okoye<<}
        outline: The fee is perhaps lawful [@gazette-0305^e1].

    Good:
        outline: The fee is lawful, Okoye said [@gazette-0305^e1].
    """
    for said in evidence.said:
        if not said.grounds or said.statement.prose.text.count("[@") > 1:
            continue
        theirs = " ".join(e.translation or g.text for g in said.grounds for e in [g.excerpt] if e)
        more = added(said.text, theirs) if theirs else ""
        if more:
            names = ", ".join(g.name for g in said.grounds)
            yield hedge_added.at(
                said.place(),
                f'our sentence says "{more}", {names} does not',
                "leave it out, or cite what carries it",
                about=said.point.key,
            )


@rule("ATT007", Severity.WARNING)
def judging_verb(evidence: Evidence) -> Iterator[Diagnostic]:
    """A verb of ours judges the statement that it reports.

    "Admitted" says that there was something to hide, "refuted" that the other side is wrong. Say
    "said"; for documents, "wrote". `check --fix` puts the plain verb.

    Bad:
        The port admitted that the fee is high [@gazette-0305^e1].

    Good:
        The port said that the fee is high [@gazette-0305^e1].
    """
    for statement in evidence.statements:
        for piece in statement.prose.own_words():
            for match in _JUDGING.finditer(piece.text):
                plain = JUDGING[match[0]]
                place = statement.place(piece.at + match.start())
                yield judging_verb.at(
                    place,
                    f'"{match[0]}" judges what it reports',
                    f'write "{plain}"',
                    about=statement.point.key,
                    fix=Fix(place, (match[0],), (plain,), words=True),
                )


def _point_text(said: Said) -> str:
    """Everything that the point says, quotations included: the hedge may stand anywhere in it."""
    return said.statement.prose.text
