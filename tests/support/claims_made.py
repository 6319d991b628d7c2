"""Claims made for a test, and those of the evidence."""

import calendar
import re

from model.evidence.claims import Claim, Register
from model.files.register import shipped_register
from model.frozen import FrozenMapping

REGISTER = shipped_register()
CLAIMS = REGISTER.claims
UNKNOWN, LONG_WORD = "unknown", r"\w{4,}"


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


def not_shown(claim: Claim, text: str) -> list[str]:
    """Return the parts of a claim's record that a card's text does not have: speaker, office, month, outlet.

    It reads the record alone, so that it does not go wrong with the words of the pages.
    """
    day = claim.said_on if claim.said_on != UNKNOWN else claim.reported_on
    year, *month = day.split("/")[0].split("-")[:2] if day != UNKNOWN else ["not known"]
    name, outlet = claim.speaker.partition(", ")[0], claim.reported_by
    parts = [
        *(re.findall(LONG_WORD, name) if UNKNOWN not in name else ["unnamed"]),
        *([claim.role] if claim.role not in claim.speaker else []),
        *(calendar.month_abbr[int(number)] for number in month),
        year,
    ]
    words = (re.findall(LONG_WORD, outlet) or [outlet]) if UNKNOWN not in outlet else ["could not identify"]
    is_outlet_shown = any(word.lower() in text.lower() for word in words)
    return [part for part in parts if part.lower() not in text.lower()] + ([] if is_outlet_shown else [outlet])
