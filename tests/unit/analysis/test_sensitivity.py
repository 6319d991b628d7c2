"""Sensitivity: levers spread by a tenth, the reader's ranges, indices."""

import pytest
from by_hand import by_hand

import model
from model import Scenario, ScenarioError
from model.analysis.breakeven import levers
from model.analysis.sensitivity import OUR_OWN, indices, one_at_a_time, sobol, spread, with_ranges

RATIO, TOUR = "rotation.dwell_ratio", "rotation.tour_months"


TROOPS = "force.british_force.strength.troops"


def test_a_lever_is_spread_by_a_tenth_within_its_field_and_a_range_stays() -> None:
    scenario = by_hand().replace({"coalition.deployable_share": 0.95})
    quantities = spread(scenario, levers(scenario)).quantities()
    assert (quantities[TROOPS].low, quantities[TROOPS].central, quantities[TROOPS].high) == (9_000, 10_000, 11_000)
    assert (quantities[TROOPS].because, quantities[TROOPS].claim) == (OUR_OWN, None)
    assert (quantities["coalition.deployable_share"].low, quantities["coalition.deployable_share"].high) == (0.855, 1)
    assert quantities[RATIO] == scenario.quantities()[RATIO]
    assert not quantities["rotation.overlap_months"].is_range
    assert scenario.replace({}).quantities() == scenario.quantities()


def test_more_ranges_than_have_corners_are_moved_one_at_a_time() -> None:
    scenario = Scenario.from_document({
        "force": {f"part_{at}": {"strength": {"troops": 100 * (at + 1)}} for at in range(13)},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
    })  # fmt: skip
    bars = one_at_a_time(spread(scenario, levers(scenario)))
    assert len([bar for bar in bars if bar.width]) == 14
    assert bars[0].path == RATIO
    with pytest.raises(ScenarioError, match="at most 12"):
        model.run(spread(scenario, levers(scenario)))


def test_an_end_that_is_refused_or_not_known_says_so() -> None:
    rotation = {"tour_months": {"low": 2, "high": 8}, "overlap_months": 3, "dwell_ratio": 2}
    refused = Scenario.from_document({"force": {"main": {"strength": {"troops": 100}}}, "rotation": rotation})
    assert [bar.why for bar in one_at_a_time(refused) if bar.measure == "tied_up"] == ["at_low: refused"]
    known = {**rotation, "overlap_months": 0}
    unknown = Scenario.from_document({"force": {"main": {"strength": "unknown"}}, "rotation": known})
    assert {bar.why for bar in one_at_a_time(unknown)} == {"central, at_low, at_high: not known publicly"}
    assert {bar.why for bar in one_at_a_time(refused.replace({"rotation.overlap_months": 0}))} == {None}


def test_a_central_case_that_is_refused_has_no_bars() -> None:
    scenario = by_hand().replace({"rotation.overlap_months": {"low": 1, "high": 30}})
    with pytest.raises(ScenarioError, match="not shorter than the tour"):
        one_at_a_time(scenario)


def test_the_readers_ranges_replace_the_scenarios() -> None:
    scenario = model.load("willing_september_2025")
    size, offer = "force.reassurance_force.strength.troops", "coalition.contributors.france.offer_troops"
    replaced = with_ranges(scenario, {RATIO: (2, 3), size: (20_000, 30_000), TOUR: (6, 6)}).quantities()
    assert replaced[RATIO].claim == scenario.quantities()[RATIO].claim is not None
    assert (replaced[size].low, replaced[size].high, replaced[size].standing) == (20_000, 30_000, "user")
    assert (replaced[offer].is_range, replaced[offer].central) == (False, 7_500)
    assert not replaced[TOUR].is_range
    with pytest.raises(ScenarioError, match="upside down"):
        with_ranges(scenario, {TOUR: (8, 4)})
    with pytest.raises(ScenarioError, match="out of range"):
        with_ranges(scenario, {"coalition.deployable_share": (0.5, 2)})


def test_one_range_alone_accounts_for_everything() -> None:
    assert indices(lambda points: points[0], [(0, None, 1)], points=16, seed=1) == [(1.0,) * 6]
    (index,) = sobol(by_hand({"cost": None}), points=16)
    assert (index.path, index.alone, index.in_all) == (RATIO, 1, 1)
