"""The command `roulement`: the model from a shell; its help, with an example for each command."""

import errno
import io
import sys
from collections.abc import Callable
from operator import itemgetter
from typing import Annotated

import typer

from model.cli import ask, scenarios
from model.cli.explore import explore
from model.cli.new import new
from model.cli.options import Command
from model.cli.run import Names, read, run
from model.cli.scenarios import complete_claim
from model.cli.terminal import (
    Commands,
    Files,
    Format,
    Output,
    Quiet,
    Settings,
    Variants,
    changes_from,
    note,
    print_rows,
    say,
    tell,
)
from model.engine.cases import has_corners, too_many_ranges
from model.engine.results import run_many
from model.files.disk import noting
from model.files.register import shipped_register
from model.files.scenarios import load, shipped_scenarios
from model.files.schema import schema_text
from model.files.shipped import version
from model.files.strict_yaml import placed
from model.letters import MOST_QUOTED
from model.present.words.figures import figure
from model.present.words.notes import warnings
from model.scenario.errors import Problem, ScenarioError

CLAIM_COLUMNS = ("id", "figure", "speaker", "said_on", "reported_by", "reported_on", "kind", "standing")
SCENARIO_COLUMNS = ("name", "as_of", "title")
EXITS = "Exit status: 0 done; 1 a bad scenario, path, file or value; 2 a bad option; 130 interrupted."
EXAMPLES = {
    "run": (
        "roulement run dannatt",
        "roulement run dannatt reassurance_force --set rotation.tour_months=4",
        "roulement run mine.yaml --out results --format parquet",
        "roulement run dannatt --variants variants.csv --format csv",
        "cat mine.yaml | roulement run - --format json",
    ),
    "check": (
        "roulement check mine.yaml",
        "roulement check --strict --quiet mine.yaml",
        "roulement check dannatt --variants variants.csv",
    ),
    "compare": (
        "roulement compare reassurance_force nato_norm",
        "roulement compare reassurance_force nato_norm german_norm --format csv",
    ),
    "drivers": ("roulement drivers three_tier", "roulement drivers dannatt --sobol --format json"),
    "solve": ("roulement solve dannatt --lever rotation.dwell_ratio --between 1:4",),
    "sweep": (
        "roulement sweep dannatt --over rotation.tour_months=3:12:1 --out sweep.csv",
        "roulement sweep mine.yaml --over rotation.dwell_ratio=2,3,4 --out s.parquet",
        "roulement sweep mine.yaml --points points.csv --out points.parquet",
    ),
    "report": ("roulement report dannatt --out report.html",),
    "new": (
        "roulement new my_force",
        "roulement new my_nations --from willing_september_2025 --table nations.csv",
    ),
    "list": ("roulement list", "roulement list --format csv"),
    "sources": ("roulement sources dannatt",),
    "schema": ("roulement schema > schema.json",),
    "explore": (
        "roulement explore --open",
        "roulement explore --address 0.0.0.0 --port 8600 --base-path tools/roulement",
    ),
}
"""Examples of each command, which a test runs."""


def _after_options(name: str) -> str:
    """The end of a command's help: its examples, line by line, and the meaning of its exit status."""
    head = "Examples:" if len(EXAMPLES[name]) > 1 else "Example:"
    return "\n".join(("\b", head, *(f"  {line}" for line in EXAMPLES[name]), "", EXITS))


app = typer.Typer(
    cls=Commands,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"""\b
A first look:
  roulement list
  roulement run reassurance_force
  roulement run --help

{EXITS}""",
)


def _version(is_asked: bool) -> None:  # noqa: FBT001  (typer's way)
    if is_asked:
        tell(f"roulement {version()}")
        raise typer.Exit


@app.callback()
def about(
    *,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Work out what a proposed force of so many troops would tie up, from published figures.

    Commands that take a scenario take a file, the name of a shipped scenario, or - for one on standard input.
    """


def check(
    files: Files,
    *,
    settings: Settings = None,
    variants: Variants = None,
    is_strict: Annotated[
        bool, typer.Option("--strict", help="Count warnings, but no notes, as faults: one makes the exit status 1.")
    ] = False,
    _: Quiet = False,
) -> None:
    """Check scenario files and print every problem with its place.

    A problem reads file:line:column: path: what is wrong, what is allowed. A warning has a remedy; a note has none,
    because it is a finding, such as an offer of more than a nation could keep up. With --variants every row is checked.
    """
    changes = changes_from(settings)
    listed = scenarios.variants_or_sources(files, variants, changes)
    sound = 0
    names = Names()
    for one in read(listed, changes):
        scenario = one.scenario
        if scenario is None:
            say(str(one.fault))
            continue
        if not names.are_free(one):
            continue
        problems = warnings(run_many([scenario]).runs[0]) if has_corners(scenario) else [too_many_ranges(scenario)]
        for problem in placed(problems, one.places):
            tell_of = say if is_strict and problem.remedy else note
            tell_of(f"{'warning' if problem.remedy else 'note'}: {problem}")
        if is_strict and any(problem.remedy for problem in problems):
            continue
        tell(f"{scenario.name}: sound")
        sound += 1
    if sound < len(listed):
        raise typer.Exit(1)


def list_scenarios(output: Output = Format.TABLE) -> None:
    """List the shipped scenarios with their dates and titles.

    Other commands take the name. CSV and JSON also have the question that each scenario asks.
    """
    rows = [
        {
            "name": scenario.name,
            "as_of": scenario.as_of.isoformat() if scenario.as_of else "",
            "title": scenario.label,
            "question": scenario.question,
        }
        for scenario in map(load, shipped_scenarios())
    ]
    rows.sort(key=itemgetter("as_of", "name"))
    columns = tuple(rows[0]) if output is Format.CSV else SCENARIO_COLUMNS
    print_rows(columns, [[row[key] for key in columns] for row in rows], document=rows, sentences=(), output=output)


def schema() -> None:
    """Print the JSON schema of a scenario file, for an editor."""
    tell(schema_text(), end="")


def sources(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORD",
            help="List only claims whose id or speaker holds one of these words.",
            autocompletion=complete_claim,
        ),
    ] = None,
    output: Output = Format.TABLE,
) -> None:
    """List the published claims that scenarios rest on.

    Each says who said what and when, and where it was reported.
    """
    folded = [word.casefold() for word in words or [""]]
    rows = [
        {
            "id": claim.id,
            "figure": figure(claim),
            **{name: getattr(claim, name) for name in (*CLAIM_COLUMNS[2:], "says")},
            "source": claim.seed or claim.url,
        }
        for claim in shipped_register().claims.values()
        if any(word in claim.id or word in claim.speaker.casefold() for word in folded)
    ]
    if not rows:
        quoted = " or ".join(word[:MOST_QUOTED] for word in folded)
        raise ScenarioError(
            [Problem((), f"no claim's id or speaker holds {quoted}; roulement sources lists all", "sources")]
        )
    columns = tuple(rows[0]) if output is Format.CSV else CLAIM_COLUMNS
    print_rows(columns, [[row[key] for key in columns] for row in rows], document=rows, sentences=(), output=output)


COMMANDS: dict[str, Callable[..., None]] = {
    "run": run,
    "check": check,
    "compare": ask.compare,
    "drivers": ask.drivers,
    "solve": ask.solve,
    "sweep": ask.sweep,
    "report": ask.report,
    "new": new,
    "list": list_scenarios,
    "sources": sources,
    "schema": schema,
    "explore": explore,
}
"""The commands in the order in which the help lists them."""

for name, command in COMMANDS.items():
    app.command(name, cls=Command, epilog=_after_options(name))(command)


def main() -> None:
    """Run the command; print each fault of the input or the output in one line, without a traceback."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "standard output is closed")  # noqa: TRY301  (told like any other fault of it)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its code
        with noting():
            app()
    except ScenarioError as error:
        say(str(error))
        sys.exit(1)
    except OSError as error:
        say(f"cannot print: {error.strerror}")
        sys.exit(1)
