"""Checks against published cases: the claim that a case needs, and our figure beside it."""

import pytest

from model.analysis.published import check
from model.evidence.claims import Register
from model.evidence.published import Case
from model.files.register import shipped_register

PLAIN = {"says": "x", "claim": "a.b", "grade": "test", "kernel": "rotation_multiplier", "with": {}}


def test_a_case_is_held_against_a_claim_with_a_number() -> None:
    with pytest.raises(KeyError, match=r"a\.b"):
        check(Case.model_validate(PLAIN), Register())
    words = next(claim.id for claim in shipped_register().claims.values() if not claim.is_number)
    with pytest.raises(ValueError, match="without a number"):
        check(Case.model_validate(PLAIN | {"claim": words}), shipped_register())
