"""Random scenarios whose nations serve some of the parts, in some of the months."""

from typing import Any

import numpy as np

TASKS = ("deterrence", "air", "maritime")


def document(number: int, *, most_nations: int = 6, with_chances: bool = False) -> dict[str, Any]:
    """Return a random scenario: up to three parts with profiles; nations serve, join, leave and offer at random."""
    random = np.random.default_rng([15, number])
    force = {}
    for task in TASKS[: random.integers(1, 4)]:
        profile = {str(month): float(random.choice([0, 0.5, 1, 1.5])) for month in {1, int(random.integers(2, 20))}}
        force[f"part_{task}"] = {
            "task": task,
            "strength": {"troops": float(random.integers(1, 40) * 100)},
            "profile": profile if random.random() < 0.4 else {},
        }
    nations: dict[str, Any] = {}
    for row in range(random.integers(1, most_nations + 1)):
        tasks = [task for task in TASKS if random.random() < 0.6] or ["air"]
        nation = {"position": "declared", "land_strength": float(random.integers(0, 60) * 1_000), "tasks": tasks}
        if random.random() < 0.3:
            nation["offer_troops"] = float(random.integers(0, 40) * 100)
        if random.random() < 0.2:
            nation["posted_elsewhere"] = float(random.integers(0, 40) * 100)
        if random.random() < 0.2:
            nation["deployed_elsewhere"] = float(random.integers(0, 10) * 100)
        if random.random() < 0.3:
            nation["joins_month"] = int(random.integers(2, 12))
        if random.random() < 0.3:
            nation["leaves_month"] = int(random.integers(13, 24))
        if with_chances and random.random() < 0.7:
            nation["probability"] = float(random.choice([0.2, 0.5, 0.9]))
        nations[f"nation_{row}"] = nation
    rule = str(random.choice(["equal_strain", "by_priority", "offers"]))
    return {
        "force": force,
        "rotation": {"tour_months": 6, "dwell_months": float(random.choice([12, 18]))},
        "coalition": {"deployable_share": 0.5, "rule": rule, "contributors": nations},
    }
