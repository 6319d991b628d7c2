"""The one evaluation: any set of cases in, arrays of outcomes out. It composes kernels.

Every outcome is worked out when it is first read, so that a question about one measure does not pay for another.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np

from model.engine.cases import CYCLE, Cases, Excerpt, Mask, by_case, is_refused
from model.engine.supply import CONTRIBUTORS, Supply
from model.frozen import lazy
from model.kernels import requirement, rotation
from model.kernels.arrays import Array, Steps, ratio
from model.scenario import Scenario
from model.scenario.coalition import Coalition
from model.scenario.component import Provider
from model.scenario.rotation import IN_DWELL
from model.scenario.scenario import varied
from model.terms import IN_CYCLE

OF_FORCE = ("deployed", "multiplier", "tied_up", "throughput", "people_within_horizon", "cost_per_year")
OF_SUPPLY = ("pool", "capacity", "capacity_at_floor", "margin", "shortfall", "strain")
OF_TRAINING = ("trained_per_month", "months_to_target")
NOTHING = np.zeros(1)
DECIMALS = 6
"""Troops that agree to so many decimals are equal: what is left is rounding error."""
NO_LIMIT = 1e12
"""Troops that stand for any number of them; finite, so that they can be divided and added."""


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
    excerpt: "Excerpt[Requirement] | None" = field(default=None, kw_only=True, repr=False, compare=False)

    def of(self, cases: Cases, which: slice) -> "Requirement":
        """Return the requirement of some of these cases."""
        by_month = self.by_month[which] if len(self.by_month) > 1 else self.by_month
        peak_month = self.peak_month[which] if len(self.peak_month) > 1 else self.peak_month
        return Requirement(cases, self.component, by_month, peak_month, excerpt=Excerpt(self, which))

    @property
    def provider(self) -> Provider:
        """Its provider."""
        return self.cases.scenario.provider_of(self.component)

    @property
    def strength(self) -> Array:
        """Its troops with the support tail."""
        return strength(self.cases, self.component)

    @by_case
    def deployed(self) -> Array:
        """Its troops in the peak month."""
        return requirement.in_month(self.by_month, self.peak_month)

    @property
    def multiplier(self) -> Array:
        """Troops in the cycle for each one deployed."""
        return self.cases.multiplier(self.component)

    @by_case
    def tied_up(self) -> Array:
        """Its troops in the cycle."""
        return self.deployed * self.multiplier

    @by_case
    def phases(self) -> Mapping[str, Array]:
        """The tied up by phase."""
        durations = {key: self._durations[key] for key in (*CYCLE, *IN_DWELL)}
        troops = rotation.tied_up_phases(deployed_troops=self.deployed, **durations)
        return {phase: np.asarray(troops[phase]) for phase in IN_CYCLE}

    @property
    def share_at_peak(self) -> Array:
        """The share of its strength that its profile asks for in the peak month."""
        return requirement.in_month(profile_by_month(self.cases, self.component), self.peak_month)

    @by_case
    def mean_deployed(self) -> Array:
        """Its troops, the mean over the horizon."""
        return self.by_month.mean(axis=1)

    @by_case
    def throughput(self) -> Array:
        """Tours served over the horizon."""
        return rotation.tours_served(
            deployed_troops=self.by_month.max(axis=1),
            troop_months=self.mean_deployed * self.cases.scenario.horizon_months,
            tour_months=self._durations["tour_months"],
            overlap_months=self._durations["overlap_months"],
        )

    @property
    def people(self) -> Array:
        """The most people that serve a tour within the horizon.

        It is the lesser of the tours and of the troops tied up in the component's own greatest month.
        """
        return np.minimum(self.throughput, self.by_month.max(axis=1) * self.multiplier)

    @property
    def _durations(self) -> Mapping[str, Array]:
        return self.cases.durations(self.component)


@dataclass(frozen=True)
class Outcomes:
    """The outcomes of cases: each component's requirement, the coalition's supply, phases and measures."""

    cases: Cases
    excerpt: "Excerpt[Outcomes] | None" = field(default=None, kw_only=True, repr=False, compare=False)

    @lazy
    def requirements(self) -> Mapping[str, Requirement]:
        """Each component's requirement, in the scenario's order."""
        if self.excerpt is not None:
            return {name: of.of(self.cases, self.excerpt.cases) for name, of in self.excerpt.whole.requirements.items()}
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
    def known_sizes(self) -> Mapping[str, Array]:
        """The troops by month (cases, months) of the coalition's rotating components of known size."""
        return {of.component: of.by_month for of in self.rotating if not np.isnan(of.by_month).any()}

    @lazy
    def begins(self) -> tuple[int, ...]:
        """The first month of each period in which neither the coalition's force nor its contributors change."""
        return begins_of(self.cases.scenario, [demand.component for demand in self.rotating])

    @lazy
    def supplies(self) -> tuple[Supply, ...]:
        """The coalition's supply in each period; none without a coalition."""
        coalition = self.cases.scenario.coalition
        if coalition is None:
            return ()
        if self.excerpt is not None:
            return tuple(whole.of(self.cases, coalition, self.excerpt.cases) for whole in self.excerpt.whole.supplies)
        return tuple(self._supply_in(coalition, np.array([[month - 1]])) for month in self.begins)

    @lazy
    def supply(self) -> Supply | None:
        """The coalition's supply in the period that limits it, each case in its own; None without a coalition.

        It is the period of the least capacity, the first of equals.
        """
        coalition = self.cases.scenario.coalition
        if coalition is None:
            return None
        if len(self.supplies) == 1:
            return self.supplies[0]
        if self.excerpt is not None and self.excerpt.whole.supply is not None:
            return self.excerpt.whole.supply.of(self.cases, coalition, self.excerpt.cases)
        return self._supply_in(coalition, np.array(self.begins)[self.limiting_period][:, np.newaxis] - 1)

    def _supply_in(self, coalition: Coalition, month: Steps) -> Supply:
        troops = {demand.component: requirement.in_month(demand.by_month, month) for demand in self.rotating}
        return Supply(self.cases, coalition, troops, month)

    @by_case
    def limiting_period(self) -> Steps:
        """The number of the period of the least capacity in each case, the first of equals (cases,)."""
        return np.argmin(_without_rounding(self.capacities), axis=0)

    @by_case
    def most_missing(self) -> Steps:
        """The number of the period of the greatest shortfall in each case, the first of equals (cases,)."""
        return np.argmax(_without_rounding(np.nan_to_num(self._shortfalls)), axis=0)

    def limiting_months(self, case: int) -> tuple[int, int]:
        """Return the first and the last month of the least capacity in one case, the first such stretch of months."""
        return self._months_around(int(self.limiting_period[case]), self.capacities[:, case])

    def missing_months(self, case: int) -> tuple[int, int]:
        """Return the first and the last month of the greatest shortfall in one case, the first such stretch."""
        return self._months_around(int(self.most_missing[case]), self._shortfalls[:, case])

    def _months_around(self, period: int, troops: Array) -> tuple[int, int]:
        """The months of a period and of those after it, on end, that are equal to it (periods,)."""
        differs = np.flatnonzero(_without_rounding(troops[period:]) != _without_rounding(troops[period]))
        end = period + int(differs[0]) if differs.size else len(self.begins)
        return self.begins[period], (*self.begins, self.cases.scenario.horizon_months + 1)[end] - 1

    def below_goal(self, case: int) -> list[str]:
        """Return the contributors that would rotate below their dwell goal in some period of one case."""
        strained = {name for supply in self.supplies for name in supply.below_goal(case)}
        return [name for name in self.supplies[0].names if name in strained]

    @lazy
    def with_unlimited_unknowns(self) -> "Outcomes | None":
        """The outcomes if every contributor of unknown strength had any number of troops.

        None where no such contributor is in or might take part.
        """
        might = {name for supply in self.supplies for name in supply.that_might}
        paths = [f"{CONTRIBUTORS}.{name}.land_strength" for name in might]
        unlimited = {path: np.full(1, NO_LIMIT) for path in paths if path not in self.cases.values}
        return Outcomes(self.cases.with_values(unlimited, self.cases.count)) if unlimited else None

    def with_backstop(self, *, is_provided: bool) -> "Outcomes":
        """Return the outcomes if the United States backstop is provided, or withdrawn."""
        if is_provided not in self._by_backstop:
            scenario = varied(self.cases.scenario, {"us_backstop.provided": is_provided})
            self._by_backstop[is_provided] = Outcomes(replace(self.cases, scenario=scenario))
        return self._by_backstop[is_provided]

    @lazy
    def _by_backstop(self) -> dict[bool, "Outcomes"]:
        """The outcomes with the backstop and without it that were asked for."""
        return {}

    @by_case
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

    @by_case
    def deployed(self) -> Array:
        """Troops deployed at the peak."""
        return requirement.total([demand.deployed for demand in self.own])

    @by_case
    def multiplier(self) -> Array:
        """Troops tied up for each one deployed."""
        return rotation.mean_multiplier(self.tied_up, self.deployed, [demand.multiplier for demand in self.rotating])

    @by_case
    def tied_up(self) -> Array:
        """Troops in the cycle."""
        return requirement.total([demand.tied_up for demand in self.own])

    @by_case
    def throughput(self) -> Array:
        """Tours served over the horizon."""
        return requirement.total([demand.throughput for demand in self.own])

    @property
    def people_within_horizon(self) -> Array:
        """The most people that serve a tour within the horizon, the sum over the components."""
        return requirement.total([demand.people for demand in self.own])

    @property
    def mean_deployed(self) -> Array:
        """The troops deployed, the mean over the horizon."""
        return requirement.total([demand.mean_deployed for demand in self.own])

    @by_case
    def cost_per_year(self) -> Array:
        """The cost of the mean troops deployed; NaN where none is given."""
        return self.mean_deployed * self.cases.value("cost.per_deployed_year", np.nan)

    @by_case
    def pool(self) -> Array:
        """Troops in the pools of the counted contributors, in the period that limits the coalition."""
        return self._supply.total(self._supply.pool)

    @by_case
    def capacity(self) -> Array:
        """The largest force of the same mix and course that the counted contributors keep up at their dwell goals.

        The least over the periods; where the size of the force is not known, or it has none, the least sum of what each
        can keep up.
        """
        return self.capacities[0] if len(self.capacities) == 1 else self.capacities.min(axis=0)

    @by_case
    def capacity_at_floor(self) -> Array:
        """The same at the dwell floors."""
        brings = [supply.capacity_at_floor for supply in self.supplies]
        return self._largest_forces(brings).min(axis=0)

    @by_case
    def capacities(self) -> Array:
        """The capacity of each period (periods, cases)."""
        return self._largest_forces([supply.capacity for supply in self.supplies])

    def _largest_forces(self, brings: Iterable[Array]) -> Array:
        """The largest force that each period's supply keeps up, by what each contributor brings (periods, cases)."""
        of = self.deployed
        is_sized = of > 0
        forces = []
        for supply, troops in zip(self.supplies, brings, strict=True):
            largest = supply.largest_force(of, supply.weighted(troops)) if is_sized.any() else of
            if not is_sized.all():
                largest = np.where(is_sized, largest, supply.total(troops))
            forces.append(np.broadcast_to(largest, (self.cases.count,)))
        return forces[0][np.newaxis] if len(forces) == 1 else np.stack(forces)

    @by_case
    def margin(self) -> Array:
        """Capacity less the troops deployed."""
        return requirement.margin(capacity_troops=self.capacity, needed_troops=self.deployed)

    @by_case
    def shortfall(self) -> Array:
        """Troops deployed that no contributor carries, in the period in which most are missing."""
        return self._shortfalls.max(axis=0)

    @by_case
    def _shortfalls(self) -> Array:
        """The troops that no contributor carries in each period (periods, cases)."""
        return np.stack([np.broadcast_to(_shortfall(supply), (self.cases.count,)) for supply in self.supplies])

    @by_case
    def strain(self) -> Array:
        """Troops tied up over the pools, the greatest of all periods; NaN where the size of the force is not known."""
        strains = [
            ratio(supply.total(supply.tied_up) + 0 * self["deployed"], supply.total(supply.pool))
            for supply in self.supplies
        ]
        return np.asarray(functools.reduce(np.fmax, strains))

    @by_case
    def trained_per_month(self) -> Array:
        """People trained in a month."""
        return requirement.total(self._trained)

    @by_case
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


def _shortfall(supply: Supply) -> Array:
    needed = requirement.total(list(supply.demand.values()))
    return requirement.shortfall(needed_troops=needed, placed_troops=supply.total(supply.deployed))


def _without_rounding(troops: Array) -> Array:
    """Numbers of troops without their rounding errors, so that equals are equal."""
    return np.round(troops, DECIMALS)


def begins_of(scenario: Scenario, components: Iterable[str]) -> tuple[int, ...]:
    """Return the months from which these components are of another size, or a contributor joins or leaves.

    A contributor that is out by its position changes nothing.
    """
    months = {1, *(month for name in components for month in scenario.force[name].profile)}
    if scenario.coalition is not None:
        for contributor in scenario.coalition.contributors.values():
            if not scenario.coalition.is_out(contributor):
                months |= {month for month in (contributor.joins_month, contributor.leaves_month) if month is not None}
    return tuple(sorted(month for month in months if month <= scenario.horizon_months))


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
