"""The front matter of a source: what CSL calls its variables, and our own keys.

Every key is read by one line of a table; unknown keys are errors, so that a misspelt `visibility`
is never taken for none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.source import PersonName, Visibility
from briefgen.places import Place
from briefgen.read import sourcekeys
from briefgen.read.captured import COUNTS
from briefgen.read.comment import ID, TAG, Value, not_a_key
from briefgen.read.nearest import did_you_mean
from briefgen.read.nodes import Mapping_, Node, Scalar, Sequence_, read_nodes, wrong_kind
from briefgen.read.properties import (
    Unfit,
    one_of,
    read_date,
    read_names,
    read_visibility,
    read_voice,
    value_of,
)
from briefgen.read.values import unknown_key, unknown_value
from briefgen.records import field, record, state

ORPHAN = ("exact", "prefix", "suffix", "state", "mark")
_STATES = defaultdict(
    lambda: "an orphan",
    {
        "changed": "an orphan: its words were changed",
        "ambiguous": "an orphan: its words stand in several places",
    },
)
GRADES = ("A", "B", "C", "D", "E", "F")


@record
class Said:
    """What the front matter says about one excerpt."""

    place: Place
    values: dict[str, Value]
    tags: tuple[str, ...] = ()


@record
class Orphan:
    """An excerpt whose words the source does not have any more, as `add --again` keeps it."""

    place: Place
    exact: str
    prefix: str = ""
    suffix: str = ""
    state: str = "orphan"  # orphan, changed or ambiguous
    mark: str = ""  # what its mark said beside its id


@state
class Front:
    """A front matter: fields of the model's Source, and what the reader itself needs."""

    fields: dict[str, Any] = field(default_factory=dict)
    csl: dict[str, str] = field(default_factory=dict)
    count: str = ""
    seal: Value | None = None
    excerpts: dict[str, Said] = field(default_factory=dict)
    #: Excerpts that lost their words when the source was captured again, and what is kept of them.
    orphans: dict[str, Orphan] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """Front matter, body, and the body's first line; None where the front matter never ends.

    A file whose first line is not `---` has none.
    """
    if not text.startswith("---\n"):
        return "", text, 1
    end = 3 if text.startswith("---\n---\n") else text.find("\n---\n", 3)
    if end < 0 and text.endswith("\n---"):
        end = len(text) - 4
    if end < 0:
        return None
    return text[3 : end + 1], text[end + 5 :], text.count("\n", 0, end) + 3


def read_front_matter(head: str, file: str) -> Front:
    """Read the YAML between the two `---`; `head` begins with the line break of the first one."""
    front = Front()
    node, findings = read_nodes(head, file)
    front.findings += findings
    if isinstance(node, Mapping_):
        for key, value in node.items:
            _read_key(key, value, front)
    elif node is not None:
        front.findings.append(wrong_kind(node.place, "a front matter is made of key: value lines"))
    return front


def read_said(
    items: Mapping_, findings: list[Diagnostic], skip: tuple[str, ...] = (), about: str = ""
) -> Said:
    """Read what YAML says about one excerpt; keys in `skip` are the caller's."""
    values: dict[str, Value] = {}
    tags: tuple[str, ...] = ()
    for key, node in items.items:
        if key.text in skip or (isinstance(node, Scalar) and node.missing):
            continue
        if key.text not in (*sourcekeys.EXCERPT, "tags"):
            findings.append(unknown_key.at(key.place, *not_a_key(key.text), about=about))
            continue
        value = value_of(node, key.text)
        if isinstance(value, Diagnostic):
            findings.append(value)
        elif key.text == "tags":
            tags = _tags(value, findings)
        else:
            values[key.text] = value
    return Said(items.place, values, tags)


def _tags(value: Value, findings: list[Diagnostic]) -> tuple[str, ...]:
    words = [word.removeprefix("#") for word in value.text.replace(",", " ").split()]
    for word in words:
        if not TAG.fullmatch(word):
            hint = "a tag is a path such as positions/authority"
            findings.append(unknown_value(value.place, f"{word!r} is no tag", hint))
    return tuple(dict.fromkeys(word for word in words if TAG.fullmatch(word)))


def _read_key(key: Scalar, node: Node, front: Front) -> None:
    if isinstance(node, Scalar) and node.missing:
        return
    if key.text == "excerpts":
        _read_excerpts(node, front)
    elif key.text in sourcekeys.NAMES:
        _read_people(key.text, node, front)
    elif key.text in _READERS or key.text in sourcekeys.TEXTS or key.text in sourcekeys.DATES:
        _read_value(key, node, front)
    else:
        front.findings.append(unknown_key.at(key.place, *_unknown(key.text)))


def _read_value(key: Scalar, node: Node, front: Front) -> None:
    value = value_of(node, key.text)
    if isinstance(value, Diagnostic):
        front.findings.append(value)
        return
    target, read = _READERS.get(
        key.text, ("", read_date if key.text in sourcekeys.DATES else str.strip)
    )
    try:
        found = read(value.text)
    except Unfit as unfit:
        front.findings.append(unknown_value(value.place, unfit.message, unfit.hint))
        found = Visibility.RESTRICTED if key.text == "visibility" else None
    if key.text == "sha256":
        front.seal = value
    elif key.text == "paragraphs":
        front.count = found or ""
    elif target and found is not None:
        front.fields[target] = found
    elif not target:
        front.csl[key.text] = value.text.strip()


def _read_people(key: str, node: Node, front: Front) -> None:
    people = []
    for item in node.items if isinstance(node, Sequence_) else (node,):
        person = _person(item)
        if isinstance(person, PersonName):
            people.append(person)
        else:
            front.findings.append(person)
    if key == "author":
        front.fields["author"] = tuple(people)
    else:
        front.csl[key] = "; ".join(p.literal or f"{p.given} {p.family}".strip() for p in people)


def _person(node: Node) -> PersonName | Diagnostic:
    """{family, given}, {literal} or a plain name."""
    if isinstance(node, Scalar):
        return PersonName(literal=node.text.strip())
    hint = "write {family: Lind, given: Mara}, {literal: Policy Office} or a plain name"
    if not isinstance(node, Mapping_):
        return wrong_kind(node.place, "this is no name", hint)
    parts: dict[str, str] = {}
    for key, value in node.items:
        if key.text not in ("family", "given", "literal"):
            return unknown_key.at(key.place, f"unknown key {key.text!r} in a name", hint)
        if not isinstance(value, Scalar):
            return wrong_kind(value.place, f"{key.text} takes a text", hint)
        parts[key.text] = value.text.strip()
    if not (parts.get("family") or parts.get("literal")):
        return wrong_kind(node.place, "this name has no family name", hint)
    return PersonName(**parts)


def _read_excerpts(node: Node, front: Front) -> None:
    if not isinstance(node, Mapping_):
        hint = "write the id of each excerpt, a colon, and its properties"
        front.findings.append(wrong_kind(node.place, "excerpts are not given by id", hint))
        return
    for key, properties in node.items:
        if isinstance(properties, Mapping_) and properties.get("orphan") is not None:
            _read_orphan(key, properties, front)
        elif isinstance(properties, Mapping_):
            said = read_said(properties, front.findings)
            front.excerpts[key.text] = Said(key.place, said.values, said.tags)
        elif not (isinstance(properties, Scalar) and properties.missing):
            hint = "write {gist: ..., credibility: 2} or the like"
            front.findings.append(wrong_kind(properties.place, "these are no properties", hint))


def _read_orphan(key: Scalar, properties: Mapping_, front: Front) -> None:
    node = properties.get("orphan")
    fields = (
        {name.text: value.text for name, value in node.items if isinstance(value, Scalar)}
        if isinstance(node, Mapping_)
        else {}
    )
    if not fields.get("exact") or set(fields) - set(ORPHAN):
        hint = (
            "`add --again` writes it: {exact: ..., prefix: ..., suffix: ..., state: ..., mark: ...}"
        )
        front.findings.append(wrong_kind(key.place, "this is no orphan", hint))
        return
    orphan = Orphan(key.place, **fields)
    front.orphans[key.text] = orphan
    front.findings.append(orphaned(orphan, key.text))


@rule("SEL006", Severity.INFO)
def orphaned(orphan: Orphan, id: str) -> Diagnostic:
    """An excerpt whose words the source does not have any more.

    The source was captured again, and the words are gone, changed, or stand in several places. The
    excerpt is kept with its old words, and is printed nowhere. It comes back when the source is
    captured again with them, or with `--accept` where they changed.

    Bad:
        excerpts: {e2: {orphan: {exact: will not reopen, state: changed}}}

    Good:
        {==may reopen==}{>>^e2 #positions/authority<<}
    """
    words = " ".join(orphan.exact.split())[:60]
    hint = "capture the source again with --accept, tag the new words, or delete the entry"
    return orphaned.at(orphan.place, f"^{id} is {_STATES[orphan.state]}: {words}", hint)


def _unknown(key: str) -> tuple[str, str]:
    if key in sourcekeys.MEANT_KEYS:
        return f"unknown key {key!r}", f"did you mean {sourcekeys.MEANT_KEYS[key]!r}?"
    if key == "note":
        return "note: descriptor, gist or remark?", "a descriptor and a gist are printed: say which"
    near = did_you_mean(key, sourcekeys.SOURCE)
    hint = near if near.startswith("did") else "CSL variables stand under their CSL names"
    return f"unknown key {key!r}", hint


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        raise Unfit(f"{text!r} is no id", "an id is made of the letters a to z, digits and hyphens")
    return text


def _type(text: str) -> str:
    return one_of(text, sourcekeys.TYPES, "CSL type", sourcekeys.MEANT)


def _reliability(text: str) -> str:
    return one_of(text, GRADES, "reliability", {grade.lower(): grade for grade in GRADES})


def _count(text: str) -> str:
    return one_of(text, COUNTS, "way to count paragraphs")


#: Key -> the model's field ("" where the reader itself needs it), and how the text is read.
_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "id": ("id", _id),
    "type": ("type", _type),
    "title": ("title", str.strip),
    "container-title": ("container_title", str.strip),
    "publisher": ("publisher", str.strip),
    "issued": ("issued", read_date),
    "accessed": ("accessed", read_date),
    "URL": ("url", str.strip),
    "reliability": ("reliability", _reliability),
    "visibility": ("visibility", read_visibility),
    "descriptor": ("descriptor", str.strip),
    "via": ("via", read_names),
    "voice": ("voice", read_voice),
    "was": ("was", read_names),
    "paragraphs": ("", _count),
    "sha256": ("", str.strip),
}
