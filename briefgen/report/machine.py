"""Diagnostics for machines: JSON (design 5), GitHub workflow commands, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from briefgen.diagnostics import Diagnostic, Severity, in_order


def record(finding: Diagnostic) -> dict[str, object]:
    """One finding with the agreed keys; line and column count from 1, or are null."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.place.file,
        "line": finding.place.line or None,
        "column": finding.place.column or None,
    }


def records(findings: Iterable[Diagnostic]) -> list[dict[str, object]]:
    """All findings, in order of place."""
    return [record(f) for f in in_order(list(findings))]


def as_json(data: object) -> str:
    """JSON as briefgen prints it."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_github(findings: Iterable[Diagnostic]) -> str:
    """Workflow commands that GitHub shows beside the line of the file."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    return "\n".join(_github(f, words[f.severity]) for f in in_order(list(findings)))


def _github(finding: Diagnostic, word: str) -> str:
    place = {
        "file": finding.place.file,
        "line": finding.place.line,
        "col": finding.place.column,
        "title": finding.code,
    }
    keys = ",".join(f"{k}={_escaped(str(v), ':,')}" for k, v in place.items() if v)
    message = f"{finding.message} ({finding.hint})" if finding.hint else finding.message
    return f"::{word} {keys}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """GitHub's escaping of workflow commands: percent, line ends and, in keys, `:` and `,`."""
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_sarif(findings: Iterable[Diagnostic], version: str, pages: Mapping[str, str]) -> str:
    """A SARIF 2.1.0 log with one run; `pages` are the manual pages of rules by their code."""
    found = in_order(list(findings))
    used = sorted({f.code for f in found})
    rules = [_sarif_rule(code, pages.get(code, "")) for code in used]
    driver = {"name": "briefgen", "version": version, "rules": rules}
    return as_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "results": [_sarif(f) for f in found]}],
        }
    )


def _sarif_rule(code: str, page: str) -> dict[str, object]:
    title = page.split("\n", 1)[0] or code
    return {"id": code, "shortDescription": {"text": title}, "help": {"text": page or code}}


def _sarif(finding: Diagnostic) -> dict[str, object]:
    level = {Severity.INFO: "note"}.get(finding.severity, finding.severity.value)
    place = finding.place
    region = {"startLine": place.line, "startColumn": place.column}
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        physical["region"] = {k: v for k, v in region.items() if v}
    hint = f"hint: {finding.hint}" if finding.hint else ""
    return {
        "ruleId": finding.code,
        "level": level,
        "message": {"text": "\n".join(filter(None, (finding.message, *finding.detail, hint)))},
        "locations": [{"physicalLocation": physical}],
    }
