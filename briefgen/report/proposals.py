"""Proposals: YAML to paste for each conflict that nothing in the outline records yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.conflict import Clash


def as_yaml(clashes: Iterable[Clash]) -> str:
    """An entry under `conflicts` and an open question for each clash; "" where there is none."""
    found = list(clashes)
    if not found:
        return ""
    entries = [line for clash in found for line in _entry(clash)]
    questions = [line for clash in found for line in _question(clash)]
    return "\n".join(["conflicts:", *entries, "open_questions:", *questions])


def _entry(clash: Clash) -> Iterator[str]:
    yield "  - text: |"
    yield f"      The sources differ on the {_differs(clash)} {_cited(clash)}."
    yield f"    # {clash.what}"
    yield f"    members: [{_members(clash)}]"
    yield "    resolution: needs-primary      # or prefer, both: then add the reason"


def _question(clash: Clash) -> Iterator[str]:
    yield "  - ask: |"
    yield f"      {_plain(clash.question)}"
    yield "    to: WHO CAN ANSWER"
    yield f"    cite: [{_members(clash)}]"


def _differs(clash: Clash) -> str:
    return {"words": "wording of a quotation", "actor": "one who did it"}.get(
        clash.differs.value, clash.differs.value
    )


def _cited(clash: Clash) -> str:
    return f"[{'; '.join(f'@{side.cite}' for side in clash.sides)}]"


def _members(clash: Clash) -> str:
    """Flow items: a citation with a comma is quoted."""
    cites = (side.cite for side in clash.sides)
    return ", ".join(f"'{cite}'" if "," in cite else cite for cite in cites)


def _plain(text: str) -> str:
    """A question without quotation marks: what stands between marks would have to be verbatim."""
    return " ".join(text.replace('"', "").split())
