"""A force of unknown size, as if it were as large as forces that were named in public: what would follow."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.engine.cases import central_and_corners
from model.engine.outcomes import evaluate
from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.frozen import Range
from model.kernels.arrays import Array
from model.scenario.scenario import varied

GROUND, SIZE = "force.ground_force", "force.ground_force.strength.troops"
"""The part that stands for the parts without a size, and its size."""
MOST, APART, WIDEST = 4, 1.6, 1.5
"""Sizes that are followed up, how many times one is another at the least, and its high end its low end at the most."""


@dataclass(frozen=True)
class AtSize:
    """The result for a size that was named in public: troops tied up, and to spare (below 0: missing)."""

    claim: Claim
    tied_up: Range
    spare: Range

    @property
    def troops(self) -> Range:
        """The size."""
        low, high = self.claim.bounds or (None, None)
        return Range(low, None, high)


def named_sizes(register: Register) -> list[Claim]:
    """Return sizes of a force that were named in public, the latest that differ enough, the smallest first.

    >>> import model
    >>> [claim.bounds for claim in named_sizes(model.load("dannatt").register)][:2]
    [(15000.0, 15000.0), (25000.0, 30000.0)]
    """
    chosen: list[Claim] = []
    for claim in reversed(register.answering("force_size")):
        low, high = claim.bounds or (0.0, 0.0)
        if len(chosen) < MOST and high <= WIDEST * low and all(_is_apart(claim, other) for other in chosen):
            chosen.append(claim)
    return sorted(chosen, key=lambda claim: claim.bounds or ())


def _is_apart(claim: Claim, other: Claim) -> bool:
    middles = sorted(sum(one.bounds or ()) for one in (claim, other))
    return middles[1] >= APART * middles[0]


def is_without_any_size(run: Run) -> bool:
    """Whether no part that the coalition provides has a size that is known."""
    return not any(run.scenario.force[part.component].strength.is_known for part in run.outcomes.own)


def at_named_sizes(run: Run) -> list[AtSize]:
    """Return the result of each named size for one ground force in place of the parts without a size.

    It has the rotation and the nations of the run, and rotates in plain troops.
    """
    claims = named_sizes(run.scenario.register)
    sizes = [end for claim in claims for end in claim.bounds or ()]
    tied_up, spare = _at(run, sizes)
    pairs = [slice(2 * number, 2 * number + 2) for number in range(len(claims))]
    return [AtSize(claim, _range(tied_up[two]), _range(spare[two])) for claim, two in zip(claims, pairs, strict=True)]


def _at(run: Run, sizes: Sequence[float]) -> tuple[Array, Array]:
    """The troops tied up and to spare at each size, in every case (sizes, cases)."""
    unsized = [f"force.{part.component}" for part in run.outcomes.own]
    part = {"title": "Ground force", "task": "deterrence", "strength": {"troops": 1.0}}
    scenario = varied(run.scenario, {**dict.fromkeys(unsized), GROUND: part})
    one = central_and_corners(scenario)
    cases = one.repeated(len(sizes))
    outcomes = evaluate(cases.with_values({SIZE: np.repeat(np.array(sizes), one.count)}, cases.count))
    spare = outcomes["margin"] if "margin" in outcomes.measures else np.full(cases.count, np.nan)
    tied_up, spare = (np.reshape(of, (len(sizes), one.count)) for of in (outcomes["tied_up"], spare))
    return tied_up, spare


def _range(troops: Array) -> Range:
    return Range() if np.isnan(troops).any() else Range(float(troops.min()), None, float(troops.max()))
