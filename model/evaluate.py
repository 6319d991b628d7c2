"""The one evaluation: any set of cases in, arrays of outcomes out. It composes kernels."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from model import participation, regeneration, requirement, rotation
from model.arrays import Array
from model.cases import CYCLE, Cases
from model.participation import Chance
from model.scenario.component import Component, Provider
from model.supply import Part, Supply, able_capacity, at, supply

PHASES = ("deployed", "handing_over", "in_transit", "mobilised", "recovering", "resting", "preparing")
NOTHING = np.zeros(1)
MOST_SIZES, MOST_STEPS = 201, 100
"""Points of the curve of the chance against the size of the force: spread evenly, and at its greatest steps."""
FIRST_MONTH = np.zeros((1, 1), dtype=int)


@dataclass(frozen=True)
class Requirement:
    """What one component asks of its provider; arrays of (cases,), NaN where nobody has published a strength.

    `strength` counts the support tail; `deployed`, `tied_up` and `phases` are at the provider's
    peak month; on standby without a rotation of its own a component ties up nothing.
    """

    provider: Provider
    strength: Array
    deployed: Array
    multiplier: Array
    tied_up: Array
    phases: Mapping[str, Array]
    throughput: Array
    mean_deployed: Array


@dataclass(frozen=True)
class Outcomes:
    """What cases come to: each component's requirement, the coalition's phases and measures, (cases,) each."""

    requirements: Mapping[str, Requirement]
    phases: Mapping[str, Array]
    measures: Mapping[str, Array]
    supply: Supply | None


def evaluate(cases: Cases) -> Outcomes:
    """Return the outcomes of every case."""
    force = cases.scenario.force
    strengths = {name: by_month(cases, name) for name in force}
    requirements: dict[str, Requirement] = {}
    peaks: dict[Provider, Array] = {}
    for provider in dict.fromkeys(cases.scenario.provider_of(name) for name in force):
        names = [name for name in force if cases.scenario.provider_of(name) == provider]
        peaks[provider] = requirement.peak_month([strengths[name] for name in names])
        requirements |= {name: _requirement(cases, name, strengths[name], peaks[provider]) for name in names}
    own = [part for part in requirements.values() if part.provider == "coalition"]
    phases = {phase: _sum(cases, [part.phases[phase] for part in own]) for phase in PHASES}
    supplied = _supply(cases, requirements, peaks.get("coalition", FIRST_MONTH))
    measures = _measures(cases, own)
    measures |= _supply_measures(cases, supplied, measures["deployed"]) if supplied else {}
    measures |= _training_measures(cases)
    return Outcomes({name: requirements[name] for name in force}, phases, measures, supplied)


def _supply(cases: Cases, requirements: Mapping[str, Requirement], peak_month: Array) -> Supply | None:
    if cases.scenario.coalition is None:
        return None
    force = cases.scenario.force
    parts = [
        Part(name, part.deployed)
        for name, part in requirements.items()
        if part.provider == "coalition" and rotates(force[name])
    ]
    return supply(cases, cases.scenario.coalition, parts, peak_month)


def _supply_measures(cases: Cases, supplied: Supply, deployed: Array) -> dict[str, Array]:
    pool = supplied.total(supplied.pool)
    capacity = supplied.total(supplied.capacity)
    found = {
        "pool": pool,
        "capacity": capacity,
        "capacity_at_floor": supplied.total(supplied.capacity_at_floor),
        "margin": requirement.margin(capacity_troops=capacity, needed_troops=deployed),
        "shortfall": requirement.shortfall(needed_troops=deployed, placed_troops=supplied.total(supplied.deployed)),
        "strain": requirement.ratio(supplied.total(supplied.tied_up) + 0 * deployed, pool),
    }
    return {name: np.broadcast_to(values, (cases.count,)) for name, values in found.items()}


def _training_measures(cases: Cases) -> dict[str, Array]:
    """How many would be trained in a month, and how long it would take until every target is reached; none without."""
    paths = [f"force.{name}.training" for name, part in cases.scenario.force.items() if part.training is not None]
    keys = ("trainers", "trainees_per_trainer", "course_months")
    rates = [
        np.asarray(regeneration.trained_per_month(**{key: cases[f"{path}.{key}"] for key in keys})) for path in paths
    ]
    months = [
        regeneration.months_to_target(target=cases[f"{path}.target"], trained_per_month=rate)
        for path, rate in zip(paths, rates, strict=True)
    ]
    if not paths:
        return {}
    longest = np.max(np.broadcast_arrays(*months), axis=0)
    return {"trained_per_month": _sum(cases, rates), "months_to_target": np.broadcast_to(longest, (cases.count,))}


def _measures(cases: Cases, own: list[Requirement]) -> dict[str, Array]:
    deployed = _sum(cases, [part.deployed for part in own])
    tied_up = _sum(cases, [part.tied_up for part in own])
    throughput = _sum(cases, [part.throughput for part in own])
    cost = cases.value("cost.per_deployed_year", np.nan)
    force = cases.scenario.force
    rotating = [cases.multiplier(name) for name in force if _is_own(cases, name) and rotates(force[name])]
    return {
        "deployed": deployed,
        "multiplier": requirement.mean_multiplier(tied_up, deployed, rotating),
        "tied_up": tied_up,
        "throughput": throughput,
        "people_within_horizon": np.minimum(throughput, tied_up),
        "cost_per_year": _sum(cases, [part.mean_deployed for part in own]) * cost,
    }


def _requirement(cases: Cases, name: str, by_month: Array, peak: Array) -> Requirement:
    durations = cases.durations(name)
    cycle = {key: durations[key] for key in CYCLE}
    multiplier = cases.multiplier(name)
    deployed = requirement.in_month(by_month, peak)
    mean_deployed = by_month.mean(axis=1)
    parts = {key: durations[key] for key in ("preparation_months", "recovery_months")}
    phases = rotation.tied_up_phases(deployed_troops=deployed, **cycle, **parts)
    return Requirement(
        provider=cases.scenario.provider_of(name),
        strength=_strength(cases, name),
        deployed=deployed,
        multiplier=multiplier,
        tied_up=np.asarray(rotation.tied_up_troops(deployed_troops=deployed, multiplier=multiplier)),
        phases={phase: np.asarray(phases[phase]) for phase in PHASES},
        throughput=rotation.tours_served(
            deployed_troops=by_month.max(axis=1),
            troop_months=mean_deployed * cases.scenario.horizon_months,
            tour_months=durations["tour_months"],
            overlap_months=durations["overlap_months"],
        ),
        mean_deployed=mean_deployed,
    )


def by_month(cases: Cases, name: str) -> Array:
    """Return the troops that a component asks for in each month (cases, months), (1, 1) where nothing varies."""
    component = cases.scenario.force[name]
    if not rotates(component):
        return NOTHING[:, np.newaxis]
    profile = {month: cases[f"force.{name}.profile.{month}"] for month in component.profile}
    shares = requirement.monthly_shares(profile, horizon_months=cases.scenario.horizon_months)
    return _strength(cases, name)[:, np.newaxis] * shares


def _strength(cases: Cases, name: str) -> Array:
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


def _is_own(cases: Cases, name: str) -> bool:
    return cases.scenario.provider_of(name) == "coalition"


def rotates(component: Component) -> bool:
    """Whether a component ties up anybody: on standby only with a rotation of its own."""
    return component.posture == "deployed" or bool(component.rotation.paths(""))


def _sum(cases: Cases, parts: list[Array]) -> Array:
    return np.broadcast_to(requirement.total(parts), (cases.count,))


def chance_kept_up(cases: Cases, outcomes: Outcomes, case: int) -> Chance:
    """Return the chance that those who take part keep the force up in one case, and everyone's pivotal weight.

    With a probability of the backstop, the chance with it and the chance without it, weighed by it.
    NaN where the size of the force is not known.
    """
    found = [(weight, _chance(each, case)) for weight, each in _backstop_states(cases, outcomes, case)]
    weights = sum((weight * each.pivotal_weight for weight, each in found), start=np.zeros(1))
    return Chance(sum(weight * each.kept_up for weight, each in found), np.asarray(weights))


def chance_by_size(cases: Cases, outcomes: Outcomes, case: int) -> tuple[Array, Array]:
    """Return force sizes from 0 to all together and the chance that those who take part reach each (sizes,).

    The sizes are spread evenly, with both sides of the greatest steps and the size of the force among them.
    """
    states = _backstop_states(cases, outcomes, case)
    distributions = [(weight, _capacity_distribution(each, case)) for weight, each in states]
    most = max(distribution.size for _, distribution in distributions)
    mixed = np.zeros(most)
    for weight, distribution in distributions:
        mixed[: distribution.size] += weight * distribution
    steps = np.argsort(mixed, kind="stable")[-MOST_STEPS:]
    spread = np.linspace(0, most - 1, MOST_SIZES).round().astype(np.int64)
    own = np.ceil(np.nan_to_num(outcomes.measures["deployed"][case : case + 1])).astype(np.int64)
    sizes = np.unique(np.concatenate([spread, steps, steps + 1, np.minimum(own, most)]))
    chances = np.append(participation.chance_at_least(mixed), 0.0)
    return sizes.astype(float), chances[sizes]


def fewest_needed(outcomes: Outcomes, case: int) -> float:
    """Return how many contributors suffice at least in one case, of those that could take part; NaN if none do."""
    deployed = float(outcomes.measures["deployed"][case])
    if outcomes.supply is None or np.isnan(deployed):
        return np.nan
    could = np.where(at(outcomes.supply.probability, case) > 0, able_capacity(outcomes.supply, case), 0.0)
    count = participation.contributors_needed(deployed, could)
    return np.nan if count is None else float(count)


def _backstop_states(cases: Cases, outcomes: Outcomes, case: int) -> list[tuple[float, Outcomes]]:
    """The outcomes as they are; with a probability of the backstop, those with and without it, each with its weight."""
    provided = cases.value("us_backstop.probability", np.nan)
    probability = float(provided[case if provided.size > 1 else 0])
    if np.isnan(probability):
        return [(1.0, outcomes)]
    found = []
    for is_provided, weight in ((True, probability), (False, 1 - probability)):
        if weight > 0:
            scenario = cases.scenario.replace({"us_backstop.provided": is_provided})
            found.append((weight, evaluate(replace(cases, scenario=scenario))))
    return found


def _chance(outcomes: Outcomes, case: int) -> Chance:
    deployed = float(outcomes.measures["deployed"][case])
    probabilities, brought = _who_brings_what(outcomes, case)
    if np.isnan(deployed):
        return Chance(np.nan, np.full(brought.size, np.nan))
    if np.isin(probabilities, (0.0, 1.0)).all():
        return participation.certain(deployed, brought, probabilities == 1)
    needed = participation.needed_troops(deployed)
    return participation.chance_kept_up(needed, participation.whole_troops(brought), probabilities)


def _capacity_distribution(outcomes: Outcomes, case: int) -> Array:
    probabilities, brought = _who_brings_what(outcomes, case)
    could = probabilities > 0
    return participation.capacity_distribution(participation.whole_troops(brought[could]), probabilities[could])


def _who_brings_what(outcomes: Outcomes, case: int) -> tuple[Array, Array]:
    """Each contributor's chance of taking part, and the troops it would bring; nobody without a coalition."""
    if outcomes.supply is None:
        return np.zeros(0), np.zeros(0)
    return at(outcomes.supply.probability, case), able_capacity(outcomes.supply, case)
