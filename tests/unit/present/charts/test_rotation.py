"""The pictures of a rotation: what is drawn where, in how long words, and that each specification is sound."""

import pytest
from charts import validate

from model.analysis.rounds import SPARE, Round, turns_of
from model.present.charts.rotation import FILLS, MOST_ROWS, Strip, soldier_chart, turns_chart
from model.present.charts.vega import contrast
from model.present.words.rotation import SHORT, counted, long_words, strip_name

FULL = Round(tour=6, dwell=20, overlap=0.5, transit=1, mobilisation=2, recovery=1, preparation=4)
THREE = Strip("", Round(6, 12).stretches(6), long_words(Round(6, 12), Round(6, 18)))


def strips(*rounds: Round) -> list[Strip]:
    return [Strip(strip_name(one, rounds), one.stretches(), long_words(one, one)) for one in rounds]


def test_a_soldiers_months_follow_one_another_and_the_longer_rest_is_an_outline() -> None:
    bars = soldier_chart([THREE]).rows["bars"]
    assert [(bar["phase"], bar["begin"], bar["end"]) for bar in bars] == [
        ("deployed", 0, 6), ("resting", 6, 18), (SPARE, 18, 24), ("deployed", 24, 30),
    ]  # fmt: skip
    assert (bars[2]["fill"], bars[2]["long"]) == ("#FFFFFF", "or 18")
    assert bars[2]["edge"] != bars[2]["fill"]


def test_long_words_stand_where_they_fit_and_short_ones_on_a_phone() -> None:
    wide, narrow = (validate(soldier_chart([THREE]), width) for width in (1_100, 350))
    assert "at home 12 months: leave, rest, training" in wide
    assert "at home" in narrow
    assert "at home 12 months: leave, rest, training" not in narrow
    assert {"start", "month 30"} <= set(wide) & set(narrow)


def test_several_strips_stand_below_one_another_under_their_names() -> None:
    chart = soldier_chart(strips(Round(4, 12), Round(6, 18)))
    assert {"Tours of four months", "Tours of six months"} <= set(validate(chart))
    assert {bar["y"] for bar in chart.rows["bars"]} == {20, 88}
    assert chart.spec["height"] == 88 + 36 + 28


def test_phases_that_have_no_room_for_words_stand_in_a_key() -> None:
    drawn = validate(soldier_chart(strips(FULL)))
    assert {"handover", "travel", "leave", "called up", "training"} <= set(drawn)
    assert "handover" not in validate(soldier_chart([THREE]))


@pytest.mark.parametrize("one", [Round(6, 12), Round(6, 18), Round(6, 9), Round(6, 13), Round(6, 0), FULL])
@pytest.mark.parametrize("width", [680, 350])
def test_each_unit_has_a_row_and_the_line_across_says_who_is_away(one: Round, width: int) -> None:
    turns = turns_of(one)
    chart = turns_chart(turns, SHORT, counted(turns))
    drawn = validate(chart, width)
    assert [name["name"] for name in chart.rows["names"]] == [f"Unit {letter}" for letter in "ABCDEF"[: turns.units]]
    assert counted(turns) in drawn
    (line,) = chart.rows["count"]
    away = [
        bar for bar in chart.rows["bars"] if bar["phase"] == "deployed" and bar["begin"] < line["month"] < bar["end"]
    ]
    assert len(away) == turns.away
    edges = {bar[end] for bar in chart.rows["bars"] for end in ("begin", "end")}
    assert all(abs(edge - line["month"]) > 0.05 for edge in edges) or turns.units == 1 or one is FULL


def test_of_many_units_the_first_are_drawn() -> None:
    chart = turns_chart(turns_of(Round(1, 59)), SHORT, "one away")
    assert len(chart.rows["names"]) == MOST_ROWS
    validate(chart)


def test_letters_on_every_fill_can_be_read_and_a_pale_bar_has_an_edge() -> None:
    for one in (FULL, Round(6, 13)):
        for bar in turns_chart(turns_of(one), SHORT, "").rows["bars"]:
            assert contrast(bar["fill"], bar["ink"]) >= 4.5
            assert contrast(bar["edge"], "#FFFFFF") >= 3
    assert len(FILLS) == 9
