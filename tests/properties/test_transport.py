"""What holds for any force of several groups: linear programs say the same, and so does a filling from below.

The order of contributors, of groups and of cases is nothing; one group is shared out by the rules of one group.
"""

import itertools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from counts import MANY
from scipy.optimize import linprog

from model.kernels import allocation, transport
from model.kernels.arrays import Array

CLOSE = 1e-6
QUICK = 60


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
        return self.carried_in_cases(rule, 1)[..., 0]

    def carried_in_cases(self, rule: str, cases: int) -> Array:
        """Return the same where this is a case of so many, the others drawn (contributors, groups, cases)."""
        random = np.random.default_rng(9)
        fixed = {"serves": self.serves, "demand": _in_cases(self.demand, random, cases)}
        limits = {name: _in_cases(getattr(self, name), random, cases) for name in LIMITS[rule]}
        more = {"priorities": self.priorities} if rule == "by_priority" else {}
        return np.asarray(getattr(transport, rule)(**fixed, **limits, **more))

    def most_of(self, rule: str) -> Array:
        """Return the most that each contributor may carry by a rule (contributors,)."""
        return np.minimum(self.offers, self.ceilings) if rule == "as_offered" else self.ceilings


LIMITS = {
    "equal_strain": ("sustained", "ceilings"),
    "by_priority": ("sustained", "goals", "ceilings"),
    "as_offered": ("offers", "goals", "ceilings"),
}
RULES = tuple(LIMITS)


def _in_cases(troops: Array, random: np.random.Generator, cases: int) -> Array:
    """Repeat the troops of the first case in others, more or less of them."""
    factors = np.round(random.random((troops.size, cases)) * 2, 1)
    factors[:, 0] = 1.0
    return troops[:, np.newaxis] * factors


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


def filled(problem: Problem, sustained: Array, low: Array, high: Array) -> Array:
    """Return the troops that each carries where all rise from `low` at one strain until nobody can carry more.

    It looks at sets of contributors where the kernel looks at sets of groups, and goes up where that goes down: whoever
    is at its limit, or in a set of contributors that carry all they can serve, stands still; the others go on.
    """
    numbers = range(len(low))
    sets = [list(chosen) for size in numbers for chosen in itertools.combinations(numbers, size + 1)]
    rooms = [problem.demand[problem.serves[chosen].any(axis=0)].sum() for chosen in sets]
    carried, rises = low.copy(), (sustained > 0) & (high > low)
    while rises.any():
        turns = np.unique([0.0, *(low[rises] / sustained[rises]), *(high[rises] / sustained[rises])])
        levels = np.array([np.where(rises, np.clip(sustained * turn, low, high), carried) for turn in turns])
        strain = turns[-1]
        for chosen, room in zip(sets, rooms, strict=True):
            together = levels[:, chosen].sum(axis=1)
            above = together > room + CLOSE**2
            if above.any():
                after = int(np.argmax(above))
                between = slice(max(after - 1, 0), after + 1)
                strain = min(strain, np.interp(room, together[between], turns[between]))
        carried = np.where(rises, np.clip(sustained * strain, low, high), carried)
        rises &= carried < high - CLOSE**2
        for chosen, room in zip(sets, rooms, strict=True):
            if carried[chosen].sum() >= room - CLOSE / 100:
                rises[chosen] = False
    return carried


def filled_by(rule: str, problem: Problem) -> Array:
    """Return the troops that each contributor carries by a rule, filled from below (contributors,)."""
    carried = np.zeros(len(problem.serves))
    if rule == "equal_strain":
        return filled(problem, problem.sustained, carried, problem.ceilings)
    for most in (problem.goals, problem.ceilings):
        if rule == "as_offered":
            limit = np.minimum(problem.offers, most)
            carried = filled(problem, limit, carried, limit)
            continue
        for rank in sorted(set(problem.priorities)):
            is_next = np.array(problem.priorities) == rank
            carried = filled(problem, np.where(is_next, problem.sustained, 0.0), carried, np.maximum(most, carried))
    return carried


@SOME
@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_as_fair_as_filling_all_from_below(some: list[Problem], rule: str) -> None:
    for number, problem in enumerate(some):
        carried = problem.carried(rule).sum(axis=1)
        assert carried == pytest.approx(filled_by(rule, problem), rel=CLOSE, abs=CLOSE), number


@SOME
def test_the_order_of_contributors_and_of_groups_never_matters(some: list[Problem]) -> None:
    for number, problem in enumerate(some):
        random = np.random.default_rng([8, number])
        order, columns = random.permutation(len(problem.serves)), random.permutation(problem.demand.size)
        rows = {name: getattr(problem, name)[order] for name in ("serves", "sustained", "goals", "ceilings", "offers")}
        moved = replace(problem, **rows, priorities=[problem.priorities[place] for place in order])
        turned = replace(problem, serves=problem.serves[:, columns], demand=problem.demand[columns])
        for rule in RULES:
            carried = problem.carried(rule)
            assert moved.carried(rule) == pytest.approx(carried[order], rel=CLOSE, abs=CLOSE)
            in_all = turned.carried(rule).sum(axis=1)
            assert in_all == pytest.approx(carried.sum(axis=1), rel=CLOSE, abs=CLOSE)


@SOME
def test_a_case_is_the_same_alone_and_among_others(some: list[Problem]) -> None:
    for problem in some:
        for rule in RULES:
            among = problem.carried_in_cases(rule, 5)[..., 0]
            assert problem.carried(rule) == pytest.approx(among, rel=CLOSE, abs=CLOSE)


@SOME
def test_one_group_is_shared_out_by_the_rules_of_one_group(some: list[Problem]) -> None:
    for drawn in some:
        problem = replace(drawn, serves=drawn.serves[:, :1], demand=drawn.demand[:1])
        is_in, needed = problem.serves, problem.demand
        columns = {
            name: np.where(is_in, getattr(problem, name)[:, np.newaxis], 0.0)
            for name in ("sustained", "goals", "ceilings", "offers")
        }
        sustained, goals, ceilings, offers = columns.values()
        limits = {"sustained": sustained, "ceilings": ceilings}
        alone = allocation.equal_strain(needed=needed, **limits)
        assert np.array_equal(problem.carried("equal_strain"), alone)
        alone = allocation.by_priority(needed=needed, **limits, goals=goals, priorities=problem.priorities)
        assert np.array_equal(problem.carried("by_priority"), alone)
        alone = allocation.as_offered(needed=needed, offers=offers, most=goals)
        if alone.sum() >= needed[0] * (1 - CLOSE**2):
            assert np.array_equal(problem.carried("as_offered"), alone)
        assert problem.carried("as_offered")[:, 0] == pytest.approx(
            filled_by("as_offered", problem), rel=CLOSE, abs=CLOSE
        )
