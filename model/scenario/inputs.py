"""The inputs of a record: its quantities by path, and its structure, which is everything else that counts.

Scenarios of one structure differ in numbers alone, so their cases can be evaluated together.
"""

from typing import Any, NamedTuple

from model.frozen import Frozen, FrozenMapping, kept
from model.scenario.quantity import Quantity

IN_WORDS = frozenset(("title", "question", "as_of"))
"""Keys that describe a record and change no number by themselves."""
PLAIN = frozenset((type(None), bool, int, float, str, tuple))
"""Types of values that hold no quantity: a quick test."""
_FIELDS: dict[type[Frozen], list[tuple[str, str]]] = {}


class Inputs(NamedTuple):
    """The inputs of a record.

    Attributes:
        quantities: every quantity of the record and of the records below it, by its dotted path from the record.
        ranged: the paths of the quantities that are ranges.
        structure: a text that is equal for records that differ in nothing but their numbers and their words.
    """

    quantities: dict[str, Quantity]
    ranged: tuple[str, ...]
    structure: str


@kept
def inputs_of(record: Frozen) -> Inputs:
    """Return the inputs of a record; a record that scenarios share is walked once."""
    values = record.__dict__
    return _inputs([(key, values[name]) for name, key in _fields(type(record))])


def _fields(kind: type[Frozen]) -> list[tuple[str, str]]:
    """The fields of a type, with the keys that a file gives them."""
    if kind not in _FIELDS:
        _FIELDS[kind] = [(name, field.alias or name) for name, field in kind.model_fields.items()]
    return _FIELDS[kind]


def _inputs(items: list[tuple[Any, Any]]) -> Inputs:
    quantities: dict[str, Quantity] = {}
    ranged: list[str] = []
    structure = []
    for key, value in items:
        if type(value) is Quantity:
            quantities[str(key)] = value
            if value.is_range:
                ranged.append(str(key))
            structure.append(f"{key}{'~' if value.is_range else '='}")
        elif type(value) in PLAIN or not isinstance(value, Frozen | FrozenMapping):
            if key not in IN_WORDS:
                structure.append(f"{key}:{value!r}")
        else:
            below = _inputs(list(value.items())) if isinstance(value, FrozenMapping) else inputs_of(value)
            quantities |= {f"{key}.{path}": quantity for path, quantity in below.quantities.items()}
            ranged += [f"{key}.{path}" for path in below.ranged]
            structure.append(f"{key}{{{below.structure}}}")
    return Inputs(quantities, tuple(ranged), ",".join(structure))
