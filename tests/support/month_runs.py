"""Runs whose months are read."""

from typing import Any

from by_hand import by_hand, two_by_hand
from coalitions import brigades

import model
from model.engine.run import Run

AT_ONCE = {"schedule.start": "rested"}
"""The change that lets all units start at once."""
FRANCE_TOO = {"coalition.contributors.france.position": "declared"}
"""The change with which France counts beside the United Kingdom in `reassurance_force`."""


def shipped(name: str, changes: dict[str, Any] | None = None) -> Run:
    """Return the run of a shipped scenario with changes; two of them with pools that one can work out by hand."""
    load = {"dannatt": by_hand, "reassurance_force": two_by_hand}.get(name, lambda: model.load(name))
    scenario = load()
    return model.run(scenario.replace(changes) if changes else scenario).runs[0]


def one_pool(troops: int = 10_000, pool: int = 30_000, rotation: dict[str, Any] | None = None, **more: object) -> Run:
    """Return the run of whole brigades from one nation's pool."""
    changes = {"rotation": rotation or {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}, **more}
    return brigades({"a": {"land_strength": pool}}, troops=troops, changes=changes)
