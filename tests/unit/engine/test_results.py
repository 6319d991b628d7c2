"""The frames of results: which rows they have."""

import json

import pandas as pd
import pytest
from coalitions import nation, run, scenario

import model
from model import ScenarioError
from model.engine.results import COLUMNS, ROWS, frame_of, measure_rows, run_many
from model.export.frame_files import json_list, summary_text


def test_every_frame_has_its_rows_and_its_columns_in_their_order() -> None:
    results = run({"a": nation(8_000)}, force={"main": {"strength": {"troops": 500}, "element": {"troops": 100}}})
    assert list(ROWS) == list(COLUMNS) == list(results.frames())
    for name, frame in results.frames().items():
        assert list(frame) == list(COLUMNS[name]), name
        assert frame.dtypes.astype(str).to_dict() == {**COLUMNS[name]}, name
    assert len(results.contributors) == 3
    assert results.timeline["month"].nunique() == 24


def test_frames_that_hold_nothing_are_left_out_and_keep_their_columns() -> None:
    alone = run(None)
    assert {"contributors", "chances", "schedule"} & set(alone.frames()) == set()
    assert list(alone.contributors) == list(COLUMNS["contributors"])
    assert frame_of({"a": "int64"}, []).dtypes.astype(str).to_dict() == {"a": "int64"}


def reasons(results: model.Results, frame: str, **cells: str) -> list[str | None]:
    rows = getattr(results, frame)
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return [None if pd.isna(why) else why for why in rows["why"]]


def test_every_missing_number_of_a_row_has_its_reason() -> None:
    offered = {"offer_troops": 100}
    results = run({"a": {**nation(8_000), **offered}, "b": nation(0), "c": nation("unknown")})
    assert reasons(results, "contributors", contributor="a") == [None] * 3
    assert reasons(results, "contributors", contributor="b") == [
        "offer: no offer; strain: no pool; share_of_land_strength: no land strength"
    ] * 3  # fmt: skip
    unknown = reasons(results, "contributors", contributor="c", case="low")[0]
    assert str(unknown).startswith("land_strength, pool, sustained, sustained_at_floor, ")
    assert "not known publicly; offer: no offer" in str(unknown)


def test_the_parts_of_a_force_of_unknown_size_are_not_known_and_those_of_none_are_nothing() -> None:
    unknown = run({"a": nation(8_000)}, force={"main": {"strength": "unknown"}})
    assert set(reasons(unknown, "phases")) == {"troops: not known publicly"}
    assert set(reasons(unknown, "requirement")) == {"strength, deployed, tied_up, throughput: not known publicly"}
    assert "share_of_force" in str(reasons(unknown, "contributors")[0])
    nobody = run({"a": nation(8_000)}, force={"main": {"strength": {"troops": 5}, "posture": "standby"}})
    assert "share_of_force: nothing deployed" in str(reasons(nobody, "contributors")[0])
    assert set(reasons(nobody, "phases")) == {None}


def test_a_unit_that_has_not_been_away_has_no_time_at_home_since() -> None:
    force = {"main": {"strength": {"troops": 500}, "element": {"troops": 100}}}
    results = run({"a": nation(8_000)}, force=force, horizon_months=48)
    by_phase = {phase: set(reasons(results, "schedule", phase=phase)) for phase in ("deployed", "resting")}
    assert by_phase["resting"] == {"dwell_months, below_goal_months: not on tour"}
    assert by_phase["deployed"] == {None, "dwell_months, below_goal_months: first tour"}


def test_a_measure_that_a_scenario_does_not_have_says_so() -> None:
    rows = list(measure_rows(run(None).runs[0], ["margin", "tied_up"]))
    assert rows[0] == ("scenario", "margin", "troops", None, None, None, None, *["no coalition"] * 3)
    assert rows[1][1] == "tied_up"


def test_many_runs_stand_one_after_another_in_one_frame() -> None:
    one = scenario(None, troops=100)
    two = run_many([one, one.replace({"force.main.strength.troops": 300}, name="more")])
    tied_up = two.measures.query("measure == 'tied_up'")
    assert tied_up["high"].tolist() == [400, 1_200]
    with pytest.raises(ValueError, match="unpack"):
        two.measure("tied_up")


def test_two_runs_of_one_name_are_refused_with_the_remedy() -> None:
    one = scenario(None, troops=100)
    tours = [one.replace({"rotation.tour_months": months}) for months in (3.0, 4.0)]
    words = r"^a scenario named 'scenario' is already there; give replace a name: replace\(changes, name=\.\.\.\)$"
    with pytest.raises(ScenarioError, match=words):
        model.run_many([one, *tours])
    named = [one, *(tour.replace({}, name=f"tour_{number}") for number, tour in enumerate(tours))]
    results = model.run_many(iter(named))
    assert results.measures["scenario"].unique().tolist() == ["scenario", "tour_0", "tour_1"]
    assert len(json.loads(json_list([summary_text(one_run, None) for one_run in results.runs]))) == 3
