"""The scenario: a proposed force, its rotation and its possible suppliers. Frozen, strict, validated whole.

A scenario keeps its plain document; `replace` changes that document and validates it again, so there is one way in.
The register fills in a nation's position, land strength and offer where the document leaves them out. Whether durations
fit one another is checked case by case (`model.engine.cases`): a range may hold values that fit and values that do not.
"""

import datetime as dt
import json
import pickle
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Annotated, Any, Literal, Self, TypeVar, cast

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from model import ports
from model.evidence.claims import Claim, Register
from model.frozen import Frozen, FrozenMapping, Name, lazy
from model.letters import quoted
from model.scenario.changes import differences, make_changes, one_after_another, split
from model.scenario.coalition import Coalition, UnitedStatesBackstop
from model.scenario.component import Component, Provider
from model.scenario.domain import WHOLE, Domain
from model.scenario.errors import ScenarioError, problems_of
from model.scenario.inputs import inputs_of
from model.scenario.nations import known_changes, known_document
from model.scenario.paths import type_at
from model.scenario.plain import Replacement, plain
from model.scenario.quantity import Plain, Quantity, fault_of_name, refuse
from model.scenario.registered import filled
from model.scenario.remembered import REMEMBERED
from model.scenario.rotation import Rotation, RotationChanges
from model.spelling import Written, refusal_of_list

ABOUT = ("title", "question")
"""Keys that describe a scenario and change no number."""
NATIONS_AT = "coalition.contributors"
"""Below this path a change may name any nation of the register, whether or not the scenario holds it."""
AScenario = TypeVar("AScenario", bound="Scenario")
RotationKey = tuple[tuple[str, str], ...]
"""A rotation as pairs of its keys and their paths."""


def _date_from_text(date: object) -> object:
    try:
        return dt.date.fromisoformat(date if isinstance(date, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "")
    except ValueError as error:
        raise refuse(f"{quoted(date)} is not a date: write YYYY-MM-DD") from error


AsOf = Annotated[
    dt.date,
    BeforeValidator(_date_from_text),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$", "description": "YYYY-MM-DD"}),
]
CostPerDeployedYear = Annotated[
    Quantity,
    Domain(
        "Cost of one soldier away for a year", "in the scenario's currency and price year",
        ("gbp_per_soldier_year", "eur_per_soldier_year", "usd_per_soldier_year"), 100_000_000, "for a soldier-year",
    ),
]  # fmt: skip


class Schedule(Frozen):
    """The way in which units take turns: a steady rotation (`evenly_spread`), or all at once (`rested`)."""

    start: Literal["evenly_spread", "rested"] = Field(
        "evenly_spread", description="a steady rotation from the first month on, or all rested, gone at once"
    )
    backfill: bool = Field(default=False, description="whether others fill in where a nation has nobody rested")
    step: Literal["month", "day"] | None = Field(None, description="by default a month if all durations are whole")


class Cost(Frozen):
    """The cost of one deployed soldier for a year, on a stated basis."""

    per_deployed_year: CostPerDeployedYear
    currency: Plain = Field("", description="its currency, such as EUR")
    price_year: Annotated[int, Field(ge=1900, le=2100), WHOLE] | None = Field(None, description="of its prices")
    basis: Literal["net_additional", "full"] | None = Field(None, description="beyond a stay at home, or all of it")

    @model_validator(mode="after")
    def _currency_is_the_claims(self) -> Self:
        claim = self.per_deployed_year.evidence
        if claim is not None and claim.unit != f"{self.currency.lower()}_per_soldier_year":
            raise refuse(
                f"the claim is in {claim.unit}, the currency says '{self.currency}'; make them agree", at="currency"
            )
        return self


class Scenario(Frozen):
    """A proposed force and the rotation, backstop, coalition and cost it is asked about.

    Build one with `model.load`, or from plain data, bare numbers and all:

    >>> scenario = Scenario.from_document(
    ...     {"force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    ... )
    >>> scenario.rotation.tour_months.central
    6.0
    """

    title: Plain = Field("", description="what it is called; by default the stem of its file")
    question: Plain = Field("", description="what is asked")
    as_of: AsOf | None = Field(None, description="the day, YYYY-MM-DD, whose positions count; by default the latest")
    horizon_months: Annotated[int, Field(ge=1, le=1_200), WHOLE] = Field(24, description="the months looked at")
    force: Annotated[
        FrozenMapping[Name, Annotated[Component, REMEMBERED]],
        Field(min_length=1, json_schema_extra={"minProperties": 1}),
    ] = Field(description="the parts of the force, each under a name of your own")
    rotation: Rotation
    us_backstop: UnitedStatesBackstop = UnitedStatesBackstop()
    coalition: Annotated[Coalition, REMEMBERED] | None = None
    schedule: Schedule = Schedule()
    cost: Cost | None = None

    _name: str = PrivateAttr(default="scenario")
    _register: Register
    _document: dict[str, Any]
    _changed: Mapping[str, Any]
    _tables: Mapping[str, str]

    @model_validator(mode="wrap")
    @classmethod
    def _keep_document(cls, data: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:  # noqa: ANN401  (pydantic's own signature)
        context = info.context or {}
        if fault := fault_of_name(context.get("name", "scenario")):
            raise refuse(f"the scenario's name, by default its file's, {fault}")
        register = context.get("register") or ports.shipped_register()
        is_mapping = isinstance(data, Mapping)
        document = known_document(data if context.get("is_plain") else plain(data)) if is_mapping else {}
        scenario = handler(filled(document, register) if is_mapping else data)
        scenario._name = context.get("name", "scenario")  # noqa: SLF001  (its own)
        scenario._register = register  # noqa: SLF001  (its own)
        scenario._document = _without_texts(document)  # noqa: SLF001  (its own)
        scenario._tables = context.get("tables", {})  # noqa: SLF001  (its own)
        scenario._changed = plain(context.get("changed", {}), with_text=False)  # noqa: SLF001  (its own)
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
        cls,
        document: Mapping[str, Any],
        *,
        name: str = "scenario",
        register: Register | None = None,
        tables: Mapping[str, str] | None = None,
    ) -> Self:
        """Validate plain nested data, as a scenario file holds it; `model.load` takes it as well.

        Args:
            document: the data; scalars of numpy and pandas are plain numbers, and a nation may have any of its names.
            name: the scenario's short name.
            register: the evidence for its claims and nations; the shipped one by default.
            tables: the hash of each table that parts of the document were read from, by its file's name.

        Raises:
            ScenarioError: with every problem found, each with its path and remedy.
        """
        return cls.from_plain(plain(document), name=name, register=register, tables=tables)

    @classmethod
    def from_plain(
        cls,
        document: dict[str, Any],
        *,
        name: str,
        register: Register | None = None,
        tables: Mapping[str, str] | None = None,
        changed: Mapping[str, Any] | None = None,
    ) -> Self:
        """Validate data that is plain already, as a reader of files has it; else as `from_document`.

        Args:
            document: the data.
            name: the scenario's short name.
            register: the evidence for its claims and nations; the shipped one by default.
            tables: the hash of each table that parts of the document were read from, by its file's name.
            changed: the reader's changes that the document holds already; see `changed_to`.

        Raises:
            ScenarioError: with every problem found, each with its path and remedy.
        """
        register = ports.shipped_register() if register is None else register
        context = {"name": name, "register": register, "tables": tables or {}, "changed": changed or {}}
        return cls._validated(document, {**context, "is_plain": True})

    @classmethod
    def _validated(cls, document: Mapping[str, Any], context: Mapping[str, Any]) -> Self:
        """Validate a document; it is plain already where the context says `is_plain`."""
        try:
            return cls.model_validate(document, context=dict(context))
        except ValidationError as error:
            raise ScenarioError(tuple(problems_of(error, cls))) from error

    def replace(self, changes: Mapping[str, Any], *, name: str | None = None) -> Self:
        """Return this scenario with dotted paths set to new values (None takes an entry away), validated again.

        Args:
            changes: dotted path -> value.
            name: the short name of the new scenario; by default this one's. Runs of one batch need names of their own.

        >>> one = Scenario.from_document({
        ...     "force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}
        ... })
        >>> one.replace({"rotation.dwell_months": 24}).rotation.dwell_ratio is None
        True

        Raises:
            ScenarioError: if a path does not exist, or a value is refused there.
        """
        return self._replaced(changes, name, is_readers=True)

    def _replaced(self, changes: Mapping[str, Any], name: str | None, *, is_readers: bool) -> Self:
        """The scenario with changes; their paths are among `changed` if they are the reader's."""
        nations = {NATIONS_AT: self._register.nations}
        changes = known_changes(changes)
        document, problems = make_changes(self._document, changes, type(self), nations)
        if problems:
            raise ScenarioError(problems)
        every = one_after_another(self._changed, changes, type(self))
        context = {
            "name": self._name if name is None else name, "register": self._register, "tables": self._tables,
            "changed": {path: value for path, value in every.items() if is_readers or path not in changes},
            "is_plain": True,
        }  # fmt: skip
        return self._validated(document, context)

    def model_dump(self, **_: Any) -> dict[str, Any]:  # noqa: ANN401  (pydantic's own options)
        """Return the scenario's plain data, as `document` does."""
        return self.document

    def model_dump_json(self, *, indent: int | None = None, **_: Any) -> str:  # noqa: ANN401  (as above)
        """Return the scenario's plain data as JSON, which `Scenario.from_document` takes."""
        return json.dumps(self._document, indent=indent, allow_nan=False)

    def differences(self, other: "Scenario") -> dict[str, Any]:
        """Return the changes by dotted path that make this scenario into another, in the other's order.

        >>> one = Scenario.from_document({
        ...     "force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}
        ... })
        >>> one.differences(one.replace({"rotation.dwell_months": 24}))
        {'rotation.dwell_months': 24}
        """
        changes = differences(self._document, other.document, type(self))
        return {path: value for path, value in changes.items() if path not in ABOUT}

    @lazy
    def name(self) -> str:
        """The scenario's short name: its file's stem."""
        return self._name

    @property
    def label(self) -> str:
        """The title, else the short name."""
        return self.title or self._name

    @property
    def register(self) -> Register:
        """The evidence that holds the scenario's claims."""
        return self._register

    @property
    def tables(self) -> dict[str, str]:
        """The hash (SHA-256) of each table that the scenario was read from, by its file's name."""
        return dict(self._tables)

    @property
    def changed(self) -> tuple[str, ...]:
        """The dotted paths that the reader has set since the scenario's file was read, in order.

        >>> one = Scenario.from_document({
        ...     "force": {"force": {"strength": {"troops": 10_000}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}
        ... })
        >>> one.changed, one.replace({"rotation.tour_months": 4}).changed_to
        ((), {'rotation.tour_months': 4})
        """
        return tuple(self._changed)

    @property
    def changed_to(self) -> dict[str, Any]:
        """The values set there: dotted path -> value; a table of nations by its name, None for an entry taken away."""
        return cast("dict[str, Any]", plain(self._changed))

    @property
    def document(self) -> dict[str, Any]:
        """A copy of the scenario's plain data."""
        return cast("dict[str, Any]", plain(self._document))

    def quantities(self) -> dict[str, Quantity]:
        """Return every quantity by its dotted path, defaults included."""
        return dict(inputs_of(self).quantities)

    @lazy
    def ranges(self) -> dict[str, Quantity]:
        """The quantities that are ranges, by dotted path."""
        inputs = inputs_of(self)
        return {path: inputs.quantities[path] for path in inputs.ranged}

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
        return _domain_at(cls, path)

    @classmethod
    def fault_of_list(cls, path: str, text: str) -> str:
        """Return why a text of several numbers for a path may not be written so, with the remedy; '' if it may."""
        try:
            domain = cls.domain_of(path)
        except LookupError:  # whoever takes the path says so
            return ""
        return refusal_of_list(text, is_count=domain.is_count) if domain else ""

    def title_of(self, component: str) -> str:
        """Return a component's title, else its name in words."""
        return self.force[component].title or component.replace("_", " ").capitalize()

    def nation_title(self, contributor: str) -> str:
        """Return a contributor's title, else its name in words."""
        title = self.coalition.contributors[contributor].title if self.coalition else ""
        return title or contributor.replace("_", " ").title()

    def position_claim(self, contributor: str) -> Claim | None:
        """Return the claim behind a contributor's position; None where the file gives one that the register has not."""
        claim = self._register.position(contributor, self.as_of)
        position = self.coalition.contributors[contributor].position if self.coalition else None
        return claim if claim is not None and claim.position == position else None

    def provider_of(self, component: str) -> Provider:
        """Return the provider of a component: without the United States backstop, the one it falls back to."""
        record = self.force[component]
        return record.provider if self.us_backstop.provided else record.falls_back_to or record.provider

    def rotation_paths(self, component: str | None = None, contributor: str | None = None) -> dict[str, str]:
        """Return, for each rotation key in force, the path of the quantity that holds it.

        The scenario's rotation, changed by the contributor's, changed by the component's, key by key.
        """
        return dict(self.rotation_key(component, contributor))

    def rotation_key(self, component: str | None = None, contributor: str | None = None) -> RotationKey:
        """Return the rotation as pairs of key and path, equal for all components and contributors that rotate alike."""
        components, contributors = self.own_rotations
        return self._rotations[
            component if component in components else None, contributor if contributor in contributors else None
        ]

    @lazy
    def own_rotations(self) -> tuple[dict[str, RotationChanges], dict[str, RotationChanges]]:
        """The rotations of the components and the contributors that change the scenario's."""
        nations = self.coalition.contributors if self.coalition else {}
        return (
            {name: component.rotation for name, component in self.force.items() if component.rotation.keys},
            {name: nation.rotation for name, nation in nations.items() if nation.rotation.keys},
        )

    @lazy
    def _rotations(self) -> dict[tuple[str | None, str | None], RotationKey]:
        components, contributors = self.own_rotations
        rotations: dict[tuple[str | None, str | None], RotationKey] = {}
        for contributor in (None, *contributors):
            paths = self.rotation.paths("rotation")
            if contributor is not None:
                paths = contributors[contributor].merged(paths, f"{NATIONS_AT}.{contributor}.rotation")
            rotations[None, contributor] = tuple(paths.items())
            for name, changes in components.items():
                rotations[name, contributor] = tuple(changes.merged(paths, f"force.{name}.rotation").items())
        return rotations


def varied(scenario: AScenario, changes: Mapping[str, Any]) -> AScenario:
    """Return a scenario with changes that are the model's own, as `replace` does; they are not among `changed`.

    Raises:
        ScenarioError: if a path does not exist, or a value is refused there.
    """
    return scenario._replaced(changes, None, is_readers=False)  # noqa: SLF001  (its own)


@lru_cache(maxsize=4_096)
def _domain_at(root: type[Scenario], path: str) -> Domain | None:
    return type_at(root, split(path))[1]


def _without_texts(document: dict[str, Any]) -> dict[str, Any]:
    """A plain document in which no number keeps its text and no record says what it replaced: itself, if none does."""
    content = pickle.dumps(document, pickle.HIGHEST_PROTOCOL)
    is_without = not any(kind.__name__.encode() in content for kind in (Written, Replacement))
    return document if is_without else cast("dict[str, Any]", plain(document, with_text=False))
