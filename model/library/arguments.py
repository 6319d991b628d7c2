"""Arguments of the library's functions: names that are checked, and errors that name them as Python does."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from model.letters import quoted
from model.scenario.errors import Problem, ScenarioError
from model.scenario.paths import nearest


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


def checked(name: str, known: Collection[str], what: str) -> None:
    """Refuse a name that is none of those known, with the nearest one.

    Raises:
        ScenarioError: naming it.
    """
    if name not in known:
        raise ScenarioError([Problem((), f"no {what} {quoted(name)} here; {nearest(str(name), known)}")])
