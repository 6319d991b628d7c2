"""Coalitions by table: each chance is exact, each number hits its coalition, and all are drawn as often as due."""

from fractions import Fraction
from math import ceil, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from model.kernels.coalitions import MOST_TOGETHER, Table, chances, tables

EXACT = Fraction(1, 2**40)
LEAST_EXPECTED, LEAST_P = 5, 1e-4
"""The fewest draws due of a coalition for the chi-squared test, and the least chance that passes it."""
SHARES = st.floats(0, 1)


def exact_chances(probabilities: list[float]) -> list[Fraction]:
    """Return the chance of each coalition, in fractions."""
    shares = [(1 - Fraction(chance), Fraction(chance)) for chance in probabilities]
    return [
        prod((pair[number >> nation & 1] for nation, pair in enumerate(shares)), start=Fraction(1))
        for number in range(2 ** len(shares))
    ]


def implied_chances(table: Table) -> list[Fraction]:
    """Return the share of the 2^53 uniform numbers that hits each coalition, counted."""
    columns = table.limits.size
    numbers = 2**53 // columns  # numbers in each column
    implied = [0] * columns
    for column, limit in enumerate(table.limits.tolist()):
        first = min(ceil((Fraction(limit) - column) * numbers), numbers)
        implied[table.coalitions[column]] += first
        implied[table.coalitions[columns + column]] += numbers - first
    assert sum(implied) == 2**53
    return [Fraction(count, 2**53) for count in implied]


@given(st.lists(SHARES, min_size=1, max_size=6))
def test_the_chance_of_every_coalition_is_exact_to_a_part_in_two_to_the_forty(probabilities: list[float]) -> None:
    implied = implied_chances(Table.of(np.array(probabilities)))
    assert max(abs(one - other) for one, other in zip(implied, exact_chances(probabilities), strict=True)) <= EXACT


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_so_it_is_for_ten_nations(seed: int) -> None:
    probabilities = np.random.default_rng(seed).random(MOST_TOGETHER).tolist()
    implied = implied_chances(Table.of(np.array(probabilities)))
    assert max(abs(one - other) for one, other in zip(implied, exact_chances(probabilities), strict=True)) <= EXACT


def test_two_nations_by_hand() -> None:
    table = Table.of(np.array([0.3, 0.6]))
    assert [float(chance) for chance in implied_chances(table)] == pytest.approx([0.28, 0.12, 0.42, 0.18])
    # columns of a quarter: 0 is 0.25 of itself; 1 is filled up by 0, 3 by 2, as far as these are too wide
    cells = table.cells(np.array([0.1, 0.25, 0.36, 0.37, 0.4, 0.6, 0.8, 0.99]))
    assert table.members[cells].astype(int).tolist() == [
        [0, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1], [1, 1], [0, 1],
    ]  # fmt: skip


def test_certain_nations_are_always_in_or_never() -> None:
    table = Table.of(np.array([1.0, 0.5, 0.0]))
    drawn = table.members[table.cells(np.random.default_rng(1).random(10_000))]
    assert drawn[:, 0].all()
    assert not drawn[:, 2].any()


def test_the_last_number_before_one_hits_a_cell() -> None:
    table = Table.of(np.linspace(0.05, 0.95, MOST_TOGETHER))
    assert 0 <= int(table.cells(np.array([np.nextafter(1.0, 0.0)]))[0]) < table.coalitions.size


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_coalition_is_drawn_as_often_as_is_due(seed: int) -> None:
    probabilities = 0.3 + 0.04 * np.arange(MOST_TOGETHER)
    table = Table.of(probabilities)
    draws = 2_000_000
    drawn = table.coalitions[table.cells(np.random.Generator(np.random.SFC64(seed)).random(draws))]
    counted = np.bincount(drawn, minlength=1 << MOST_TOGETHER)
    expected = chances(np.arange(counted.size), probabilities) * draws
    assert expected.min() >= LEAST_EXPECTED
    assert stats.chisquare(counted, expected).pvalue > LEAST_P


def test_nations_are_spread_over_as_few_tables_as_hold_them() -> None:
    assert tables([]) == []
    assert [table.nations for table in tables([0.5] * 10)] == [10]
    assert [table.nations for table in tables([0.5] * 25)] == [9, 8, 8]
