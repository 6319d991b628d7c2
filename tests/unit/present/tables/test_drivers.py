"""The tables of what moves the answer, row by row."""

import numpy as np
import pytest
from by_hand import by_hand
from coalitions import nation, scenario

import model
from model.analysis.breakeven import levers, solve, solve_all
from model.analysis.lever_map import LeverMap, lever_map
from model.analysis.sensitivity import OUR_OWN, Bar, Index, one_at_a_time, spread, with_ranges
from model.present.tables import drivers as drivers_tables
from model.present.words import drivers as drivers_words
from model.scenario import Scenario

TROOPS, DWELL = "force.main.strength.troops", "rotation.dwell_months"


def four_thousand() -> Scenario:
    """500 troops, and one nation whose pool is 4,000."""
    return scenario({"a": nation(8_000)}, troops=500)


def ranged() -> Scenario:
    return scenario(None).replace({DWELL: {"low": 12, "high": 24}})


def test_a_bar_has_the_ends_of_its_range_and_the_results_there() -> None:
    table = drivers_tables.bars_in_words(ranged(), one_at_a_time(ranged()))
    assert table.to_dict("index") == {
        "Total tied up": {
            "Input": "Months at home between tours", "From": "12", "To": "24", "At its lower end": "3,000 tied up",
            "At its higher end": "5,000 tied up", "Who gave the range": "you",
        },
    }  # fmt: skip


def test_a_bar_in_a_file_is_unrounded() -> None:
    (row,) = drivers_tables.frame(ranged(), one_at_a_time(ranged())).to_dict("records")
    assert row == {
        "scenario": "scenario", "measure": "tied_up", "path": DWELL, "input_low": 12, "input_high": 24,
        "central": 4_000, "at_low": 3_000, "at_high": 5_000, "why": None,
    }  # fmt: skip


def test_a_bar_in_a_file_says_why_an_end_is_missing() -> None:
    bars = [Bar("margin", DWELL, 0, 9, 5.0, None, 7.0), Bar("margin", DWELL, 0, 9, None, None, None)]
    assert drivers_tables.frame(ranged(), bars)["why"].tolist() == [
        "at_low: refused", "central, at_low, at_high: not known publicly",
    ]  # fmt: skip


def test_break_even_is_where_the_pool_holds_the_force_exactly() -> None:
    """A pool of 4,000 keeps up 500 troops at eight in the cycle: 6 months away, 42 at home."""
    table = drivers_tables.break_even_in_words([solve(four_thousand(), DWELL), solve(four_thousand(), DWELL, (1, 40))])
    assert table.to_numpy().tolist() == [
        ["18", "42", "42"],
        ["18", "no value from 1 to 40", "no value from 1 to 40"],
    ]


def map_of_five() -> LeverMap:
    return lever_map(four_thousand(), TROOPS, DWELL, points=5, is_near=True)


def test_the_map_has_the_second_lever_at_values_of_the_first_that_the_line_passes() -> None:
    """750 × 32 / 6 = 1,000 × 24 / 6 = 4,000; at 500 the dwell would be 42 and is beyond the map's 36."""
    table = drivers_tables.map_in_words(map_of_five(), "low")
    assert table.index.name == "Main: troops"
    assert table.iloc[:, 0].to_dict() == {"750": "26", "1,000": "18"}


def test_the_map_in_a_file_has_the_margin_at_every_pair() -> None:
    frame = drivers_tables.map_frame(map_of_five())
    at = frame[frame["case"] == "low"].set_index([TROOPS, DWELL])["margin"]
    assert len(at) == 25
    assert at[1_000, 18] == pytest.approx(0)
    assert at[250, 18] == pytest.approx(750)
    assert at[1_000, 0] == pytest.approx(3_000)
    assert at[500, 36] == pytest.approx(4_000 / 7 - 500)


def test_draws_without_ranges_are_all_the_same() -> None:
    simulation = model.simulate(scenario(None), draws=50)
    assert drivers_tables.draws_in_words(simulation).T.to_dict("list") == {
        "Deployed": ["1,000"] * 4, "Tied up in all": ["4,000"] * 4,
    }  # fmt: skip
    assert drivers_tables.draws_frame(simulation).to_dict("records")[1] == {
        "scenario": "scenario", "measure": "tied_up", "tenth": 4_000, "half": 4_000, "nine_tenths": 4_000,
        "mean": 4_000, "draws": 50, "seed": 0, "ranges": "", "why": None,
    }  # fmt: skip


def test_draws_in_a_file_name_their_ranges_and_seed() -> None:
    simulation = model.simulate(with_ranges(by_hand(), {RATIO: (2, 2.5), OVERLAP: (0, 1)}), draws=20, seed=3)
    row = drivers_tables.draws_frame(simulation).iloc[0]
    assert (row["draws"], row["seed"]) == (20, 3)
    assert row["ranges"] == "rotation.dwell_ratio=2:2.5 rotation.overlap_months=0:1"


def test_an_index_has_its_parts_of_100_with_their_intervals() -> None:
    index = Index("tied_up", DWELL, 0.25, 0.2, 0.3, 0.5, 0.4, 0.6)
    assert drivers_tables.indices_in_words(ranged(), [index]).to_dict("index") == {
        "Months at home between tours": {"Alone": "25 (20 to 30)", "In all it takes part in": "50 (40 to 60)"},
    }


BRITISH_TROOPS, RATIO, OVERLAP = (
    "force.british_force.strength.troops",
    "rotation.dwell_ratio",
    "rotation.overlap_months",
)


def dannatt() -> LeverMap:
    return lever_map(by_hand(), BRITISH_TROOPS, RATIO)


def test_the_map_as_a_table_and_a_file() -> None:
    grid = dannatt()
    table = drivers_tables.map_in_words(grid, "high")
    assert len(table) == drivers_tables.MOST_CROSSED
    assert table.index[1] == "10,000"
    assert table.iloc[1, 0] == "2"
    frame = drivers_tables.map_frame(grid)
    assert frame.columns.tolist() == ["scenario", "case", BRITISH_TROOPS, RATIO, "margin", "why"]
    assert set(frame.loc[frame["margin"].isna(), "why"]) <= {"margin: refused"}
    assert len(frame) == 2 * 61 * 61
    row = frame[(frame["case"] == "low") & np.isclose(frame[BRITISH_TROOPS], 10_000) & np.isclose(frame[RATIO], 2)]
    assert (row["margin"].tolist(), row["why"].tolist()) == ([0], [None])


def test_all_levers_are_solved_each_reason_told_once() -> None:
    solutions, refused = solve_all(by_hand())
    assert [solution.lever for solution in solutions] == levers(by_hand())
    assert not refused
    solutions, (reason,) = solve_all(model.load("multinational_force_ukraine"))
    assert not solutions
    assert "no margin" in reason
    table = drivers_tables.break_even_in_words([
        solve(model.load("three_tier"), path) for path in ("rotation.overlap_months", "rotation.transit_months")
    ])  # fmt: skip
    assert table.loc["Handover (months)"].tolist() == ["0", "3.844 (whole: 3)", "no value from 0 to 6"]
    assert table.loc["Travel (months)"].tolist() == ["0", "no value from 0 to 3", "no value from 0 to 3"]


def test_a_table_of_bars_says_whose_each_range_is() -> None:
    scenario = by_hand()
    ours = spread(scenario, levers(scenario))
    sources = drivers_tables.bars_in_words(ours, one_at_a_time(ours)).set_index("Input")["Who gave the range"]
    assert set(sources["Months at home for each month away"]) == {
        "Lord Dannatt, ex-head of the British Army, Feb 2025 (our sum)"
    }
    assert sources["British force: troops"].tolist() == [OUR_OWN, OUR_OWN]
    unknown = model.load("multinational_force_ukraine")
    cells = drivers_tables.bars_in_words(unknown, one_at_a_time(unknown))["At its lower end"]
    assert set(cells) == {"not known publicly"}
    assert drivers_tables.bars_in_words(scenario, []).empty
    assert "Handover" in drivers_words.without_tenth(scenario, levers(scenario))
    assert drivers_words.without_tenth(scenario, [BRITISH_TROOPS]) == ""


def test_an_end_that_is_refused_is_said_to_be_so() -> None:
    late = by_hand().replace({"rotation.overlap_months": {"low": 1, "value": 2, "high": 7}})
    table = drivers_tables.bars_in_words(late, one_at_a_time(late))
    overlap = table[table["Input"] == "Handover"]
    assert set(overlap["At its higher end"]) == {"months that do not fit one another"}
    assert overlap.loc["Gap", "At its lower end"] == "2,850 short"


def test_indices_a_little_below_zero_read_as_such() -> None:
    below = Index("margin", RATIO, -0.001, -0.02, 0.01, 0.5, 0.4, 0.6)
    assert drivers_tables.indices_in_words(by_hand(), [below]).iloc[0].tolist() == ["0 (−2 to 1)", "50 (40 to 60)"]
