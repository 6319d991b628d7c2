"""The JSON schema of a scenario file, generated from the types, for editors (`scenarios/schema.json`).

An editor completes and checks by it: keys, the nations and claims of the register, the paths of changes and what stands
at each of them, the components of a shipped scenario that a variant extends. The first error of a validator names the
wrong key or value: no `anyOf` or `oneOf` stands where a value could fail all its branches, and a key that does not
belong beside another one is refused by itself. What a schema cannot say (whether a range is upside down, say) is left
to `roulement check`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from model.evidence.claims import Register
from model.evidence.nations import NATIONS
from model.files.drafts import TABLE_AT
from model.files.register import shipped_register
from model.files.scenarios import load, shipped_scenarios
from model.frozen import out_of_place
from model.scenario import Scenario
from model.scenario.coalition import Coalition, Contributor
from model.scenario.domain import CLAIMS_OF
from model.scenario.quantity import Quantity
from model.scenario.scenario import NATIONS_AT

ID = "schema.json"
"""Relative: the schema stands beside the scenarios."""
NAME = "[a-z][a-z0-9_]*"
NATION = "[^.]+"
"""A contributor in a path: the register knows a nation by names that are no keys, such as `GB`."""
FIXED = r"[a-z0-9_]+(\[\.\][a-z0-9_]+)*"
"""The pattern of a path's pattern without any name of the user's own."""
CONTRIBUTORS = "coalition[.]contributors[.]"
NO_NAME = out_of_place("write a name of its own in lower-case letters, digits and _")
WITH_STRENGTH = {"type": "object", "required": ["land_strength"]}
LONGEST_CODE = 3
DEFINITIONS = "#/$defs/"
OWN_NATION = "ContributorOfItsOwn"
"""The definition of a nation that the register does not know."""


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
    nations = _names_of_nations(register)
    _name_nations(definitions[Coalition.__name__], nations, register)
    definitions[Contributor.__name__]["type"] = ["object", "null"]  # `france:`, with all that the register has
    _ask_reasons(definitions, register)
    for part in (whole, definitions):
        _name_claims(part, definitions, register)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Roulement scenario",
        "type": "object",
        "if": {"anyOf": [{"required": ["extends"]}, {"required": ["changes"]}]},
        "then": _variant(whole, definitions, nations),
        "else": whole,
        "$defs": definitions,
    }


def _names_of_nations(register: Register) -> str:
    """Return the pattern of the names of the register's nations: in large and small letters, a code also with dots."""
    names = sorted(name for nation in register.nations for name in (nation, *NATIONS[nation]))
    spelled = ("[.]?".join((*name, "")) if len(name) <= LONGEST_CODE else name.replace("_", "[ _-]") for name in names)
    any_case = re.sub("[a-zß-ÿ](?![^[]*])", lambda letter: f"[{letter[0]}{letter[0].upper()}]", "|".join(spelled))
    return f"([tT]he[ _-])?({any_case})"


def _name_nations(coalition: dict[str, Any], nations: str, register: Register) -> None:
    """Offer the register's nations by key, take their other names, and ask a land strength of any other.

    Beside a table of contributors none is asked: it may stand in the table.
    """
    contributors = coalition["properties"]["contributors"]
    any_nation = contributors["additionalProperties"]
    contributors.pop("minLength", None)
    contributors.pop("propertyNames")
    contributors["properties"] = dict.fromkeys(sorted(register.nations), any_nation)
    contributors["patternProperties"] = {f"^({nations})$": any_nation, f"^(?!({nations}|{NAME})$)": NO_NAME}
    coalition["else"]["properties"] = {"contributors": _strengths(nations)}


def _strengths(nations: str) -> dict[str, Any]:
    """Ask a land strength of each contributor that the register does not know."""
    return {"patternProperties": {f"^({nations})$": True}, "additionalProperties": WITH_STRENGTH}


def _ask_reasons(definitions: dict[str, Any], register: Register) -> None:
    """Ask `because` of every claim that is not exact."""
    inexact = sorted(claim.id for claim in register.claims.values() if claim.is_number and claim.bound != "exactly")
    definitions["Claims that need because"] = {"enum": inexact}
    claimed = definitions[Quantity.__name__]["then"]["dependentSchemas"]["claim"]
    claimed["if"] = {"properties": {"claim": _reference("Claims that need because")}}
    claimed["then"] = {"required": ["because"]}


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
        part |= _reference(name)
    for entry in list(part.values()):
        _name_claims(entry, definitions, register)


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"{DEFINITIONS}{name.replace(' ', '%20')}"}


def _variant(whole: dict[str, Any], definitions: dict[str, Any], nations: str) -> dict[str, Any]:
    """Return the schema of a variant, whose changes are checked by the schemas of what stands at their paths."""
    paths = dict(_paths(whole, "#/else", definitions))
    definitions[OWN_NATION] = {"$ref": f"{DEFINITIONS}{Contributor.__name__}", **WITH_STRENGTH}
    any_nation = f"{CONTRIBUTORS}{NATION}"
    places = {
        **paths,
        f"{CONTRIBUTORS}({nations})": f"{DEFINITIONS}{Contributor.__name__}",
        f"{CONTRIBUTORS}(?!({nations})$){NATION}": f"{DEFINITIONS}{OWN_NATION}",
    }
    del places[any_nation]
    patterns = defaultdict(list)
    for path, place in places.items():
        if not re.fullmatch(FIXED, path):
            patterns[place].append(path)
    return {
        "type": "object",
        "title": "Variant",
        "description": "Another scenario with some paths changed.",
        "additionalProperties": False,
        "required": ["extends"],
        "properties": {
            "extends": {
                "type": "string",
                "description": "the stem of a file in this folder, or of a shipped scenario",
                "examples": list(shipped_scenarios()),
            },
            "changes": {
                "type": "object",
                "description": "dotted path -> new value; null takes an entry away",
                "properties": {
                    _path(pattern): _unless_null(place)
                    for pattern, place in paths.items()
                    if re.fullmatch(FIXED, pattern)
                },
                "patternProperties": {
                    # no `additionalProperties`: its error lists every pattern
                    f"^(?!({'|'.join(paths)})$)": out_of_place("a scenario has no such path"),
                    f"^{CONTRIBUTORS}(?!({nations}|{NAME})([.]|$))": NO_NAME,
                    **{f"^({'|'.join(below)})$": _unless_null(place) for place, below in patterns.items()},
                },
                "if": {"required": [TABLE_AT]},  # it may hold the strengths
                "else": {"properties": {NATIONS_AT: _strengths(nations)}},
            },
        },
        "allOf": list(_variants_of_shipped(paths, nations)),
    }


def _paths(node: dict[str, Any], place: str, definitions: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the pattern of every dotted path below a node of the schema, and the place of the schema for its value."""
    if "$ref" in node:
        place = node["$ref"]
        node = definitions[place.removeprefix(DEFINITIONS)]
    if "then" in node and "else" in node:  # `unknown` or else a record
        place, node = f"{place}/else", node["else"]
    if isinstance(below := node.get("additionalProperties"), dict):
        name = _name_below(node)
        yield f"{above}{name}", f"{place}/additionalProperties"
        yield from _paths(below, f"{place}/additionalProperties", definitions, f"{above}{name}[.]")
    elif "claim" in node.get("properties", {}):  # in brackets, so that no editor offers the parts of every quantity
        yield f"{above}(claim)", f"{place}/properties/claim"
        yield f"{above}(low|value|high)", f"{place}/properties/value"
        yield f"{above}(because)", f"{DEFINITIONS}{Quantity.__name__}/then/properties/because"
    else:
        for key, below in node.get("properties", {}).items():
            yield f"{above}{key}", f"{place}/properties/{key}"
            yield from _paths(below, f"{place}/properties/{key}", definitions, f"{above}{key}[.]")


def _name_below(mapping: dict[str, Any]) -> str:
    """Return the pattern of the names below a mapping: of nations, of its own, or else the numbers of months."""
    if "patternProperties" in mapping:
        return NATION
    names = mapping.get("propertyNames", {})
    return f"({'|'.join(names['enum'])})" if "enum" in names else names.get("pattern", "^[0-9]+$")[1:-1]


def _unless_null(place: str) -> dict[str, Any]:
    return {"if": {"type": "null"}, "else": {"$ref": place}}


def _path(pattern: str) -> str:
    return pattern.replace("[.]", ".")


def _variants_of_shipped(paths: Iterable[str], nations: str) -> Iterator[dict[str, Any]]:
    """Yield a rule for the variants of shipped scenarios each: the components and the nations that they can change."""
    scenarios: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in shipped_scenarios():
        scenarios[tuple(load(name).force)].append(name)
    for components, names in scenarios.items():
        below = [
            pattern.replace(NAME, component, 1)
            for component in components
            for pattern in paths
            if pattern.startswith(f"force[.]{NAME}")
        ]
        offered: dict[str, Any] = {_path(pattern): {} for pattern in below if re.fullmatch(FIXED, pattern)}
        others = f"^force[.](?!({'|'.join(components)})[.])[^.]+[.]"
        refused = out_of_place(f"the scenario that this extends has the components {', '.join(components)}")
        yield _if_extends(names, {"properties": offered, "patternProperties": {others: refused}})
    foreign = f"^{CONTRIBUTORS}(?!({nations})([.]|$))[^.]+"
    refused = out_of_place("the scenario that this extends has no such nation")
    changes = {f"{foreign}[.]": refused, f"{foreign}$": {"if": {"type": "null"}, "then": refused}}
    yield _if_extends(list(shipped_scenarios()), {"patternProperties": changes})


def _if_extends(names: list[str], changes: dict[str, Any]) -> dict[str, Any]:
    condition = {"properties": {"extends": {"enum": names}}, "required": ["extends"]}
    return {"if": condition, "then": {"properties": {"changes": changes}}}
