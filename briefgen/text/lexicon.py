"""Words that carry the weight of a sentence: negations, degree words, modals, numbers, names.

A quotation may not hide or put in any of them (design 4.3); a changed one is named in the diff.
English first, with the basic German and French words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.patterns import late


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEGATIONS = _words("""
    not never no none nor neither nobody nothing nowhere without cannot
    nicht nie niemals nichts niemand kein keine keinen keinem keiner keines ohne weder
    ne pas jamais rien aucun aucune sans ni
""")
DEGREE_WORDS = _words("""
    all any every both most many few several some half single sole solely only merely just
    exactly precisely closely roughly approximately nearly almost mostly partly partially
    largely mainly primarily entirely fully completely totally wholly barely hardly scarcely
    maybe perhaps possibly probably likely unlikely certainly definitely allegedly reportedly
    apparently always sometimes often usually rarely seldom very more less least
    alle jeder jede jedes einige wenige viele nur genau fast etwa ungefähr vielleicht
    wahrscheinlich immer manchmal sehr mehr weniger
    tous toutes tout toute chaque plusieurs seul seule seulement exactement presque environ
    peut-être probablement toujours parfois souvent très plus moins
""")
MODALS = _words("""
    can could may might must shall should will would ought
    kann können könnte muss müssen müsste soll sollen sollte darf dürfen dürfte wird würde
    peut peuvent pourrait doit doivent devrait
""")
NUMBER_WORDS = _words("""
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion dozen
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend
    millionen milliarde milliarden deux trois quatre cinq sept huit neuf dix onze douze cent
    mille millions milliard milliards
""")
_KINDS = (
    ("negation", NEGATIONS),
    ("degree word", DEGREE_WORDS),
    ("modal", MODALS),
    ("number", NUMBER_WORDS),
)
_WORD = late(r"\w+(?:['’\-‐‑.,]\w+)*[%‰]?")


def kind_of(word: str) -> str:
    """`number`, `negation`, `degree word` or `modal`, or "" for a word of no such weight."""
    plain = word.lower().replace("’", "'")
    if any(c.isdigit() or c.isnumeric() for c in plain):
        return "number"
    if plain.endswith("n't") or plain.startswith("n'"):
        return "negation"
    for kind, words in _KINDS:
        if plain in words:
            return kind
    parts = re.split("[-‐‑]", plain)
    return next((k for p in parts if (k := kind_of(p))), "") if len(parts) > 1 else ""


def weighty(text: str, names: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Every (kind, word) of weight in `text`; `names` are the registered names."""
    for match in _WORD.finditer(text):
        if kind := kind_of(match[0]):
            yield kind, match[0]
    for name in names:
        if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield "name", name
