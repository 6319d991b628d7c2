"""The frames of results: which rows they have."""

import json

import pytest
from coalitions import nation, run, scenario

import model
from model import ScenarioError
from model.engine.results import COLUMNS, ROWS, frame_of, run_many
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
