"""The exhibits of a rotation: one soldier, and the units that take turns, for every kind of range."""

import pytest
from charts import validate
from coalitions import of_force, only
from rich_runs import RUNS

from model.engine.run import Run
from model.present.exhibits.rotation import soldier, units
from model.present.formulas.force import worked_parts


def run(**rotation: object) -> Run:
    return only(of_force({"main": {"strength": {"troops": 1_000}}}, dict(rotation)))


def test_one_strip_where_the_rest_alone_differs_else_one_for_each_end() -> None:
    assert len(soldier(RUNS["dannatt"], "british_force").chart.rows["bars"]) == 4
    both = soldier(run(tour_months={"low": 4, "high": 6}, dwell_ratio=2), "main").chart.rows
    assert [row["name"] for row in both["names"]] == ["Tours of four months", "Tours of six months"]
    one = soldier(run(tour_months=6, dwell_months=24), "main").chart.rows
    assert [bar["long"] for bar in one["bars"]][1] == "at home 24 months: leave, rest, training"


def test_the_soldier_of_one_of_several_parts_is_named() -> None:
    assert "One soldier of Main, by" in soldier(RUNS["rich"], "main").subtitle
    assert "One soldier, by" in soldier(RUNS["dannatt"], "british_force").subtitle


def test_each_end_of_the_rest_has_its_units() -> None:
    titles = [exhibit.title for exhibit in units(RUNS["dannatt"], "british_force")]
    assert titles == [
        "Two at home for each one away: three units take turns",
        "Three at home for each one away: four units take turns",
    ]
    (one,) = units(run(tour_months=6, dwell_months=24), "main")
    assert one.text == (
        "Four at home for each one away: five units take turns; in any month: one away, four at home. "
        "Each row is a unit, over 30 months; then it begins again."
    )


def test_sources_are_the_claims_of_the_rotation_the_rest_first() -> None:
    assert soldier(RUNS["dannatt"], "british_force").claims == ("dannatt.dwell_ratio", "dannatt.tour_months")
    assert soldier(run(tour_months=6, dwell_months=24), "main").claims == ()


def test_files_have_the_months_unrounded() -> None:
    frame = soldier(RUNS["dannatt"], "british_force").frame()
    assert frame["dwell_months"].tolist() == [12, 18]
    assert frame["multiplier"].tolist() == [3, 4]


@pytest.mark.parametrize("name", ["reassurance_force", "rich", "multinational_force_ukraine"])
def test_the_exhibits_of_a_scenario_are_sound(name: str) -> None:
    part = worked_parts(RUNS[name])[0]
    exhibits = [soldier(RUNS[name], part), *units(RUNS[name], part)]
    assert len({exhibit.key for exhibit in exhibits}) == len(exhibits)
    for exhibit in exhibits:
        validate(exhibit.chart)
        assert exhibit.title in exhibit.text
        assert len(exhibit.table)
