"""What the register knows of a nation stands in for what a scenario leaves out, as of the scenario's date.

Only plain data is filled in, claims among it, so that it is validated and shown like what a file gives.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from model.evidence.claims import Register

AT = ("coalition", "contributors")


def filled(document: Mapping[str, Any], register: Register) -> dict[str, Any]:
    """Return the document with each contributor's position, land strength and offer from the register.

    The latest position and offer on or before the scenario's date; what the file gives stands, `null` too.
    """
    coalition = document.get("coalition")
    contributors = coalition.get("contributors") if isinstance(coalition, dict) else None
    if not isinstance(coalition, dict) or not isinstance(contributors, dict):
        return dict(document)
    day = _day(document.get("as_of")) or register.latest_day
    known = {
        name: {**_known(name, register, day), **(given or {})} if isinstance(given, dict | None) else given
        for name, given in contributors.items()
    }
    return {**document, "coalition": {**coalition, "contributors": known}}


def _day(as_of: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(as_of))
    except ValueError:  # the scenario's own validation says so
        return None


def _known(nation: str, register: Register, day: dt.date | None) -> dict[str, Any]:
    position = register.position(nation, day)
    offer = register.figure(nation, "offer", day)
    strength = register.figure(nation, "land_strength")
    found: dict[str, Any] = {}
    if position is not None:
        found["position"] = position.position
    if strength is not None:
        found["land_strength"] = {"claim": strength.id, "because": "rounded, as published"}
    if offer is not None:
        found["offer_troops"] = {"claim": offer.id, "because": f"the latest offer on or before {day}, at its bound"}
    return found
