"""What the commands share: formats, the terminal, a table of rows in any of them."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from model.figures import amount
from model.io.strict_yaml import parse
from model.narrative import NOT_KNOWN
from model.scenario.errors import Problem, ScenarioError


class Format(StrEnum):
    """How results are printed, or written with --out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


File = Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped scenario such as dannatt.")]
Draws = Annotated[int | None, typer.Option(min=1, help="Draw so often over ranges and chances.")]
Seed = Annotated[int, typer.Option(min=0, help="The seed of the draws; the same gives the same.")]
WorkerCount = Annotated[
    int, typer.Option("--workers", min=1, max=256, help="Work draws or a sweep out on so many processes.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one value, e.g. rotation.tour_months=4. Repeat for more."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file that stands there; never one that is read.")]
Dask = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Or on the Dask cluster whose scheduler is at this address (extra: distributed)."
    ),
]
"""Arguments and options that several commands have."""


def stdout_console() -> Console:
    """Return a console as wide as the terminal; in a pipe, wide enough that nothing is folded."""
    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 400)


def say(text: str) -> None:
    """Print to standard error."""
    typer.echo(text, err=True)


def print_rows(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, document: object, told: Iterable[str], output: Format
) -> None:
    """Print rows with what is told of them as a table, the rows as CSV, or the document as JSON."""
    if output is Format.JSON:
        typer.echo(json.dumps(document, indent=2, allow_nan=False, ensure_ascii=False))
    elif output is Format.CSV:
        lines = csv.writer(sys.stdout, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows(rows)
    elif output is Format.TABLE:
        table = Table(*columns, box=None, pad_edge=False)
        for row in rows:
            table.add_row(*map(_shown, row))
        stdout_console().print(table)
        for sentence in told:
            stdout_console().print(sentence)
    else:
        raise typer.BadParameter("this comes as table, json or csv", param_hint="--format")


def _shown(cell: object) -> str:
    if isinstance(cell, int | float):
        return amount(cell)
    return NOT_KNOWN if cell is None else str(cell)


def changes_from(settings: Sequence[str] | None) -> dict[str, Any]:
    """Return what `--set` gives: dotted path -> value, each read as YAML.

    Raises:
        ScenarioError: if one is no PATH=VALUE, no YAML, or its path is set twice.
    """
    changes: dict[str, Any] = {}
    for setting in settings or ():
        path, equals, value = setting.partition("=")
        if not equals or not path:
            raise ScenarioError([Problem((), "write PATH=VALUE, e.g. rotation.tour_months=4", f"--set {setting}")])
        if path in changes:
            raise ScenarioError([Problem(tuple(path.split(".")), "is set twice; keep one", "--set")])
        changes[path] = parse(value, f"--set {path}").data
    return changes
