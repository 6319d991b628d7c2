"""The cases of a scenario, and the values that a case holds."""

from itertools import product

import numpy as np
import pytest
from coalitions import nation, scenario

from model import ScenarioError
from model.engine import cases
from model.engine.cases import Cases

TWO_RANGES = {"tour_months": {"low": 4, "high": 6}, "dwell_months": {"low": 12, "value": 13, "high": 20}}


def test_the_central_case_comes_first_and_every_corner_once() -> None:
    corners = Cases.corners(scenario(None, rotation=TWO_RANGES))
    assert corners.count == 5
    pairs = list(zip(corners["rotation.tour_months"], corners["rotation.dwell_months"], strict=True))
    assert pairs[0] == (5, 13)
    assert sorted(pairs[1:]) == sorted(product((4, 6), (12, 20)))
    assert corners["force.main.strength.troops"].tolist() == [1_000]


def test_without_ranges_there_is_the_central_case_alone() -> None:
    plain = scenario(None)
    assert Cases.corners(plain).count == Cases.central(plain).count == 1
    assert cases.has_corners(plain)


def test_a_dwell_as_a_ratio_is_worked_out_in_each_case() -> None:
    rotation = {"tour_months": {"low": 4, "high": 6}, "dwell_ratio": 2}
    assert Cases.corners(scenario(None, rotation=rotation)).durations()["dwell_months"].tolist() == [10, 8, 12]


def test_cases_are_repeated_one_set_after_another_and_values_put_in() -> None:
    corners = Cases.corners(scenario(None, rotation=TWO_RANGES))
    twice = corners.repeated(2)
    assert twice.count == 10
    assert twice["rotation.tour_months"].tolist() == corners["rotation.tour_months"].tolist() * 2
    other = corners.with_values({"force.main.strength.troops": np.array([7.0])}, 5)
    assert other["force.main.strength.troops"].tolist() == [7]
    assert corners["force.main.strength.troops"].tolist() == [1_000]


def test_a_contributors_own_rotation_has_a_multiplier_of_its_own() -> None:
    two = {"a": nation(8_000, rotation={"dwell_months": 6}), "b": nation(8_000)}
    central = Cases.central(scenario(two))
    assert [central.multiplier("main", name).tolist() for name in "ab"] == [[2], [4]]
    floor = Cases.central(scenario(two, rotation={"tour_months": 6, "dwell_months": 18, "dwell_floor_months": 6}))
    assert floor.multiplier("main", "b", at_floor=True).tolist() == [2]


def test_only_the_cases_whose_durations_do_not_fit_are_refused() -> None:
    rotation = {"tour_months": {"low": 2, "high": 6}, "dwell_months": 18, "overlap_months": 3}
    corners = Cases.corners(scenario(None, rotation=rotation))
    assert cases.is_refused(corners).tolist() == [False, True, False]
    with pytest.raises(ScenarioError) as refusal:
        cases.central_and_corners(corners.scenario)
    assert [problem.path for problem in refusal.value.problems] == [("rotation", "overlap_months")]


def test_one_case_of_an_array_that_all_cases_share_is_that_value() -> None:
    assert cases.at(np.array([[1, 2], [3, 4]]), 1).tolist() == [2, 4]
    assert cases.at(np.array([[1], [3]]), 1).tolist() == [1, 3]
