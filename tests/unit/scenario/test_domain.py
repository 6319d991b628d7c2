"""Domains: the numbers that a field allows, in words and at their ends."""

import pytest
from pydantic_core import PydanticCustomError

from model.scenario import domain

TOUR = domain.months("Tour", "months", above_zero=True)
UNIT = domain.troops_of_a_unit("Unit", "troops", slider=(1, 2, 1))


@pytest.mark.parametrize(
    ("field", "number", "refusal"),
    [
        (domain.share("Share", "a part"), 1, ""),
        (domain.share("Share", "a part"), 1.0001, "1.0001 is out of range; allowed: 0 to 1 share"),
        (TOUR, 0, "0 is out of range; allowed: above 0, at most 240 months"),
        (TOUR, 1e-31, "1e-31 is too near to 0; give at least 1e-30"),
        (domain.months("Dwell", "months"), 1e-31, "1e-31 is too near to 0; give 0 or at least 1e-30"),
        (domain.months("Dwell", "months"), 1e-30, ""),
        (domain.troops("Troops", "troops"), -0.5, "-0.5 is out of range; allowed: 0 to 10,000,000 troops"),
        (UNIT, 0.5, "0.5 is out of range; allowed: 1 to 100,000 troops"),
        (domain.people("Target", "people", most=7), 8, "8 is out of range; allowed: 0 to 7 people"),
        (domain.ratio("Ratio", "for each"), 100.5, "100.5 is out of range; allowed: 0 to 100 ratio"),
    ],
)  # fmt: skip
def test_a_number_out_of_range_or_too_near_to_nothing_is_refused(
    field: domain.Domain, number: float, refusal: str
) -> None:
    assert field.refusal(number) == refusal


def test_the_slider_has_ends_of_its_own_and_counted_numbers_go_in_steps() -> None:
    tour = domain.months("Tour", "months", slider=(0.5, 24, 0.5))
    assert (tour.ends, tour.is_in_steps) == ((0.5, 24), True)
    share = domain.share("Share", "a part")
    assert (share.ends, share.is_in_steps) == ((0, 1), False)
    assert domain.troops("Troops", "troops", slider=(0, 200_000, 500)).is_in_steps


def test_a_share_written_as_a_percentage_is_refused_with_the_share() -> None:
    with pytest.raises(PydanticCustomError, match=r"'40%' is a percentage: write 0\.4"):
        domain.share("Share", "of all").check_spelling({"low": "40%", "high": 0.5})
    assert TOUR.check_spelling("40%") == "40%"
