"""The command `sweep`: every combination of some paths' values, into one Parquet file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from model.analysis.sweep import Given, sweep
from model.cli import interrupts
from model.cli.executors import chosen
from model.cli.terminal import Dask, Draws, File, Force, Seed, WorkerCount, say
from model.export.sweep_file import parts_of, sweep_place, values_from_text, write_sweep
from model.files.scenarios import load
from model.letters import MOST_QUOTED, hidden_in
from model.scenario.errors import Problem, ScenarioError


def sweeping(
    file: File,
    *,
    over: Annotated[
        list[str],
        typer.Option(
            "--over", metavar="PATH=START:STOP:STEP|a,b,c", help="What a path takes in turn. Repeat for more."
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE.parquet", help="The file to write: a row for each point.")],
    measures: Annotated[
        str | None, typer.Option(metavar="a,b", help="The measures wanted; by default those of the steady state.")
    ] = None,
    draws: Draws = None,
    seed: Seed = 0,
    workers: WorkerCount = 1,
    dask: Dask = None,
    force: Force = False,
) -> None:
    """Work out every combination of some paths' values; stopped and started again, it goes on where it was."""
    names = [name.strip() for name in measures.split(",")] if measures is not None else None
    grid = sweep(load(file), _over(over), measures=names, draws=draws, seed=seed)
    place = sweep_place(grid, out, source=file, force=force)  # refuses before any work
    say(f"{grid.count:,} points")
    kept = f"what is done is kept in {parts_of(place)}, and the same command goes on from there" if place else ""
    interrupts.keep(kept or "nothing is kept of what goes to a device")
    with chosen(workers, dask) as executor, _bar(grid.parts) as told:
        before = write_sweep(grid, out, executor, told, source=file, force=force)
    interrupts.keep(f"{out} is written")
    told_before = f", {before:,} of {grid.parts:,} parts from before" if before else ""
    say(f"Wrote {grid.count:,} rows to {out}{told_before}")


def _over(settings: list[str]) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals or not path:
            words = "write PATH=START:STOP:STEP or PATH=a,b,c, e.g. rotation.tour_months=4:8:1"
            raise ScenarioError([Problem((), words, f"--over {setting[:MOST_QUOTED]}")])
        if fault := hidden_in(path):
            raise ScenarioError([Problem((), f"the path {fault}", f"--over {path[:MOST_QUOTED]}")])
        if path in found:
            raise ScenarioError([Problem(tuple(path.split(".")), "is swept twice; keep one", "--over")])
        found[path] = values_from_text(path, text)
    return found


@contextmanager
def _bar(parts: int) -> Iterator[Callable[[int], None]]:
    """A function to tell how many parts are done, which a bar on a terminal shows."""
    console = Console(stderr=True)
    columns = (TextColumn("Sweeping"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=parts)
        yield lambda done: progress.update(task, completed=done)
