"""The components of a proposed force: strength, task, place, provider and rotation of each."""

import itertools
import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, ValidationInfo, model_validator
from pydantic_core import CoreSchema

from model import ports
from model.frozen import Frozen, FrozenMapping, lazy, out_of_place
from model.letters import quoted
from model.scenario.domain import WHOLE, Domain, months, people, ratio, troops, troops_of_a_unit
from model.scenario.quantity import Plain, Quantity, in_register, refuse
from model.scenario.rotation import ZERO, RotationChanges

Task = Literal[
    "peacekeeping",
    "monitoring",
    "protection",
    "deterrence",
    "border_defence",
    "training",
    "air",
    "maritime",
    "enablers",
]
Provider = Literal["coalition", "neutral", "ukraine", "united_states"]
Place = Literal["in_ukraine", "neighbouring", "at_sea"]
Posture = Literal["deployed", "standby"]


def _month(key: object) -> object:
    """A month as a whole number; `01` and `1.0` stay text, so that neither passes for a second `1`."""
    return int(key) if isinstance(key, str) and re.fullmatch(r"[1-9]\d{0,8}|0", key) else key


Month = Annotated[int, Field(ge=1, le=1_200), WHOLE, BeforeValidator(_month)]
Troops = Annotated[
    Quantity, troops("Troops", "troops kept in theatre, before any support tail", slider=(0, 200_000, 500))
]
Units = Annotated[
    Quantity,
    Domain(
        "Brigades or units", "how many units are in theatre", ("brigades", "battlegroups"), 1_000, "units",
        slider=(0, 20, 1),
    ),
]  # fmt: skip
TroopsPerUnit = Annotated[
    Quantity,
    troops_of_a_unit("Troops in a unit", "troops in one brigade, battlegroup or other unit", slider=(100, 15_000, 100)),
]
ElementTroops = Annotated[
    Quantity,
    troops_of_a_unit(
        "Size of a unit that rotates", "troops in one unit that is relieved as a whole", slider=(500, 15_000, 100)
    ),
]
Sites = Annotated[Quantity, ratio("Sites", "places that are guarded", most=100_000, unit="sites", slider=(0, 200, 1))]
TroopsPerSite = Annotated[
    Quantity, troops("Troops at a site", "troops at each place", most=100_000, slider=(0, 5_000, 50))
]
LineKm = Annotated[
    Quantity,
    Domain("Length of the line", "kilometres of line that are watched", ("km",), 10_000, slider=(0, 3_000, 10)),
]
TroopsPerKm = Annotated[
    Quantity,
    Domain(
        "Troops per kilometre", "troops for each kilometre of line", ("troops_per_km",), 10_000, slider=(0, 100, 0.1)
    ),
]
Support = Annotated[
    Quantity,
    ratio(
        "Support for each one deployed", "further troops in theatre behind each one of the strength",
        slider=(0, 5, 0.05),
    ),
]  # fmt: skip
ProfileShare = Annotated[Quantity, Domain("Share of the strength", "share from this month on", ("share", "ratio"), 10)]
SIZINGS = (("troops",), ("units", "troops_per_unit"), ("sites", "troops_per_site"), ("line_km", "troops_per_km"))


class Strength(Frozen):
    """How strong a component is: one of the four sizings, or `unknown` where nobody has published a figure."""

    alternatives = tuple(
        (key, other) for one, two in itertools.combinations(SIZINGS, 2) for key in one for other in two
    )

    troops: Troops | None = None
    units: Units | None = None
    troops_per_unit: TroopsPerUnit | None = None
    sites: Sites | None = None
    troops_per_site: TroopsPerSite | None = None
    line_km: LineKm | None = None
    troops_per_km: TroopsPerKm | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _unknown_or_one_sizing(cls, data: Any, handler: Any) -> Self:  # noqa: ANN401  (pydantic's own signature)
        if data != "unknown" and not isinstance(data, dict):
            raise refuse(f"expected a sizing such as {{troops: 5000}}, or `unknown`, found {quoted(data)}")
        strength: Self = handler({} if data == "unknown" else data)
        if data != "unknown" and strength.sizing not in SIZINGS:
            raise refuse(
                "give exactly one of: troops; units and troops_per_unit; sites and troops_per_site; "
                "line_km and troops_per_km; or `unknown`"
            )
        return strength

    @lazy
    def sizing(self) -> tuple[str, ...]:
        """The keys of the sizing; none for `unknown`."""
        return tuple(key for key in type(self).model_fields if getattr(self, key) is not None)

    @property
    def is_known(self) -> bool:
        """Whether the component has a sizing."""
        return bool(self.sizing)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        properties = handler.resolve_ref_schema(handler(schema))["properties"]
        return {
            "if": {"type": "string"},
            "then": {"const": "unknown", "description": "nobody has published a figure"},
            "else": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": False,
                "properties": properties,
                "dependentSchemas": {
                    key: {"required": list(sizing), "properties": _others_out(sizing)}
                    for sizing in SIZINGS
                    for key in sizing
                },
            },
        }


def _others_out(sizing: tuple[str, ...]) -> dict[str, Any]:
    """Return the JSON schema of the keys that may not stand beside a sizing."""
    others = (key for other in SIZINGS if other != sizing for key in other)
    return dict.fromkeys(others, out_of_place(f"give one sizing; {' and '.join(sizing)} stands here already"))


class Element(Frozen):
    """The whole unit that rotates."""

    name: Annotated[Plain, Field(min_length=1)] = Field("unit", description="what one is called, such as brigade")
    troops: ElementTroops


class Training(Frozen):
    """The trainers and courses of a training component, and how many people it is to train."""

    trainers: Annotated[Quantity, people("Trainers", "trainers at work", most=1_000_000)]
    trainees_per_trainer: Annotated[Quantity, ratio("Trainees for each trainer", "trainees in a course", most=1_000)]
    course_months: Annotated[Quantity, months("Course", "months a course takes", above_zero=True)]
    target: Annotated[Quantity, people("Target", "people to train")]


def _in_register(claim: str, info: ValidationInfo) -> str:
    return in_register(claim, (info.context or {}).get("register") or ports.shipped_register()).id


ClaimId = Annotated[str, AfterValidator(_in_register)]


class Component(Frozen):
    """One part of a proposed force, with its task and its provider."""

    title: Plain = Field("", description="what it is called; by default its name in words")
    task: Task = Field("deterrence", description="what it would do; contributors list the tasks that they take on")
    provider: Provider = Field("coalition", description="who provides it; the measures are those of the coalition")
    place: Place = Field("in_ukraine", description="where it would be")
    posture: Posture = Field("deployed", description="on standby it ties up nobody, unless it has its own rotation")
    led_by: Plain = Field("", description="who would lead it")
    named_by: ClaimId | None = Field(None, description="the claim of whoever spoke of it, as times.backstop")
    strength: Strength
    support_per_deployed: Support = ZERO
    profile: FrozenMapping[Month, ProfileShare] = FrozenMapping()
    element: Element | None = None
    rotation: RotationChanges = RotationChanges()
    falls_back_to: Provider | None = Field(None, description="who provides it where the backstop is withdrawn")
    training: Training | None = None

    @model_validator(mode="after")
    def _falls_back_elsewhere(self) -> Self:
        if self.falls_back_to == self.provider:
            raise refuse(f"falls back to its own provider, {self.provider}; name another", at="falls_back_to")
        return self
