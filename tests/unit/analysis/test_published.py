"""Checks against published cases: the claim that a case needs, and our figure beside it."""

import pytest

from model.analysis.published import check, precision
from model.evidence.claims import Register
from model.evidence.published import Case
from model.files.register import published_cases, shipped_register

PLAIN = {"title": "X", "says": "x", "claim": "a.b", "grade": "test", "kernel": "rotation_multiplier", "with": {}}


def test_a_case_is_held_against_a_claim_with_a_number() -> None:
    with pytest.raises(KeyError, match=r"a\.b"):
        check(Case.model_validate(PLAIN), Register())
    words = next(claim.id for claim in shipped_register().claims.values() if not claim.is_number)
    with pytest.raises(ValueError, match="without a number"):
        check(Case.model_validate(PLAIN | {"claim": words}), shipped_register())


@pytest.mark.parametrize(
    ("claim", "published", "within"),
    [
        ("estonia_2023.passed_through", 11_000, 500),  # about 11,000
        ("netherlands_2011.sent_a_year", 5_400, 50),  # about 5,400
        ("gady.pool", 100_000, 5_000),  # up to 100,000: not half of the one digit that it has
        ("europe_2010.sustained_share", 0.1, 0.005),  # about 10 per cent
        ("lebanon_2021.contingents", 35, 0.5),  # exactly 35, which has no halves
        ("france_2011.sent", 36_000, 0.72),  # exactly 36,000
    ],
)
def test_a_figure_agrees_as_near_as_the_published_one_is_stated(claim: str, published: float, within: float) -> None:
    assert precision(shipped_register().claims[claim], published) == pytest.approx(within)


def test_what_is_off_within_the_rounding_agrees_and_is_not_exact() -> None:
    checks = {name: check(case, shipped_register()) for name, case in published_cases().items()}
    assert [checks["estonia_2023"].agrees, checks["estonia_2023"].is_exact] == [True, False]
    assert [checks["france_2011"].agrees, checks["france_2011"].is_exact] == [True, True]
    assert [checks["gady_2024"].agrees, checks["gady_2024"].is_exact] == [False, False]
