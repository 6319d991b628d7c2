"""What every input type shares: frozen, strict, no unknown keys; and a mapping that cannot be changed."""

from collections.abc import Iterator, Mapping
from types import GenericAlias
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_args

import pydantic
from pydantic_core import CoreSchema, core_schema

Key = TypeVar("Key")
Value = TypeVar("Value")

Name = Annotated[str, pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")]
Finite = Annotated[float, pydantic.Field(allow_inf_nan=False)]
WHOLE = pydantic.BeforeValidator(lambda given: int(given) if _is_whole(given) else given)
"""Beside `int` in an annotation, after its limits: a whole number, `1e3` and `24.0` among them."""


def _is_whole(given: object) -> bool:
    return isinstance(given, float) and given.is_integer()


def _keep_first_line(schema: dict[str, Any]) -> None:
    """Keep, of a docstring, what an editor shows."""
    schema["description"] = schema.get("description", "").partition("\n")[0]


class Frozen(pydantic.BaseModel):
    """A record that refuses unknown keys and values of another type, and does not change."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid", strict=True, json_schema_extra=_keep_first_line)
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of keys for one thing, of which giving one replaces the others."""


class FrozenMapping(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping that nobody can change; pydantic validates its keys and values like a dict's.

    >>> FrozenMapping({"a": 1})["a"]
    1
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[Key, Value] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: Key) -> Value:
        return self._items[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._items!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's own signature)
        plain = GenericAlias(dict, get_args(source))
        return core_schema.no_info_after_validator_function(cls, handler.generate_schema(plain))
