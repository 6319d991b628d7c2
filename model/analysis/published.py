"""Published cases: what somebody else worked out, what this model makes of the same, and by how much they differ.

They check that the arithmetic is done right; they do not show that one norm foretells what armies sustain.
The tests and the Method page work them out by the one function here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from model.engine.running import run
from model.evidence.claims import Claim, Register
from model.frozen import Frozen, FrozenMapping
from model.kernels import rotation
from model.scenario import Scenario

ROUNDING = 2e-5
"""How far apart figures may be that agree: published shares have five digits."""
COALITION = ("contributors", "deployable_share")

Kernel = Literal["deploy_to_dwell_ratio", "rotation_multiplier", "dwell_months_allowed", "deployed_share"]


class Ends(Frozen):
    """The low and the high end of a figure, or of a difference."""

    low: float
    high: float


class Case(Frozen):
    """One case: the claim it is held against, and the scenario and measure, or the kernel, that works it out.

    `norm` is the claim that ours rests on where the other does not give it; `off` the difference that is known
    and `because` its reason in a sentence. A scenario has the keys of a rotation, with `troops`, `horizon_months`,
    `contributors` and `deployable_share`.
    """

    says: str
    claim: str
    grade: Literal["identity", "agreement", "test", "after the fact", "near-identity"]
    norm: str | None = None
    off: Ends = Ends(low=0, high=0)
    because: str = ""
    scenario: dict[str, Any] | None = None
    measure: str | None = None
    kernel: Kernel | None = None
    inputs: FrozenMapping[str, float] = Field(default=FrozenMapping(), alias="with")

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if (self.scenario is None) == (self.kernel is None) or (self.scenario is None) != (self.measure is None):
            raise ValueError("give scenario and measure, or kernel and with")
        if (self.off != Ends(low=0, high=0)) != bool(self.because):
            raise ValueError("a case that misses, and no other, says why in `because`")
        return self


@dataclass(frozen=True)
class Check:
    """A case worked out: `published` and `ours` in the claim's unit.

    `said` are the claims that others made: the claim itself or, where we worked that out, those it rests on.
    """

    case: Case
    claim: Claim
    said: tuple[Claim, ...]
    published: Ends
    ours: Ends

    @property
    def off(self) -> Ends:
        """How far ours is from the published, as a share of it: low against low, high against high."""
        return Ends(
            low=self.ours.low / self.published.low - 1,
            high=self.ours.high / self.published.high - 1,
        )

    @property
    def agrees(self) -> bool:
        """Whether both ends are the published ones, but for rounding."""
        return max(abs(self.off.low), abs(self.off.high)) <= ROUNDING


def check(case: Case, register: Register) -> Check:
    """Return a case worked out beside what was published.

    Raises:
        KeyError: if the register has no such claim.
        ValueError: if the claim has no number.
    """
    claim = register.claims[case.claim]
    if claim.bounds is None:
        raise ValueError(f"claim '{claim.id}' is a statement without a number")
    low, high = claim.bounds
    said = tuple(register.claims[each] for each in claim.derived_from.values()) or (claim,)
    return Check(case, claim, said, Ends(low=low, high=high), worked_out(case))


def worked_out(case: Case) -> Ends:
    """Return what this model makes of a case: a measure's low and high, or a kernel's one value."""
    if case.scenario is not None:
        found = run(_scenario(case.scenario)).measure(str(case.measure))
        return Ends.model_validate({"low": found.low, "high": found.high})
    value = float(KERNELS[str(case.kernel)](**case.inputs))
    return Ends(low=value, high=value)


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


def _scenario(given: Mapping[str, Any]) -> Scenario:
    """The scenario of a case: its rotation and, under their own keys, troops, horizon and coalition."""
    coalition = {key: given[key] for key in COALITION if key in given}
    apart = ("troops", "horizon_months", *COALITION)
    document = {
        "force": {"force": {"strength": {"troops": given["troops"]}}},
        "rotation": {key: value for key, value in given.items() if key not in apart},
        "horizon_months": given.get("horizon_months", 24),
    }
    return Scenario.from_document(document | ({"coalition": coalition} if coalition else {}))
