"""Shipped scenarios with pools that one can work out by hand: two fifths of each army, and nothing elsewhere."""

from typing import Any

import model
from model import Scenario

NATIONS = "coalition.contributors"
SHARE = {"coalition.deployable_share": {"claim": "nato_2004.deployable_share", "because": "a number to work with"}}
SET = ("--set", "coalition.deployable_share=0.4")
"""The share for a command, with nothing elsewhere for the United Kingdom."""


def nothing_elsewhere(*nations: str) -> dict[str, Any]:
    """Return the changes that leave out what nations have committed elsewhere."""
    none = {"value": 0, "because": "nothing elsewhere"}
    return {f"{NATIONS}.{name}.{key}": none for name in nations for key in ("posted_elsewhere", "deployed_elsewhere")}


for path in nothing_elsewhere("united_kingdom"):
    SET += ("--set", f"{path}=0")


def by_hand(changes: dict[str, Any] | None = None) -> Scenario:
    """Return Lord Dannatt's scenario: 10,000 troops from a pool of 30,000, at three to four in the cycle."""
    return model.load("dannatt", changes=SHARE | nothing_elsewhere("united_kingdom")).replace(changes or {})


def two_by_hand(name: str = "reassurance_force", changes: dict[str, Any] | None = None) -> Scenario:
    """Return a scenario with pools of 30,000 in the United Kingdom and 48,000, with 10,000 offered, in France."""
    france = {"position": "offered", "offer_troops": {"claim": "france.offer_2025_02", "because": "as reported"}}
    both: dict[str, Any] = {f"{NATIONS}.france.{key}": value for key, value in france.items()}
    common = {f"{NATIONS}.{name}.deployable_share": None for name in ("france", "italy")}
    elsewhere = nothing_elsewhere("united_kingdom", "france")
    return model.load(name, changes=SHARE | common | elsewhere | both).replace(changes or {})
