"""Sweeps that users hold: over every combination or point by point, from lists, arrays and frames; chart and card."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
import pytest
from charts import validate

import model
from model import ScenarioError
from model.library import sweep as library

TOUR, DWELL, RULE = "rotation.tour_months", "rotation.dwell_months", "coalition.rule"


@pytest.mark.parametrize(
    "values", [[4, 6], (4, 6), np.array([4, 6]), pd.Series([4, 6]), pd.Index([4.0, 6.0]), range(4, 7, 2)]
)
def test_values_of_any_kind_are_swept(values: Any) -> None:  # noqa: ANN401
    sweep = model.sweep("dannatt", {TOUR: values}, measures=["multiplier"])
    assert sweep.frame()[TOUR].tolist() == [4, 6]
    frame = sweep.frame()
    frame[TOUR] = 0  # the caller's own
    assert sweep.frame()[TOUR].tolist() == [4, 6]


def test_a_frame_of_points_is_swept_row_by_row() -> None:
    points = pd.DataFrame({TOUR: [4, 6, 12], DWELL: [12, 18, 36], RULE: ["offers", "equal_strain", "offers"]})
    sweep = model.sweep("dannatt", points, zipped=True)
    frame = sweep.frame()
    assert frame[[TOUR, DWELL, RULE]].to_numpy().tolist() == points.to_numpy().tolist()
    assert frame["multiplier_central"].tolist() == [4, 4, 4]
    assert sweep.count == 3
    assert sweep.point(1).rotation.dwell.central == 18
    with ThreadPoolExecutor(1) as threads:
        pd.testing.assert_frame_equal(sweep.frame(threads), frame)
    assert repr(sweep) == f"<Sweep of dannatt: 3 points over {TOUR}, {DWELL}, {RULE}>"


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ([TOUR], r"^over: expected paths with their values, such as {'rotation.tour_months': \[4, 6\]}, found an"),
        (5, r"^over: expected paths with their values"),
        ({TOUR: 4}, r"^over: rotation.tour_months: '4' is not a list of values"),
        ({TOUR: "46"}, r"^over: rotation.tour_months: '46' is not a list of values"),
        ({"rotation.tour": [4]}, r"^over: rotation.tour: no 'tour' below rotation; did you mean 'tour_months'\?"),
        ({TOUR: [4, 6], DWELL: [12]}, r"^over: points .*: rotation.tour_months has 2, rotation.dwell_months has 1$"),
        (pd.DataFrame({TOUR: [4, None]}), r"^over: rotation.tour_months: nan is out of range"),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_is_told_with_its_place(over: Any, message: str) -> None:  # noqa: ANN401
    with pytest.raises(ScenarioError, match=message):
        model.sweep("dannatt", over, zipped=True)


def test_one_path_is_drawn_as_one_band_and_two_as_several() -> None:
    one = model.sweep("reassurance_force", {"rotation.dwell_ratio": [1, 2, 4]})
    chart = one.chart("margin")
    assert "10,000 short" in validate(chart.exhibit.chart)
    assert chart.title == "To spare or short: −24,200 to +6,000"
    assert one.chart().title == "Tied up in all: 60,000 to 150,000"
    two = model.sweep("reassurance_force", {TOUR: [3, 6], DWELL: [12, 24]}, measures=["multiplier"])
    assert {"12", "24"} <= set(validate(two.chart().exhibit.chart))
    rules = model.sweep("reassurance_force", {TOUR: [3, 6], RULE: ["offers", "equal_strain"]})
    assert {"offers", "equal_strain"} <= set(validate(rules.chart().exhibit.chart))


def test_a_sweep_that_no_chart_holds_says_why() -> None:
    by_rule = model.sweep("dannatt", {RULE: ["offers", "equal_strain"]})
    with pytest.raises(ScenarioError, match=r"^a chart needs numbers along its first path; frame\(\) has every point$"):
        by_rule.chart()
    assert "a chart needs numbers" in by_rule._repr_html_()
    many = model.sweep("dannatt", {TOUR: [4, 6], DWELL: [12, 14, 16, 18, 20]})
    three = model.sweep("dannatt", {TOUR: [4, 6], DWELL: [12], "horizon_months": [12, 24]})
    for sweep in (many, three):
        with pytest.raises(ScenarioError, match="two of which the second has at most 4 values"):
            sweep.chart()
    with pytest.raises(ScenarioError, match=r"^no measure 'tied' here; did you mean 'tied_up'\?$"):
        many.chart("tied")
    unknown = model.sweep("multinational_force_ukraine", {TOUR: [4, 6]})
    with pytest.raises(ScenarioError, match=r"^no chart of tied_up: not known publicly$"):
        unknown.chart()


def test_the_card_has_the_points_as_a_table_and_a_large_one_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    sweep = model.sweep("dannatt", {"rotation.dwell_ratio": [2, 3]})
    card = sweep._repr_html_()
    assert "Tied up in all: 30,000 to 40,000" in card
    assert "Low to high, rounded for reading." in card
    monkeypatch.setattr(library, "MOST_SHOWN", 1)
    assert "A sweep of 2 points" in sweep._repr_html_()
    assert "<table" not in sweep._repr_html_()
