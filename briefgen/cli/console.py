"""Printing: results on stdout, diagnostics on stderr, colour only where a person watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from briefgen.diagnostics import Diagnostic


def out(line: str = "") -> None:
    """Print a line of the result."""
    sys.stdout.write(f"{line}\n")


def note(line: str) -> None:
    """Say something to the person beside the result."""
    sys.stderr.write(f"{line}\n")


def watched(stream: TextIO | None = None) -> bool:
    """Whether a person watches the stream: a terminal, and colour is not refused."""
    stream = stream or sys.stderr
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def fail(message: str, hint: str = "") -> None:
    """Say in one line why nothing was done, and what to do."""
    from briefgen.report.text import harmless

    note(f"briefgen: {harmless(' '.join(message.split()))}")
    if hint:
        note(f"    hint: {harmless(' '.join(hint.split()))}")


def fail_as_json(message: str, hint: str, *, whole: bool) -> None:
    """The same as the JSON that `check` (a list) or `build` (`whole`: an object) prints."""
    from briefgen.diagnostics import Diagnostic, Severity
    from briefgen.places import NOWHERE
    from briefgen.report.machine import as_json, records

    found = records([Diagnostic("USE001", Severity.ERROR, message, NOWHERE, hint)])
    out(as_json({"outputs": [], "diagnostics": found} if whole else found))


def show(findings: Iterable[Diagnostic]) -> None:
    """Print diagnostics and their count to stderr."""
    from briefgen.report.text import lines, summary

    found = list(findings)
    for line in lines(found, colour=watched()):
        note(line)
    if count := summary(found):
        note(count)


def step(mark: str, *figures: str) -> None:
    """One line a step, with its figures; only where a person watches."""
    if sys.stderr.isatty():
        colour = {"✓": "32", "✗": "31", "!": "33"}.get(mark, "0")
        painted = f"\x1b[{colour}m{mark}\x1b[0m" if watched() else mark
        note("  ".join([painted, *(f for f in figures if f)]))


def columns(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows as columns, each as wide as it needs; the last is not padded."""
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        out("  ".join(cells).rstrip())
