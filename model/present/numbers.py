"""Numbers for reading: derived ones are rounded the same way everywhere, given ones stand as they were given."""

import math

ROUNDED_TO_500_FROM = 5_000
ONE = {"troops": "soldier", "people": "person"}
"""What one of them is called."""


def rounded(number: float) -> float:
    """Return a derived figure rounded for reading: to 500, or to two significant figures below 5,000.

    >>> [rounded(number) for number in (37_035, 4_321, 12.34, 0)]
    [37000.0, 4300.0, 12.0, 0.0]
    """
    if number == 0:
        return 0.0
    if abs(number) >= ROUNDED_TO_500_FROM:
        return math.floor(number / 500 + 0.5) * 500.0
    return two_digits(number)


def amount(number: float) -> str:
    """Return a number with thousands separators and no needless decimals.

    >>> amount(30000.0), amount(2.5)
    ('30,000', '2.5')
    """
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}".rstrip("0").rstrip(".")


def in_text(number: float) -> str:
    """Return a derived number as text and figures have it: rounded.

    >>> in_text(41_151.26)
    '41,000'
    """
    return amount(rounded(number))


def as_entered(number: float) -> str:
    """Return a number as it was given, with thousands separators.

    >>> as_entered(12_345.5), as_entered(0.125)
    ('12,345.5', '0.125')
    """
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def two_digits(number: float) -> float:
    """Return a number rounded to two significant figures."""
    return 0.0 if number == 0 else float(round(number, 1 - math.floor(math.log10(abs(number)))))


def with_unit(number: str, unit: str) -> str:
    """Return a number in words with its unit: a currency before it, one of a thing in the singular.

    >>> with_unit("12", "months"), with_unit("1", "months"), with_unit("0.5", ""), with_unit("5", "EUR a year")
    ('12 months', '1 month', '0.5', 'EUR 5 a year')
    """
    first, _, rest = unit.partition(" ")
    if first.isupper():
        return f"{first} {number} {rest}".strip()
    if number == "1":
        first = ONE.get(first, first.removesuffix("s"))
    return f"{number} {first} {rest}".strip()
