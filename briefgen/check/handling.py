"""The rule on handling marks: one that means a scheme is written as the scheme writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule

_TLP = "TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED"
#: What a mark seems to mean -> how it is written, and in words.
_SCHEMES = (
    (r"tlp\b", r"TLP:(?:CLEAR|GREEN|AMBER(?:\+STRICT)?|RED)", _TLP),
    (r"official\b", r"OFFICIAL(?:-SENSITIVE)?(?: .+)?", "OFFICIAL or OFFICIAL-SENSITIVE"),
    (r"cui\b", r"CUI(?://\S+)?", "CUI, or CUI//CATEGORY"),
)


@rule("MRK001", Severity.WARNING)
def not_of_its_scheme(evidence: Evidence) -> Iterator[Diagnostic]:
    """A handling mark means a scheme, and is not written as the scheme writes it.

    A mark is printed letter for letter. TLP 2.0 has five, in capitals and without a blank;
    TLP:WHITE is called TLP:CLEAR since 2022. A mark that is misspelt binds nobody, and does not get
    the place that its rules want. Any other mark is free text.

    Bad:
        memo: {handling: 'TLP: Amber'}

    Good:
        memo: {handling: 'TLP:AMBER'}
    """
    mark = evidence.selection.memo.get("handling", "")
    for begins, form, known in _SCHEMES:
        if re.match(begins, mark, re.IGNORECASE) and not re.fullmatch(form, mark):
            place = evidence.selection.brief.outline.place
            yield not_of_its_scheme.at(place, f'no such handling mark: "{mark}"', f"write {known}")
