"""The JSON schema accepts every form of a file, and marks what an editor should mark."""

import functools
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from model.files.register import shipped_register
from model.files.scenarios import load, shipped_scenarios
from model.files.schema import schema, schema_text
from model.files.strict_yaml import parse
from model.scenario.domain import CLAIMS_OF
from model.scenario.errors import ScenarioError

ROOT = Path(__file__).parents[3]
PAGES = "\n".join(path.read_text() for path in sorted((ROOT / "docs").rglob("*.md")))


QUANTITY_FORMS = [
    f"force: {{a: {{strength: {{troops: {form}}}}}}}\nrotation: {{tour_months: 6, dwell_ratio: 2}}"
    for form in (
        "6", "{value: 6, because: x}", "{low: 4, high: 6}", "{low: 4, value: 5, high: 6, because: x}",
        "{claim: dannatt.deployed}", "{claim: dannatt.deployed, because: x}",
    )
]  # fmt: skip


@functools.cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


def blocks(language: str) -> list[str]:
    return re.findall(rf"(?<!-->\n)^```{language}\n(.*?)^```", PAGES, re.MULTILINE | re.DOTALL)  # not those marked


def plain(text: str) -> Any:  # noqa: ANN401
    return parse(text, "test").data


@pytest.mark.parametrize("name", shipped_scenarios())
def test_the_schema_accepts_what_ships(name: str) -> None:
    path = shipped_scenarios()[name]
    validator().validate(plain(path.read_text()))
    assert path.read_text().startswith("# yaml-language-server: $schema=schema.json\n")


@pytest.mark.parametrize("text", [*(text for text in blocks("yaml") if "runs-on:" not in text), *QUANTITY_FORMS])
def test_the_schema_accepts_every_scenario_of_the_documentation_and_every_form_of_a_quantity(text: str) -> None:
    validator().validate(plain(text))


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
        validator().validate(plain(text))


def coalition(text: str) -> str:
    return (
        "force: {a: {strength: {troops: 5}}}\nrotation: {tour_months: 6, dwell_ratio: 2}\n"
        f"coalition: {{deployable_share: 0.4, contributors: {{{text}}}}}"
    )


@pytest.mark.parametrize(
    "text",
    [
        coalition("Great Britain: {}, Czech Republic: {}, DEU: {}, the Netherlands: {}, U.S.A.: {}, Türkiye: {}"),
        coalition("albania: {land_strength: unknown}, somewhere: {land_strength: 5}, france: "),
        "extends: dannatt\nchanges: {rotation: {tour_months: 4, dwell_ratio: 2}, force.british_force.profile.3: 0.5}",
        "extends: dannatt\nchanges: {coalition.contributors.GB.rotation.tour_months.low: 4, cost: null}",
        "extends: dannatt\nchanges: {coalition.probability_by_position.open: 0.5, force.british_force.led_by: x}",
        "extends: dannatt\nchanges: {force.second: {strength: unknown}, coalition.contributors.france: {}}",
        "extends: dannatt\nchanges: {coalition.contributors.somewhere: {land_strength: {low: 4, high: 5}}}",
        "extends: dannatt\nchanges: {coalition.contributors_table: n.csv, coalition.contributors: {somewhere: {}}}",
        "extends: mine\nchanges: {coalition.contributors.atlantis: null, coalition.contributors.FRA: }",
        "extends: mine\nchanges: {force.main.strength.troops.low: 4, coalition.contributors.somewhere.offer_troops: 5}",
    ],
)
def test_the_schema_accepts_other_names_of_nations_and_paths_of_any_depth(text: str) -> None:
    validator().validate(plain(text))


def strength(text: str) -> str:
    return f"force: {{a: {{strength: {text}}}}}\nrotation: {{tour_months: 6, dwell_ratio: 2}}"


def component(text: str) -> str:
    return f"force: {{a: {{strength: unknown, {text}}}}}\nrotation: {{tour_months: 6, dwell_ratio: 2}}"


def rotation(text: str) -> str:
    return f"force: {{a: {{strength: {{troops: 5}}}}}}\nrotation: {{{text}}}"


def variant(text: str, parent: str = "reassurance_force") -> str:
    return f"extends: {parent}\nchanges: {{{text}}}"


WRONG = [
    # the file, the beginning of the first message of check-jsonschema, and what the first of `roulement check` says
    ("- force", "$: ['force'] is not of type 'object'", "1:1: a scenario holds `force` and `rotation`, or `extends`"),
    (
        strength("unknown").replace("rotation", "rotations"),
        "$: Additional properties are not allowed ('rotations' was unexpected)",
        "rotations: unknown key; did you mean 'rotation'?",
    ),
    ("force: {a: {strength: unknown}}", "$: 'rotation' is a required property", "1:1: rotation: is required"),
    (strength("5").replace("{a: {strength: 5}}", "{}"), "$.force: {} should be non-empty", "1:1: force: is empty"),
    (
        strength("unknown").replace("{a: ", "{My Force: "),
        "$.force: 'My Force' does not match '^[a-z][a-z0-9_]*$'",
        "force.My Force: 'My Force' is not a name",
    ),
    (
        component("taks: air"),
        "$.force.a: Additional properties are not allowed ('taks' was unexpected)",
        "force.a.taks: unknown key; did you mean 'task'?",
    ),
    (
        component("task: deterence"),
        "$.force.a.task: 'deterence' is not one of [",
        "force.a.task: 'deterence' is not known",
    ),
    (
        strength("20000"),
        "$.force.a.strength: 20000 is not of type 'object'",
        "expected a sizing such as {troops: 5000}",
    ),
    (
        strength("{troop: 20000}"),
        "$.force.a.strength: Additional properties are not allowed ('troop' was unexpected)",
        "force.a.strength.troop: unknown key; did you mean 'troops'?",
    ),
    (
        strength("{troops: 5000, units: 3}"),
        "$.force.a.strength.units: 3 should not be valid under {'title': 'give one sizing; troops stands",
        "force.a.strength: give exactly one of",
    ),
    (strength("{units: 3}"), "$.force.a.strength: 'troops_per_unit' is a required property", "give exactly one of"),
    (strength("{}"), "$.force.a.strength: {} should be non-empty", "force.a.strength: give exactly one of"),
    (strength("unknwn"), "$.force.a.strength: 'unknown' was expected", "or `unknown`, found 'unknwn'"),
    (strength("{troops: 20k}"), "$.force.a.strength.troops: '20k' is not of type 'number'", "found '20k'"),
    (strength("{troops: -5}"), "$.force.a.strength.troops: -5 is less than the minimum of 0", "-5 is out of range"),
    (
        strength("{troops: {low: 4}}"),
        "$.force.a.strength.troops: 'high' is a required property",
        "give value, or low and",
    ),
    (
        strength("{troops: {because: a guess}}"),
        "$.force.a.strength.troops: 'value' is a required property",
        "force.a.strength.troops: give value, or low and high, or claim",
    ),
    (
        strength("{troops: {claim: dannat.deployed}}"),
        "$.force.a.strength.troops.claim: 'dannat.deployed' is not one of [",
        "no claim 'dannat.deployed' in the register; did you mean 'dannatt.deployed'?",
    ),
    (
        strength("{troops: {claim: dannatt.tour_months}}"),
        "$.force.a.strength.troops.claim: 'dannatt.tour_months' is not one of [",
        "claim 'dannatt.tour_months' is in months; allowed here: troops",
    ),
    (
        strength("{troops: {claim: dannatt.deployed, value: 3}}"),
        "$.force.a.strength.troops.value: 3 should not be valid under {'title': 'a claim brings its own number;",
        "a claim brings its own number: leave value, low and high out",
    ),
    (
        rotation("tour_months: 6, dwell_months: {claim: timor_2002.tour_months}"),
        "$.rotation.dwell_months: 'because' is a required property",
        "claim 'timor_2002.tour_months' is 'about', not exact: say in `because` how it is taken",
    ),
    (
        rotation("tuor_months: 6, dwell_ratio: 2"),
        "$.rotation: Additional properties are not allowed ('tuor_months' was unexpected)",
        "rotation.tuor_months: unknown key; did you mean 'tour_months'?",
    ),
    (
        rotation("tour_months: 6"),
        "$.rotation: 'dwell_ratio' is a required property",
        "rotation: give dwell_months (24:",
    ),
    (
        rotation("tour_months: 6, dwell_ratio: 2, dwell_months: 12"),
        "$.rotation.dwell_ratio: 2 should not be valid under {'title': 'give one of dwell_months and",
        "rotation: give one of dwell_months and dwell_ratio, not both",
    ),
    (
        strength("unknown") + "\nas_of: 2025-02-30",
        "$.as_of: '2025-02-30' is not a 'date'",
        "'2025-02-30' is not a date",
    ),
    (
        coalition("germny: {}"),
        "$.coalition.contributors.germny: 'land_strength' is a required property",
        "coalition.contributors.germny: is not in the register; did you mean 'germany'?",
    ),
    (
        coalition("My Nation: {land_strength: 5}"),
        "$.coalition.contributors['My Nation']: {'land_strength': 5} should not be valid under {'title': 'write a name",
        "'My Nation' is not a name: use lower-case letters, digits and _",
    ),
    (
        coalition("france: {deployable_share: 40}"),
        "$.coalition.contributors.france.deployable_share: 40 is greater than the maximum of 1",
        "coalition.contributors.france.deployable_share: 40 is out of range; allowed: 0 to 1 share",
    ),
    (
        coalition("france: {}").replace("deployable_share: 0.4, ", ""),
        "$.coalition.contributors.france: 'deployable_share' is a required property",
        "coalition.deployable_share: give it here, or to each contributor its own: france",
    ),
    (
        "extend: dannatt\nchanges: {rotation.tour_months: 4}",
        "$: Additional properties are not allowed ('extend' was unexpected)",
        "1:1: extend: a variant holds `extends` and `changes` alone",
    ),
    (
        "extends: dannatt\nforce: {}",
        "$: Additional properties are not allowed ('force' was unexpected)",
        "2:1: force: a variant holds `extends` and `changes` alone",
    ),
    (
        variant("rotation.tour_month: 4"),
        "$.changes['rotation.tour_month']: 4 should not be valid under {'title': 'a scenario has no such path'}",
        "rotation.tour_month: no 'tour_month' below rotation; did you mean 'tour_months'?",
    ),
    (
        variant("force.reasurance_force.title: X"),
        "$.changes['force.reasurance_force.title']: 'X' should not be valid under {'title': 'the scenario that",
        "no 'reasurance_force' below force to change; did you mean 'reassurance_force'?",
    ),
    (
        variant("coalition.contributors.germny.offer_troops: 5", "willing_september_2025"),
        "$.changes['coalition.contributors.germny.offer_troops']: 5 should not be valid under {'title': 'the scenario ",
        "no 'germny' below coalition.contributors to change; did you mean 'germany'?",
    ),
    (
        variant("coalition.contributors.atlantis: {}"),
        "$.changes['coalition.contributors.atlantis']: 'land_strength' is a required property",
        "coalition.contributors.atlantis: is not in the register; give its land_strength",
    ),
    (
        variant("coalition.contributors.germny: {}", "mine"),
        "$.changes['coalition.contributors.germny']: 'land_strength' is a required property",
        "no scenario 'mine' here or shipped",
    ),
    (
        variant("coalition.contributors: {france: {}, atlantis: {}}"),
        "$.changes['coalition.contributors'].atlantis: 'land_strength' is a required property",
        "coalition.contributors.atlantis: is not in the register; give its land_strength",
    ),
    (
        variant("coalition.contributors.My Nation: {land_strength: 5}"),
        "$.changes['coalition.contributors.My Nation']: {'land_strength': 5} should not be valid under {'title': 'wri",
        "'My Nation' is not a name: use lower-case letters, digits and _",
    ),
    (
        variant("coalition.contributors.atlantis: null"),
        "$.changes['coalition.contributors.atlantis']: None should not be valid under {'title': 'the scenario that",
        "nothing named 'atlantis' to take away",
    ),
    (
        variant("rotation.tour_months: six"),
        "$.changes['rotation.tour_months']: 'six' is not of type 'number'",
        "rotation.tour_months: expected a number, {value}, {low, high} or {claim}, found 'six'",
    ),
    (
        variant("rotation.tour_months: {claim: dannatt.deployed}"),
        "$.changes['rotation.tour_months'].claim: 'dannatt.deployed' is not one of [",
        "rotation.tour_months.claim: claim 'dannatt.deployed' is in troops; allowed here: months",
    ),
    (
        variant("force.reassurance_force.support_per_deployed: {low: 1, high: 1000}"),
        "$.changes['force.reassurance_force.support_per_deployed'].high: 1000 is greater than the maximum of 100",
        "force.reassurance_force.support_per_deployed: 1,000 is out of range; allowed: 0 to 100",
    ),
]
"""Files with one fault each. `roulement check` names a missing key before an unknown one, in the order of its types."""
UNSEEN = [
    (strength("{troops: 20.000}"), "can mean two numbers"),
    (strength("{troops: {low: 5, high: 3}}"), "the range is upside down"),
    (coalition("france: {joins_month: 5, leaves_month: 3}"), "it leaves no later than it joins"),
    (coalition("uk: {}, GB: {}"), "are one nation; keep one of the two"),
    (component("falls_back_to: coalition"), "falls back to its own provider"),
    ("extends: danatt", "no scenario 'danatt' here or shipped; did you mean 'dannatt'?"),
    (variant("rotation.tour_months: 4, rotation.tour_months.low: 3"), "is changed twice"),
]
"""Faults that no schema sees: `roulement check` does."""


@pytest.fixture(scope="module")
def first_messages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The first message of check-jsonschema for each file of WRONG, then of UNSEEN; '' for a file that passes."""
    folder = tmp_path_factory.mktemp("files")
    paths = [folder / f"{number}.yaml" for number in range(len(WRONG) + len(UNSEEN))]
    for path, (text, *_) in zip(paths, (*WRONG, *UNSEEN), strict=True):
        path.write_text(text)
    program = str(Path(sys.executable).with_name("check-jsonschema"))
    command = [program, "--schemafile", str(ROOT / "scenarios/schema.json"), "-o", "json", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: dict[str, str] = {}
    for error in json.loads(done.stdout)["errors"]:
        messages.setdefault(error["filename"], f"{error['path']}: {error['message']}")
    return [messages.get(str(path), "") for path in paths]


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_the_first_message_names_the_wrong_key_or_value(number: int, first_messages: list[str], tmp_path: Path) -> None:
    text, of_schema, of_check = WRONG[number]
    assert first_messages[number].startswith(of_schema)
    path = tmp_path / "wrong.yaml"
    path.write_text(text)
    with pytest.raises(ScenarioError) as raised:
        load(path)
    assert of_check in str(raised.value.problems[0])


def test_what_a_schema_does_not_see_is_seen_by_check(first_messages: list[str], tmp_path: Path) -> None:
    assert len(WRONG) >= 30
    for (text, of_check), message in zip(UNSEEN, first_messages[len(WRONG) :], strict=True):
        assert message == ""
        path = tmp_path / "wrong.yaml"
        path.write_text(text)
        with pytest.raises(ScenarioError, match=re.escape(of_check)):
            load(path)


def test_an_editor_offers_nations_claims_and_paths() -> None:
    whole = schema()
    definitions = whole["$defs"]
    assert set(definitions["Coalition"]["properties"]["contributors"]["properties"]) == shipped_register().nations
    claims = definitions["Claims in ratio"]["enum"]
    assert claims == sorted(
        claim.id for claim in shipped_register().claims.values() if claim.unit == "ratio" and claim.is_number
    )
    changes = whole["then"]["properties"]["changes"]["properties"]
    assert changes["rotation.tour_months"]["else"] == {"$ref": "#/$defs/Rotation/properties/tour_months"}
    assert not [path for path in changes if path.endswith(".low")]
    assert whole["then"]["properties"]["extends"]["examples"] == list(shipped_scenarios())
    offered = {
        name: rule["then"]["properties"]["changes"].get("properties", {})
        for rule in whole["then"]["allOf"]
        for name in rule["if"]["properties"]["extends"]["enum"]
        if "properties" in rule["then"]["properties"]["changes"]
    }
    assert set(offered) == set(shipped_scenarios())
    assert {path.split(".")[1] for path in offered["no_us_backstop"]} == set(load("three_tier").force)
    assert whole["$id"] == "schema.json"
    assert CLAIMS_OF not in schema_text()
