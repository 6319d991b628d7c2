"""Numbers that a reader types into a box: which number a text means, or why it is refused. Nothing here draws.

Spellings that can mean two numbers are those of scenario files (`model.spelling`).
"""

from dataclasses import dataclass

from model.present.numbers import exact
from model.scenario.domain import NEAREST_ZERO, Domain
from model.spelling import MOST_LETTERS, one_meaning, refusal

MINUS = "\u2212"


@dataclass(frozen=True)
class Numbers:
    """The numbers that a box takes: the least and the most, their unit in words, whether they are whole, or counts."""

    least: float
    most: float
    unit: str = ""
    is_whole: bool = False
    is_count: bool = False
    is_above_least: bool = False

    @classmethod
    def of(cls, domain: Domain) -> "Numbers":
        """Return all numbers of a domain."""
        return cls(
            domain.least, domain.most, domain.unit_word, is_count=domain.is_count, is_above_least=domain.is_above_least
        )

    @property
    def allowed(self) -> str:
        """The allowed numbers in words."""
        start = f"above {exact(self.least)}, at most" if self.is_above_least else f"{exact(self.least)} to"
        return f"{start} {exact(self.most)} {self.unit}".strip()

    def refusal(self, text: str) -> str:
        """Return why a text is not taken, with the remedy; '' for a number that is.

        >>> months, troops = Numbers(0.5, 24, "months"), Numbers(0, 200_000, "troops", is_whole=True, is_count=True)
        >>> months.refusal("1,5"), troops.refusal("20.000"), troops.refusal("1e4")
        ("'1,5' has a comma: write 1.5", "'20.000' can mean two numbers: write 20000, or 20", '')
        >>> months.refusal("30"), troops.refusal("2.5")
        ("'30' is out of range: write 0.5 to 24 months", "'2.5' is no whole number: write 2 or 3")
        """
        plain = text.strip()
        if not plain:
            return "the box is empty; write a number"
        short = plain if len(plain) <= MOST_LETTERS else f"{plain[:MOST_LETTERS]}…"
        if fault := refusal(_with_plain_minus(text), is_count=self.is_count):
            return fault
        try:
            fault = self._refusal_of(self.read(text))
        except ValueError:
            fault = "is no number: write digits alone"
        return f"'{short}' {fault}" if fault else ""

    def _refusal_of(self, number: float) -> str:
        if not self.least <= number <= self.most or (self.is_above_least and number == self.least):
            return f"is out of range: write {self.allowed}"
        if 0 < abs(number) < NEAREST_ZERO:
            return f"is too near to 0: write at least {NEAREST_ZERO:g}"
        if self.is_whole and not number.is_integer():
            return f"is no whole number: write {number // 1:.0f} or {number // 1 + 1:.0f}"
        return ""

    def read(self, text: str) -> float:
        """Return the number of a text that is not refused; zero has no sign."""
        return float(_with_plain_minus(text)) + 0.0


def as_text(number: float, *, is_count: bool = False) -> str:
    """Return the shortest text that means exactly a number, and of a count no other.

    >>> as_text(30_000.0), as_text(1 / 3), as_text(1.125, is_count=True)
    ('30000', '0.3333333333333333', '1.1250')
    """
    text = f"{number:.15g}"
    text = text if float(text) == number else repr(float(number))
    return one_meaning(text) if is_count else text


def _with_plain_minus(text: str) -> str:
    return text.replace(MINUS, "-")
