"""Arguments of the library's functions: one table of what each may be, by which every public function checks its call.

Their errors name an argument as Python does, and no option of the command.
"""

import functools
import inspect
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from numbers import Integral
from typing import Any, TypeVar, cast

import numpy as np

from model.evidence.claims import Register
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.scenario.paths import nearest

Function = TypeVar("Function", bound=Callable[..., Any])

OBJECTS = ("self", "cls")
"""Parameters that no caller writes."""
AS_ARGUMENTS = {"--force": "force=True", "--format": "format"}
"""Options of the command in sentences that it shares with the library, and the arguments in their place."""


def _is(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds)


def _is_whole(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def _is_pair(value: Any) -> bool:  # noqa: ANN401  (whatever a user gives)
    try:
        return not isinstance(value, str) and len([float(end) for end in value]) == len(("low", "high"))
    except (TypeError, ValueError):
        return False


_is_scenario = _is(Scenario, str, os.PathLike, Mapping)


@dataclass(frozen=True)
class Allowed:
    """The values that an argument may have: in words, as a test, and as a test of each entry if it is a collection."""

    words: str
    test: Callable[[Any], bool]
    of_each: Callable[[object], bool] | None = None

    def fault(self, value: object) -> str:
        """Return why a value is not allowed; '' if it is."""
        if not self.test(value):
            return f"expected {self.words}, found {_in_words(value)}"
        entries = value if self.of_each and isinstance(value, Collection) else ()
        bad = [entry for entry in entries if not cast("Callable[[object], bool]", self.of_each)(entry)]
        return f"expected {self.words}, found {_in_words(bad[0])} among them" if bad else ""


A_SCENARIO = "a scenario, the name of a shipped one, a path, or a mapping as a file holds it"
A_NAME = Allowed("a name in quotes", _is(str))
ONE = Allowed(f"{A_SCENARIO}; for a list of them, write run_many", _is_scenario)
PATHS_AND_VALUES = "paths with their values, such as {'rotation.tour_months': "
FLAG = Allowed("True or False", _is(bool, np.bool_))
ALLOWED: Mapping[str, Allowed] = {
    **dict.fromkeys(("source", "scenario", "base", "variant", "others"), ONE),
    "scenarios": Allowed(
        f"a list, of which each is {A_SCENARIO}; for one alone, write run",
        lambda value: isinstance(value, Iterable) and not _is_scenario(value) and not hasattr(value, "columns"),
        _is_scenario,
    ),
    **dict.fromkeys(("name", "kind", "case", "format", "measure"), A_NAME),
    "measures": Allowed("names of measures, such as ['tied_up', 'margin']", _is(Collection), _is(str)),
    "lever": Allowed("a dotted path in quotes, such as 'rotation.dwell_ratio'", _is(str)),
    **dict.fromkeys(("document", "tables"), Allowed("a mapping, as a file holds it", _is(Mapping))),
    "other": Allowed("a scenario, as load returns it", _is(Scenario)),
    "changes": Allowed(f"{PATHS_AND_VALUES}4}}", _is(Mapping)),
    "over": Allowed(f"{PATHS_AND_VALUES}[4, 6]}}", lambda value: hasattr(value, "keys")),  # or a frame
    "between": Allowed("a pair of numbers, such as (6, 48)", _is_pair),
    "register": Allowed("a register of claims; leave it out for the shipped one", _is(Register)),
    **dict.fromkeys(("path", "folder"), Allowed("a path, such as 'results'", _is(str, os.PathLike))),
    "draws": Allowed("a whole number, such as 10000", _is_whole),
    "seed": Allowed("a whole number, such as 1", _is_whole),
    **dict.fromkeys(("force", "zipped"), FLAG),
    "executor": Allowed("an executor of concurrent.futures", _is(Executor)),
    "progress": Allowed("a function of two numbers, those done and all", callable),
}
"""The values that each argument may have, by its name: one name means one thing in the whole library."""


def public(function: Function) -> Function:
    """Return a function of the library that checks its call, and names its arguments in every error.

    An argument may be None where that is its default.
    """
    signature = inspect.signature(function)
    parameters = {name: (one, ALLOWED[name]) for name, one in signature.parameters.items() if name not in OBJECTS}
    form = f"{function.__name__}({', '.join(_form(one) for one, _ in parameters.values())})"

    @functools.wraps(function)
    def checked_call(*args: Any, **keywords: Any) -> Any:  # noqa: ANN401  (as the function)
        with named_as_arguments():
            try:
                call = signature.bind(*args, **keywords)
            except TypeError as error:
                raise ScenarioError([Problem((), f"{error}; write {form}", function.__name__)]) from None
            for name in parameters.keys() & call.arguments.keys():
                parameter, allowed = parameters[name]
                value = call.arguments[name]
                for one in value if parameter.kind is parameter.VAR_POSITIONAL else (value,):
                    if one is not parameter.default and (fault := allowed.fault(one)):
                        raise ScenarioError([Problem((), fault, name)])
            return function(*args, **keywords)

    return cast("Function", checked_call)


def _form(parameter: inspect.Parameter) -> str:
    """A parameter as a call has it."""
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"*{parameter.name}"
    return f"{parameter.name}=..." if parameter.kind is parameter.KEYWORD_ONLY else parameter.name


def _in_words(value: object) -> str:
    """A value as a message shows it: a number or a text itself, of anything else its type."""
    if isinstance(value, int | float):
        return quoted(value).strip("'")
    return quoted(value) if value is None or isinstance(value, str) else f"an object of the type {type(value).__name__}"


@contextmanager
def named_as_arguments() -> Iterator[None]:
    """Give each problem the names that a caller knows: `over` for `--over`, `force=True` for `--force`.

    Raises:
        ScenarioError: as it was raised within, with other names.
    """
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError([_as_argument(problem) for problem in error.problems]) from None


def _as_argument(problem: Problem) -> Problem:
    message = problem.message
    for option, argument in AS_ARGUMENTS.items():
        message = message.replace(option, argument)
    return replace(problem, place=problem.place.removeprefix("--"), message=message)


def checked(name: str, known: Collection[str], what: str) -> None:
    """Refuse a name that is none of those known, with the nearest one.

    Raises:
        ScenarioError: naming it.
    """
    if name not in known:
        raise ScenarioError([Problem((), f"no {what} {quoted(name)} here; {nearest(str(name), known)}")])
