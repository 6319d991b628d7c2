"""What a scenario refuses, and in which words; and what changing one does."""

import copy
import datetime as dt
import json
import pickle
import warnings
from typing import Any

import pytest
from changed import ROTATION, built, coalition, contributor, problems, profile
from hostile import BASE

import model
from model.scenario import Scenario
from model.scenario.errors import ScenarioError


def test_two_keys_and_bare_numbers_are_enough() -> None:
    scenario = built()
    assert scenario.rotation.tour_months.standing == "user"
    assert scenario.horizon_months == 24
    assert scenario.label == "scenario"
    assert scenario.title_of("main") == "Main"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"horizon_months": 0}, "horizon_months: '0' is out of range; allowed: 1 or more"),
        ({"horizon_months": 10_000}, "horizon_months: '10000' is out of range; allowed: 1200 or less"),
        ({"horizon_months": 2.5}, "horizon_months: expected a whole number, found '2.5'"),
        ({"horizon_months": None}, "horizon_months: expected a whole number, found nothing"),
        ({"horizn_months": 24}, "horizn_months: unknown key; did you mean 'horizon_months'?"),
        ({"as_of": "20 February"}, "as_of: '20 February' is not a date: write YYYY-MM-DD"),
        ({"as_of": 20250220}, "as_of: '20250220' is not a date: write YYYY-MM-DD"),
        (profile({"01": 1}), "force.main.profile.01: expected a whole number, found '01'"),
        (profile({"1.0": 1}), "force.main.profile.1.0: expected a whole number, found '1.0'"),
        (profile({"30": 1}), "force.main.profile.30: lies beyond the horizon of 24 months; lengthen it"),
        (contributor(joins_month=5, leaves_month=2), "france.leaves_month: it leaves no later than it joins"),
        ({"title": 5}, "title: expected text, found '5'; put it in quotes"),
        ({"force": {}}, "force: is empty; at least one entry is needed"),
        ({"force": []}, "force: expected keys and values below it, found 'a list'"),
        ({"rotation": 6}, "rotation: expected keys and values below it, found '6'"),
        ({"rotation": {"dwell_ratio": 2}}, "rotation.tour_months: is required and not given"),
        ({"rotation": {"tour_months": 6}}, "rotation: give dwell_months (24: two years at home) or dwell_ratio"),
        ({"rotation": {**ROTATION, "dwell_months": 9}}, "rotation: give one of dwell_months and dwell_ratio, not both"),
        ({"rotation": {"tour_months": 0, "dwell_ratio": 2}}, "0 is out of range; allowed: above 0, at most 240 months"),
        ({"us_backstop": {"provided": "NO"}}, "us_backstop.provided: expected true or false, found 'NO'"),
        ({"cost": {"per_deployed_year": {"claim": "a.pounds"}, "currency": "EUR"}}, "the claim is in gbp_per"),
        (coalition(counted_positions="declared"), "coalition.counted_positions: expected a list [a, b]"),
        (coalition(contributors={"A B": {"land_strength": 9}}), "coalition.contributors.A B: 'A B' is not a name"),
        (coalition(contributors={}), "coalition.contributors: is empty; at least one entry is needed"),
        (coalition(deployable_share=None), "coalition.deployable_share: give it here, or to each"),
        (coalition(deployable_share=1.2), "coalition.deployable_share: 1.2 is out of range; allowed: 0 to 1 share"),
        (coalition(rule="fair"), "coalition.rule: 'fair' is not known here; allowed: 'equal_strain', 'by_priority' or"),
        (coalition(probability_by_position={"sure": 1}), "'sure' is not known"),
        (contributor(probability=1.5), "coalition.contributors.france.probability: 1.5 is out"),
        (contributor(probability=-0.1), "coalition.contributors.france.probability: -0.1 is out of range"),
        (contributor(position="keen"), "france.position: 'keen' is not known here; allowed: 'decl"),
        (contributor(tasks=["war"]), "coalition.contributors.france.tasks.0: 'war' is not known here; allowed: 'peace"),
        (contributor(priority=0), "coalition.contributors.france.priority: '0' is out of range; allowed: 1 or more"),
        (contributor(leaves_month=0), "france.leaves_month: '0' is out of range; allowed: 1 or"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_used_gets_one_clear_line(changes: dict[str, Any], message: str) -> None:
    (problem,) = problems(**changes)
    assert message in problem


def test_a_date_may_be_a_date_in_plain_data() -> None:
    day = dt.date(2025, 2, 20)
    assert built(as_of=day).as_of == built(as_of="2025-02-20").as_of == day


def test_whole_numbers_may_be_written_with_an_exponent() -> None:
    assert built(horizon_months=1e1).horizon_months == 10


def test_scenarios_are_frozen_and_travel_between_processes() -> None:
    scenario = built(as_of="2025-02-20", force={"main": {"strength": "unknown", "profile": {"6": 0.5}}})
    with pytest.raises(TypeError, match=r"changed by replacement, a scenario by replace\({path: value}\)"):
        scenario.title = "other"  # type: ignore[misc]
    with pytest.raises(TypeError, match="changed by replacement"):
        scenario.rotation.tour_months = 4  # type: ignore[misc, assignment]
    with pytest.raises(TypeError):
        scenario.force["other"] = scenario.force["main"]  # type: ignore[index]
    assert pickle.loads(pickle.dumps(scenario)) == scenario  # noqa: S301  (our own bytes)
    assert repr(scenario.force["main"].profile).startswith("FrozenMapping({6: ")


def test_a_scenarios_name_hides_no_letter() -> None:
    with pytest.raises(ScenarioError, match=r"scenario's name, by default its file's, holds U\+000A, .* leave it out$"):
        Scenario.from_document(BASE, name="a\nb")
    with pytest.raises(ScenarioError, match=r"name, by default its file's, has no letters; take a word$"):
        Scenario.from_document(BASE, name=" .")
    with pytest.raises(ScenarioError, match=r"name, by default its file's, has 2,000 letters; allowed: 1,200$"):
        Scenario.from_document(BASE, name="a" * 2_000)


def test_a_scenario_is_changed_by_replace_alone() -> None:
    scenario = built()
    scenario.quantities()
    for change in (
        lambda: scenario.model_copy(update={"horizon_months": -5}),
        lambda: scenario.copy(update={"horizon_months": -5}),
        lambda: scenario.copy(exclude={"title"}),
    ):
        with pytest.raises(TypeError, match=r"a scenario by replace\({path: value}\)"):
            change()
    with pytest.raises(TypeError, match=r"build a scenario with model.load"):
        Scenario.model_construct(horizon_months=-5)
    assert scenario.model_copy() is scenario.copy() is scenario


def test_copies_equal_the_scenario_and_have_its_hash() -> None:
    scenario = model.load("reassurance_force")
    scenario.quantities()
    twins = [copy.copy(scenario), copy.deepcopy(scenario), pickle.loads(pickle.dumps(scenario))]  # noqa: S301
    twins += [model.load("reassurance_force"), scenario.model_copy(deep=True), model.Scenario.from_document(
        scenario.document, name="reassurance_force"
    )]  # fmt: skip
    assert all(twin == scenario and hash(twin) == hash(scenario) for twin in twins)
    assert len({scenario, *twins, scenario.replace({"rotation.tour_months": 4})}) == 2
    assert all(model.run(twin).measure("tied_up") == model.run(scenario).measure("tied_up") for twin in twins)


def test_a_scenario_as_plain_data_can_be_read_again() -> None:
    scenario = built(as_of=dt.date(2025, 2, 20), horizon_months=30)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plain, text = scenario.model_dump(mode="json"), scenario.model_dump_json(indent=1)
        scenario.rotation.model_dump_json()
    assert plain == json.loads(text) == scenario.document
    assert plain["as_of"] == "2025-02-20"
    assert Scenario.from_document(plain, register=scenario.register) == scenario


def test_a_scenario_offers_no_names_that_mislead() -> None:
    assert not {"model_copy", "copy", "model_construct", "construct", "parse_obj", "json", "dict"} & {*dir(built())}
    assert {"replace", "model_dump", "rotation", "load"} - {*dir(built())} == {"load"}


def test_a_changed_scenario_may_have_a_name_of_its_own() -> None:
    scenario = built()
    changed = scenario.replace({"rotation.tour_months": 4}, name="four")
    assert (scenario.name, changed.name, changed.replace({}).name) == ("scenario", "four", "four")
    with pytest.raises(ScenarioError, match="has no letters"):
        scenario.replace({}, name="")
