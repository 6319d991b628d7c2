"""The JSON schema accepts every form of a file, and marks what an editor should mark."""

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema.exceptions import best_match

from model.files.register import shipped_register
from model.files.scenarios import shipped_scenarios
from model.files.schema import schema, schema_text
from model.files.strict_yaml import parse
from model.scenario.domain import CLAIMS_OF

ROOT = Path(__file__).parents[3]
PAGES = "\n".join(path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")))


QUANTITY_FORMS = [
    f"force: {{a: {{strength: {{troops: {form}}}}}}}\nrotation: {{tour_months: 6, dwell_ratio: 2}}"
    for form in (
        "6", "{value: 6, because: x}", "{low: 4, high: 6}", "{low: 4, value: 5, high: 6, because: x}",
        "{claim: dannatt.deployed}", "{claim: dannatt.deployed, because: x}",
    )
]  # fmt: skip


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?<!-->\n)^```{language}\n(.*?)^```", PAGES, re.MULTILINE | re.DOTALL)  # the mark: not yet


def plain(text: str) -> Any:  # noqa: ANN401
    return parse(text, "test").data


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_schema_accepts_what_ships(name: str) -> None:
    path = shipped_scenarios()[name]
    jsonschema.validate(plain(path.read_text()), schema(), cls=jsonschema.Draft202012Validator)
    assert path.read_text().startswith("# yaml-language-server: $schema=schema.json\n")


@pytest.mark.parametrize("text", [*blocks("yaml"), *QUANTITY_FORMS])
def test_the_schema_accepts_every_scenario_of_the_documentation_and_every_form_of_a_quantity(text: str) -> None:
    jsonschema.validate(plain(text), schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "text",
    [
        "force: {a: {strength: {troops: 5}}}",
        "force: {a: {strength: {troops: 5, units: 3}}}\nrotation: {tour_months: 6}",
        "force: {a: {strength: {troops: 5}, taks: air}}\nrotation: {tour_months: 6}",
        "force: {a: {strength: {troops: many}}}\nrotation: {tour_months: 6}",
        "force: {a: {strength: {troops: -5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}",
        "force: {a: {strength: {troops: {}}}}\nrotation: {tour_months: 6, dwell_ratio: 2}",
        "force: {a: {strength: {troops: {low: 3}}}}\nrotation: {tour_months: 6, dwell_ratio: 2}",
        "force: {a: {strength: {troops: {claim: a.b, value: 3}}}}\nrotation: {tour_months: 6, dwell_ratio: 2}",
        "force: {a: {strength: {troops: {value: -3}}}}\nrotation: {tour_months: 6, dwell_ratio: 2}",
        "force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 0, dwell_ratio: 2}",
        "force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6}",
        "force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2, dwell_months: 3}",
        "force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\nas_of: never",
        "force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\nhorizon_months: 0",
        "force: {}\nrotation: {tour_months: 6, dwell_ratio: 2}",
        "extends: dannatt\nchanges: {rotatoin.tour_months: 5}",
        "extends: dannatt\nchanges: {rotation.tour_month: 5}",
        "extends: dannatt\nchanges: {coalition.contributers.uk: {}}",
        "extends: dannatt\nchanges: {force.Main.title: x}",
        "extends: 5",
        "extends: dannatt\nforce: {}",
    ],
)
def test_the_schema_refuses_what_an_editor_should_mark(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(text), schema(), cls=jsonschema.Draft202012Validator)


def coalition(text: str) -> str:
    return (
        "force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
        f"coalition: {{deployable_share: 0.4, contributors: {{{text}}}}}"
    )


@pytest.mark.parametrize(
    "text",
    [
        coalition("uk: {}, GB: {}, Great Britain: {}, Czech Republic: {}, DEU: {}"),
        coalition("albania: {land_strength: unknown}, somewhere: {land_strength: 5}"),
        "extends: dannatt\nchanges: {rotation: {tour_months: 4, dwell_ratio: 2}, force.main.profile.3: 0.5}",
        "extends: dannatt\nchanges: {coalition.contributors.GB.rotation.tour_months.low: 4, cost: null}",
        "extends: dannatt\nchanges: {coalition.probability_by_position.open: 0.5, force.a.element.troops: 5}",
    ],
)
def test_the_schema_accepts_other_names_of_nations_and_paths_of_any_depth(text: str) -> None:
    jsonschema.validate(plain(text), schema(), cls=jsonschema.Draft202012Validator)


def strength(text: str) -> str:
    return f"force: {{a: {{strength: {text}}}}}\nrotation: {{tour_months: 6, dwell_ratio: 2}}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (strength("{troop: 20000}"), "'troop' was unexpected"),
        (strength("{troops: 20k}"), "'20k' is not of type 'number'"),
        (strength("{troops: 5, units: 3}"), "'troops_per_unit' is a dependency of 'units'"),
        (strength("20000"), "20000 is not of type 'object'"),
        (strength("unknwn"), "'unknown' was expected"),
        (strength("{troops: {claim: dannat.deployed}}"), "'dannat.deployed' is not one of"),
        (strength("{troops: {claim: dannatt.tour_months}}"), "'dannatt.tour_months' is not one of"),
        (strength("{troops: {low: 3}}"), "'high' is a dependency of 'low'"),
        (strength("{troops: {}}"), "{} is not valid under any of the given schemas"),
        (strength("unknown").replace("{a: ", "{My Force: "), "'My Force' does not match"),
        (strength("unknown") + "\nas_of: 5.9.2025", "'5.9.2025' does not match"),
        (coalition("germny: {}"), "'land_strength' is a required property"),
        (coalition("france: {land_strength: unknwn}"), "'unknown' was expected"),
        (coalition("france: {deployable_share: 40}"), "40 is greater than the maximum of 1"),
        ("extends: dannatt\nchanges: {rotation.tour_month: 4}", "'rotation.tour_month' does not match any of"),
    ],
)  # fmt: skip
def test_the_first_error_names_what_is_wrong(text: str, message: str) -> None:
    error = best_match(jsonschema.Draft202012Validator(schema()).iter_errors(plain(text)))
    assert error is not None
    assert message in error.message


def test_an_editor_offers_nations_claims_and_paths() -> None:
    whole = schema()
    definitions = whole["$defs"]
    assert set(definitions["Coalition"]["properties"]["contributors"]["properties"]) == shipped_register().nations
    claims = definitions["Claims in ratio"]["enum"]
    assert claims == sorted(
        claim.id for claim in shipped_register().claims.values() if claim.unit == "ratio" and claim.is_number
    )
    assert "rotation.tour_months" in whole["then"]["properties"]["changes"]["properties"]
    assert whole["$id"] == "schema.json"
    assert CLAIMS_OF not in schema_text()
    assert '"null"' not in schema_text()
