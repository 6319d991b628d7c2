"""Changes to a scenario's plain document by dotted path: the one way that variants, `--set` and the pages use."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from model.frozen import Frozen
from model.letters import MOST_QUOTED, quoted
from model.scenario.errors import MOST_TOLD, Path, Problem
from model.scenario.paths import Step, is_mapping, nearest, steps, type_at
from model.scenario.plain import Replacement, plain
from model.scenario.quantity import Quantity

Document = dict[str, Any]


def split(path: str) -> Path:
    """Return a dotted path's keys.

    >>> split("rotation.tour_months")
    ('rotation', 'tour_months')
    """
    return tuple(path.split("."))


def make_changes(
    document: Mapping[str, Any],
    changes: Mapping[str, Any],
    root: type[Frozen],
    known_names: Mapping[str, Collection[str]],
) -> tuple[Document, list[Problem]]:
    """Return a document with each dotted path set to its value, and the problems of the changes left out.

    It shares every part that does not change with `document`, which is plain data and stays as it is. A value of None
    takes the path away. Either key of a pair (dwell as months or as a ratio) replaces the pair. A path exists if the
    types allow it; a component exists if the document has it, a contributor also if `known_names` (path of the mapping
    -> names) has it. Values are not checked here.
    """
    changed: Document = dict(document)
    types = {path: steps(root, path) for path in map(split, changes)}
    problems = [*_overlaps(types), *_rivals(types)]
    for number, (path, value) in enumerate(zip(types, changes.values(), strict=True)):
        if len(problems) >= MOST_TOLD:  # a remedy takes some time to find
            words = f"and the {len(types) - number:,} changes from here on are not looked at; mend the others first"
            return changed, [*problems[:MOST_TOLD], Problem(path, words)]
        try:
            _set(changed, path, plain(value), types[path], known_names)
        except LookupError as error:
            problems.append(Problem(path, str(error.args[0])))
    return changed, problems


def _rivals(types: Mapping[Path, list[Step]]) -> list[Problem]:
    """The problems of changes that replace one another, so that only the last would count."""
    problems: list[Problem] = []
    seen: set[Path] = set()
    for path, types_and_domains in types.items():
        parent = types_and_domains[len(path) - 1][0] if len(types_and_domains) >= len(path) else None
        others = ((*path[:-1], key) for key in _others_of_pair(parent, path[-1]))
        problems.extend(
            Problem(path, f"and {quoted('.'.join(other))} replace one another; keep one of the two")
            for other in others
            if other in seen
        )
        seen.add(path)
    return problems


def _overlaps(paths: Collection[Path]) -> list[Problem]:
    return [
        Problem(inner, f"is changed twice: {quoted('.'.join(outer))} holds it; keep one of the two")
        for inner in paths
        for outer in above(inner)
        if outer in paths
    ]


def above(path: Path) -> Iterator[Path]:
    """Yield every path that a path lies below, from the top.

    >>> list(above(("rotation", "tour_months", "low")))
    [('rotation',), ('rotation', 'tour_months')]
    """
    return (path[:depth] for depth in range(1, len(path)))


def _set(
    document: Document, path: Path, value: object, types: list[Step], known_names: Mapping[str, Collection[str]]
) -> None:
    if len(types) <= len(path):
        type_at(types[0][0], path)  # raises the error with its remedy
    here = document
    for depth, key in enumerate(path[:-1]):
        if is_mapping(types[depth][0]) and key not in here:
            _check_name(key, list({**here, **dict.fromkeys(known_names.get(".".join(path[:depth]), ()))}), path[:depth])
        inner = here.get(key)
        here[key] = dict(inner) if isinstance(inner, dict) else {}
        here = here[key]
    parent, _ = types[len(path) - 1]
    for replaced in _others_of_pair(parent, path[-1]):
        here.pop(replaced, None)
    if isinstance(value, dict) and isinstance(here.get(path[-1]), dict) and _has_keys(types[len(path)][0]):
        value = Replacement(value)
    if value is not None:
        here[path[-1]] = value
    elif here.pop(path[-1], None) is None and is_mapping(parent):
        raise LookupError(f"nothing named {quoted(path[-1])} to take away; {nearest(path[-1], here)}")


def _check_name(name: str, known: list[str], where: Path) -> None:
    if name not in known:
        raise LookupError(f"no {quoted(name)} below {'.'.join(where)[:MOST_QUOTED]} to change; {nearest(name, known)}")


def replaced_by(path: str, root: type[Frozen]) -> list[str]:
    """Return the dotted paths whose values a change of one path replaces: the other keys of its pair."""
    keys = split(path)
    parent, _ = type_at(root, keys[:-1])
    return [".".join((*keys[:-1], other)) for other in _others_of_pair(parent, keys[-1])]


def one_after_another(before: Mapping[str, Any], later: Mapping[str, Any], root: type[Frozen]) -> dict[str, Any]:
    """Return changes with later ones behind them, in order, without those whose values the later ones replace.

    >>> from model.scenario import Scenario
    >>> dwell = {"rotation.tour_months": 6, "rotation.dwell_ratio": 2}
    >>> one_after_another(dwell, {"rotation.dwell_months": 24}, Scenario)
    {'rotation.tour_months': 6, 'rotation.dwell_months': 24}
    """
    replaced = {*later, *(other for path in later for other in replaced_by(path, root))}
    stay = {
        path: value
        for path, value in before.items()
        if path not in replaced and later.keys().isdisjoint(map(".".join, above(split(path))))
    }
    return {**stay, **later}


def value_at(document: Mapping[str, Any], changed: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  (plain data)
    """Return the value of a plain document at a dotted path, else the value it was changed to there; None for neither.

    >>> value_at({"rotation": {"tour_months": 6}}, {"title": None}, "rotation.tour_months")
    6

    A table of nations that the path of its name was changed to stands in no document: its nations do.
    """
    value: Any = document
    for key in split(path):
        value = value.get(key) if isinstance(value, Mapping) else None
    return changed.get(path) if value is None else value


def _others_of_pair(kind: object, key: str) -> list[str]:
    pairs = getattr(kind, "alternatives", ())
    return [other for pair in pairs if key in pair for other in pair if other != key]


def differences(base: Mapping[str, Any], other: Mapping[str, Any], root: type[Frozen]) -> dict[str, Any]:
    """Return the changes by dotted path that make one plain document into another, in the other's order.

    A quantity, a list, a component or a nation that only one document has is one change; None takes away. A key that
    the other key of its pair replaces needs no change.
    """
    return {".".join(path): value for path, value in _differences(base, other, root, ())}


def _differences(
    base: Mapping[str, Any], other: Mapping[str, Any], kind: object, path: Path
) -> Iterator[tuple[Path, Any]]:
    for key, value in other.items():
        below = (*path, key)
        if key in base and base[key] == value:
            continue
        inner, _ = type_at(kind, (key,))
        if isinstance(value, Mapping) and isinstance(base.get(key), Mapping) and _has_keys(inner):
            yield from _differences(base[key], value, inner, below)
        else:
            yield below, value
    for key in base:
        if key not in other and not set(_others_of_pair(kind, key)) & set(other):
            yield (*path, key), None


def _has_keys(kind: object) -> bool:
    """Whether a change can name a part of a value of this type: of a record or a mapping, not of a quantity."""
    return is_mapping(kind) or (isinstance(kind, type) and issubclass(kind, Frozen) and kind is not Quantity)
