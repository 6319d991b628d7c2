"""Changes in words: their number, each with the value before and after, and the effect of the last one on the total."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from model.present.numbers import amount, with_unit
from model.present.path_labels import label_of
from model.present.words import plain
from model.present.words.effects import held_in_words
from model.scenario import Scenario
from model.scenario.scenario import NATIONS_AT

WHO, CHANCES = "Who takes part", "Taking part"
CHANCES_AT = "coalition.probability_by_position"
CERTAIN = (0, 1)

Row = tuple[str, str, str]
"""A change's label, its value before, its value now."""


def counted(changes: Iterable[str]) -> str:
    """Return how many things a reader changed: nations that come or go are one, and so are the chances.

    >>> counted(["rotation.tour_months"]), counted([])
    ('1 change', '0 changes')
    """
    return with_unit(str(len({_kind(path) for path in changes})), "changes")


def own_figures(*scenarios: Scenario) -> int:
    """Return how many figures of the reader's the scenarios hold; that a nation is in or out is a choice, no figure."""
    return len(
        {
            (path, quantity.low, quantity.central, quantity.high)
            for scenario in scenarios
            for path, quantity in scenario.quantities().items()
            if quantity.standing == "user"
            and not quantity.is_default
            and not (_kind(path) == WHO and quantity.central in CERTAIN)
        }
    )


def rows(before: Scenario, after: Scenario, changes: Iterable[str]) -> Iterator[Row]:
    """Yield a row for each thing that was changed, by the dotted paths of the changes."""
    by_kind: dict[str, list[str]] = {}
    for path in changes:
        by_kind.setdefault(_kind(path), []).append(path)
    for kind, paths in by_kind.items():
        if kind == WHO and all(is_nation(before, after, path) for path in paths):
            yield _who(before, after, paths)
        elif kind == CHANCES:
            yield (CHANCES, _chances(before), _chances(after))
        else:
            held = (before.quantities(), after.quantities())
            for path in paths:
                yield (
                    label_of(before, path),
                    held_in_words(held[0], path, before),
                    held_in_words(held[1], path, after),
                )


def changed_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the paths at which two sets of changes of one scenario differ.

    >>> changed_between({"a": 1, "b": 2}, {"b": 2, "c": 3})
    ['a', 'c']
    """
    missing = object()
    return [path for path in {**before, **after} if before.get(path, missing) != after.get(path, missing)]


def _kind(path: str) -> str:
    """The kind that a change is counted under: paths of one choice count as one, every other path by itself."""
    if path.startswith(f"{NATIONS_AT}.") and path.endswith(".probability"):
        return WHO
    return CHANCES if path.startswith(CHANCES_AT) else path


def is_nation(before: Scenario, after: Scenario, path: str) -> bool:
    """Return whether a change puts a nation in or takes it out: its chance is 0, 1 or not given, before and after."""
    if _kind(path) != WHO:
        return False
    before_and_after = [scenario.quantities().get(path) for scenario in (before, after)]
    return all(quantity is None or quantity.central in CERTAIN for quantity in before_and_after)


def came_and_went(before: Scenario, after: Scenario, paths: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the titles of the nations that the changes at these paths brought in, and of those they took out."""
    was, now = before.quantities(), after.quantities()
    came: list[str] = []
    went: list[str] = []
    for path in paths:
        # without a chance of its own now, a nation is back where it was before it had one
        is_in = now[path].central == 1 if path in now else was[path].central == 0
        (came if is_in else went).append(after.nation_title(path.split(".")[2]))
    return sorted(came), sorted(went)


def _who(before: Scenario, after: Scenario, paths: Iterable[str]) -> Row:
    """The nations that changed, with and without them before and now."""
    came, went = (plain.listed(map(plain.nation, titles)) for titles in came_and_went(before, after, paths))
    return (WHO, _with_and_without(went, came), _with_and_without(came, went))


def _with_and_without(present: str, absent: str) -> str:
    return ", ".join(f"{word} {names}" for word, names in (("with", present), ("without", absent)) if names)


def _chances(scenario: Scenario) -> str:
    chances = scenario.coalition.probability_by_position if scenario.coalition else {}
    return ", ".join(f"{position} {amount(chance.central)}" for position, chance in chances.items()) or "yes or no"
