"""Drivers that users hold: bars as a frame and a chart, break-even and indices on request."""

import pytest

import model
from model import ScenarioError
from model.library.drivers import BAR_COLUMNS, BREAK_EVEN_COLUMNS

RATIO = "rotation.dwell_ratio"


def test_each_range_has_a_row_for_each_measure_that_it_can_move() -> None:
    drivers = model.drivers("dannatt")
    frame = drivers.frame()
    assert frame.dtypes.astype(str).to_dict() == BAR_COLUMNS
    row = frame.query(f"measure == 'tied_up' and path == '{RATIO}'").iloc[0]
    assert (row["input_low"], row["input_high"], row["at_low"], row["at_high"]) == (2, 3, 30_000, 40_000)
    assert repr(drivers) == f"<Drivers of dannatt: {len(frame)} bars>"


def test_break_even_and_indices_are_worked_out_when_asked_for() -> None:
    drivers = model.drivers("dannatt")
    roots = drivers.break_even()
    assert roots.dtypes.astype(str).to_dict() == BREAK_EVEN_COLUMNS
    central = roots.query(f"lever == '{RATIO}' and case == 'central'")["root"]
    assert tuple(central) == model.solve("dannatt", RATIO).roots["central"] != ()
    indices = drivers.sobol("tied_up")
    assert indices.set_index("path").loc[RATIO, "alone"] == pytest.approx(1, abs=0.05)
    with pytest.raises(ScenarioError, match="there is no tide_up to explain here"):
        drivers.sobol("tide_up")


def test_the_chart_is_of_the_margin_where_a_range_moves_it() -> None:
    drivers = model.drivers("dannatt")
    assert drivers.chart().title == "The share of each army that can be sent would move the gap most"
    assert drivers.chart("tied_up").title == "How long units rest would move the total tied up most"
    assert model.drivers(model.load("dannatt").replace({"coalition": None})).chart().exhibit.key == "alone_tied_up"
    with pytest.raises(ScenarioError, match=r"^no bars of 'capacity' here; allowed: margin, tied_up$"):
        drivers.chart("capacity")


def test_a_scenario_without_ranges_has_no_bars_and_says_so() -> None:
    plain = model.load({"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}})
    drivers = model.drivers(plain)
    assert drivers.frame().empty
    with pytest.raises(ScenarioError, match=r"^no range of the scenario moves tied_up; frame\(\) has all$"):
        drivers.chart()
    card = drivers._repr_html_()
    assert "no range of the scenario moves tied_up" in card
    assert "<table" not in card


def test_the_card_has_the_bars_as_picture_and_table() -> None:
    card = model.drivers("dannatt")._repr_html_()
    assert "The share of each army that can be sent would move the gap most" in card
    assert "Who gave the range" in card
