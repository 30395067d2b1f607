"""JSON Schemas (draft 2020-12) for editors, built from the same tables as the readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.read import keys
from briefgen.read.keys import Keys

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}  # text stays text: 1.10, no
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DATE = r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?(/.+)?$"
_SHAPES: Mapping[str, Schema] = {
    "text": _TEXT,
    "texts": _TEXTS,
    "cites": _TEXTS,
    "prose": _TEXT,
    "query": {"type": "string"},
    "date": {"type": ["string", "integer"], "pattern": _DATE},
    "number": {"type": "number", "minimum": 0},
    "flag": {"type": "boolean"},
}

#: What `add` writes and a person completes at the head of a source (design 3.1).
_SOURCE: Keys = {
    "id": ("text", "a-z, 0-9 and -; default: the file's name"),
    "type": ("text", "a CSL type: article-newspaper, webpage, report, ..."),
    "title": ("text", "the title"),
    "container-title": ("text", "newspaper, journal, site"),
    "publisher": ("text", "who published it"),
    "author": ("map", "list of {family, given} or {literal}"),
    "issued": ("date", "when it was published"),
    "accessed": ("date", "when it was captured"),
    "URL": ("text", "where it stands"),
    "reliability": ("word:reliability", "A best to E; F: cannot be judged"),
    "visibility": ("word:visibility", "who may see it; internal where nothing is said"),
    "descriptor": ("text", "what it is and how it knows, for the source statement"),
    "via": ("texts", "what it relays: ids of sources or origins"),
    "voice": ("word:voice", "speaker: a transcript, or a party's own letter"),
    "paragraphs": ("word:paragraphs", "how paragraphs are counted; written by `add`"),
    "sha256": ("text", "seal of the captured text"),
    "excerpts": ("map", "excerpt id -> gist, credibility, ..."),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    **keys.WORDS,
    "reliability": tuple("ABCDEF"),
    "voice": ("speaker", "source"),
    "paragraphs": ("blank", "line"),
}


def json_schema(name: str) -> Schema:
    """The schema of `outline`, `source` (its front matter) or `template`. KeyError for others."""
    schema = _SCHEMAS[name]()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"briefgen {name}",
        **schema,
    }


def _object(known: Keys, required: tuple[str, ...] = (), **special: Schema) -> Schema:
    properties = {key: _property(*known[key]) for key in known}
    for key, schema in special.items():
        properties[key] = {**schema, "description": known[key][1]} if key in known else schema
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def _property(shape: str, description: str) -> Schema:
    kind, _, words = shape.partition(":")
    schema = {"enum": list(_WORDS[words])} if kind == "word" else _SHAPES.get(kind, {})
    return {**schema, "description": description}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _by_name(schema: Schema) -> Schema:
    return _or_null({"type": "object", "additionalProperties": schema})


def _points(section: str) -> Schema:
    """A point or a list of points: text, or a mapping with what the section's points may have."""
    point = {"anyOf": [{"type": "string"}, _object({**keys.section_keys(section), **keys.FILL})]}
    return {"anyOf": [*point["anyOf"], {"type": "array", "items": point}, {"type": "null"}]}


def _positions() -> Schema:
    points = _points("positions")
    slots = {"type": "object", "properties": dict.fromkeys(keys.SLOTS, points)}
    by_slot = {**slots, "additionalProperties": False}
    return _by_name({"anyOf": [by_slot, *points["anyOf"]]})


def _outline() -> Schema:
    sections = {name: _points(name) for name in keys.SECTIONS}
    sections["positions"] = _positions()
    sections["stakes"] = _by_name(_points("stakes"))
    memo = _object(keys.MEMO)
    memo["additionalProperties"] = _object(keys.MEMO)
    return _object(
        keys.OUTLINE,
        ("title", "as_of"),
        memo=_or_null(memo),
        parties=_by_name({"anyOf": [{"type": "string"}, _object(keys.PARTY)]}),
        names=_by_name(_or_null(_object(keys.NAME))),
        origins=_by_name({"anyOf": [{"type": "string"}, _object(keys.ORIGIN)]}),
        **sections,
    )


def _source() -> Schema:
    return _object(_SOURCE)


def _template() -> Schema:
    sizes = {"type": "object", "additionalProperties": {"type": "number"}}
    column = {"type": "array", "items": _object(keys.COLUMN, ("holds",))}
    section = _object(keys.SECTION, ("section",), columns=column)
    sections: Schema = {"type": "array", "items": section}
    return _object(
        {**keys.TEMPLATE, **{f"+{key}": keys.TEMPLATE[key] for key in ("cut", "forbid")}},
        page=_object(keys.PAGE, sizes=sizes, floors=sizes),
        sections=sections,
        wording=_by_name(_by_name(_TEXT)),
        **{"+sections": sections},
    )


_SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "outline": _outline,
    "source": _source,
    "template": _template,
}
