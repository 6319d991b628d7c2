"""A table of nations that is written is read back as the same coalition."""

import csv

import pytest
import random_coalitions

import model
from model.export.nations_table import nations_table
from model.files.scenarios import load_with_nations, shipped_scenarios
from model.present.tables.evidence import claims_used, inputs_in_words
from model.scenario import Scenario

WITH_NATIONS = [name for name in shipped_scenarios() if model.load(name).coalition]
FORCE = {"force": {"main": {"strength": {"troops": 5_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}


def read_back(scenario: Scenario) -> Scenario:
    return load_with_nations(scenario, nations_table(scenario).encode(), "nations.csv", name=scenario.name)


@pytest.mark.parametrize("name", WITH_NATIONS)
def test_a_shipped_coalition_is_read_back_with_its_claims_and_the_same_results(name: str) -> None:
    scenario = model.load(name)
    back = read_back(scenario)
    assert back.quantities() == scenario.quantities()
    assert inputs_in_words(back).equals(inputs_in_words(scenario))
    assert claims_used(back) == claims_used(scenario)
    (run,), (again,) = model.run(scenario).runs, model.run(back).runs
    assert {measure: again.measure(measure) for measure in again.measures} == {
        measure: run.measure(measure) for measure in run.measures
    }


@pytest.mark.parametrize("number", range(20))
def test_a_random_coalition_is_read_back_as_it_was(number: int) -> None:
    scenario = Scenario.from_document(random_coalitions.document(number))
    assert read_back(scenario).document == scenario.document


def test_every_key_of_a_contributor_has_its_column() -> None:
    contributors = {
        "uk": {
            "title": "L'Armée “Åland”", "position": "open", "land_strength": {"low": 5, "value": 7, "high": 20.125},
            "deployable_share": 0.25, "posted_elsewhere": {"value": 3, "because": "seen"}, "deployed_elsewhere": 2,
            "offer_troops": None, "priority": 2, "probability": 0.5, "needs_us_backstop": True, "joins_month": 2,
            "leaves_month": 5, "tasks": ["air", "training"],
            "rotation": {"tour_months": 4, "dwell_ratio": {"low": 2, "high": 3}},
        },
        "atlantis": {
            "land_strength": "unknown", "deployable_share": {"claim": "land_forces.deployable_share", "because": "so"},
        },
        "france": {"deployable_share": 0.1},
    }  # fmt: skip
    scenario = Scenario.from_document({**FORCE, "coalition": {"contributors": contributors}})
    text = nations_table(scenario)
    assert text.startswith("\ufeffnation,title,")
    britain, atlantis, france = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    assert (britain["title"], britain["tasks"], britain["needs_us_backstop"]) == (
        "L'Armée “Åland”",
        "air training",
        "true",
    )
    assert (britain["land_strength.high"], britain["offer_troops"]) == ("20.1250", "null")
    assert (atlantis["land_strength"], atlantis["tasks"]) == ("unknown", "")
    assert (atlantis["deployable_share.claim"], atlantis["deployable_share.because"]) == (
        "land_forces.deployable_share",
        "so",
    )
    assert (france["land_strength.claim"], france["land_strength.because"]) == (
        "france.land_strength",
        "rounded, as published",
    )
    back, before = read_back(scenario), scenario
    assert back.coalition
    assert before.coalition
    for name, contributor in before.coalition.contributors.items():
        again = back.coalition.contributors[name]
        assert again.rotation == contributor.rotation
        for key in ("title", "position", "priority", "tasks", "joins_month", "leaves_month", "needs_us_backstop"):
            assert getattr(again, key) == getattr(contributor, key)
        for key in ("land_strength", "deployable_share", "posted_elsewhere", "offer_troops", "probability"):
            assert getattr(again, key) == getattr(contributor, key)
