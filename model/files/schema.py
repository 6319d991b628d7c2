"""The JSON schema of a scenario file, generated from the types, for editors (`scenarios/schema.json`)."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from model.scenario import Scenario


class _PlainDefaults(GenerateJsonSchema):
    """Keeps defaults of one word or number; records and quantities have a description instead."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if isinstance(schema.get("default"), str | int):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])


def schema_text() -> str:
    """Return the schema as JSON text: a whole scenario, or a variant with `extends` and `changes`."""
    return json.dumps(schema(), indent=1) + "\n"


def schema() -> dict[str, Any]:
    """Return the schema, a JSON Schema of 2020-12."""
    whole = Scenario.model_json_schema(schema_generator=_PlainDefaults)
    definitions = whole.pop("$defs")
    tops = "|".join(Scenario.model_fields)
    variant = {
        "type": "object",
        "title": "Variant",
        "description": "Another scenario with some paths changed.",
        "additionalProperties": False,
        "required": ["extends"],
        "properties": {
            "extends": {"type": "string", "description": "the stem of a file in this folder, or of a shipped scenario"},
            "changes": {
                "type": "object",
                "description": "dotted path -> new value; null takes an entry away",
                "propertyNames": {"pattern": f"^({tops})([.][a-z0-9_]+)*$"},
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Roulement scenario",
        "type": "object",
        "if": {"anyOf": [{"required": ["extends"]}, {"required": ["changes"]}]},
        "then": variant,
        "else": whole,
        "$defs": definitions,
    }
