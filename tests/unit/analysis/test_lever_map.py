"""The map of two levers: margins by hand, the line of break-even, what is refused, its table and picture."""

import numpy as np
import pytest
from by_hand import by_hand

import model
from model import ScenarioError
from model.analysis.breakeven import levers
from model.analysis.lever_map import LeverMap, lever_map
from model.files.scenarios import shipped_scenarios
from model.present.charts import lever_map as map_charts
from model.present.tables import drivers as drivers_tables

TROOPS, RATIO, OVERLAP = "force.british_force.strength.troops", "rotation.dwell_ratio", "rotation.overlap_months"


def dannatt() -> LeverMap:
    return lever_map(by_hand(), TROOPS, RATIO)


def point(grid: LeverMap, case: str, first: float, second: float) -> float:
    margins = grid.cases[case].troops
    (column,), (row,) = np.nonzero(np.isclose(grid.first, first)), np.nonzero(np.isclose(grid.second, second))
    return float(margins[row[0], column[0]])


def test_the_margin_on_the_grid_is_the_pool_over_the_multiplier_less_the_force() -> None:
    grid = dannatt()
    assert (grid.first[0], grid.first[-1], grid.second[0], grid.second[-1]) == (0, 200_000, 0, 10)
    assert point(grid, "low", 10_000, 2) == 0  # 30,000 / 3
    assert point(grid, "high", 20_000, 5) == -15_000  # 30,000 / 6
    assert grid.cases["low"].own == (10_000, 2)
    assert grid.cases["high"].own == (10_000, 3)
    assert (grid.cases["low"].own_margin, grid.cases["high"].own_margin) == (0, -2_500)


def test_each_point_of_the_grid_is_what_a_run_with_these_values_says() -> None:
    scenario = model.load("three_tier").replace({RATIO: 2.5})
    levers_ = ("force.european_brigades.strength.units", "coalition.deployable_share")
    grid = lever_map(scenario, *levers_, points=6)
    for case in ("low", "high"):
        numbers = {
            "low": {"troops_per_unit": 3_000, "offer": 10_000},
            "high": {"troops_per_unit": 10_000, "offer": 5_000},
        }
        fixed = scenario.replace({
            "force.european_brigades.strength.troops_per_unit": numbers[case]["troops_per_unit"],
            "coalition.contributors.france.offer_troops": numbers[case]["offer"],
            levers_[0]: grid.first[2], levers_[1]: grid.second[3],
        })  # fmt: skip
        assert grid.cases[case].troops[3, 2] == pytest.approx(model.run(fixed).measure("margin").central)


@pytest.mark.parametrize("name", ["dannatt", "willing_september_2025", "three_tier", "demarcation_line"])
def test_a_point_of_the_line_fed_back_has_no_margin(name: str) -> None:
    scenario = model.load(name)
    size, dwell = levers(scenario)[0], RATIO
    grid = lever_map(scenario, size, dwell, points=21)
    (run,) = model.run(scenario).runs
    for case in ("low", "high"):
        held = {
            path: float(values[run.case_numbers[case]])
            for path, values in run.cases.values.items()
            if values.size > 1 and path not in (size, dwell)
        }
        line = grid.cases[case].line
        assert len(line) > 5
        for first, second, *_ in line[::4]:
            fixed = scenario.replace({**held, size: first, dwell: second})
            assert model.run(fixed).measure("margin").central == pytest.approx(0, abs=1e-3)


def test_near_the_levers_go_to_twice_their_value_unless_that_is_nothing_or_too_much() -> None:
    scenario = by_hand().replace({"coalition.deployable_share": 0.6})
    grid = lever_map(scenario, TROOPS, RATIO, points=5, is_near=True)
    assert (grid.first[-1], grid.second[-1]) == (20_000, 6)
    grid = lever_map(scenario, OVERLAP, "coalition.deployable_share", points=5, is_near=True)
    assert (grid.first[-1], grid.second[-1]) == (6, 1)


def test_the_line_runs_on_from_piece_to_piece() -> None:
    line = dannatt().cases["low"].line
    pieces = line[~np.isclose(line[:, :2], line[:, 2:]).all(axis=1)]
    ends, counts = np.unique(pieces.reshape(-1, 2).round(6), axis=0, return_counts=True)
    assert ends[counts == 1][:, 1].tolist() == [10, 0]
    assert set(counts) == {1, 2}


def test_what_is_refused_is_blank_and_a_map_may_have_no_line() -> None:
    grid = lever_map(by_hand(), "rotation.tour_months", OVERLAP)
    first, second = np.meshgrid(grid.first, grid.second)
    assert (np.isnan(grid.cases["high"].troops) == (second >= first)).all()
    assert len(grid.cases["high"].line) == 0
    assert drivers_tables.map_in_words(grid, "high").empty
    assert {name for *_, name in grid.landmarks("high")} == {"short", "refused"}
    assert map_charts.map_chart(grid, "high").to_dict()


def test_bands_cover_the_map_and_tell_how_much_is_missing() -> None:
    """10,000 troops at 30,000 in the pool: below a rest of 2 nobody is missing; 20,000 are 5,000 and more short."""
    grid = lever_map(by_hand(), TROOPS, RATIO, points=5, is_near=True)
    bands = list(grid.bands("high", [0.0, -5_000.0]))
    areas = [(right - left) * (top - bottom) for left, right, bottom, top, _ in bands]
    assert sum(areas) == pytest.approx(20_000 * 6)
    at_three = [(left, right, below) for left, right, bottom, top, below in bands if bottom <= 3 <= top]
    assert at_three == [(0, 7_500, 0), (7_500, 12_500, 1), (12_500, 20_000, 2)]
    blank = lever_map(by_hand(), "rotation.tour_months", OVERLAP, points=9)
    covered = [(right - left) * (top - bottom) for left, right, bottom, top, _ in blank.bands("high", [0.0])]
    assert sum(covered) < 23.5 * 6  # an overlap as long as the tour is refused


def test_four_crossings_of_a_cell_make_two_pieces() -> None:
    from model.analysis.lever_map import Edges, _line  # noqa: PLC0415

    edges = Edges(
        np.array([0, 0, 0, 1]), np.array([0, 0, 1, 0]), np.array([True, False, True, False]),
        np.array([0.0, 0.5, 1.0, 0.5]), np.array([0.5, 0.0, 0.5, 1.0]),
    )  # fmt: skip
    assert _line(edges, np.zeros((2, 2))).tolist() == [[0, 0.5, 0.5, 0], [1, 0.5, 0.5, 1]]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (RATIO, RATIO, "two different levers"),
        (RATIO, "rotation.dwell_months", "gives a value to"),
        (RATIO, "rotation.tuor_months", "did you mean"),
        (RATIO, "coalition.rule", "no number"),
    ],
)
def test_what_is_no_pair_of_levers_is_refused(first: str, second: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        lever_map(by_hand(), first, second)


def test_without_a_margin_there_is_no_map() -> None:
    with pytest.raises(ScenarioError, match="no margin"):
        lever_map(model.load("no_us_backstop"), "rotation.tour_months", RATIO)


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_shipped_scenario_has_a_map_or_a_reason(name: str) -> None:
    scenario = model.load(name)
    known = model.run(scenario).measure("margin").low is not None
    names = levers(scenario)
    if known:
        grid = lever_map(scenario, names[0], names[-1], points=5)
        assert set(grid.cases) == {"low", "high"}
    else:
        with pytest.raises(ScenarioError, match="no margin"):
            lever_map(scenario, names[0], names[-1], points=5)
