"""The scenario: a proposed force, how it rotates and who may supply it. Frozen, strict, validated whole.

A scenario keeps the plain document it was made from; `replace` changes that document and validates
it again, so there is one way in. Numbers are `Quantity`s; their meaning and limits stand at the
field, in its `Domain`. Whether durations fit one another is asked case by case (`model.engine.cases`),
because a range may hold values that fit and values that do not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Self, cast

from pydantic import (
    Field,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from model.evidence.claims import Claim, Register
from model.frozen import WHOLE, Frozen, FrozenMapping, Name, lazy
from model.letters import hidden_in
from model.scenario.changes import apply_changes, copied, differences, split
from model.scenario.circumstances import AsOf, Cost, Schedule, UnitedStatesBackstop
from model.scenario.coalition import Coalition, Contributor
from model.scenario.component import Component, Provider
from model.scenario.errors import ScenarioError, problems_of
from model.scenario.nations import filled
from model.scenario.quantity import Domain, Plain, Quantity, refuse
from model.scenario.rotation import Rotation
from model.scenario.schema import type_at

TOLD = ("title", "question")
"""Keys that say what a scenario is about and change no number."""
PLAIN = frozenset((type(None), bool, int, float, str, tuple))
"""Types of values that hold no quantity, told quickly."""
MOST_LETTERS_OF_A_NAME = 1_200
"""More than any title has: pages name what they compare by its title."""
NATIONS_AT = "coalition.contributors"
"""Where a change may name a nation that the scenario does not hold yet, if the register does."""
RotationKey = tuple[tuple[str, str], ...]
"""A rotation as pairs of its keys and their paths."""


class Scenario(Frozen):
    """A proposed force and the rotation, backstop, coalition and cost it is asked about.

    Build one with `model.load`, or from plain data, bare numbers and all:

    >>> scenario = Scenario.from_document(
    ...     {"force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    ... )
    >>> scenario.rotation.tour_months.central
    6.0
    """

    title: Plain = ""
    question: Plain = ""
    as_of: AsOf | None = None
    horizon_months: Annotated[int, Field(ge=1, le=1_200), WHOLE] = 24
    force: Annotated[FrozenMapping[Name, Component], Field(min_length=1, json_schema_extra={"minProperties": 1})]
    rotation: Rotation
    us_backstop: UnitedStatesBackstop = UnitedStatesBackstop()
    coalition: Coalition | None = None
    schedule: Schedule = Schedule()
    cost: Cost | None = None

    _name: str = PrivateAttr(default="scenario")
    _register: Register = PrivateAttr(default=Register())
    _document: dict[str, Any] = PrivateAttr(default_factory=dict)
    _changed: tuple[str, ...] = PrivateAttr(default=())

    @model_validator(mode="wrap")
    @classmethod
    def _keep_document(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:  # noqa: ANN401  (pydantic's own signature)
        context = info.context or {}
        if fault := _fault_of_name(context.get("name", "scenario")):
            raise refuse(f"the scenario's name {fault}: rename its file")
        scenario = handler(filled(data, context.get("register", Register())) if isinstance(data, dict) else data)
        scenario._name = context.get("name", "scenario")  # noqa: SLF001  (its own)
        scenario._register = context.get("register", Register())  # noqa: SLF001  (its own)
        scenario._document = copied(data) if isinstance(data, dict) else {}  # noqa: SLF001  (its own)
        return scenario

    @model_validator(mode="after")
    def _profiles_end_in_time(self) -> Self:
        for name, component in self.force.items():
            for month in component.profile:
                if month > self.horizon_months:
                    at = f"force.{name}.profile.{month}"
                    raise refuse(f"lies beyond the horizon of {self.horizon_months} months; lengthen it", at=at)
        return self

    @classmethod
    def from_document(
        cls, document: Mapping[str, Any], *, name: str = "scenario", register: Register | None = None
    ) -> Self:
        """Validate plain nested data, as a scenario file holds it.

        Raises:
            ScenarioError: with every problem found, each with its path and remedy.
        """
        try:
            return cls.model_validate(dict(document), context={"name": name, "register": register or Register()})
        except ValidationError as error:
            raise ScenarioError(tuple(problems_of(error, cls))) from error

    def replace(self, changes: Mapping[str, Any]) -> Self:
        """Return this scenario with dotted paths set to new values (None takes an entry away), validated again.

        >>> one = Scenario.from_document({
        ...     "force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}
        ... })
        >>> one.replace({"rotation.dwell_months": 24}).rotation.dwell_ratio is None
        True

        Raises:
            ScenarioError: if a path does not exist, or a value is refused there.
        """
        document = apply_changes(self._document, changes, type(self), {NATIONS_AT: self._register.nations})
        made = self.from_document(document, name=self._name, register=self._register)
        made._changed = tuple(dict.fromkeys((*self._changed, *changes)))  # noqa: SLF001  (its own)
        return made

    def differences(self, other: "Scenario") -> dict[str, Any]:
        """Return the changes by dotted path that make this scenario into another, in the other's order.

        >>> one = Scenario.from_document({
        ...     "force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}
        ... })
        >>> one.differences(one.replace({"rotation.dwell_months": 24}))
        {'rotation.dwell_months': 24}
        """
        found = differences(self._document, other.document, type(self))
        return {path: value for path, value in found.items() if path not in TOLD}

    @property
    def name(self) -> str:
        """The scenario's short name: its file's stem."""
        return self._name

    @property
    def label(self) -> str:
        """The title, else the short name."""
        return self.title or self._name

    @property
    def register(self) -> Register:
        """The evidence that the scenario's claims were resolved against."""
        return self._register

    @property
    def changed(self) -> tuple[str, ...]:
        """The dotted paths that `replace` set since the scenario was read, for pictures that say so.

        >>> one = Scenario.from_document({
        ...     "force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}
        ... })
        >>> one.changed, one.replace({"rotation.tour_months": 4}).changed
        ((), ('rotation.tour_months',))
        """
        return self._changed

    @property
    def document(self) -> dict[str, Any]:
        """A copy of the plain data that the scenario was made from."""
        return cast("dict[str, Any]", copied(self._document))

    def quantities(self) -> dict[str, Quantity]:
        """Return every quantity by its dotted path, defaults included."""
        return dict(self._quantities)

    @lazy
    def _quantities(self) -> dict[str, Quantity]:
        return dict(_quantities(self, ""))

    @lazy
    def ranges(self) -> dict[str, Quantity]:
        """The quantities that are ranges, by dotted path."""
        return {path: quantity for path, quantity in self._quantities.items() if quantity.is_range}

    def unit_of(self, path: str) -> str:
        """Return the unit of the field at a dotted path, '' where it has none."""
        domain = self.domain_of(path)
        return domain.unit_word if domain else ""

    @classmethod
    def domain_of(cls, path: str) -> Domain | None:
        """Return label, meaning and limits of the quantity at a dotted path.

        Raises:
            LookupError: if the types allow no such path.
        """
        return type_at(cls, split(path))[1]

    def title_of(self, component: str) -> str:
        """Return a component's title, else its name in words."""
        return self.force[component].title or component.replace("_", " ").capitalize()

    def nation_title(self, contributor: str) -> str:
        """Return a contributor's title, else its name in words."""
        given = self.coalition.contributors[contributor].title if self.coalition else ""
        return given or contributor.replace("_", " ").title()

    def position_claim(self, contributor: str) -> Claim | None:
        """Return the claim behind a contributor's position; None where the file gives the position itself."""
        given = (self._document.get("coalition") or {}).get("contributors", {}).get(contributor) or {}
        return None if "position" in given else self._register.position(contributor, self.as_of)

    def provider_of(self, component: str) -> Provider:
        """Return who provides a component, after any falling back for want of the United States backstop."""
        part = self.force[component]
        if self.us_backstop.provided or part.falls_back_to is None:
            return part.provider
        return part.falls_back_to

    def rotation_paths(self, component: str | None = None, contributor: str | None = None) -> dict[str, str]:
        """Return, for each rotation key in force, the path of the quantity that holds it.

        The scenario's own, changed by the contributor's, changed by the component's, key by key.
        """
        return dict(self.rotation_key(component, contributor))

    def rotation_key(self, component: str | None = None, contributor: str | None = None) -> RotationKey:
        """Return the same as pairs, equal for all that rotate alike; looked up once for each."""
        components, contributors = self.own_rotations
        asked = (component if component in components else None, contributor if contributor in contributors else None)
        if asked not in self._rotations:
            self._rotations[asked] = tuple(self._rotation_paths(*asked).items())
        return self._rotations[asked]

    @lazy
    def own_rotations(self) -> tuple[list[str], list[str]]:
        """The components and the contributors that have a rotation of their own."""
        given = self.coalition.contributors if self.coalition else FrozenMapping[str, Contributor]()
        components = [name for name, part in self.force.items() if part.rotation.paths("")]
        return components, [name for name, each in given.items() if each.rotation.paths("")]

    @lazy
    def _rotations(self) -> dict[tuple[str | None, str | None], RotationKey]:
        return {}

    def _rotation_paths(self, component: str | None, contributor: str | None) -> dict[str, str]:
        paths = self.rotation.paths("rotation")
        if contributor is not None and self.coalition is not None:
            given = self.coalition.contributors[contributor].rotation
            paths = given.merged(paths, f"{NATIONS_AT}.{contributor}.rotation")
        if component is not None:
            paths = self.force[component].rotation.merged(paths, f"force.{component}.rotation")
        return paths


def _fault_of_name(name: str) -> str:
    """Why a scenario cannot have a name, and the remedy; '' if it can."""
    if not name.strip(" ."):
        return "has no name; call the file by a word"
    if len(name) > MOST_LETTERS_OF_A_NAME:
        return f"has a name of {len(name):,} letters; allowed: {MOST_LETTERS_OF_A_NAME}"
    return hidden_in(name)


def _quantities(record: Frozen | FrozenMapping[Any, Any], path: str) -> Iterator[tuple[str, Quantity]]:
    items: Iterable[tuple[object, object]]
    if isinstance(record, FrozenMapping):
        items = record.items()
    else:
        items = ((field.alias or name, getattr(record, name)) for name, field in type(record).model_fields.items())
    for key, value in items:
        below = f"{path}.{key}" if path else str(key)
        if type(value) is Quantity:
            yield below, value
        elif type(value) not in PLAIN and isinstance(value, Frozen | FrozenMapping):
            yield from _quantities(value, below)
