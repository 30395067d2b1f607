"""The check of a selection: every rule in order, every quotation judged.

Rules do not know each other; what they share is gathered once, in `Evidence`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from briefgen.check import (
    attribution,
    balance,
    citations,
    conflicts,
    copies,
    currency,
    figures,
    forms,
    grades,
    handling,
    hedging,
    names,
    quotations,
    quoting,
    sourcing,
    tagging,
    timing,
    visibility,
)
from briefgen.check.evidence import EXACT, Evidence, Quotations
from briefgen.check.forbid import FORBIDDEN
from briefgen.diagnostics import Diagnostic, Rule, Severity, in_order
from briefgen.model.brief import Selection
from briefgen.model.conflict import Clash
from briefgen.model.outline import SLOTS

__all__ = ["CHECKS", "EXACT", "RECORDS", "Quotations", "check", "open_clashes"]

Check: TypeAlias = Rule[[Evidence], Iterator[Diagnostic]]

#: Every rule on what a memo prints, in the order of its work: is there a citation, do the words
#: stand there, whose are they, are names, figures and dates right, do the sources agree, is the
#: page fair and no more open than its sources.
CHECKS: tuple[Check, ...] = (
    citations.without_citation,
    citations.unknown_target,
    citations.beyond_the_text,
    citations.same_reference,
    citations.no_pinpoint,
    citations.bad_link,
    quotations.uncited,
    quotations.absent,
    quotations.altered,
    quotations.hidden_words,
    quotations.lost_hedge,
    quoting.long_quotation,
    quoting.scare_quote,
    attribution.source_as_speaker,
    attribution.inner_quotation,
    attribution.nobody_speaks,
    sourcing.chain_lost,
    sourcing.unnamed_source,
    sourcing.allegation_as_fact,
    sourcing.nobody_vouches,
    sourcing.party_as_narrator,
    hedging.judging_verb,
    hedging.hedge_dropped,
    names.wrong_name,
    names.doubtful_name,
    forms.confusable_word,
    forms.unknown_acronym,
    forms.garbled_outlet,
    figures.unsupported_figure,
    figures.rounding_lost,
    figures.no_baseline,
    figures.undated_figure,
    timing.undated_now,
    currency.out_of_date,
    timing.relative_date,
    timing.stale_section,
    timing.open_deadline,
    timing.date_passed,
    conflicts.worded_differently,
    conflicts.figures_differ,
    conflicts.days_differ,
    conflicts.who_did_it,
    conflicts.planned_or_in_force,
    conflicts.conflict_not_shown,
    grades.ungraded,
    grades.weak_alone,
    grades.confirmed_by_itself,
    grades.mixed_ladders,
    balance.no_stated_position,
    balance.said_to_be_missing,
    balance.one_side_of_a_conflict,
    visibility.lower_than_its_source,
    handling.not_of_its_scheme,
)
#: Rules on the whole set of sources, and those that only inform: for `check` alone.
RECORDS: tuple[Check, ...] = (
    copies.machine_reworded,
    copies.same_origin,
    copies.copied,
    copies.stray_metadata,
    copies.short_excerpt,
    tagging.lonely_tag,
    tagging.deprecated_tag,
    tagging.untagged,
    forms.nearly_registered,
    forms.unknown_link,
    timing.perhaps_answered,
    conflicts.resolved_without_reason,
    balance.one_voice,
    figures.one_origin,
    forms.many_names,
    hedging.hedge_added,
    sourcing.no_answer,
    quoting.round_brackets,
)


def check(
    selection: Selection,
    forbid: Sequence[str] = (),
    slots: Collection[str] = SLOTS,
    *,
    everything: bool = False,
) -> tuple[Quotations, list[Diagnostic]]:
    """Judge every quotation of a selection and apply every rule, findings sorted by place.

    `forbid` are the names of what its template refuses besides (`FORBIDDEN`), `slots` what of a
    party it has a column for. With `everything` the whole set of sources is looked at too, printed
    or not, and infos are kept: they are for the analyst at work, not for a build. Quotations whose
    citation points to nothing, or that need none, have no verdict.
    """
    evidence = Evidence(selection, everything, slots)
    refused = (FORBIDDEN[name] for name in forbid if name in FORBIDDEN)
    rules = (*CHECKS, *refused, *(RECORDS if everything else ()))
    findings = [finding for rule in rules for finding in rule(evidence)]
    kept = [f for f in findings if everything or f.severity is not Severity.INFO]
    return evidence.quotations, in_order(kept)


def open_clashes(selection: Selection) -> tuple[Clash, ...]:
    """What the sources of a selection disagree on, as far as no entry under `conflicts` says so."""
    return Evidence(selection, everything=True).clashes.open
