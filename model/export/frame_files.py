"""Results as JSON for a pipe, and as a folder of frames with a manifest, all or nothing.

A batch of thousands of scenarios is written while it is worked out. Only some thousands of rows are kept at a time,
so that memory does not grow with the batch.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from model.analysis.simulation import DRAW_COLUMNS, Simulation
from model.engine.cases import too_many_ranges
from model.engine.results import COLUMNS, ROWS, Row, frame_of, measure_rows
from model.engine.run import Run
from model.export import atomic, texts
from model.export.output_places import faults_told, folder_place, missing_folders
from model.files.shipped import version
from model.present.words.coalition import verdicts
from model.present.words.force import headline
from model.present.words.notes import notes
from model.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

FileFormat = Literal["csv", "json", "parquet"]
FRAMES = {
    **COLUMNS,
    "simulation": dict(zip(DRAW_COLUMNS, ("str", "str", *["float64"] * len(DRAW_COLUMNS[2:])), strict=True)),
}
"""The frames of a folder: their columns with their types."""
ROWS_TOGETHER = 10_000
"""Rows of a frame that are kept before they are written."""


def summary_text(run: Run | None, simulation: Simulation | None) -> str:
    """Return one scenario's measures as JSON, its draws with them; a scenario of too many ranges has draws alone."""
    summary = {} if run is None else _summary(run)
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
        "measures": [dict(zip(DRAW_COLUMNS[1:], row[1:], strict=True)) for row in simulation.rows()],
    }


def _summary(run: Run) -> dict[str, Any]:
    keys = list(COLUMNS["measures"])[1:]
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


@contextmanager
def results_folder(folder: Path, file_format: FileFormat, changes: Mapping[str, Any]) -> Iterator["ResultFiles"]:
    """Give the files of a folder of results, to add scenarios to; the same scenarios give the same bytes.

    In the end the folder is put in place at once, if anything was added. A folder of an earlier run is replaced, if it
    holds nothing else.

    Raises:
        ScenarioError: if the folder may not or cannot be written (see `output_places`); it stays as it was.
    """
    place = folder_place(folder)
    with faults_told(folder, "folder"):
        *above, _ = missing_folders(place)
        is_in_place = False
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with atomic.draft_beside(place) as draft, contextlib.ExitStack() as open_files:
                files = ResultFiles(atomic.begin_folder(draft), file_format, changes, open_files)
                yield files
                if files.scenarios:
                    files.finish()
                    atomic.put_folder(draft, place)
                    is_in_place = True
        finally:
            if not is_in_place:
                with contextlib.suppress(OSError):  # they were not created, or another process uses them
                    for path in reversed(above):
                        path.rmdir()


class ResultFiles:
    """A file for each frame that holds anything, and the manifest, while scenarios are added one by one."""

    def __init__(
        self, folder: Path, file_format: FileFormat, changes: Mapping[str, Any], open_files: contextlib.ExitStack
    ) -> None:
        self.scenarios: list[dict[str, Any]] = []
        self.names: list[str] = []
        self._folder, self._format, self._changes, self._open_files = folder, file_format, changes, open_files
        self._waiting: dict[str, list[Row]] = {name: [] for name in FRAMES}
        self._files: dict[str, _FrameFile] = {}
        self._register = ""
        self._draws: int | None = None
        self._seed: int | None = None

    def add(self, run: Run | None, simulation: Simulation | None = None) -> None:
        """Add the run of a scenario, its draws, or both."""
        scenario = next(added.scenario for added in (run, simulation) if added is not None)
        tables = {"tables": scenario.tables} if scenario.tables else {}
        self.scenarios.append({"scenario": scenario.name, "sha256": atomic.digest_of(scenario.document), **tables})
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
            file = self._open_files.enter_context((self._folder / f"{name}.{self._format}").open("w+b"))
            self._files[name] = WRITERS[self._format](file)
        self._files[name].add(frame_of(FRAMES[name], lines))

    def finish(self) -> None:
        """Write the rows that are left, and the manifest."""
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
        with (self._folder / atomic.MANIFEST).open("wb") as file:
            file.write((texts.json_text(atomic.sealed(manifest), 2) + "\n").encode())
            atomic.wait_for_the_disk(file)
        self.names = [*hashes, atomic.MANIFEST]


class _FrameFile:
    """A CSV file of one frame: the same bytes in however many steps its rows are added."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.is_begun = False
        self.is_ascii = True

    def add(self, frame: "pd.DataFrame") -> None:
        """Write some more rows."""
        text = texts.csv_text(frame)
        self.is_ascii = self.is_ascii and text.isascii()
        self.file.write((text.partition("\n")[2] if self.is_begun else text).encode())
        self.is_begun = True

    def end(self) -> str:
        """Wait until the disk has the file, and return its hash."""
        if not self.is_ascii:
            texts.put_mark(self.file)
        atomic.wait_for_the_disk(self.file)
        return atomic.digest_of_file(Path(self.file.name))


class _JsonFile(_FrameFile):
    """A JSON file of one frame: a list of records, null where a figure is not known."""

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
    """A Parquet file of one frame: a row group for the rows of each step."""

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
