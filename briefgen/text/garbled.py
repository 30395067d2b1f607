"""Names that a machine has mangled: run together with the next word, or without their article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.patterns import late

_WORD_END = late(r"\w*")
#: What stands before the name of an outlet.
_REPORTED = r"(?:by|to|told|according to|with|via) "


def garbled(text: str, forms: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """(offset, right form, what stands there) for each mangled name, in order of the forms."""
    for form in sorted(set(forms), key=lambda f: (-len(f), f)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?=[^\W\d_]{{2}})", text):
            yield match.start(), form, form + _WORD_END.match(text, match.end())[0]  # type: ignore[index]  # \w* always matches
        bare = re.sub(r"^The ", "", form)
        if bare != form:
            for match in re.finditer(rf"{_REPORTED}({re.escape(bare)})(?!\w)", text):
                yield match.start(1), form, bare


def fused(text: str, forms: Iterable[str]) -> int:
    """How many registered names run into the next word."""
    return sum(1 for _, form, found in garbled(text, forms) if found.startswith(form))


def alike(word: str, right: str) -> bool:
    """Whether two names of five letters or more differ in one or two letters, or swap two."""
    a, b = word.casefold(), right.casefold()
    if a == b or min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 2 or a[0] != b[0]:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only where a name is not known

    return int(OSA.distance(a, b)) <= (2 if len(b) > 7 else 1)
