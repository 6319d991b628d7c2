"""Lord Dannatt's scenario with a pool that one can work out by hand: two fifths of 75,000, and nothing elsewhere."""

from typing import Any

import model
from model import Scenario

NATION = "coalition.contributors.united_kingdom"
NUMBERS = {
    "coalition.deployable_share": {"claim": "nato_2004.deployable_share", "because": "a number to work with by hand"},
    f"{NATION}.posted_elsewhere": {"value": 0, "because": "nothing elsewhere"},
    f"{NATION}.deployed_elsewhere": {"value": 0, "because": "nothing elsewhere"},
}
SET = ("--set", "coalition.deployable_share=0.4", "--set", f"{NATION}.posted_elsewhere=0",
       "--set", f"{NATION}.deployed_elsewhere=0")  # fmt: skip
"""The same for a command."""


def by_hand(changes: dict[str, Any] | None = None) -> Scenario:
    """Return the scenario, with further changes."""
    return model.load("dannatt", changes=NUMBERS).replace(changes or {})
