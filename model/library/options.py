"""Names of arguments: errors of the packages below name them as the command does, `--over`; Python says `over`."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from model.scenario.errors import ScenarioError


@contextmanager
def named_as_arguments() -> Iterator[None]:
    """Give each problem the place that a caller knows: `over` for `--over`.

    Raises:
        ScenarioError: as it was raised within, with other places.
    """
    try:
        yield
    except ScenarioError as error:
        problems = [replace(problem, place=problem.place.removeprefix("--")) for problem in error.problems]
        raise ScenarioError(problems) from None
