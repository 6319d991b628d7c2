"""The one evaluation: any set of cases in, arrays of outcomes out. It composes kernels.

Every outcome is worked out when it is first asked for, so that a question about one measure pays for no other.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np

from model.engine.cases import CYCLE, Cases
from model.engine.membership import Part
from model.engine.supply import Supply
from model.frozen import lazy
from model.kernels import regeneration, requirement, rotation
from model.kernels.arrays import Array
from model.scenario.component import Component, Provider
from model.terms import IN_CYCLE

NOTHING = np.zeros(1)
FIRST_MONTH = np.zeros((1, 1), dtype=int)


@dataclass(frozen=True)
class Requirement:
    """What one component asks of its provider; arrays of (cases,), NaN where nobody has published a strength.

    `deployed`, `tied_up` and `phases` are at the provider's peak month (cases, 1); on standby without a rotation
    of its own a component ties up nothing. `by_month`: the troops asked for in each month (cases, months).
    """

    cases: Cases
    component: str
    by_month: Array
    peak_month: Array

    @property
    def provider(self) -> Provider:
        """Who provides it."""
        return self.cases.scenario.provider_of(self.component)

    @property
    def strength(self) -> Array:
        """Its troops with the support tail."""
        return strength(self.cases, self.component)

    @lazy
    def deployed(self) -> Array:
        """Its troops in the peak month."""
        return requirement.in_month(self.by_month, self.peak_month)

    @property
    def multiplier(self) -> Array:
        """Troops in the cycle for each one deployed."""
        return self.cases.multiplier(self.component)

    @lazy
    def tied_up(self) -> Array:
        """Its troops in the cycle."""
        return np.asarray(rotation.tied_up_troops(deployed_troops=self.deployed, multiplier=self.multiplier))

    @lazy
    def phases(self) -> Mapping[str, Array]:
        """The tied up by phase."""
        keys = (*CYCLE, "preparation_months", "recovery_months")
        found = rotation.tied_up_phases(deployed_troops=self.deployed, **{key: self._durations[key] for key in keys})
        return {phase: np.asarray(found[phase]) for phase in IN_CYCLE}

    @lazy
    def mean_deployed(self) -> Array:
        """Its troops, the mean over the horizon."""
        return self.by_month.mean(axis=1)

    @lazy
    def throughput(self) -> Array:
        """Tours served over the horizon."""
        return rotation.tours_served(
            deployed_troops=self.by_month.max(axis=1),
            troop_months=self.mean_deployed * self.cases.scenario.horizon_months,
            tour_months=self._durations["tour_months"],
            overlap_months=self._durations["overlap_months"],
        )

    @lazy
    def _durations(self) -> dict[str, Array]:
        return self.cases.durations(self.component)


@dataclass(frozen=True)
class Outcomes:
    """What cases come to: each component's requirement, the coalition's supply, phases and measures."""

    cases: Cases

    @lazy
    def requirements(self) -> Mapping[str, Requirement]:
        """Each component's requirement, in the scenario's order."""
        names = list(self.cases.scenario.force)
        strengths = {name: by_month(self.cases, name) for name in names}
        providers = {name: self.cases.scenario.provider_of(name) for name in names}
        peaks = {
            provider: requirement.peak_month([strengths[name] for name in names if providers[name] == provider])
            for provider in dict.fromkeys(providers.values())
        }
        return {name: Requirement(self.cases, name, strengths[name], peaks[providers[name]]) for name in names}

    @lazy
    def own(self) -> tuple[Requirement, ...]:
        """The requirements that the coalition provides."""
        return tuple(part for part in self.requirements.values() if part.provider == "coalition")

    @lazy
    def supply(self) -> Supply | None:
        """What the coalition could supply; None without one."""
        coalition, force = self.cases.scenario.coalition, self.cases.scenario.force
        if coalition is None:
            return None
        parts = [Part(each.component, each.deployed) for each in self.own if rotates(force[each.component])]
        return Supply(self.cases, coalition, tuple(parts), self.own[0].peak_month if self.own else FIRST_MONTH)

    @lazy
    def phases(self) -> Mapping[str, Array]:
        """The coalition's tied up by phase (cases,) each."""
        found = {phase: requirement.total([part.phases[phase] for part in self.own]) for phase in IN_CYCLE}
        return {phase: np.broadcast_to(troops, (self.cases.count,)) for phase, troops in found.items()}

    @property
    def measures(self) -> "Measures":
        """The coalition's measures (cases,) each."""
        return Measures(self, self._found)

    @lazy
    def _found(self) -> dict[str, Array]:
        return {}


class Measures(Mapping[str, Array]):
    """Measures by name (cases,): those of supply only with a coalition, those of training only with some.

    `found` holds what has been worked out; the outcomes hold it, not this view of them, so that nothing refers to
    itself and memory is free as soon as the outcomes are let go.
    """

    def __init__(self, outcomes: Outcomes, found: dict[str, Array]) -> None:
        self._outcomes, self._found = outcomes, found
        has_training = any(part.training is not None for part in outcomes.cases.scenario.force.values())
        of_supply = OF_SUPPLY if outcomes.cases.scenario.coalition is not None else {}
        self._names = (*OF_FORCE, *of_supply, *(OF_TRAINING if has_training else {}))

    def __getitem__(self, name: str) -> Array:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._found:
            way = WAYS[name]
            self._found[name] = np.broadcast_to(way(self._outcomes), (self._outcomes.cases.count,))
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def evaluate(cases: Cases) -> Outcomes:
    """Return the outcomes of every case."""
    return Outcomes(cases)


def by_month(cases: Cases, name: str) -> Array:
    """Return the troops that a component asks for in each month (cases, months), (1, 1) where nothing varies."""
    component = cases.scenario.force[name]
    if not rotates(component):
        return NOTHING[:, np.newaxis]
    profile = {month: cases[f"force.{name}.profile.{month}"] for month in component.profile}
    shares = requirement.monthly_shares(profile, horizon_months=cases.scenario.horizon_months)
    return strength(cases, name)[:, np.newaxis] * shares


def strength(cases: Cases, name: str) -> Array:
    """Return a component's troops with its support tail (cases,) or (1,), NaN where nobody has published them."""
    given = cases.scenario.force[name].strength
    if not given.is_known:
        return np.full(1, np.nan)
    sizes = [cases[f"force.{name}.strength.{key}"] for key in given.sizing]
    return np.asarray(
        requirement.deployed_strength(
            strength_troops=np.multiply(*sizes) if len(sizes) > 1 else sizes[0],
            support_per_deployed=cases[f"force.{name}.support_per_deployed"],
        )
    )


def rotates(component: Component) -> bool:
    """Whether a component ties up anybody: on standby only with a rotation of its own."""
    return component.posture == "deployed" or bool(component.rotation.paths(""))


Way = Callable[[Outcomes], Array]


def _multiplier(of: Outcomes) -> Array:
    rotating = [part.multiplier for part in of.own if rotates(of.cases.scenario.force[part.component])]
    return requirement.mean_multiplier(of.measures["tied_up"], of.measures["deployed"], rotating)


def _cost(of: Outcomes) -> Array:
    mean = requirement.total([part.mean_deployed for part in of.own])
    return mean * of.cases.value("cost.per_deployed_year", np.nan)


def _training(of: Outcomes, key: str) -> list[Array]:
    """A key of every component's training, in the scenario's order."""
    force = of.cases.scenario.force.items()
    return [of.cases[f"force.{name}.training.{key}"] for name, part in force if part.training is not None]


def _trained(of: Outcomes) -> list[Array]:
    keys = ("trainers", "trainees_per_trainer", "course_months")
    return [
        np.asarray(regeneration.trained_per_month(**dict(zip(keys, given, strict=True))))
        for given in zip(*(_training(of, key) for key in keys), strict=True)
    ]


def _months_to_target(of: Outcomes) -> Array:
    """Until every target is reached."""
    each = zip(_training(of, "target"), _trained(of), strict=True)
    months = [regeneration.months_to_target(target=target, trained_per_month=rate) for target, rate in each]
    return np.asarray(np.max(np.broadcast_arrays(*months), axis=0))


def _of_supply(way: Callable[[Supply, Measures], Array]) -> Way:
    """A measure of the supply of cases, where there is a coalition."""
    return lambda of: way(cast("Supply", of.supply), of.measures)


OF_FORCE: Mapping[str, Way] = {
    "deployed": lambda of: requirement.total([part.deployed for part in of.own]),
    "multiplier": _multiplier,
    "tied_up": lambda of: requirement.total([part.tied_up for part in of.own]),
    "throughput": lambda of: requirement.total([part.throughput for part in of.own]),
    "people_within_horizon": lambda of: np.minimum(of.measures["throughput"], of.measures["tied_up"]),
    "cost_per_year": _cost,
}
OF_SUPPLY: Mapping[str, Way] = {
    "pool": _of_supply(lambda supply, _: supply.total(supply.pool)),
    "capacity": _of_supply(lambda supply, _: supply.total(supply.capacity)),
    "capacity_at_floor": _of_supply(lambda supply, _: supply.total(supply.capacity_at_floor)),
    "margin": _of_supply(
        lambda _, found: requirement.margin(capacity_troops=found["capacity"], needed_troops=found["deployed"])
    ),
    "shortfall": _of_supply(
        lambda supply, found: requirement.shortfall(
            needed_troops=found["deployed"], placed_troops=supply.total(supply.deployed)
        )
    ),
    "strain": _of_supply(
        lambda supply, found: requirement.ratio(
            supply.total(supply.tied_up) + 0 * found["deployed"], supply.total(supply.pool)
        )
    ),
}
OF_TRAINING: Mapping[str, Way] = {
    "trained_per_month": lambda of: requirement.total(_trained(of)),
    "months_to_target": _months_to_target,
}
WAYS: Mapping[str, Way] = {**OF_FORCE, **OF_SUPPLY, **OF_TRAINING}
