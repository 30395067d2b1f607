"""Values written as YAML on one line, so that they are read again letter for letter."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[^\W_][\w ()./'’+-]*(?<! )")
_RESERVED = ("", "~", "null", "Null", "NULL")


def quoted(text: str) -> str:
    """`text` as a YAML scalar on one line, in double quotes where plain YAML would alter it."""
    line = " ".join(text.split())
    plain = _PLAIN.fullmatch(line) and line not in _RESERVED
    return line if plain else json.dumps(line, ensure_ascii=False)


def always_quoted(text: str) -> str:
    """`text` in double quotes, every character of it kept."""
    return json.dumps(text, ensure_ascii=False)


def people(names: list[str]) -> str:
    """Names as CSL wants them: `Mara Lind` has a family name, `Harbour Authority Press` has not."""
    return f"[{', '.join(_person(' '.join(name.split())) for name in names)}]"


def _person(name: str) -> str:
    given, _, family = name.rpartition(" ")
    if len(name.split()) == 2 and name.replace(" ", "").replace("-", "").isalpha():
        return f"{{family: {quoted(family)}, given: {quoted(given)}}}"
    return f"{{literal: {always_quoted(name)}}}"
