"""The possible suppliers of the force: the coalition, its contributors, and the backstop behind them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from model.evidence.claims import Position, Register
from model.frozen import Frozen, FrozenMapping, Name
from model.letters import quoted
from model.scenario import nations
from model.scenario.component import Month, Task
from model.scenario.domain import WHOLE, share, troops
from model.scenario.errors import Problem, problems_of
from model.scenario.quantity import Plain, Quantity, refuse
from model.scenario.remembered import REMEMBERED
from model.scenario.rotation import RotationChanges

Rule = Literal["equal_strain", "by_priority", "offers"]

LandStrength = Annotated[Quantity, troops("Land strength", "troops of the land forces", units=("troops", "people"))]


class _OrUnknown:
    """Takes `unknown`, where nobody has published a figure, for None."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's own signature)
        return core_schema.no_info_before_validator_function(
            lambda data: None if data == "unknown" else data, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"if": {"type": "string"}, "then": {"const": "unknown"}, "else": handler(schema)}


LandStrengthIfKnown = Annotated[LandStrength | None, _OrUnknown()]
DeployableShare = Annotated[
    Quantity,
    share("Share of an army that can be sent", "of the land strength, on operations", slider=(0, 1, 0.01)),
]
Posted = Annotated[
    Quantity, troops("Posted elsewhere", "troops posted elsewhere for good or held ready for another task, unrelieved")
]
Deployed = Annotated[
    Quantity, troops("Deployed elsewhere", "troops kept deployed on other operations, relieved by others in turn")
]
Offer = Annotated[Quantity, troops("Offer", "the most troops it has offered")]
Probability = Annotated[Quantity, share("Probability", "chance of taking part, an assumption")]
NONE_POSTED = Quantity.default(0, "not given: nothing counted as posted elsewhere")
NONE_DEPLOYED = Quantity.default(0, "not given: nothing counted as deployed elsewhere")
LAND_TASKS: tuple[Task, ...] = (
    "peacekeeping", "monitoring", "protection", "deterrence", "border_defence", "training", "enablers",
)  # fmt: skip


class Contributor(Frozen):
    """A nation, or one part of its forces, that may supply the coalition's components."""

    title: Plain = Field("", description="what it is called; by default its name in words")
    position: Position = Field("undeclared", description="on ground troops; by default the register's on that date")
    land_strength: LandStrengthIfKnown = None
    deployable_share: DeployableShare | None = None
    posted_elsewhere: Posted = NONE_POSTED
    deployed_elsewhere: Deployed = NONE_DEPLOYED
    offer_troops: Offer | None = None
    priority: Annotated[int, Field(ge=1), WHOLE] | None = Field(
        None, description="its turn by the rule `by_priority`; 1 goes first"
    )
    probability: Probability | None = None
    needs_us_backstop: bool = Field(default=False, description="whether it leaves where the backstop is withdrawn")
    joins_month: Month | None = Field(None, description="the first month in which it takes part")
    leaves_month: Month | None = Field(None, description="the first month in which it no longer does")
    tasks: Annotated[tuple[Task, ...], Field(strict=False)] = Field(
        LAND_TASKS, description="the tasks that it takes on"
    )
    rotation: RotationChanges = RotationChanges()

    @model_validator(mode="after")
    def _joins_before_it_leaves(self) -> Self:
        if self.leaves_month is not None and self.leaves_month <= (self.joins_month or 1):
            raise refuse("it leaves no later than it joins; give a later month", at="leaves_month")
        return self


def _refuse_table(name: object) -> None:
    """Refuse the name of a table that is not there: whoever reads a file puts the table's nations in its place."""
    if name is not None:
        raise refuse(
            f"the table {quoted(name)} is read from the folder of the scenario's own file: save both in one folder; "
            "on Compare upload both"
        )


TableName = Annotated[
    str | None,
    BeforeValidator(_refuse_table),
    WithJsonSchema(
        {"type": "string", "description": "a table of nations (CSV) in this folder, beside or in place of contributors"}
    ),
]
AtLeastOne = Annotated[
    FrozenMapping[Name, Annotated[Contributor, REMEMBERED]],
    Field(
        min_length=1,
        json_schema_extra={"minProperties": 1},
        description="the nations, here or in the table, by names or ISO codes; what is left out the register gives",
    ),
    BeforeValidator(nations.checked),
]


class UnitedStatesBackstop(Frozen):
    """Whether the United States stand behind the force."""

    provided: bool = Field(default=True, description="whether it is there")
    probability: Probability | None = None


class Coalition(Frozen):
    """The contributors and the rule by which they share the force."""

    rule: Rule = Field("equal_strain", description="how the contributors share the force")
    counted_positions: Annotated[tuple[Position, ...], Field(strict=False)] = Field(
        ("declared", "offered"), description="the positions that take part, where no chance says otherwise"
    )
    deployable_share: DeployableShare | None = None
    probability_by_position: FrozenMapping[Position, Probability] = FrozenMapping()
    contributors_table: TableName = Field(None, description="a table of nations in a CSV file of the same folder")
    contributors: AtLeastOne = FrozenMapping()

    @model_validator(mode="after")
    def _has_contributors(self) -> Self:
        """Without a fault of a table that was to bring them, which is told by itself."""
        if not self.contributors:
            raise refuse("is required and not given", at="contributors")
        return self

    @model_validator(mode="after")
    def _has_deployable_shares(self) -> Self:
        without = [name for name, nation in self.contributors.items() if nation.deployable_share is None]
        if self.deployable_share is None and without:
            raise refuse(f"give it here, or to each contributor its own: {', '.join(without)}", at="deployable_share")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described = handler.resolve_ref_schema(handler(schema))
        each_nation = {"additionalProperties": {"required": ["deployable_share"]}}
        described["if"] = {"required": ["contributors_table"]}  # the keys that nations lack here may stand there
        described["else"] = {
            "required": ["contributors"],
            "if": {"not": {"required": ["deployable_share"]}},
            "then": {"properties": {"contributors": each_nation}},
        }
        return described

    def is_out(self, contributor: Contributor) -> bool:
        """Return whether a contributor is out by its position, with no chance of taking part stated."""
        has_chance = contributor.probability is not None or contributor.position in self.probability_by_position
        return not has_chance and contributor.position not in self.counted_positions


def faults_of(name: str, contributor: object, register: Register) -> list[Problem]:
    """Return the faults of one contributor's plain data, each with its path in a scenario."""
    coalition = {"deployable_share": 1, "contributors": {name: contributor}}
    try:
        Coalition.model_validate(coalition, context={"register": register})
    except ValidationError as error:
        return [replace(fault, path=("coalition", *fault.path)) for fault in problems_of(error, Coalition)]
    return []


def joined_keys(table: Mapping[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contributor's keys in a table with those written in the scenario, which win, those of the rotation too.

    >>> table = {"offer_troops": 5, "rotation": {"tour_months": 4, "dwell_months": 12}}
    >>> joined_keys(table, {"offer_troops": 6, "rotation": {"dwell_ratio": 2}})
    {'offer_troops': 6, 'rotation': {'tour_months': 4, 'dwell_ratio': 2}}
    """
    first, second = table.get("rotation"), written.get("rotation")
    if not (isinstance(first, Mapping) and isinstance(second, Mapping)):
        return {**table, **written}
    pairs = [pair for pair in RotationChanges.alternatives if set(pair) & set(second)]
    rest = {key: value for key, value in first.items() if not any(key in pair for pair in pairs)}
    return {**table, **written, "rotation": {**rest, **second}}
