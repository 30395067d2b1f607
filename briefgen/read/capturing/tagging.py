"""From a person's comment in Word or PDF to a mark: `#positions/lines ^e2 speaker=Okoye, why`.

What can be read as the tokens of a mark is; the words after them are a remark, never printed. A
passage that has a colour and no comment gets the tag `highlight/COLOUR`, which
`briefgen rename tag` turns into a real one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.read.capturing.taken import Passage
from briefgen.read.comment import ID, TAG, TOKEN
from briefgen.read.gate import forbidden
from briefgen.read.marks import SIGN
from briefgen.read.sourcekeys import EXCERPT

#: Word turns straight quotation marks into these as one types.
_STRAIGHT = str.maketrans("“”„", '"""')


@dataclass(frozen=True, slots=True)
class Tagged:
    """A passage that becomes a mark: `{==text==}{>>^id rest<<}`."""

    start: int
    end: int
    id: str
    rest: str  # tags and key=value, as a mark has them

    @property
    def comment(self) -> str:
        """What stands between `{>>` and `<<}`."""
        return " ".join(part for part in (self.id and f"^{self.id}", self.rest) if part)


def tagged(passages: Iterable[Passage], taken: Iterable[str] = ()) -> list[Tagged]:
    """The marks that passages become, each with an id of its own; none of the ids in `taken`."""
    ids = set(taken)
    found = []
    for passage in _each_once(passages):
        wanted, rest = read_note(passage.note)
        if not passage.note and passage.colour:
            rest = f"#highlight/{passage.colour}"
        found.append((passage, "" if wanted in ids else wanted, rest))
        ids.add(wanted)
    numbers = (f"e{n}" for n in range(1, 1_000_000))
    return [
        Tagged(p.start, p.end, id or next(n for n in numbers if n not in ids), rest)
        for p, id, rest in found
    ]


def crossing(marks: Sequence[Tagged]) -> tuple[list[Tagged], list[Tagged]]:
    """Marks that nest, in the order in which they open, and those that would cross one of them."""
    nested: list[Tagged] = []
    crossed: list[Tagged] = []
    open_ends: list[int] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        while open_ends and open_ends[-1] <= mark.start:
            open_ends.pop()
        if open_ends and mark.end > open_ends[-1]:
            crossed.append(mark)
        else:
            open_ends.append(mark.end)
            nested.append(mark)
    return nested, crossed


def read_note(note: str) -> tuple[str, str]:
    """The id of a comment ("" without one), and its tags and keys, free words as a remark."""
    line = " ".join(harmless(note).split())
    plain = line.translate(_STRAIGHT)
    id, parts, at = "", [], 0
    while match := TOKEN.match(plain, at):
        if match["id"] is not None and not id and ID.fullmatch(match["id"]):
            id = match["id"]
        elif _is_tag(match["tag"]) or (match["key"] in EXCERPT and match["bare"] != ""):
            parts.append(match.group())
        else:
            break
        at = match.end() + 1
    words = line[at:].strip(" .,;:–—-") if at else line
    if words and not any(part.startswith("remark=") for part in parts):
        parts.append(f'remark="{words.translate(_STRAIGHT).replace(chr(34), chr(39))}"')
    return id, " ".join(dict.fromkeys(parts))


def harmless(words: str) -> str:
    """`words` without what no comment of a source file may hold: signs of marks, controls."""
    for at, _ in reversed(forbidden(words)):
        words = f"{words[:at]} {words[at + 1 :]}"
    return SIGN.sub(lambda match: f"{match.group()[0]} {match.group()[1:]}", words)


def _is_tag(word: str | None) -> bool:
    return bool(word and TAG.fullmatch(word))


def _each_once(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Passages in order; a colour says nothing where a comment stands on the same words."""
    ordered = sorted(passages, key=lambda p: (p.start, -p.end, not p.note))
    noted = {(p.start, p.end) for p in ordered if p.note}
    seen = set()
    for passage in ordered:
        span = (passage.start, passage.end)
        key = (*span, passage.note)
        if (passage.note or span not in noted) and key not in seen:
            seen.add(key)
            yield passage
