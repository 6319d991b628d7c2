"""Who may supply the force: the coalition and its contributors, as a scenario gives them."""

from typing import Annotated, Literal

from pydantic import Field

from model.evidence import Position
from model.frozen import Frozen, FrozenMapping, Name, Whole
from model.scenario.component import MOST_TROOPS, Month, Task, Troops
from model.scenario.quantity import Domain, Quantity
from model.scenario.rotation import RotationChanges

Rule = Literal["equal_strain", "by_priority", "offers"]

LandStrength = Annotated[
    Quantity,
    Domain(label="Land strength", meaning="troops of the land forces", units=("troops", "people"), most=MOST_TROOPS),
]
DeployableShare = Annotated[
    Quantity,
    Domain(
        label="Deployable share", meaning="share of the land strength that can be sent on operations",
        units=("share",), most=1, slider=(0, 1, 0.01),
    ),
]  # fmt: skip
Probability = Annotated[
    Quantity,
    Domain(label="Probability", meaning="chance of taking part, an assumption", units=("share",), most=1),
]
NONE_ELSEWHERE = Quantity(value=0, because="not given: nothing counted as deployed elsewhere")


class Contributor(Frozen):
    """A nation, or one part of its forces, that may supply the coalition's components."""

    title: str = ""
    position: Position | None = None
    land_strength: LandStrength | None = None
    deployable_share: DeployableShare | None = None
    deployed_elsewhere: Troops = NONE_ELSEWHERE
    offer_troops: Troops | None = None
    priority: Annotated[Whole, Field(ge=1)] | None = None
    probability: Probability | None = None
    needs_us_backstop: bool = False
    joins_month: Month | None = None
    leaves_month: Month | None = None
    tasks: Annotated[tuple[Task, ...], Field(strict=False)] | None = None
    rotation: RotationChanges = RotationChanges()


class Coalition(Frozen):
    """The contributors and the rule by which they share the force."""

    rule: Rule = "equal_strain"
    counted_positions: Annotated[tuple[Position, ...], Field(strict=False)] = ("declared", "offered")
    deployable_share: DeployableShare | None = None
    probability_by_position: FrozenMapping[Position, Probability] = FrozenMapping()
    contributors: FrozenMapping[Name, Contributor] = FrozenMapping()
