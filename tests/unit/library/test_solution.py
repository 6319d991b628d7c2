"""Solutions that users hold: roots as a frame, the margin along the lever as a chart, a card."""

import numpy as np
import pytest
from by_hand import by_hand
from charts import validate

import model
from model import ScenarioError, Solution

RATIO = "rotation.dwell_ratio"


@pytest.fixture(scope="module")
def solution() -> Solution:
    """10,000 troops from a pool of 30,000: just enough at three in the cycle, two at home for each one away."""
    return model.solve(by_hand(), RATIO, (1, 4))


def test_each_root_has_a_row(solution: Solution) -> None:
    assert solution.roots["central"] == (2.0,)
    assert solution.frame().query("case == 'central'")[["scenario", "lever", "root"]].to_numpy().tolist() == [
        ["dannatt", RATIO, 2.0]
    ]
    assert solution.frame()["whole"].isna().all()
    months = model.solve(by_hand(), "rotation.tour_months", (1, 12))
    assert type(months.scenario) is model.Scenario
    assert repr(solution).startswith("<Solution: Months at home for each month away, from 1 to 4")


def test_the_chart_runs_through_zero_at_the_root(solution: Solution) -> None:
    chart = solution.chart()
    assert chart.title == "Just enough at 2 months at home for each one away"
    assert "2" in validate(chart.exhibit.chart)
    frame = chart.frame()
    before, after = frame[frame[RATIO] < 2], frame[frame[RATIO] > 2]
    assert (before["margin_greatest"] > 0).all()
    assert (after["margin_least"] < 0).all()
    assert len(frame) == 101


def test_the_card_has_the_values_in_a_table(solution: Solution) -> None:
    card = solution._repr_html_()
    assert "Just enough at 2 months at home for each one away" in card
    assert "The lever alone, all else as it is." in card


def test_ends_of_other_libraries_are_numbers_and_others_are_refused() -> None:
    assert model.solve(by_hand(), RATIO, (np.int64(1), np.float64(4))).roots["low"] == (2.0,)
    for between in ("1:4", "14", (1,), 4, ("a", "b")):
        with pytest.raises(ScenarioError, match=r"^between: expected a pair of numbers, such as \(6, 48\), found "):
            model.solve(by_hand(), RATIO, between)  # type: ignore[arg-type]
    with pytest.raises(ScenarioError, match=r"^between: rotation.dwell_ratio: 4 to 1 is not an interval here"):
        model.solve("dannatt", RATIO, (4, 1))
    with pytest.raises(
        ScenarioError, match=r"^lever: expected a dotted path in quotes, such as 'rotation.dwell_ratio'"
    ):
        model.solve("dannatt", 5)  # type: ignore[arg-type]
