"""Who of a coalition could take part, who counts, and how each rotates: one contributor at a time.

A contributor counts if its position does or its probability is 1 (a probability of 0 takes it out), if it
is there in the force's peak month, does not wait for a backstop that is withdrawn, and some component is of
its tasks. Arrays are (cases,) or, where nothing varies, (1,).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.engine.cases import Cases
from model.kernels import requirement
from model.kernels.arrays import Array
from model.scenario.coalition import Coalition, Contributor

Mask = NDArray[np.bool_]
CONTRIBUTORS = "coalition.contributors"


@dataclass(frozen=True)
class Part:
    """A component that the coalition provides and rotates: its name, and its troops at the peak (cases,)."""

    name: str
    deployed: Array


def is_asked(cases: Cases, coalition: Coalition, contributor: str, part: Part) -> bool:
    """Whether a component is of a contributor's tasks."""
    return cases.scenario.force[part.name].task in coalition.contributors[contributor].tasks


def is_able(cases: Cases, coalition: Coalition, name: str, parts: Sequence[Part], peak_month: Array) -> Mask:
    """Whether a contributor could take part: asked, there at the peak (cases, 1), not waiting for the backstop."""
    given = coalition.contributors[name]
    is_wanted = any(is_asked(cases, coalition, name, part) for part in parts)
    has_given_up = given.needs_us_backstop and not cases.scenario.us_backstop.provided
    return _is_there(given, peak_month[:, 0] + 1) & (is_wanted and not has_given_up)


def _is_there(given: Contributor, month: Array) -> Mask:
    has_joined = month >= (given.joins_month or 1)
    return has_joined if given.leaves_month is None else has_joined & (month < given.leaves_month)


def probability(cases: Cases, coalition: Coalition, name: str) -> Array:
    """Return the chance that a contributor takes part if it is able: stated, or by its position 1 or 0."""
    stated = _stated_probability(cases, coalition, name)
    return np.full(1, float(_is_counted(coalition, name))) if stated is None else stated


def counts(cases: Cases, coalition: Coalition, name: str) -> Mask:
    """Whether a contributor counts if it is able: certain ones by their chance, all others by their position."""
    stated = _stated_probability(cases, coalition, name)
    is_counted = _is_counted(coalition, name)
    if stated is None:
        return np.full(1, is_counted)
    return stated > 0 if is_counted else stated == 1


def _is_counted(coalition: Coalition, name: str) -> bool:
    return coalition.contributors[name].position in coalition.counted_positions


def _stated_probability(cases: Cases, coalition: Coalition, name: str) -> Array | None:
    given, own = coalition.contributors[name], f"{CONTRIBUTORS}.{name}.probability"
    if own in cases.values:
        return cases[own]
    if given.position in coalition.probability_by_position:
        return cases[f"coalition.probability_by_position.{given.position}"]
    return None


def mean_multipliers(
    cases: Cases, coalition: Coalition, parts: Sequence[Part], *, at_floor: bool = False
) -> list[Array]:
    """Return each contributor's mean multiplier over the components it may supply, weighted by their known size.

    Its own where none is known or nothing is deployed. The same array for all that rotate alike.
    """
    known = [part for part in parts if not np.isnan(part.deployed).any()]
    found: dict[object, Array] = {}
    rows = []
    for name in coalition.contributors:
        mine = [part for part in known if is_asked(cases, coalition, name, part)]
        alike = tuple(cases.scenario.rotation_key(component, name) for component in (*(p.name for p in mine), None))
        key = (tuple(part.name for part in mine), alike)
        if key not in found:
            found[key] = _mean_multiplier(cases, name, mine, at_floor=at_floor)
        rows.append(found[key])
    return rows


def _mean_multiplier(cases: Cases, name: str, mine: Sequence[Part], *, at_floor: bool) -> Array:
    own = cases.multiplier(contributor=name, at_floor=at_floor)
    if not mine:
        return own
    each = [cases.multiplier(component=part.name, contributor=name, at_floor=at_floor) for part in mine]
    size = requirement.total([part.deployed for part in mine])
    tied_up = requirement.total([part.deployed * multiplier for part, multiplier in zip(mine, each, strict=True)])
    mean = requirement.ratio(tied_up, size)
    return np.where(np.isnan(mean), own, mean)
