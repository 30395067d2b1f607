"""What a page had no room for."""

from __future__ import annotations

from briefgen.records import record


@record
class Dropped:
    """A point that the page has no room for.

    `reason` says why to those who build; the annex says it from the rest, in the memo's language.
    """

    key: str
    section: str  # of the template, which printed it
    reason: str
    weight: int
    lowest: bool  # whether no point of its section has a lower weight
