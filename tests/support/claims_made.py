"""Claims made for a test, and those of the evidence."""

from model.evidence.claims import Claim, Register
from model.files.register import shipped_register
from model.frozen import FrozenMapping

REGISTER = shipped_register()
CLAIMS = REGISTER.claims


def claim(**fields: object) -> Claim:
    """Return a claim in words, or with the number given."""
    record = {
        "id": "a.b", "says": "It is so.", "speaker": "A", "said_on": "2025-01-02", "reported_by": "B",
        "reported_on": "2025", "date_basis": "stated", "kind": "said", "seed": "x.txt",
    }  # fmt: skip
    return Claim.model_validate(record | ({} if {"value", "low"} & set(fields) else {"text": "so"}) | fields)


def register(*claims: Claim) -> Register:
    """Return a register of these claims alone."""
    return Register(FrozenMapping({claim.id: claim for claim in claims}))
