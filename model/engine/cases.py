"""Cases: one value for each quantity of a scenario, as arrays of (cases,).

Every question is a way to choose cases, answered by one function, `model.engine.outcomes.evaluate`. This module
makes the central case with all corners of the ranges. Each steady-state measure of one component is monotone in
each quantity, so its least and greatest values are at corners: the range is exact. With several components whose
strength or profile varies it is the range over the corners, and a note of the run says so.
"""

import functools
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from model.frozen import Range, lazy
from model.kernels import rotation
from model.kernels.arrays import ROUNDING, Array, Counts, Numbers
from model.scenario import Scenario
from model.scenario.errors import Problem, ScenarioError
from model.scenario.inputs import inputs_of
from model.scenario.quantity import Quantity
from model.scenario.rotation import AWAY, IN_DWELL, Rotation
from model.scenario.scenario import RotationKey

Kind = TypeVar("Kind", bound=np.generic)
Owner = TypeVar("Owner")
Value = TypeVar("Value")
Mask = NDArray[np.bool_]
MOST_RANGES = 12
SCENARIOS = "rotation."
"""The beginning of the paths of the scenario's own rotation."""
CYCLE = (*AWAY, "dwell_months", "overlap_months")
"""The durations that make up the multiplier."""

NO_MONTHS = np.zeros(1)
REFUSALS = {
    "overlap_months": "a handover of {overlap_months:g} months is not shorter than the tour of {tour_months:g}; "
    "shorten the handover or lengthen the tour",
    "preparation_months": "training of {preparation_months:g} and leave of {recovery_months:g} months do not fit into "
    "{dwell_months:g} months at home; shorten them or lengthen the time at home",
    "dwell_floor_months": "the least time at home of {dwell_floor_months:g} months is longer than the usual one of "
    "{dwell_months:g}; shorten the least or lengthen the usual",
}


@dataclass(frozen=True)
class Cycle:
    """The durations of one rotation in months by key, (cases,) or (1,) each; ratios are converted to months."""

    months: Mapping[str, Array]

    @classmethod
    def of(cls, values: Mapping[str, Array], inherited: Iterable[str] = ()) -> Self:
        """Convert a dwell or a floor given as a ratio, with the tour and mobilisation beside it.

        Args:
            values: the values by key.
            inherited: the durations at home that are of no use to a rotation whose own dwell is 0; see `_inherited`.
        """
        away = {key: values[key] for key in ("tour_months", "mobilisation_months")}
        months = {key: array for key, array in values.items() if key.endswith("_months")}
        for ratio, dwell in (("dwell_ratio", "dwell_months"), ("dwell_floor_ratio", "dwell_floor_months")):
            if ratio in values:
                months[dwell] = np.asarray(rotation.dwell_months_at_ratio(dwell_ratio=values[ratio], **away))
        for key in inherited:
            months[key] = np.where(months["dwell_months"] > 0, months[key], 0.0)
        return cls(months)

    @lazy
    def length_months(self) -> Array:
        """The months from one departure to the next, at the dwell goal."""
        return np.asarray(rotation.cycle_months(**{key: self.months[key] for key in (*AWAY, "dwell_months")}))

    @lazy
    def multiplier(self) -> Array:
        """The multiplier at the dwell goal."""
        return np.asarray(rotation.rotation_multiplier(**{key: self.months[key] for key in CYCLE}))

    @lazy
    def multiplier_at_floor(self) -> Array:
        """The multiplier at the dwell floor; at the goal where there is no floor."""
        if "dwell_floor_months" not in self.months:
            return self.multiplier
        at_floor = {**self.months, "dwell_months": self.months["dwell_floor_months"]}
        return np.asarray(rotation.rotation_multiplier(**{key: at_floor[key] for key in CYCLE}))

    @property
    def crowded_floor(self) -> tuple[Array, Array] | None:
        """The least dwell, with the preparation and recovery that do not fit into it in some case; None if they do."""
        floor = self.months.get("dwell_floor_months", self.months["dwell_months"])
        needed = self.months["preparation_months"] + self.months["recovery_months"]
        return (floor, needed) if (needed > floor * (1 + ROUNDING)).any() else None

    def refused(self) -> dict[str, Mask]:
        """Return, by the key at fault, the cases in which the durations do not fit one another (count,) or (1,).

        No tour is left beside the overlap, preparation and recovery take more than the dwell, or the dwell floor is
        above the goal.
        """
        months, most_dwell = self.months, self.months["dwell_months"] + ROUNDING
        return {
            "overlap_months": months["overlap_months"] >= months["tour_months"],
            "preparation_months": months["preparation_months"] + months["recovery_months"] > most_dwell,
            "dwell_floor_months": months.get("dwell_floor_months", NO_MONTHS) > most_dwell,
        }


class CornerValues(Mapping[str, Array]):
    """The values of all quantities of scenarios of one structure; an array is made when it is first read.

    The cases of a scenario are its central one and every corner of its ranges; those of the next scenario follow. A
    quantity that does not vary has an array of (1,).

    Args:
        scenarios: the scenarios.
        ranged: the paths of the ranges whose corners are taken; none for the central cases alone.
    """

    def __init__(self, scenarios: Sequence[Scenario], ranged: Sequence[str]) -> None:
        self._inputs = [inputs_of(scenario).quantities for scenario in scenarios]
        self._is_high = dict(zip(ranged, _corners(len(ranged)).T, strict=True))
        self._arrays: dict[str, Array] = {}
        self.each = 2 ** len(ranged) + 1 if ranged else 1
        """The cases of each scenario."""

    def __getitem__(self, path: str) -> Array:
        if path not in self._arrays:
            array = self._values([quantities[path] for quantities in self._inputs], path)
            array.flags.writeable = False
            self._arrays[path] = array
        return self._arrays[path]

    def __contains__(self, path: object) -> bool:
        return path in self._inputs[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._inputs[0])

    def __len__(self) -> int:
        return len(self._inputs[0])

    def _values(self, quantities: Sequence[Quantity], path: str) -> Array:
        central = np.array([quantity.central for quantity in quantities])
        if path in self._is_high:
            low, high = (np.array([[getattr(of, end)] for of in quantities]) for end in ("low", "high"))
            corners = np.where(self._is_high[path], high, low)
            return np.concatenate([central[:, np.newaxis], corners], axis=1).ravel()
        return central[:1] if central.size == 1 or (central == central[0]).all() else np.repeat(central, self.each)


@functools.cache
def _corners(ranges: int) -> Mask:
    """Whether each range is at its high end, in every corner (corners, ranges)."""
    return np.array(list(itertools.product((False, True), repeat=ranges)), bool)


@dataclass(frozen=True)
class Excerpt(Generic[Owner]):
    """The whole that a record has some cases of, and which cases."""

    whole: Owner
    cases: slice


class by_case(lazy[Owner, Value]):  # noqa: N801  (a decorator, as `lazy`)
    """A lazy array whose last axis is the cases, or several of them by name.

    Where its record's `excerpt` is not None, it is taken from the whole, which works it out for all its cases at once.
    """

    def __init__(self, work_out: Callable[[Owner], Value]) -> None:
        @functools.wraps(work_out)
        def taken_or_worked_out(record: Owner) -> Value:
            excerpt: Excerpt[Owner] | None = vars(record)["excerpt"]
            if excerpt is None:
                return work_out(record)
            values = getattr(excerpt.whole, self._name)
            if isinstance(values, Mapping):
                return cast("Value", {name: columns(array, excerpt.cases) for name, array in values.items()})
            return columns(values, excerpt.cases)

        super().__init__(taken_or_worked_out)


def columns(values: Value, cases: slice) -> Value:
    """Return some cases of an array whose last axis is the cases or 1; a number as it is."""
    return cast("Value", values[..., cases]) if isinstance(values, np.ndarray) and values.shape[-1] > 1 else values


@dataclass(frozen=True)
class Cases:
    """Arrays by dotted path, each (count,) or, where nothing varies, (1,)."""

    scenario: Scenario
    values: Mapping[str, Array]
    count: int

    def __getitem__(self, path: str) -> Array:
        """Return the values of the quantity at a path, (count,) or (1,)."""
        return self.values[path]

    def value(self, path: str, missing: Numbers) -> Array:
        """Return the values at a path, `missing` where the scenario has none."""
        return self.values[path] if path in self.values else np.atleast_1d(missing)

    @classmethod
    def central(cls, scenario: Scenario) -> "Cases":
        """Return the central case alone; unchecked."""
        return cls(scenario, CornerValues([scenario], ()), 1)

    @classmethod
    def corners(cls, scenario: Scenario) -> "Cases":
        """Return the central case and all corners, without checking that durations fit one another.

        Raises:
            ScenarioError: for more than 12 ranges.
        """
        if not has_corners(scenario):
            raise ScenarioError([too_many_ranges(scenario)])
        return cls.of_alike([scenario])

    @classmethod
    def of_alike(cls, scenarios: Sequence[Scenario]) -> "Cases":
        """Return the central case and all corners of each of some scenarios of one structure; unchecked."""
        values = CornerValues(scenarios, inputs_of(scenarios[0]).ranged)
        return cls(scenarios[0], values, values.each * len(scenarios))

    @classmethod
    def widest(cls, scenario: Scenario) -> "Cases":
        """Return the central case and all corners, the central case alone where the ranges are too many; unchecked."""
        return cls.corners(scenario) if has_corners(scenario) else cls.central(scenario)

    def with_values(self, values: Mapping[str, Array], count: int) -> "Cases":
        """Return `count` cases with some values replaced."""
        return replace(self, values={**self.values, **values}, count=count)

    def repeated(self, times: int) -> "Cases":
        """Return all cases several times, one set after another."""
        values = {path: np.tile(array, times) for path, array in self.values.items() if array.size > 1}
        return self.with_values(values, times * self.count)

    @lazy
    def _cycles(self) -> dict[RotationKey, Cycle]:
        """Each different rotation, by its key."""
        components, contributors = self.scenario.own_rotations
        pairs = itertools.product((None, *components), (None, *contributors))
        keys = {self.scenario.rotation_key(*pair) for pair in pairs}
        return {key: Cycle.of({name: self.values[path] for name, path in key}, _inherited(key)) for key in keys}

    def cycle(self, component: str | None = None, contributor: str | None = None) -> Cycle:
        """Return the rotation of a component by a contributor; see `Scenario.rotation_paths`."""
        return self._cycles[self.scenario.rotation_key(component, contributor)]

    def durations(self, component: str | None = None, contributor: str | None = None) -> Mapping[str, Array]:
        """Return the durations of that rotation, in months by key."""
        return self.cycle(component, contributor).months

    def multiplier(
        self, component: str | None = None, contributor: str | None = None, *, at_floor: bool = False
    ) -> Array:
        """Return the multiplier of that rotation, at the dwell goal or at the floor; equal rotations share an array."""
        cycle = self.cycle(component, contributor)
        return cycle.multiplier_at_floor if at_floor else cycle.multiplier


def _inherited(key: RotationKey) -> list[str]:
    """The durations at home that a part or a nation with a dwell of its own has from the scenario.

    Where its own dwell is 0, as for soldiers who serve where they live, nobody is at home from a tour: training and
    leave between tours, and a least time at home, are the scenario's for the others.
    """
    paths = dict(key)
    dwell = paths.get("dwell_months") or paths["dwell_ratio"]
    if dwell.startswith(SCENARIOS):
        return []
    at_home = (*IN_DWELL, "dwell_floor_months", "dwell_floor_ratio")
    from_scenario = (name for name in at_home if paths.get(name, "").startswith(SCENARIOS))
    return [name.replace("_ratio", "_months") for name in from_scenario]


def central_and_corners(scenario: Scenario) -> Cases:
    """Return the central case first, then every corner of the scenario's ranges.

    Raises:
        ScenarioError: for more than 12 ranges, or if a case's durations do not fit one another.
    """
    cases = Cases.corners(scenario)
    check_fit(cases)
    return cases


def check_fit(cases: Cases) -> None:
    """Refuse cases whose durations do not fit one another.

    Raises:
        ScenarioError: naming the first such case of each component and contributor.
    """
    if is_refused(cases).any():
        raise ScenarioError(list(dict.fromkeys(refusals(cases))))


def has_corners(scenario: Scenario) -> bool:
    """Whether a scenario has few enough ranges for low and high to be worked out."""
    return len(inputs_of(scenario).ranged) <= MOST_RANGES


def too_many_ranges(scenario: Scenario) -> Problem:
    """Return the problem of a scenario with too many ranges for low and high."""
    words = f"{len(scenario.ranges)} ranges, and low and high are worked out over at most {MOST_RANGES}"
    named = ", ".join(scenario.ranges)
    remedy = f"draw over them (roulement run --draws, or model.simulate), or give some of them one value: {named}"
    return Problem((), words, remedy=remedy)


def check(scenario: Scenario) -> Cases:
    """Return the central case with all corners; where the ranges are too many, the central case alone.

    Raises:
        ScenarioError: naming the corner, if durations do not fit one another.
    """
    if has_corners(scenario):
        return central_and_corners(scenario)
    cases = Cases.central(scenario)
    check_fit(cases)
    return cases


INVOLVED = {
    "overlap_months": ("tour_months", "overlap_months"),
    "preparation_months": ("preparation_months", "recovery_months", "dwell_months", "dwell_ratio"),
    "dwell_floor_months": ("dwell_floor_months", "dwell_floor_ratio", "dwell_months", "dwell_ratio"),
}


def refusals(cases: Cases) -> Iterator[Problem]:
    """Yield a problem for each component's durations that do not fit one another, naming the first such case."""
    for component, contributor in _rotations(cases.scenario):
        paths, cycle = cases.scenario.rotation_paths(component, contributor), cases.cycle(component, contributor)
        for key, is_at_fault in cycle.refused().items():
            if is_at_fault.any():
                case = _first(np.broadcast_to(is_at_fault, (cases.count,)))
                durations = {name: float(at(months, case)) for name, months in cycle.months.items()}
                path = paths.get(key) or paths[key.replace("_months", "_ratio")]
                involved = () if is_at_fault.all() else _involved(key, paths)
                words = REFUSALS[key].format_map(durations) + _corner(cases, involved, case)
                yield Problem(tuple(path.split(".")), words)


def is_refused(cases: Cases) -> Mask:
    """Return in which cases the durations of some component, alone or by a contributor, do not fit (count,)."""
    refused = np.zeros(cases.count, bool)
    for pair in _rotations(cases.scenario):
        for is_at_fault in cases.cycle(*pair).refused().values():
            refused |= is_at_fault
    return refused


def _first(is_refused: NDArray[np.bool_]) -> int:
    """The first refused case: a corner if there is one, because a file does not state its central case."""
    corners = np.flatnonzero(is_refused[1:])
    return int(corners[0]) + 1 if corners.size else 0


def _involved(key: str, paths: Mapping[str, str]) -> list[str]:
    """The paths that a refusal rests on; a dwell as a ratio rests on the tour and the mobilisation too."""
    keys = INVOLVED[key]
    if any(name.endswith("_ratio") and name in paths for name in keys):
        keys = (*keys, "tour_months", "mobilisation_months")
    return [paths[name] for name in dict.fromkeys(keys) if name in paths]


def _rotations(scenario: Scenario) -> list[tuple[str, str | None]]:
    """Every component, alone and by each contributor with a rotation of its own."""
    return list(itertools.product(scenario.force, (None, *scenario.own_rotations[1])))


def _corner(cases: Cases, paths: Iterable[str], case: int) -> str:
    involved = [path for path in paths if cases[path].size > 1]
    if not involved:
        return ""
    return f" (refused where {', '.join(f'{path} = {at(cases[path], case):g}' for path in involved)})"


def at(values: NDArray[Kind], case: int) -> NDArray[Kind]:
    """Return one case of an array whose last axis is (cases,) or (1,)."""
    return values[..., case if values.shape[-1] > 1 else 0]


def or_none(value: float) -> float | None:
    """Return a number, None where it is undefined or not known publicly."""
    return float(value) if math.isfinite(value) else None


def extent(values: Counts) -> Range:
    """Return the least and the greatest of an array; not known where any of it is NaN."""
    return Range() if np.isnan(values).any() else Range(float(values.min()), None, float(values.max()))


def dwell_in_other_form(dwell: float, *, as_months: bool, tour_months: float, mobilisation_months: float) -> float:
    """Return a dwell ratio as months at home, or months at home as a ratio."""
    away = {"tour_months": tour_months, "mobilisation_months": mobilisation_months}
    if as_months:
        return float(rotation.dwell_months_at_ratio(dwell_ratio=dwell, **away))
    return float(rotation.deploy_to_dwell_ratio(dwell_months=dwell, **away))


def dwell_ratio_of(multiplier: float, of: Rotation) -> float:
    """Return the dwell ratio at which a rotation has this multiplier, all else at its central values."""
    away = {"tour_months": of.tour_months.central, "mobilisation_months": of.mobilisation_months.central}
    durations = {key: getattr(of, key).central for key in (*AWAY, "overlap_months")}
    dwell = rotation.dwell_months_allowed(pool_troops=multiplier, deployed_troops=1, **durations)
    return dwell_in_other_form(float(dwell), as_months=False, **away)
