"""Bands over one input: both ends as lines, names that stand apart, a line at zero, marks where it is crossed."""

import itertools

import pytest
from charts import validate

from model.present.charts.bands import MOST_BANDS, MOST_POINTS, MOST_TICKS, PLOT, Band, Marked, bands_chart
from model.present.charts.vega import Chart

RISING = [(1.0, 10.0, 20.0), (2.0, 30.0, 30.0)]


def y_of(chart: Chart, words: str) -> float:
    (row,) = [row for row in chart.rows["names"] if row["words"] == words]
    return float(row["y"])


def test_one_band_has_no_name_and_a_row_for_each_point() -> None:
    chart = bands_chart([Band(RISING)], "Tour (months)")
    assert [(row["x"], row["low"], row["high"]) for row in chart.rows["points"]] == RISING
    assert chart.rows["names"] == chart.rows["zero"] == chart.rows["zeros"] == []
    assert "Tour (months)" in validate(chart)


@pytest.mark.parametrize("width", [652, 322])
def test_names_of_bands_that_end_together_stand_apart(width: int) -> None:
    bands = [Band([(1.0, 10.0, 20.0), (12.0, 30.0, 30.0 + number)], f"band {number}") for number in range(MOST_BANDS)]
    chart = bands_chart(bands, "Tour (months)")
    places = [y_of(chart, f"band {number}") for number in range(MOST_BANDS)]
    apart = [after - before for before, after in itertools.pairwise(places)]
    assert min(apart) >= 17 * (33 - 10) / PLOT
    assert {f"band {number}" for number in range(MOST_BANDS)} <= set(validate(chart, width))


@pytest.mark.parametrize("width", [652, 322])
def test_a_margin_has_a_line_at_zero_and_marks_where_it_is_crossed(width: int) -> None:
    chart = bands_chart(
        [Band([(1, -5_000, -2_000), (4, 1_000, 3_000)])], "Rest", is_margin=True, zeros=[Marked(3, "3.0")]
    )
    assert chart.rows["zero"] == [{"y": 0}]
    assert {"3.0", "4,000 short", "2,000"} <= set(validate(chart, width))


def test_a_margin_that_is_never_zero_has_the_line_all_the_same() -> None:
    chart = bands_chart([Band([(1, 50, 50), (2, 50, 50)])], "Rest", is_margin=True)
    assert "0" in validate(chart)


def test_few_points_have_marks_and_ticks_of_their_own() -> None:
    few = bands_chart([Band(RISING)], "Rest").to_dict()
    many = bands_chart([Band([(x, 0.0, 0.0) for x in range(MOST_POINTS + 1)])], "Rest").to_dict()
    assert ["point" in layer["mark"] for layer in few["layer"][1:3]] == [True, True]
    assert ["point" in layer["mark"] for layer in many["layer"][1:3]] == [False, False]
    assert few["layer"][0]["encoding"]["x"]["axis"]["values"] == [1, 2]
    assert "values" not in many["layer"][0]["encoding"]["x"]["axis"]
    assert MOST_POINTS > MOST_TICKS
