"""Cases: one value for each quantity of a scenario, as arrays with a leading case axis.

Every question is a way to choose cases, answered by one function, `model.evaluate.evaluate`. Here:
the central case with all corners of the ranges, which gives the exact range of the steady-state
measures (each is monotone in each quantity, where one component's strength varies; with several,
it is the range over the corners).
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from model import rotation
from model.arrays import Array
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError

MOST_RANGES = 12

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

    def durations(self, component: str) -> dict[str, Array]:
        """Return a component's rotation in months, by key: its own where it has one, else the scenario's.

        A dwell or a floor given as a ratio comes out in months, with the tour and mobilisation that result.
        """
        values = {key: self.values[path] for key, path in self.scenario.rotation_paths(component).items()}
        away = {key: values[key] for key in ("tour_months", "mobilisation_months")}
        for ratio, months in (("dwell_ratio", "dwell_months"), ("dwell_floor_ratio", "dwell_floor_months")):
            if ratio in values:
                values[months] = np.asarray(rotation.dwell_months_at_ratio(dwell_ratio=values.pop(ratio), **away))
        return values


def central_and_corners(scenario: Scenario) -> Cases:
    """Return the central case first, then every corner of the scenario's ranges.

    Raises:
        ScenarioError: for more than 12 ranges, or if a case's durations do not fit one another.
    """
    quantities = scenario.quantities()
    ranged = [path for path, quantity in quantities.items() if quantity.is_range]
    if len(ranged) > MOST_RANGES:
        message = f"{len(ranged)} ranges, at most {MOST_RANGES}; give some of them one value: {', '.join(ranged)}"
        raise ScenarioError([Problem((), message)])
    values = {path: np.array([quantity.central]) for path, quantity in quantities.items()}
    corners = np.array(list(itertools.product((False, True), repeat=len(ranged)))) if ranged else np.empty((0, 0))
    for path, is_high in zip(ranged, corners.T, strict=True):
        low, high = quantities[path].low, quantities[path].high
        values[path] = np.concatenate([values[path], np.where(is_high, high, low)])
    cases = Cases(scenario, values, 1 + len(corners))
    if problems := list(dict.fromkeys(refusals(cases))):
        raise ScenarioError(problems)
    return cases


def refusals(cases: Cases) -> Iterator[Problem]:
    """Yield what is wrong with the durations of each component, naming the first case in which it is."""
    for component in cases.scenario.force:
        paths = cases.scenario.rotation_paths(component)
        durations = cases.durations(component)
        checked = {
            key: months for key, months in durations.items() if key not in ("mobilisation_months", "transit_months")
        }
        for key, is_refused in rotation.refused(**checked).items():
            if is_refused.any():
                case = int(np.argmax(np.broadcast_to(is_refused, (cases.count,))))
                words = REFUSALS[key].format_map({name: float(_at(months, case)) for name, months in durations.items()})
                path = paths.get(key) or paths[key.replace("_months", "_ratio")]
                yield Problem(tuple(path.split(".")), words + _corner(cases, paths.values(), case))


def _corner(cases: Cases, paths: Iterable[str], case: int) -> str:
    involved = [path for path in paths if cases[path].size > 1]
    if not involved:
        return ""
    return f" (refused where {', '.join(f'{path} = {_at(cases[path], case):g}' for path in involved)})"


def _at(values: Array, case: int) -> float:
    return float(values[case] if values.size > 1 else values[0])
