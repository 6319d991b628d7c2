"""The command `run`: many scenarios one after another; none stays in memory once its numbers are written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.analysis.simulation import DRAW_COLUMNS, Simulation, simulate
from model.cli import interrupts
from model.cli.executors import chosen
from model.cli.progress import Bars
from model.cli.scenarios import Source, second_of_name, variants_or_sources
from model.cli.terminal import (
    Dask,
    Draws,
    Files,
    Force,
    Format,
    Quiet,
    Seed,
    Settings,
    Variants,
    WorkerCount,
    changes_from,
    is_read_here,
    note,
    print_rows,
    read_width,
    say,
    tell,
    tell_lines,
    tell_sentence,
)
from model.engine.budget import COMMAND, Budget
from model.engine.cases import has_corners
from model.engine.results import COLUMNS, Row, measure_rows
from model.engine.run import Run, runs
from model.engine.stack import in_batches
from model.engine.wide import Changed, known_measures, wide
from model.export.frame_files import FileFormat, Selection, json_list, results_at, summary_text
from model.export.output_places import is_book, refuse_if_read
from model.files.scenarios import Variant
from model.files.strict_yaml import Place, placed
from model.present.numbers import with_unit
from model.present.tables import rounded
from model.present.tables.rounded import HEADS
from model.present.words import months as months_words
from model.present.words.coalition import sentences
from model.present.words.drivers import simulation_sentences
from model.present.words.force import headline
from model.present.words.notes import notes
from model.scenario import Scenario
from model.scenario.errors import Path as Keys
from model.scenario.errors import ScenarioError

if TYPE_CHECKING:
    from rich.text import Text

ALL_BUT_DRAWS = "the results above stand, without draws; no file was written"
FILE_FORMATS: dict[str, FileFormat] = {"json": "json", "parquet": "parquet", "xlsx": "xlsx"}

Out = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR|BOOK.xlsx",
        help="Write one file for each frame, and manifest.json, into this folder; or all frames into this workbook.",
    ),
]


def run(
    files: Files,
    *,
    settings: Settings = None,
    variants: Variants = None,
    draws: Draws = None,
    seed: Seed = 0,
    workers: WorkerCount = 1,
    dask: Dask = None,
    out: Out = None,
    output: Annotated[
        Format, typer.Option("--format", help="Print or write in this form; parquet and xlsx need --out.")
    ] = Format.TABLE,
    measures: Annotated[
        str | None,
        typer.Option(
            metavar="a,b", help="Show and write these measures alone, e.g. tied_up,margin; draws have theirs."
        ),
    ] = None,
    is_wide: Annotated[
        bool, typer.Option("--wide", help="Give each scenario one row, with its changes, in place of all frames.")
    ] = False,
    force: Force = False,
    _: Quiet = False,
) -> None:
    """Print what each scenario would tie up.

    A terminal shows one scenario as a short report, and several as a table with a row for each. A pipe, a file and the
    other formats get low, central and high of every measure.
    """
    names = () if measures is None else known_measures(map(str.strip, measures.split(",")), "--measures")
    changes = changes_from(settings)
    listed = variants_or_sources(files, variants, changes)
    is_printed = out is None or output is Format.TABLE
    printed = _printed(output, names, is_batch=len(listed) > 1, is_wide=is_wide) if is_printed else None
    form, selection = _form(output, out), Selection(names, is_wide=is_wide)
    folder = nullcontext() if out is None else results_at(out, form, changes, selection=selection, force=force)
    done = 0
    with Bars() as bars, folder as written, chosen(workers, dask) as executor:
        for scenario, one_run in _bounded(bars.over(listed, "Running scenarios"), changes, draws, out):
            rest, drawn = one_run, None
            if draws:
                if printed is not None and output is Format.TABLE:
                    rest = None
                    with bars.aside():
                        printed.tell_first(one_run)
                with bars.bar(f"Drawing {scenario.name}") as show:
                    drawn = simulate(scenario, draws=draws, seed=seed, executor=executor, progress=show)
            if written is not None:
                written.add(one_run, drawn)
            if printed is not None:
                printed.add(rest, drawn)
            done += 1
        if done and out is not None:
            interrupts.keep(f"{out} is whole: what stood there, or these results")
    if done and written is not None:
        interrupts.keep(f"{out} is written")
        parts = with_unit(str(len(written.names)), "sheets" if form == "xlsx" else "files")
        note(f"Wrote {parts} to {out}")
    if done and printed is not None:
        printed.tell()
    if done < len(listed):
        say(f"{len(listed) - done} of {len(listed)} did not run")
        raise typer.Exit(1)


def _form(output: Format, out: Path | None) -> FileFormat:
    """The format of the files; beside a printed table, a workbook where the name is one's, else CSV."""
    return "xlsx" if output is Format.TABLE and is_book(out) else FILE_FORMATS.get(output, "csv")


def _printed(output: Format, measures: Sequence[str], *, is_batch: bool, is_wide: bool) -> "Printed | PrintedWide":
    printed = Printed(output, measures, is_batch=is_batch)
    return PrintedWide(output, measures, printed) if is_wide else printed


def _bounded(
    listed: Iterable[Source | Variant], changes: dict[str, Any], draws: int | None, out: Path | None
) -> Iterator[tuple[Scenario, Run | None]]:
    """Yield each scenario with its run, or without one if it has too many ranges and is drawn; print faults.

    Scenarios are read and run in batches; faults are printed in the order of the files all the same.
    """
    loaded = read(listed, changes, COMMAND if draws else None)
    names = Names()
    for batch in ([one] for one in loaded) if draws else in_batches(loaded, lambda one: one.scenario):
        if out is not None:
            refuse_if_read(out)  # before work on scenarios that were read after the others had run
        done = iter(runs([one.scenario for one in batch if one.scenario is not None]))
        for one in batch:
            run = next(done) if one.scenario is not None else None
            if one.scenario is None:
                say(str(one.fault))
            elif isinstance(run, ScenarioError) and not (draws and not has_corners(one.scenario)):
                say(str(ScenarioError(list(placed(run.problems, one.places)))))
            elif names.are_free(one):
                yield one.scenario, run if isinstance(run, Run) else None


@dataclass(frozen=True)
class Read:
    """A scenario that was read, with the place of each part of it; or the fault for which it was not."""

    source: Source | Variant
    scenario: Scenario | None = None
    places: Mapping[Keys, Place] = field(default_factory=dict)
    fault: ScenarioError | None = None


def read(
    listed: Iterable[Source | Variant], changes: dict[str, Any], limits: Budget | None = COMMAND
) -> Iterator[Read]:
    """Yield each scenario, or why it cannot be read.

    Without limits a scenario can still be refused by its run; see `files.scenarios.load_with_places`.
    """
    for source in listed:
        try:
            # the base of a variant has the changes already
            loaded = source.load(limits) if isinstance(source, Variant) else source.load_with_places(changes, limits)
        except ScenarioError as error:
            yield Read(source, fault=error)
        else:
            yield Read(source, *loaded)


class Names:
    """The names of the scenarios that have run: their rows are told apart by these."""

    def __init__(self) -> None:
        self._firsts: dict[str, Source] = {}

    def are_free(self, one: Read) -> bool:
        """Return whether no other scenario has this one's name, which it takes; say which has on standard error."""
        if one.scenario is None or isinstance(one.source, Variant):  # a table refuses a second variant of a name
            return True
        first = self._firsts.setdefault(one.scenario.name, one.source)
        if first is not one.source:
            say(str(second_of_name(one.scenario.name, one.source, first)))
        return first is one.source


class Printed:
    """The output of the scenarios: cells, lines and sentences, until they are printed; no run is kept."""

    def __init__(self, output: Format, measures: Sequence[str] = (), *, is_batch: bool) -> None:
        self._output, self._measures, self._is_batch = output, measures, is_batch
        self._is_read_here = output is Format.TABLE and not measures and is_read_here()
        self._summaries: list[str] = []
        self._begin()

    def _begin(self) -> None:
        self._read_here: list[Text] = []
        self._short_rows: list[tuple[str, ...]] = []
        self._headlines: list[str] = []
        self._rows: list[Row] = []
        self._sentences: list[str] = []
        self._drawn: list[Row] = []
        self._of_draws: list[str] = []

    def add(self, run: Run | None, simulation: Simulation | None) -> None:
        """Keep the output of one scenario's run, of its draws, or of both."""
        if self._output is Format.JSON:
            self._summaries.append(summary_text(run, simulation, self._measures))
            return
        if run is not None:
            self._add_run(run)
        if simulation is not None:
            self._drawn += rounded.draw_rows(simulation)
            name = simulation.scenario.name
            self._of_draws += (f"{name}: {sentence}" for sentence in simulation_sentences(simulation))

    def _add_run(self, run: Run) -> None:
        if self._output is Format.CSV:
            self._rows += measure_rows(run, self._measures)
            return
        if self._is_read_here:
            self._add_read_here(run)
            return
        self._headlines.append(headline(run))
        self._rows += rounded.measure_rows(run, self._measures)
        all_sentences = (*sentences(run), *months_words.sentences(run), *notes(run))
        self._sentences += (f"{run.scenario.name}: {sentence}" for sentence in all_sentences)

    def _add_read_here(self, run: Run) -> None:
        from model.cli import screen  # noqa: PLC0415  (words that a pipe does without)

        if self._is_batch:
            self._short_rows.append(screen.row(run))
        else:
            self._read_here += screen.report(run, read_width())

    def tell_first(self, run: Run | None) -> None:
        """Print what waits, and a run's results before its draws, which can take long and may be stopped."""
        self.tell()
        if run is not None:
            self._add_run(run)
            self.tell()
            interrupts.keep(ALL_BUT_DRAWS)

    def tell(self) -> None:
        """Print it all."""
        if self._output is Format.JSON:
            tell(json_list(self._summaries))
            return
        if self._short_rows:
            from model.cli import screen  # noqa: PLC0415  (as above)

            self._read_here += screen.several(self._short_rows, read_width())
        if self._read_here:
            tell_lines(self._read_here)
        if len(self._headlines) == 1:
            tell_sentence(self._headlines[0], end="\n\n")
        if self._rows:
            is_table = self._output is Format.TABLE
            columns = ("scenario", "measure", "unit", *HEADS.values()) if is_table else tuple(COLUMNS["measures"])
            self._tell_rows(columns, self._rows, [rounded.MIDPOINT, *self._sentences])
        if self._drawn:
            self._tell_rows(DRAW_COLUMNS, self._drawn, self._of_draws)
        self._begin()

    def _tell_rows(self, columns: Sequence[str], rows: list[Row], sentences: list[str]) -> None:
        """Print rows; a table of a single scenario has no column that repeats its name."""
        if self._output is Format.TABLE and not self._is_batch:
            columns, rows = columns[1:], [row[1:] for row in rows]
        print_rows(columns, rows, sentences=sentences, output=self._output)


class PrintedWide:
    """The output of `--wide`: the cells of a row for each scenario, until they are printed; draws in a table below."""

    def __init__(self, output: Format, measures: Sequence[str], of_draws: Printed) -> None:
        self._output, self._measures, self._of_draws = output, measures, of_draws
        self._rows: list[Row] = []
        self._changed = Changed()

    def add(self, run: Run | None, simulation: Simulation | None) -> None:
        """Keep the measures of a scenario's run, its draws, or both."""
        if run is not None:
            is_table = self._output is Format.TABLE
            rows = rounded.in_words(run, self._measures) if is_table else measure_rows(run, self._measures)
            self._rows += rows
            self._changed.add(run.scenario)
        if simulation is not None:
            self._of_draws.add(None, simulation)

    def tell_first(self, run: Run | None) -> None:
        """Keep a run until all have run: the table has a row for each."""
        self.add(run, None)

    def tell(self) -> None:
        """Print it all."""
        if self._rows:
            pivot = rounded.wide_table if self._output is Format.TABLE else wide
            columns, rows = pivot(self._rows, self._measures, self._changed)
            document = [dict(zip(columns, row, strict=True)) for row in rows]
            print_rows(tuple(columns), rows, sentences=[rounded.MIDPOINT], output=self._output, document=document)
        if self._output is not Format.JSON:
            self._of_draws.tell()
