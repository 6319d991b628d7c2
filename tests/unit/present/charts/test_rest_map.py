"""Size against rest as a picture: edges by hand, words that never meet, and what stands out of its way."""

import itertools
import json

import pytest
from by_hand import by_hand
from charts import validate

import model
from model.analysis.rest_map import rest_map, rest_of
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.charts.places import Box, size_of
from model.present.charts.rest_map import (
    LINE,
    PLOT_HEIGHT,
    PLOT_WIDTH,
    TINTS,
    Plot,
    regions,
    rest_map_chart,
    steps_of_gap,
)
from model.present.charts.vega import AWAY, GAP_TEXT, USUAL, Chart, contrast


def chart_of(plan: Run) -> tuple[Chart, Plot]:
    plot = Plot.of(plan, [rest_of(plan, case) for case in ("low", "high")])
    of_run = rest_map(plan, plot.rest)
    assert of_run is not None
    return rest_map_chart(plan, of_run, plot), plot


def shipped(name: str) -> tuple[Chart, Plot]:
    return chart_of(Run.of(model.load(name)))


def texts(chart: Chart) -> list[str]:
    return [row["text"] for row in chart.rows["words"]]


def test_the_edge_is_the_pool_over_one_and_the_rest() -> None:
    """30,000 in the pool: 30,000 with no rest, 7,500 at three; 20,000 and 50,000 further right too few."""
    chart, plot = chart_of(Run.of(by_hand()))
    assert (plot.troops, plot.rest) == (105_000, 6.5)
    by_rest = {row["y"]: row for row in chart.rows["edges"]}
    assert by_rest[0] == {"y": 0, "hard": 30_000, "easy": 30_000, "some": 50_000, "more": 80_000, "end": 105_000}
    assert by_rest[3]["hard"] == 7_500
    assert chart.rows["plan"] == [{"x": 10_000, "y": 2}, {"x": 10_000, "y": 3}]
    assert "it depends" not in " ".join(texts(chart)).replace("\n", " ")


def test_where_the_two_cases_differ_the_stretch_between_depends() -> None:
    chart, _ = shipped("reassurance_force")
    (at_two,) = (row for row in chart.rows["edges"] if row["y"] == 2)
    assert at_two["hard"] < at_two["easy"] == 26_881
    assert {text.replace("\n", " ") for text in texts(chart)} == {
        "this plan", "enough", "depends", "up to 20,000 short", "20,000 to 50,000 short", "over 50,000 short",
    }  # fmt: skip


def test_a_large_force_and_a_long_rest_stay_on_the_map() -> None:
    large = Run.of(by_hand().replace({"force.british_force.strength.troops": 10_000_000, "rotation.dwell_ratio": 9}))
    chart, plot = chart_of(large)
    assert plot.troops > 10_000_000
    assert plot.rest > 9
    assert "over 5,000,000 short" in " ".join(texts(chart)).replace("\n", " ")
    assert steps_of_gap(plot.troops) == (2_000_000, 5_000_000)
    assert validate(chart, 322)


def test_a_size_that_is_not_known_has_no_mark() -> None:
    chart, _ = shipped("no_us_backstop")
    assert chart.rows["plan"] == []
    assert "this plan" not in texts(chart)


def test_months_that_do_not_fit_are_blank() -> None:
    chart, _ = chart_of(Run.of(by_hand().replace({"rotation.recovery_months": 12})))
    assert min(row["y"] for row in chart.rows["edges"]) == 2


def test_a_plan_on_a_rule_has_its_words_beside_the_line() -> None:
    chart, _ = shipped("british_norm")
    (words,) = (row for row in chart.rows["words"] if row["text"] == "this plan")
    assert (words["x"], words["y"], words["align"], words["dy"] > 0) == (10_000, 4, "left", True)


def test_a_plan_at_the_very_right_has_its_words_at_the_left() -> None:
    chart, _ = chart_of(
        Run.of(by_hand().replace({"force.british_force.strength.troops": 104_000, "rotation.dwell_ratio": 2.5}))
    )
    (words,) = (row for row in chart.rows["words"] if row["text"] == "this plan")
    assert (words["align"], words["dx"]) == ("right", -10)


def test_rules_beside_a_plan_at_the_right_have_their_names_left_of_it() -> None:
    chart, _ = chart_of(Run.of(by_hand().replace({"force.british_force.strength.troops": 200_000})))
    rests = {row["y"]: row for row in chart.rows["rests"]}
    assert (rests[3]["short"], rests[3]["x"], rests[3]["dx"]) == ("French norm: 3", 200_000, -14)
    assert (rests[5]["x"], rests[5]["dx"]) == (230_000, -5)


def boxes(chart: Chart, plot: Plot) -> list[Box]:
    """What the words of a map take up on a phone."""
    plan = []
    for row in chart.rows["words"]:
        wide, high = size_of(row["text"], row["size"], LINE)
        left = plot.x(row["x"]) + row["dx"] - {"left": 0, "center": wide / 2, "right": wide}[row["align"]]
        top = plot.y(row["y"]) + row["dy"]
        plan.append(Box(left, top, left + wide, top + high))
    for row in chart.rows["rests"]:
        wide, high = size_of(row["short"], USUAL, LINE)
        top, right = plot.y(row["y"]) + (2 if row["side"] == "top" else -high - 2), plot.x(row["x"]) + row["dx"]
        if row["short"]:
            plan.append(Box(right - wide, top, right, top + high))
    return plan


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_words_of_a_map_meet_and_all_stand_within_it(name: str) -> None:
    chart, plot = shipped(name)
    placed = boxes(chart, plot)
    assert not [pair for pair in itertools.combinations(placed, 2) if pair[0].meets(pair[1])]
    assert all(
        box.left >= 0 and box.right <= PLOT_WIDTH and box.top >= 0 and box.bottom <= PLOT_HEIGHT for box in placed
    )
    assert "enough" in texts(chart) or name in ("british_norm", "dannatt")  # one small army


@pytest.mark.parametrize("name", ["reassurance_force", "multinational_force_ukraine"])
@pytest.mark.parametrize("width", [652, 322])
def test_the_picture_is_sound(name: str, width: int) -> None:
    chart, _ = shipped(name)
    words = validate(chart, width)
    assert "enough" in words
    assert ("NATO targets, Oct 2004; British Army guideline, 2003: 4" in words) == (width == 652)


def test_the_rows_of_the_map_are_few() -> None:
    """They were 175 kB."""
    for name in shipped_scenarios():
        chart, _ = shipped(name)
        assert len(json.dumps(chart.rows)) < 9_000


def test_the_words_are_read_on_their_tints() -> None:
    assert all(contrast(colour, tint) >= 4.5 for colour in (AWAY, GAP_TEXT) for tint in TINTS)


def test_regions_without_any_width_have_no_words() -> None:
    plan = rest_map(Run.of(by_hand()), 6.5)
    assert plan is not None
    plot = Plot(105_000, 6.5)
    assert [region.wordings[0] for region in regions(plan, plot)] == [
        "enough", "up to 20,000 short", "20,000 to 50,000 short", "over 50,000 short",
    ]  # fmt: skip
