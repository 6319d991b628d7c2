"""Cases: one value for each quantity of a scenario, as arrays with a leading case axis.

Every question is a way to choose cases, answered by one function, `model.engine.outcomes.evaluate`. Here:
the central case with all corners of the ranges. Each steady-state measure of one component is
monotone in each quantity, so that its least and greatest are at corners: the exact range. With
several components whose strength or profile varies it is the range over the corners, and a note
of the run says so.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.frozen import lazy
from model.kernels import rotation
from model.kernels.arrays import Array
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.scenario.scenario import RotationKey

MOST_RANGES = 12
CYCLE = ("tour_months", "dwell_months", "overlap_months", "mobilisation_months", "transit_months")
"""What the multiplier is made of."""

CHECKED = (
    "tour_months", "dwell_months", "overlap_months", "preparation_months", "recovery_months", "dwell_floor_months",
)  # fmt: skip
REFUSALS = {
    "overlap_months": "an overlap of {overlap_months:g} months is not shorter than the tour of {tour_months:g}; "
    "shorten the overlap or lengthen the tour",
    "preparation_months": "preparation of {preparation_months:g} and recovery of {recovery_months:g} months do not fit "
    "into a dwell of {dwell_months:g}; shorten them or lengthen the dwell",
    "dwell_floor_months": "the dwell floor of {dwell_floor_months:g} months is above the goal of {dwell_months:g}; "
    "lower the floor or raise the goal",
}


@dataclass(frozen=True)
class Cases:
    """Arrays by dotted path, each (count,) or, where nothing varies, (1,)."""

    scenario: Scenario
    values: Mapping[str, Array]
    count: int

    def __getitem__(self, path: str) -> Array:
        """Return the values of the quantity at a path, (count,) or (1,)."""
        return self.values[path]

    def value(self, path: str, missing: float) -> Array:
        """Return the values at a path, `missing` (1,) where the scenario has none."""
        return self.values.get(path, np.full(1, missing))

    def repeated(self, times: int) -> dict[str, Array]:
        """Return the values of all cases, so many times over."""
        return {path: np.tile(each, times) if each.size > 1 else each for path, each in self.values.items()}

    def durations(self, component: str | None = None, contributor: str | None = None) -> dict[str, Array]:
        """Return the rotation of a component, by a contributor, in months by key; see `Scenario.rotation_paths`.

        A dwell or a floor given as a ratio comes out in months, with the tour and mobilisation that result.
        """
        paths = self.scenario.rotation_paths(component, contributor)
        values = {key: self.values[path] for key, path in paths.items()}
        away = {key: values[key] for key in ("tour_months", "mobilisation_months")}
        for ratio, months in (("dwell_ratio", "dwell_months"), ("dwell_floor_ratio", "dwell_floor_months")):
            if ratio in values:
                values[months] = np.asarray(rotation.dwell_months_at_ratio(dwell_ratio=values.pop(ratio), **away))
        return values

    def multiplier(
        self, component: str | None = None, contributor: str | None = None, *, at_floor: bool = False
    ) -> Array:
        """Return the multiplier of that rotation, at the dwell goal or, where one is given, at the dwell floor.

        The same array for all that rotate alike.
        """
        asked = (self.scenario.rotation_key(component, contributor), at_floor)
        if asked not in self._multipliers:
            durations = self.durations(component, contributor)
            if at_floor:
                durations["dwell_months"] = durations.get("dwell_floor_months", durations["dwell_months"])
            made = rotation.rotation_multiplier(**{key: durations[key] for key in CYCLE})
            self._multipliers[asked] = np.asarray(made)
        return self._multipliers[asked]

    @lazy
    def _multipliers(self) -> dict[tuple[RotationKey, bool], Array]:
        return {}


def central_and_corners(scenario: Scenario) -> Cases:
    """Return the central case first, then every corner of the scenario's ranges.

    Raises:
        ScenarioError: for more than 12 ranges, or if a case's durations do not fit one another.
    """
    cases = corners(scenario)
    if is_refused(cases).any():
        raise ScenarioError(list(dict.fromkeys(refusals(cases))))
    return cases


def corners(scenario: Scenario) -> Cases:
    """Return the same, whether or not durations fit one another.

    Raises:
        ScenarioError: for more than 12 ranges.
    """
    quantities = scenario.quantities()
    ranged = [path for path, quantity in quantities.items() if quantity.is_range]
    if len(ranged) > MOST_RANGES:
        raise ScenarioError([too_many_ranges(scenario)])
    values = {path: np.array([quantity.central]) for path, quantity in quantities.items()}
    ends = np.array(list(itertools.product((False, True), repeat=len(ranged)))) if ranged else np.empty((0, 0))
    for path, is_high in zip(ranged, ends.T, strict=True):
        low, high = quantities[path].low, quantities[path].high
        values[path] = np.concatenate([values[path], np.where(is_high, high, low)])
    return Cases(scenario, values, 1 + len(ends))


def central(scenario: Scenario) -> Cases:
    """Return the central case alone; unchecked."""
    return Cases(scenario, {path: np.full(1, each.central) for path, each in scenario.quantities().items()}, 1)


def has_corners(scenario: Scenario) -> bool:
    """Whether a scenario has few enough ranges for low and high to be worked out."""
    return sum(quantity.is_range for quantity in scenario.quantities().values()) <= MOST_RANGES


def too_many_ranges(scenario: Scenario) -> Problem:
    """Return what is to be said of a scenario without low and high."""
    ranged = [path for path, quantity in scenario.quantities().items() if quantity.is_range]
    words = f"{len(ranged)} ranges, and low and high are worked out over at most {MOST_RANGES}: draw over them"
    remedy = f"(roulement run --draws), or give some of them one value: {', '.join(ranged)}"
    return Problem((), f"{words} {remedy}")


def check(scenario: Scenario) -> Cases:
    """Return the central case with all corners; where the ranges are too many, the central case alone.

    Raises:
        ScenarioError: naming the corner, if durations do not fit one another.
    """
    if has_corners(scenario):
        return central_and_corners(scenario)
    cases = central(scenario)
    if problems := list(refusals(cases)):
        raise ScenarioError(problems)
    return cases


INVOLVED = {
    "overlap_months": ("tour_months", "overlap_months"),
    "preparation_months": ("preparation_months", "recovery_months", "dwell_months", "dwell_ratio"),
    "dwell_floor_months": ("dwell_floor_months", "dwell_floor_ratio", "dwell_months", "dwell_ratio"),
}


def refusals(cases: Cases) -> Iterator[Problem]:
    """Yield what is wrong with the durations of each component, naming the first case in which it is."""
    for component, contributor in _rotations(cases.scenario):
        paths = cases.scenario.rotation_paths(component, contributor)
        durations = cases.durations(component, contributor)
        checked = {key: months for key, months in durations.items() if key in CHECKED}
        for key, is_refused in rotation.refused(**checked).items():
            if is_refused.any():
                case = _first(np.broadcast_to(is_refused, (cases.count,)))
                words = REFUSALS[key].format_map({name: float(_at(months, case)) for name, months in durations.items()})
                path = paths.get(key) or paths[key.replace("_months", "_ratio")]
                involved = () if is_refused.all() else _involved(key, paths)
                yield Problem(tuple(path.split(".")), words + _corner(cases, involved, case))


def is_refused(cases: Cases) -> NDArray[np.bool_]:
    """Return in which cases the durations of some component, alone or by a contributor, do not fit (count,)."""
    found = np.zeros(cases.count, bool)
    for component, contributor in _rotations(cases.scenario):
        durations = cases.durations(component, contributor)
        checked = {key: months for key, months in durations.items() if key in CHECKED}
        for is_at_fault in rotation.refused(**checked).values():
            found |= is_at_fault
    return found


def _first(is_refused: NDArray[np.bool_]) -> int:
    """The first refused case, a corner rather than the central case, whose values nobody gave."""
    corners = np.flatnonzero(is_refused[1:])
    return int(corners[0]) + 1 if corners.size else 0


def _involved(key: str, paths: Mapping[str, str]) -> list[str]:
    """The paths that a refusal rests on; a dwell as a ratio rests on the tour and the mobilisation too."""
    keys = INVOLVED[key]
    if any(each.endswith("_ratio") and each in paths for each in keys):
        keys = (*keys, "tour_months", "mobilisation_months")
    return [paths[each] for each in dict.fromkeys(keys) if each in paths]


def _rotations(scenario: Scenario) -> list[tuple[str, str | None]]:
    """Every component, alone and by each contributor that rotates in its own way."""
    return list(itertools.product(scenario.force, (None, *scenario.own_rotations[1])))


def _corner(cases: Cases, paths: Iterable[str], case: int) -> str:
    involved = [path for path in paths if cases[path].size > 1]
    if not involved:
        return ""
    return f" (refused where {', '.join(f'{path} = {_at(cases[path], case):g}' for path in involved)})"


def _at(values: Array, case: int) -> float:
    return float(values[case] if values.size > 1 else values[0])
