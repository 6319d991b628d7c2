"""The grid of a sweep: what each path takes in turn, checked before anything is worked out."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from model.kernels.arrays import Array
from model.letters import quoted
from model.scenario import Scenario
from model.scenario.changes import split
from model.scenario.domain import Domain
from model.scenario.errors import Problem, ScenarioError
from model.scenario.paths import type_at
from model.scenario.quantity import MOST

Given = Sequence[Any] | NDArray[Any]
Values = Array | tuple[Any, ...]
"""What a path takes in turn: an array of numbers where it holds a quantity, else anything it allows."""
MOST_POINTS = 10**8


def grid(scenario: Scenario, over: Mapping[str, Given]) -> dict[str, Values]:
    """Return the values of every path.

    Raises:
        ScenarioError: if a path does not exist, its values are no list, one is not allowed there, or the points are
            too many.
    """
    kinds = {path: _kind(path, given) for path, given in over.items()}
    if not over or not all(len(given) for given in over.values()):
        raise ScenarioError([Problem((), "name at least one path, and a value for each", "--over")])
    count = math.prod(len(given) for given in over.values())
    if count > MOST_POINTS:
        remedy = "take larger steps, fewer values or fewer paths"
        raise ScenarioError([Problem((), f"{count:,} points, at most {MOST_POINTS:,}; {remedy}", "--over")])
    return {path: _values(scenario, path, given, *kinds[path]) for path, given in over.items()}


def _kind(path: str, given: object) -> tuple[Any, Domain | None]:
    """The type and the domain at a path."""
    try:
        found = type_at(Scenario, split(path))
    except LookupError as error:
        raise ScenarioError([Problem(split(path), str(error.args[0]), "--over")]) from error
    if isinstance(given, str) or not isinstance(given, Sequence | np.ndarray):
        raise ScenarioError(
            [Problem(split(path), f"{quoted(given)} is no list of values; give one, with one value or many", "--over")]
        )
    return found


def _values(scenario: Scenario, path: str, given: Given, kind: Any, domain: Domain | None) -> Values:  # noqa: ANN401  (annotations of any kind)
    values = given.tolist() if isinstance(given, np.ndarray) else given
    plain = [each.item() if isinstance(each, np.generic) else each for each in values]
    if domain is not None and all(isinstance(each, int | float) and not isinstance(each, bool) for each in plain):
        if any(isinstance(each, int) and abs(each) > MOST for each in plain):
            raise ScenarioError([Problem(split(path), "the number is too large to calculate with", "--over")])
        numbers = np.asarray(plain, float)
        nearest_zero = np.abs(numbers[numbers != 0]).min(initial=domain.most)
        for number in (numbers.min(), numbers.max(), nearest_zero):
            if fault := domain.refusal(float(number)):
                raise ScenarioError([Problem(split(path), fault, "--over")])
        return numbers
    allowed = TypeAdapter(kind)
    for value in plain:
        try:
            if value is not None:  # which takes an entry away
                allowed.validate_python(value, context={"register": scenario.register})
        except ValidationError as error:
            words = f"{quoted(value)} is not allowed here: {error.errors()[0]['msg']}"
            raise ScenarioError([Problem(split(path), words, "--over")]) from error
    return tuple(plain)
