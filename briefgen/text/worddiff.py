"""What two wordings differ in: two lines set under each other, and a sentence in words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import zip_longest

from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.folding import fold_plain
from briefgen.text.lexicon import kind_of

_MOST_WORDS = 400  # a diff of more is of no use to anybody
_TOKEN = late(r"\S+")
_EDGES = "\"'“”‘’„‚«»‹›.,;:!?()[]…"


@record
class Change:
    """A stretch that differs: what the source has, what we have, what kind of word it is."""

    kind: str  # number | negation | name | degree word | modal | word | letter | punctuation
    old: str  # as captured; "" where we put something in
    new: str  # ours; "" where we left something out

    def __str__(self) -> str:
        """`single -> only`, `"not" left out`, `"not" put in`."""
        if not self.old:
            return f'"{self.new}" put in'
        if not self.new:
            return f'"{self.old}" left out'
        return f"{self.old} -> {self.new}"


def word_diff(captured: str, ours: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """Lines `- captured`, `+ ours`, aligned word by word, and what changed, said in words."""
    theirs, mine = _words(captured), _words(ours)
    top: list[str] = []
    bottom: list[str] = []
    for op, a, b, c, d in _opcodes(theirs, mine):
        above, below = theirs[a:b], mine[c:d]
        if op == "equal":
            above = below = theirs[a:b]
        for x, y in zip_longest(above, below, fillvalue=""):
            width = max(len(x), len(y))
            top.append(x.ljust(width))
            bottom.append(y.ljust(width))
    told = describe(changes(captured, ours, names))
    lines = (f"- {' '.join(top)}".rstrip(), f"+ {' '.join(bottom)}".rstrip())
    return (*lines, told) if told else lines


def changes(captured: str, ours: str, names: Iterable[str] = ()) -> tuple[Change, ...]:
    """What differs, word by word where as many words stand on both sides."""
    theirs, mine, known = _words(captured), _words(ours), _name_words(names)
    found: list[Change] = []
    for op, a, b, c, d in _opcodes(theirs, mine):
        if op == "equal":
            continue
        old, new = theirs[a:b], mine[c:d]
        if len(old) != len(new):
            found.append(_change(" ".join(old), " ".join(new), known))
        else:
            pairs = zip(old, new, strict=True)
            found += [_change(x, y, known) for x, y in pairs if fold_plain(x) != fold_plain(y)]
    return tuple(found)


def describe(found: Iterable[Change]) -> str:
    """`degree word changed: single -> only, exactly -> closely; word changed: …`."""
    kinds: dict[str, list[str]] = {}
    for change in found:
        kinds.setdefault(change.kind, []).append(str(change))
    return "; ".join(f"{kind} changed: {', '.join(what)}" for kind, what in kinds.items())


def _words(text: str) -> list[str]:
    return [m[0] for m in _TOKEN.finditer(text)][:_MOST_WORDS]


def _opcodes(theirs: list[str], mine: list[str]) -> list[tuple[str, int, int, int, int]]:
    a, b = ([_bare(fold_plain(w)) for w in words] for words in (theirs, mine))
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return [
        (op if op != "equal" or theirs[i:j] == mine[k:m] else "replace", i, j, k, m)
        for op, i, j, k, m in matcher.get_opcodes()
    ]


def _bare(word: str) -> str:
    return word.strip(_EDGES) or word


def _name_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in name.split())


def _change(old: str, new: str, names: frozenset[str]) -> Change:
    a, b = old.strip(_EDGES), new.strip(_EDGES)
    words = [*a.split(), *b.split()]
    kinds = {kind_of(w.strip(_EDGES)) for w in words}
    for kind in ("number", "negation", "degree word", "modal"):
        if kind in kinds and a != b:
            return Change(kind, a, b)
    if a == b:
        return Change("punctuation", old, new)
    if any(w.strip(_EDGES) in names for w in words):
        return Change("name", a, b)
    return Change("letter" if _one_letter(a, b) else "word", a, b)


def _one_letter(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1 or not a or not b or " " in a + b:
        return False
    opcodes = difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    differ = [(j - i, m - k) for op, i, j, k, m in opcodes if op != "equal"]
    return len(differ) == 1 and max(differ[0]) == 1
