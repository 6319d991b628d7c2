"""The JSON schema of a scenario file, generated from the types, for editors (`scenarios/schema.json`).

An editor completes and checks by it: keys, the nations and claims of the register, the paths of changes. It knows no
alternative that a validator would name beside the point: where two forms are allowed, their type decides between them.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from model.evidence.claims import Register
from model.evidence.nations import NATIONS
from model.files.register import shipped_register
from model.scenario import Scenario
from model.scenario.coalition import Coalition
from model.scenario.domain import CLAIMS_OF
from model.scenario.paths import is_mapping, keys_of, type_at
from model.scenario.quantity import Quantity

ID = "schema.json"
"""Relative: the schema stands beside the scenarios."""
NAME = "[a-z][a-z0-9_]*"
NATION = "[A-Za-z][A-Za-z0-9_ .-]*"
"""The names of contributors: the register knows a nation by names that are no keys, such as `GB`."""


class _PlainDefaults(GenerateJsonSchema):
    """Keeps defaults of one word or number; records and quantities have a description instead."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if isinstance(schema.get("default"), str | int):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Leave `null` out: a file leaves a key out instead of giving it no value."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Check the names of a mapping of the user's own, which `patternProperties` alone would let pass."""
        described = super().dict_schema(schema)
        for pattern, below in described.pop("patternProperties", {}).items():
            described |= {"propertyNames": {"pattern": pattern}, "additionalProperties": below}
        return described


def schema_text() -> str:
    """Return the schema as JSON text: a whole scenario, or a variant with `extends` and `changes`."""
    return json.dumps(schema(), indent=1) + "\n"


def schema() -> dict[str, Any]:
    """Return the schema, a JSON Schema of 2020-12, with the claims and the nations of the shipped register."""
    register = shipped_register()
    whole = Scenario.model_json_schema(schema_generator=_PlainDefaults)
    definitions = whole.pop("$defs")
    _name_nations(definitions[Coalition.__name__]["properties"]["contributors"], register)
    for part in (whole, definitions):
        _name_claims(part, definitions, register)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Roulement scenario",
        "type": "object",
        "if": {"anyOf": [{"required": ["extends"]}, {"required": ["changes"]}]},
        "then": _variant(),
        "else": whole,
        "$defs": definitions,
    }


def _variant() -> dict[str, Any]:
    return {
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
                "properties": {path: {} for path in _fixed_paths(Scenario)},
                "patternProperties": {f"^{pattern}$": {} for pattern in _patterns(Scenario)},
                "additionalProperties": False,
            },
        },
    }


def _name_nations(contributors: dict[str, Any], register: Register) -> None:
    """Offer the register's nations by key, take their other names, and ask a land strength of any other."""
    any_nation = contributors["additionalProperties"]
    names = sorted(name for nation in register.nations for name in (nation, *NATIONS[nation]))
    spelled = "|".join(re.escape(name).replace("_", "[ _-]") for name in names)
    anycase = re.sub("[a-zß-ÿ](?![^[]*])", lambda letter: f"[{letter[0]}{letter[0].upper()}]", spelled)
    contributors.pop("minLength", None)
    contributors["propertyNames"] = {"pattern": f"^{NATION}$"}
    contributors["properties"] = dict.fromkeys(sorted(register.nations), any_nation)
    contributors["patternProperties"] = {f"^({anycase})$": any_nation}
    contributors["additionalProperties"] = {**any_nation, "required": ["land_strength"]}


def _name_claims(part: object, definitions: dict[str, Any], register: Register) -> None:
    """Put the claims that a field takes, by their units, in place of the units."""
    if isinstance(part, list):
        for entry in part:
            _name_claims(entry, definitions, register)
    if not isinstance(part, dict):
        return
    if units := part.pop(CLAIMS_OF, None):
        name = f"Claims in {' or '.join(units)}"
        claims = (claim.id for claim in register.claims.values() if claim.is_number and claim.unit in units)
        definitions.setdefault(name, {"enum": sorted(claims)})
        part["$ref"] = f"#/$defs/{name.replace(' ', '%20')}"
    for entry in list(part.values()):
        _name_claims(entry, definitions, register)


def _fixed_paths(kind: object, above: Sequence[str] = ()) -> Iterator[str]:
    """The dotted paths of a record that lie below no mapping with names of the user's own, for completion."""
    for key in keys_of(kind):
        below, _ = type_at(kind, (key,))
        yield ".".join((*above, key))
        if below is not Quantity:
            yield from _fixed_paths(below, (*above, key))


def _patterns(kind: object, above: str = "") -> Iterator[str]:
    """The patterns of all dotted paths below a type: one for its keys, one for the ends of its quantities."""
    if is_mapping(kind):
        name = NATION if above.endswith("contributors[.]") else "[a-z0-9_]+"
        yield f"{above}{name}"
        yield from _patterns(type_at(kind, ("name",))[0], f"{above}{name}[.]")
        return
    keys = keys_of(kind)
    if keys:
        yield f"{above}({'|'.join(keys)})"
    for key in keys if kind is not Quantity else ():
        yield from _patterns(type_at(kind, (key,))[0], f"{above}{key}[.]")
