"""The squares of all proposals: as many troops each, in every plan."""

import pytest
from charts import validate
from coalitions import ROTATION

import model
from model import Scenario
from model.engine.run import Run
from model.present.charts.plans import DEEP, columns, placed, plans_chart, squares, unit_of
from model.present.words.plans import Plan


def run(troops: object) -> Run:
    """Run a force at three to four in the cycle."""
    document = {
        "title": "Force", "force": {"main": {"strength": {"troops": troops}}},
        "rotation": {**ROTATION, "dwell_months": {"low": 12, "high": 18}},
    }  # fmt: skip
    return model.run(Scenario.from_document(document)).runs[0]


def plan(troops: object) -> Plan:
    return Plan(run(troops), "proposal")


def test_a_square_stands_for_2000_troops_unless_there_would_be_too_many() -> None:
    assert unit_of([plan(30_000), plan(100_000)]) == 2_000
    assert unit_of([plan(200_000)]) == 5_000
    assert unit_of([plan(10_000_000)]) == 200_000
    assert unit_of([]) == 2_000


def test_squares_are_those_on_tour_and_at_home_and_outlined_at_the_higher_end_alone() -> None:
    away, home = squares(run(30_000), 2_000)
    assert (away.filled, away.outlined) == (15, 0)
    assert (home.filled, home.outlined) == (30, 15)
    ranged = squares(run({"low": 10_000, "high": 20_000}), 2_000)
    assert [(group.filled, group.outlined) for group in ranged] == [(5, 5), (10, 20)]
    assert [group.count for group in squares(run(1), 2_000)] == [0, 0]


def test_squares_fill_columns_from_above_with_half_a_column_between_groups() -> None:
    groups = squares(run(14_000), 2_000)  # 7 on tour, 14 at home and 7 more
    places = [(column, row) for column, row, *_ in placed(groups, DEEP)]
    assert places[:7] == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 0), (1, 1)]
    assert places[7] == (2.5, 0)
    assert columns(groups, DEEP) == 2 + 0.5 + 5
    filled = [is_filled for *_, is_filled in placed(groups, DEEP)]
    assert filled == [True] * 21 + [False] * 7


@pytest.mark.parametrize("width", [652, 322])
def test_it_is_sound_vega_lite_at_both_widths(width: int) -> None:
    drawn = plans_chart([plan(30_000), plan(64_000)])
    assert "Force: 192,000 to 256,000" in validate(drawn, width)
    assert len(drawn.rows["squares"]) == 60 + 128
    assert validate(plans_chart([]), width) == []
