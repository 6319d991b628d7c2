"""Files: the same bytes for the same inputs, nothing half-written, null where a figure is not known."""

import json
from pathlib import Path

import pandas as pd
import pytest

import model
from model.io.writers import FileFormat, csv_text, json_text, write_folder
from model.scenario.errors import ScenarioError


def results(*names: str) -> model.Results:
    return model.run_many(model.load(name) for name in names)


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_the_same_inputs_give_the_same_bytes(tmp_path: Path, file_format: FileFormat) -> None:
    for folder in ("one", "two"):
        write_folder(results("dannatt", "multinational_force_ukraine"), tmp_path / folder, file_format, {})
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / each).iterdir()} for each in ("one", "two"))
    assert first == second
    assert set(first) == {f"{name}.{file_format}" for name in model.results.COLUMNS} | {"manifest.json"}
    assert b"NaN" not in b"".join(first.values())


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_every_format_reads_back_as_the_frame(tmp_path: Path, file_format: FileFormat) -> None:
    found = results("dannatt", "no_us_backstop")
    write_folder(found, tmp_path / "out", file_format, {})
    readers = {"csv": pd.read_csv, "json": pd.read_json, "parquet": pd.read_parquet}
    for name, frame in found.frames().items():
        back = readers[file_format](tmp_path / "out" / f"{name}.{file_format}").astype(model.results.COLUMNS[name])
        pd.testing.assert_frame_equal(back, frame)


def test_the_manifest_says_what_went_in(tmp_path: Path) -> None:
    changes = {"rotation.tour_months": 4}
    write_folder(results("dannatt"), tmp_path / "out", "csv", changes)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["changes"] == changes
    assert manifest["register_sha256"] == model.load("dannatt").register.digest
    assert [each["scenario"] for each in manifest["scenarios"]] == ["dannatt"]
    assert set(manifest["files"]) == {f"{name}.csv" for name in model.results.COLUMNS}


def test_a_later_run_replaces_its_files_and_leaves_others(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "notes.txt").write_text("mine")
    (tmp_path / "out" / "measures.csv").write_text("old")
    write_folder(results("dannatt"), tmp_path / "out", "csv", {})
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert "tied_up" in (tmp_path / "out" / "measures.csv").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ScenarioError, match=r"cannot be written: .*; name a folder that can"):
            write_folder(results("dannatt"), folder, "csv", {})
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "in the way"


def test_json_holds_null_where_nothing_is_known() -> None:
    (found,) = json.loads(json_text(results("multinational_force_ukraine")))
    assert {measure["low"] for measure in found["measures"]} == {None}
    assert found["verdict"] is None
    assert len(found["notes"]) == 3


def test_csv_is_unrounded_and_empty_where_nothing_is_known() -> None:
    text = csv_text(results("demarcation_line").measures)
    assert "demarcation_line,tied_up,troops,13333.32" in text
    assert "demarcation_line,cost_per_year,a year,,,\n" in text
