"""Break-even: at which values of one lever the coalition's margin is zero, all else as it is.

A line search is a way to choose cases: the lever's values one after another, everything else as in the
cases of least, central and greatest tied up. The interval is scanned, each change of sign is bracketed,
and all brackets are halved together until they are as narrow as floating point.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.arrays import ROUNDING, Array
from model.cases import Cases, is_refused
from model.evaluate import evaluate
from model.running import run
from model.runs import Run
from model.scenario import Scenario
from model.scenario.changes import split
from model.scenario.errors import Problem, ScenarioError
from model.scenario.quantity import Domain

CASES = ("low", "central", "high")
POINTS, HALVINGS = 801, 40
LEFT_OUT = re.compile(r"^(coalition[.](contributors|probability)|us_backstop|cost)|[.](element|training|profile)[.]")
"""Quantities that are no levers of the margin, or of one nation alone."""


@dataclass(frozen=True)
class Solution:
    """Where the margin is zero along one lever: every root by case, and the interval that was searched.

    `whole` holds for each root of a lever that moves in whole steps the nearest step that suffices.
    """

    scenario: Scenario
    lever: str
    between: tuple[float, float]
    roots: Mapping[str, tuple[float, ...]]
    whole: Mapping[str, tuple[float, ...]]


def solve(scenario: Scenario, lever: str, between: tuple[float, float] | None = None) -> Solution:
    """Return every value of a lever at which the margin is zero, within an interval or the page's own.

    Raises:
        ScenarioError: if there is no such lever or no such interval, no coalition, or the size of the force is
            not known, so that there is no margin.
    """
    domain = _domain(lever)
    ends = between or domain.ends
    if not domain.least <= ends[0] < ends[1] <= domain.most:
        words = (
            f"{ends[0]:g}:{ends[1]:g} is no interval here; give A:B with {domain.least:g} <= A < B <= {domain.most:g}"
        )
        raise ScenarioError([Problem(split(lever), words)])
    (now,) = run(scenario).runs
    if now.outcomes.supply is None or now.measure("margin").low is None:
        words = "there is no margin to bring to zero: give a coalition, and a strength to every component of it"
        raise ScenarioError([Problem(("coalition",), words)])
    line = _Line.along(now, lever, ends)
    found = {name: line.roots(case) for case, name in enumerate(CASES)}
    return Solution(
        scenario=scenario,
        lever=lever,
        between=ends,
        roots={name: tuple(root for root, _ in roots) for name, roots in found.items()},
        whole={name: tuple(map(_next_whole, roots)) for name, roots in found.items()} if domain.is_in_steps else {},
    )


def levers(scenario: Scenario) -> list[str]:
    """Return the levers of a scenario: its quantities that can move the margin, but those of single nations."""
    others = [f"force.{name}." for name in scenario.force if scenario.provider_of(name) != "coalition"]
    paths = (path for path in scenario.quantities() if not LEFT_OUT.search(path))
    return [path for path in paths if not path.startswith(tuple(others))]


def _domain(lever: str) -> Domain:
    try:
        domain = Scenario.domain_of(lever)
    except LookupError as error:
        raise ScenarioError([Problem(split(lever), str(error.args[0]))]) from error
    if domain is None:
        raise ScenarioError([Problem(split(lever), "this is no number; name a path that holds one")])
    return domain


def _next_whole(root: tuple[float, bool]) -> float:
    """The nearest whole step at which the margin is not below zero."""
    value, rises = root
    near = round(value)
    if abs(value - near) <= ROUNDING * max(1.0, abs(value)):
        return float(near)
    return float(math.ceil(value) if rises else math.floor(value))


@dataclass(frozen=True)
class _Line:
    """The margin along one lever in three cases: `values` of every other path (3,), and what a scan found."""

    scenario: Scenario
    lever: str
    values: Mapping[str, Array]
    grid: Array
    scanned: Array

    @classmethod
    def along(cls, now: Run, lever: str, ends: tuple[float, float]) -> "_Line":
        """Scan the interval, with everything but the lever as it is in the run."""
        scenario = now.scenario.replace({lever: _inside(ends)})
        cases = [now.case_numbers[name] for name in CASES]
        held = now.cases.values
        values = {
            path: held[path][cases] if path in held and held[path].size > 1 else held.get(path, np.full(1, q.central))
            for path, q in scenario.quantities().items()
        }
        line = cls(scenario, lever, values, np.linspace(*ends, POINTS), np.zeros(0))
        scanned = [line.margins(line.grid, np.full(POINTS, case)) for case in range(len(CASES))]
        return replace(line, scanned=np.stack(scanned))

    def margins(self, at: Array, case: NDArray[np.int64]) -> Array:
        """Return the margin where the lever has these values, each in one of the three cases; NaN where refused."""
        values = {path: given[case] if given.size > 1 else given for path, given in self.values.items()}
        cases = Cases(self.scenario, {**values, self.lever: at}, at.size)
        with np.errstate(all="ignore"):  # what is refused may divide by nothing
            margins = evaluate(cases).measures["margin"]
        return np.where(is_refused(cases), np.nan, margins)

    def roots(self, case: int) -> list[tuple[float, bool]]:
        """Return every root in one case, and whether the margin is greater above it.

        Where the margin is zero all along a stretch, its two ends.
        """
        margins = self.scanned[case]
        is_zero = np.concatenate([[False], margins == 0, [False]])
        first, after = np.flatnonzero(~is_zero[:-1] & is_zero[1:]), np.flatnonzero(is_zero[:-1] & ~is_zero[1:])
        flat = [(float(self.grid[at]), self._rises(at, case)) for at in sorted({*first, *(after - 1)})]
        crossing = np.flatnonzero(margins[:-1] * margins[1:] < 0)
        low, high = self.grid[crossing], self.grid[crossing + 1]
        rises = margins[crossing + 1] > 0
        for _ in range(HALVINGS if crossing.size else 0):
            middle = (low + high) / 2
            found = self.margins(middle, np.full(middle.size, case))
            is_above = (found > 0) == rises
            low = np.where(is_above & (found != 0), low, middle)
            high = np.where(is_above | (found == 0), middle, high)
        crossed = [(float(root), bool(up)) for root, up in zip((low + high) / 2, rises, strict=True)]
        return sorted([*flat, *crossed])

    def _rises(self, at: int, case: int) -> bool:
        """Whether the margin is greater above a point of the scan than below it."""
        margins = self.scanned[case]
        return bool(margins[min(at + 1, POINTS - 1)] > margins[max(at - 1, 0)])


def _inside(ends: tuple[float, float]) -> float:
    """A value that every field of an interval allows."""
    return (ends[0] + ends[1]) / 2
