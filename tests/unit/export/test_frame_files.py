"""Files: the same bytes for the same inputs, nothing half-written, null where a figure is not known."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from coalitions import scenario
from writing import json_text, write_folder

import model
from model.engine.results import frame_of
from model.export import frame_files, texts
from model.export.frame_files import WRITERS, FileFormat, Selection, write_results
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


def test_csv_and_json_hold_what_the_frame_holds_whatever_the_number(tmp_path: Path) -> None:
    columns = {"name": "str", "troops": "float64", "month": "int64", "counts": "bool"}
    numbers = (5, -0.0, 1e22, 1e-7, 0.1 + 0.2, 1e16, float("nan"), None, np.float64(1.5), np.int64(7), 2**53)
    names = ("plain", None, "=1+1", 'a "quote", a comma', "Łódź")
    rows = [(names[at % 5], number, at, at % 2 == 0) for at, number in enumerate(numbers)]
    rows += [("numpy", np.float64("nan"), np.int64(3), np.bool_(True))]  # noqa: FBT003
    frame = frame_of(columns, rows)
    written = {}
    for name in ("csv", "json"):
        with (tmp_path / name).open("w+b") as file:
            one = WRITERS[name](file)
            one.add(columns, rows[:4])
            one.add(columns, rows[4:])
            one.end()
        written[name] = (tmp_path / name).read_text("utf-8-sig")
    assert written["csv"] == csv_text(frame)
    records = frame.astype(object).where(frame.notna(), None).to_dict(orient="records")
    assert written["json"] == texts.json_text(records, 1) + "\n"


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


def test_a_workbook_holds_every_frame_its_sources_and_its_origin(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    two = results("dannatt", "reassurance_force")
    simulation = model.simulate(model.load("dannatt"), draws=50, seed=3)
    sheets = write_results(two, book, "xlsx", simulations=[simulation])
    assert sheets == [*two.frames(), "simulation", "sources", "origin"]
    assert list(pd.read_excel(book, sheet_name=None)) == sheets
    back = pd.read_excel(book, sheet_name="measures").astype(model.engine.results.COLUMNS["measures"])
    pd.testing.assert_frame_equal(back, two.measures, rtol=1e-15)
    origin = pd.read_excel(book, sheet_name="origin")
    assert dict(zip(origin["what"], origin["value"], strict=True))["seed"] == 3
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_the_origin_names_what_was_changed_as_it_was_read_or_later(tmp_path: Path) -> None:
    changes = {"rotation.tour_months": 4}
    read = model.load("dannatt", changes=changes)
    later = model.load("dannatt").replace({"rotation.dwell_ratio": 3}, name="later")
    write_results(model.run_many([read, later]), tmp_path / "a.xlsx", "xlsx", changes=changes)
    origin = pd.read_excel(tmp_path / "a.xlsx", sheet_name="origin")
    changed = origin[origin["what"].str.startswith("changed: ")]
    assert changed.to_numpy().tolist() == [
        ["dannatt", "changed: rotation.tour_months", "4"], ["later", "changed: rotation.dwell_ratio", "3"],
    ]  # fmt: skip


def test_the_manifest_has_the_changes_of_each_scenario(tmp_path: Path) -> None:
    start = model.load("dannatt")
    longer = start.replace({"rotation.tour_months": 5}, name="longer").replace({"rotation.tour_months": 9})
    other = longer.replace({"coalition.rule": None}, name="other")
    model.run_many([start, longer, other]).write(tmp_path / "out")
    entries = json.loads((tmp_path / "out" / "manifest.json").read_text())["scenarios"]
    assert {entry["scenario"]: entry["changes"] for entry in entries} == {
        "dannatt": {},
        "longer": {"rotation.tour_months": 9},
        "other": {"rotation.tour_months": 9, "coalition.rule": None},
    }


def test_a_workbook_replaces_no_file_without_force(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_text("mine")
    with pytest.raises(ScenarioError, match=r"book\.xlsx: is there already; name another file, or say --force"):
        write_results(results("dannatt"), book, "xlsx")
    assert book.read_text() == "mine"
    write_results(results("dannatt"), book, "xlsx", force=True)
    assert len(pd.read_excel(book, sheet_name="measures"))
    for name, words in (("book.csv", "has the name of another kind of file; name a file that ends in .xlsx"),
                        ("no/book.xlsx", "cannot be written")):  # fmt: skip
        with pytest.raises(ScenarioError, match=words):
            write_results(results("dannatt"), tmp_path / name, "xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_frame_that_no_sheet_holds_is_refused_as_it_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.export.workbook.MOST_ROWS", 150)
    three = model.run_many([scenario(None).replace({}, name=name) for name in ("one", "two", "three")])
    runs = iter(three.runs)
    with pytest.raises(ScenarioError, match="a sheet holds 150 rows, and 'timeline' has more"):
        write_results(model.Results(runs), tmp_path / "a.xlsx", "xlsx")  # type: ignore[arg-type]
    assert len(list(runs)) == 1
    assert not list(tmp_path.iterdir())


def test_nothing_that_was_added_makes_no_workbook(tmp_path: Path) -> None:
    with frame_files.results_at(tmp_path / "a.xlsx", "xlsx"):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("file_format", ["csv", "json", "parquet"])
def test_a_wide_table_stands_in_place_of_all_frames(
    file_format: FileFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_files, "ROWS_TOGETHER", 1)
    selection = Selection(("tied_up", "margin"), is_wide=True)
    two = results("dannatt", "multinational_force_ukraine")
    names = write_results(two, tmp_path / "out", file_format, selection=selection)
    assert names == [f"wide.{file_format}", "manifest.json"]
    readers = {"csv": pd.read_csv, "json": pd.read_json, "parquet": pd.read_parquet}
    wide = readers[file_format](tmp_path / "out" / names[0]).set_index("scenario")
    assert wide.loc["dannatt", ["tied_up_low", "tied_up_central", "tied_up_high"]].tolist() == [30_000, 35_000, 40_000]
    assert wide.loc["multinational_force_ukraine", "margin_low_why"] == NOT_KNOWN
    assert list(wide)[0:6:3] == ["tied_up_low", "tied_up_low_why"]


def test_a_choice_of_measures_leaves_the_other_frames(tmp_path: Path) -> None:
    write_results(results("dannatt"), tmp_path / "out", selection=Selection(("margin", "tied_up")))
    assert pd.read_csv(tmp_path / "out" / "measures.csv")["measure"].tolist() == ["margin", "tied_up"]
    assert (tmp_path / "out" / "contributors.csv").exists()


def test_draws_of_a_force_of_unknown_size_say_why_they_are_missing(tmp_path: Path) -> None:
    simulation = model.simulate(model.load("multinational_force_ukraine"), draws=20)
    write_results(model.Results(()), tmp_path / "out", simulations=[simulation])
    frame = pd.read_csv(tmp_path / "out" / "simulation.csv").set_index("measure")
    assert frame.loc["tied_up", "why"] == NOT_KNOWN
