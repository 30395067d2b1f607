"""What a template forbids: rules that refuse, each by the name that `forbid` gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.check.evidence import Evidence
from briefgen.check.forbid import authored, voices, words
from briefgen.diagnostics import Diagnostic, Rule

#: The name in `forbid` of template.yaml -> the rule. The reader knows the same names.
FORBIDDEN: Mapping[str, Rule[[Evidence], Iterator[Diagnostic]]] = {
    "recommendation": words.recommendation,
    "advice": words.advice,
    "relative-date": words.relative_date,
    "forecast": words.forecast,
    "motive": words.motive,
    "merit": words.merit,
    "judging-verb": words.judging_verb,
    "legal-conclusion": words.legal_conclusion,
    "unattributed-allegation": voices.unattributed_allegation,
    "unattributed-quotation": voices.unattributed_quotation,
    "anonymous-opinion": voices.anonymous_opinion,
    "repeated-allegation": voices.repeated_allegation,
    "shortened-chain": voices.shortened_chain,
    "one-origin": voices.one_origin,
    "costless-option": authored.costless_option,
    "borrowed-recommendation": authored.borrowed_recommendation,
    "no-comment": authored.no_comment,
    "mixed-ladders": authored.mixed_ladders,
    "likelihood-with-confidence": authored.likelihood_with_confidence,
    "unlabelled-interest": authored.unlabelled_interest,
    "unequal-space": authored.unequal_space,
    "undated-figure": authored.undated_figure,
    "run-rate-as-revenue": authored.run_rate_as_revenue,
}
