"""The cases of a scenario, and the values that a case holds."""

from itertools import product

import numpy as np
import pytest
from coalitions import nation, scenario

import model
from model import ScenarioError
from model.engine import cases
from model.engine.cases import Cases
from model.engine.outcomes import evaluate
from model.kernels.arrays import ROUNDING

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


def test_durations_that_do_not_fit_are_refused_case_by_case() -> None:
    months = {"tour_months": [6, 2], "dwell_months": [12, 3], "overlap_months": [2], "preparation_months": [2],
              "recovery_months": [2], "dwell_floor_months": [10]}  # fmt: skip
    cycle = cases.Cycle({key: np.array(values, float) for key, values in months.items()})
    assert {key: mask.tolist() for key, mask in cycle.refused().items()} == {
        "overlap_months": [False, True],
        "preparation_months": [False, True],
        "dwell_floor_months": [False, True],
    }


def test_a_cycle_changes_none_of_the_values_that_it_is_made_from() -> None:
    months = {"tour_months": 6.0, "mobilisation_months": 1.0, "transit_months": 0.5}
    values = {key: np.array([number]) for key, number in {**months, "dwell_ratio": 2.0}.items()}
    cycle = cases.Cycle.of(values)
    assert list(values) == [*months, "dwell_ratio"]
    assert cycle.months["dwell_months"].tolist() == [14]
    assert cycle.length_months.tolist() == [21.5]


@pytest.mark.parametrize("change", [{"preparation_months": 2}, {"recovery_months": 1}, {"dwell_floor_months": 6}])
def test_a_part_that_serves_at_home_takes_no_training_leave_or_least_rest_of_the_others(change: dict[str, int]) -> None:
    scenario = model.load("three_tier").replace({f"rotation.{key}": value for key, value in change.items()})
    outcomes = evaluate(cases.central_and_corners(scenario))
    assert outcomes.requirements["border_forces"].multiplier.tolist() == [1.0]
    months = outcomes.cases.durations("european_brigades")
    assert [months[key].tolist() for key in change] == [[value] for value in change.values()]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("three_tier", {"force.border_forces.rotation.preparation_months": 1}),
        ("dannatt", {"rotation.dwell_months": 0, "rotation.preparation_months": 1}),
    ],
)
def test_a_dwell_of_zero_beside_training_of_its_own_is_refused(name: str, changes: dict[str, int]) -> None:
    with pytest.raises(ScenarioError, match="training of 1 and leave of 0 months do not fit into 0 months at home"):
        cases.central_and_corners(model.load(name).replace(changes))


def test_without_a_floor_no_dwell_is_too_short() -> None:
    months = dict.fromkeys(("dwell_months", "overlap_months", "preparation_months", "recovery_months"), np.zeros(1))
    assert not any(mask.any() for mask in cases.Cycle({"tour_months": np.array([0.5]), **months}).refused().values())


def test_durations_that_just_fit_are_not_refused_and_rounding_is_allowed_for() -> None:
    def refused(**months: float) -> list[str]:
        fitting = {
            "tour_months": 6,
            "dwell_months": 4,
            "overlap_months": 0,
            "preparation_months": 0,
            "recovery_months": 0,
        }
        fault = cases.Cycle({key: np.array([number], float) for key, number in {**fitting, **months}.items()}).refused()
        return [key for key, is_refused in fault.items() if is_refused]

    assert refused(overlap_months=6) == ["overlap_months"]  # nothing of the tour is left
    assert refused(overlap_months=5.9, preparation_months=3, recovery_months=1, dwell_floor_months=4) == []
    assert refused(preparation_months=3, recovery_months=1 + ROUNDING / 2, dwell_floor_months=4 + ROUNDING / 2) == []
    assert refused(preparation_months=3, recovery_months=1 + 3 * ROUNDING) == ["preparation_months"]
    assert refused(dwell_months=0, preparation_months=ROUNDING, dwell_floor_months=ROUNDING) == []
    assert refused(preparation_months=5) == ["preparation_months"]
    assert refused(dwell_floor_months=4 + 3 * ROUNDING) == ["dwell_floor_months"]
