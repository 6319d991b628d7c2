"""Quantities: the numbers of a scenario, each with its evidence; and the plain text of a reader's own.

A quantity is written as a claim (`{claim: dannatt.dwell_ratio}`), an assumption with its reason
(`{value: 4000, because: ...}`, `{low: 12, high: 18, because: ...}`) or a bare number, the user's own.
"""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from model import ports
from model.evidence.claims import Claim, Register, Standing
from model.frozen import Finite, Frozen, lazy, out_of_place
from model.letters import MOST_QUOTED, MOST_SHOWN, hidden_in, quoted, visible

MARKUP = re.compile(r"!\[|\]\s*[\[(:]|<[A-Za-z/!]|^\s*[=+@-]")
"""The beginning of a link, a picture or a tag in Markdown, which pages read, and of a formula in a spreadsheet."""
SPACE = re.compile(r"[ \t\n]+")
MOST_LETTERS, MOST_LETTERS_OF_A_NAME = 1_000, 1_200
"""Letters of a text, and of a name: more than any title has, since pages name the scenarios they compare by titles."""
MOST = 10**300


def refuse(message: str, *, at: str = "", remedy: Callable[[], str] | None = None) -> PydanticCustomError:
    """Return the error to raise; `at` names the key below the record where the fault lies.

    `remedy` is called only if the error is shown. pydantic fills `{message}` in and reads no fields within it.
    """
    context = {"message": visible(message[:MOST_SHOWN]), "at": at, "remedy": remedy}
    return PydanticCustomError("refused", "{message}", context)


def fault_of(text: str) -> str:
    """Return why a text is not plain text, with the remedy; '' for plain text."""
    if hidden := hidden_in(text, but="\n\t"):
        return hidden
    if markup := MARKUP.search(text):
        return f"holds markup, '{markup.group().strip()}'; write plain text, and an address as it stands"
    return f"has {len(text):,} letters; allowed: {MOST_LETTERS:,}" if len(text) > MOST_LETTERS else ""


def fault_of_name(name: str) -> str:
    """Return why a scenario cannot have this name, with the remedy; '' if it can."""
    if not name.strip(" ."):
        return "has no letters; take a word"
    if len(name) > MOST_LETTERS_OF_A_NAME:
        return f"has {len(name):,} letters; allowed: {MOST_LETTERS_OF_A_NAME:,}"
    return hidden_in(name)


def _plain(text: str) -> str:
    if fault := fault_of(text):
        raise refuse(fault)
    return SPACE.sub(" ", text).strip()


Plain = Annotated[str, AfterValidator(_plain)]
"""A reader's own text in one line, without links, pictures, tags, formulas and hidden letters."""


class Quantity(Frozen):
    """One number or range with its evidence; `low`, `central` and `high` are what the model uses."""

    claim: str | None = None
    given_low: Finite | None = Field(default=None, alias="low")
    given_value: Finite | None = Field(default=None, alias="value")
    given_high: Finite | None = Field(default=None, alias="high")
    because: Plain | None = None

    @classmethod
    def default(cls, value: float, because: str) -> Self:
        """Return the quantity for a key that the file leaves out."""
        quantity = cls(value=value, because=because)
        vars(quantity)["is_default"] = True
        return quantity

    @model_validator(mode="before")
    @classmethod
    def _from_bare_number(cls, data: Any) -> Any:  # noqa: ANN401  (whatever stands in the file)
        if isinstance(data, bool) or not isinstance(data, int | float | Mapping):
            raise refuse(f"expected a number, {{value}}, {{low, high}} or {{claim}}, found {quoted(data)}")
        if isinstance(data, int) and abs(data) > MOST:
            raise refuse("the number is too large to calculate with")
        return data if isinstance(data, Mapping) else {"value": data}

    @model_validator(mode="after")
    def _resolve(self, info: ValidationInfo) -> Self:
        if self.claim is not None:
            vars(self)["evidence"] = _claim(self, (info.context or {}).get("register") or ports.shipped_register())
        elif self.given_value is None and (self.given_low is None or self.given_high is None):
            raise refuse("give value, or low and high, or claim")
        if (self.given_low is None) != (self.given_high is None):
            raise refuse("give both low and high, or neither")
        if self.claim is None and not self.low <= self.central <= self.high:
            written = (self.given_low, self.given_value, self.given_high)
            numbers = ", ".join(f"{number:g}" for number in written if number is not None)
            raise refuse(f"the range is upside down: {numbers}; write low first")
        return self

    @lazy
    def low(self) -> float:
        """The least value; adding 0.0 makes 0.0 of -0.0, here and below, which are the same number."""
        claimed = self.evidence and self.evidence.bounds
        return claimed[0] if claimed else _first(self.given_low, self.given_value) + 0.0

    @lazy
    def high(self) -> float:
        """The greatest value."""
        claimed = self.evidence and self.evidence.bounds
        return claimed[1] if claimed else _first(self.given_high, self.given_value) + 0.0

    @lazy
    def central(self) -> float:
        """The `value`, else the midpoint: our arithmetic, not a claim."""
        return (self.low + self.high) / 2 if self.given_value is None else self.given_value + 0.0

    @property
    def is_range(self) -> bool:
        """Whether low and high differ."""
        return self.low < self.high

    @property
    def standing(self) -> Standing:
        """Where the number comes from: its claim's standing, else `assumed` with a reason, else `user`."""
        if self.evidence is not None:
            return self.evidence.standing
        return "assumed" if self.because else "user"

    # these two are kept where pydantic keeps fields: its private attributes take a fifth of the time of a whole load
    @lazy
    def evidence(self) -> Claim | None:
        """The claim behind the number, if there is one."""
        return None

    @lazy
    def is_default(self) -> bool:
        """Whether the quantity stands for a key that the file leaves out."""
        return False

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        properties = handler.resolve_ref_schema(handler(schema))["properties"]
        return {
            "title": "Quantity",
            "if": {"type": "object"},
            "then": {
                "additionalProperties": False,
                "properties": properties,
                "dependentSchemas": {
                    "claim": {
                        "properties": dict.fromkeys(
                            ("low", "value", "high"), out_of_place("a claim brings its own number; leave this out")
                        )
                    },
                    "low": {"required": ["high"]},
                    "high": {"required": ["low"]},
                },
                "if": {"not": {"anyOf": [{"required": [key]} for key in ("claim", "low", "high")]}},
                "then": {"required": ["value"]},
            },
            "else": {"type": "number", "description": "the user's own number"},
        }


def _first(*numbers: float | None) -> float:
    return next(number for number in numbers if number is not None)


def _claim(quantity: Quantity, register: Register) -> Claim:
    if (quantity.given_low, quantity.given_value, quantity.given_high) != (None, None, None):
        words = "leave value, low and high out, or give the whole figure without the claim"
        raise refuse(f"a claim brings its own number: {words}", at="claim")
    claim = in_register(quantity.claim or "", register, at="claim")
    if not claim.is_number:
        raise refuse(f"claim '{claim.id}' is a statement without a number; give a number of your own", at="claim")
    if claim.bound != "exactly" and not quantity.because:
        raise refuse(f"claim '{claim.id}' is '{claim.bound}', not exact: say in `because` how it is taken", at="claim")
    return claim


def in_register(claim: str, register: Register, at: str = "") -> Claim:
    """Return the claim of an id; raise an error with the nearest id where the register has none."""
    if claim not in register.claims:
        name = claim[:MOST_QUOTED]
        # a lambda, since pydantic makes a text of each value, and that of a partial holds the whole register
        raise refuse(f"no claim {quoted(name)} in the register", at=at, remedy=lambda: _nearest(register, name))
    return register.claims[claim]


def _nearest(register: Register, name: str) -> str:
    near = register.nearest(name)
    return f"did you mean '{near}'?" if near else "see `roulement sources`"
