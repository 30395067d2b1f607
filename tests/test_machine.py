"""Findings for machines: GitHub's workflow commands and SARIF say all that the text says."""

from __future__ import annotations

import json

from tests.workspaces import Workspace

OUTLINE = "briefs/harbour/outline.yaml"


def altered(workspace: Workspace) -> None:
    """One quotation of the brief says the contrary of what the source says."""
    text = (workspace.root / OUTLINE).read_text(encoding="utf-8")
    workspace.write(OUTLINE, text.replace('"will not reopen" it', '"will reopen" it', 1))


def test_sarif_has_each_finding_with_its_place_its_diff_its_hint_and_its_rule(
    workspace: Workspace,
) -> None:
    altered(workspace)
    done = workspace.run("check", "harbour", "--format", "sarif")
    assert done.code == 1
    (run,) = json.loads(done.out)["runs"]
    (result,) = [r for r in run["results"] if r["ruleId"] == "QUO002"]
    assert result["level"] == "error"
    message = result["message"]["text"].split("\n")
    assert message[0].startswith("quotation altered")
    assert {"- will not reopen", "+ will     reopen"} <= set(message)
    assert message[-1].startswith("hint: ")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == OUTLINE
    assert place["region"].keys() == {"startLine", "startColumn"}
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules.keys() == {r["ruleId"] for r in run["results"]}
    assert "Bad:" in rules["QUO002"]["help"]["text"]
    assert rules["QUO002"]["shortDescription"]["text"].endswith(".")


def test_github_has_one_line_for_each_finding(workspace: Workspace) -> None:
    altered(workspace)
    done = workspace.run("check", "harbour", "--format", "github")
    lines = done.out.splitlines()
    (line,) = [line for line in lines if "QUO002" in line]
    assert line.startswith(f"::error file={OUTLINE},line=")
    assert all(each.startswith(("::error ", "::warning ", "::notice ")) for each in lines)
