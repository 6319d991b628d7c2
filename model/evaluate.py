"""The one evaluation: any set of cases in, arrays of outcomes out. It composes kernels and computes nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model import requirement, rotation
from model.arrays import Array
from model.cases import Cases
from model.scenario.component import Component, Provider

PHASES = ("deployed", "handing_over", "in_transit", "mobilised", "recovering", "resting", "preparing")
NOTHING = np.zeros(1)


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


def evaluate(cases: Cases) -> Outcomes:
    """Return the outcomes of every case."""
    force = cases.scenario.force
    by_month = {name: _deployed_by_month(cases, name) for name in force}
    requirements: dict[str, Requirement] = {}
    for provider in dict.fromkeys(cases.scenario.provider_of(name) for name in force):
        names = [name for name in force if cases.scenario.provider_of(name) == provider]
        peak = requirement.peak_month([by_month[name] for name in names])
        requirements |= {name: _requirement(cases, name, by_month[name], peak) for name in names}
    own = [part for part in requirements.values() if part.provider == "coalition"]
    phases = {phase: _sum(cases, [part.phases[phase] for part in own]) for phase in PHASES}
    return Outcomes({name: requirements[name] for name in force}, phases, _measures(cases, own))


def _measures(cases: Cases, own: list[Requirement]) -> dict[str, Array]:
    deployed = _sum(cases, [part.deployed for part in own])
    tied_up = _sum(cases, [part.tied_up for part in own])
    throughput = _sum(cases, [part.throughput for part in own])
    cost = cases.values.get("cost.per_deployed_year", np.full(1, np.nan))
    return {
        "deployed": deployed,
        "multiplier": requirement.ratio(tied_up, deployed),
        "tied_up": tied_up,
        "throughput": throughput,
        "people_within_horizon": np.minimum(throughput, tied_up),
        "cost_per_year": _sum(cases, [part.mean_deployed for part in own]) * cost,
    }


def _requirement(cases: Cases, name: str, by_month: Array, peak: Array) -> Requirement:
    durations = cases.durations(name)
    cycle = {
        key: durations[key]
        for key in ("tour_months", "dwell_months", "overlap_months", "mobilisation_months", "transit_months")
    }
    multiplier = np.asarray(rotation.rotation_multiplier(**cycle))
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
            deployed_troops=deployed,
            troop_months=mean_deployed * cases.scenario.horizon_months,
            tour_months=durations["tour_months"],
            overlap_months=durations["overlap_months"],
        ),
        mean_deployed=mean_deployed,
    )


def _deployed_by_month(cases: Cases, name: str) -> Array:
    component = cases.scenario.force[name]
    if not _rotates(component):
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


def _rotates(component: Component) -> bool:
    return component.posture == "deployed" or bool(component.rotation.paths(""))


def _sum(cases: Cases, parts: list[Array]) -> Array:
    return np.broadcast_to(requirement.total(parts), (cases.count,))
