"""The command `roulement`: the model from a shell.

Exit 0 done, 1 a bad scenario, path, file or value, 2 an unknown option.
"""

import errno
import io
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from model import commands, schedule_words
from model.cases import has_corners, too_many_ranges
from model.claim_words import figure_in_words
from model.evidence import Claim
from model.executors import chosen
from model.figures import amount
from model.io.places import placed
from model.io.register import shipped_register
from model.io.scenarios import load_with_places
from model.io.schema_file import schema_text
from model.io.shipped import shipped_folder, version
from model.io.strict_yaml import Place
from model.io.texts import csv_text
from model.io.writers import FileFormat, json_text, write_folder
from model.letters import MOST_QUOTED
from model.narrative import headline, missing
from model.report_command import reporting
from model.results import Results
from model.rows import measure_rows
from model.running import run_many
from model.runs import Run
from model.scenario import Scenario
from model.scenario.errors import Path as Keys
from model.scenario.errors import Problem, ScenarioError
from model.simulation import Simulation, simulate
from model.supply_words import sentences
from model.sweep_command import sweeping
from model.terminal import (
    Commands,
    Dask,
    Draws,
    Format,
    Seed,
    Settings,
    WorkerCount,
    changes_from,
    print_rows,
    say,
    tell,
    tell_sentence,
    tell_table,
)

PROGRESS_AFTER_SECONDS = 1.0
ENDS = ("low", "central", "high")
FILE_FORMATS: dict[str, FileFormat] = {"json": "json", "parquet": "parquet"}

app = typer.Typer(
    cls=Commands, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, rich_markup_mode=None
)


Loaded = tuple[Scenario, Mapping[Keys, Place]]
Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Scenario files, or names of shipped scenarios such as dannatt.")
]
Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Write one file for each frame, and manifest.json, into this folder.")
]


def _version(asked: bool) -> None:  # noqa: FBT001  (typer's way)
    if asked:
        tell(f"roulement {version()}")
        raise typer.Exit


@app.callback()
def about(
    *,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Work out what a proposed force of so many troops would tie up, from published figures."""


@app.command()
def run(
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
    runs, alone = [], []
    for scenario, places in _loaded(files, changes):
        if draws and not has_corners(scenario):
            alone.append(scenario)
        else:
            runs += _run(scenario, places)
    with chosen(workers, dask) as executor:
        drawn = [*(run_.scenario for run_ in runs), *alone] if draws else []
        simulations = [simulate(each, draws=draws or 0, seed=seed, executor=executor) for each in drawn]
    if runs or alone:
        results = Results(tuple(runs))
        if out is not None:
            written = write_folder(results, out, FILE_FORMATS.get(output, "csv"), changes, simulations)
            say(f"Wrote {len(written)} files to {out}")
        if out is None or output is Format.TABLE:
            _print(results, output, simulations)
    if len(runs) + len(alone) < len(files):
        say(f"{len(files) - len(runs) - len(alone)} of {len(files)} did not run")
        raise typer.Exit(1)


def _run(scenario: Scenario, places: Mapping[Keys, Place]) -> list[Run]:
    """The run of a scenario; none, with the reason told, where its ranges are too many."""
    try:
        return list(run_many([scenario]).runs)
    except ScenarioError as error:
        say(str(ScenarioError(list(placed(error.problems, places)))))
        return []


@app.command()
def check(files: Files) -> None:
    """Check scenario files: every problem as file:line:column: path: what is wrong, what is allowed."""
    sound = 0
    for scenario, places in _loaded(files, {}):
        warnings = run_many([scenario]).runs[0].warnings if has_corners(scenario) else [too_many_ranges(scenario)]
        for problem in placed(warnings, places):
            say(f"warning: {problem}")
        tell(f"{scenario.name}: sound")
        sound += 1
    if sound < len(files):
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON schema of a scenario file, for an editor."""
    tell(schema_text(), end="")


@app.command()
def sources(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD]...", help="Only claims whose id or speaker holds one of these."),
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="table, json or csv.")] = Format.TABLE,
) -> None:
    """List the published claims that scenarios rest on: who said what, when, where reported."""
    asked = [word.casefold() for word in words or [""]]
    rows = [
        _claim_row(claim)
        for claim in shipped_register().claims.values()
        if any(word in claim.id or word in claim.speaker.casefold() for word in asked)
    ]
    if not rows:
        told = " or ".join(word[:MOST_QUOTED] for word in asked)
        raise ScenarioError([Problem((), f"no claim's id or speaker holds {told}", "sources")])
    columns = tuple(rows[0]) if output is Format.CSV else CLAIM_COLUMNS
    print_rows(columns, [[row[key] for key in columns] for row in rows], document=rows, told=(), output=output)


app.command("compare")(commands.comparing)
app.command("drivers")(commands.driving)
app.command("solve")(commands.solving)
app.command("report")(reporting)
app.command("sweep")(sweeping)


@app.command()
def explore(port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = 8501) -> None:
    """Start the explorer, a page in the browser on this machine."""
    tell(f"The explorer is at http://127.0.0.1:{port} (stop it with Ctrl-C)")
    page = str(shipped_folder() / "app.py")
    command = [sys.executable, "-m", "streamlit", "run", page, "--server.port", str(port)]
    os.execv(command[0], command)  # noqa: S606  (our own page; it takes this process's place: one stop stops both)


def main() -> None:
    """Run the command; a fault of the input or of the output is told in one line each, without a traceback."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "standard output is closed")  # noqa: TRY301  (told like any other fault of it)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its code
        app()
    except ScenarioError as error:
        say(str(error))
        sys.exit(1)
    except OSError as error:
        say(f"cannot print: {error.strerror}")
        sys.exit(1)


CLAIM_COLUMNS = ("id", "figure", "speaker", "said_on", "reported_by", "reported_on", "kind", "standing")


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id, "figure": figure_in_words(claim), "speaker": claim.speaker, "said_on": claim.said_on,
        "reported_by": claim.reported_by, "reported_on": claim.reported_on, "kind": claim.kind,
        "standing": claim.standing, "says": claim.says, "source": claim.seed or claim.url,
    }  # fmt: skip


def _loaded(files: Sequence[str], changes: dict[str, Any]) -> Iterator[Loaded]:
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


def _print(results: Results, output: Format, simulations: Sequence[Simulation]) -> None:
    if output is Format.JSON:
        tell(json_text(results, simulations))
    elif output is Format.CSV:
        tell(csv_text(results.measures), end="")
    else:
        if results.runs:
            _print_table(results)
        commands.print_simulations(simulations)


def _print_table(results: Results) -> None:
    if len(results.runs) == 1:
        tell_sentence(headline(results.runs[0]), end="\n\n")
    rows = [
        (scenario, measure, unit, *(missing(run_, measure) if end is None else amount(end) for end in ends))
        for run_ in results.runs
        for scenario, measure, unit, *ends in measure_rows(run_)
    ]
    tell_table(("scenario", "measure", "unit", *ENDS), rows, right=ENDS)
    for run_ in results.runs:
        for sentence in (*sentences(run_), *schedule_words.sentences(run_), *run_.notes):
            tell_sentence(f"{run_.scenario.name}: {sentence}")
