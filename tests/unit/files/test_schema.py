"""The JSON schema accepts every form of a file, and marks what an editor should mark."""

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from model.files.scenarios import shipped_scenarios
from model.files.schema import schema
from model.files.strict_yaml import parse

ROOT = Path(__file__).parents[3]


README = (ROOT / "README.md").read_text()


QUANTITY_FORMS = [
    f"force: {{a: {{strength: {{troops: {form}}}}}}}\nrotation: {{tour_months: 6, dwell_ratio: 2}}"
    for form in (
        "6", "{value: 6, because: x}", "{low: 4, high: 6}", "{low: 4, value: 5, high: 6, because: x}",
        "{claim: dannatt.deployed}", "{claim: dannatt.deployed, because: x}",
    )
]  # fmt: skip


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def plain(text: str) -> Any:  # noqa: ANN401
    return parse(text, "test").data


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_schema_accepts_what_ships(name: str) -> None:
    path = shipped_scenarios()[name]
    jsonschema.validate(plain(path.read_text()), schema(), cls=jsonschema.Draft202012Validator)
    assert path.read_text().startswith("# yaml-language-server: $schema=schema.json\n")


@pytest.mark.parametrize("text", [*blocks("yaml"), *QUANTITY_FORMS])
def test_the_schema_accepts_every_form_of_the_readme_and_of_a_quantity(text: str) -> None:
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
        "extends: 5",
        "extends: dannatt\nforce: {}",
    ],
)
def test_the_schema_refuses_what_an_editor_should_mark(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain(text), schema(), cls=jsonschema.Draft202012Validator)
