"""The command `roulement`: the model from a shell.

Exit 0 done, 1 a bad scenario, path, file or value, 2 an unknown option, 130 interrupted.
"""

import errno
import io
import sys
from typing import Annotated

import typer

from model.cli import ask
from model.cli.explore import explore
from model.cli.new import new
from model.cli.run import Files, loaded, run
from model.cli.terminal import Commands, Format, Output, print_rows, say, tell
from model.engine.cases import has_corners, too_many_ranges
from model.engine.results import run_many
from model.files.register import shipped_register
from model.files.schema import schema_text
from model.files.shipped import version
from model.files.strict_yaml import placed
from model.letters import MOST_QUOTED
from model.present.words.figures import figure
from model.present.words.notes import warnings
from model.scenario.errors import Problem, ScenarioError

CLAIM_COLUMNS = ("id", "figure", "speaker", "said_on", "reported_by", "reported_on", "kind", "standing")

app = typer.Typer(
    cls=Commands, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, rich_markup_mode=None
)


def _version(is_asked: bool) -> None:  # noqa: FBT001  (typer's way)
    if is_asked:
        tell(f"roulement {version()}")
        raise typer.Exit


@app.callback()
def about(
    *,
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Work out what a proposed force of so many troops would tie up, from published figures."""


app.command()(run)


@app.command()
def check(files: Files) -> None:
    """Check scenario files: every problem as file:line:column: path: what is wrong, what is allowed."""
    sound = 0
    for scenario, places in loaded(files, {}):
        problems = warnings(run_many([scenario]).runs[0]) if has_corners(scenario) else [too_many_ranges(scenario)]
        for problem in placed(problems, places):
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
    output: Output = Format.TABLE,
) -> None:
    """List the published claims that scenarios rest on: who said what, when, where reported."""
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
        raise ScenarioError([Problem((), f"no claim's id or speaker holds {quoted}", "sources")])
    columns = tuple(rows[0]) if output is Format.CSV else CLAIM_COLUMNS
    print_rows(columns, [[row[key] for key in columns] for row in rows], document=rows, sentences=(), output=output)


for command in (ask.compare, ask.drivers, ask.solve, ask.report, ask.sweep, new, explore):
    app.command()(command)


def main() -> None:
    """Run the command; print each fault of the input or the output in one line, without a traceback."""
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
