"""Words that leave room for doubt (domain.md 4.2), in groups that may stand for one another."""

from __future__ import annotations

import re

from briefgen.patterns import late

#: Name of a group -> its words. A hedge is kept where any word of any group is kept.
_GROUPS = {
    "hearsay": "reportedly allegedly supposedly apparently angeblich offenbar prétendument "
    "alleges alleged appears appear seems seem",
    "possibility": "may might could maybe perhaps possibly potentially könnte könnten vielleicht "
    "möglicherweise peut-être pourrait pourraient possible möglich",
    "probability": "probably likely unlikely expected expects wahrscheinlich voraussichtlich "
    "probablement rechnet",
    "intention": "planned plans planning intends intended proposed proposes plant geplant prévoit",
    "measure": "roughly approximately about around nearly almost some rund etwa ungefähr environ",
}
#: Those that a paraphrase may not drop: hearsay, possibility, probability, intention.
_STRONG = ("hearsay", "possibility", "probability", "intention")
#: Conditions and reported speech that carry the same doubt as a hedge.
_KEPT = late(
    r"\b(?:would|should|if|whether|unless|set to|due to|want\w*|ask\w*|will)\b", re.IGNORECASE
)
_DISTRUST = ("reportedly", "allegedly", "supposedly", "apparently", "arguably", "perhaps", "maybe")
_WORD = late(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def hedges(text: str, groups: tuple[str, ...] = tuple(_GROUPS)) -> list[str]:
    """The hedges of a text, in order; the month of May is none."""
    known = {word for name in groups for word in _GROUPS[name].split()}
    return [w for w in _WORD.findall(text) if w != "May" and w.lower() in known]


def lost(theirs: str, ours: str) -> str:
    """The first strong hedge of one sentence of a source that ours has nothing for, or ""."""
    if len(re.findall(r"[.!?](?:\s|$)", theirs.strip())) > 1:
        return ""  # of several sentences, ours may tell another one
    found = hedges(theirs, _STRONG)
    return found[0] if found and not hedges(ours) and not _KEPT.search(ours) else ""


def added(ours: str, theirs: str) -> str:
    """The first word of distrust of ours where the source has no hedge at all, or ""."""
    mine = [w for w in _WORD.findall(ours) if w.lower() in _DISTRUST]
    return mine[0] if mine and not hedges(theirs) and not _KEPT.search(theirs) else ""
