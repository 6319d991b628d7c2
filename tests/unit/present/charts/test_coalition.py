"""The charts of a coalition, and the texts beside them."""

import re

import pytest
from coalitions import nation, only, run

import model
from model.export.pictures import svg
from model.present.charts import coalition as coalition_charts
from model.present.charts import frame


def test_charts_of_the_coalition_carry_their_numbers_and_one_colour() -> None:
    run = only(model.run(model.load("willing_chances")))
    carried = coalition_charts.carried_chart(run, "high").to_dict()
    assert coalition_charts.carried(run, "high")["title"].tolist()[:2] == ["France", "United Kingdom"]
    assert "United Kingdom 3,100 of 3,450" in coalition_charts.carried_text(run, "high")
    assert frame.DARK in str(carried)
    for chart in (
        carried,
        coalition_charts.chance_chart(run, "high").to_dict(),
        coalition_charts.pivotal_chart(run).to_dict(),
    ):
        assert any("Source: " in line for line in chart["title"]["subtitle"])
    assert coalition_charts.chance_text(run, "high").startswith(
        "At the size proposed 41 of 100 cases; half of the cases"
    )
    assert "Australia 58; Netherlands 49" in coalition_charts.pivotal_text(run)


def test_what_is_not_known_is_drawn_as_such_and_never_as_nothing() -> None:
    run = only(model.run(model.load("no_us_backstop")))
    rows = coalition_charts.carried(run, "high")
    assert rows["carries"].isna().all()
    assert all(label.startswith("not known publicly, of ") for label in rows["label"])
    assert "France not known publicly, of 4,650" in coalition_charts.carried_text(run, "high")
    assert coalition_charts.carried(run, "low")["available"].max() == 10_000
    assert "half" not in coalition_charts.chance_text(run, "high")


def test_what_bounds_a_nations_part_stands_in_the_chart() -> None:
    results = run({"a": nation(8_000, offer_troops=300), "b": nation(8_000)}, troops=500)
    subtitle = coalition_charts.carried_chart(only(results), "central").to_dict()["title"]["subtitle"]
    assert "Line: available at the floor within its offer" in subtitle
    assert "of what is available at the floor within its offer: B" in coalition_charts.carried_text(
        only(results), "central"
    )


def test_where_nobody_counts_nothing_is_carried() -> None:
    assert coalition_charts.carried(only(run({"a": nation(8_000, position="refused")})), "central").empty


def test_a_force_that_is_not_known_has_no_line_of_what_is_proposed() -> None:
    force = {
        "main": {"strength": {"troops": 1_000}},
        "enablers": {"strength": "unknown", "provider": "united_states", "falls_back_to": "coalition"},
    }
    one = only(run({"a": nation(8_000)}, force=force, us_backstop={"provided": False}))
    assert "proposed" not in str(coalition_charts.chance_chart(one, "central").to_dict())


def test_without_chances_the_chart_says_how_large_a_force_could_be() -> None:
    assert coalition_charts.chance_text(only(run({"a": nation(8_000)}, troops=1_001)), "central") == (
        "Every nation is simply in or out: a force of up to 1,000 could be kept up, no larger."
    )


@pytest.mark.parametrize("troops", [10_000, 12_000])
def test_an_axis_that_counts_repeats_no_number(troops: int) -> None:
    run = model.run(model.load("willing_chances").replace({"force.reassurance_force.strength.troops": troops})).runs[0]
    for drawn in (coalition_charts.pivotal_chart(run), coalition_charts.chance_chart(run, "high")):
        groups = re.findall(r'role-axis-label"[^>]*>(.*?)</g>', svg(drawn, "text"), re.DOTALL)
        for group in groups:
            labels = [text for text in re.findall(r"<text[^>]*>([^<]*)</text>", group) if text]
            assert len(labels) == len(set(labels)) >= 1


@pytest.mark.parametrize(("troops", "side"), [(1_000, "left"), (9_000, "right")])
def test_the_words_at_the_size_of_the_force_stand_on_the_side_with_room(troops: int, side: str) -> None:
    chart = coalition_charts.chance_chart(only(run({"a": nation(80_000)}, troops=troops)), "low").to_dict()
    words = [layer["mark"] for layer in chart["layer"] if layer["mark"]["type"] == "text"]
    assert {mark["align"] for mark in words} == {side}
