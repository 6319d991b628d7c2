"""Rounds: what one soldier does from one arrival in the field to the next, and the units that take turns at it.

The order of the phases is that of `model.kernels.timetable`: the tour, of which the end is the handover, the way home,
leave, rest, training, the call-up, the way out. Months throughout.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from model.engine.cases import at
from model.engine.run import Run
from model.kernels.arrays import ROUNDING

MOST_AWAY, MOST_UNITS = 3, 12
"""Units away at a time, and units in all, up to which a rotation in whole units is looked for."""
NEXT = "next"
SPARE = "spare"


@dataclass(frozen=True)
class Stretch:
    """The months from `begin` to `end` in one phase; `next` is the next tour, `spare` time beyond the rule of rest."""

    phase: str
    begin: float
    end: float

    @property
    def months(self) -> float:
        """Its length."""
        return self.end - self.begin


@dataclass(frozen=True)
class Round:
    """The months of one rotation. `overlap` is the end of the tour, `recovery` and `preparation` are parts of `dwell`.

    >>> sixes = Round(tour=6, dwell=12)
    >>> sixes.length, sixes.multiplier, sixes.ratio
    (18.0, 3.0, 2.0)
    """

    tour: float
    dwell: float
    overlap: float = 0.0
    transit: float = 0.0
    mobilisation: float = 0.0
    recovery: float = 0.0
    preparation: float = 0.0

    @property
    def length(self) -> float:
        """Months from one departure to the next."""
        return self.tour + self.transit + self.mobilisation + self.dwell

    @property
    def relief(self) -> float:
        """Months from an arrival to that of the relief."""
        return self.tour - self.overlap

    @property
    def multiplier(self) -> float:
        """Soldiers that it takes to keep one in the field."""
        return self.length / self.relief

    @property
    def ratio(self) -> float:
        """Months at home for each month away."""
        return self.dwell / (self.tour + self.mobilisation)

    @property
    def is_plain(self) -> bool:
        """Whether it is a tour and time at home alone: nobody hands over, travels or is called up."""
        return not (self.overlap or self.transit or self.mobilisation)

    def differs_in_rest_alone(self, other: "Round") -> bool:
        """Whether another round is the same but for the time at home, or the same altogether."""
        return replace(self, dwell=other.dwell) == other

    def phases(self, spare: float = 0.0) -> Iterator[tuple[str, float]]:
        """Yield the phases that take any time, in order, each with its months."""
        rest = self.dwell - self.recovery - self.preparation
        months = (
            ("deployed", self.relief), ("handing_over", self.overlap), ("in_transit", self.transit / 2),
            ("recovering", self.recovery), ("resting", rest), (SPARE, spare), ("preparing", self.preparation),
            ("mobilised", self.mobilisation), ("in_transit", self.transit / 2),
        )  # fmt: skip
        yield from ((phase, length) for phase, length in months if length > ROUNDING)

    def stretches(self, spare: float = 0.0) -> list[Stretch]:
        """Return the round from an arrival on, with time to spare after the rest, and last the next tour.

        >>> [(stretch.phase, stretch.end) for stretch in Round(tour=6, dwell=12).stretches()]
        [('deployed', 6.0), ('resting', 18.0), ('next', 24.0)]
        """
        return _one_after_another([*self.phases(spare), (NEXT, self.tour)])


@dataclass(frozen=True)
class Turns:
    """So many units of which so many are away at any time; `spare`: months that each waits beyond the rule of rest."""

    round: Round
    units: int
    away: int
    spare: float = 0.0

    @property
    def length(self) -> float:
        """Months until it is a unit's turn again."""
        return self.round.length + self.spare

    def of_unit(self, number: int) -> list[Stretch]:
        """Return the months of one unit, counted from 0, over one length; what runs beyond its end begins it.

        >>> turns = turns_of(Round(tour=6, dwell=12))
        >>> [(stretch.phase, stretch.begin, stretch.end) for stretch in turns.of_unit(1)]
        [('resting', 0.0, 6.0), ('deployed', 6.0, 12.0), ('resting', 12.0, 18.0)]
        """
        arrival, length = number * self.length / self.units, self.length
        parts = []
        for stretch in _one_after_another(self.round.phases(self.spare)):
            begin, end = (arrival + stretch.begin) % length, (arrival + stretch.begin) % length + stretch.months
            parts.append(Stretch(stretch.phase, begin, min(end, length)))
            if end > length + ROUNDING:
                parts.append(Stretch(stretch.phase, 0.0, end - length))
        return sorted(parts, key=lambda part: part.begin)


def _one_after_another(phases: Iterator[tuple[str, float]] | list[tuple[str, float]]) -> list[Stretch]:
    stretches, begin = [], 0.0
    for phase, months in phases:
        stretches.append(Stretch(phase, begin, begin + months))
        begin += months
    return stretches


def turns_of(one: Round) -> Turns:
    """Return the fewest units that take turns as a round asks, up to three of them away at a time.

    Where no such number of units is whole, one more unit than it takes to keep one away, each with time to spare.

    >>> [(turns.units, turns.away, turns.spare) for turns in map(turns_of, (Round(6, 18), Round(6, 9), Round(6, 20)))]
    [(4, 1, 0.0), (5, 2, 0.0), (5, 1, 4.0)]
    """
    for away in range(1, MOST_AWAY + 1):
        units = round(away * one.multiplier)
        if abs(away * one.multiplier - units) < ROUNDING and (away == 1 or units <= MOST_UNITS):
            return Turns(one, units, away)
    units = math.ceil(one.multiplier)
    return Turns(one, units, 1, units * one.relief - one.length)


def rounds(run: Run, component: str) -> tuple[Round, ...]:
    """Return the rounds of a component that take the fewest and the most soldiers; one where all are the same.

    Of rounds that take as many the shortest is the first, the longest the last.
    """
    months = run.cases.durations(component)
    keys = ("tour", "dwell", "overlap", "transit", "mobilisation", "recovery", "preparation")
    order = np.lexsort([
        np.broadcast_to(values, (run.cases.count,))
        for values in (run.cases.cycle(component).length_months, np.round(run.cases.multiplier(component), 9))
    ])  # fmt: skip
    ends = [Round(**{key: float(at(months[f"{key}_months"], int(case))) for key in keys}) for case in order[[0, -1]]]
    return tuple(dict.fromkeys(ends))
