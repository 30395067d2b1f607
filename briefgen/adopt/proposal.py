"""A proposal: a change, and how it would stand in the outline; the reasons why one cannot be."""

from __future__ import annotations

from briefgen.adopt.edits import Edit, Path
from briefgen.adopt.matching import Change
from briefgen.adopt.today import Says
from briefgen.records import record

#: What cannot be adopted, by the kind of paragraph, and where it is to be changed instead.
NOT_OURS = {
    "title": "the title comes from `title` of the outline: change it there",
    "field": "the header block comes from `memo` of the outline: change it there",
    "heading": "headings are worded by the template: change `heading` or `wording` there",
    "column": "the headings of a table are worded by the template: change them there",
    "party": "names of parties come from `parties` of the outline: change them there",
    "note": "the source note is made of what the sources say of themselves: change their heads",
    "running": "headers and footers come from the template's memo.docx: change them there",
    "filler": "briefgen says so of an empty cell: write a point for it in the outline",
    "fixed": "these are the template's words, and no point of the outline",
}
TYPE = "only quotation marks, dashes or blanks differ, which briefgen sets itself"
LOOK = "how words look comes from the template: write *words* in the outline for emphasis"
LEAD = "the words before the colon come from the point's date or party: change them there"
TAIL = "what the template adds of a point's ground cannot be changed by hand"
GONE = "the outline has this point no more: write it there anew"
QUERY = "the template's own query prints this: write a point into the outline instead"
ROW = "rows of this table come from the outline's parties or points: change them there"
WORKED_OUT = "these words are worked out from the sources, or from other keys of the point"
SEVERAL = "this paragraph is made of several keys of its point: change them in the outline"
ELSEWHERE = "it was moved, and its place comes from its section or its fill: move it there"
NO_PLACE = "no point stands beside it, so that nobody can say where it belongs"
WHOSE = "begin it with the name of a party and a colon, as its neighbours do"
LABEL = "{} stands for nothing in the memo: write [@source^excerpt]"


class Cannot(Exception):  # noqa: N818 - a reason, caught in `propose`
    """Why a change cannot be adopted."""


@record
class Proposal:
    """A change, and how it would stand in the outline.

    `attempts` are ways to write it, the smallest first; none where `reason` says why not. `theirs`
    is what the outline says now where it has changed too. `gone` and `come` are what the memo's
    paragraphs said and are to say. `settled` says that the outline has it already.
    """

    change: Change
    key: str = ""
    path: Path = ("", "", "")
    before: str = ""
    after: str = ""
    attempts: tuple[tuple[Edit, ...], ...] = ()
    reason: str = ""
    theirs: str | None = None
    gone: tuple[Says, ...] = ()
    come: tuple[Says, ...] = ()
    settled: bool = False

    @property
    def is_words(self) -> bool:
        """Whether words of a point are at stake, and not what the outline or a template sets."""
        change = self.change
        ours = all(p.kind in ("point", "filler") for p in change.old)
        looks = change.kind in ("formatted", "moved", "commented") or change.section == "running"
        return ours and not looks and self.gone != self.come
