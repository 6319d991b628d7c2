"""Files: the same bytes for the same inputs, nothing half-written, null where a figure is not known."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from writing import json_text, write_folder

import model
from model.export import frame_files
from model.export.frame_files import FileFormat
from model.export.texts import csv_text
from model.frozen import ENDS
from model.present.numbers import NOT_KNOWN
from model.present.words.notes import notes
from model.scenario.errors import ScenarioError


def results(*names: str) -> model.Results:
    return model.run_many(model.load(name) for name in names)


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_the_same_inputs_give_the_same_bytes(tmp_path: Path, file_format: FileFormat) -> None:
    for folder in ("one", "two"):
        write_folder(results("reassurance_force", "multinational_force_ukraine"), tmp_path / folder, file_format, {})
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("one", "two")
    )
    assert first == second
    assert set(first) == {f"{name}.{file_format}" for name in model.engine.results.COLUMNS} | {"manifest.json"}
    assert b"NaN" not in b"".join(first.values())


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_every_format_reads_back_as_the_frame(tmp_path: Path, file_format: FileFormat) -> None:
    three = results("dannatt", "reassurance_force", "no_us_backstop")
    write_folder(three, tmp_path / "out", file_format, {})
    readers = {"csv": pd.read_csv, "json": pd.read_json, "parquet": pd.read_parquet}
    for name, frame in three.frames().items():
        back = readers[file_format](tmp_path / "out" / f"{name}.{file_format}").astype(
            model.engine.results.COLUMNS[name]
        )
        pd.testing.assert_frame_equal(back, frame)


def test_the_manifest_says_what_went_in(tmp_path: Path) -> None:
    changes = {"rotation.tour_months": 4}
    write_folder(results("dannatt"), tmp_path / "out", "csv", changes)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["changes"] == changes
    assert manifest["register_sha256"] == model.load("dannatt").register.digest
    assert [scenario["scenario"] for scenario in manifest["scenarios"]] == ["dannatt"]
    assert set(manifest["files"]) == {f"{name}.csv" for name in model.engine.results.COLUMNS} - {"schedule.csv"}


def test_a_later_run_replaces_the_earlier_ones_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o750)
    write_folder(results("reassurance_force"), out, "json", {})
    assert (out / "schedule.json").exists()
    write_folder(results("dannatt"), out, "csv", {})
    assert "tied_up" in (out / "measures.csv").read_text()
    assert list(out.glob("*.json")) == [out / "manifest.json"]
    assert out.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ScenarioError, match=r"cannot be written: .*; name a folder that can"):
            write_folder(results("dannatt"), folder, "csv", {})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_new_folder_goes_again_if_it_cannot_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ScenarioError, match="No space left on device"):
        write_folder(results("dannatt"), tmp_path / "above" / "new", "csv", {})
    assert not list(tmp_path.iterdir())
    monkeypatch.undo()
    write_folder(results("dannatt"), tmp_path / "new", "csv", {})
    before = (tmp_path / "new").stat().st_ino
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ScenarioError, match="No space left on device"):
        write_folder(results("reassurance_force"), tmp_path / "new", "csv", {})
    assert (tmp_path / "new").stat().st_ino == before
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_json_holds_null_where_nothing_is_known() -> None:
    (document,) = json.loads(json_text(results("multinational_force_ukraine")))
    unknown = {measure["measure"] for measure in document["measures"] if measure["low"] is None}
    assert {"deployed", "tied_up", "margin", "shortfall", "strain", "probability_kept_up"} <= unknown
    assert document["verdict"] == dict.fromkeys(ENDS, NOT_KNOWN)
    (run,) = results("multinational_force_ukraine").runs
    assert document["notes"] == list(notes(run))


def test_csv_is_unrounded_and_empty_where_nothing_is_known() -> None:
    text = csv_text(results("demarcation_line").measures)
    assert "demarcation_line,tied_up,troops,14666.6666666" in text
    assert "demarcation_line,cost_per_year,a year,,,,,no cost given,no cost given,no cost given\n" in text


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_rows_that_are_written_a_few_at_a_time_are_the_same(
    file_format: FileFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = results("reassurance_force", "multinational_force_ukraine")
    write_folder(two, tmp_path / "at_once", file_format, {})
    monkeypatch.setattr(frame_files, "ROWS_TOGETHER", 5)
    write_folder(two, tmp_path / "bit_by_bit", file_format, {})
    for file in sorted((tmp_path / "at_once").iterdir()):
        other = tmp_path / "bit_by_bit" / file.name
        if file_format == "parquet" and file.suffix == ".parquet":
            pd.testing.assert_frame_equal(pd.read_parquet(other), pd.read_parquet(file))
        elif file_format != "parquet":
            assert other.read_bytes() == file.read_bytes()


def test_csv_files_begin_with_a_mark_where_they_hold_a_letter_beyond_ascii(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = "d\u2019après l\u2019état-major"
    troops = {"force.british_force.strength.troops": {"value": 9_000, "because": reason}}
    changed = model.run(model.load("dannatt").replace(troops))
    write_folder(changed, tmp_path / "at_once", "csv", {})
    monkeypatch.setattr(frame_files, "ROWS_TOGETHER", 1)
    write_folder(changed, tmp_path / "bit_by_bit", "csv", {})
    marked = [path.name for path in (tmp_path / "at_once").glob("*.csv") if path.read_bytes()[:3] == b"\xef\xbb\xbf"]
    assert marked == ["inputs.csv"]
    inputs = pd.read_csv(tmp_path / "at_once" / "inputs.csv", encoding="utf-8-sig")
    assert inputs.columns[0] == "scenario"
    assert reason in inputs["reason"].tolist()
    for path in (tmp_path / "at_once").iterdir():
        assert (tmp_path / "bit_by_bit" / path.name).read_bytes() == path.read_bytes()


def test_nothing_is_written_where_nothing_was_added(tmp_path: Path) -> None:
    with frame_files.results_at(tmp_path / "above" / "out", "csv", {}) as files:
        pass
    assert files.names == []
    assert list(tmp_path.iterdir()) == []


def test_draws_of_a_scenario_without_a_run_are_written_too(tmp_path: Path) -> None:
    drawn = model.simulate(model.load("dannatt"), draws=100)
    written = write_folder(model.run_many([]), tmp_path / "out", "csv", {}, [drawn])
    assert written == ["simulation.csv", "manifest.json"]
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["draws"] == 100
