"""A sentence with a record of the numbers in it, so that numbers can be compared without reading prose.

All figures of a sentence share one step of rounding, see `step_of`. A difference that stands beside both its terms is
the difference of the rounded terms, so that a reader's own sum comes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from model.frozen import Range
from model.present.numbers import round_off, rounded, step_of


@dataclass(frozen=True)
class Figure:
    """One number of a sentence: the measure, the end of its range (`low`, `central`, `high`), and the number unrounded.

    `number` is None where the sentence says that there is none.
    """

    measure: str
    end: str
    number: float | None


class Sentence(str):
    """A sentence, a text like any other, with the record of its numbers."""

    __slots__ = ("figures",)
    figures: tuple[Figure, ...]

    def __new__(cls, text: str, figures: Iterable[Figure] = ()) -> Self:
        """Return a text with its numbers."""
        sentence = super().__new__(cls, text)
        sentence.figures = tuple(figures)
        return sentence


def figures_of(measure: str, ends: Range) -> tuple[Figure, Figure]:
    """Return the record of both ends of a measure."""
    return Figure(measure, "low", ends.low), Figure(measure, "high", ends.high)


@dataclass(frozen=True)
class Step:
    """The step of rounding that the figures of one sentence share.

    >>> step = Step.of(17_500, 20_000, 30_000)
    >>> step.size, step.words(17_512.3), step.span(Range(17_512, None, 20_031))
    (100.0, '17,500', '17,500 to 20,000')
    """

    size: float

    @classmethod
    def of(cls, *numbers: float | None) -> Self:
        """Return the step of the smallest of these numbers that is not zero."""
        return cls(step_of(*numbers))

    def rounded(self, number: float) -> float:
        """Return a number rounded to the step, half up."""
        return round_off(number, self.size)

    def words(self, number: float) -> str:
        """Return a number rounded; of one that is not zero and rounds to it, that it is less than the step."""
        return rounded(number, self.size)

    def span(self, ends: Range) -> str:
        """Return a range in words: low to high, once where both read the same; empty where an end is missing."""
        return " to ".join(dict.fromkeys(map(self.words, ends.ends)))
