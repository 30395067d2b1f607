"""What is said about an excerpt: `key=value` of a mark, `excerpts:` of a front matter, a sidecar.

One table says how each key is read; the three places where it may stand share it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.dates import When, parse_when
from briefgen.model.source import Excerpt, Visibility, Voice
from briefgen.places import Place
from briefgen.read.comment import Value
from briefgen.read.nodes import Node, Scalar, Sequence_, wrong_kind
from briefgen.read.prose import read_prose

KINDS = ("fact", "reported", "position", "claim", "allegation", "assessment")
DATE_HINT = "write YYYY, YYYY-MM, YYYY-MM-DD or two of them with / between"


class Unfit(ValueError):
    """A text that is no value of its key: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@rule("SEL006", Severity.ERROR)
def unfit_value(place: Place, message: str, hint: str, about: str = "") -> Diagnostic:
    """A value in a source that its key cannot have.

    A date that is no date, a grade outside its scale, a misspelt visibility: the excerpt would be
    sorted, aged or shown wrongly, and nobody would see why. An unknown visibility is never taken
    for public: until it is mended, nothing is built from it.

    Bad:
        {==is final==}{>>^e1 #positions/authority visibility=pubic credibility=9<<}

    Good:
        {==is final==}{>>^e1 #positions/authority visibility=public credibility=2<<}
    """
    return unfit_value.at(place, message, hint, about=about)


def with_properties(
    excerpt: Excerpt, values: Mapping[str, Value]
) -> tuple[Excerpt, list[Diagnostic]]:
    """Put what `values` say into `excerpt`; SEL006 for each that cannot be."""
    found: dict[str, Any] = {}
    findings: list[Diagnostic] = []
    for key, value in values.items():
        try:
            found[key] = _READERS[key](value.text)
        except Unfit as unfit:
            about = "" if key == "visibility" else excerpt.key
            findings.append(unfit_value(value.place, unfit.message, unfit.hint, about))
            if key == "visibility":
                found[key] = Visibility.RESTRICTED
    if "gist" in values:
        gist, wrong = read_prose(values["gist"].text, values["gist"].map, excerpt.key)
        found["gist"] = gist
        findings += wrong
    return replace(excerpt, **found), findings


def value_of(node: Node, key: str) -> Value | Diagnostic:
    """The value of `key` from YAML: a text, or a list of texts where several are taken."""
    items = node.items if isinstance(node, Sequence_) and key in ("via", "tags") else (node,)
    texts = [item for item in items if isinstance(item, Scalar)]
    if len(texts) < len(items) or not texts:
        return wrong_kind(node.place, f"{key} takes a text", f"write {key}: and the text")
    return Value(", ".join(item.text.strip() for item in texts), texts[0].map)


def one_of(text: str, known: tuple[str, ...], what: str, meant: Mapping[str, str]) -> str:
    """`text` if it is one of `known`; otherwise Unfit, with the nearest of them."""
    if text in known:
        return text
    close = meant.get(text.lower()) or next(iter(get_close_matches(text, known, 1)), "")
    shown = ", ".join(known) if len(known) < 12 else "in the schema of a source"
    raise Unfit(f"{text!r} is no {what}", f"did you mean {close}?" if close else f"known: {shown}")


def read_visibility(text: str) -> Visibility:
    """One of the four words for who may see something."""
    words = tuple(level.word for level in Visibility)
    return Visibility[one_of(text, words, "visibility", {}).upper()]


def read_voice(text: str) -> Voice:
    """Whose words: the speaker's or the source's."""
    return Voice(one_of(text, tuple(Voice), "voice", {}))


def read_date(text: str) -> When:
    """A date as `model.dates` knows it."""
    when = parse_when(text)
    if when is None:
        raise Unfit(f"{text!r} is no date", DATE_HINT)
    return when


def read_names(text: str) -> tuple[str, ...]:
    """Names with commas between."""
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _kind(text: str) -> str:
    return one_of(text, KINDS, "kind of statement", {})


def _credibility(text: str) -> int:
    if text not in tuple("123456"):
        raise Unfit(f"{text!r} is no credibility", "1 (confirmed) to 5, or 6: cannot be judged")
    return int(text)


def _weight(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:4]) <= 100):
        raise Unfit(f"{text!r} is no weight", "a whole number from 0 to 100; 50 is usual")
    return int(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "speaker": str.strip,
    "via": read_names,
    "kind": _kind,
    "voice": read_voice,
    "date": read_date,
    "as_of": read_date,
    "expires": read_date,
    "credibility": _credibility,
    "visibility": read_visibility,
    "weight": _weight,
    "gist": str.strip,  # read as prose below
    "remark": str.strip,
    "translation": str.strip,
    "translator": str.strip,
}
