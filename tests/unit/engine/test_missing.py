"""Why a measure has no value: each reason, at each end, in runs, frames and files."""

import json
from typing import Any

import pytest
from coalitions import nation, only, run

import model
from model.engine.missing import Reasons
from model.export.frame_files import summary_text
from model.export.texts import csv_text
from model.kernels import participation
from model.present.words.needed import needed_sentence

WHY = ["low_why", "central_why", "high_why"]
HALF = {"rotation": {"tour_months": 1, "overlap_months": 0.999, "dwell_months": 2}}
ON_STANDBY = {"main": {"strength": {"troops": 5}, "posture": "standby"}}
RANGE = {"rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}}
TWO_PARTS = {name: {"strength": {"troops": 500}, "element": {"troops": 500}} for name in ("one", "two")}
TARGET = {
    "main": {
        "strength": {"troops": 1_000},
        "training": {"trainers": {"low": 0, "high": 2}, "trainees_per_trainer": 3, "course_months": 1, "target": 60},
    }
}


@pytest.mark.parametrize(
    ("measure", "reasons", "changes"),
    [
        ("cost_per_year", ["no cost given"] * 3, {}),
        ("tied_up", ["not known publicly"] * 3, {"force": {"main": {"strength": "unknown"}}}),
        ("first_shortfall_month", ["not known publicly"] * 3, {"force": {"main": {"strength": "unknown"}}}),
        ("months_held", ["not worked out"] * 3, {**HALF, "schedule": {"step": "month"}}),
        ("multiplier", ["nothing deployed"] * 3, {"force": ON_STANDBY}),
        ("strain", ["no pool"] * 3, {"nations": {"a": nation(0)}}),
        ("contributors_needed", ["more than all together"] * 3, {"nations": {"a": nation(500)}}),
        ("contributors_needed", ["", "more than all together", "more than all together"], {"troops": 1_200, **RANGE}),
        ("first_shortfall_month", ["never"] * 3, {}),
        ("achieved_dwell_months", ["nobody returns"] * 3, {"horizon_months": 3, "schedule": {"start": "rested"}}),
        ("months_to_target", ["", "", "never"], {"force": TARGET}),
        ("deployed", ["", "", ""], {}),
        ("capacity_units", ["not worked out"] * 3, {"force": TWO_PARTS}),
        ("capacity_units", ["not known publicly"] * 3, {"force": {**TWO_PARTS, "two": {"strength": "unknown"}}}),
        ("capacity_units", ["nothing deployed"] * 3, {"force": {"one": {**TWO_PARTS["one"], "profile": {"1": 0}}}}),
    ],
)
def test_each_end_without_a_value_has_its_reason(measure: str, reasons: list[str], changes: dict[str, Any]) -> None:
    fields = dict(changes)
    one = only(run(fields.pop("nations", {"a": nation(8_000)}), **fields))
    assert list(one.why(measure)) == reasons
    assert [end is None for end in one.measure(measure)] == [bool(reason) for reason in reasons]
    assert one.why(measure).first == next(filter(None, reasons), "")


def test_of_a_measure_that_the_scenario_does_not_have_there_is_no_reason() -> None:
    with pytest.raises(KeyError):
        only(run(None)).why("capacity")


def test_every_shipped_measure_without_a_value_has_a_reason_and_no_other() -> None:
    for name in ("dannatt", "three_tier", "no_us_backstop", "multinational_force_ukraine"):
        one = only(model.run(model.load(name)))
        for measure in one.measures:
            values = zip(one.measure(measure), one.why(measure), strict=True)
            assert all((value is None) == bool(why) for value, why in values), (name, measure)


def test_never_and_not_known_differ_in_every_form() -> None:
    results = model.run(model.load("dannatt"))
    frame = results.measures.set_index("measure")
    assert list(results.measures)[3:] == ["low", "central", "high", "bound", *WHY]
    assert frame.loc["first_shortfall_month", WHY].fillna("").tolist() == ["", "", "never"]
    assert csv_text(results.measures.query("measure == 'first_shortfall_month'")).splitlines()[1] == (
        "dannatt,first_shortfall_month,month,1.0,1.0,,,,,never"
    )
    rows = {row["measure"]: row for row in json.loads(summary_text(results.runs[0], None))["measures"]}
    row = rows["first_shortfall_month"]
    assert list(row) == ["measure", "unit", "low", "central", "high", "bound", *WHY]
    assert [row[key] for key in ("high", "bound", *WHY)] == [None, None, None, None, "never"]


def test_reasons_are_empty_where_nothing_is_missing() -> None:
    assert (list(Reasons()), Reasons().first) == ([""] * 3, "")
    assert only(run(None)).bound("tied_up") == ""


def test_the_fewest_that_are_not_worked_out_are_not_said_to_be_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(participation, "MOST_COMBINATIONS", 1)
    one = only(run({"a": nation(8_000), "b": nation(8_000)}))
    assert list(one.why("contributors_needed")) == ["not worked out"] * 3
    assert needed_sentence(one) == ("The fewest nations that would do are not worked out: too many combinations.")
