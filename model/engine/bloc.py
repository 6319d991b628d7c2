"""The bloc: the nations of a drawn coalition as one contributor, whose capacity is looked up in tables.

A nation keeps up the lesser of its offer and of its pool over the multiplier. Where no range touches a single nation,
its pool and its offer are numbers and all nations share one multiplier. Then the capacity of a coalition is a sum of
few *courses*: troops that do not change, of those whose offer binds over the whole range; pools over the multiplier, of
those whose offer never binds; and each nation by itself whose offer binds in part of the range. What a coalition brings
along a course is worked out once for every cell of a table, see `model.kernels.coalitions`, and looked up in each draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from model.engine.cases import Cases, has_corners
from model.engine.outcomes import Outcomes, evaluate
from model.engine.supply import CONTRIBUTORS, Supply
from model.frozen import lazy
from model.kernels.arrays import Array, Steps
from model.kernels.coalitions import Coalitions, Table
from model.scenario import Scenario
from model.scenario.coalition import Coalition
from model.scenario.scenario import varied


@dataclass(frozen=True)
class Course:
    """The lesser of an offer and of a pool over the multiplier (troops), and how often a coalition brings it.

    `always`: how often those bring it that are in every coalition; `by_cell`: how often those of each table do, by its
    cells (cells,), None where nobody of the table does.
    """

    pool: float
    offer: float
    always: float
    by_cell: tuple[Array | None, ...]

    def troops(self, cells: Sequence[Coalitions], multiplier: Array) -> Array:
        """Return the troops that each drawn coalition brings (draws,), by the cells drawn from each table."""
        times = np.full(1, self.always)
        for of_cell, drawn in zip(self.by_cell, cells, strict=True):
            if of_cell is not None:
                times = of_cell.take(drawn) + times
        return times * (self.offer if np.isinf(self.pool) else np.minimum(self.pool / multiplier, self.offer))


@dataclass(frozen=True)
class Bloc:
    """The courses of the nations of a scenario at the dwell goal and at the floor.

    `scenario` is the same with one nation alone, which stands for every coalition: all share its multiplier.
    """

    scenario: Scenario
    at_goal: tuple[Course, ...]
    at_floor: tuple[Course, ...]

    @classmethod
    def of(cls, scenario: Scenario, drawn: Sequence[str], tables: Sequence[Table]) -> Self | None:
        """Return the bloc of a scenario; None where the capacity of a coalition is no sum of courses, or not known.

        So it is where a range or a rotation is a nation's, where the backstop is drawn or troops elsewhere rotate at a
        multiplier that varies, where the force or its nations change, where some cannot stand in for others, and where
        there are too many ranges for corners.

        Args:
            scenario: the scenario.
            drawn: the paths of the chances that are drawn from the tables, in their order.
            tables: the tables.
        """
        nations = scenario.coalition.contributors if scenario.coalition else {}
        rows = [f"{CONTRIBUTORS}.{name}.probability" for name in nations]
        has_own = scenario.own_rotations[1] or any(path.startswith("coalition.") for path in scenario.ranges)
        if has_own or not nations or not set(drawn) <= set(rows) or not has_corners(scenario):
            return None
        corners = Cases.corners(scenario)
        outcomes = evaluate(corners.with_values(dict.fromkeys(drawn, np.ones(1)), corners.count))
        supply = outcomes.supplies[0]
        if len(outcomes.begins) > 1 or len(supply.groups) != 1 or supply.pool.shape[1] > 1:
            return None
        brings = supply.weighted(supply.capacity_at_floor).any(axis=1)
        if not brings.any():
            return None
        others = {f"{CONTRIBUTORS}.{name}": None for row, name in enumerate(nations) if row != brings.argmax()}
        places = [rows.index(path) for path in drawn]
        return cls(
            varied(scenario, others),
            at_goal=_courses(supply, supply.capacity, supply.sustained, places, tables),
            at_floor=_courses(supply, supply.capacity_at_floor, supply.sustained_at_floor, places, tables),
        )

    def outcomes(self, cases: Cases, cells: Sequence[Coalitions]) -> Outcomes:
        """Return the outcomes of drawn cases, with the cells of each table (draws,)."""
        return _OfBloc(replace(cases, scenario=self.scenario), self, cells)


def _courses(
    supply: Supply, capacity: Array, sustained: Array, places: Sequence[int], tables: Sequence[Table]
) -> tuple[Course, ...]:
    """The courses of all corners' capacities; `places` are the rows of the nations in the tables, in their order.

    Capacity rises or falls with each quantity, so what holds in every corner holds between them.
    """
    brings, pools, offers = map(supply.weighted, (capacity, supply.pool, supply.offer_limit))
    is_fixed = (brings == brings[:, :1]).all(axis=1)
    rotates = ~is_fixed & (brings == supply.weighted(sustained)).all(axis=1)
    weights = {
        (np.inf, 1.0): np.where(is_fixed, brings[:, 0], 0.0),
        (1.0, np.inf): np.where(rotates, pools[:, 0], 0.0),
    }
    for row in np.flatnonzero(~(is_fixed | rotates)):
        course = (float(pools[row, 0]), float(offers[row, 0]))
        weights[course] = weights.get(course, 0.0) + (np.arange(len(brings)) == row)
    return tuple(_course(*course, times, places, tables) for course, times in weights.items() if times.any())


def _course(pool: float, offer: float, times: Array, places: Sequence[int], tables: Sequence[Table]) -> Course:
    """A course that each nation brings so often (nations,)."""
    by_cell, first = [], 0
    for table in tables:
        of_table = times[places[first : first + table.nations]]
        by_cell.append(table.members @ of_table if of_table.any() else None)
        first += table.nations
    return Course(pool, offer, float(np.delete(times, places).sum()), tuple(by_cell))


@dataclass(frozen=True)
class _OfBloc(Outcomes):
    """Outcomes whose only contributor is a bloc."""

    bloc: Bloc
    cells: Sequence[Coalitions]

    def _supply_in(self, coalition: Coalition, month: Steps) -> Supply:
        supply = super()._supply_in(coalition, month)
        return _BlocSupply(**vars(supply), bloc=self.bloc, cells=self.cells)


@dataclass(frozen=True)
class _BlocSupply(Supply):
    """A drawn coalition as one contributor, within the offers of its nations."""

    bloc: Bloc
    cells: Sequence[Coalitions]

    def total(self, troops: Array) -> Array:
        """Return its troops (cases,)."""
        return troops[0]

    def weighted(self, troops: Array) -> Array:
        """Return its troops, which all count (1, cases)."""
        return np.broadcast_to(troops, (1, self.cases.count))

    @property
    def sustained(self) -> Array:
        """The same as its capacity: offers bind its nations, not the whole."""
        return self.capacity

    @property
    def offer_limit(self) -> Array:
        """No offer of its own."""
        return np.full((1, 1), np.inf)

    @lazy
    def capacity(self) -> Array:
        """Troops that it can keep up at the dwell goal."""
        return self._troops(self.bloc.at_goal, self.multiplier)

    @lazy
    def capacity_at_floor(self) -> Array:
        """Troops that it can keep up at the dwell floor."""
        return self._troops(self.bloc.at_floor, self.multiplier_at_floor)

    def _troops(self, courses: Sequence[Course], multiplier: Array) -> Array:
        return np.asarray(sum(course.troops(self.cells, multiplier[0]) for course in courses))[np.newaxis]
