"""A sweep on disk: written in parts, stopped and started again, never over files of others."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pyarrow import parquet

import model
from model import ScenarioError
from model.analysis import sweep
from model.analysis.sweep import Sweep
from model.export import sweep_file
from model.export.sweep_file import values_from_text, write_sweep

TOUR, DWELL, OVERLAP = "rotation.tour_months", "rotation.dwell_ratio", "rotation.overlap_months"


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
    swept = model.sweep(
        model.load("dannatt"), {TOUR: range(1, 13), OVERLAP: [0, 1, 2, 3]}, measures=("tied_up", "margin")
    )
    assert swept.parts == 5
    return swept


class Stop(Exception):  # noqa: N818  (no error: the power going off)
    pass


def stop_after(parts: int, swept: Sweep, file: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == parts:
            raise Stop

    with pytest.raises(Stop):
        write_sweep(swept, file, progress=stop)


def test_a_sweep_that_was_stopped_goes_on_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, stopped = tmp_path / "at_once.parquet", tmp_path / "new" / "stopped.parquet"
    counts: list[int] = []
    assert write_sweep(parted(monkeypatch), at_once, progress=lambda done, _: counts.append(done)) == 0
    assert counts == [0, 1, 2, 3, 4, 5]

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise Stop

    with pytest.raises(Stop):
        write_sweep(parted(monkeypatch), stopped, progress=stop)
    assert not stopped.exists()
    assert len(list((tmp_path / "new" / "stopped.parquet.parts").glob("0*.parquet"))) == 3
    again: list[int] = []
    assert write_sweep(parted(monkeypatch), stopped, progress=lambda done, _: again.append(done)) == 3
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
    assert table["why"].to_pylist().count("refused") == 6
    assert parquet.ParquetFile(file).num_row_groups == 2
    document = json.loads(table.schema.metadata[b"roulement"])
    assert (document["points"], document["over"][TOUR]["count"], document["over"][TOUR]["last"]) == (48, 12, 12)


def test_another_sweep_in_its_place_is_refused_and_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "one.parquet"
    with pytest.raises(Stop):
        write_sweep(parted(monkeypatch), file, progress=lambda done, _: (_ for _ in ()).throw(Stop) if done else None)
    other = model.sweep(model.load("dannatt"), {TOUR: [6]})
    with pytest.raises(ScenarioError, match=r"another sweep was begun there; remove .*one.parquet.parts, or"):
        write_sweep(other, file)
    assert write_sweep(parted(monkeypatch), file) == 1


def test_damaged_parts_are_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, file = tmp_path / "whole.parquet", tmp_path / "one.parquet"
    write_sweep(parted(monkeypatch), whole)

    def stop(done: int, _: int) -> None:
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
    write_sweep(parted(monkeypatch), tmp_path / "two.parquet", progress=lambda *_: beside.write_text("mine"))
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
    assert write_sweep(parted(monkeypatch), file, progress=lambda done, _: counts.append(done)) == 5
    assert (counts, file.stat().st_ino, parts.exists()) == ([5], before, False)
    parts.mkdir()
    file.write_bytes(b"the user's")
    with pytest.raises(ScenarioError, match=r"one.parquet: is there already; name another file, or say --force to"):
        write_sweep(parted(monkeypatch), file)
    assert file.read_bytes() == b"the user's"
    write_sweep(parted(monkeypatch), file, force=True)
    assert (file.stat().st_size, parts.exists()) == (size, False)


def test_a_sweep_whose_name_ends_in_csv_is_csv_with_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one.parquet", "one.csv", "again.CSV"):
        write_sweep(parted(monkeypatch), tmp_path / name)
    rows = pd.read_csv(tmp_path / "one.csv")
    pd.testing.assert_frame_equal(rows, pd.read_parquet(tmp_path / "one.parquet"), check_dtype=False)
    assert (tmp_path / "one.csv").read_bytes().startswith(b"rotation.tour_months,")  # ASCII needs no mark
    assert (tmp_path / "again.CSV").read_bytes() == (tmp_path / "one.csv").read_bytes()
    stop_after(3, parted(monkeypatch), tmp_path / "stopped.csv")
    write_sweep(parted(monkeypatch), tmp_path / "stopped.csv")
    assert (tmp_path / "stopped.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.CSV", "one.csv", "one.parquet", "stopped.csv"]


def test_a_csv_sweep_begins_with_a_mark_where_a_spreadsheet_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "POINTS_TOGETHER", 1)
    title = "force.british_force.title"
    write_sweep(model.sweep(model.load("dannatt"), {title: ["a", "Łódź"]}), tmp_path / "one.csv")
    assert (tmp_path / "one.csv").read_bytes().startswith(b"\xef\xbb\xbfforce.")
    assert pd.read_csv(tmp_path / "one.csv", encoding="utf-8-sig")[title].tolist() == ["a", "Łódź"]


def test_a_csv_sweep_that_was_killed_as_it_ended_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, parts = tmp_path / "one.csv", tmp_path / "one.csv.parts"
    with monkeypatch.context() as patched:
        patched.setattr(sweep_file, "_remove", lambda *_: None)
        write_sweep(parted(monkeypatch), file)
    before = file.stat().st_ino
    (parts / "00000000.parquet").unlink()
    assert write_sweep(parted(monkeypatch), file) == 5
    assert (file.stat().st_ino, parts.exists()) == (before, False)
    with monkeypatch.context() as patched:
        patched.setattr(sweep_file, "_remove", lambda *_: None)
        write_sweep(parted(monkeypatch), file, force=True)
    file.write_bytes(b"the user's")
    with pytest.raises(ScenarioError, match=r"one.csv: is there already; name another file, or say --force to"):
        write_sweep(parted(monkeypatch), file)


def test_a_second_sweep_at_work_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, refusals = tmp_path / "one.parquet", []

    def second(*_: int) -> None:
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
        write_sweep(parted(monkeypatch), file, progress=lambda *_: shutil.rmtree(tmp_path / "one.parquet.parts"))
    with pytest.raises(ScenarioError, match="is no file; name one to write"):
        write_sweep(parted(monkeypatch), Path())


@pytest.mark.parametrize("place", ["", "file/below.parquet", "/proc/nowhere/sweep.parquet"])
def test_what_cannot_be_written_is_told_before_anything_runs(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    counts: list[int] = []
    with pytest.raises(ScenarioError, match=r"cannot be written: .*; name a file in a folder that can"):
        write_sweep(
            model.sweep(model.load("dannatt"), {TOUR: [6]}),
            tmp_path / place if place else tmp_path,
            progress=lambda done, _: counts.append(done),
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


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("force.f.strength.troops", "20.000,30000", "'20.000' can mean two numbers: write 20000, or 20"),
        ("force.f.strength.troops", "10000:20.000:1000", "'20.000' can mean two numbers: write 20000, or 20"),
        ("force.f.strength.troops", "20,000", "'20,000' reads as two numbers: write 20000"),
        ("force.f.strength.troops", "{low: 10.000, high: 30000}", "'10.000' can mean two numbers"),
    ],
)
def test_a_count_that_can_mean_two_numbers_is_refused(path: str, text: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=f"--over force.*{message}"):
        sweep_file.values_from_text(path, text)


def test_other_values_may_have_three_decimals() -> None:
    assert sweep_file.values_from_text("rotation.dwell_ratio", "2.125,3.250") == [2.125, 3.25]
    assert sweep_file.values_from_text("no.such.path", "20.000,3") == [20, 3]
    assert sweep_file.values_from_text("us_backstop.provided", "true,false") == [True, False]
