"""The meaning and the limits of the numbers of a field, and a function for each kind of number.

A domain stands once, at its field: `tour_months: Annotated[Quantity, months("Tour", ...)]`. The loader, the JSON
schema and the pages read it there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from model import spelling
from model.evidence.claims import Unit
from model.scenario.quantity import Quantity, refuse

MOST_MONTHS = 240
MOST_TROOPS = 10_000_000
MOST_OF_A_UNIT = 100_000
CLAIMS_OF = "x-claims-of"
"""The key of the units of a field's claims in the JSON schema of the types; the schema of a file names the claims."""
LEAST_COUNT = 10_000
"""A field that takes so many or more is a count, whose numbers people write in groups of three digits."""
NEAREST_ZERO = 1e-30
"""The least number that is not 0: rounding errors are greater, and smaller numbers leave the range of floats."""
Slider = tuple[float, float, float] | None
"""Ends and step of the page's slider; None where the page has no input."""


def _whole(number: object) -> object:
    return int(number) if isinstance(number, float) and number.is_integer() else number


WHOLE = BeforeValidator(_whole)
"""Beside `int` in an annotation, after its limits: a whole number, `1e3` and `24.0` among them."""


@dataclass(frozen=True)
class Domain:
    """Label and meaning of a field's numbers, their units, the least and most allowed, and the page's slider."""

    label: str
    meaning: str
    units: tuple[Unit, ...]
    most: float
    unit: str = ""
    """The unit in words, where the claims' units are several; else the one unit."""
    least: float = 0
    is_above_least: bool = False
    slider: Slider = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's own signature)
        checked = core_schema.no_info_after_validator_function(self.check, handler(source))
        return core_schema.no_info_before_validator_function(self.check_spelling, checked)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described = f"{self.label}: {self.meaning}. {self.allowed.capitalize()}."
        least = "exclusiveMinimum" if self.is_above_least else "minimum"
        ends: dict[str, Any] = {least: self.least, "maximum": self.most}
        written_out = {key: {"type": "number", **ends} for key in ("low", "value", "high")}
        properties = {"claim": {CLAIMS_OF: list(self.units)}, **written_out}
        return {"allOf": [handler(schema)], "description": described, **ends, "properties": properties}

    @property
    def allowed(self) -> str:
        """The allowed values in words."""
        start = f"above {self.least:,g}, at most" if self.is_above_least else f"{self.least:,g} to"
        return f"{start} {self.most:,.15g} {self.unit_word}"

    @property
    def unit_word(self) -> str:
        """The unit in words."""
        return self.unit or self.units[0].replace("_", " ")

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the page's slider, else the least and most allowed."""
        return (self.slider[0], self.slider[1]) if self.slider else (self.least, self.most)

    @property
    def is_in_steps(self) -> bool:
        """Whether people count the numbers in whole steps: troops, brigades, months."""
        return self.unit_word == "months" or (self.slider is not None and isinstance(self.slider[2], int))

    @property
    def is_count(self) -> bool:
        """Whether the numbers are counts, such as troops, which are never read from a spelling of two meanings."""
        return self.most >= LEAST_COUNT

    def check_spelling(self, data: object) -> object:
        """Return a file's data; raise an error if one of its numbers is written so that it can mean two."""
        numbers = {"": data}
        if isinstance(data, Mapping):  # most name a claim and hold no number
            numbers = {key: data[key] for key in ("low", "value", "high") if key in data}
        for key, number in numbers.items():
            percentage = spelling.refusal_of_percentage(number) if "share" in self.units else ""
            if fault := percentage or self.fault_of_spelling(number):
                raise refuse(fault, at=key)
        return data

    def fault_of_spelling(self, number: object) -> str:
        """Return why a number may not be written so here, with the remedy; '' if it may."""
        return spelling.refusal(number, is_count=self.is_count)

    def refusal(self, number: float) -> str:
        """Return why a number is not allowed here, and the allowed numbers; '' for an allowed number.

        >>> dwell = months("Dwell", "months at home")
        >>> dwell.refusal(-1.0), dwell.refusal(1e-300), dwell.refusal(0)
        ('-1 is out of range; allowed: 0 to 240 months', '1e-300 is too near to 0; give 0 or at least 1e-30', '')
        """
        if not self.least <= number <= self.most or (self.is_above_least and number == self.least):
            return f"{number + 0.0:,.15g} is out of range; allowed: {self.allowed}"  # no -0
        if 0 < abs(number) < NEAREST_ZERO:
            or_none = "" if self.is_above_least else "0 or "
            return f"{number:.15g} is too near to 0; give {or_none}at least {NEAREST_ZERO:g}"
        return ""

    def check(self, quantity: Quantity) -> Quantity:
        """Return the quantity; raise an error if its unit or an end does not belong here."""
        claim = quantity.evidence
        if claim is not None and claim.unit not in self.units:
            raise refuse(f"claim '{claim.id}' is in {claim.unit}; allowed here: {', '.join(self.units)}", at="claim")
        for end in dict.fromkeys((quantity.low, quantity.high)):
            if fault := self.refusal(end):
                raise refuse(fault)
        return quantity


def months(label: str, meaning: str, *, above_zero: bool = False, slider: Slider = None) -> Domain:
    """Return the domain of a length of time in months."""
    return Domain(label, meaning, ("months",), MOST_MONTHS, is_above_least=above_zero, slider=slider)


def ratio(label: str, meaning: str, *, most: float = 100, unit: str = "", slider: Slider = None) -> Domain:
    """Return the domain of a number for each one of something else."""
    return Domain(label, meaning, ("ratio",), most, unit, slider=slider)


def share(label: str, meaning: str, *, slider: Slider = None) -> Domain:
    """Return the domain of a part of a whole, from 0 to 1."""
    return Domain(label, meaning, ("share",), 1, slider=slider)


def troops(
    label: str, meaning: str, *, units: tuple[Unit, ...] = ("troops",), most: float = MOST_TROOPS, slider: Slider = None
) -> Domain:
    """Return the domain of a number of troops."""
    return Domain(label, meaning, units, most, slider=slider)


def troops_of_a_unit(label: str, meaning: str, *, slider: Slider) -> Domain:
    """Return the domain of the troops of one brigade, battlegroup or other unit."""
    units: tuple[Unit, ...] = ("troops_per_brigade", "troops_per_battlegroup", "troops")
    return Domain(label, meaning, units, MOST_OF_A_UNIT, "troops", least=1, slider=slider)


def people(label: str, meaning: str, *, most: float = MOST_TROOPS) -> Domain:
    """Return the domain of a number of people, soldiers among them."""
    return Domain(label, meaning, ("people", "troops"), most, "people")
