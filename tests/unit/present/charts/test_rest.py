"""The strip of the rules of rest: a row for each, the one in use filled."""

import pytest
from charts import validate

import model
from model.engine.run import Run
from model.present.charts import vega
from model.present.charts.rest import rules_chart
from model.present.words.rest import rows

PAGE, NARROW = 700, 322


def shipped(changes: dict[str, float] | None = None) -> Run:
    return Run.of(model.load("reassurance_force").replace(changes or {}))


def test_each_rule_has_its_row_its_number_and_its_dots_and_the_one_in_use_is_filled() -> None:
    listed, _ = rows(shipped())
    drawn = rules_chart(listed).rows["rules"]
    assert [(row["low"], row["high"]) for row in drawn] == [row.tied_up.ends for row in listed]
    assert [row["name"] for row in drawn if row["fill"] == vega.AWAY] == ["Lord Dannatt, Feb 2025: 90,000 to 120,000"]
    assert all(row["fill"] == "white" for row in drawn if not row["is_in_use"])
    assert [row["y"] for row in drawn] == sorted(row["y"] for row in drawn)


def test_a_dot_stands_nearer_to_its_own_words_than_to_those_below_it() -> None:
    first, second, *_ = rules_chart(rows(shipped())[0]).rows["rules"]
    assert first["y"] - first["words"] < 0.7 * (second["words"] - first["y"])


@pytest.mark.parametrize("width", [PAGE, NARROW])
def test_the_picture_is_sound_and_no_word_runs_out_of_it(width: int) -> None:
    words = validate(rules_chart(rows(shipped({"rotation.dwell_ratio": 2.5}))[0]), width)
    assert "As entered here: 105,000" in words
    assert "French rule for Afghanistan, 2009: 90,000" in words
