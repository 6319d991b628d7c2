"""Charts about nations: sound at the widths of pictures, and their rows by hand."""

import pytest
from charts import validate
from coalitions import nation, only, run, scenario

import model
from model.analysis.joining import Addition, additions
from model.engine.run import Run
from model.frozen import Range
from model.present.charts import coalition as charts
from model.present.tables.coalition import nations
from model.present.tables.years import years
from model.present.words.chances import pivotal_weights
from model.present.words.joining import gap_as_read

WIDTHS = pytest.mark.parametrize("width", [322, 652])


def shipped(name: str) -> Run:
    return only(model.run(model.load(name)))


@WIDTHS
def test_what_each_would_add_beside_the_gap(width: int) -> None:
    one = shipped("reassurance_force")
    rows = charts.joining_rows(one.scenario, additions(one)[:12])
    words = validate(charts.joining_chart(rows, gap_as_read(one)), width)
    italy = "7,500–19,100, open, or on conditions" if width > 430 else "7,500–19,100"
    assert {"Poland ×", "Turkey", italy, "gap: 3,100 to 21,800"} <= set(words)


def test_a_bar_is_filled_to_the_least_and_outlined_to_the_most() -> None:
    plan = scenario({"a": nation(8_000), "b": nation(8_000, position="refused")})
    (row,) = charts.joining_rows(plan, [Addition("b", 200.0, 1_000.0, frozenset())])
    assert row == {
        "nation": "B ×", "fill": "Ruled it out", "low": 200.0, "high": 1_000.0, "short": "200–1,000",
        "long": "200–1,000, ruled it out",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gap", "words", "rules"),
    [
        (Range(100, None, 300), "gap: 100 to 300", 2),
        (Range(0, None, 300), "gap: up to 300", 1),
        (Range(5_000, None, 5_000), "gap: 5,000", 2),
    ],
)
def test_the_gap_is_a_band_with_its_size(gap: Range, words: str, rules: int) -> None:
    plan = scenario({"a": nation(8_000), "b": nation(8_000, position="open")})
    chart = charts.joining_chart(charts.joining_rows(plan, [Addition("b", 200.0, 1_000.0, frozenset())]), gap)
    assert words in validate(chart)
    of_gap = [layer["mark"] for layer in chart.spec["layer"] if layer["data"]["name"] == "gap"]
    assert sum(mark["type"] == "rule" for mark in of_gap) == rules
    side = next(
        layer["mark"]["align"]
        for layer in chart.spec["layer"]
        if layer["data"]["name"] == "gap" and "align" in layer["mark"]
    )
    assert side == ("right" if gap.high == 5_000 else "left")


@pytest.mark.parametrize("gap", [Range(), Range(0, None, 0)])
def test_without_a_gap_there_is_no_band(gap: Range) -> None:
    plan = scenario({"a": nation(8_000), "b": nation(8_000, position="open")})
    chart = charts.joining_chart(charts.joining_rows(plan, [Addition("b", 500.0, 500.0, frozenset())]), gap)
    assert validate(chart, 322) == ["B", "500"]


def test_numbers_stand_in_a_column_that_no_bar_and_no_line_of_the_gap_reaches() -> None:
    plan = scenario({"a": nation(8_000), "b": nation(8_000, position="open")})
    rows = charts.joining_rows(plan, [Addition("b", 500.0, 900.0, frozenset())])
    layers = charts.joining_chart(rows, Range(400, None, 900)).spec["layer"]
    (numbers,) = (one for one in layers if (one["data"]["name"], one["mark"]["type"]) == ("nations", "text"))
    assert numbers["mark"]["align"] == "right"
    assert numbers["encoding"]["x"] == {"value": {"expr": "width"}}
    (scale,) = {str(layer["encoding"]["x"]["scale"]) for layer in layers if "scale" in layer["encoding"]["x"]}
    longest = max(len(row["short"]) for row in rows)
    assert f"width - (width >= {charts.WIDE} ? " in scale
    assert f": {round(charts.LETTER * longest + 12)})" in scale


@WIDTHS
def test_what_each_carries_has_its_share_of_the_army(width: int) -> None:
    rows = [row for row in nations(shipped("willing_september_2025"), "high") if row.is_in]
    words = validate(charts.carries_chart(rows), width)
    assert ("3,450, 18% of its army" in words) == (width > 430)
    assert "UK" in words


def test_a_nation_whose_army_is_nothing_has_no_share_beside_its_bar() -> None:
    rows = nations(only(run({"a": nation(0), "b": nation(8_000)}, troops=500)), "central")
    words = {row["nation"]: row["long"] for row in charts.carries_chart(rows).rows["nations"]}
    assert words == {"A": "0", "B": "500, 25% of its army"}


@WIDTHS
def test_the_years_of_each_stand_three_in_a_row(width: int) -> None:
    every = years(shipped("willing_september_2025"), "high")
    chart = charts.years_chart(every)
    words = validate(chart, width)
    assert words.count("100% busy") >= 4
    assert chart.spec["height"] == charts.YEAR_ROW * -(-len(every) // 3)
    assert {row["fill"] for row in chart.rows["parts"]} == {"away", "at home"}


@WIDTHS
@pytest.mark.parametrize(("troops", "side"), [(12_000, "right"), (2_000, "left")])
def test_the_curve_of_chances_names_the_force_on_the_side_that_has_room(troops: int, side: str, width: int) -> None:
    plan = model.load("willing_chances").replace({"force.reassurance_force.strength.troops": troops})
    chart = charts.chances_chart(Run.of(plan), "high", "41 of 100")
    assert f"{troops:,}: 41 of 100" in validate(chart, width)
    assert {layer["mark"].get("align") for layer in chart.spec["layer"]} == {None, side}


def test_a_force_that_is_not_known_has_no_line_in_the_curve() -> None:
    force = {"main": {"strength": "unknown"}}
    one = only(run({"a": nation(8_000, probability=0.5)}, force=force))
    assert list(charts.chances_chart(one, "central", "").rows) == ["sizes"]


@WIDTHS
def test_who_decides_has_what_it_said_beside_its_bar(width: int) -> None:
    one = shipped("willing_chances")
    words = validate(charts.pivotal_chart(one, pivotal_weights(one)[:12]), width)
    assert ("58, named a number or a unit" in words) == (width > 430)
    assert ("58" in words) == (width < 430)
