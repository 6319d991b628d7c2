"""Results as JSON for a pipe, as a folder of frames with a manifest, or as one workbook, all or nothing.

A batch of thousands of scenarios is written while it is worked out. Only some thousands of rows are kept at a time,
so that memory does not grow with the batch; a workbook, and a wide table, are kept whole until they are written.
"""

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from model.analysis.simulation import DRAW_COLUMNS, Simulation
from model.engine.cases import too_many_ranges
from model.engine.results import COLUMNS, ROWS, Results, Row, frame_of, measure_rows, plain_rows
from model.engine.run import Run
from model.engine.wide import Changed, wide
from model.export import atomic, texts, workbook
from model.export.output_places import (
    BOOK,
    faults_told,
    folder_place,
    missing_folders,
    result_place,
    write_result,
)
from model.files.shipped import version
from model.present.words.coalition import verdicts
from model.present.words.effects import held_in_words
from model.present.words.force import headline
from model.present.words.notes import notes
from model.scenario import Scenario
from model.terms import NOT_KNOWN

if TYPE_CHECKING:
    import pandas as pd

FileFormat = Literal["csv", "json", "parquet", "xlsx"]
FRAMES = {
    **COLUMNS,
    "simulation": {
        **dict(zip(DRAW_COLUMNS, ("str", "str", *["float64"] * len(DRAW_COLUMNS[2:])), strict=True)),
        "why": "str",
    },
}
"""The frames of a folder: their columns with their types."""
WIDE = "wide"
"""The table with a row for each scenario, which stands in place of the frames of runs."""
ROWS_TOGETHER = 10_000
"""Rows of a frame that are kept before they are written."""


def summary_text(run: Run | None, simulation: Simulation | None, measures: Sequence[str] = ()) -> str:
    """Return one scenario's measures as JSON, its draws with them; a scenario of too many ranges has draws alone."""
    summary = {} if run is None else _summary(run, measures)
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


def _summary(run: Run, measures: Sequence[str]) -> dict[str, Any]:
    keys = list(COLUMNS["measures"])[1:]
    return {
        "scenario": run.scenario.name,
        "title": run.scenario.label,
        "changes": run.scenario.changed_to,
        "headline": headline(run),
        "measures": [dict(zip(keys, row[1:], strict=True)) for row in measure_rows(run, measures)],
        "verdict": verdicts(run),
        "notes": notes(run),
    }


def _undetermined(scenario: Scenario) -> dict[str, Any]:
    """A scenario of too many ranges for low and high: its draws stand alone."""
    nothing: dict[str, Any] = {"headline": None, "measures": [], "verdict": None}
    notes = [f"{too_many_ranges(scenario).words}."]
    named = {"scenario": scenario.name, "title": scenario.label, "changes": scenario.changed_to}
    return {**named, **nothing, "notes": notes}


@dataclass(frozen=True)
class Selection:
    """The part of the results that is wanted.

    Attributes:
        measures: the measures of the frame `measures`; by default all that a scenario has.
        is_wide: whether a table with a row for each scenario (`wide`) stands in place of all frames of runs.
    """

    measures: tuple[str, ...] = ()
    is_wide: bool = False


EVERYTHING = Selection()


def write_results(
    results: Results,
    place: Path,
    file_format: FileFormat = "csv",
    *,
    changes: Mapping[str, Any] = MappingProxyType({}),
    selection: Selection = EVERYTHING,
    simulations: Iterable[Simulation] = (),
    force: bool = False,
) -> list[str]:
    """Write results into a folder, a file for each frame with a manifest, or as `xlsx` into one workbook.

    Args:
        results: the results of one scenario or of many.
        place: the folder, or the workbook's file.
        file_format: `csv`, `json`, `parquet` or `xlsx`.
        changes: the changes that were made to all scenarios as they were read, for the manifest.
        selection: the part of the results that is wanted.
        simulations: draws, which get a frame of their own.
        force: whether a workbook may replace a file that stands there.

    Returns:
        The names of the files in the folder, or of the sheets in the workbook.

    Raises:
        ScenarioError: if the folder or the file may not or cannot be written (see `output_places`); it stays as it
            was.
    """
    with results_at(place, file_format, changes, selection=selection, force=force) as files:
        for run in results.runs:
            files.add(run)
        for simulation in simulations:
            files.add(None, simulation)
    return files.names


def results_at(
    place: Path,
    file_format: FileFormat,
    changes: Mapping[str, Any] = MappingProxyType({}),
    *,
    selection: Selection = EVERYTHING,
    force: bool = False,
) -> AbstractContextManager["ResultFiles"]:
    """Give the files of a folder of results, or of a workbook, to add scenarios to; see `write_results`.

    The same scenarios give the same bytes. In the end all of it is put in place at once, if anything was added. A
    workbook replaces no file that the command reads, with `force` or without.

    Raises:
        ScenarioError: before any work, if it may not or cannot be written there.
    """
    if file_format == "xlsx":
        return _one_workbook(place, changes, selection, force=force)
    return _results_folder(place, file_format, changes, selection)


@contextmanager
def _results_folder(
    folder: Path, file_format: FileFormat, changes: Mapping[str, Any], selection: Selection
) -> Iterator["ResultFiles"]:
    """A folder of an earlier run is replaced, if it holds nothing else."""
    place = folder_place(folder)
    with faults_told(folder, "folder"):
        *above, _ = missing_folders(place)
        is_in_place = False
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with atomic.draft_beside(place) as draft, contextlib.ExitStack() as open_files:
                files = _Folder(changes, selection, atomic.begin_folder(draft), file_format, open_files)
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


@contextmanager
def _one_workbook(
    file: Path, changes: Mapping[str, Any], selection: Selection, *, force: bool
) -> Iterator["ResultFiles"]:
    workbook.refuse_without_writer()
    result_place(file, (BOOK,), force=force)
    files = _Workbook(changes, selection)
    yield files
    if files.scenarios:
        files.finish()
        write_result(files.content, file, (BOOK,), force=force)


class ResultFiles:
    """The frames of results, while scenarios are added one by one."""

    def __init__(self, changes: Mapping[str, Any], selection: Selection) -> None:
        self.scenarios: list[dict[str, Any]] = []
        self.names: list[str] = []
        self._changes, self._selection = changes, selection
        self._changed = Changed()
        self._waiting: dict[str, list[Row]] = {name: [] for name in FRAMES}
        self._register = ""
        self._draws: int | None = None
        self._seed: int | None = None

    def add(self, run: Run | None, simulation: Simulation | None = None) -> None:
        """Add the run of a scenario, its draws, or both."""
        scenario = next(added.scenario for added in (run, simulation) if added is not None)
        tables = {"tables": scenario.tables} if scenario.tables else {}
        hashes = {"sha256": atomic.digest_of(scenario.document), **tables}
        self.scenarios.append({"scenario": scenario.name, "changes": scenario.changed_to, **hashes})
        self._register = self._register or scenario.register.digest
        if run is not None:
            if self._selection.is_wide:
                self._changed.add(scenario)
            self._add("measures", list(measure_rows(run, self._selection.measures)))
            for name in () if self._selection.is_wide else COLUMNS:
                if name != "measures":
                    self._add(name, list(ROWS[name](run)))
        if simulation is not None:
            self._draws, self._seed = simulation.draws, simulation.seed
            self._add("simulation", [(*row, NOT_KNOWN if None in row else None) for row in simulation.rows()])

    def _add(self, name: str, lines: list[Row]) -> None:
        self._waiting[name] += lines

    def _is_kept_whole(self, name: str) -> bool:
        """Whether a frame needs all its rows at once: the wide table does."""
        return name == "measures" and self._selection.is_wide

    def _tables(self) -> Iterator[tuple[str, Mapping[str, str], Sequence[Row]]]:
        """The name, the columns and the rows of each frame of which rows wait; they wait no longer."""
        for name, columns in FRAMES.items():
            lines, self._waiting[name] = self._waiting[name], []
            if lines and self._is_kept_whole(name):
                yield (WIDE, *wide(lines, self._selection.measures, self._changed))
            elif lines:
                yield name, columns, lines


class _Folder(ResultFiles):
    """A file for each frame that holds anything, and the manifest."""

    def __init__(
        self,
        changes: Mapping[str, Any],
        selection: Selection,
        folder: Path,
        file_format: FileFormat,
        open_files: contextlib.ExitStack,
    ) -> None:
        super().__init__(changes, selection)
        self._folder, self._format, self._open_files = folder, file_format, open_files
        self._files: dict[str, _FrameFile] = {}

    def _add(self, name: str, lines: list[Row]) -> None:
        super()._add(name, lines)
        if len(self._waiting[name]) >= ROWS_TOGETHER and not self._is_kept_whole(name):
            self._write(name, FRAMES[name], self._waiting[name])
            self._waiting[name] = []

    def _write(self, name: str, columns: Mapping[str, str], lines: Sequence[Row]) -> None:
        if name not in self._files:
            file = self._open_files.enter_context((self._folder / f"{name}.{self._format}").open("w+b"))
            self._files[name] = WRITERS[self._format](file)
        self._files[name].add(columns, lines)

    def finish(self) -> None:
        """Write the rows that are left, and the manifest."""
        for table in self._tables():
            self._write(*table)
        hashes = {f"{name}.{self._format}": self._files[name].end() for name in (*FRAMES, WIDE) if name in self._files}
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


class _Workbook(ResultFiles):
    """A sheet for each frame that holds anything, the claims that they rest on, and what made them."""

    def __init__(self, changes: Mapping[str, Any], selection: Selection) -> None:
        super().__init__(changes, selection)
        self._scenarios: list[Scenario] = []
        self.content = b""

    def add(self, run: Run | None, simulation: Simulation | None = None) -> None:
        """Add the run of a scenario, its draws, or both.

        Raises:
            ScenarioError: if a frame has more rows than a sheet.
        """
        super().add(run, simulation)
        self._scenarios.append(next(added.scenario for added in (run, simulation) if added is not None))
        for name, lines in self._waiting.items():
            workbook.refuse_too_long(name, len(lines))

    def finish(self) -> None:
        """Make the workbook."""
        draws = [("", "draws", self._draws), ("", "seed", self._seed)] if self._draws is not None else []
        changed = (
            (scenario.name, f"changed: {path}", held_in_words(scenario.quantities(), path, scenario))
            for scenario in self._scenarios
            for path in scenario.changed
        )
        about = {
            workbook.SOURCES: workbook.sources_sheet(self._scenarios),
            workbook.ORIGIN: workbook.origin_sheet(self._scenarios, [*draws, *changed]),
        }
        self.content = workbook.workbook(self._sheets(about))

    def _sheets(self, about: "Mapping[str, pd.DataFrame]") -> "Iterator[tuple[str, pd.DataFrame]]":
        """The sheets in order, of which only one is held at a time."""
        frames = ((name, frame_of(columns, lines)) for name, columns, lines in self._tables())
        for name, frame in itertools.chain(frames, about.items()):
            self.names.append(name)
            yield name, frame


class _FrameFile:
    """A CSV file of one frame: the same bytes in however many steps its rows are added."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.is_begun = False
        self.is_ascii = True

    def add(self, columns: Mapping[str, str], lines: Sequence[Row]) -> None:
        """Write some more rows."""
        text = texts.csv_lines(() if self.is_begun else tuple(columns), plain_rows(columns, lines))
        self.is_ascii = self.is_ascii and text.isascii()
        self.file.write(text.encode())
        self.is_begun = True

    def end(self) -> str:
        """Wait until the disk has the file, and return its hash."""
        if not self.is_ascii:
            texts.put_mark(self.file)
        atomic.wait_for_the_disk(self.file)
        return atomic.digest_of_file(Path(self.file.name))


class _JsonFile(_FrameFile):
    """A JSON file of one frame: a list of records, null where a figure is not known."""

    def add(self, columns: Mapping[str, str], lines: Sequence[Row]) -> None:
        """Write some more rows."""
        records = [dict(zip(columns, row, strict=True)) for row in plain_rows(columns, lines)]
        inside = texts.json_text(records, 1).removeprefix("[\n").removesuffix("\n]")
        self.file.write(((",\n" if self.is_begun else "[\n") + inside).encode())
        self.is_begun = True

    def end(self) -> str:
        """Close the list."""
        self.file.write(b"\n]\n")
        return super().end()


class _ParquetFile(_FrameFile):
    """A Parquet file of one frame: a row group for the rows of each step."""

    def add(self, columns: Mapping[str, str], lines: Sequence[Row]) -> None:
        """Write some more rows."""
        import pyarrow as pa  # noqa: PLC0415  (a quarter of a second that other formats do without)
        from pyarrow import parquet  # noqa: PLC0415

        frame = frame_of(columns, lines)
        if not self.is_begun:
            self.schema = pa.Schema.from_pandas(frame, preserve_index=False)
            self.writer = parquet.ParquetWriter(self.file, self.schema)
            self.is_begun = True
        self.writer.write_table(pa.Table.from_pandas(frame, self.schema, preserve_index=False))

    def end(self) -> str:
        """Write the end of the file."""
        self.writer.close()
        return super().end()


WRITERS: Mapping[FileFormat, type[_FrameFile]] = {"csv": _FrameFile, "json": _JsonFile, "parquet": _ParquetFile}
