"""What holds for any force of several groups: linear programs say the same; the order of contributors is nothing."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog

from model.kernels import transport
from model.kernels.arrays import Array

CLOSE = 1e-6
QUICK, MANY = 60, 1_000


@dataclass(frozen=True)
class Problem:
    """One random problem, a single case: `demand` (groups,), all else (contributors,) or (contributors, groups)."""

    serves: Any
    demand: Array
    sustained: Array
    goals: Array
    ceilings: Array
    offers: Array
    priorities: list[int]

    @classmethod
    def of(cls, random: np.random.Generator) -> "Problem":
        """Draw a problem of up to six contributors and four groups, with zeros and ties among its numbers."""
        contributors, groups = int(random.integers(1, 7)), int(random.integers(2, 5))
        sustained = np.round(random.random(contributors) * 60) * (random.random(contributors) < 0.9)
        limits = np.where(random.random(contributors) < 0.3, np.round(random.random(contributors) * 40), 1e6)
        return cls(
            serves=random.random((contributors, groups)) < random.choice([0.3, 0.6, 0.9]),
            demand=np.round(random.random(groups) * 100) * (random.random(groups) < 0.85),
            sustained=sustained,
            goals=np.minimum(sustained, limits),
            ceilings=np.minimum(sustained * random.choice([1.0, 1.3, 2.0]), limits),
            offers=np.where(random.random(contributors) < 0.3, 0, np.round(random.random(contributors) * 60)),
            priorities=random.integers(1, 4, contributors).tolist(),
        )

    def carried(self, rule: str) -> Array:
        """Return what each contributor carries of each group by a rule (contributors, groups)."""
        fixed = {"demand": self.demand[:, np.newaxis], "serves": self.serves}
        columns = {name: getattr(self, name)[:, np.newaxis] for name in ("sustained", "goals", "ceilings", "offers")}
        keys = {"equal_strain": ("sustained", "ceilings"), "by_priority": ("sustained", "goals", "ceilings")}
        limits = {name: columns[name] for name in keys.get(rule, ("offers", "goals", "ceilings"))}
        more = {"priorities": self.priorities} if rule == "by_priority" else {}
        return np.asarray(getattr(transport, rule)(**fixed, **limits, **more)[..., 0])

    def most_of(self, rule: str) -> Array:
        """Return the most that each contributor may carry by a rule (contributors,)."""
        return np.minimum(self.offers, self.ceilings) if rule == "as_offered" else self.ceilings


RULES = ("equal_strain", "by_priority", "as_offered")


def problems(count: int) -> Any:  # noqa: ANN401
    return pytest.param([Problem.of(np.random.default_rng([7, number])) for number in range(count)], id=str(count))


SOME = pytest.mark.parametrize(
    "some", [problems(QUICK), pytest.param(problems(MANY).values[0], id=str(MANY), marks=pytest.mark.slow)]
)


def limits_of(problem: Problem) -> list[tuple[float, float | None]]:
    """Return the bounds of the troops of each contributor in each group: none where it does not serve it."""
    return [(0, None if serves else 0) for serves in problem.serves.ravel()]


def sums(problem: Problem) -> tuple[Array, Array]:
    """Return the matrices that add up the troops of each group, and of each contributor."""
    contributors, groups = problem.serves.shape
    return np.kron(np.ones(contributors), np.eye(groups)), np.kron(np.eye(contributors), np.ones(groups))


@SOME
def test_the_largest_force_is_that_of_the_linear_program(some: list[Problem]) -> None:
    for problem in some:
        together = problem.demand.sum(keepdims=True)
        largest = transport.largest_force(
            like=together,
            demand=problem.demand[:, np.newaxis],
            capacity=problem.goals[:, np.newaxis],
            serves=problem.serves,
        )
        if not together[0]:
            assert largest[0] == np.inf
            continue
        of_groups, of_contributors = sums(problem)
        program = linprog(
            [*np.zeros(problem.serves.size), -1],
            A_ub=np.column_stack([of_contributors, np.zeros(len(problem.goals))]),
            b_ub=problem.goals,
            A_eq=np.column_stack([of_groups, -problem.demand]),
            b_eq=np.zeros(problem.demand.size),
            bounds=[*limits_of(problem), (0, None)],
        )
        assert largest[0] == pytest.approx(-program.fun * together[0], rel=CLOSE, abs=CLOSE)


@SOME
def test_every_rule_places_as_much_as_can_be_placed_within_its_limits(some: list[Problem]) -> None:
    for problem in some:
        of_groups, of_contributors = sums(problem)
        for rule in RULES:
            carried, most = problem.carried(rule), problem.most_of(rule)
            assert not carried[~problem.serves].any()
            assert (carried.sum(axis=0) <= problem.demand + CLOSE).all()
            assert (carried.sum(axis=1) <= most + CLOSE).all()
            program = linprog(
                -np.ones(problem.serves.size),
                A_ub=np.concatenate([of_groups, of_contributors]),
                b_ub=[*problem.demand, *most],
                bounds=limits_of(problem),
            )
            assert carried.sum() == pytest.approx(-program.fun, rel=CLOSE, abs=CLOSE)


@SOME
def test_equal_strain_has_the_least_possible_greatest_strain(some: list[Problem]) -> None:
    for problem in some:
        carried = problem.carried("equal_strain").sum(axis=1)
        able = problem.sustained > 0
        if not able.any() or carried.sum() < problem.demand.sum() - CLOSE:
            continue
        of_groups, of_contributors = sums(problem)
        program = linprog(
            [*np.zeros(problem.serves.size), 1],
            A_ub=np.concatenate(
                [
                    np.column_stack([of_contributors, -problem.sustained]),
                    np.column_stack([of_contributors, np.zeros(len(able))]),
                ]
            ),
            b_ub=[*np.zeros(len(able)), *problem.ceilings],
            A_eq=np.column_stack([of_groups, np.zeros(problem.demand.size)]),
            b_eq=problem.demand * (1 - 1e-9),
            bounds=[*limits_of(problem), (0, None)],
        )
        assert (carried[able] / problem.sustained[able]).max() <= program.fun * (1 + CLOSE) + CLOSE


@SOME
def test_the_order_of_contributors_never_matters(some: list[Problem]) -> None:
    for number, problem in enumerate(some):
        order = np.random.default_rng([8, number]).permutation(len(problem.serves))
        rows = {name: getattr(problem, name)[order] for name in ("serves", "sustained", "goals", "ceilings", "offers")}
        moved = Problem(**rows, demand=problem.demand, priorities=[problem.priorities[place] for place in order])
        for rule in RULES:
            assert moved.carried(rule) == pytest.approx(problem.carried(rule)[order], rel=CLOSE, abs=CLOSE)
