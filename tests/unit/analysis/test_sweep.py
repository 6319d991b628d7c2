"""Sweeps: each point is what a run of it gives; on disk, stopped and started again; what cannot be swept."""

import json
import math
import os
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pyarrow import parquet

import model
from model import Scenario, ScenarioError
from model.analysis import sweep
from model.analysis.sweep import Sweep
from model.export import sweep_file
from model.export.sweep_file import values_from_text, write_sweep
from model.frozen import Range

TOUR, DWELL, OVERLAP = "rotation.tour_months", "rotation.dwell_ratio", "rotation.overlap_months"
TROOPS = "force.main.strength.troops"


def scenario(**changes: Any) -> Scenario:  # noqa: ANN401
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}},
        "rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}},
        "coalition": {
            "deployable_share": {"low": 0.3, "high": 0.4},
            "contributors": {
                "a": {"position": "offered", "land_strength": 70_000, "probability": 0.5},
                "b": {"position": "offered", "land_strength": 30_000, "offer_troops": 2_000},
            },
        },
    })  # fmt: skip
    return base.replace(changes)


def same(row: "pd.Series[Any]", name: str, found: Range) -> bool:
    pairs = ((row[f"{name}_{end}"], getattr(found, end)) for end in ("low", "central", "high"))
    return all((math.isnan(one) and other is None) or one == other for one, other in pairs)


def test_every_point_is_what_its_run_gives() -> None:
    over: dict[str, Any] = {
        TOUR: [4, 6, 9], "us_backstop.provided": [True, False], TROOPS: np.array([5_000.0, 12_000.0]),
        "coalition.rule": ["offers", "equal_strain"],
    }  # fmt: skip
    measures = ("tied_up", "margin", "shortfall", "strain", "probability_kept_up", "months_held", "cost_per_year")
    swept = model.sweep(scenario(), over, measures=measures)
    frame = swept.frame()
    assert len(frame) == swept.count == 24
    assert list(frame[TOUR]) == sorted(frame[TOUR])
    for number, (_, row) in enumerate(frame.iterrows()):
        point = scenario(**{path: row[path] for path in over})
        assert swept.point(number).document == point.document
        results = model.run(point)
        assert all(same(row, name, results.measure(name)) for name in measures)
        assert not row["refused"]


def test_by_default_the_measures_of_the_steady_state() -> None:
    columns = model.sweep(scenario(), {TOUR: [6]}).columns
    assert columns[:4] == (TOUR, "deployed_low", "deployed_central", "deployed_high")
    assert {"margin_high", "strain_low"} <= set(columns)
    assert not any(column.startswith(("months_held", "probability")) for column in columns)


def test_refused_points_are_marked_and_not_dropped() -> None:
    frame = model.sweep(scenario(), {TOUR: [2, 6], OVERLAP: [1, 3]}, measures=("tied_up",)).frame()
    assert frame["refused"].tolist() == [False, True, False, False]
    assert frame["tied_up_low"].isna().tolist() == [False, True, False, False]
    part = scenario(**{"rotation.tour_months": {"low": 2, "high": 6}})
    frame = model.sweep(part, {OVERLAP: [1, 3]}, measures=("tied_up", "months_held"), draws=100).frame()
    assert frame["refused"].tolist() == [False, True]
    assert frame.iloc[1, 1:-1].isna().all()
    structure = model.sweep(scenario(), {"horizon_months": [12, 24], "force.main.profile": [None, {"13": 0.5}]})
    assert structure.frame()["refused"].tolist() == [False, True, False, False]


def test_a_point_that_only_its_own_run_refuses_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Scenario) -> None:
        raise ScenarioError([])

    monkeypatch.setattr(sweep.Run, "of", refuse)
    assert model.sweep(scenario(), {TOUR: [6]}, measures=("months_held",)).frame()["refused"].all()


def test_draws_at_each_point_are_those_of_its_simulation() -> None:
    frame = model.sweep(scenario(), {TROOPS: [5_000, 9_000]}, measures=("margin", "pool"), draws=5_000, seed=2).frame()
    for _, row in frame.iterrows():
        simulation = model.simulate(scenario(**{TROOPS: row[TROOPS]}), draws=5_000, seed=2)
        tally = simulation.tallies["margin"]
        assert tally is not None
        assert [row["margin_tenth"], row["margin_mean"]] == [tally.quantile(0.1), tally.mean]
        assert [row["kept_up"], row["kept_up_error"]] == [simulation.kept_up, simulation.error]
    assert not any(column.startswith("pool_tenth") for column in frame)
    unknown = model.sweep(scenario(**{"force.main.strength": "unknown"}), {TOUR: [6]}, measures=("tied_up",), draws=10)
    assert unknown.frame()["tied_up_half"].isna().all()


def test_points_are_refused_alike_in_whatever_order_the_values_are_named() -> None:
    b = "coalition.contributors.b"
    for joins, leaves in ([6, 2], [3, 8]), ([2, 6], [8, 3]):
        frame = model.sweep(scenario(), {f"{b}.joins_month": joins, f"{b}.leaves_month": leaves}).frame()
        refused = frame.set_index([f"{b}.joins_month", f"{b}.leaves_month"])["refused"]
        assert refused.to_dict() == {(2, 3): False, (2, 8): False, (6, 8): False, (6, 3): True}
    frame = model.sweep(scenario(**{"force.main.profile": {"6": 0.5}}), {"horizon_months": [3, 12]}).frame()
    assert frame["refused"].tolist() == [True, False]
    frame = model.sweep(scenario(), {"coalition": [None, scenario().document["coalition"]]}, measures="margin").frame()
    assert frame["margin_low"].isna().tolist() == [True, False]


def test_numpys_numbers_are_numbers() -> None:
    over = {
        TOUR: np.arange(4, 7),
        "horizon_months": np.array([12, 24]),
        "us_backstop.provided": np.array([True, False]),
    }
    frame = model.sweep(scenario(), over, measures=["tied_up"]).frame()
    assert (len(frame), frame["refused"].any()) == (12, False)
    assert model.sweep(scenario(), {TOUR: [np.int64(4)]}).frame()["deployed_low"].tolist() == [10_000]


def test_with_too_many_ranges_there_are_draws_and_the_central_case_alone() -> None:
    parts = {f"part_{n}": {"strength": {"troops": {"low": 1, "high": 2}}} for n in range(13)}
    many = Scenario.from_document({"force": parts, "rotation": {"tour_months": 6, "dwell_ratio": 2}})
    with pytest.raises(ScenarioError, match=r"13 ranges.*--draws"):
        model.sweep(many, {TOUR: [4, 6]})
    frame = model.sweep(many, {TOUR: [4, 6]}, measures=("tied_up",), draws=100).frame()
    assert frame["tied_up_low"].isna().all()
    assert frame["tied_up_central"].tolist() == [58.5, 58.5]
    assert frame["tied_up_half"].between(39, 78).all()


@pytest.mark.parametrize(
    ("over", "options", "message"),
    [
        ({}, {}, "--over: name at least one path, and a value for each"),
        ({TOUR: []}, {}, "--over: name at least one path, and a value for each"),
        (
            {TOUR: range(1, 10**6 + 1), DWELL: range(1, 10**6 + 1)}, {},
            "--over: 1,000,000,000,000 points, at most 100,000,000; take larger steps, fewer values or fewer paths",
        ),
        ({"rotation.tuor_months": [1]}, {}, "did you mean 'tour_months'"),
        ({TOUR: [1, 999]}, {}, "--over: rotation.tour_months: 999 is out of range; allowed: above 0, at most"),
        ({"coalition.rule": ["offers", "lots"]}, {}, "coalition.rule:"),
        ({TOUR: 6}, {}, "rotation.tour_months: '6' is not a list of values; give a list of one value or more"),
        ({TOUR: "6"}, {}, "rotation.tour_months: '6' is not a list of values"),
        ({TOUR: [{"low": 3}]}, {}, "rotation.tour_months: 'a dict' is not allowed here: give"),
        ({TOUR: [10**400, 1]}, {}, "--over: rotation.tour_months: the number is too large to calculate with"),
        ({"force.main.profile": [{"99": 1}]}, {}, "--over: force.main.profile.99: lies beyond the horizon"),
        ({TOUR: [6]}, {"measures": []}, "--measures: no measure at all here; known: deployed"),
        ({TOUR: [6]}, {"measures": ["tide_up"]}, "--measures: no measure tide_up here; known: deployed, multi"),
        ({TOUR: [6]}, {"draws": 0}, "'0' is not a number of draws; give a whole number from 1"),
        ({TOUR: [6]}, {"draws": 10, "seed": -1}, "'-1' is no seed"),
        ({TOUR: range(1, 200)}, {"draws": 10**9}, "points of 1,000,000,000 draws each are 199,000,000,000, at most"),
        ({TOUR: [6]}, {"draws": 10, "measures": ["pool"]}, "--measures: draws count deployed, tied_up, capacity"),
    ],
)  # fmt: skip
def test_what_cannot_be_swept_is_refused_before_anything_runs(
    over: dict[str, Any], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ScenarioError, match=re.escape(message)):
        model.sweep(scenario(), over, **options)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (".5:1.5:.5", [0.5, 1, 1.5]), ("4:8:2", [4, 6, 8]), ("4:7:2", [4, 6]), ("8:4:-2", [8, 6, 4]),
        ("0.1:0.35:0.1", [0.1, 0.2, 0.3]),
        ("5:5:1", [5]),        (" 1, 2.5", [1, 2.5]), ("true,false", [True, False]), ("offers", ["offers"]),
        ("{low: 1, high: 2}, 3", [{"low": 1, "high": 2}, 3]),
    ],
)  # fmt: skip
def test_values_as_steps_or_as_a_list(text: str, values: list[Any]) -> None:
    assert list(values_from_text("a.b", text)) == values


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("4:8:0", "--over a.b: no steps of 0 lead from 4 to 8"),
        ("8:4:1", "--over a.b: no steps of 1 lead from 8 to 4"),
        ("0:1:0.000000000001", "1,000,000,000,001 values, at most 100,000,000; take larger steps"),
        ("", "--over a.b: write START:STOP:STEP, or values with commas between them"),
        ("1,,2", "--over a.b"),
        ("[1", "--over a.b"),
        ("1:30", "--over a.b: write START:STOP:STEP, three plain numbers, e.g. 4:8:0.5"),
        ("1e0:3e0:1e0", "--over a.b: write START:STOP:STEP, three plain numbers"),
        ("0:100000000000000000000:10000000000000000000", "--over a.b: too many digits; fifteen in all are kept apart"),
        (f"1:2:{'9' * 30}", "--over a.b: too many digits; fifteen in all are kept apart"),
        (f"0:{'9' * 5_000}:1", "--over a.b: too many digits; fifteen in all are kept apart"),
        (f"0:1:0.{'0' * 5_000}1", "--over a.b: too many digits; fifteen in all are kept apart"),
        ("1:\u0662:1", "--over a.b: write START:STOP:STEP, three plain numbers"),
    ],
)
def test_values_that_are_none(text: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=re.escape(message)):
        values_from_text("a.b", text)


def parted(monkeypatch: pytest.MonkeyPatch) -> Sweep:
    monkeypatch.setattr(sweep, "POINTS_TOGETHER", 10)
    monkeypatch.setattr(sweep_file, "ROWS_TOGETHER", 25)
    swept = model.sweep(scenario(), {TOUR: range(1, 13), OVERLAP: [0, 1, 2, 3]}, measures=("tied_up", "margin"))
    assert swept.parts == 5
    return swept


class Stop(Exception):  # noqa: N818  (no error: the power going off)
    pass


def stop_after(parts: int, swept: Sweep, file: Path) -> None:
    def stop(done: int) -> None:
        if done == parts:
            raise Stop

    with pytest.raises(Stop):
        write_sweep(swept, file, progress=stop)


def test_a_sweep_that_was_stopped_goes_on_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, stopped = tmp_path / "at_once.parquet", tmp_path / "new" / "stopped.parquet"
    counts: list[int] = []
    assert write_sweep(parted(monkeypatch), at_once, progress=counts.append) == 0
    assert counts == [0, 1, 2, 3, 4, 5]

    def stop(done: int) -> None:
        if done == 3:
            raise Stop

    with pytest.raises(Stop):
        write_sweep(parted(monkeypatch), stopped, progress=stop)
    assert not stopped.exists()
    assert len(list((tmp_path / "new" / "stopped.parquet.parts").glob("0*.parquet"))) == 3
    again: list[int] = []
    assert write_sweep(parted(monkeypatch), stopped, progress=again.append) == 3
    assert again == [3, 4, 5]
    assert stopped.read_bytes() == at_once.read_bytes()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["stopped.parquet"]
    pd.testing.assert_frame_equal(pd.read_parquet(stopped), parted(monkeypatch).frame())


def test_the_file_says_what_it_is_and_knows_null(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.parquet"
    write_sweep(parted(monkeypatch), file)
    table = parquet.read_table(file)
    assert table.num_rows == 48
    assert table["tied_up_low"].null_count == sum(table["refused"].to_pylist()) == 6
    assert parquet.ParquetFile(file).num_row_groups == 2
    document = json.loads(table.schema.metadata[b"roulement"])
    assert (document["points"], document["over"][TOUR]["count"], document["over"][TOUR]["last"]) == (48, 12, 12)


def test_another_sweep_in_its_place_is_refused_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.parquet"
    with pytest.raises(Stop):
        write_sweep(parted(monkeypatch), file, progress=lambda done: (_ for _ in ()).throw(Stop) if done else None)
    other = model.sweep(scenario(), {TOUR: [6]})
    with pytest.raises(ScenarioError, match=r"another sweep was begun there; remove .*one.parquet.parts, or"):
        write_sweep(other, file)
    assert write_sweep(parted(monkeypatch), file) == 1


def test_damaged_parts_are_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, file = tmp_path / "whole.parquet", tmp_path / "one.parquet"
    write_sweep(parted(monkeypatch), whole)

    def stop(done: int) -> None:
        if done == 5:
            raise Stop

    with pytest.raises(Stop):
        write_sweep(parted(monkeypatch), file, progress=stop)
    parts = sorted((tmp_path / "one.parquet.parts").glob("0*.parquet"))
    parts[0].write_bytes(parts[0].read_bytes()[:50])
    parts[1].write_bytes(b"")
    parts[2].write_bytes(b"PAR1" + bytes(200) + b"PAR1")
    parts[3].write_bytes(parts[4].read_bytes())  # another's rows: fewer
    assert write_sweep(parted(monkeypatch), file) == 1
    assert file.read_bytes() == whole.read_bytes()


def test_what_others_put_into_the_folder_of_parts_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "one.parquet.parts"
    folder.mkdir()
    for name in ("precious.txt", "00000000.parquet", "a", "b"):
        (folder / name).write_text("mine")
    names = "00000000.parquet, a, b and 1 more"
    with pytest.raises(
        ScenarioError, match=rf"parts: holds files that are not part of a sweep: {names}; move it away, or name"
    ):
        write_sweep(parted(monkeypatch), tmp_path / "one.parquet")
    assert {path.read_text() for path in folder.iterdir()} == {"mine"}
    stop_after(3, parted(monkeypatch), tmp_path / "two.parquet")
    beside = tmp_path / "two.parquet.parts" / "precious.txt"
    beside.write_text("mine")
    with pytest.raises(ScenarioError, match=r"holds files that are not part of a sweep: precious.txt; move it away"):
        write_sweep(parted(monkeypatch), tmp_path / "two.parquet")
    assert len(list(beside.parent.iterdir())) == 5
    beside.unlink()
    write_sweep(parted(monkeypatch), tmp_path / "two.parquet", progress=lambda _: beside.write_text("mine"))
    assert [path.name for path in beside.parent.iterdir()] == ["precious.txt"]
    (tmp_path / "three.parquet.parts").mkdir()
    (tmp_path / "three.parquet.parts" / "sweep.json").write_bytes(b"\xff\xfe")
    with pytest.raises(ScenarioError, match="another sweep was begun there"):
        write_sweep(parted(monkeypatch), tmp_path / "three.parquet")
    (tmp_path / "four.parquet.parts").symlink_to(tmp_path / "two.parquet.parts")
    with pytest.raises(ScenarioError, match=r"holds files that are not part of a sweep: precious.txt"):
        write_sweep(parted(monkeypatch), tmp_path / "four.parquet")


@pytest.mark.parametrize("piece", [0, 40])
def test_a_sweep_that_was_killed_as_it_began_goes_on(
    tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "one.parquet"
    stop_after(0, parted(monkeypatch), file)
    begun = tmp_path / "one.parquet.parts" / "sweep.json"
    begun.write_bytes(begun.read_bytes()[:piece])
    assert write_sweep(parted(monkeypatch), file) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["one.parquet"]


def test_a_sweep_that_was_killed_as_it_ended_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, parts = tmp_path / "one.parquet", tmp_path / "one.parquet.parts"
    stop_after(5, parted(monkeypatch), file)
    shutil.copytree(parts, tmp_path / "kept")
    write_sweep(parted(monkeypatch), file)
    before, size = file.stat().st_ino, file.stat().st_size
    shutil.copytree(tmp_path / "kept", parts)
    (parts / "00000000.parquet").unlink()
    counts: list[int] = []
    assert write_sweep(parted(monkeypatch), file, progress=counts.append) == 5
    assert (counts, file.stat().st_ino, parts.exists()) == ([5], before, False)
    parts.mkdir()
    file.write_bytes(b"the user's")
    with pytest.raises(ScenarioError, match=r"one.parquet: is there already; name another file, or say --force to"):
        write_sweep(parted(monkeypatch), file)
    assert file.read_bytes() == b"the user's"
    write_sweep(parted(monkeypatch), file, force=True)
    assert (file.stat().st_size, parts.exists()) == (size, False)


def test_a_second_sweep_at_work_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, refusals = tmp_path / "one.parquet", []

    def second(_: int) -> None:
        with pytest.raises(ScenarioError, match=r"one.parquet.parts: another sweep is at work there; name") as error:
            write_sweep(parted(monkeypatch), file)
        refusals.append(error)

    write_sweep(parted(monkeypatch), file, progress=second)
    assert (len(refusals), [path.name for path in tmp_path.iterdir()]) == (6, ["one.parquet"])


def test_a_full_disk_leaves_no_draft_and_the_sweep_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, file, left = tmp_path / "whole.parquet", tmp_path / "one.parquet", [3]
    real = parquet.write_table
    write_sweep(parted(monkeypatch), whole)

    def full(*args: Any, **options: Any) -> None:  # noqa: ANN401
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device")
        real(*args, **options)

    monkeypatch.setattr(parquet, "write_table", full)
    with pytest.raises(ScenarioError, match=r"one.parquet: cannot be written: No space left on device; name a file in"):
        write_sweep(parted(monkeypatch), file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.parquet.parts", "whole.parquet"]
    assert len(list((tmp_path / "one.parquet.parts").iterdir())) == 3
    monkeypatch.setattr(os, "fsync", lambda _: full() if (tmp_path / "one.parquet.parts").exists() else None)
    left[0] = 1
    monkeypatch.setattr(parquet, "write_table", real)
    with pytest.raises(ScenarioError, match="No space left on device"):  # as the parts become one file
        write_sweep(parted(monkeypatch), file)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.parquet.parts", "whole.parquet"]
    monkeypatch.setattr(os, "fsync", lambda _: None)
    assert write_sweep(parted(monkeypatch), file) == 5
    assert file.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.parquet", "whole.parquet"]


def test_a_folder_that_goes_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.parquet"
    with pytest.raises(ScenarioError, match=r"one.parquet.parts went away meanwhile; another sweep is at work"):
        write_sweep(parted(monkeypatch), file, progress=lambda _: shutil.rmtree(tmp_path / "one.parquet.parts"))
    with pytest.raises(ScenarioError, match="--out: name a file to write"):
        write_sweep(parted(monkeypatch), Path())


@pytest.mark.parametrize("place", ["", "file/below.parquet", "/proc/nowhere/sweep.parquet"])
def test_what_cannot_be_written_is_told_before_anything_runs(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    counts: list[int] = []
    with pytest.raises(ScenarioError, match=r"cannot be written: .*; name a file in a folder that can"):
        write_sweep(
            model.sweep(scenario(), {TOUR: [6]}), tmp_path / place if place else tmp_path, progress=counts.append
        )
    assert counts == []
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_parts_beside_a_description_that_was_cut_are_not_ours_to_remove(tmp_path: Path) -> None:
    parts = tmp_path / "s.parquet.parts"
    parts.mkdir()
    (parts / "sweep.json").touch()
    (parts / "00000000.parquet").write_text("precious")
    grid = model.sweep(model.load("dannatt"), {"rotation.tour_months": [3, 4]})
    with pytest.raises(ScenarioError, match="another sweep was begun there"):
        write_sweep(grid, tmp_path / "s.parquet")
    assert (parts / "00000000.parquet").read_text() == "precious"


def test_a_name_that_is_too_long_is_told_with_its_remedy(tmp_path: Path) -> None:
    grid = model.sweep(model.load("dannatt"), {"rotation.tour_months": [3, 4]})
    with pytest.raises(ScenarioError, match="name a file in a folder that can"):
        write_sweep(grid, tmp_path / f"{'a' * 247}.parquet")


def test_a_long_row_of_digits_is_matched_once() -> None:
    with pytest.raises(ScenarioError, match="too many digits"):
        values_from_text("rotation.tour_months", "9" * 50_000)  # two ways to match a digit would take minutes here
