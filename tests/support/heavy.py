"""Scenarios that grow until a budget refuses them: for the tests of `model.engine.budget`, and for its benchmark."""

from collections.abc import Callable
from typing import Any

from model.engine import budget
from model.scenario import Scenario
from model.scenario.errors import ScenarioError

Document = dict[str, Any]


def coalition(
    count: int,
    *,
    parts: int = 1,
    ranges: int = 0,
    months: int = 24,
    troops: float = 100_000,
    **options: Any,  # noqa: ANN401
) -> Document:
    """A force of some parts and a coalition of `count` nations, the first `ranges` of whose strengths are ranges.

    Options: `element` (troops), `part` and `nation` (keys of each), `changes` (months in which the force changes),
    `rotation`, `schedule`.
    """
    part: Document = {"strength": {"troops": 20_000}, **options.get("part", {})}
    if "element" in options:
        part["element"] = {"name": "unit", "troops": options["element"]}
    if "changes" in options:
        at = range(1, months + 1, max(1, months // options["changes"]))
        part["profile"] = {str(month): 0.5 + 0.5 * (month % 2) for month in at}
    strengths = [{"low": troops, "high": troops + 1_000} if number < ranges else troops for number in range(count)]
    nations = {
        f"n{number}": {"position": "declared", "land_strength": strength, **options.get("nation", {})}
        for number, strength in enumerate(strengths)
    }
    document: Document = {
        "force": {f"part_{number}": part for number in range(parts)},
        "rotation": options.get("rotation", {"tour_months": 6, "dwell_months": 18}),
        "horizon_months": months,
        "schedule": options.get("schedule", {}),
    }
    return document | ({"coalition": {"deployable_share": 0.4, "contributors": nations}} if count else {})


OWN = {
    "tour_months": 5, "dwell_months": 17, "dwell_floor_months": 12, "overlap_months": 0.5, "mobilisation_months": 1,
    "transit_months": 0.5, "preparation_months": 2, "recovery_months": 1,
}  # fmt: skip
"""A rotation with every key of its own."""

KINDS: dict[str, Callable[[int], Document]] = {
    "nations": lambda n: coalition(n, troops=20_000),
    "nations with chances": lambda n: coalition(n, troops=20_000, nation={"probability": 0.5}),
    "parts with rhythms of their own": lambda n: coalition(3, parts=n, part={"rotation": OWN}, changes=3),
    "parts alone": lambda n: coalition(0, parts=n, element=100),
    "parts": lambda n: coalition(20, parts=n, troops=20_000),
    "nations, 12 ranges": lambda n: coalition(n, ranges=12, troops=20_000),
    "nations, 12 ranges, own rhythms, days": lambda n: coalition(
        n, ranges=12, troops=20_000, nation={"rotation": {"tour_months": 5.5, "dwell_months": 13}}, element=500
    ),
    "nations, others fill in": lambda n: coalition(n, ranges=6, schedule={"backfill": True}, element=100),
    "changes of the force": lambda n: coalition(30, ranges=4, months=max(24, n), changes=n),
    "changes of the force, 12 ranges": lambda n: coalition(4, ranges=12, months=max(24, n), changes=n),
    "changes of many parts": lambda n: coalition(9, parts=n, ranges=9, months=600, changes=1),
    "months": lambda n: coalition(30, months=n, element=10),
    "months in days": lambda n: coalition(30, months=n, element=10, schedule={"step": "day"}),
    "dwell at a ratio, days": lambda n: coalition(
        4, rotation={"tour_months": 200.5, "dwell_ratio": n / 10}, element=1_000
    ),
    "months, short tours": lambda n: coalition(2, months=n, element=20, rotation={"tour_months": 1, "dwell_months": 0}),
    "armies": lambda n: coalition(8, troops=10_000 * n, nation={"probability": 0.5}),
    "armies of many": lambda n: coalition(120, troops=1_000 * n, nation={"probability": 0.5}),
    "months of a pool": lambda n: coalition(0, months=n, element=1, schedule={"step": "day"}),
}
"""Each kind of scenario by how it grows; a number that is too large for the types is too large for the budget too."""


def is_accepted(document: Document, limits: budget.Budget) -> bool:
    """Whether a budget takes a scenario."""
    try:
        budget.check(Scenario.from_document(document), limits)
    except ScenarioError:
        return False
    return True


def largest(kind: Callable[[int], Document], limits: budget.Budget) -> int:
    """Return the number with which a kind of scenario is the largest that a budget takes."""
    low, high = 1, 2
    while is_accepted(kind(high), limits):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_accepted(kind(middle), limits) else (low, middle)
    return low
