"""The map of two levers: the coalition's margin where both move, and the line along which it is zero.

A grid is a way to choose cases: every pair of values of two levers, everything else as in the low and the high case.
Wherever the sign changes between two neighbours of the grid, the point of break-even between them is found as it is
along one lever; within a cell of the grid the line is straight.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.analysis.breakeven import Held, domain_of, narrowed, with_margin
from model.engine.cases import at
from model.frozen import ENDS
from model.kernels.arrays import Array
from model.scenario import Scenario
from model.scenario.changes import split
from model.scenario.errors import Problem, ScenarioError
from model.scenario.nations import known_dotted

POINTS = 61
"""Values of each lever."""
DIGITS = 6
"""Decimals of a margin in troops; the rounding errors of floating point lie below them."""
LEAST_NAMED = 0.02
"""Share of the map at which a region has room for its name."""
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Edges:
    """The pairs of neighbours on a grid between which the margin changes its sign, and the point where it is zero.

    `row` and `column` are the place of the first neighbour; the second is above it where `is_upwards`, else beside it.
    `first` and `second` are the values of the two levers at the point.
    """

    row: Indices
    column: Indices
    is_upwards: NDArray[np.bool_]
    first: Array
    second: Array


@dataclass(frozen=True)
class CaseMap:
    """The margin in one case (second, first), NaN where refused, and the edges that the line of break-even crosses.

    `line` has a row (first, second, first, second) for each straight piece of it; `own` is the case's own pair,
    and `own_margin` the margin there.
    """

    troops: Array
    edges: Edges
    line: Array
    own: tuple[float, float]
    own_margin: float

    @property
    def extent(self) -> tuple[float, float]:
        """The least and the greatest margin that is not refused."""
        return float(np.nanmin(self.troops)), float(np.nanmax(self.troops))


@dataclass(frozen=True)
class LeverMap:
    """The margin over two levers: the values of both, and a map for the cases of least and of greatest tied up."""

    scenario: Scenario
    levers: tuple[str, str]
    first: Array
    second: Array
    cases: Mapping[str, CaseMap]

    def rows(self) -> Iterator[tuple[str, str, float, float, float]]:
        """Yield scenario, case, both levers and the margin there; NaN where it is refused."""
        for case, case_map in self.cases.items():
            for row, second in enumerate(self.second.tolist()):
                for first, margin in zip(self.first.tolist(), case_map.troops[row].tolist(), strict=True):
                    yield (self.scenario.name, case, first, second, margin)

    def bands(self, case: str, levels: Sequence[float]) -> Iterator[tuple[float, float, float, float, int]]:
        """Yield rectangles (left, right, bottom, top) and how many of the levels the margin in them lies below.

        Neighbours of a row that lie below the same levels are one rectangle; refused pairs are in none.
        """
        troops = self.cases[case].troops
        below = np.where(np.isnan(troops), -1, (troops[..., np.newaxis] < np.asarray(levels)).sum(axis=-1))
        (left, right), (bottom, top) = _around(self.first), _around(self.second)
        for row, classes in enumerate(below):
            starts = np.flatnonzero(np.diff(classes, prepend=classes[0] - 1))
            for start, end in zip(starts, [*starts[1:], classes.size], strict=True):
                if classes[start] >= 0:
                    yield (
                        float(left[start]),
                        float(right[end - 1]),
                        float(bottom[row]),
                        float(top[row]),
                        int(classes[start]),
                    )

    def landmarks(self, case: str) -> list[tuple[float, float, str]]:
        """Return a point deep inside each region that has room for its name, and the middle of the line, with names."""
        case_map = self.cases[case]
        troops, line = case_map.troops, case_map.line
        regions = {"spare": troops > 0, "zero": troops == 0, "short": troops < 0, "refused": np.isnan(troops)}
        named = [
            (float(self.first[column]), float(self.second[row]), name)
            for name, region in regions.items()
            if region.mean() >= LEAST_NAMED
            for row, column in [_deepest(region)]
        ]
        if not len(line):
            return named
        first, second, first_end, second_end = line[len(line) // 2].tolist()
        return [*named, ((first + first_end) / 2, (second + second_end) / 2, "break-even")]

    def crossings(self, case: str, most: int) -> list[tuple[float, list[float]]]:
        """Return values of the first lever on the line of break-even, each with the second lever's values there.

        They are at most so many of the grid's own, evenly spread between the first and the last on the line.
        """
        edges = self.cases[case].edges
        columns, second = edges.column[edges.is_upwards], edges.second[edges.is_upwards]
        passed = np.unique(columns)
        spread = np.unique(np.linspace(0, max(passed.size - 1, 0), most).round().astype(int))
        return [
            (float(self.first[column]), np.sort(second[columns == column]).tolist())
            for column in passed[spread[: passed.size]]
        ]


def lever_map(scenario: Scenario, first: str, second: str, *, points: int = POINTS, is_near: bool = False) -> LeverMap:
    """Return the margin over the page's intervals of two levers, and where it is zero.

    With `is_near` an interval ends at twice the scenario's value, where that is less and not zero.

    Raises:
        ScenarioError: if these are no two levers of the scenario, or there is no margin.
    """
    first, second = levers = (known_dotted(first), known_dotted(second))
    for lever in levers:
        domain_of(lever)
        if first == second or lever not in scenario.quantities():
            words = "a map has two different levers that the scenario gives a value to"
            raise ScenarioError([Problem(split(lever), words)])
    one, other = (np.linspace(*_ends(scenario, lever, is_near=is_near), points) for lever in levers)
    now = with_margin(scenario)
    held = Held.of(now, levers)
    maps = {}
    for name in ("low", "high"):
        number = now.case_numbers[name]
        pair = [float(at(now.cases[lever], number)) for lever in levers]
        maps[name] = _margins(held, dict(zip(levers, (one, other), strict=True)), name, pair)
    return LeverMap(scenario, levers, one, other, maps)


def _ends(scenario: Scenario, lever: str, *, is_near: bool) -> tuple[float, float]:
    low, high = domain_of(lever).ends
    twice = 2 * scenario.quantities()[lever].high
    return (low, min(high, twice)) if is_near and twice > low else (low, high)


def _margins(held: Held, levers: Mapping[str, Array], case: str, pair: Sequence[float]) -> CaseMap:
    """The map of one case over the values of two levers, and the margin at the case's own pair."""

    def margins(first: Array, second: Array) -> Array:
        """The margin at these pairs (pairs,)."""
        at = dict(zip(levers, (first, second), strict=True))
        return np.round(held.margins(at, np.full(first.size, ENDS.index(case))), DIGITS) + 0.0  # no -0

    one, other = levers.values()
    first, second = np.meshgrid(one, other)
    troops = margins(first.ravel(), second.ravel()).reshape(first.shape)
    edges = _edges(margins, one, other, troops)
    (own_margin,) = margins(*(np.array([value]) for value in pair))
    return CaseMap(troops, edges, _line(edges, troops), (pair[0], pair[1]), float(own_margin))


def _edges(margins: Callable[[Array, Array], Array], one: Array, other: Array, troops: Array) -> Edges:
    """Every pair of neighbours of which one margin is below zero and the other is not, and the zero between."""
    is_short, is_known = troops < 0, ~np.isnan(troops)
    beside = (is_short[:, :-1] != is_short[:, 1:]) & is_known[:, :-1] & is_known[:, 1:]
    above = (is_short[:-1] != is_short[1:]) & is_known[:-1] & is_known[1:]
    crossed = [np.argwhere(changes) for changes in (beside, above)]
    row, column = np.concatenate(crossed).T
    is_upwards = np.repeat([False, True], [len(places) for places in crossed])
    starts = (one[column], other[row])
    ends = (one[column + ~is_upwards], other[row + is_upwards])

    def along(share: Array) -> list[Array]:
        """The values of both levers at shares of the way along each edge; for all edges once or several times over."""
        times = share.size // max(row.size, 1)
        both = zip(starts, ends, strict=True)
        return [np.tile(start, times) + share * np.tile(end - start, times) for start, end in both]

    share = narrowed(
        lambda shares: margins(*along(shares)), np.zeros(row.size), np.ones(row.size), is_short[row, column]
    )
    return Edges(row, column, is_upwards, *along(share))


def _around(values: Array) -> tuple[Array, Array]:
    """The start and the end of each value's cell: half way to its neighbours; at the edge, the value itself."""
    middles = (values[:-1] + values[1:]) / 2
    return np.concatenate([values[:1], middles]), np.concatenate([middles, values[-1:]])


def _deepest(region: NDArray[np.bool_]) -> tuple[int, int]:
    """The cell of a region farthest from all others: its rim is taken off until nothing would be left."""
    deep = region
    while region.any():
        deep = region
        padded = np.pad(region, 1)
        region = region & padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    cells = np.argwhere(deep)
    row, column = cells[len(cells) // 2]
    return int(row), int(column)


def _line(edges: Edges, troops: Array) -> Array:
    """Join the points on the edges of each cell: two make a piece of the line, four make two pieces."""
    keys = zip(edges.row.tolist(), edges.column.tolist(), edges.is_upwards.tolist(), strict=True)
    points = dict(zip(keys, zip(edges.first.tolist(), edges.second.tolist(), strict=True), strict=True))
    pieces = []
    for row, column in np.ndindex(troops.shape[0] - 1, troops.shape[1] - 1):
        around = ((row, column, True), (row, column, False), (row, column + 1, True), (row + 1, column, False))
        crossed = [points[edge] for edge in around if edge in points]
        pieces += [(*start, *end) for start, end in zip(crossed[::2], crossed[1::2], strict=False)]
    return np.array(pieces).reshape(len(pieces), 4)
