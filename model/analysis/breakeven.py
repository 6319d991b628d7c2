"""Break-even: the values of one lever at which the coalition's margin is zero, with all other inputs unchanged.

A line search is a way to choose cases: the lever's values one after another, everything else as in the low, central
and high case. The interval is scanned, each change of sign is bracketed, and all brackets are narrowed together until
they are as narrow as floating point.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.analysis.tasks import Progress, unheard
from model.engine.cases import Cases
from model.engine.outcomes import evaluate_allowed
from model.engine.run import Run
from model.frozen import ENDS, lazy
from model.kernels.arrays import Array
from model.scenario import Scenario
from model.scenario.changes import split
from model.scenario.domain import Domain
from model.scenario.errors import Problem, ScenarioError
from model.scenario.nations import known_dotted

POINTS, PARTS, ROUNDS = 801, 16, 10
"""Points of a scan; parts that a bracket is cut into, and the number of cuts: 16 to the 10th is 2 to the 40th."""
PLACES, NEAR = 12, 1e-12
"""The most decimals of a root that reads well, and how far it lies from the worked out one, as a share of it."""
ZERO = 1e-6
"""A margin within a bracket counts as zero up to this share of the margin at its ends."""
NO_LEVERS = ("coalition.contributors", "coalition.probability", "us_backstop", "cost")
"""The beginnings of paths that do not move the margin, or are one nation's alone."""
OF_A_COMPONENT = {"element", "training", "profile"}
"""Keys of a component whose quantities do not move the margin as one lever."""


@dataclass(frozen=True)
class Solution:
    """The roots of the margin along one lever by case, and the interval that was searched.

    A root is the shortest number that brings the margin to zero within the errors of floating point: 44, not
    43.99999994. For a lever that moves in whole steps, `whole` holds for each root the whole step next to it at which
    the margin is not below zero, None if there is none in the interval; a root that is whole is its own.
    `stretches` are intervals in which the margin is zero throughout, their ends are among the roots. At `jumps` the
    margin changes its sign without being zero.
    """

    scenario: Scenario
    lever: str
    between: tuple[float, float]
    roots: dict[str, tuple[float, ...]]
    whole: dict[str, tuple[float | None, ...]]
    stretches: dict[str, tuple[tuple[float, float], ...]]
    jumps: dict[str, tuple[float, ...]]


def solve(scenario: Scenario, lever: str, between: tuple[float, float] | None = None) -> Solution:
    """Return every value of a lever at which the margin is zero, within an interval or the page's own.

    Raises:
        ScenarioError: if there is no such lever or no such interval, no coalition, or the size of the force is
            not known, so that there is no margin.
    """
    lever = known_dotted(lever)
    domain = domain_of(lever)
    ends = between or domain.ends
    if not domain.least <= ends[0] < ends[1] <= domain.most:
        allowed = f"the lesser end first, both from {domain.least:g} to {domain.most:g}"
        words = f"{ends[0]:g} to {ends[1]:g} is not an interval here; give {allowed}"
        raise ScenarioError([Problem(split(lever), words, "--between")])
    line = _Line(Held.of(with_margin(scenario), [lever]), lever, ends)
    solution = Solution(scenario, lever, ends, {}, {}, {}, {})
    for case, name in enumerate(ENDS):
        at, is_zero = line.crossings(case)
        stretches = line.stretches(case)
        crossed = (line.plain(root, case) for root in at[is_zero].tolist())
        roots = sorted({*crossed, *itertools.chain.from_iterable(stretches)})
        solution.roots[name] = tuple(roots)
        solution.stretches[name] = tuple(pair for pair in stretches if pair[0] < pair[1])
        solution.jumps[name] = tuple((np.round(at[~is_zero], PLACES) + 0.0).tolist())
        if domain.is_in_steps:
            solution.whole[name] = tuple(line.next_whole(root, case) for root in roots)
    return solution


def margins_along(solution: Solution) -> tuple[Array, dict[str, Array]]:
    """Return points between the ends of a solution's interval, and the margin there in each case (points,).

    A margin is NaN where the model refuses the lever's value.
    """
    line = _Line(Held.of(with_margin(solution.scenario), [solution.lever]), solution.lever, solution.between)
    return line.grid, dict(zip(ENDS, line.scanned, strict=True))


def levers(scenario: Scenario) -> list[str]:
    """Return the levers of a scenario: quantities that can move the margin and are no single nation's."""
    others = (f"force.{name}." for name in scenario.force if scenario.provider_of(name) != "coalition")
    left_out = (*NO_LEVERS, *others)
    paths = (path for path in scenario.quantities() if not path.startswith(left_out))
    return [path for path in paths if OF_A_COMPONENT.isdisjoint(path.split(".")[1:-1])]


def solve_all(scenario: Scenario, *, progress: Progress = unheard) -> tuple[list[Solution], list[str]]:
    """Return the solution of each lever that has one, and the reasons why the others have none, each once.

    `progress` is called with the number of levers that are tried, and of how many.
    """
    solutions: list[Solution] = []
    reasons: dict[str, None] = {}
    tried = levers(scenario)
    for done, lever in enumerate(tried, 1):
        try:
            solutions.append(solve(scenario, lever))
        except ScenarioError as error:
            reasons |= dict.fromkeys(problem.words for problem in error.problems)
        progress(done, len(tried))
    return solutions, list(reasons)


def with_margin(scenario: Scenario) -> Run:
    """Return the run of a scenario whose margin is known.

    Raises:
        ScenarioError: if it cannot be run, there is no coalition, or the size of the force is not known.
    """
    now = Run.of(scenario)
    if now.outcomes.supply is None or now.measure("margin").low is None:
        words = "there is no margin to bring to zero: give a coalition, and a strength to every component of it"
        raise ScenarioError([Problem(("coalition",), words)])
    return now


def domain_of(lever: str) -> Domain:
    """Return label, meaning and limits of a lever.

    Raises:
        ScenarioError: if the path does not exist or holds no number.
    """
    try:
        domain = Scenario.domain_of(lever)
    except LookupError as error:
        raise ScenarioError([Problem(split(lever), str(error.args[0]))]) from error
    if domain is None:
        raise ScenarioError([Problem(split(lever), "this path holds no number; name a path that holds one")])
    return domain


@dataclass(frozen=True)
class Held:
    """All quantities but some levers, at their values in the low, central and high case: (3,) or (1,) by path."""

    scenario: Scenario
    values: Mapping[str, Array]

    @classmethod
    def of(cls, now: Run, moved: Iterable[str]) -> "Held":
        """Hold the values of a run's three cases; a lever to be moved is no range and has one value until it is."""
        scenario = now.scenario.replace({lever: sum(domain_of(lever).ends) / 2 for lever in moved})
        cases, held = [now.case_numbers[name] for name in ENDS], now.cases.values
        values = {**Cases.central(scenario).values, **held}
        return cls(scenario, {path: array[cases] if array.size > 1 else array for path, array in values.items()})

    def margins(self, at: Mapping[str, Array], case: NDArray[np.int64]) -> Array:
        """Return the margin where levers have these values, each in one of the three cases; NaN where refused."""
        return self.measured(at, case, "margin")["margin"]

    def spare(self, at: Mapping[str, Array], case: NDArray[np.int64]) -> Array:
        """Return the margin as `margins` does, without taking what is next to zero for zero.

        It runs through zero at one value, where the margin is zero along a short stretch around it.
        """
        measures = self.measured(at, case, "capacity", "deployed")
        return measures["capacity"] - measures["deployed"]

    def measured(self, at: Mapping[str, Array], case: NDArray[np.int64], *names: str) -> dict[str, Array]:
        """Return some measures where levers have these values, each in one of the three cases; NaN where refused."""
        values = {path: array[case] if array.size > 1 else array for path, array in self.values.items()}
        measures, refused = evaluate_allowed(Cases(self.scenario, {**values, **at}, case.size), names)
        return {name: np.where(refused, np.nan, measures[name]) for name in names}


def narrowed(margins_at: Callable[[Array], Array], low: Array, high: Array, rises: NDArray[np.bool_]) -> Array:
    """Return the points at which margins are zero, one in each bracket, as precise as floating point.

    Each bracket holds a change of sign, upwards where `rises`. All brackets are cut into parts together, again and
    again; the first part of a bracket in which the sign changes is its next bracket.
    """
    shares = np.linspace(0, 1, PARTS + 1)[:, np.newaxis]
    for _ in range(ROUNDS if low.size else 0):
        points = low + (high - low) * shares
        inner = margins_at(points[1:-1].ravel()).reshape(PARTS - 1, low.size)
        is_past = np.concatenate([((inner > 0) == rises) | (inner == 0), np.ones((1, low.size), bool)])
        first = is_past.argmax(axis=0)[np.newaxis]
        low, high = (np.take_along_axis(points, rows, axis=0)[0] for rows in (first, first + 1))
    return (low + high) / 2


@dataclass(frozen=True)
class _Line:
    """The margin along one lever between two ends, in three cases, with everything but the lever as it is held."""

    held: Held
    lever: str
    ends: tuple[float, float]

    @lazy
    def grid(self) -> Array:
        """The points of the scan."""
        return np.linspace(*self.ends, POINTS)

    @lazy
    def scanned(self) -> Array:
        """The margins at the points of the scan (3, points)."""
        return np.stack([self.margins(self.grid, case) for case in range(len(ENDS))])

    def margins(self, at: Array, case: int) -> Array:
        """Return the margin where the lever has these values, in one of the three cases; NaN where refused."""
        return self.held.margins({self.lever: at}, np.full(at.size, case))

    def _spare(self, at: Array, case: int) -> Array:
        return self.held.spare({self.lever: at}, np.full(at.size, case))

    def crossings(self, case: int) -> tuple[Array, NDArray[np.bool_]]:
        """Return where the margin changes its sign in one case, and whether it is zero there or jumps."""
        margins = self.scanned[case]
        crossing = np.flatnonzero(margins[:-1] * margins[1:] < 0)
        rises = margins[crossing + 1] > 0
        at = narrowed(lambda at: self._spare(at, case), self.grid[crossing], self.grid[crossing + 1], rises)
        left = np.abs(self.margins(at, case)) if at.size else at  # next to nothing where the margin runs through zero
        most = np.maximum(np.abs(margins[crossing]), np.abs(margins[crossing + 1]))
        return at, left <= ZERO * most

    def stretches(self, case: int) -> list[tuple[float, float]]:
        """Return the stretches of the scan with a margin of zero, in one case: the first and the last point of each."""
        is_zero = np.concatenate([[False], self.scanned[case] == 0, [False]])
        first, after = np.flatnonzero(~is_zero[:-1] & is_zero[1:]), np.flatnonzero(is_zero[:-1] & ~is_zero[1:])
        ends = (map(float, self.grid[points]) for points in (first, after - 1))
        return [(self.plain(begin, case), self.plain(end, case)) for begin, end in zip(*ends, strict=True)]

    def plain(self, root: float, case: int) -> float:
        """Return the shortest number next to a root at which the margin is zero as well, else the root."""
        near = 2 * (self.grid[1] - self.grid[0]) / PARTS**ROUNDS + NEAR * abs(root)
        shorter = self._within(round(root, places) for places in range(PLACES + 1))
        shorter = shorter[np.abs(shorter - root) <= near]
        is_zero = self.margins(shorter, case) == 0 if shorter.size else shorter
        return float(shorter[is_zero.argmax()]) if is_zero.any() else root

    def next_whole(self, root: float, case: int) -> float | None:
        """Return the whole step next to a root at which the margin is not below zero; None if none suffices."""
        steps = self._within(sorted({math.floor(root), round(root), math.ceil(root)}))
        enough = steps[self.margins(steps, case) >= 0] if steps.size else steps  # a refused value is no value
        return float(enough[np.abs(enough - root).argmin()]) if enough.size else None

    def _within(self, values: Iterable[float]) -> Array:
        """The values that lie between the two ends."""
        return np.array([value for value in values if self.ends[0] <= value <= self.ends[1]], float)
