"""Checks against published cases: the model's result beside the published one, and the difference.

They check the arithmetic; they do not show that one norm predicts what armies sustain.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from model.engine.run import Run
from model.evidence.claims import Claim, Register
from model.evidence.published import Case
from model.frozen import Range
from model.kernels import rotation
from model.scenario import Scenario

PUBLISHED_ROUNDING = 2e-5
"""How far our figure may be from an exact one that it agrees with, as a share: published shares have five digits."""
WHOLE_UNITS = ("brigades", "contingents")
"""Units of which a published number has only whole ones, however exact it is."""
MOST_ROUNDED = 0.05
"""The most, as a share of it, that rounding may have taken off a figure: 100,000 is not 140,000 rounded."""
COALITION = ("contributors", "deployable_share")


@dataclass(frozen=True)
class Check:
    """A published case with the model's result: `published` and `ours` in the claim's unit.

    `said` are claims that others made: the claim itself or, where we derived it, the claims it rests on.
    """

    case: Case
    claim: Claim
    said: tuple[Claim, ...]
    published: Range
    ours: Range

    @property
    def off(self) -> Range:
        """Our result's difference from the published one, as a share of it: low against low, high against high."""
        pairs = zip(self.ours, self.published, strict=True)
        return Range(*(ours / published - 1 if ours is not None and published else None for ours, published in pairs))

    @property
    def is_exact(self) -> bool:
        """Whether both ends are the published ones, but for our own rounding."""
        return self.off.is_known and all(abs(end) <= PUBLISHED_ROUNDING for end in self.off.ends)

    @property
    def multiples(self) -> list[float]:
        """Our ends as multiples of the published ones."""
        return [1 + (end or 0.0) for end in self.off.ends]

    @property
    def distance(self) -> float:
        """How far our farther end is from the published one, the same for half and for double."""
        return max(abs(math.log(multiple)) for multiple in self.multiples)

    @property
    def agrees(self) -> bool:
        """Whether both ends are the published ones, within the precision that the published figure states."""
        return all(
            ours is not None and published is not None and abs(ours - published) <= precision(self.claim, published)
            for ours, published in zip(self.ours.ends, self.published.ends, strict=True)
        )


def farthest_first(checks: Iterable[Check]) -> list[Check]:
    """Return the cases that differ, then those that agree, each with the farthest from the published figure first."""
    return sorted(checks, key=lambda check: (check.agrees, -check.distance))


def precision(claim: Claim, published: float) -> float:
    """Return how far a figure may be from a claim's and still round to it, in the claim's unit.

    Half of one where whole units are counted, nothing but our own rounding where the figure is exact, and else half of
    the last digit that is not a zero, at most a twentieth of the figure.

    >>> from model.files.register import shipped_register
    >>> claims = shipped_register().claims
    >>> [precision(claims[name], 11_000) for name in ("estonia_2023.passed_through", "lebanon_2021.contingents")]
    [500.0, 0.5]
    """
    if claim.bound == "exactly":
        return 0.5 if claim.unit in WHOLE_UNITS else PUBLISHED_ROUNDING * abs(published)
    last_digit = 10.0 ** int(Decimal(repr(published)).normalize().as_tuple().exponent)
    return min(last_digit / 2, MOST_ROUNDED * abs(published))


def check(case: Case, register: Register) -> Check:
    """Return a published case with the model's own result.

    Raises:
        KeyError: if the register has no such claim.
        ValueError: if the claim has no number.
    """
    claim = register.claims[case.claim]
    if claim.bounds is None:
        raise ValueError(f"claim '{claim.id}' is a statement without a number")
    low, high = claim.bounds
    said = tuple(register.claims[name] for name in claim.derived_from.values()) or (claim,)
    return Check(case, claim, said, Range(low, None, high), worked_out(case))


def worked_out(case: Case) -> Range:
    """Return the model's result for a case: a measure, or the one value of a kernel."""
    if case.scenario is not None:
        return Run.of(_scenario(case.scenario)).measure(str(case.measure))
    value = float(KERNELS[str(case.kernel)](**case.inputs))
    return Range(value, value, value)


def deployed_share(**durations: float) -> float:
    """Return the share of a cycle that adds to the deployed strength (dimensionless): one over the multiplier.

    >>> deployed_share(tour_months=7, dwell_months=7)
    0.5
    """
    return 1 / float(rotation.rotation_multiplier(**durations))


KERNELS: Mapping[str, Callable[..., Any]] = {
    "deploy_to_dwell_ratio": rotation.deploy_to_dwell_ratio,
    "rotation_multiplier": rotation.rotation_multiplier,
    "dwell_months_allowed": rotation.dwell_months_allowed,
    "deployed_share": deployed_share,
}


def _scenario(fields: Mapping[str, Any]) -> Scenario:
    """The scenario of a case: its rotation and, under their own keys, troops, horizon and coalition."""
    coalition = {key: fields[key] for key in COALITION if key in fields}
    apart = ("troops", "horizon_months", *COALITION)
    document = {
        "force": {"force": {"strength": {"troops": fields["troops"]}}},
        "rotation": {key: value for key, value in fields.items() if key not in apart},
        "horizon_months": fields.get("horizon_months", 24),
    }
    whole = document | ({"coalition": coalition} if coalition else {})
    return Scenario.from_document(whole, register=Register())  # a case brings all its numbers
