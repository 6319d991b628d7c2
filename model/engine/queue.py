"""Queue: the units of one row, followed one by one as its pool changes from period to period.

The longest rested go first. Units come and go at the head of the queue: a pool that gets smaller loses its longest
rested units, even while they are away; one that grows takes in the longest rested of those that it does not have.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Arrival:
    """The arrival at a step of a unit, counted from 1 in its row; `since`: steps since its last one, if it returns.

    The first arrival of a unit after its row has taken it in is no return.
    """

    row: int
    number: int
    step: int
    since: int | None


@dataclass
class Queue:
    """The units that a row has, in the order in which they arrive next, and all arrivals and stays so far.

    `stays`: for each unit, the step from which the row has it and the step from which not, for each time it has.
    """

    row: int
    forever: int
    here: deque[int] = field(default_factory=deque)
    away: list[int] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)
    arrivals: list[Arrival] = field(default_factory=list)
    stays: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def by_unit(self) -> dict[int, list[Arrival]]:
        """Return the arrivals of each unit that the row has had."""
        units: dict[int, list[Arrival]] = {number: [] for number in self.stays}
        for arrival in self.arrivals:
            units[arrival.number].append(arrival)
        return units

    def resize(self, units: int, step: int) -> None:
        """Let the longest rested go, or take in those that are away, so that the row has so many units."""
        while len(self.here) > units:
            number = self.here.popleft()
            self.stays[number][-1] = (self.stays[number][-1][0], step)
            self.away.append(number)
        self.away.sort(key=self._rested)
        more = units - len(self.here)
        new, self.away = self.away[:more], self.away[more:]
        for number in new:
            self.stays[number].append((step, self.forever))
        fresh, others = ([number for number in self.here if (number in self.last) == is_so] for is_so in (False, True))
        self.here = deque(sorted([*fresh, *new, *others], key=self._rested))

    def send(self, step: int) -> None:
        """Send the longest rested unit."""
        number = self.here.popleft()
        last = self.last.get(number)
        begin, _ = self.stays[number][-1]
        returns = last is not None and (last >= begin or len(self.stays[number]) == 1)
        self.arrivals.append(Arrival(self.row, number, step, step - last if last is not None and returns else None))
        self.last[number] = step
        self.here.append(number)

    def _rested(self, number: int) -> float:
        return self.last.get(number, -math.inf)


def queued(
    row: int, steps: Sequence[int], *, pool: Sequence[int], begins: Sequence[int], first: int = 0, forever: int
) -> Queue:
    """Return the queue of a row after all its arrivals.

    Args:
        row: the number of the row.
        steps: the step of every arrival, past arrivals first.
        pool: the units of the row in each period.
        begins: the first step of each period, the first being 1.
        first: the number of the first arrival, counted from 0; arrival k is unit k mod N of the first N.
        forever: the step after the last.

    >>> shrinks = queued(0, [1, 1, 7, 9], pool=[3, 1], begins=[1, 7], forever=24)
    >>> [(arrival.number, arrival.since) for arrival in shrinks.arrivals], shrinks.stays[3]
    ([(1, None), (2, None), (2, 6), (2, 2)], [(1, 7)])
    """
    numbers = range(1, max(pool) + 1)
    queue = Queue(row, forever, away=list(numbers), stays={number: [] for number in numbers})
    todo = deque(steps)
    for units, begin, end in zip(pool, begins, [*begins[1:], math.inf], strict=True):
        queue.resize(units, begin)
        if begin == 1 and units:
            queue.here.rotate(-(first % units))
        while todo and todo[0] < end:
            queue.send(todo.popleft())
    return queue
