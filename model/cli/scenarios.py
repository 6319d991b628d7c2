"""The scenarios that a command names: a file, a shipped one, `-` for standard input; variants; completion of words."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from model.engine.budget import COMMAND, Budget
from model.engine.results import already_there
from model.files.register import shipped_register
from model.files.scenarios import (
    Variant,
    find,
    load,
    load_text_with_places,
    load_variants,
    load_with_places,
    shipped_scenarios,
)
from model.files.strict_yaml import MOST_BYTES, Place
from model.frozen import lazy
from model.scenario import Scenario
from model.scenario.errors import Path as Keys
from model.scenario.errors import Problem, ScenarioError

STANDARD_INPUT = "-"
PLACE_OF_INPUT, NAME_OF_INPUT = "<stdin>", "stdin"
"""The place that faults of standard input have, and the name of its scenario."""
SETTING = "--set"
PLAIN_NAME = re.compile(r"[\w.-]+")
"""Names of files that are proposed: a shell reads the proposals, and would take other signs for commands."""


@dataclass(frozen=True)
class Source:
    """The place of one scenario, as a user names it; standard input is read once, however often it is loaded."""

    word: str

    def __post_init__(self) -> None:
        if not self.word:
            words = "'' names nothing; name a file, a shipped scenario, or - for standard input"
            raise ScenarioError([Problem((), words)])

    @property
    def file(self) -> str:
        """The file or the shipped name; '' for standard input."""
        return "" if self.word == STANDARD_INPUT else self.word

    @lazy
    def _text(self) -> bytes:
        if sys.stdin is None:
            raise ScenarioError([Problem((), "standard input is closed; name a file", PLACE_OF_INPUT)])
        try:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        except OSError as error:
            raise ScenarioError([Problem((), f"cannot be read: {error.strerror}", PLACE_OF_INPUT)]) from error

    def load(self, changes: Mapping[str, Any] | None = None) -> Scenario:
        """Return the scenario with the changes of `--set`.

        Raises:
            ScenarioError: with every problem as `file:line:column: path: what is wrong, what is allowed`.
        """
        return self.load_with_places(changes)[0]

    def load_with_places(
        self, changes: Mapping[str, Any] | None = None, limits: Budget | None = COMMAND
    ) -> tuple[Scenario, Mapping[Keys, Place]]:
        """Return the scenario, as `load` does, and the place of each part of it; see `files.scenarios`."""
        if self.file:
            return load_with_places(self.file, changes=changes, changes_from=SETTING, limits=limits)
        return load_text_with_places(
            self._text, PLACE_OF_INPUT, name=NAME_OF_INPUT, changes=changes, changes_from=SETTING, limits=limits
        )

    def variants(self, table: Path, changes: Mapping[str, Any]) -> list[Variant]:
        """Return the variants of the scenario, with the changes of `--set`, that the rows of a table name.

        Raises:
            ScenarioError: as `load` does, or if the table cannot be read or a column is no path.
        """
        text = None if self.file else self._text
        place = self.file or PLACE_OF_INPUT
        return load_variants(place, table, text=text, changes=changes, changes_from=SETTING)


def sources(words: Iterable[str]) -> list[Source]:
    """Return the places that a command names.

    Raises:
        ScenarioError: if more than one of them is standard input, which can be read once.
    """
    listed = [Source(word) for word in words]
    if sum(not source.file for source in listed) > 1:
        raise ScenarioError([Problem((), "standard input holds one scenario; name it once", STANDARD_INPUT)])
    return listed


def is_twice(source: Source, first: Source) -> bool:
    """Return whether two words name one file."""
    files = [find(one.file) for one in (first, source) if one.file]
    return len(files) > 1 and files[0].samefile(files[1])


def second_of_name(name: str, source: Source, first: Source) -> Problem:
    """Return the fault of a second scenario of one name: its file is named twice, or shares its stem with another."""
    remedy = already_there(name, "rename one of the two files")
    return Problem((), "is named twice; name it once" if is_twice(source, first) else remedy, source.word)


def variants_or_sources(
    words: Sequence[str], table: Path | None, changes: Mapping[str, Any]
) -> Sequence[Source | Variant]:
    """Return the rows of a table of variants of the one scenario that a command names; without a table, as `sources`.

    Raises:
        BadParameter: if a table has several scenarios.
        ScenarioError: as `Source.variants` and `sources` do.
    """
    listed = sources(words)
    if table is None:
        return listed
    if len(listed) > 1:
        raise typer.BadParameter("a table holds variants of one scenario: name one FILE", param_hint="--variants")
    return listed[0].variants(table, changes)


def complete_scenario(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the shipped scenarios that begin so, with their titles, and the scenario files of the current folder."""
    for name in shipped_scenarios():
        if name.startswith(incomplete):
            yield name, load(name).label
    for file in sorted(Path().glob("*.yaml")):
        if file.name.startswith(incomplete) and PLAIN_NAME.fullmatch(file.name):
            yield file.name, "a file of this folder"


def complete_path(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the paths of numbers of the scenario that the command names that begin so.

    They stand without their labels, which can hold anybody's text.
    """
    try:
        scenario = load(context.args[0])  # an option without its value ends the parsing before arguments have names
    except (IndexError, ScenarioError):
        return
    yield from (path for path in scenario.quantities() if path.startswith(incomplete))


def complete_setting(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Yield the same paths for an option that has `=` and a value behind the path."""
    yield from (f"{path}=" for path in complete_path(context, incomplete))


def complete_claim(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the claims whose id begins so, with their speakers."""
    for claim in shipped_register().claims.values():
        if claim.id.startswith(incomplete):
            yield claim.id, claim.speaker
