"""The picture of the months: areas at both ends, what is missing, labels that meet no other, axes."""

from itertools import pairwise

import pytest
from by_hand import two_by_hand
from charts import validate
from coalitions import nation, only, run
from month_runs import AT_ONCE, one_pool

import model
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.charts import vega
from model.present.charts.months import MOST_LABELS, months_axis, months_chart
from model.present.charts.vega import Chart
from model.present.words.course import Course

WIDE, NARROW = 1_100, 322


def chart(one: Run) -> Chart:
    course = Course.of(one)
    assert course is not None
    return months_chart(course)


def test_filled_is_what_both_ends_have_outlined_what_one_has_and_tinted_what_both_miss() -> None:
    rows = chart(Run.of(two_by_hand().replace(AT_ONCE))).rows["months"]
    assert [(row["month"], row["sure"], row["held"], row["missing"]) for row in rows] == [
        (0, 30_000, 30_000, 30_000), (6, 20_000, 20_000, 30_000), (12, 10_000, 10_000, 30_000),
        (18, 10_000, 30_000, 30_000), (24, 10_000, 30_000, 30_000),
    ]  # fmt: skip


def test_a_steady_rotation_has_flat_ends() -> None:
    rows = chart(Run.of(two_by_hand())).rows["months"]
    assert [(row["month"], row["sure"], row["held"], row["needed"]) for row in rows] == [
        (0, 15_000, 20_000, 30_000), (24, 15_000, 20_000, 30_000),
    ]  # fmt: skip


def test_each_gap_has_its_words_at_its_step_on_a_line_of_its_own() -> None:
    steps = chart(Run.of(two_by_hand().replace(AT_ONCE))).rows["steps"]
    assert [(row["month"], row["row"], row["long"]) for row in steps] == [
        (0, -1, "needed: 30,000"), (6, 0, "10,000 short from month 7"), (12, 1, "20,000 short from month 13"),
        (18, 2, "up to 20,000 short from month 19"),
    ]  # fmt: skip
    assert steps[1]["lines"] == "10,000 short\nfrom month 7"
    (_, flat) = chart(Run.of(two_by_hand())).rows["steps"]
    assert flat["long"] == "10,000 to 15,000 short"
    first = chart(one_pool(troops=40_000, pool=30_000, rotation={"tour_months": 6, "dwell_ratio": 2})).rows["steps"][1]
    assert first["long"] == "10,000 short from the start"


def test_of_many_gaps_the_first_are_labelled() -> None:
    many = one_pool(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=120)
    assert len(chart(many).rows["steps"]) == 1 + MOST_LABELS


def test_a_range_of_sizes_has_two_lines_and_one_size_one() -> None:
    ranged = chart(only(run({"a": nation(8_000)}, troops={"low": 700, "high": 2_000})))
    lines = [layer for layer in ranged.spec["layer"] if "strokeDash" in layer["mark"]]
    assert [layer["encoding"]["y"]["field"] for layer in lines] == ["needed", "least"]
    assert ranged.rows["steps"][0]["long"] == "needed: 700 to 2,000"
    assert len([layer for layer in chart(Run.of(two_by_hand())).spec["layer"] if "strokeDash" in layer["mark"]]) == 1


def test_the_area_is_named_where_it_is_high_for_the_longest_time() -> None:
    (inside,) = chart(Run.of(two_by_hand())).rows["inside"]
    assert (inside["words"], inside["month"], inside["share"]) == ("in the field", 0, 1)
    (outlined,) = chart(Run.of(model.load("reassurance_force"))).rows["inside"]
    assert outlined["words"] == "in the field, at the higher end"
    assert "inside" not in chart(only(run({"a": nation(0)}, troops=1_000))).rows


@pytest.mark.parametrize(
    ("horizon", "values"), [(1, [0, 1]), (24, [0, 6, 12, 18, 24]), (60, [0, 12, 24, 36, 48, 60]), (1_200, [0, 240])]
)
def test_ticks_are_few_whatever_the_horizon(horizon: int, values: list[int]) -> None:
    assert months_axis(horizon)["values"][: len(values)] == values
    assert len(months_axis(horizon)["values"]) <= 6


def test_an_axis_says_the_word_month_once() -> None:
    words = validate(chart(Run.of(model.load("reassurance_force"))), NARROW)
    assert [word for word in words if word in {"start", "month 6", "12", "18", "24"}] == [
        "start", "month 6", "12", "18", "24",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("start", ["evenly_spread", "rested"])
@pytest.mark.parametrize("name", ["reassurance_force", "demarcation_line", "three_tier"])
def test_the_picture_is_sound_and_no_word_runs_out_of_it(name: str, start: str, width: int) -> None:
    one = Run.of(model.load(name).replace({"schedule.start": start}))
    assert any(words.startswith("needed: ") for words in validate(chart(one), width))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_labels_have_rows_of_their_own_so_that_none_meets_another(name: str) -> None:
    one = Run.of(model.load(name).replace(AT_ONCE))
    if Course.of(one) is not None:
        rows = [row["row"] for row in chart(one).rows["steps"]]
        assert all(row < after for row, after in pairwise(rows))


def test_t_37_areas_that_touch_are_three_to_one_or_parted_by_a_line() -> None:
    drawn = chart(Run.of(two_by_hand())).spec["layer"]
    fills = [layer["mark"]["color"] for layer in drawn if layer["mark"]["type"] == "area"]
    (edge,) = [
        layer["mark"]["color"]
        for layer in drawn
        if layer["mark"]["type"] == "line" and "strokeDash" not in layer["mark"]
    ]
    assert fills == [vega.AWAY, vega.GAP_FILL, vega.PALE]
    assert vega.contrast(vega.AWAY, vega.PALE) >= 3
    assert vega.contrast(vega.AWAY, vega.GAP_FILL) >= 3
    for side in (vega.PALE, vega.GAP_FILL):  # the line between the two
        assert vega.contrast(edge, side) >= 3
    assert vega.contrast(vega.GAP_TEXT, vega.GAP_FILL) >= 4.5
