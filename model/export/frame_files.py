"""Writing results: JSON for a pipe, and a folder of frames with a manifest, all or nothing.

A batch of thousands of scenarios is written as it is worked out: of each scenario its rows alone are kept, and of the
rows no more than some thousands, so that memory does not grow with the batch.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from model.analysis.simulation import COLUMNS as SIMULATED
from model.analysis.simulation import Simulation
from model.engine.cases import too_many_ranges
from model.engine.results import COLUMNS, ROWS, Results, Row, frame_of, measure_rows
from model.engine.run import Run
from model.export import atomic as whole
from model.export import texts
from model.export.outputs import faults_told, folder_place, missing_folders
from model.files.shipped import version
from model.present.words.coalition import verdicts
from model.present.words.force import headline
from model.present.words.notes import notes
from model.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

FileFormat = Literal["csv", "json", "parquet"]
FRAMES = {**COLUMNS, "simulation": dict(zip(SIMULATED, ("str", "str", *["float64"] * len(SIMULATED[2:])), strict=True))}
"""The frames of a folder: their columns with their types."""
ROWS_TOGETHER = 10_000
"""Rows of a frame that are kept before they are written."""


def json_text(results: Results, simulations: Sequence[Simulation] = ()) -> str:
    """Return the measures of every scenario as JSON, its draws with them; null where a figure is not known."""
    drawn = {simulation.scenario.name: simulation for simulation in simulations}
    parts = [summary_text(run, drawn.pop(run.scenario.name, None)) for run in results.runs]
    return json_list([*parts, *(summary_text(None, simulation) for simulation in drawn.values())])


def summary_text(run: Run | None, simulation: Simulation | None) -> str:
    """Return one scenario's measures as JSON, its draws with them; a scenario of too many ranges has draws alone."""
    summary: dict[str, Any] = {}
    if run is not None:
        summary = _summary(run)
    if simulation is not None:
        summary = {**(summary or _undetermined(simulation.scenario)), "simulation": _drawn(simulation)}
    return texts.json_text(summary, 2)


def json_list(parts: Sequence[str]) -> str:
    """Return the JSON of a list whose entries are JSON already.

    >>> print(json_list(["1", "2"]), json_list([]))
    [
      1,
      2
    ] []
    """
    inside = ",\n".join("\n".join(f"  {line}" for line in part.splitlines()) for part in parts)
    return f"[\n{inside}\n]" if parts else "[]"


def _drawn(simulation: Simulation) -> dict[str, Any]:
    return {
        "draws": simulation.draws,
        "seed": simulation.seed,
        "kept_up": simulation.kept_up,
        "standard_error": simulation.error,
        "measures": [dict(zip(SIMULATED[1:], row[1:], strict=True)) for row in simulation.rows()],
    }


def _summary(run: Run) -> dict[str, Any]:
    keys = ("measure", "unit", "low", "central", "high")
    return {
        "scenario": run.scenario.name,
        "title": run.scenario.label,
        "headline": headline(run),
        "measures": [dict(zip(keys, row[1:], strict=True)) for row in measure_rows(run)],
        "verdict": verdicts(run),
        "notes": notes(run),
    }


def _undetermined(scenario: Scenario) -> dict[str, Any]:
    """A scenario of too many ranges for low and high: its draws stand alone."""
    nothing: dict[str, Any] = {"headline": None, "measures": [], "verdict": None}
    notes = [f"{too_many_ranges(scenario).message}."]
    return {"scenario": scenario.name, "title": scenario.label, **nothing, "notes": notes}


def write_folder(
    results: Results,
    folder: Path,
    file_format: FileFormat,
    changes: Mapping[str, Any],
    simulations: Sequence[Simulation] = (),
) -> list[Path]:
    """Write one file per frame and `manifest.json`; see `results_folder`."""
    drawn = {simulation.scenario.name: simulation for simulation in simulations}
    with results_folder(folder, file_format, changes) as files:
        for run in results.runs:
            files.add(run, drawn.pop(run.scenario.name, None))
        for simulation in drawn.values():
            files.add(None, simulation)
    return [folder / name for name in files.names]


@contextmanager
def results_folder(folder: Path, file_format: FileFormat, changes: Mapping[str, Any]) -> Iterator["ResultFiles"]:
    """Give the files of a folder of results to add scenarios to; the same scenarios give the same bytes.

    The folder is put in place at once in the end, if anything was added; one of an earlier run, which holds nothing
    else, goes.

    Raises:
        ScenarioError: if the folder may not or cannot be written (see `outputs.folder_place`); it is as it was then.
    """
    place = folder_place(folder)
    with faults_told(folder, "folder"):
        *above, _ = missing_folders(place)
        is_in_place = False
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with whole.draft_beside(place) as draft, contextlib.ExitStack() as open_files:
                files = ResultFiles(whole.begin_folder(draft), file_format, changes, open_files)
                yield files
                if files.scenarios:
                    files.finish()
                    whole.put_folder(draft, place)
                    is_in_place = True
        finally:
            if not is_in_place:
                with contextlib.suppress(OSError):  # they were not made, or somebody uses them
                    for path in reversed(above):
                        path.rmdir()


class ResultFiles:
    """A file for each frame that holds anything, and the manifest, while scenarios are added one by one."""

    def __init__(
        self, folder: Path, file_format: FileFormat, changes: Mapping[str, Any], open_files: contextlib.ExitStack
    ) -> None:
        self.scenarios: list[dict[str, str]] = []
        self.names: list[str] = []
        self._folder, self._format, self._changes, self._open_files = folder, file_format, changes, open_files
        self._waiting: dict[str, list[Row]] = {name: [] for name in FRAMES}
        self._files: dict[str, _FrameFile] = {}
        self._register = ""
        self._draws: int | None = None
        self._seed: int | None = None

    def add(self, run: Run | None, simulation: Simulation | None = None) -> None:
        """Add the run of a scenario, its draws, or both."""
        added = [each.scenario for each in (run, simulation) if each is not None]
        for scenario in added[:1]:
            document = json.dumps(scenario.document, sort_keys=True)
            digest = hashlib.sha256(document.encode()).hexdigest()
            self.scenarios.append({"scenario": scenario.name, "sha256": digest})
            self._register = self._register or scenario.register.digest
        if run is not None:
            for name in COLUMNS:
                self._add(name, list(ROWS[name](run)))
        if simulation is not None:
            self._draws, self._seed = simulation.draws, simulation.seed
            self._add("simulation", list(simulation.rows()))

    def _add(self, name: str, lines: list[Row]) -> None:
        self._waiting[name] += lines
        if len(self._waiting[name]) >= ROWS_TOGETHER:
            self._write(name)

    def _write(self, name: str) -> None:
        lines, self._waiting[name] = self._waiting[name], []
        if name not in self._files:
            file = self._open_files.enter_context((self._folder / f"{name}.{self._format}").open("wb"))
            self._files[name] = WRITERS[self._format](file)
        self._files[name].add(frame_of(FRAMES[name], lines))

    def finish(self) -> None:
        """Write what is left, and the manifest."""
        for name in [name for name, lines in self._waiting.items() if lines]:
            self._write(name)
        hashes = {f"{name}.{self._format}": self._files[name].end() for name in FRAMES if name in self._files}
        manifest = {
            "program": "roulement",
            "version": version(),
            "seed": self._seed,
            "draws": self._draws,
            "changes": dict(self._changes),
            "register_sha256": self._register,
            "scenarios": self.scenarios,
            "files": hashes,
        }
        with (self._folder / whole.MANIFEST).open("wb") as file:
            file.write((texts.json_text(whole.sealed(manifest), 2) + "\n").encode())
            whole.wait_for_the_disk(file)
        self.names = [*hashes, whole.MANIFEST]


class _FrameFile:
    """One frame's file as CSV, below its columns' names; the same bytes however its rows come together."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.is_begun = False

    def add(self, frame: "pd.DataFrame") -> None:
        """Write some more rows."""
        text = texts.csv_text(frame)
        self.file.write((text.partition("\n")[2] if self.is_begun else text).encode())
        self.is_begun = True

    def end(self) -> str:
        """Return the file's hash when it is whole and the disk has it."""
        whole.wait_for_the_disk(self.file)
        with Path(self.file.name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


class _JsonFile(_FrameFile):
    """The same as a list of records, null where a figure is not known."""

    def add(self, frame: "pd.DataFrame") -> None:
        """Write some more rows."""
        records = frame.astype(object).where(frame.notna(), None).to_dict(orient="records")
        inside = texts.json_text(records, 1).removeprefix("[\n").removesuffix("\n]")
        self.file.write(((",\n" if self.is_begun else "[\n") + inside).encode())
        self.is_begun = True

    def end(self) -> str:
        """Close the list."""
        self.file.write(b"\n]\n")
        return super().end()


class _ParquetFile(_FrameFile):
    """The same as Parquet, so many rows to a row group."""

    def add(self, frame: "pd.DataFrame") -> None:
        """Write some more rows."""
        import pyarrow as pa  # noqa: PLC0415  (a quarter of a second that other formats do without)
        from pyarrow import parquet  # noqa: PLC0415

        if not self.is_begun:
            self.schema = pa.Schema.from_pandas(frame, preserve_index=False)
            self.writer = parquet.ParquetWriter(self.file, self.schema)
            self.is_begun = True
        self.writer.write_table(pa.Table.from_pandas(frame, self.schema, preserve_index=False))

    def end(self) -> str:
        """Write the end of the file."""
        self.writer.close()
        return super().end()


WRITERS: dict[FileFormat, type[_FrameFile]] = {"csv": _FrameFile, "json": _JsonFile, "parquet": _ParquetFile}
