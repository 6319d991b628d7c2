"""The rotation of soldiers in a scenario: the tour, the dwell, and the months around them."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from model.frozen import Frozen, lazy, out_of_place
from model.scenario.domain import months, ratio
from model.scenario.quantity import Quantity, refuse

AWAY = ("mobilisation_months", "transit_months", "tour_months")
"""The durations that a soldier spends away from home in a cycle; the overlap is the end of the tour."""
IN_DWELL = ("preparation_months", "recovery_months")
"""The durations that are parts of the dwell."""
ZERO = Quantity.default(0, "not given: taken as zero")

TourMonths = Annotated[
    Quantity,
    months("Tour", "months one soldier is away, handover included", above_zero=True, slider=(0.5, 24, 0.5)),
]
DwellMonths = Annotated[
    Quantity, months("Months at home between tours", "from one tour to the next", slider=(0, 60, 0.5))
]
DwellRatio = Annotated[
    Quantity, ratio("Months at home for each month away", "the rest between two tours (1:n)", slider=(0, 10, 0.1))
]
DwellFloorMonths = Annotated[Quantity, months("Fewest months at home between tours", "the least that is tolerated")]
DwellFloorRatio = Annotated[
    Quantity, ratio("Fewest months at home for each month away", "the least n of 1:n that is tolerated")
]
OverlapMonths = Annotated[
    Quantity,
    months("Handover", "months at the end of a tour when both units are there", slider=(0, 6, 0.1)),
]
MobilisationMonths = Annotated[
    Quantity,
    months("Call-up", "months a reservist is called up, neither deployed nor at home", slider=(0, 12, 0.5)),
]
TransitMonths = Annotated[
    Quantity, months("Travel", "months of travel to the tour and back, half each way", slider=(0, 3, 0.1))
]
PreparationMonths = Annotated[
    Quantity, months("Training for the tour", "months of the time at home", slider=(0, 24, 0.5))
]
RecoveryMonths = Annotated[Quantity, months("Leave after the tour", "months of the time at home", slider=(0, 12, 0.5))]


class RotationChanges(Frozen):
    """Keys of the rotation that a component or a contributor changes; they replace the scenario's one by one."""

    alternatives = (("dwell_months", "dwell_ratio"), ("dwell_floor_months", "dwell_floor_ratio"))

    tour_months: TourMonths | None = None
    dwell_months: DwellMonths | None = None
    dwell_ratio: DwellRatio | None = None
    dwell_floor_months: DwellFloorMonths | None = None
    dwell_floor_ratio: DwellFloorRatio | None = None
    overlap_months: OverlapMonths | None = None
    mobilisation_months: MobilisationMonths | None = None
    transit_months: TransitMonths | None = None
    preparation_months: PreparationMonths | None = None
    recovery_months: RecoveryMonths | None = None

    @model_validator(mode="after")
    def _one_of_each_pair(self) -> Self:
        for first, second in self.alternatives:
            if getattr(self, first) is not None and getattr(self, second) is not None:
                raise refuse(f"give one of {first} and {second}, not both")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described = handler.resolve_ref_schema(handler(schema))
        described["dependentSchemas"] = {
            first: {"properties": {second: out_of_place(f"give one of {first} and {second}, not both")}}
            for first, second in cls.alternatives
        }
        return described

    @lazy
    def keys(self) -> tuple[str, ...]:
        """The keys that this record holds."""
        return tuple(key for key in type(self).model_fields if getattr(self, key) is not None)

    def paths(self, prefix: str) -> dict[str, str]:
        """Return the dotted path of every key that this record at `prefix` holds."""
        return {key: f"{prefix}.{key}" for key in self.keys}

    def merged(self, base: Mapping[str, str], prefix: str) -> dict[str, str]:
        """Return the paths of `base`, replaced by this record's; either key of a pair replaces the pair."""
        changes = self.paths(prefix)
        replaced = {key for pair in self.alternatives if set(pair) & set(changes) for key in pair}
        return {key: path for key, path in base.items() if key not in replaced} | changes


class Rotation(RotationChanges):
    """The rotation of soldiers: the tour, the dwell in months or as a ratio, and the months around them."""

    tour_months: TourMonths
    overlap_months: OverlapMonths = ZERO
    mobilisation_months: MobilisationMonths = ZERO
    transit_months: TransitMonths = ZERO
    preparation_months: PreparationMonths = ZERO
    recovery_months: RecoveryMonths = ZERO

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described = super().__get_pydantic_json_schema__(schema, handler)
        described["if"] = {"not": {"required": ["dwell_months"]}}
        described["then"] = {"required": ["dwell_ratio"]}
        return described

    @model_validator(mode="after")
    def _has_dwell(self) -> Self:
        if self.dwell_months is None and self.dwell_ratio is None:
            raise refuse(
                "give dwell_months (24: two years at home) or dwell_ratio (3: three months home for each away)"
            )
        return self

    @property
    def dwell(self) -> Quantity:
        """The dwell as the scenario gives it, in months or as a ratio."""
        return next(dwell for dwell in (self.dwell_months, self.dwell_ratio) if dwell is not None)
