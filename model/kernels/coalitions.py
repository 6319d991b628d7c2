"""Coalitions: which nations take part together, drawn from a table with one random number for up to ten nations.

A coalition of n nations is a whole number below 2^n: nation k takes part where bit k is 1. The table is Walker's. It
has a column for each coalition, all columns equally wide; a column belongs to one coalition up to a limit and to
another beyond it, so that all parts of a coalition together are as wide as its chance. One uniform number, times the
number of columns, hits a column with its whole part and a place in it with its fraction. These parts are *cells*;
whatever a coalition brings is worked out once for each cell and looked up in every draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.kernels.arrays import Array

MOST_TOGETHER = 10
"""Nations of one table: its columns, 1,024, stay in the fastest memory."""
Coalitions = NDArray[np.int64]
"""Coalitions by their numbers, or cells by their places in a table."""


def takes_part(coalitions: Coalitions, nations: int) -> NDArray[np.bool_]:
    """Return whether each nation takes part in each coalition (coalitions, nations).

    >>> takes_part(np.array([0, 1, 2, 3]), nations=2).astype(int).tolist()
    [[0, 0], [1, 0], [0, 1], [1, 1]]
    """
    return (coalitions[:, np.newaxis] >> np.arange(nations) & 1).astype(bool)


def chances(coalitions: Coalitions, probabilities: Array) -> Array:
    """Return the chance of each coalition, every nation in or out by itself (coalitions,).

    >>> chances(np.arange(4), np.array([0.5, 0.25])).tolist()
    [0.375, 0.375, 0.125, 0.125]
    """
    is_in = takes_part(coalitions, probabilities.size)
    return np.asarray(np.where(is_in, probabilities, 1 - probabilities).prod(axis=1))


@dataclass(frozen=True)
class Table:
    """The alias table of the coalitions of some nations.

    Attributes:
        nations: the number of nations.
        limits: the place at which the second part of each column begins, in columns from the first (columns,).
        coalitions: the coalition of each cell: the first parts of all columns, then the second parts (cells,).
    """

    nations: int
    limits: Array
    coalitions: Coalitions

    @classmethod
    def of(cls, probabilities: Array) -> "Table":
        """Return the table of nations that take part with these chances (nations,), at most ten.

        >>> table = Table.of(np.array([0.5, 0.25]))
        >>> table.limits.tolist(), table.coalitions.tolist()
        ([1.0, 1.5, 2.5, 3.5], [0, 1, 2, 3, 0, 0, 1, 1])
        """
        coalitions = np.arange(1 << probabilities.size)
        widths = (chances(coalitions, probabilities) * coalitions.size).tolist()
        others = coalitions.tolist()
        narrow = [column for column, width in enumerate(widths) if width < 1]
        wide = [column for column, width in enumerate(widths) if width >= 1]
        while narrow and wide:  # a wide coalition fills up a narrow column; the rest of it may be narrow in turn
            column = narrow.pop()
            others[column] = wide[-1]
            widths[wide[-1]] -= 1 - widths[column]
            if widths[wide[-1]] < 1:
                narrow.append(wide.pop())
        limits = coalitions + np.minimum(widths, 1.0)
        return cls(probabilities.size, limits, np.concatenate([coalitions, others]))

    def cells(self, uniform: Array) -> Coalitions:
        """Return the cell that each uniform number between 0 and 1 hits (draws,).

        >>> table = Table.of(np.array([0.5, 0.25]))
        >>> table.coalitions[table.cells(np.array([0.0, 0.24, 0.6, 0.7, 0.9]))].tolist()
        [0, 0, 2, 1, 1]
        """
        columns = self.limits.size
        places = uniform * columns
        cells = places.astype(np.int64)
        cells += columns * (places >= self.limits.take(cells))
        return cells

    @property
    def members(self) -> NDArray[np.bool_]:
        """Whether each nation takes part in the coalition of each cell (cells, nations)."""
        return takes_part(self.coalitions, self.nations)


def tables(probabilities: Sequence[float]) -> list[Table]:
    """Return as few tables as hold all nations, in their order, with about as many nations in each.

    >>> [table.nations for table in tables([0.5] * 21)]
    [7, 7, 7]
    """
    count = -(-len(probabilities) // MOST_TOGETHER)
    return [Table.of(some) for some in np.array_split(np.asarray(probabilities, float), count)] if count else []
