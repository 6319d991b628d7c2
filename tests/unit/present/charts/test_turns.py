"""The plan of single units: rows by nation with a gap between, words in the bars, the first relief named."""

from itertools import pairwise

import pytest
from by_hand import two_by_hand
from charts import validate
from month_runs import AT_ONCE, one_pool

from model.engine.run import Run
from model.kernels.timetable import UNIT_PHASES
from model.present.charts import vega
from model.present.charts.turns import BETWEEN, FILLS, MOST_ROWS, ROW, turns_chart
from model.present.charts.vega import Chart
from model.present.words.turns import moving

EVERYTHING = {
    "tour_months": 6, "dwell_months": {"low": 12, "high": 18}, "overlap_months": 1, "transit_months": 2,
    "mobilisation_months": 1, "preparation_months": 3, "recovery_months": 2,
}  # fmt: skip


def chart(one: Run, case: str = "low") -> Chart:
    return turns_chart(one, moving(one.turns(case)))


def two_nations() -> Run:
    return Run.of(two_by_hand().replace(AT_ONCE))


def test_nations_are_apart_and_units_one_below_the_other() -> None:
    units = chart(two_nations()).rows["units"]
    assert [unit["unit"] for unit in units] == [f"France {n}" for n in range(1, 9)] + [f"UK {n}" for n in range(1, 7)]
    tops = [unit["y"] for unit in units]
    assert [after - before for before, after in pairwise(tops)] == [
        ROW if number != 7 else ROW + BETWEEN for number in range(13)
    ]


def test_bars_have_words_and_the_first_relief_says_whom_it_relieves() -> None:
    bars = chart(two_nations()).rows["bars"]
    assert {bar["short"] for bar in bars} == {"on tour", "at home", "ready"}
    assert [(bar["begins"], bar["long"]) for bar in bars if ":" in bar["long"]] == [(6, "on tour: relieves France 1")]
    for bar in bars:
        assert 0 <= bar["begins"] < bar["ends"] <= 24
        assert vega.contrast(bar["ink"], FILLS[bar["phase"]]) >= 4.5


def test_every_phase_has_a_fill_and_a_word() -> None:
    bars = chart(one_pool(rotation=EVERYTHING, pool=120_000), "high").rows["bars"]
    assert {bar["phase"] for bar in bars} == set(UNIT_PHASES) - {"left"}
    assert set(FILLS) >= set(UNIT_PHASES)
    assert all(bar["short"] for bar in bars)


def test_more_units_than_a_chart_holds_are_left_to_the_table() -> None:
    one = one_pool(troops=200_000, pool=800_000)
    assert len(chart(one, "high").rows["units"]) == MOST_ROWS < len({turn.number for turn in moving(one.turns("high"))})


@pytest.mark.parametrize("width", [1_000, 322])
def test_the_picture_is_sound_and_no_word_runs_out_of_it(width: int) -> None:
    words = validate(chart(two_nations()), width)
    assert {"France 1", "UK 6"} <= set(words)
    assert ("on tour: relieves France 1" in words) == (width > 322)


def test_t_37_bars_that_touch_are_parted_by_two_pixels_of_white_and_named() -> None:
    bars, words = chart(two_nations()).spec["layer"][:2]
    assert (bars["mark"]["stroke"], bars["mark"]["strokeWidth"]) == ("white", 2)
    assert "datum.short" in words["encoding"]["text"]["value"]["expr"]
