"""The registered names, ready to be compared with the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from briefgen.model.outline import Name, Outline
from briefgen.patterns import late
from briefgen.records import record


@record
class Slip:
    """A wrong or doubtful form of a registered name in a text."""

    at: int
    end: int
    form: str
    name: str  # the right spelling
    certain: bool  # a `never` form or a wrong first name; else a look-alike
    why: str


class Registry:
    """Persons, parties and origins of one outline."""

    def __init__(self, outline: Outline) -> None:
        """The registry of an outline."""
        self.outline = outline

    def slips(self, text: str) -> Iterator[Slip]:
        """Every slip in `text`: forms that must never be, wrong first names, look-alikes."""
        never = list(self._never(text))
        places = {slip.at for slip in never}
        first = [slip for slip in self._first_names(text) if slip.at not in places]
        certain = sorted([*never, *first], key=lambda s: s.at)
        yield from certain
        for slip in self._look_alikes(text):
            if not any(known.at <= slip.at < known.end for known in certain):
                yield slip

    def _never(self, text: str) -> Iterator[Slip]:
        if self._never_pattern is None:
            return
        for match in self._never_pattern.finditer(text):
            form = " ".join(match[0].split())
            name = self._never_forms.get(form.casefold(), "")
            if name and form not in self._right:
                yield Slip(*match.span(), form, name, True, f'"{form}" is never right')

    def _first_names(self, text: str) -> Iterator[Slip]:
        """A registered surname after a first name that is nearly, and not, the registered one."""
        if self._surname_pattern is None:
            return
        for match in self._surname_pattern.finditer(text):
            first, surname = match.groups()
            given = self._given[surname]
            near = [g for g in given if first != g and _alike(first, g, min(2, len(g) // 2))]
            if near and first not in given:
                form, right = f"{first} {surname}", f"{near[0]} {surname}"
                yield Slip(*match.span(), form, right, True, f"the first name is {near[0]}")

    def _look_alikes(self, text: str) -> Iterator[Slip]:
        words = {match[0]: match.start() for match in reversed([*_CAPITALISED.finditer(text)])}
        for word, at in words.items():
            if word in self._right_words or word.casefold() in self._exempt:
                continue
            name = self._resembled(word)
            # A word that also stands in lower case is no name: "Email", "email".
            if name and not re.search(rf"\b{re.escape(word.lower())}\b", text):
                yield Slip(at, at + len(word), word, name, False, f'"{word}" looks like {name}')

    def _resembled(self, word: str) -> str:
        for right in self._by_initial.get(word[0], ()):
            inflected = word.startswith(right) and word[len(right) :] in {"s", "es", "n"}
            if not inflected and _alike(word, right, 2 if len(right) >= 7 else 1):
                return right
        return ""

    @cached_property
    def _never_forms(self) -> dict[str, str]:
        return {form.casefold(): n.name for n in self.outline.names for form in n.never if form}

    @cached_property
    def _never_pattern(self) -> re.Pattern[str] | None:
        return _pattern([form for n in self.outline.names for form in n.never], re.IGNORECASE)

    @cached_property
    def _given(self) -> dict[str, set[str]]:
        given: dict[str, set[str]] = {}
        for full in (form for n in self.outline.names for form in (n.name, *n.also)):
            first, *rest = full.split() or [""]
            if rest:
                given.setdefault(rest[-1], set()).add(first)
        return given

    @cached_property
    def _surname_pattern(self) -> re.Pattern[str] | None:
        if not self._given:
            return None
        surnames = "|".join(map(re.escape, self._given))
        return re.compile(rf"\b([^\W\d_]\w*)\s+({surnames})(?!\w)")

    @cached_property
    def _right(self) -> frozenset[str]:
        """Every right form, whole."""
        named = (f for n in self.outline.names for f in _forms(n))
        parties = (f for p in self.outline.parties for f in (p.name, *p.also))
        origins = (f for o in self.outline.origins for f in (o.name, *o.also))
        return frozenset(f for f in (*named, *parties, *origins) if f)

    @property
    def words(self) -> frozenset[str]:
        """Every word of every right form."""
        return self._right_words

    @cached_property
    def _right_words(self) -> frozenset[str]:
        return frozenset(word for form in self._right for word in _WORD.findall(form))

    @cached_property
    def _exempt(self) -> frozenset[str]:
        """Words that look alike and are known to be others (`confusable`)."""
        return frozenset(f.casefold() for n in self.outline.names for f in n.confusable)

    @cached_property
    def _by_initial(self) -> dict[str, list[str]]:
        """Words of five letters or more to compare with: of persons, and one-word names."""
        people = {w for n in self.outline.names for w in _WORD.findall(f"{n.name} {n.short}")}
        single = {form for form in self._right if _WORD.fullmatch(form)}
        found: dict[str, list[str]] = {}
        for word in sorted(w for w in people | single if len(w) >= 5):
            found.setdefault(word[0], []).append(word)
        return found


_WORD = late(r"[^\W\d_]+")
_CAPITALISED = late(r"(?<!\w)[^\W\d_a-z][^\W\d_]{3,}(?!\w)")


def _forms(name: Name) -> tuple[str, ...]:
    return (name.name, name.short, *name.also)


def _pattern(forms: list[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """Any of the forms as whole words, at whatever breaks between them."""
    ordered = sorted({f for f in forms if f.strip()}, key=lambda f: (-len(f), f))
    either = "|".join(r"\s+".join(map(re.escape, form.split())) for form in ordered)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", flags) if ordered else None


def _alike(word: str, right: str, limit: int) -> bool:
    """Whether two words share the first letter and differ in at most `limit` letters."""
    if word[:1] != right[:1] or abs(len(word) - len(right)) > limit:
        return False
    row = list(range(len(right) + 1))
    for i, a in enumerate(word, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return 0 < row[-1] <= limit
