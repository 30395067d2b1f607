"""The rule on visibility: a point is as secret as what it cites."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.check.statements import ground
from briefgen.diagnostics import Diagnostic, Severity, rule


@rule("VIS001", Severity.ERROR)
def lower_than_its_source(evidence: Evidence) -> Iterator[Diagnostic]:
    """A point's visibility is set lower than what it cites.

    The point would carry to the public what its source shows to few. Left out, a point's
    visibility is the highest of what it cites.

    Bad:
        - text: The authority fears a strike [@internal-note^e1].
          visibility: public

    Good:
        - text: The authority fears a strike [@internal-note^e1].
    """
    for point in evidence.selection.points:
        if point.visibility is None:
            continue
        for item in point.citations():
            found = ground(evidence.selection, item, point)
            if found is None:
                continue
            needed = (found.excerpt or found.source).visibility
            if needed > point.visibility:
                yield lower_than_its_source.at(
                    point.place,
                    f"visibility {point.visibility.word}, but it cites {found.name}, "
                    f"which is {needed.word}",
                    f"leave visibility out, or set it to {needed.word}",
                    about=point.key,
                )
                break
