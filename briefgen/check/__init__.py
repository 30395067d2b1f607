"""The check of a selection: every rule in order, every quotation judged.

Only what the memo prints is looked at. Rules do not know each other; what they share is
gathered once, in `Evidence`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.check import attribution, balance, citations, figures, names, quotations, visibility
from briefgen.check.evidence import EXACT, Evidence, Quotations
from briefgen.check.forbid import FORBIDDEN
from briefgen.diagnostics import Diagnostic, Rule, in_order
from briefgen.model.brief import Selection

__all__ = ["CHECKS", "EXACT", "Quotations", "check"]

#: Every rule, in the order of its work: is there a citation, do the words stand there, whose are
#: they, are names and figures right, is the page fair and no more open than its sources.
CHECKS: tuple[Rule[[Evidence], Iterator[Diagnostic]], ...] = (
    citations.without_citation,
    citations.unknown_target,
    citations.beyond_the_text,
    citations.same_reference,
    quotations.uncited,
    quotations.absent,
    quotations.altered,
    quotations.hidden_words,
    quotations.lost_hedge,
    attribution.source_as_speaker,
    attribution.inner_quotation,
    attribution.nobody_speaks,
    names.wrong_name,
    names.doubtful_name,
    figures.unsupported_figure,
    balance.no_stated_position,
    visibility.lower_than_its_source,
)


def check(selection: Selection, forbid: Sequence[str] = ()) -> tuple[Quotations, list[Diagnostic]]:
    """Judge every quotation of a selection and apply every rule, findings sorted by place.

    `forbid` are the names of what its template refuses besides (`FORBIDDEN`).
    Quotations whose citation points to nothing, or that need none, have no verdict.
    """
    evidence = Evidence(selection)
    rules = [*CHECKS, *(FORBIDDEN[name] for name in forbid if name in FORBIDDEN)]
    findings = [finding for rule in rules for finding in rule(evidence)]
    return evidence.quotations, in_order(findings)
