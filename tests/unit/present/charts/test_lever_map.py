"""The map of any two inputs as a picture."""

import json

import pytest
from by_hand import by_hand
from charts import validate

from model import Scenario
from model.analysis.lever_map import LeverMap, lever_map
from model.present.charts.lever_map import map_chart

TROOPS, RATIO, OVERLAP = "force.british_force.strength.troops", "rotation.dwell_ratio", "rotation.overlap_months"


def dannatt() -> LeverMap:
    return lever_map(by_hand(), TROOPS, RATIO)


def test_the_picture_has_tints_line_words_and_the_plans_own_values() -> None:
    chart = map_chart(dannatt(), "high")
    assert {row["text"] for row in chart.rows["names"]} == {"spare", "short", "break-even"}
    assert chart.rows["own"] == [{"x": 10_000, "y": 3}]
    assert len(chart.rows["line"]) > 20
    assert all(chart.rows[f"tint_{number}"] for number in range(4))
    first = chart.rows["tint_0"][0]
    assert (first["x"], first["y"]) == (0, 0)
    assert len(json.dumps(chart.rows)) < 40_000  # every cell was a row of its own: 175 kB


def test_a_force_that_is_always_kept_up_has_one_tint() -> None:
    scenario = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2},
        "coalition": {"contributors": {"a": {
            "position": "declared", "land_strength": 9_000_000, "deployable_share": 1,
        }}},
    })  # fmt: skip
    chart = map_chart(lever_map(scenario, "rotation.tour_months", RATIO, points=9), "low")
    assert len(chart.rows["tint_0"]) == 9
    assert not any(chart.rows[f"tint_{number}"] for number in (1, 2, 3))
    assert [row["text"] for row in chart.rows["names"]] == ["spare"]


@pytest.mark.parametrize("width", [652, 322])
def test_the_picture_is_sound(width: int) -> None:
    assert "break-even" in validate(map_chart(dannatt(), "high"), width)
    assert "refused" in validate(map_chart(lever_map(by_hand(), "rotation.tour_months", OVERLAP), "high"), width)
