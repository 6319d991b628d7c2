"""Typed numbers: a table of notations, each read as meant or refused with its remedy."""

import pytest

import model
from model.ui.session.typed import Numbers, as_text

MONTHS = Numbers(0.5, 24, "months")
TROOPS = Numbers(0, 200_000, "troops", is_whole=True, is_count=True)
ABOVE_ZERO = Numbers(0, 240, "months", is_above_least=True)
OUT_OF_RANGE, DIGITS = "is out of range: write", "is no number: write digits alone"


@pytest.mark.parametrize(
    ("numbers", "text", "number"),
    [
        (MONTHS, "1.5", 1.5),
        (MONTHS, " 7\t", 7),
        (MONTHS, "\u00a07\u202f", 7),
        (MONTHS, "+7", 7),
        (MONTHS, "007", 7),
        (MONTHS, "7.", 7),
        (MONTHS, ".5", 0.5),
        (MONTHS, "1e1", 10),
        (MONTHS, "50e\u22121", 5),
        (MONTHS, "2.125", 2.125),
        (MONTHS, "20.000", 20),
        (TROOPS, "1e4", 10_000),
        (TROOPS, "1E4", 10_000),
        (TROOPS, "12345", 12_345),
        (TROOPS, "12345.0", 12_345),
        (TROOPS, "\uff11\uff12", 12),
        (TROOPS, "-0", 0),
        (TROOPS, "\u22120", 0),
        (ABOVE_ZERO, "0.01", 0.01),
    ],
)
def test_a_number_is_read_as_meant(numbers: Numbers, text: str, number: float) -> None:
    assert numbers.refusal(text) == ""
    assert str(numbers.read(text)) == str(float(number))


@pytest.mark.parametrize(
    ("numbers", "text", "reason"),
    [
        (MONTHS, "1,5", "'1,5' has a comma: write 1.5"),
        (MONTHS, "\u22121,5", "'-1,5' has a comma: write -1.5"),
        (MONTHS, ",5", f"',5' {DIGITS}"),
        (MONTHS, "20,000", "'20,000' can mean two numbers: write 20000, or 20"),
        (MONTHS, "-5", f"'-5' {OUT_OF_RANGE} 0.5 to 24 months"),
        (MONTHS, "\u22125", f"'\u22125' {OUT_OF_RANGE} 0.5 to 24 months"),
        (MONTHS, "", "the box is empty; write a number"),
        (MONTHS, " \u00a0", "the box is empty; write a number"),
        (MONTHS, "nan", f"'nan' {OUT_OF_RANGE} 0.5 to 24 months"),
        (MONTHS, "6 months", f"'6 months' {DIGITS}"),
        (TROOPS, "20.000", "'20.000' can mean two numbers: write 20000, or 20"),
        (TROOPS, "20,000", "'20,000' can mean two numbers: write 20000, or 20"),
        (TROOPS, "20 000", "'20 000' is written with separators: write 20000"),
        (TROOPS, "20\u00a0000", "'20\u00a0000' is written with separators: write 20000"),
        (TROOPS, "20\u202f000", "'20\u202f000' is written with separators: write 20000"),
        (TROOPS, "20\u2019000", "'20\u2019000' is written with separators: write 20000"),
        (TROOPS, "20'000", "'20'000' is written with separators: write 20000"),
        (TROOPS, "1.500.000", "'1.500.000' is written with separators: write 1500000"),
        (TROOPS, "1.500,5", "'1.500,5' is written with separators: write 1500.5"),
        (TROOPS, "30,000 troops", f"'30,000 troops' {DIGITS}"),
        (TROOPS, "30k", f"'30k' {DIGITS}"),
        (TROOPS, "1 5", f"'1 5' {DIGITS}"),
        (TROOPS, "1e4,5", f"'1e4,5' {DIGITS}"),
        (TROOPS, "--5", f"'--5' {DIGITS}"),
        (TROOPS, "10%", f"'10%' {DIGITS}"),
        (TROOPS, "\u00bd", f"'\u00bd' {DIGITS}"),
        (TROOPS, "20000\u200b", f"'20000\u200b' {DIGITS}"),
        (TROOPS, "1e999", f"'1e999' {OUT_OF_RANGE} 0 to 200,000 troops"),
        (TROOPS, "inf", f"'inf' {OUT_OF_RANGE} 0 to 200,000 troops"),
        (TROOPS, "200001", f"'200001' {OUT_OF_RANGE} 0 to 200,000 troops"),
        (TROOPS, "2.5", "'2.5' is no whole number: write 2 or 3"),
        (TROOPS, "1" + ",000" * 20, f"'1{',000' * 9},00\u2026' {DIGITS}"),
        (ABOVE_ZERO, "0", f"'0' {OUT_OF_RANGE} above 0, at most 240 months"),
        (ABOVE_ZERO, "1e-300", "'1e-300' is too near to 0: write at least 1e-30"),
    ],
)
def test_any_other_text_is_refused_with_its_remedy(numbers: Numbers, text: str, reason: str) -> None:
    assert numbers.refusal(text) == reason


@pytest.mark.parametrize("number", [0, 6, 0.1, 1 / 3, 13333.333333333334, 1.125, 30_000, 1e-7, 1e20, 0.1 + 0.2])
@pytest.mark.parametrize("is_count", [True, False])
def test_the_text_in_a_box_means_exactly_its_number(number: float, *, is_count: bool) -> None:
    numbers, text = Numbers(0, 1e21, is_count=is_count), as_text(number, is_count=is_count)
    assert numbers.refusal(text) == ""
    assert numbers.read(text) == number


def test_the_numbers_of_a_domain_are_those_that_a_file_takes() -> None:
    scenario = model.load("dannatt")
    tour, troops = (
        scenario.domain_of(path) for path in ("rotation.tour_months", "force.british_force.strength.troops")
    )
    assert tour
    assert troops
    assert (Numbers.of(tour).allowed, Numbers.of(troops).allowed) == (tour.allowed, troops.allowed)
    assert Numbers.of(tour).is_above_least
    assert Numbers.of(troops).is_count
