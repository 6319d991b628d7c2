"""Published cases: a result that others worked out, with the inputs that this model needs to repeat it."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, model_validator

from model.frozen import Frozen, FrozenMapping, Range

Kernel = Literal["deploy_to_dwell_ratio", "rotation_multiplier", "dwell_months_allowed", "deployed_share"]
AGREES = Range(0, None, 0)


class Case(Frozen):
    """A published result: its claim, and the scenario and measure, or the kernel, that repeat it.

    `title` is its short name; `norm` the claim that our inputs rest on where the other source gives none; `off` the
    known difference, as a share of the published figure, and `because` its reason in a sentence. A scenario has the
    keys of a rotation, with `troops`, `horizon_months`, `contributors` and `deployable_share`.
    """

    title: Annotated[str, Field(max_length=44)]
    says: str
    claim: str
    grade: Literal["identity", "agreement", "test", "after the fact", "near-identity"]
    norm: str | None = None
    off: Annotated[Range, PlainValidator(lambda ends: Range(**ends))] = AGREES
    because: str = ""
    scenario: dict[str, Any] | None = None
    measure: str | None = None
    kernel: Kernel | None = None
    inputs: FrozenMapping[str, float] = Field(default=FrozenMapping(), alias="with")

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if (self.scenario is None) == (self.kernel is None) or (self.scenario is None) != (self.measure is None):
            raise ValueError("give scenario and measure, or kernel and with")
        if (self.off != AGREES) != bool(self.because):
            raise ValueError("a case that is off, and no other, says why in `because`")
        return self
