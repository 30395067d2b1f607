"""The JSON Schemas: from the readers' tables, whole and without dead ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from briefgen.read import keys
from briefgen.read.schema import json_schema


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from nodes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from nodes(value)


@pytest.mark.parametrize("name", ["outline", "source", "template"])
def test_a_schema_is_json_and_its_references_lead_somewhere(name: str) -> None:
    schema = json_schema(name)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"].endswith("2020-12/schema")
    for node in nodes(schema):
        reference = node.get("$ref")
        if isinstance(reference, str):
            assert reference.removeprefix("#/$defs/") in schema["$defs"]


def test_the_outlines_schema_has_every_key_and_says_what_it_is_for() -> None:
    schema = json_schema("outline")
    assert set(schema["properties"]) == {*keys.OUTLINE, *keys.SECTIONS}
    point = schema["$defs"]["point"]["anyOf"][1]
    assert set(point["properties"]) == {*keys.POINT, *keys.FILL}
    assert all(p["description"] for p in point["properties"].values())
    assert point["properties"]["visibility"]["enum"] == list(keys.VISIBILITIES)
