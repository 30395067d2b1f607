"""What is said about an excerpt: `key=value` of a mark, `excerpts:` of a front matter, a sidecar.

One table says how each key is read; the three places where it may stand share it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.model.dates import When, parse_when
from briefgen.model.source import Excerpt, Visibility, Voice
from briefgen.read.comment import Value
from briefgen.read.keys import KINDS, VISIBILITIES
from briefgen.read.nearest import did_you_mean
from briefgen.read.nodes import Node, Scalar, Sequence_, wrong_kind
from briefgen.read.prose import read_prose, unwrap
from briefgen.read.values import unknown_value

DATE_HINT = "write YYYY, YYYY-MM, YYYY-MM-DD or two of them with / between"


class Unfit(ValueError):  # noqa: N818 - never shown: it becomes a diagnostic
    """A text that is no value of its key: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def with_properties(
    excerpt: Excerpt, values: Mapping[str, Value]
) -> tuple[Excerpt, list[Diagnostic]]:
    """Put what `values` say into `excerpt`; YML007 for each that cannot be."""
    found: dict[str, Any] = {}
    findings: list[Diagnostic] = []
    for key, value in values.items():
        try:
            found[key] = _READERS[key](value.text)
        except Unfit as unfit:
            about = "" if key == "visibility" else excerpt.key
            findings.append(unknown_value(value.place, unfit.message, unfit.hint, about))
            if key == "visibility":
                found[key] = Visibility.RESTRICTED
    if "gist" in values:
        gist, wrong = read_prose(values["gist"].text, values["gist"].map, excerpt.key)
        found["gist"] = gist
        findings += wrong
    return replace(excerpt, **found), findings


def value_of(node: Node, key: str) -> Value | Diagnostic:
    """The value of `key` from YAML: a text, or a list of texts where several are taken."""
    items = node.items if isinstance(node, Sequence_) and key in ("via", "tags", "was") else (node,)
    texts = [item for item in items if isinstance(item, Scalar)]
    if len(texts) < len(items) or not texts:
        return wrong_kind(node.place, f"{key} takes a text", f"write {key}: and the text")
    if len(texts) == 1:
        return Value(*unwrap(texts[0].text, texts[0].map))
    return Value(", ".join(item.text.strip() for item in texts), texts[0].map)


def one_of(
    text: str, known: tuple[str, ...], what: str, meant: Mapping[str, str] = MappingProxyType({})
) -> str:
    """`text` if it is one of `known`; otherwise Unfit, with the nearest of them."""
    if text in known:
        return text
    hint = f"did you mean {meant[text.lower()]!r}?" if text.lower() in meant else ""
    raise Unfit(f"unknown {what} {text!r}", hint or did_you_mean(text, known))


def read_visibility(text: str) -> Visibility:
    """One of the four words for who may see something."""
    return Visibility[one_of(text, VISIBILITIES, "visibility").upper()]


def read_voice(text: str) -> Voice:
    """Whose words: the speaker's or the source's."""
    return Voice(one_of(text, tuple(Voice), "voice"))


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
    return one_of(text, KINDS, "kind")


def _credibility(text: str) -> int:
    if text not in tuple("123456"):
        raise Unfit(f"{text!r} is no credibility", "1 (confirmed) to 5, or 6: cannot be judged")
    return int(text)


def _weight(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:4]) <= 100):
        raise Unfit(f"{text!r} is no weight", "a whole number from 0 to 100; 50 is usual")
    return int(text)


def _noqa(text: str) -> tuple[tuple[str, str], ...]:
    """`NUM002:rounded by the source; QUO004:...`; a missing reason is kept, and refused later."""
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return tuple((code.strip(), reason.strip()) for code, _, reason in pairs)


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
    "noqa": _noqa,
    "was": read_names,
}
