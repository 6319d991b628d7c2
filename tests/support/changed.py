"""Small scenarios in plain data, each with one thing changed, and the problems that the types find in them."""

from typing import Any

import pytest

from model.evidence.claims import Claim, Register
from model.frozen import FrozenMapping
from model.scenario import Scenario
from model.scenario.errors import ScenarioError

FORCE: dict[str, Any] = {"main": {"strength": {"troops": 10_000}}}
ROTATION: dict[str, Any] = {"tour_months": 6, "dwell_ratio": 2}


def claim(name: str, **fields: object) -> Claim:
    """Return a claim with these fields."""
    common = {
        "says": "A figure.", "speaker": "a speaker", "said_on": "2025", "reported_by": "an outlet",
        "reported_on": "2025-02", "date_basis": "stated", "kind": "said", "url": "https://example.org",
    }  # fmt: skip
    return Claim.model_validate({"id": name, **common, **fields})


REGISTER = Register(
    FrozenMapping(
        {
            record.id: record
            for record in (
                claim("a.troops", value=5_000, unit="troops", bound="exactly"),
                claim("a.at_most", value=7_000, unit="troops", bound="up_to"),
                claim("a.words", text="no number"),
                claim("a.months", low=4, high=6, unit="months", bound="exactly"),
                claim("a.pounds", value=100_000, unit="gbp_per_soldier_year", bound="exactly", nation="france"),
            )
        }
    )
)


def built(**changes: object) -> Scenario:
    """Return the least scenario with these keys changed."""
    return Scenario.from_document({"force": FORCE, "rotation": ROTATION, **changes}, register=REGISTER)


def coalition(**fields: object) -> dict[str, Any]:
    """Return a coalition of France with these keys changed."""
    return {"coalition": {"deployable_share": 0.4, "contributors": {"france": {"land_strength": 1_000}}, **fields}}


def contributor(**fields: object) -> dict[str, Any]:
    """Return a coalition in which France has these keys."""
    return coalition(contributors={"france": {"land_strength": 1_000, **fields}})


def profile(shares: dict[str, float]) -> dict[str, Any]:
    """Return a force with this profile."""
    return {"force": {"main": {"strength": {"troops": 5}, "profile": shares}}}


def problems(**changes: object) -> list[str]:
    """Return the problems of the least scenario with these keys changed."""
    with pytest.raises(ScenarioError) as caught:
        built(**changes)
    return [str(problem) for problem in caught.value.problems]


def strength(troops: object) -> dict[str, Any]:
    """Return a force of so many troops."""
    return {"force": {"main": {"strength": {"troops": troops}}}}
