"""What moves the answer, drawn: bars of one input at a time, dots of many combinations, indices."""

import itertools

import numpy as np
import pytest
from by_hand import by_hand
from charts import validate

import model
from model.analysis.sensitivity import Bar, one_at_a_time, sobol
from model.analysis.simulation import Simulation, Tally, simulate
from model.present.charts.drivers import (
    HIGHER,
    LOWER,
    bar_halves,
    bars_chart,
    dots_chart,
    index_rows,
    indices_chart,
    stacked,
)
from model.present.charts.vega import AWAY, HOME, contrast

RATIO, TOUR = "rotation.dwell_ratio", "rotation.tour_months"
TROOPS = "force.british_force.strength.troops"


def test_the_rule_of_the_middle_stands_at_each_bar_and_meets_no_label() -> None:
    scenario = model.load("three_tier")
    chart = bars_chart(scenario, one_at_a_time(scenario), "margin")
    rules = chart.rows["middle"]
    assert [round(row["above"] + 0.26, 6) for row in rules] == list(range(len(rules)))
    labels = [row["row"] - 20 / 50 for row in chart.rows["halves"] if row["label"]]  # pixels over the bar, of 50 a row
    assert all(label < rule["above"] - 0.1 for label, rule in zip(labels, rules, strict=True))


def test_t_22_bars_are_drawn_widest_first_with_the_inputs_at_their_ends() -> None:
    scenario = model.load("three_tier")
    halves = bar_halves(scenario, one_at_a_time(scenario), "margin")
    assert [row["label"] for row in halves if row["label"]] == [
        "European brigades: troops in a unit", "European brigades: brigades or units",
        "Share of an army that can be sent", "France: offer", "Months at home for each month away",
        "France: share of an army that can be sent",
    ]  # fmt: skip
    by_row = [list(rows) for _, rows in itertools.groupby(halves, key=lambda row: row["row"])]
    widths = [max(row["end"] for row in rows) - min(row["start"] for row in rows) for rows in by_row]
    assert widths == sorted(widths, reverse=True)
    # 3,500 to spare at 3,000 stands left of 28,000 missing at 10,000
    assert [(row["value"], row["side"], row["which"]) for row in by_row[0]] == [
        ("3,000", "left", LOWER), ("10,000", "right", HIGHER),
    ]  # fmt: skip


def test_a_bar_all_on_one_side_has_its_values_on_both() -> None:
    bars = [Bar("tied_up", TROOPS, 1, 2, 10.0, 12.0, 15.0)]
    halves = bar_halves(by_hand(), bars, "tied_up")
    assert [(row["start"], row["end"], row["side"]) for row in halves] == [(10, 12, "left"), (10, 15, "right")]
    alone = [Bar("tied_up", TROOPS, 1, 2, 10.0, None, 15.0)]
    assert [row["side"] for row in bar_halves(by_hand(), alone, "tied_up")] == ["right"]
    left = [Bar("tied_up", TROOPS, 1, 2, 10.0, None, 5.0)]
    assert [row["side"] for row in bar_halves(by_hand(), left, "tied_up")] == ["left"]


def test_the_halves_of_a_bar_stand_apart_by_lightness() -> None:
    assert contrast(AWAY, HOME) >= 3
    assert contrast(HOME, "#FFFFFF") >= 3


@pytest.mark.parametrize("width", [652, 322])
def test_the_bars_are_sound(width: int) -> None:
    scenario = model.load("three_tier")
    bars = one_at_a_time(scenario)
    words = validate(bars_chart(scenario, bars, "margin"), width)
    assert {"European brigades: troops in a unit", "10,000", "76.9%"} <= set(words)
    assert any(
        "to spare" in text
        for text in validate(
            bars_chart(model.load("willing_chances"), one_at_a_time(model.load("willing_chances")), "margin"), width
        )
    )
    assert validate(bars_chart(scenario, bars, "tied_up"), width)


def test_dots_stand_in_columns_and_none_hides_another() -> None:
    rows, width = stacked([7, 7, 7], [7])
    assert (rows, width) == ([{"x": 7.5, "y": 0.5}, {"x": 7.5, "y": 1.5}, {"x": 7.5, "y": 2.5}], 1)
    values = [*range(0, 2_000, 100)]
    rows, width = stacked(values, [*values, 3_000])
    assert width == 160
    assert len({(row["x"], row["y"]) for row in rows}) == 20
    assert all(abs(row["x"] - value) <= width / 2 for row, value in zip(rows, values, strict=True))


def test_dots_of_a_gap_are_drawn_with_the_rule_at_which_there_is_none() -> None:
    simulation = simulate(by_hand(), draws=10_000, seed=1)
    chart = dots_chart(simulation, "margin")
    assert chart.rows["zero"] == [{"zero": 0, "text": "no gap"}]
    (bar,) = chart.rows["middle"]
    assert bar["text"] == "16 of 20"
    assert bar["x"] < bar["middle"] < bar["x2"]
    domain = chart.spec["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert domain[0] < 0 < domain[1]
    tied_up = dots_chart(simulation, "tied_up")
    assert tied_up.spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] > 29_000
    assert not any(layer["data"]["name"] == "zero" for layer in tied_up.spec["layer"])


def test_dots_of_one_value_make_one_column() -> None:
    still = Simulation(by_hand(), 100, 0, {"tied_up": Tally(30_000, np.array([100]))})
    assert [row["y"] for row in dots_chart(still, "tied_up").rows["dots"]] == [number + 0.5 for number in range(20)]
    assert validate(dots_chart(still, "tied_up"), 322)


@pytest.mark.parametrize("width", [652, 322])
def test_dots_and_indices_are_sound(width: int) -> None:
    simulation = simulate(by_hand(), draws=1_000, seed=1)
    assert {"no gap", "16 of 20"} <= set(validate(dots_chart(simulation, "margin"), width))
    scenario = model.load("three_tier")
    assert "European brigades: troops in a unit" in validate(indices_chart(scenario, sobol(scenario, points=64)), width)


def test_indices_are_drawn_with_their_intervals_alone_above_in_all() -> None:
    scenario = model.load("three_tier")
    estimates = sobol(scenario, points=64)
    rows = index_rows(scenario, estimates)
    assert [row["kind"] for row in rows] == ["alone", "in all"] * len(estimates)
    assert all(row["low"] <= row["high"] for row in rows)
    assert [row["row"] for row in rows[:4]] == [0, 0.32, 1, 1.32]
    assert rows[0]["label"] == "European brigades: troops in a unit"
    assert rows[1]["label"] == ""
