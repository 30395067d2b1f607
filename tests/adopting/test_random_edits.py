"""Random edits by hand: each is told once, and what is adopted the next memo says."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from briefgen.build import load_template
from briefgen.living.adopt import Desk, Judged
from briefgen.read.workspace import find_workspace
from tests.adopting.hand import KINDS, Edited, Hand
from tests.adopting.office import through_libreoffice
from tests.workspaces import REPOSITORY, Workspace, copy_of, word_lines

SLUG = "harbour-fee"
EDITS = 6  # in each of 50 memos: 300
TEMPLATES = ("executive", "legal", "research", "mediator", "decision")
MEMOS = [(name, seed) for seed in range(9) for name in TEMPLATES]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The example with templates whose pages never overflow, and their memos."""
    made = copy_of(REPOSITORY, tmp_path_factory.mktemp("adopting"))
    for name in TEMPLATES:
        text = f"extends: {name}\npage: {{pages: 900}}\ncut: []\n"
        made.write(f"templates/tall-{name}/template.yaml", text)
        done = made.run("build", SLUG, "--for", f"tall-{name}", "--to", "docx")
        assert done.code == 0, done.err
    return made


def edited(built: Workspace, template: str, seed: int) -> Hand:
    """A memo with some random edits."""
    hand = Hand(built.memo(SLUG, f"{template}.docx"), seed)
    chosen = random.Random(f"{template}{seed}")  # noqa: S311 - as in hand
    kinds = chosen.sample(sorted(KINDS), len(KINDS))
    while len(hand.done) < EDITS and kinds:
        hand.edit(kinds.pop())
    assert len(hand.done) == EDITS
    return hand


def judge(built: Workspace, template: str, data: bytes) -> tuple[Desk, list[Judged]]:
    file = built.root / "edited.docx"
    file.write_bytes(data)
    workspace = find_workspace(built.root)
    read, _ = load_template(workspace, template)
    assert read is not None
    desk = Desk(workspace, SLUG, read, file)
    return desk, desk.judged()


def tells(judged: Judged, edit: Edited) -> bool:
    """Whether an entry is the one of this edit."""
    said = judged.proposal
    if edit.marker:
        return edit.marker in re.findall(r"\w+", said.after)
    if edit.kind == "moved":
        return said.change.kind == "moved"
    kinds = {"bold": "formatted"}
    same = normal(edit.before) in normal(said.before)
    return same and said.change.kind == kinds.get(edit.kind, edit.kind)


def normal(text: str) -> str:
    """Words without labels, which are numbered anew, and without blanks."""
    return "".join(re.sub(r"\s?\[[^\[\]]*\]", "", text).split())


def check_edits(built: Workspace, template: str, hand: Hand, data: bytes) -> None:
    desk, judged = judge(built, template, data)
    for edit in hand.done:
        entries = [j for j in judged if tells(j, edit)]
        assert len(entries) == 1, (
            edit,
            [(j.proposal.change.kind, j.proposal.after) for j in judged],
        )
    assert len(judged) == len(hand.done), [
        (j.proposal.change.kind, j.proposal.before, j.proposal.after) for j in judged
    ]
    refused = {e.marker for e in hand.done if e.kind in ("quotation", "fixed")}
    assert not [
        j for j in judged if j.edits and refused & set(re.findall(r"\w+", j.proposal.after))
    ]
    taken = [j for j in judged if j.state == "proposed"]
    outline = desk.outline
    before = outline.read_text("utf-8")
    try:
        desk.take(taken, settled=False)
        after = outline.read_text("utf-8")
        assert not comments(before) - comments(after)
        done = built.run("build", SLUG, "--for", template, "--to", "docx", "--out", "rebuilt")
        assert done.code == 0, done.err
        lines = Counter(
            map(
                normal,
                word_lines((built.root / "rebuilt" / SLUG / f"{template}.docx").read_bytes()),
            )
        )
        for entry in taken:
            for text in entry.proposal.after.split("\n"):
                assert not text or normal(text) in lines, text
            if not entry.proposal.after:
                assert normal(entry.proposal.before) not in lines
    finally:
        outline.write_text(before, "utf-8", newline="\n")


def comments(text: str) -> Counter[str]:
    """The comments of an outline."""
    return Counter(m[0] for m in re.finditer(r"(?m)(?:^|\s)# .*$", text))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "seed"), MEMOS)
def test_every_edit_is_told_once_and_what_is_adopted_is_printed(
    built: Workspace, name: str, seed: int
) -> None:
    hand = edited(built, f"tall-{name}", seed)
    check_edits(built, f"tall-{name}", hand, hand.data())


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize(("name", "seed"), [(name, 100) for name in TEMPLATES])
def test_edits_saved_through_libreoffice_are_told_alike(
    built: Workspace, name: str, seed: int
) -> None:
    hand = edited(built, f"tall-{name}", seed)
    check_edits(built, f"tall-{name}", hand, through_libreoffice(hand.data()))
