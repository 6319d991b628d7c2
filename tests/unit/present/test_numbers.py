"""Numbers for reading: nothing reads as zero that is not, and zero has no sign."""

from collections.abc import Callable

import pytest

from model.present import numbers

ROUNDED = (
    numbers.amount, numbers.whole, numbers.rounded, numbers.rounded_troops, numbers.entered, numbers.lever,
    numbers.tenths, numbers.times, numbers.with_sign, numbers.signed, numbers.percent, numbers.in_100, numbers.of_100,
    numbers.tenths_in_100,
)  # fmt: skip
OF_DIGITS = (
    numbers.exact, numbers.worked, numbers.to_two_digits, numbers.to_three_digits, numbers.to_four_digits,
)  # fmt: skip


@pytest.mark.parametrize("words", [*ROUNDED, *OF_DIGITS])
def test_zero_has_no_minus(words: Callable[[float], str]) -> None:
    assert words(-0.0) == words(0.0)


@pytest.mark.parametrize("words", ROUNDED)
def test_a_rounding_error_below_zero_has_no_minus(words: Callable[[float], str]) -> None:
    assert words(-1e-13) == words(0.0)


@pytest.mark.parametrize(
    ("words", "number", "text"),
    [
        (numbers.rounded, 0.004, "less than 0.01"),
        (numbers.rounded, -0.004, "more than −0.01"),
        (numbers.rounded_troops, 0.38, "less than 1"),
        (numbers.rounded_troops, 1.4, "1.4"),
        (numbers.signed, 0.004, "less than +0.01"),
        (numbers.of_100, 0.001, "less than 1"),
        (numbers.of_100, 0.9999, "more than 99"),
        (numbers.percent, 0.001, "less than 1%"),
        (numbers.tenths_in_100, 0.0001, "less than 0.1"),
    ],
)
def test_what_is_not_zero_never_reads_as_zero(words: Callable[[float], str], number: float, text: str) -> None:
    assert words(number) == text


def test_a_number_with_its_words_is_the_number_everywhere_else() -> None:
    number = numbers.Written(8571.43, "8,500")
    assert (number == 8571.43, repr(number), number.words) == (True, "8571.43", "8,500")
