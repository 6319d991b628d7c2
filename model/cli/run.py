"""The command `run`: many scenarios one after another, each let go when its numbers are written."""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from model.analysis.simulation import Simulation, simulate
from model.cli import ask as commands
from model.cli import interrupts
from model.cli.executors import chosen
from model.cli.terminal import (
    Dask,
    Draws,
    Format,
    Seed,
    Settings,
    WorkerCount,
    changes_from,
    say,
    tell,
    tell_sentence,
    tell_table,
)
from model.engine.cases import has_corners
from model.engine.results import COLUMNS, Row, frame_of, measure_rows, run_many
from model.engine.run import Run
from model.export.frame_files import FileFormat, json_list, results_folder, summary_text
from model.export.texts import csv_text
from model.files.scenarios import load_with_places
from model.files.strict_yaml import Place, placed
from model.present.numbers import amount
from model.present.words import months as schedule_words
from model.present.words.coalition import sentences
from model.present.words.force import headline, missing
from model.present.words.notes import notes
from model.scenario import Scenario
from model.scenario.errors import Path as Keys
from model.scenario.errors import ScenarioError

PROGRESS_AFTER_SECONDS = 1.0
ENDS = ("low", "central", "high")
FILE_FORMATS: dict[str, FileFormat] = {"json": "json", "parquet": "parquet"}

Loaded = tuple[Scenario, Mapping[Keys, Place]]
Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Scenario files, or names of shipped scenarios such as dannatt.")
]
Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Write one file for each frame, and manifest.json, into this folder.")
]


def running(
    files: Files,
    *,
    settings: Settings = None,
    draws: Draws = None,
    seed: Seed = 0,
    workers: WorkerCount = 1,
    dask: Dask = None,
    out: Out = None,
    output: Annotated[
        Format, typer.Option("--format", help="table and json hold the measures; csv and parquet too.")
    ] = Format.TABLE,
) -> None:
    """Print what each scenario would tie up: low, central and high of every measure."""
    if output is Format.PARQUET and out is None:
        raise typer.BadParameter("parquet is no text: say where to write it with --out DIR", param_hint="--format")
    if draws and output is Format.CSV and out is None:
        raise typer.BadParameter("draws come as table or json, or with --out DIR", param_hint="--format")
    changes = changes_from(settings)
    printed = Printed(output) if out is None or output is Format.TABLE else None
    folder = nullcontext() if out is None else results_folder(out, FILE_FORMATS.get(output, "csv"), changes)
    done = 0
    with folder as written, chosen(workers, dask) as executor:
        for run, drawn in _worked_out(files, changes, draws, seed, executor):
            for results in (written, printed):
                if results is not None:
                    results.add(run, drawn)
            done += 1
        if done and out is not None:
            interrupts.keep(f"{out} is whole: what stood there, or these results")
    if done and written is not None:
        interrupts.keep(f"{out} is written")
        say(f"Wrote {len(written.names)} files to {out}")
    if done and printed is not None:
        printed.tell()
    if done < len(files):
        say(f"{len(files) - done} of {len(files)} did not run")
        raise typer.Exit(1)


def _worked_out(
    files: Sequence[str], changes: dict[str, Any], draws: int | None, seed: int, executor: Executor | None
) -> Iterator[tuple[Run | None, Simulation | None]]:
    """Yield the run and the draws of each scenario, draws alone where its ranges are too many; faults are told."""
    for scenario, places in loaded(files, changes):
        run = None
        if not draws or has_corners(scenario):
            try:
                run = run_many([scenario]).runs[0]
            except ScenarioError as error:
                say(str(ScenarioError(list(placed(error.problems, places)))))
                continue
        yield run, simulate(scenario, draws=draws, seed=seed, executor=executor) if draws else None


def loaded(files: Sequence[str], changes: dict[str, Any]) -> Iterator[Loaded]:
    """Yield what can be loaded; the rest is told on standard error. Two of one name cannot share a table."""
    names: set[str] = set()
    for file in _with_progress(files, Console(stderr=True)):
        try:
            loaded = load_with_places(file, changes=changes, changes_from="--set")
        except ScenarioError as error:
            say(str(error))
            continue
        name = loaded[0].name
        if name in names:
            say(f"{file}: a scenario named '{name}' is already there; rename one of the two files")
            continue
        names.add(name)
        yield loaded


def _with_progress(files: Sequence[str], console: Console) -> Iterator[str]:
    """Yield the files, with a bar on a terminal once more than a second's work is ahead."""
    start = time.monotonic()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Running scenarios", total=len(files), visible=False)
        for done, file in enumerate(files):
            ahead = (time.monotonic() - start) / done * (len(files) - done) if done else 0.0
            if ahead > PROGRESS_AFTER_SECONDS:
                progress.update(task, visible=True)
            yield file
            progress.update(task, completed=done + 1)


class Printed:
    """The output of all scenarios, printed at the end: the cells and sentences of each are kept, not its run."""

    def __init__(self, output: Format) -> None:
        self._output = output
        self._count = 0
        self._headline = ""
        self._summaries: list[str] = []
        self._rows: list[Row] = []
        self._sentences: list[str] = []
        self._drawn: list[Row] = []
        self._of_draws: list[str] = []

    def add(self, run: Run | None, simulation: Simulation | None) -> None:
        """Keep what is printed of one scenario's run, of its draws, or of both."""
        if self._output is Format.JSON:
            self._summaries.append(summary_text(run, simulation))
        elif self._output is Format.CSV:
            self._rows += () if run is None else measure_rows(run)
        else:
            if run is not None:
                self._add_run(run)
            if simulation is not None:
                self._drawn += simulation.rows()
                self._of_draws += commands.of_draws(simulation)

    def _add_run(self, run: Run) -> None:
        self._count += 1
        self._headline = headline(run)
        for scenario, measure, unit, *ends in measure_rows(run):
            shown = (missing(run, measure) if end is None else amount(end) for end in ends)
            self._rows.append((scenario, measure, unit, *shown))
        all_sentences = (*sentences(run), *schedule_words.sentences(run), *notes(run))
        self._sentences += (f"{run.scenario.name}: {sentence}" for sentence in all_sentences)

    def tell(self) -> None:
        """Print it all."""
        if self._output is Format.JSON:
            tell(json_list(self._summaries))
        elif self._output is Format.CSV:
            tell(csv_text(frame_of(COLUMNS["measures"], self._rows)), end="")
        else:
            if self._count == 1:
                tell_sentence(self._headline, end="\n\n")
            if self._count:
                tell_table(("scenario", "measure", "unit", *ENDS), self._rows, right=ENDS)
            for sentence in self._sentences:
                tell_sentence(sentence)
            commands.print_draws(self._drawn, self._of_draws)
