"""The frames of results: which rows they have."""

import pytest
from coalitions import nation, run, scenario

import model
from model.engine.results import COLUMNS, ROWS, frame_of


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
    two = model.run_many([scenario(None, troops=troops, title=str(troops)) for troops in (100, 300)])
    tied_up = two.measures.query("measure == 'tied_up'")
    assert tied_up["high"].tolist() == [400, 1_200]
    with pytest.raises(ValueError, match="unpack"):
        two.measure("tied_up")
