import numpy as np
import pytest

from model.kernels import requirement
from model.kernels.arrays import ratio


def test_a_share_holds_until_the_next_one_and_is_one_before_the_first() -> None:
    shares = requirement.monthly_shares({3: np.array([0.5, 0.25]), 5: np.array([2.0])}, horizon_months=6)
    assert shares.tolist() == [[1, 1, 0.5, 0.5, 2, 2], [1, 1, 0.25, 0.25, 2, 2]]


def test_the_peak_is_that_of_the_components_together() -> None:
    falling, rising = np.array([[5.0, 3.0, 1.0]]), np.array([[0.0, 4.0, 1.0]])
    month = requirement.peak_month([falling, rising])
    assert month.tolist() == [[1]]
    assert requirement.in_month(falling, month).tolist() == [3]


def test_the_peak_can_differ_from_case_to_case() -> None:
    by_month = np.array([[1.0, 2.0], [3.0, 2.0]])
    assert requirement.in_month(by_month, requirement.peak_month([by_month])).tolist() == [2, 3]


def test_what_is_not_known_leaves_the_total_unknown_but_not_the_peak() -> None:
    known, unknown = np.array([[1.0, 2.0]]), np.array([[np.nan]])
    assert np.isnan(requirement.total([known, unknown])).all()
    assert requirement.peak_month([known, unknown]).tolist() == [[1]]


def test_nothing_sums_to_nothing() -> None:
    assert requirement.total([]).tolist() == [0]
    assert requirement.peak_month([]).tolist() == [[0]]


def test_trainers_train() -> None:
    trained = requirement.trained_per_month(trainers=np.array([1_050.0]), trainees_per_trainer=2.0, course_months=1.5)
    assert trained.tolist() == [1_400]
    assert ratio(50_000, trained).tolist() == [pytest.approx(50_000 / 1_400)]
    assert np.isnan(ratio(1.0, np.array([0.0]))).all()
