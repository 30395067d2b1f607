"""Suppression and selection: with a reason, never of what is untrue, and never for longer."""

from __future__ import annotations

import json

from tests.workspaces import Workspace

SOURCE = """\
---
title: Port fee talks stall
container-title: The Gazette
issued: 2026-03-05
reliability: B
visibility: public
---
{==Some 1,600 ships pay the fee, Okoye said.==}{>>^e1 #background speaker=Okoye MARK<<}
"""
OUTLINE = """\
title: Harbour fee dispute
as_of: 2026-03-05
background:
  - text: |
      Some 600 ships pay the fee; talks stopped within six months [@gazette^e1].
    POINT
"""


def codes(
    workspace: Workspace, *arguments: str, point: str = "weight: 50", mark: str = ""
) -> set[str]:
    """The codes that `check` gives for the little brief."""
    workspace.write("briefs/little/outline.yaml", OUTLINE.replace("POINT", point))
    workspace.write(
        "briefs/little/sources/gazette.md", SOURCE.replace(" MARK", f" {mark}".rstrip())
    )
    done = workspace.run("check", "little", "--format", "json", *arguments)
    return {f["code"] for f in json.loads(done.out) if f["severity"] != "info"}


def test_a_point_answers_a_finding_with_a_reason(workspace: Workspace) -> None:
    assert codes(workspace) == {"NUM002", "TIM006"}
    answered = "noqa:\n      NUM002: our own count\n      TIM006: the order is undated"
    assert codes(workspace, point=answered) == set()


def test_a_mark_answers_a_finding_about_its_excerpt(workspace: Workspace) -> None:
    nobody = codes(workspace, mark='noqa="GRD001:a record; TAG004:kept"')
    assert "NQA001" in nobody  # neither rule has a warning there


def test_no_reason_no_suppression(workspace: Workspace) -> None:
    assert codes(workspace, point="noqa: {NUM002: }") == {"NUM002", "TIM006", "NQA002"}


def test_what_is_untrue_cannot_be_suppressed(workspace: Workspace) -> None:
    assert "NQA002" in codes(workspace, point="noqa: {QUO001: I remember it so}")


def test_a_suppression_that_suppresses_nothing_is_told(workspace: Workspace) -> None:
    assert "NQA001" in codes(workspace, point="noqa: {HED001: no hedge}")


def test_codes_are_selected_and_ignored_by_their_beginning(workspace: Workspace) -> None:
    assert codes(workspace, "--select", "NUM") == {"NUM002"}
    assert codes(workspace, "--ignore", "tim,NUM002") == set()


def test_what_is_untrue_cannot_be_ignored(workspace: Workspace) -> None:
    done = workspace.run("check", "--ignore", "QUO001")
    assert done.code == 2
    assert "QUO001 cannot be switched off" in done.err


def test_infos_are_shown_where_they_are_asked_for(workspace: Workspace) -> None:
    codes(workspace)
    assert "GRD001" not in workspace.run("check", "little").err
    assert "info GRD001" in workspace.run("check", "little", "--verbose").err


def test_a_fix_changes_words_of_ours_and_nothing_else(workspace: Workspace) -> None:
    outline = OUTLINE.replace("Some 600 ships pay the fee; talks stopped within six months",
                              'Okoye admitted on Thursday that "1,600 ships" pay').replace(
                                  "    POINT\n", "")  # fmt: skip
    source = SOURCE.replace(" MARK", " date=2026-03-05")
    workspace.write("briefs/little/outline.yaml", outline)
    workspace.write("briefs/little/sources/gazette.md", source)
    done = workspace.run("check", "little", "--fix")
    after = (workspace.root / "briefs/little/outline.yaml").read_text(encoding="utf-8")
    assert 'Okoye said on Thursday 5 March that "1,600 ships" pay' in after, done.out
    assert (workspace.root / "briefs/little/sources/gazette.md").read_text("utf-8") == source
