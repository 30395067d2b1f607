"""Diagnostics as text: `file:line:column: error CODE message`, a hint below; one line each."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from briefgen.diagnostics import Diagnostic, Severity, in_order

#: ANSI colours of the severities, for a terminal.
_COLOUR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def lines(findings: Iterable[Diagnostic], *, colour: bool = False) -> Iterator[str]:
    """Every finding in order of place: its line, then its word diff and hint, indented."""
    for finding in in_order(list(findings)):
        paint = _painter(colour)
        word = paint(f"{finding.severity} {finding.code}", f"1;{_COLOUR[finding.severity]}")
        yield f"{paint(str(finding.place), '1')}: {word} {harmless(finding.message)}"
        yield from (f"    {_diff(harmless(line), paint)}" for line in finding.detail)
        if finding.hint:
            yield f"    {paint('hint:', '2')} {harmless(finding.hint)}"


def summary(findings: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; "" where there is nothing to say."""
    counts = Counter(f.severity for f in set(findings))
    parts = [_count(counts[s], s.value) for s in (Severity.ERROR, Severity.WARNING) if counts[s]]
    return ", ".join(parts)


def harmless(text: str) -> str:
    """Show control and bidi characters by their code point: no text may steer a terminal."""
    return "".join(c if _shown(c) else f"<U+{ord(c):04X}>" for c in text)


def _shown(character: str) -> bool:
    return character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp", "Cs")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


class _painter:  # noqa: N801 - a function with a memory
    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on else text


def _diff(line: str, paint: _painter) -> str:
    return paint(line, "31" if line.startswith("-") else "32" if line.startswith("+") else "0")
