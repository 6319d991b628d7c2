"""Counting outcomes by hand, and draws where there are too many."""

import math
import tracemalloc

import numpy as np
import pytest

from model.kernels import counting


@pytest.mark.parametrize(("uncertain", "is_counted"), [(16, True), (17, False)])
def test_every_outcome_of_sixteen_is_counted_and_seventeen_are_drawn(uncertain: int, *, is_counted: bool) -> None:
    # at least four of all that are uncertain, each by one half; two more are certain, and one does not take part
    chances = np.append(np.full(uncertain, 0.5), [1.0, 1.0, 0.0])
    kept_up, weights, error = counting.chance_and_weights(np.array([6]), np.ones((1, uncertain + 3), np.int64), chances)
    exact = 1 - sum(math.comb(uncertain, number) for number in range(4)) / 2**uncertain
    turns = math.comb(uncertain - 1, 3) / 2 ** (uncertain - 1)
    assert counting.are_counted(chances) == is_counted
    assert (kept_up == exact) == is_counted
    assert (error == 0) == is_counted
    assert kept_up == pytest.approx(exact, abs=5 * error)
    assert weights[:uncertain] == pytest.approx(np.full(uncertain, turns), abs=0 if is_counted else 5 / 256)


def test_the_standard_error_is_that_of_the_share_of_draws() -> None:
    kept_up, _, error = counting.chance_and_weights(np.array([9]), np.ones((1, 17), np.int64), np.full(17, 0.5))
    assert abs(kept_up - 0.5) < 5 * error
    assert error == pytest.approx(0.5 / 256, rel=1e-3)


def test_what_certain_contributors_change_is_counted_too() -> None:
    # 2 of a certain 1, an uncertain 1 and 1 that does not take part
    brings, chances = np.ones((1, 3), np.int64), np.array([1.0, 0.25, 0.0])
    kept_up, weights, _ = counting.chance_and_weights(np.array([2]), brings, chances)
    assert (kept_up, weights.tolist()) == (0.25, [0.25, 1, 0.75])


def test_rows_of_needs_in_any_order_have_the_chances_of_each_alone() -> None:
    random = np.random.default_rng(7)
    for contributors in (8, 18):
        brings, chances = random.integers(0, 5, (3, contributors)), random.random(contributors)
        rows = np.array([5, 0, 9, 3, 9])[:, np.newaxis] * np.array([1, 2, 3])
        by_row = counting.chances_by_row(rows, brings, chances)
        alone = [counting.chance_and_weights(row, brings, chances)[0] for row in rows]
        assert by_row == pytest.approx(alone, abs=1e-12)
    assert counting.chances_by_row(np.zeros((0, 3), np.int64), brings, chances).size == 0


def test_the_same_is_drawn_however_many_outcomes_are_in_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    brings, chances = np.random.default_rng(7).integers(0, 5, (64, 17)), np.full(17, 0.5)
    needed = np.full(64, 12)
    expected = counting.chance_and_weights(needed, brings, chances)
    monkeypatch.setattr(counting, "MOST_SUMS", 2**14)
    tracemalloc.start()
    kept_up, weights, _ = counting.chance_and_weights(needed, brings, chances)
    most_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept_up == expected[0]
    assert weights == pytest.approx(expected[1], abs=1e-12)
    assert most_bytes < 6 * 8 * 2**14


def test_there_are_more_needs_than_sums_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_SUMS", 2)
    kept_up, weights, _ = counting.chance_and_weights(np.ones(3, np.int64), np.eye(3, dtype=int), np.full(3, 0.5))
    assert (kept_up, weights.tolist()) == (0.125, [0.25] * 3)
