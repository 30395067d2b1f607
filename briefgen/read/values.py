"""Nodes to values: texts, dates, words of closed lists; what is wrong is collected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.dates import When, parse_when
from briefgen.model.prose import CiteItem, Prose
from briefgen.patterns import late
from briefgen.places import Place
from briefgen.read.keys import WORDS, Keys
from briefgen.read.nearest import did_you_mean
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_, wrong_kind
from briefgen.read.prose import malformed_citation, read_prose, unwrap

_DECIMAL = late(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")
_CITE = late(r"\[?@?([^\s^,;@\[\]]+)(?:\^([^\s^,;@\[\]]+))?\s*(?:,\s*(?:¶+\s*)?([^\[\]]*?))?\]?")


@rule("YML005", Severity.ERROR)
def unknown_key(place: Place, what: str, key: str, known: Iterable[str]) -> Diagnostic:
    """A key that nobody knows.

    A misspelt `visibility` that was let pass would show a page to readers who must not see it.

    Bad:
        - {text: The fee is final., visibilty: restricted}
    Good:
        - {text: The fee is final., visibility: restricted}
    """
    return unknown_key.at(place, f"unknown {what} {key!r}", did_you_mean(key, known))


@rule("YML007", Severity.ERROR)
def unknown_value(place: Place, what: str, hint: str, about: str = "") -> Diagnostic:
    """A value that is none of those that its key may have.

    Bad:
        visibility: restrcted
    Good:
        visibility: restricted
    """
    return unknown_value.at(place, what, hint, about=about)


@rule("YML008", Severity.ERROR)
def missing_key(place: Place, key: str, hint: str, about: str = "") -> Diagnostic:
    """Something is missing that the file cannot do without.

    Bad:
        title: Harbour fee dispute
    Good:
        title: Harbour fee dispute
        as_of: 2026-03-05
    """
    return missing_key.at(place, f"{key!r} is missing", hint, about=about)


class Values:
    """Reads values out of nodes, and collects what is wrong with them.

    `about` is put on every finding: the key of the point that is being read.
    """

    def __init__(self) -> None:
        """Begin without findings."""
        self.findings: list[Diagnostic] = []
        self.about = ""

    def mapping(self, node: Node, keys: Keys | None, what: str = "key") -> dict[str, Node]:
        """The values of a mapping; keys that `keys` does not hold are errors, and left out."""
        found = dict(self.pairs(node))
        if keys is None:
            return {name.text: value for name, value in found.items()}
        for name in found:
            if name.text not in keys:
                # About everything: nobody knows what the key was to say, perhaps who may see it.
                self.findings.append(unknown_key(name.place, what, name.text, keys))
        return {name.text: value for name, value in found.items() if name.text in keys}

    def pairs(self, node: Node | None) -> Iterable[tuple[Scalar, Node]]:
        """Keys and values; nothing written is an empty mapping."""
        if node is None or (isinstance(node, Scalar) and node.missing):
            return ()
        if isinstance(node, Mapping_):
            return node.items
        self._wrong(node, "keys with values belong here", "write `key: value`")
        return ()

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """A list, or one thing as a list of one; nothing written is an empty list."""
        if node is None or (isinstance(node, Scalar) and node.missing):
            return ()
        return node.items if isinstance(node, Sequence_) else (node,)

    def text(self, node: Node | None) -> str:
        """One line of text; wrapped lines are joined."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self._wrong(node, "a text belongs here", "write it as a text, or as a block (`|`)")
            return ""
        return "" if node.missing else unwrap(node.text, node.map)[0]

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A text, or a list of texts."""
        return tuple(t for t in map(self.text, self.items(node)) if t)

    def word(self, node: Node | None, kind: str) -> str:
        """A word of the closed list `kind`; "" where the key is absent or the word unknown."""
        if node is None:
            return ""
        word, known = self.text(node), WORDS[kind]
        if word in known or not isinstance(node, Scalar):
            return word
        what = f"unknown {kind} {word!r}" if word else f"{kind} has no value"
        hint = did_you_mean(word, known)
        self.findings.append(unknown_value(node.place, what, hint, self.about))
        return ""

    def date(self, node: Node | None) -> When | None:
        """A date; None where there is none, or it is none."""
        text = self.text(node)
        when = parse_when(text) if text else None
        if node is not None and text and when is None:
            hint = "write 2026, 2026-03, 2026-03-05, 2026-03-05T14:00Z or a/b"
            self.findings.append(
                unknown_value(node.place, f"{text!r} is no date", hint, self.about)
            )
        return when

    def number(self, node: Node | None, default: int | None = None) -> int | None:
        """A whole number from 0."""
        text = self.text(node)
        if node is not None and not (text.isascii() and text.isdigit() and len(text) < 7):
            if isinstance(node, Scalar):
                what = f"{text!r} is no whole number"
                self.findings.append(unknown_value(node.place, what, "write 3", self.about))
            return default
        return int(text) if node is not None else default

    def decimal(self, node: Node | None) -> float:
        """A number above 0, such as 10.5; 0 where there is none."""
        text = self.text(node)
        if node is not None and not _DECIMAL.fullmatch(text):
            hint = "write 10 or 10.5"
            self.findings.append(
                unknown_value(node.place, f"{text!r} is no number", hint, self.about)
            )
            return 0.0
        return float(text) if node is not None else 0.0

    def flag(self, node: Node | None) -> bool | None:
        """`true` or `false`; None where the key is absent."""
        text = self.text(node)
        if node is None or text in ("true", "false"):
            return None if node is None else text == "true"
        what = f"{text!r} is neither true nor false"
        self.findings.append(unknown_value(node.place, what, "write true or false", self.about))
        return None

    def prose(self, node: Node | None) -> Prose | None:
        """Our own words; None where nothing was written."""
        if node is None or not self.text(node) or not isinstance(node, Scalar):
            return None
        prose, findings = read_prose(node.text, node.map, self.about)
        self.findings += findings
        return prose

    def cites(self, node: Node | None) -> tuple[CiteItem, ...]:
        """`source^excerpt` and `source`, one or a list."""
        found = []
        for item in self.items(node):
            text = self.text(item)
            match = _CITE.fullmatch(text)
            if match:
                source, excerpt, locator = match.groups("")
                found.append(CiteItem(source, excerpt, locator, item.place))
            elif text:
                self.findings.append(malformed_citation(item.place, text, self.about))
        return tuple(found)

    def known(self, node: Node | None, what: str, known: Iterable[str]) -> str:
        """A text that must be one of the ids `known`."""
        text, ids = self.text(node), tuple(known)
        if node is not None and text and text not in ids:
            hint = did_you_mean(text, ids) or f"declare it first: there is no {what} yet"
            self.findings.append(
                unknown_value(node.place, f"unknown {what} {text!r}", hint, self.about)
            )
        return text

    def _wrong(self, node: Node, what: str, hint: str) -> None:
        self.findings.append(wrong_kind(node.place, what, hint, self.about))


def scalar(nodes: Mapping[str, Node], key: str) -> Scalar | None:
    """The scalar under `key`, or None."""
    node = nodes.get(key)
    return node if isinstance(node, Scalar) else None
