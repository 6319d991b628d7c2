"""Options that do not go together: each such pair is refused before anything is read, with the remedy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from typer.core import TyperCommand

from model.cli.terminal import USAGE, Format
from model.export.output_places import BOOK, is_book

Options = Mapping[str, Any]
"""The options that stand on the command line, `--seed`, with their values; not those that have their defaults."""


@dataclass(frozen=True)
class Rule:
    """An option that does nothing, or cannot be, as the others are: whether so, and a sentence with the remedy."""

    option: str
    is_broken: Callable[[Options], bool]
    words: str


def _for_draws(option: str) -> Rule:
    words = f"{option} is for draws: add --draws N, or leave {option} out"
    return Rule(option, lambda options: "--draws" not in options, words)


def _printed(options: Options) -> str | None:
    """The form in which results are printed that are not written with --out."""
    return None if "--out" in options else options["--format"]


def _written(options: Options) -> str | None:
    """The form in which results are written with --out."""
    return options.get("--format") if "--out" in options else None


IS_TEXT = Rule(
    "--format",
    lambda options: options["--format"] in (Format.PARQUET, Format.XLSX),
    "--format: this command prints table, json or csv",
)
ONE_EXECUTOR = Rule(
    "--workers",
    lambda options: "--dask" in options,
    "--workers are processes here, --dask is a cluster: leave out one of the two",
)
RULES: Mapping[str, tuple[Rule, ...]] = {
    "run": (
        *map(_for_draws, ("--seed", "--workers", "--dask")),
        ONE_EXECUTOR,
        Rule(
            "--format",
            lambda options: _printed(options) == Format.PARQUET,
            "--format parquet is not text: name a folder for it with --out DIR",
        ),
        Rule(
            "--format",
            lambda options: _printed(options) == Format.XLSX,
            f"--format xlsx is not text: name a workbook with --out BOOK{BOOK}",
        ),
        Rule(
            "--format",
            lambda options: _printed(options) == Format.CSV and "--draws" in options,
            "--format csv prints one table, and draws have another: print json, or write both with --out DIR",
        ),
        Rule(
            "--wide",
            lambda options: {"--draws", "--format"} <= options.keys() and _printed(options) == Format.JSON,
            "--wide prints one row as json, without its draws: leave out --wide, or write both with --out DIR",
        ),
        Rule(
            "--format",
            lambda options: (
                _written(options) in (Format.CSV, Format.JSON, Format.PARQUET) and is_book(options["--out"])
            ),
            f"--out BOOK{BOOK} is a workbook: leave out --format, or name a folder with --out DIR",
        ),
        Rule(
            "--force",
            lambda options: not is_book(options.get("--out")) and _written(options) != Format.XLSX,
            f"--force replaces a workbook (--out BOOK{BOOK}); a folder of an earlier run is replaced without it",
        ),
    ),
    "compare": (IS_TEXT,),
    "drivers": (
        IS_TEXT,
        Rule(
            "--sobol",
            lambda options: options.get("--format") == Format.CSV,
            "--sobol makes a table of its own, and csv is one table: print table or json",
        ),
    ),
    "solve": (IS_TEXT,),
    "sweep": (_for_draws("--seed"), ONE_EXECUTOR),
    "list": (IS_TEXT,),
    "sources": (IS_TEXT,),
}
"""The rules of each command, by its name; a rule counts where its option stands on the command line."""


class Command(TyperCommand):
    """A command that refuses options that do not go together, before it does anything."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (typer's own signature)
        """Run the command.

        Raises:
            UsageError: for the first rule that its options break.
        """
        options = {
            word: ctx.params[parameter.name]
            for parameter in self.params
            for word in parameter.opts
            if ctx.get_parameter_source(parameter.name).name == "COMMANDLINE"
        }
        for rule in RULES.get(str(self.name), ()):
            if rule.option in options and rule.is_broken(options):
                raise USAGE(rule.words, ctx=ctx)
        return super().invoke(ctx)
