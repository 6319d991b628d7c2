"""The parts that commands share: their options, the terminal, and rows printed in any format."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from model.cli import layout
from model.cli.scenarios import complete_scenario, complete_setting
from model.export.texts import csv_lines, json_text
from model.files.scenarios import shipped_scenarios
from model.files.strict_yaml import parse
from model.letters import MOST_QUOTED, MOST_SHOWN, hidden_in, quoted, visible
from model.present.numbers import NOT_KNOWN, Written, amount
from model.scenario.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


class Format(StrEnum):
    """The forms in which results are printed, or written with --out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


class _State:
    """The one terminal of this process."""

    is_quiet = False


def _set_quiet(is_quiet: bool) -> None:  # noqa: FBT001  (typer's way)
    _State.is_quiet = is_quiet


SCENARIO = "A scenario file, the name of a shipped scenario such as dannatt, or - for one on standard input."
File = Annotated[str, typer.Argument(metavar="FILE", help=SCENARIO, autocompletion=complete_scenario)]
Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Scenario files, names of shipped scenarios such as dannatt, or - for one on standard input.",
        autocompletion=complete_scenario,
    ),
]
Draws = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Draw this many times over the ranges and chances.")
]
Seed = Annotated[
    int, typer.Option(metavar="N", min=0, help="Use this seed for draws; the same seed gives the same numbers.")
]
WorkerCount = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, max=256, help="Use this many processes for draws or a sweep.")
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="PATH=VALUE",
        help="Change one value, e.g. rotation.tour_months=4. Repeat the option for more values.",
        autocompletion=complete_setting,
    ),
]
Variants = Annotated[
    Path | None,
    typer.Option(
        metavar="TABLE",
        help="Take the variants of one FILE that a CSV table holds: a row each, columns name and dotted paths.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file that stands there; never one that is read.")]
Dask = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Use the Dask cluster whose scheduler is at this address (extra: distributed)."
    ),
]
Output = Annotated[Format, typer.Option("--format", metavar="table|json|csv", help="Print the results in this form.")]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", callback=_set_quiet, help="Print nothing on standard error but errors."),
]
"""Arguments and options that several commands have."""

MOST_WIDTH = 100
"""The longest line that is read with ease, however wide the terminal."""
WIDTH_OF_A_PIPE = 400
"""The longest line in a pipe or a file: so long that next to nothing is folded."""
PREFIX = "Value error, "
"""The words that pydantic puts before a refusal."""
USAGE: Any = typer.BadParameter.__base__
"""The error for options that the command does not take, by whichever of its parsers typer brings along."""


class Commands(TyperGroup):
    """The commands. Their refusals of options and arguments are as safe to print as all other text."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  (typer's own signature)
        """Read the words before the command's name."""
        with _printable_refusals():
            return super().make_context(*args, **kwargs)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401  (typer's own signature)
        """Find the command; where a scenario stands in its place, say how it is run."""
        try:
            return super().resolve_command(ctx, args)
        except USAGE as error:
            if args[0] in shipped_scenarios() or args[0].endswith(".yaml"):
                error.message = f"{quoted(args[0])} is no command. Did you mean roulement run with this scenario?"
            raise

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (typer's own signature)
        """Read the words after the command's name, and run it."""
        with _printable_refusals():
            return super().invoke(ctx)


@contextmanager
def _printable_refusals() -> Iterator[None]:
    try:
        yield
    except USAGE as error:
        error.message = printable(error.message[:MOST_SHOWN].replace(PREFIX, ""))
        raise


def printable(text: str) -> str:
    """Return text for a terminal: letters that move the cursor or change how a line is read stand as their codes."""
    return visible(text, but="\n")


def say(text: str) -> None:
    """Print an error to standard error."""
    typer.echo(printable(text), err=True)


def note(text: str) -> None:
    """Print to standard error, unless the user asked for quiet."""
    if not _State.is_quiet:
        say(text)


def is_quiet() -> bool:
    """Return whether the user asked for nothing on standard error but errors."""
    return _State.is_quiet


def is_read_here() -> bool:
    """Return whether a person reads standard output as it comes: a terminal, not a pipe or a file."""
    return sys.stdout is not None and sys.stdout.isatty()


def tell(text: str, end: str = "\n") -> None:
    """Print to standard output, without folding."""
    typer.echo(printable(text) + end, nl=False)


def tell_sentence(text: str, end: str = "\n") -> None:
    """Print to standard output, folded between words."""
    shown = _as_shown(printable(text))
    if is_read_here() or max(map(layout.width_of, shown.split("\n"))) > WIDTH_OF_A_PIPE:
        _console().print(shown, end=end)
    else:
        typer.echo(shown + end, nl=False)


def tell_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print a table to standard output as wide as the terminal; the columns numbered in `right` are set to the right.

    No number is cut, however narrow the terminal.
    """
    heads = [printable(column) for column in columns]
    cells = [tuple(map(printable, row)) for row in rows]
    lines = layout.table(heads, cells, width=_width(), right=right)
    if is_read_here():
        from rich.text import Text  # noqa: PLC0415  (colours that a pipe does without)

        first, *others = lines
        tell_lines([Text(first, "bold"), *map(Text, others)])
    else:
        typer.echo("".join(f"{line}\n" for line in lines), nl=False)


def tell_lines(lines: "Iterable[Text]") -> None:
    """Print lines to a terminal as they are; without colours if the user says NO_COLOR."""
    console = _console()
    with console.capture() as written:
        for line in lines:
            console.print(line, soft_wrap=True)
    typer.echo(_as_shown(written.get()), nl=False)


def read_width() -> int:
    """Return the width of lines that a person reads at this terminal."""
    return min(_width(), MOST_WIDTH)


def _width() -> int:
    """The width of the terminal, or of a pipe."""
    return _console().width if is_read_here() else WIDTH_OF_A_PIPE


def _as_shown(text: str) -> str:
    """A text with signs that this terminal lacks in place of which others are read as well."""
    if not is_read_here():
        return text
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return text.translate(layout.PLAIN)
    return text


def _console() -> "Console":
    """A console as wide as the terminal; in a pipe, wide enough that next to nothing is folded, and without colours."""
    from rich.console import Console  # noqa: PLC0415  (a tenth of the start of a command; a pipe does without)

    has_colours = is_read_here() and not os.environ.get("NO_COLOR")
    return Console(
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=is_read_here(),
        color_system="auto" if has_colours else None,
        width=None if is_read_here() else WIDTH_OF_A_PIPE,
    )


def print_rows(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    sentences: Iterable[str],
    output: Format,
    document: object = None,
) -> None:
    """Print rows as CSV, as a table with sentences below it, or print the document that holds the same as JSON."""
    if output is Format.JSON:
        tell(json_text(document, 2))
    elif output is Format.CSV:
        tell(csv_lines(columns, rows), end="")
    else:
        listed = list(rows)
        right = [number for number, column in enumerate(zip(*listed, strict=True)) if any(map(_is_number, column))]
        tell_table(columns, ([_shown(cell) for cell in row] for row in listed), right=right)
        for sentence in sentences:
            tell_sentence(sentence)


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
