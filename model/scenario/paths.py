"""The type at a dotted path of a scenario, such as `force.main.rotation.tour_months`, and the nearest known key."""

import difflib
import types
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, Union, get_args, get_origin

from model.frozen import Frozen, FrozenMapping
from model.letters import MOST_QUOTED, quoted
from model.scenario.domain import Domain

LIKE_ENOUGH = 0.6
MOST_NAMED = 40
"""Known words that a remedy lists."""
ANY_NAME = "*"
"""Stands for the names of the user's own in a mapping."""
Step = tuple[object, Domain | None]
"""A type that stands at a path, and the domain of its numbers."""


def steps(root: object, path: Sequence[str]) -> list[Step]:
    """Return type and domain at `root` and below each key of a path in turn, up to the last key that exists."""
    reached: list[Step] = [(root, None)]
    for key in path:
        fields = _fields(reached[-1][0])
        step = fields.get(key) or fields.get(ANY_NAME)
        if step is None:
            break
        reached.append(step)
    return reached


def type_at(root: object, path: Sequence[str]) -> Step:
    """Return the type and the domain, if any, at a path below `root`.

    Raises:
        LookupError: at the first key that the types do not allow, naming the nearest that they do.
    """
    reached = steps(root, path)
    depth = len(reached) - 1
    if depth < len(path):
        where = ".".join(path[:depth])
        there = f"below {where[:MOST_QUOTED]}" if where else f"in a {getattr(root, '__name__', 'record').lower()}"
        raise LookupError(f"no {quoted(path[depth])} {there}; {nearest(path[depth], keys_of(reached[-1][0]))}")
    return reached[-1]


def keys_of(kind: object) -> list[str]:
    """Return the keys that a record of this type has in a file; none for mappings and plain values."""
    return [key for key in _fields(kind) if key != ANY_NAME]


def is_mapping(kind: object) -> bool:
    """Whether a type is a mapping with names of the user's own."""
    return get_origin(kind) is FrozenMapping


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the remedy for an unknown word: the nearest known one, or all of them.

    >>> nearest("tour_month", ["tour_months", "dwell_ratio"])
    "did you mean 'tour_months'?"
    >>> nearest("", map(str, range(10, 99)))[-20:]
    ', 48, 49 and 49 more'
    """
    known = sorted(words)
    if near := most_like(word, known):
        return f"did you mean '{near}'?"
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return f"allowed: {', '.join(known[:MOST_NAMED])}{more}" if known else "nothing is allowed below here"


def most_like(word: str, words: Iterable[str]) -> str:
    """Return the known word that an unknown one is most like; '' if it is like none.

    >>> most_like("tour_month", ["tour_months", "dwell_ratio"]), most_like("x", ["tour_months"])
    ('tour_months', '')
    """
    word = word[:MOST_QUOTED]
    near = max(sorted(words), key=lambda key: (_likeness(word, key), -len(key)), default="")
    return near if word and _likeness(word, near) >= LIKE_ENOUGH else ""


def _likeness(word: str, known: str) -> float:
    """How like a word is to a known one, or to its beginning: `tuor` is like `tour_months`."""
    return max(difflib.SequenceMatcher(a=word, b=part).ratio() for part in (known, known[: len(word)]))


@cache
def _fields(kind: object) -> dict[str, Step]:
    """Type and domain below each key of a record, and below any name of a mapping."""
    if is_mapping(kind):
        return {ANY_NAME: _unwrap(get_args(kind)[1])}
    if not (isinstance(kind, type) and issubclass(kind, Frozen)):
        return {}
    fields = {}
    for name, field in kind.model_fields.items():
        inner, domain = _unwrap(field.annotation)
        fields[field.alias or name] = (inner, domain or _domain_among(field.metadata))
    return fields


def _unwrap(annotation: object) -> Step:
    """Take `None` and `Annotated` off a type, and return the domain that stood in `Annotated`."""
    if get_origin(annotation) in (Union, types.UnionType):
        return _unwrap(next(part for part in get_args(annotation) if part is not types.NoneType))
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        kind, domain = _unwrap(inner)
        return kind, domain or _domain_among(metadata)
    return annotation, None


def _domain_among(metadata: Iterable[object]) -> Domain | None:
    return next((entry for entry in metadata if isinstance(entry, Domain)), None)
