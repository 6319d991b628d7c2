"""The map of two levers as a picture."""

from typing import Any

import numpy as np
from by_hand import by_hand

from model import Scenario
from model.analysis.lever_map import LeverMap, lever_map
from model.present.charts import lever_map as map_charts

TROOPS, RATIO, OVERLAP = "force.british_force.strength.troops", "rotation.dwell_ratio", "rotation.overlap_months"


def dannatt() -> LeverMap:
    return lever_map(by_hand(), TROOPS, RATIO)


def point(grid: LeverMap, case: str, first: float, second: float) -> float:
    margins = grid.cases[case].troops
    (column,), (row,) = np.nonzero(np.isclose(grid.first, first)), np.nonzero(np.isclose(grid.second, second))
    return float(margins[row[0], column[0]])


def layers(grid: LeverMap, case: str) -> dict[str, Any]:
    return map_charts.map_chart(grid, case, "if 4×").to_dict()


def test_the_picture_has_line_words_own_values_and_source() -> None:
    spec = layers(dannatt(), "high")
    subtitle = spec["title"]["subtitle"]
    assert "Scenario dannatt, if 4×" in subtitle
    assert any("Source: " in line for line in subtitle)
    landmarks = {name: place for *place, name in dannatt().landmarks("high")}
    assert set(landmarks) == {"spare", "short", "break-even"}
    assert point(dannatt(), "high", *landmarks["spare"]) > 0
    assert point(dannatt(), "high", *landmarks["short"]) < 0
    rows = [row for data in spec["datasets"].values() for row in data]
    assert {"left": 10_000.0, "bottom": 3.0} in rows
    colours = spec["layer"][0]["encoding"]["color"]["scale"]
    assert colours["domain"] == [-197_500, 0, 30_000]


def test_a_force_that_is_always_kept_up_needs_no_orange() -> None:
    scenario = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2},
        "coalition": {"contributors": {"a": {
            "position": "declared", "land_strength": 9_000_000, "deployable_share": 1,
        }}},
    })  # fmt: skip
    grid = lever_map(scenario, "rotation.tour_months", RATIO, points=9)
    scale = layers(grid, "low")["layer"][0]["encoding"]["color"]["scale"]
    assert scale["domain"][0] == 0
    assert {name for *_, name in grid.landmarks("low")} == {"spare"}
