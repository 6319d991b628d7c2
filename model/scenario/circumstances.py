"""What stands around a force and its rotation: the date, the backstop, how the months begin, what it costs."""

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from model.frozen import WHOLE, Frozen
from model.letters import quoted
from model.scenario.coalition import Probability
from model.scenario.quantity import Domain, Plain, Quantity, refuse


def _date_from_text(given: Any) -> Any:  # noqa: ANN401  (whatever stands in the file)
    if isinstance(given, dt.date):
        return given
    try:
        return dt.date.fromisoformat(given if re.fullmatch(r"\d{4}-\d\d-\d\d", str(given)) else "")
    except (TypeError, ValueError) as error:
        raise refuse(f"{quoted(given)} is no date: write YYYY-MM-DD") from error


AsOf = Annotated[
    dt.date,
    BeforeValidator(_date_from_text),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "YYYY-MM-DD"}),
]
CostPerDeployedYear = Annotated[
    Quantity,
    Domain(
        label="Cost of one deployed soldier-year",
        meaning="in the scenario's currency and price year",
        units=("gbp_per_soldier_year", "eur_per_soldier_year", "usd_per_soldier_year"),
        unit="for a soldier-year",
        most=100_000_000,
    ),
]


class UnitedStatesBackstop(Frozen):
    """Whether the United States stand behind the force."""

    provided: bool = True
    probability: Probability | None = None


class Schedule(Frozen):
    """How whole units take turns."""

    start: Literal["rested", "evenly_spread"] = "rested"
    backfill: bool = False
    step: Literal["month", "day"] | None = None


class Cost(Frozen):
    """What one deployed soldier costs for a year, on a stated basis."""

    per_deployed_year: CostPerDeployedYear
    currency: Plain = ""
    price_year: Annotated[int, Field(ge=1900, le=2100), WHOLE] | None = None
    basis: Literal["net_additional", "full"] | None = None

    @model_validator(mode="after")
    def _currency_is_the_claims(self) -> Self:
        claim = self.per_deployed_year.evidence
        if claim is not None and claim.unit != f"{self.currency.lower()}_per_soldier_year":
            raise refuse(
                f"the claim is in {claim.unit}, the currency says '{self.currency}'; make them agree", at="currency"
            )
        return self
