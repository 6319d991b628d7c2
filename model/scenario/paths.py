"""Finding one's way in the scenario's types by dotted path: `force.main.rotation.tour_months`."""

import difflib
import types
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from model.frozen import Frozen, FrozenMapping
from model.letters import MOST_QUOTED, quoted
from model.scenario.quantity import Domain

LIKE_ENOUGH = 0.6
MOST_NAMED = 40
"""Known words that a remedy lists."""


def type_at(root: Any, path: Sequence[str]) -> tuple[Any, Domain | None]:  # noqa: ANN401  (annotations of any kind)
    """Return the type and the domain, if any, at a path below `root`.

    Raises:
        LookupError: at the first key that the types do not allow, naming the nearest that they do.
    """
    found, domain = root, None
    for depth, key in enumerate(path):
        known = _below(found, key)
        if known is None:
            where = ".".join(path[:depth])
            there = f"below {where[:MOST_QUOTED]}" if where else "in a scenario"
            raise LookupError(f"no {quoted(key)} {there}; {nearest(key, keys_of(found))}")
        found, domain = known
    return found, domain


def allows(root: Any, path: Sequence[str]) -> bool:  # noqa: ANN401  (annotations of any kind)
    """Whether the types have a path below `root`; quicker than `type_at` where they have not."""
    found = root
    for key in path:
        known = _below(found, key)
        if known is None:
            return False
        found = known[0]
    return True


def keys_of(kind: Any) -> list[str]:  # noqa: ANN401  (annotations of any kind)
    """Return the keys that a record of this type has in a file; none for mappings and plain values."""
    return list(_fields(kind))


def is_mapping(kind: Any) -> bool:  # noqa: ANN401  (annotations of any kind)
    """Whether a type is a mapping with names of the user's own."""
    return get_origin(kind) is FrozenMapping


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the remedy for an unknown word: the nearest known one, or all of them.

    >>> nearest("tour_month", ["tour_months", "dwell_ratio"])
    "did you mean 'tour_months'?"
    >>> nearest("", map(str, range(10, 99)))[-20:]
    ', 48, 49 and 49 more'
    """
    known, word = sorted(words), word[:MOST_QUOTED]
    near = max(known, key=lambda each: (_likeness(word, each), -len(each)), default="")
    if word and _likeness(word, near) >= LIKE_ENOUGH:
        return f"did you mean '{near}'?"
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return f"allowed: {', '.join(known[:MOST_NAMED])}{more}" if known else "nothing is allowed below here"


def _likeness(word: str, known: str) -> float:
    """How like a word is to a known one, or to its beginning: `tuor` is like `tour_months`."""
    return max(difflib.SequenceMatcher(a=word, b=part).ratio() for part in (known, known[: len(word)]))


def _below(kind: Any, key: str) -> tuple[Any, Domain | None] | None:  # noqa: ANN401
    return _unwrap(get_args(kind)[1]) if is_mapping(kind) else _fields(kind).get(key)


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, Domain | None]]:  # noqa: ANN401
    """What stands below each key of a record: its type, its domain. Worked out once: pages ask all the time."""
    if not (isinstance(kind, type) and issubclass(kind, Frozen)):
        return {}
    found = {}
    for name, field in kind.model_fields.items():
        inner, domain = _unwrap(field.annotation)
        own = next((each for each in field.metadata if isinstance(each, Domain)), None)
        found[field.alias or name] = (inner, domain or own)
    return found


def _unwrap(annotation: Any) -> tuple[Any, Domain | None]:  # noqa: ANN401
    """Take `None` and `Annotated` off a type, and return the domain found on the way."""
    if get_origin(annotation) in (Union, types.UnionType):
        return _unwrap(next(part for part in get_args(annotation) if part is not types.NoneType))
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        found, domain = _unwrap(inner)
        return found, domain or next((each for each in metadata if isinstance(each, Domain)), None)
    return annotation, None
