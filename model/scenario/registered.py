"""The keys that the register gives a coalition's nations, where a scenario's document leaves them out."""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from model.evidence.claims import COMMITMENTS, Register
from model.scenario.plain import with_key


def filled(document: Mapping[str, Any], register: Register) -> dict[str, Any]:
    """Return the document with each contributor's position, land strength, commitments and offer from the register.

    Position, commitments and offer are the latest on or before the scenario's date. A key of the file stands, `null`
    too. Only plain data is filled in, claims among it, so that it is validated and shown like a file's.
    """
    coalition = document.get("coalition")
    contributors = coalition.get("contributors") if isinstance(coalition, dict) else None
    if not isinstance(coalition, dict) or not isinstance(contributors, dict):
        return dict(document)
    known = _known(register, _day(document.get("as_of")) or register.latest_day)
    whole = {
        name: {**known.get(name, {}), **(nation or {})} if isinstance(nation, dict | None) else nation
        for name, nation in contributors.items()
    }
    return {**document, "coalition": with_key(coalition, "contributors", whole)}


def _day(as_of: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(as_of))
    except ValueError:  # the scenario's own validation says so
        return None


@lru_cache(maxsize=256)
def _known(register: Register, day: dt.date | None) -> Mapping[str, Any]:
    """The keys that the register gives each of its nations on a day."""
    return {nation: _known_of(nation, register, day) for nation in register.nations}


def _known_of(nation: str, register: Register, day: dt.date | None) -> dict[str, Any]:
    position = register.position(nation, day)
    offer = register.figure(nation, "offer", day)
    strength = register.figure(nation, "land_strength")
    known: dict[str, Any] = {}
    if position is not None:
        known["position"] = position.position
    if strength is not None:
        known["land_strength"] = {"claim": strength.id, "because": "rounded, as published"}
    for figure in COMMITMENTS:
        commitment = register.figure(nation, figure, day)
        if commitment is not None:
            because = f"the latest figure on or before {day} for its land forces"
            known[figure] = {"claim": commitment.id, "because": because}
    if offer is not None:
        known["offer_troops"] = {"claim": offer.id, "because": f"the latest offer on or before {day}, at its bound"}
    return known
