"""JSON Schemas (draft 2020-12) for editors, built from the same tables as the readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.model.outline import SLOTS
from briefgen.read import keys
from briefgen.read.keys import Keys
from briefgen.read.sourcekeys import EXCERPT, SOURCE, TYPES

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}  # text stays text: 1.10, no
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_DATE = r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?)?)?(/.+)?$"
_PERSON: Schema = {
    "anyOf": [
        {"type": "string"},
        {"type": "object", "properties": dict.fromkeys(("family", "given", "literal"), _TEXT)},
    ]
}
_SHAPES: Mapping[str, Schema] = {
    "text": _TEXT,
    "texts": _TEXTS,
    "cites": _TEXTS,
    "prose": _TEXT,
    "query": {"type": "string"},
    "date": {"type": ["string", "integer"], "pattern": _DATE},
    "number": {"type": "number", "minimum": 0},
    "flag": {"type": "boolean"},
    "names": {"anyOf": [_PERSON, {"type": "array", "items": _PERSON}]},
}


_WORDS: Mapping[str, tuple[str, ...]] = {
    **keys.WORDS,
    "type": TYPES,
    "reliability": tuple("ABCDEF"),
    "credibility": tuple("123456"),
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


def _object(
    known: Keys, required: tuple[str, ...] = (), special: Mapping[str, Schema] | None = None
) -> Schema:
    """The schema of a mapping; `special` holds the shapes that a table has no word for."""
    properties = {key: _property(*known[key]) for key in known}
    for key, schema in (special or {}).items():
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
    own = keys.SECTIONS[section][1]
    point = {"$ref": f"#/$defs/{section if own else 'point'}"}
    return {"anyOf": [point, {"type": "array", "items": point}, {"type": "null"}]}


def _point(section: str) -> Schema:
    known = {**keys.section_keys(section), **keys.FILL}
    return {"anyOf": [{"type": "string"}, _object(known)]}


def _positions() -> Schema:
    points = _points("positions")
    slots = {"type": "object", "properties": dict.fromkeys(SLOTS, points)}
    by_slot = {**slots, "additionalProperties": False}
    return _by_name({"anyOf": [by_slot, points]})


def _outline() -> Schema:
    sections = {name: _points(name) for name in keys.SECTIONS}
    sections["positions"] = _positions()
    sections["stakes"] = _by_name(_points("stakes"))
    memo = _object(keys.MEMO)
    memo["additionalProperties"] = _object(keys.MEMO)
    special = {
        "memo": _or_null(memo),
        "parties": _by_name({"anyOf": [{"type": "string"}, _object(keys.PARTY)]}),
        "names": _by_name(_or_null(_object(keys.NAME))),
        "origins": _by_name({"anyOf": [{"type": "string"}, _object(keys.ORIGIN)]}),
    }
    points = {name: _point(name) for name, (_, own) in keys.SECTIONS.items() if own}
    outline = _object(keys.OUTLINE, ("title", "as_of"), {**special, **sections})
    return {**outline, "$defs": {"point": _point("background"), **points}}


def _source() -> Schema:
    orphan = {"type": "object", "additionalProperties": _TEXT}  # as `add --again` writes it
    excerpt = _object(EXCERPT)
    excerpt["properties"] = {**excerpt["properties"], "orphan": orphan}
    excerpts = _by_name(excerpt)
    return _object(SOURCE, (), {"excerpts": excerpts})


def _template() -> Schema:
    sizes = {"type": "object", "additionalProperties": {"type": "number"}}
    columns = {"type": "array", "items": _object(keys.COLUMN, ("holds",))}
    section = _object(keys.SECTION, ("section",), {"columns": columns})
    sections: Schema = {"type": "array", "items": section}
    special = {
        "page": _object(keys.PAGE, (), {"sizes": sizes, "floors": sizes}),
        "sections": sections,
        "+sections": sections,
        "+cut": _TEXTS,
        "+forbid": _TEXTS,
        "+mark": _TEXTS,
        "wording": _by_name(_by_name(_TEXT)),
    }
    return _object(keys.TEMPLATE, (), special)


_SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "outline": _outline,
    "source": _source,
    "template": _template,
}
