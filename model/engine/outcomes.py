"""The one evaluation: any set of cases in, arrays of outcomes out. It composes kernels.

Every outcome is worked out when it is first read, so that a question about one measure does not pay for another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np

from model.engine.cases import CYCLE, Cases, Mask, is_refused
from model.engine.supply import Supply
from model.frozen import lazy
from model.kernels import requirement, rotation
from model.kernels.arrays import Array, Steps, ratio
from model.scenario import Scenario
from model.scenario.component import Provider
from model.scenario.rotation import IN_DWELL
from model.terms import IN_CYCLE

OF_FORCE = ("deployed", "multiplier", "tied_up", "throughput", "people_within_horizon", "cost_per_year")
OF_SUPPLY = ("pool", "capacity", "capacity_at_floor", "margin", "shortfall", "strain")
OF_TRAINING = ("trained_per_month", "months_to_target")
NOTHING = np.zeros(1)
FIRST_MONTH = np.zeros((1, 1), dtype=int)


@dataclass(frozen=True)
class Requirement:
    """One component's demand on its provider; arrays of (cases,), NaN where no strength is published.

    `deployed`, `tied_up` and `phases` are at the provider's peak month (cases, 1); on standby without a rotation
    of its own a component ties up nothing. `by_month`: the troops asked for in each month (cases, months).
    """

    cases: Cases
    component: str
    by_month: Array
    peak_month: Steps

    @property
    def provider(self) -> Provider:
        """Its provider."""
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
        return self.deployed * self.multiplier

    @lazy
    def phases(self) -> Mapping[str, Array]:
        """The tied up by phase."""
        durations = {key: self._durations[key] for key in (*CYCLE, *IN_DWELL)}
        troops = rotation.tied_up_phases(deployed_troops=self.deployed, **durations)
        return {phase: np.asarray(troops[phase]) for phase in IN_CYCLE}

    @property
    def share_at_peak(self) -> Array:
        """The share of its strength that its profile asks for in the peak month."""
        return requirement.in_month(profile_by_month(self.cases, self.component), self.peak_month)

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

    @property
    def _durations(self) -> Mapping[str, Array]:
        return self.cases.durations(self.component)


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of cases: each component's requirement, the coalition's supply, phases and measures."""

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
        return tuple(demand for demand in self.requirements.values() if demand.provider == "coalition")

    @property
    def rotating(self) -> list[Requirement]:
        """The requirements that the coalition provides and rotates."""
        return [demand for demand in self.own if rotates(self.cases.scenario, demand.component)]

    @lazy
    def supply(self) -> Supply | None:
        """The coalition's supply; None without a coalition."""
        coalition = self.cases.scenario.coalition
        if coalition is None:
            return None
        troops = {demand.component: demand.deployed for demand in self.rotating}
        return Supply(self.cases, coalition, troops, self.own[0].peak_month if self.own else FIRST_MONTH)

    @lazy
    def phases(self) -> Mapping[str, Array]:
        """The coalition's tied up by phase (cases,) each."""
        troops = {phase: requirement.total([demand.phases[phase] for demand in self.own]) for phase in IN_CYCLE}
        return {phase: np.broadcast_to(total, (self.cases.count,)) for phase, total in troops.items()}

    @lazy
    def measures(self) -> tuple[str, ...]:
        """The names of the measures: of supply only with a coalition, of training only with training components."""
        of_supply = OF_SUPPLY if self.cases.scenario.coalition is not None else ()
        return (*OF_FORCE, *of_supply, *(OF_TRAINING if self._trained else ()))

    def __getitem__(self, measure: str) -> Array:
        """Return a measure of the coalition in every case (cases,)."""
        if measure not in self.measures:
            raise KeyError(measure)
        return np.broadcast_to(getattr(self, measure), (self.cases.count,))

    @lazy
    def deployed(self) -> Array:
        """Troops deployed at the peak."""
        return requirement.total([demand.deployed for demand in self.own])

    @lazy
    def multiplier(self) -> Array:
        """Troops tied up for each one deployed."""
        return rotation.mean_multiplier(self.tied_up, self.deployed, [demand.multiplier for demand in self.rotating])

    @lazy
    def tied_up(self) -> Array:
        """Troops in the cycle."""
        return requirement.total([demand.tied_up for demand in self.own])

    @lazy
    def throughput(self) -> Array:
        """Tours served over the horizon."""
        return requirement.total([demand.throughput for demand in self.own])

    @property
    def people_within_horizon(self) -> Array:
        """The most people that serve a tour within the horizon."""
        return np.minimum(self.throughput, self.tied_up)

    @property
    def mean_deployed(self) -> Array:
        """The troops deployed, the mean over the horizon."""
        return requirement.total([demand.mean_deployed for demand in self.own])

    @lazy
    def cost_per_year(self) -> Array:
        """The cost of the mean troops deployed; NaN where none is given."""
        return self.mean_deployed * self.cases.value("cost.per_deployed_year", np.nan)

    @lazy
    def pool(self) -> Array:
        """Troops in the pools of the counted contributors."""
        return self._supply.total(self._supply.pool)

    @lazy
    def capacity(self) -> Array:
        """Troops that the counted contributors could keep up at their dwell goals."""
        return self._supply.total(self._supply.capacity)

    @lazy
    def capacity_at_floor(self) -> Array:
        """Troops that the counted contributors could keep up at their dwell floors."""
        return self._supply.total(self._supply.capacity_at_floor)

    @lazy
    def margin(self) -> Array:
        """Capacity less the troops deployed."""
        return requirement.margin(capacity_troops=self.capacity, needed_troops=self["deployed"])

    @lazy
    def shortfall(self) -> Array:
        """Troops deployed that no contributor carries."""
        placed = self._supply.total(self._supply.deployed)
        return requirement.shortfall(needed_troops=self["deployed"], placed_troops=placed)

    @lazy
    def strain(self) -> Array:
        """Troops tied up over the pools; NaN where the size of the force is not known."""
        tied_up = self._supply.total(self._supply.tied_up)
        return ratio(tied_up + 0 * self["deployed"], self.pool)

    @lazy
    def trained_per_month(self) -> Array:
        """People trained in a month."""
        return requirement.total(self._trained)

    @lazy
    def months_to_target(self) -> Array:
        """Months until every training target is reached."""
        rows = zip(self._training("target"), self._trained, strict=True)
        return np.asarray(np.max(np.broadcast_arrays(*[ratio(target, rate) for target, rate in rows]), axis=0))

    @property
    def _supply(self) -> Supply:
        return cast("Supply", self.supply)

    def _training(self, key: str) -> list[Array]:
        """A key of every component's training, in the scenario's order."""
        force = self.cases.scenario.force.items()
        return [
            self.cases[f"force.{name}.training.{key}"] for name, component in force if component.training is not None
        ]

    @lazy
    def _trained(self) -> list[Array]:
        """The people that each component with training trains in a month."""
        keys = ("trainers", "trainees_per_trainer", "course_months")
        rows = zip(*(self._training(key) for key in keys), strict=True)
        return [np.asarray(requirement.trained_per_month(**dict(zip(keys, row, strict=True)))) for row in rows]


def evaluate(cases: Cases) -> Outcomes:
    """Return the outcomes of every case."""
    return Outcomes(cases)


def evaluate_allowed(cases: Cases, measures: Iterable[str]) -> tuple[dict[str, Array], Mask]:
    """Return the cases' measures (cases,) among the names, and in which cases the model refuses the durations."""
    outcomes = evaluate(cases)
    with np.errstate(all="ignore"):  # a refused case may divide by nothing
        return {name: outcomes[name] for name in measures if name in outcomes.measures}, is_refused(cases)


def by_month(cases: Cases, name: str) -> Array:
    """Return the troops that a component asks for in each month (cases, months), (1, 1) where nothing varies."""
    if not rotates(cases.scenario, name):
        return NOTHING[:, np.newaxis]
    return strength(cases, name)[:, np.newaxis] * profile_by_month(cases, name)


def profile_by_month(cases: Cases, name: str) -> Array:
    """Return the share of its strength that a component's profile asks for in each month (cases, months) or (1, 1)."""
    profile = {month: cases[f"force.{name}.profile.{month}"] for month in cases.scenario.force[name].profile}
    return requirement.monthly_shares(profile, horizon_months=cases.scenario.horizon_months)


def strength(cases: Cases, name: str) -> Array:
    """Return a component's troops with its support tail (cases,) or (1,), NaN where they are not published."""
    strength = cases.scenario.force[name].strength
    if not strength.is_known:
        return np.full(1, np.nan)
    sizes = [cases[f"force.{name}.strength.{key}"] for key in strength.sizing]
    return np.asarray(
        requirement.deployed_strength(
            strength_troops=np.multiply(*sizes) if len(sizes) > 1 else sizes[0],
            support_per_deployed=cases[f"force.{name}.support_per_deployed"],
        )
    )


def rotates(scenario: Scenario, name: str) -> bool:
    """Whether a component ties up troops: on standby only with a rotation of its own."""
    return scenario.force[name].posture == "deployed" or name in scenario.own_rotations[0]
