"""Patterns that are compiled when they are first used.

`re` compiles in Python, at some 2 microseconds a character: to start with all the words that any
rule looks for would take longer than the rules that a page needs (docs/figures.md).
"""

from __future__ import annotations

import re
from typing import Any, cast


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """`re.compile`, put off until something is asked of the pattern."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """Stands for a pattern, and keeps each of its methods that was asked for."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._asked = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._asked), name)
        setattr(self, name, found)
        return found
