"""Rules on names: one spelling of ours; what a source misspells is said, and left as it is."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.check.registry import Registry, Slip
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.source import Source
from briefgen.places import Place


@rule("NAM002", Severity.ERROR)
def wrong_name(evidence: Evidence) -> Iterator[Diagnostic]:
    """A name is wrong in our own words.

    `names` registers the one right spelling, and under `never` the forms that have been seen and
    are wrong. A registered surname after a first name that is nearly the registered one is wrong
    too. Quotations print what was captured, and are not looked at here.

    Bad:
        names:
          Ada Okoye: {short: Okoye, never: [Okoy]}
        bottom_line: |
          Okoy says the fee is final [@gazette-0305^e2].

    Good:
        bottom_line: |
          Okoye says the fee is final [@gazette-0305^e2].
    """
    for slip, place, about in _own_slips(evidence):
        if slip.certain:
            hint = f"write {slip.name}"
            yield wrong_name.at(place, f'wrong name "{slip.form}": {slip.why}', hint, about=about)


@rule("NAM001", Severity.WARNING)
def doubtful_name(evidence: Evidence) -> Iterator[Diagnostic]:
    """A name looks like a registered one, or a source spells it wrong.

    In our own words: a capitalised word one letter away from a registered name (two letters in a
    name of seven or more). In a cited source: such a word, or a form listed under `never`, once
    for each source and form. The captured text is evidence and stays as it is. A word that is
    right goes under `also`; one that only looks alike goes under `confusable`.

    Bad:
        names:
          Ada Okoye: {short: Okoye}
        bottom_line: |
          Okoya says the fee is final [@gazette-0305^e2].

    Good:
        bottom_line: |
          Okoye says the fee is final [@gazette-0305^e2].
    """
    for slip, place, about in _own_slips(evidence):
        if not slip.certain:
            hint = f"write {slip.name}, or register the word under also or confusable"
            yield doubtful_name.at(place, slip.why, hint, about=about)
    for source in evidence.cited_sources:
        yield from _captured_slips(evidence.registry, source)


def _own_slips(evidence: Evidence) -> Iterator[tuple[Slip, Place, str]]:
    """Slips in whatever the memo prints in our own words, with their places and points."""
    outline = evidence.selection.brief.outline
    registry = evidence.registry
    whole = [(outline.title, outline.title_place or outline.place)]
    whole += [(party.name, party.place) for party in outline.parties]
    header = outline.memo_place or outline.place
    whole += [(text, header) for text in evidence.selection.memo.values()]
    whole += [(source.descriptor, source.place) for source in evidence.cited_sources]
    for text, place in whole:
        yield from ((slip, place, "") for slip in registry.slips(text))
    for point in evidence.selection.points:
        if point.excerpt and point.show in {"quote", "both"}:  # printed as attribution
            for slip in registry.slips(point.excerpt.speaker):
                yield slip, point.excerpt.place, point.key
    for statement in evidence.statements:
        for piece in statement.prose.own_words():
            for slip in registry.slips(piece.text):
                yield slip, statement.place(piece.at + slip.at), statement.point.key


def _captured_slips(registry: Registry, source: Source) -> Iterator[Diagnostic]:
    """One warning for each wrong form, where it stands first."""
    forms: dict[str, list[Slip]] = {}
    for slip in registry.slips(source.captured.text):
        forms.setdefault(slip.form, []).append(slip)
    for form, slips in forms.items():
        often = f" ({len(slips)} times)" if len(slips) > 1 else ""
        kind = "spells the name wrong" if slips[0].certain else "may mean another name"
        yield doubtful_name.at(
            source.captured.place(slips[0].at),
            f'the source {kind}: "{form}" for {slips[0].name}{often}',
            f"leave it as captured; write {slips[0].name} in your own words",
            about=source.id,
        )
