"""The parts that commands share: their options, the terminal, and rows printed in any format."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from model.cli import layout
from model.export.texts import csv_lines, json_text
from model.files.strict_yaml import parse
from model.letters import MOST_QUOTED, MOST_SHOWN, hidden_in, visible
from model.present.numbers import NOT_KNOWN, Written, amount
from model.scenario.errors import Problem, ScenarioError


class Format(StrEnum):
    """The forms in which results are printed, or written with --out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


File = Annotated[str, typer.Argument(help="A scenario file, or the name of a shipped scenario such as dannatt.")]
Draws = Annotated[int | None, typer.Option(min=1, help="Draw this many times over the ranges and chances.")]
Seed = Annotated[int, typer.Option(min=0, help="The seed of the draws; the same seed gives the same numbers.")]
WorkerCount = Annotated[
    int, typer.Option("--workers", min=1, max=256, help="Use this many processes for draws or a sweep.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one value, e.g. rotation.tour_months=4. Repeat for more."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file that stands there; never one that is read.")]
Dask = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Or use the Dask cluster with its scheduler at this address (extra: distributed)."
    ),
]
Output = Annotated[Format, typer.Option("--format", help="table, json or csv.")]
"""Arguments and options that several commands have."""

USAGE: Any = typer.BadParameter.__base__
"""The error for options that the command does not take, by whichever of its parsers typer brings along."""


class Commands(TyperGroup):
    """The commands. Their refusals of options and arguments are as safe to print as all other text."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (typer's own signature)
        """Read the words before the command's name."""
        with _printable_refusals():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (typer's own signature)
        """Read the words after the command's name, and run it."""
        with _printable_refusals():
            return super().invoke(ctx)


@contextmanager
def _printable_refusals() -> Iterator[None]:
    try:
        yield
    except USAGE as error:
        error.message = printable(error.message[:MOST_SHOWN])
        raise


def printable(text: str) -> str:
    """Return text for a terminal: letters that move the cursor or change how a line is read stand as their codes."""
    return visible(text, but="\n")


def say(text: str) -> None:
    """Print to standard error."""
    typer.echo(printable(text), err=True)


def tell(text: str, end: str = "\n") -> None:
    """Print to standard output, without folding."""
    typer.echo(printable(text) + end, nl=False)


def tell_sentence(text: str, end: str = "\n") -> None:
    """Print to standard output, folded between words."""
    _console().print(printable(text), end=end)


def tell_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print a table to standard output as wide as the terminal; the columns numbered in `right` are set to the right.

    No number is cut, however narrow the terminal.
    """
    heads = [printable(column) for column in columns]
    cells = [tuple(map(printable, row)) for row in rows]
    lines = layout.table(heads, cells, width=_console().width, right=right)
    typer.echo(typer.style(next(lines), bold=True))
    for line in lines:
        typer.echo(line)


def _console() -> Console:
    """A console as wide as the terminal; in a pipe, wide enough that nothing is folded."""
    return Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else 400)


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    sentences: Iterable[str],
    output: Format,
    document: object = None,
) -> None:
    """Print rows as CSV, as a table with sentences below it, or print the document that holds the same as JSON.

    Raises:
        BadParameter: for any other format.
    """
    if output is Format.JSON:
        tell(json_text(document, 2))
    elif output is Format.CSV:
        tell(csv_lines(columns, rows), end="")
    elif output is Format.TABLE:
        listed = list(rows)
        right = [number for number, column in enumerate(zip(*listed, strict=True)) if any(map(_is_number, column))]
        tell_table(columns, ([_shown(cell) for cell in row] for row in listed), right=right)
        for sentence in sentences:
            tell_sentence(sentence)
    else:
        raise typer.BadParameter("this command prints table, json or csv", param_hint="--format")


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float)


def _shown(cell: object) -> str:
    if isinstance(cell, Written):
        return cell.words
    if isinstance(cell, int | float):
        return amount(cell)
    return NOT_KNOWN if cell is None else str(cell)


def changes_from(settings: Sequence[str] | None) -> dict[str, Any]:
    """Return the changes of `--set`: dotted path -> value, each read as YAML.

    Raises:
        ScenarioError: if a setting is no PATH=VALUE, no YAML, or a path is set twice.
    """
    words = "write PATH=VALUE, e.g. rotation.tour_months=4"
    changes = pairs(settings or (), option="--set", form=words, twice="is set twice; keep one")
    return {path: parse(value, f"--set {path[:MOST_QUOTED]}").data for path, value in changes}


def pairs(settings: Iterable[str], *, option: str, form: str, twice: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each `PATH=TEXT` that an option holds.

    Raises:
        ScenarioError: if one has another form, which `form` describes, if its path holds letters that hide, or if a
            path stands there a second time, of which `twice` speaks.
    """
    paths: set[str] = set()
    for setting in settings:
        path, equals, text = setting.partition("=")
        if not equals or not path:
            raise ScenarioError([Problem((), form, f"{option} {setting[:MOST_QUOTED]}")])
        if fault := hidden_in(path):
            raise ScenarioError([Problem((), f"the path {fault}", f"{option} {path[:MOST_QUOTED]}")])
        if path in paths:
            raise ScenarioError([Problem(tuple(path.split(".")), twice, option)])
        paths.add(path)
        yield path, text
