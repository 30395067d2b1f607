"""Checkable: what in a printed paragraph can be held against a source, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from briefgen.compose.wording import NBSP
from briefgen.model.brief import Brief
from briefgen.model.document import Cite, Paragraph, Quote, plain
from briefgen.patterns import late
from briefgen.records import record
from briefgen.text.figures import Figure, figures
from briefgen.text.reporting import ACCORDING, AUXILIARIES, INVERTING, VERBS

#: Reporting verbs that are nouns as often: they count after a name or a pronoun only.
_NOUNS = """call calls claim claims note notes report reports state states demand demands promise
promises quote quotes label labels deny think thought believe"""
#: With these the subject of a reporting verb begins.
_BEGINS = late(r"(?<!to )\b(?:the|its|his|her|their|an?|one)\b(?= )", re.IGNORECASE)
_LABEL = late(r"\[\d[^\]]*\]")


@record
class Item:
    """Something to check at [start, end) of a paragraph's text."""

    kind: str  # name figure date quotation attribution
    span: tuple[int, int]
    words: str
    figure: Figure | None = None


class Reader:
    """Finds what is checkable, with the names of one brief."""

    def __init__(self, brief: Brief) -> None:
        """A reader that knows the names of a brief."""
        self.brief = brief

    def items(self, paragraph: Paragraph) -> list[Item]:
        """Everything checkable of a paragraph, in its order."""
        if paragraph.style == "cell-head":
            return []
        own, quotations = _masked(paragraph)
        found = [*quotations, *self._names(own), *_figures(own), *self._attributions(own)]
        return sorted(found, key=lambda item: (item.span, item.kind))

    def names_in(self, words: str) -> tuple[str, ...]:
        """Every registered name in some words."""
        return tuple(item.words for item in self._names(words))

    def forms_of(self, name: str) -> tuple[str, ...]:
        """Every form of a registered name, this one included; longest first."""
        group = next((g for g in self._groups if name.casefold() in g), {name.casefold(): name})
        return tuple(sorted({name, *group.values()}, key=lambda f: (-len(f), f)))

    def _names(self, text: str) -> Iterator[Item]:
        for match in self._pattern.finditer(text):
            yield Item("name", match.span(), match[0])

    def _attributions(self, text: str) -> Iterator[Item]:
        for match in self._saying.finditer(text):
            begins = () if match["named"] else _BEGINS.finditer(match[0])
            start = max((m.start() for m in begins), default=0)
            words = match[0][start:]
            yield Item("attribution", (match.end() - len(words), match.end()), words)

    @cached_property
    def _groups(self) -> list[dict[str, str]]:
        outline = self.brief.outline
        people = [(n.name, n.short, *n.also) for n in outline.names]
        parties = [(p.name, *p.also) for p in outline.parties]
        origins = [(o.name, *o.also) for o in outline.origins]
        groups = [*people, *parties, *origins, *self._outlets()]
        return [{form.casefold(): form for form in group if form} for group in groups]

    def _outlets(self) -> Iterator[tuple[str, ...]]:
        for source in self.brief.sources.values():
            title = source.container_title or source.publisher
            yield (title, re.sub(r"^The ", "", title))

    @cached_property
    def _forms(self) -> list[str]:
        """Names as they may stand in a sentence: those with a capital letter, longest first."""
        forms = {f for group in self._groups for f in group.values() if f != f.lower()}
        return sorted(forms, key=lambda form: (-len(form), form))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = (_wherever_it_breaks(form) for form in self._forms)
        return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)")

    @cached_property
    def _saying(self) -> re.Pattern[str]:
        """`Okoye calls`, `sagte Voss`, `the association wrote`, `according to the committee`."""
        every = {form for group in self._groups for form in group.values()}
        who = _either([*map(re.escape, every), "it", "he", "she", "they"])
        plainly = _either(v for v in VERBS.split() if v not in _NOUNS.split())
        verbs, inverting = _either(VERBS.split()), _either(INVERTING.split())
        helped = rf"(?:{_either(AUXILIARIES.split())} )?{inverting}"
        return re.compile(
            rf"(?P<named>(?i:(?<!\w)(?:{who} {helped}|(?:{helped}|{ACCORDING}) {who}))(?!\w))"
            rf"|(?i:(?<!\w){who} {verbs}(?!\w))"
            rf"|(?:(?<!\w)[\w’'-]+ ){{0,3}}{plainly}(?!\w)"
            rf"|(?i:(?<!\w)(?:{ACCORDING})) [\w’' -]{{1,50}}(?<! )"
        )


def _masked(paragraph: Paragraph) -> tuple[str, list[Item]]:
    """Our own words with quotations and citations blank, offsets kept; and the quotations."""
    parts: list[str] = []
    quotations: list[Item] = []
    at = 0
    for inline in paragraph.inlines:
        words = plain([inline]).replace(NBSP, " ")  # which the ends of paragraphs are held with
        if isinstance(inline, Quote):
            start = at + len(inline.opening)
            span = (start, start + len(inline.words))
            quotations.append(Item("quotation", span, inline.words))
        blank = isinstance(inline, Quote | Cite)
        parts.append("\0" * len(words) if blank else words)
        at += len(words)
    own = _LABEL.sub(lambda m: "\0" * len(m[0]), "".join(parts))
    return own, quotations


def _figures(text: str) -> Iterator[Item]:
    seen = set[int]()
    for figure in figures(text):
        if figure.at not in seen:  # "2–4 March" is two dates at one place
            seen.add(figure.at)
            kind = "date" if figure.is_date else "figure"
            span = (figure.at, figure.at + len(figure.text))
            yield Item(kind, span, figure.text, figure)


def _wherever_it_breaks(form: str) -> str:
    return r"\s+".join(map(re.escape, form.split()))


def _either(forms: Iterable[str]) -> str:
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return f"(?:{'|'.join(ordered) or '(?!)'})"
