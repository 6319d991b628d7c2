"""The scenarios that a command names, a file, a shipped one, or `-` for one on standard input; completion of words."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from model.files.register import shipped_register
from model.files.scenarios import load_text_with_places, load_with_places, shipped_scenarios
from model.files.strict_yaml import MOST_BYTES, Place
from model.frozen import lazy
from model.letters import hidden_in
from model.present.path_labels import label_of
from model.scenario import Scenario
from model.scenario.errors import Path as Keys
from model.scenario.errors import Problem, ScenarioError

STANDARD_INPUT = "-"
PLACE_OF_INPUT, NAME_OF_INPUT = "<stdin>", "stdin"
"""The place that faults of standard input have, and the name of its scenario."""
SETTING = "--set"


@dataclass(frozen=True)
class Source:
    """The place of one scenario, as a user names it; standard input is read once, however often it is loaded."""

    word: str

    @property
    def file(self) -> str:
        """The file or the shipped name, for results that may not replace it; '' for standard input."""
        return "" if self.word == STANDARD_INPUT else self.word

    @lazy
    def _text(self) -> bytes:
        if sys.stdin is None:
            raise ScenarioError([Problem((), "standard input is closed; name a file", PLACE_OF_INPUT)])
        return sys.stdin.buffer.read(MOST_BYTES + 1)

    def load(self, changes: Mapping[str, Any] | None = None) -> Scenario:
        """Return the scenario with the changes of `--set`.

        Raises:
            ScenarioError: with every problem as `file:line:column: path: what is wrong, what is allowed`.
        """
        return self.load_with_places(changes)[0]

    def load_with_places(self, changes: Mapping[str, Any] | None = None) -> tuple[Scenario, Mapping[Keys, Place]]:
        """Return the scenario, as `load` does, and the place of each part of it."""
        if self.file:
            return load_with_places(self.file, changes=changes, changes_from=SETTING)
        return load_text_with_places(
            self._text, PLACE_OF_INPUT, name=NAME_OF_INPUT, changes=changes, changes_from=SETTING
        )


def sources(words: Iterable[str]) -> list[Source]:
    """Return the places that a command names.

    Raises:
        ScenarioError: if more than one of them is standard input, which can be read once.
    """
    listed = [Source(word) for word in words]
    if sum(not source.file for source in listed) > 1:
        raise ScenarioError([Problem((), "standard input holds one scenario; name it once", STANDARD_INPUT)])
    return listed


def complete_scenario(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the shipped scenarios that begin so, with their titles, and the scenario files of the current folder."""
    for name in shipped_scenarios():
        if name.startswith(incomplete):
            yield name, Source(name).load().label
    for file in sorted(Path().glob("*.yaml")):
        if file.name.startswith(incomplete) and not hidden_in(file.name):
            yield file.name, "a file"


def complete_path(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the paths of numbers of the scenario that the command names that begin so, with their labels."""
    words = [context.params.get(key) for key in ("file", "base")] + [*(context.params.get("files") or ())][:1]
    word = next(filter(None, words), "")
    try:
        scenario = load_with_places(word)[0]
    except ScenarioError:
        return
    for path in scenario.quantities():
        if path.startswith(incomplete):
            yield path, label_of(scenario, path)


def complete_setting(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the same paths for an option that has `=` and a value behind the path."""
    for path, label in complete_path(context, incomplete):
        yield f"{path}=", label


def complete_claim(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield the claims whose id begins so, with their speakers."""
    for claim in shipped_register().claims.values():
        if claim.id.startswith(incomplete):
            yield claim.id, claim.speaker
