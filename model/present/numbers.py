"""Numbers for reading: derived ones are rounded the same way everywhere, entered ones stand as they were entered."""

import math
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Self

from model import terms
from model.frozen import Range
from model.kernels.arrays import ROUNDING

NOT_KNOWN = terms.NOT_KNOWN
STEPS = ((20_000, 500.0), (5_000, 100.0), (1_000, 50.0), (100, 10.0))
"""From each size on figures are rounded to its step."""
TWO_DIGITS_BELOW = 10
WORKED_DIGITS, WHOLE_FROM, LEVER_PLACES = 6, 1_000, 12
MONEY = ((1e9, "billion"), (1e6, "million"))
COINED = ((1e9, "bn"), (1e6, "m"))
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}
LEAST, LEAST_TROOPS = "0.01", "1"
"""A figure that would read as zero and is not one is less than this; so is a number of troops."""
ONE = {"troops": "soldier", "people": "person"}
"""The singular of units that it is not formed from."""


def step_of(*numbers: float | None) -> float:
    """Return the step of rounding that figures of one sentence or picture share, by the smallest that is not zero.

    It is 500 from 20,000 on, 100 from 5,000, 50 from 1,000, 10 from 100, else 1.

    >>> step_of(17_500, 30_000), step_of(30_000, 0), step_of(12.5, 30_000)
    (100.0, 500.0, 1.0)
    """
    sizes = [abs(number) for number in numbers if number is not None and abs(number) > ROUNDING]
    least = min(sizes, default=0.0)
    return next((step for begin, step in STEPS if least >= begin - ROUNDING), 1.0)


def round_off(number: float, step: float | None = None) -> float:
    """Return a derived figure rounded for reading, half up, to a step or to its own; below ten to two digits.

    >>> [round_off(number) for number in (37_035, 17_321, 4_321, 5_250, 12.34, 2.25, 0)]
    [37000.0, 17300.0, 4300.0, 5300.0, 12.0, 2.3, 0.0]
    >>> round_off(17_321, step_of(3_000))
    17300.0
    """
    step = step_of(number) if step is None else step
    if step == 1 and abs(number) < TWO_DIGITS_BELOW:
        return _two_digits(number)
    return math.copysign(math.floor(abs(number) / step + 0.5 + ROUNDING) * step, number) + 0.0


def _two_digits(number: float) -> float:
    if number == 0:
        return 0.0
    unit = Decimal(1).scaleb(math.floor(math.log10(abs(number))) - 1)
    return float((Decimal(repr(float(number))) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit)


class Written(float):
    """A number with the words that a reader sees in its place: a float everywhere else.

    >>> Written(8571.43, "8,500"), Written(8571.43, "8,500").words
    (8571.43, '8,500')
    """

    words: str

    def __new__(cls, number: float, words: str) -> Self:
        """Return a number with its words."""
        written = super().__new__(cls, number)
        written.words = words
        return written


def minus(text: str) -> str:
    """Return a number in words with the minus that a reader expects, which zero has none of.

    >>> minus("-2.5"), minus("-0.0 %")
    ('−2.5', '0.0 %')
    """
    return text.lstrip("+-") if not text.strip("+-0.,% ") else text.replace("-", "−")


def amount(number: float) -> str:
    """Return a number with thousands separators and no needless decimals.

    >>> amount(30000.0), amount(2.5)
    ('30,000', '2.5')
    """
    text = f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.removeprefix("-") if text == "-0" else text


def whole(number: float) -> str:
    """Return a number without its decimals, with thousands separators."""
    return amount(round(number))


def rounded(number: float, step: float | None = None) -> str:
    """Return a derived number as text and figures have it: rounded, and never zero if it is not.

    >>> rounded(41_151.26), rounded(-60_123), rounded(0.004), rounded(-1e-12)
    ('41,000', '−60,000', 'less than 0.01', '0')
    """
    text = amount(round_off(number, step))
    if text == "0" and abs(number) > ROUNDING:
        return _next_to_zero(number, LEAST if step is None else amount(step))
    return minus(text)


def rounded_troops(number: float, step: float | None = None) -> str:
    """Return a derived number of troops rounded; of less than one soldier, that it is less.

    >>> rounded_troops(41_151.26), rounded_troops(0.004), rounded_troops(-0.6), rounded_troops(0)
    ('41,000', 'less than 1', 'more than −1', '0')
    """
    return _next_to_zero(number, LEAST_TROOPS) if ROUNDING < abs(number) < 1 - ROUNDING else rounded(number, step)


def _next_to_zero(number: float, least: str) -> str:
    return f"less than {least}" if number > 0 else f"more than −{least}"


def entered(number: float) -> str:
    """Return a number as it was entered, with thousands separators.

    >>> entered(12_345.5), entered(0.125)
    ('12,345.5', '0.125')
    """
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return text.removeprefix("-") if text == "-0" else text


def exact(number: float) -> str:
    """Return a number as it stands in files, with thousands separators.

    >>> exact(13333.333333333334), exact(0.125)
    ('13,333.3333333333', '0.125')
    """
    return minus(f"{number:,.15g}")


def worked(number: float) -> str:
    """Return a number to six significant digits, whole from 100,000 on; or that it is not known.

    >>> worked(10_000.0), worked(10 / 3), worked(2_486_315_789.4), worked(-0.125)
    ('10,000', '3.33333', '2,486,315,789', '−0.125')
    """
    if not math.isfinite(number):
        return NOT_KNOWN
    places = WORKED_DIGITS - 1 - math.floor(math.log10(abs(number))) if number else 0
    text = f"{number:,.{max(places, 0)}f}"
    return minus(text.rstrip("0").rstrip(".") if "." in text else text)


def lever(value: float) -> str:
    """Return a value of a lever, to four significant digits where it is no whole number, whole from a thousand on.

    >>> lever(30_000.0), lever(31_616.52), lever(1.86666), lever(1e-13)
    ('30,000', '31,617', '1.867', '0')
    """
    if abs(value - round(value)) <= ROUNDING:
        return amount(round(value))
    return whole(value) if abs(value) >= WHOLE_FROM else to_four_digits(value)


def between_wholes(value: float) -> str:
    """Return a value of a lever that is no whole number, with as many decimals as tell it from one.

    >>> between_wholes(31_616.52), between_wholes(43.9999), between_wholes(2.836_4)
    ('31,616.5', '43.9999', '2.836')
    """
    longer = (f"{round(value, places):,}" for places in range(1, LEVER_PLACES + 1))
    return next((text for text in (lever(value), *longer) if set(text.partition(".")[2]) - {"0"}), lever(value))


def to_two_digits(number: float) -> str:
    """Return a number to two significant digits."""
    return f"{number + 0.0:.2g}"


def to_three_digits(number: float) -> str:
    """Return a number to three significant digits."""
    return f"{number + 0.0:.3g}"


def to_four_digits(number: float) -> str:
    """Return a number to four significant digits.

    >>> to_two_digits(0.123_456), to_three_digits(0.123_456), to_four_digits(0.123_456), to_four_digits(1)
    ('0.12', '0.123', '0.1235', '1')
    """
    return f"{number + 0.0:.4g}"


def tenths(number: float) -> str:
    """Return a number to one decimal, which a whole one goes without.

    >>> tenths(2.25), tenths(12.0)
    ('2.2', '12')
    """
    return amount(round(number, 1))


def times(multiplier: float) -> str:
    """Return a multiplier as it is shown everywhere, to two decimals.

    >>> times(10 / 3)
    '3.33'
    """
    return amount(round(multiplier, 2))


def with_sign(number: float, words: Callable[[float], str] = amount) -> str:
    """Return a number with its sign before its size in words; 0 and what reads as 0 have none.

    >>> with_sign(2.5), with_sign(-2.5), with_sign(-0.001)
    ('+2.5', '−2.5', '0')
    """
    size = words(abs(number))
    return "0" if number == 0 or size == "0" else f"{'+' if number > 0 else '−'}{size}"


def signed(number: float, step: float | None = None) -> str:
    """Return a derived number rounded, with its sign.

    >>> signed(12_300), signed(-12_300), signed(0), signed(-0.004), signed(0.004)
    ('+12,300', '−12,300', '0', 'more than −0.01', 'less than +0.01')
    """
    text = with_sign(round_off(number, step))
    if text == "0" and abs(number) > ROUNDING:
        return _next_to_zero(number, f"+{LEAST}" if number > 0 else LEAST)
    return text


def percent(share: float) -> str:
    """Return a share in per cent.

    >>> percent(0.456), percent(0.004), percent(0.999)
    ('46%', 'less than 1%', 'more than 99%')
    """
    return f"{of_100(share)}%"


def of_100(share: float) -> str:
    """Return a share in parts of 100; 0 and 100 are none and all.

    >>> of_100(0.456), of_100(0.004), of_100(0.999), of_100(0), of_100(1)
    ('46', 'less than 1', 'more than 99', '0', '100')
    """
    if ROUNDING < share < 1 - ROUNDING and round(100 * share) in (0, 100):
        return "less than 1" if share < 1 / 2 else "more than 99"
    return in_100(share)


def chance(share: float) -> str:
    """Return a chance to four decimals; one next to 0 or 1 is never none or all.

    >>> chance(0.99612345), chance(0.99999), chance(0.00001), chance(1), chance(0)
    ('0.9961', 'more than 0.9999', 'less than 0.0001', '1', '0')
    """
    if ROUNDING < share < 1 - ROUNDING and round(share, 4) in (0, 1):
        return "less than 0.0001" if share < 1 / 2 else "more than 0.9999"
    return f"{share + 0.0:.4f}".rstrip("0").rstrip(".")


def in_100(share: float) -> str:
    """Return a share in parts of 100; an estimate may lie a little below zero.

    >>> in_100(0.4567), in_100(-0.001), in_100(-0.02)
    ('46', '0', '−2')
    """
    return minus(f"{round(100 * share)}")


def tenths_in_100(share: float) -> str:
    """Return a share in parts of 100, to one decimal; 0.0 and 100.0 are none and all.

    >>> tenths_in_100(0.4567), tenths_in_100(1), tenths_in_100(0.0004), tenths_in_100(0.9999)
    ('45.7', '100.0', 'less than 0.1', 'more than 99.9')
    """
    text = f"{round(100 * share, 1) + 0.0:.1f}"
    if ROUNDING < share < 1 - ROUNDING and text in ("0.0", "100.0"):
        return "less than 0.1" if share < 1 / 2 else "more than 99.9"
    return text


def percent_off(share: float) -> str:
    """Return a difference as a share of another figure in per cent, to one decimal, with its sign.

    >>> percent_off(0.25), percent_off(-0.1)
    ('+25.0 %', '−10.0 %')
    """
    return minus(f"{100 * share:+.1f} %")


def one_digit(value: float) -> str:
    """Return a number to its first digit, written out.

    >>> one_digit(0.000_034)
    '0.00003'
    """
    return f"{Decimal(f'{value:.1g}'):f}"


def money(*sums: float, most: float | None = None) -> str:
    """Return sums to two significant digits, in one of billions, millions, or whole units, by the greatest.

    >>> money(999_999_999, 4_000_000_000)
    '1–4 billion'
    """
    greatest = max(sums) if most is None else most
    size, word = next((unit for unit in MONEY if _two_digits(greatest) >= unit[0]), (1, ""))
    return f"{joined(sums, lambda number: entered(_two_digits(number / size)), '–')} {word}".strip()


def priced(currency: str, total: float, *, most: float | None = None) -> str:
    """Return a sum of money to two significant digits as a paper has it, in the unit of `most`, by default its own.

    >>> priced("EUR", 3_777_840_000), priced("GBP", 400_000_000, most=2e9), priced("CHF", 12_345), priced("", 5e6)
    ('€3.8bn', '£0.4bn', 'CHF 12,000', '5m')
    """
    size, word = next((unit for unit in COINED if _two_digits(total if most is None else most) >= unit[0]), (1, ""))
    sign = SIGNS.get(currency, f"{currency} " if currency else "")
    return f"{sign}{entered(_two_digits(total / size))}{word}"


ROUNDED = (rounded, rounded_troops, signed)
"""The words of numbers that are rounded to a step."""


def joined(numbers: Iterable[float], words: Callable[[float], str] = rounded, between: str = " to ") -> str:
    """Return numbers in words, once where they read the same; numbers that are rounded share one step.

    >>> joined((1_000, 2_000)), joined((1_000, 1_001)), joined((17_321, 20_031))
    ('1,000 to 2,000', '1,000', '17,300 to 20,000')
    """
    listed = list(numbers)
    if words in ROUNDED:
        words = partial(words, step=step_of(*listed))
    return between.join(dict.fromkeys(map(words, listed)))


def span(ends: Range, words: Callable[[float], str] = rounded) -> str:
    """Return a range in words: low to high, one number where they agree, or that it is not known.

    >>> span(Range(90_000, 105_000, 120_000)), span(Range())
    ('90,000 to 120,000', 'not known publicly')
    """
    return joined(ends.ends, words) or NOT_KNOWN


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
