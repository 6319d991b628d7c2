"""Records that cannot change: strict inputs without unknown keys, mappings, ranges, lazy values."""

import copy
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, NoReturn, Self, TypeVar, cast, get_args, overload

import pydantic
from pydantic_core import CoreSchema, core_schema

Key = TypeVar("Key")
Value = TypeVar("Value")
Owner = TypeVar("Owner")

Name = Annotated[str, pydantic.Field(pattern=r"^[a-z][a-z0-9_]*$")]
Finite = Annotated[float, pydantic.Field(allow_inf_nan=False)]


def _keep_first_line(schema: dict[str, Any]) -> None:
    """Keep the part of a docstring that an editor shows."""
    schema["description"] = schema.get("description", "").partition("\n")[0]


def out_of_place(words: str) -> dict[str, Any]:
    """Return the JSON schema of a key that may not stand where it stands, with the reason in words.

    A validator's first error is that of `not`, which names the key and quotes the title; an editor shows the message of
    the empty `enum`.
    """
    return {"allOf": [{"not": {"title": words}}], "enum": [], "errorMessage": words}


class lazy(Generic[Owner, Value]):  # noqa: N801  (a decorator, in lower case like `property`)
    """A property that is worked out when it is first read, and kept.

    It takes no lock, so that no reader's work waits for another's (up to Python 3.11 `functools.cached_property`
    holds one lock for all instances of a class). Two threads that read it first at once may both work it out.

    >>> class Square:
    ...     side = 3
    ...     @lazy
    ...     def area(self) -> int:
    ...         return self.side**2
    >>> square = Square()
    >>> square.area, vars(square)
    (9, {'area': 9})
    """

    def __init__(self, work_out: Callable[[Owner], Value]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: Owner, owner: type) -> Value: ...

    def __get__(self, instance: Owner | None, owner: type) -> Self | Value:
        if instance is None:
            return self
        # found there from now on, before this descriptor; of two threads the first one's value is kept by both
        return vars(instance).setdefault(self._name, self._work_out(instance))


def kept(work_out: Callable[[Owner], Value]) -> Callable[[Owner], Value]:
    """Make a function of one record keep its value with the record, which does not change; as `lazy` for a property.

    >>> class Square:
    ...     side = 3
    >>> @kept
    ... def area(square: Square) -> int:
    ...     return square.side**2
    >>> square = Square()
    >>> area(square), list(vars(square).values())
    (9, [9])
    """
    key = f"_{work_out.__name__}"

    @functools.wraps(work_out)
    def value_of(record: Owner) -> Value:
        values = vars(record)
        return cast("Value", values[key] if key in values else values.setdefault(key, work_out(record)))

    return value_of


INSTEAD = "a record is changed by replacement"
HIDDEN = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")} - {"model_dump", "model_dump_json"}
"""Names of pydantic's own that `dir` of a record leaves out."""
ENDS = ("low", "central", "high")


@dataclass(frozen=True)
class Range:
    """A number's low, central and high value; None where it is undefined or not known publicly.

    >>> Range(30, 35, 40) - Range(10, None, 15)
    Range(low=20, central=None, high=25)
    >>> Range(1, 2, None).map(lambda number: -number)
    Range(low=-1, central=-2, high=None)
    """

    low: float | None = None
    central: float | None = None
    high: float | None = None

    @property
    def is_known(self) -> bool:
        """Whether both ends are known."""
        return bool(self.ends)

    @lazy
    def ends(self) -> tuple[float, ...]:
        """Low and high; empty where one of them is not known."""
        return () if self.low is None or self.high is None else (self.low, self.high)

    def __iter__(self) -> Iterator[float | None]:
        return iter((self.low, self.central, self.high))

    def __sub__(self, other: "Range") -> "Range":
        pairs = zip(self, other, strict=True)
        return Range(*(None if one is None or another is None else one - another for one, another in pairs))

    def map(self, change: Callable[[float], float | None]) -> "Range":
        """Return the range with each known value changed."""
        return Range(*(None if value is None else change(value) for value in self))


class Frozen(pydantic.BaseModel):
    """A record that refuses unknown keys and values of another type, and does not change."""

    model_config = pydantic.ConfigDict(
        frozen=True, extra="forbid", strict=True, json_schema_extra=_keep_first_line, ignored_types=(lazy,)
    )
    alternatives: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Groups of keys for one thing, of which giving one replaces the others."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return the record, which does not change; with `update` refuse, since nothing would be validated.

        Raises:
            TypeError: with `update`.
        """
        if update:
            raise TypeError(f"{INSTEAD}, a scenario by replace({{path: value}})")
        return copy.deepcopy(self) if deep else self

    # A type checker knows that fields do not change; of a class with `__setattr__` it would allow any other name.
    if not TYPE_CHECKING:  # pragma: no branch

        def __setattr__(self, name: str, value: object) -> None:
            if not name.startswith("_"):
                raise TypeError(f"{INSTEAD}, a scenario by replace({{path: value}})")
            super().__setattr__(name, value)

    def copy(self, **options: Any) -> Self:  # noqa: ANN401  (pydantic's own options)
        """Return the record, as `model_copy` does; any option but `deep` is refused.

        Raises:
            TypeError: with any other option.
        """
        return self.model_copy(update={key: value for key, value in options.items() if key != "deep"})

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **_: Any) -> Self:  # type: ignore[override]  # noqa: ANN401  (as above)
        """Refuse: a record without validation would be no record.

        Raises:
            TypeError: always.
        """
        raise TypeError(f"{INSTEAD}, and made by validation; build a scenario with model.load")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__()} - HIDDEN)


class FrozenMapping(dict[Key, Value]):
    """A mapping that refuses changes; pydantic validates its keys and values like a dict's.

    >>> ends = FrozenMapping({"low": 1})
    >>> ends["low"], ends
    (1, FrozenMapping({'low': 1}))
    >>> ends["low"] = 2
    Traceback (most recent call last):
    TypeError: a frozen mapping does not change
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a frozen mapping does not change")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Self], tuple[dict[Key, Value]]]:
        return (type(self), (dict(self),))

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none
        return hash(frozenset(self.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({super().__repr__()})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's own signature)
        plain = GenericAlias(dict, get_args(source))
        return core_schema.no_info_after_validator_function(cls, handler.generate_schema(plain))
