import numpy as np
import pytest

from model.kernels import rotation


def test_multiplier_of_lord_dannatts_ratio_is_three_to_four_at_any_tour() -> None:
    tour = np.array([3.0, 6.0, 9.0])
    for ratio, expected in ((2, 3.0), (3, 4.0)):
        dwell = rotation.dwell_months_at_ratio(dwell_ratio=ratio, tour_months=tour)
        np.testing.assert_allclose(rotation.rotation_multiplier(tour_months=tour, dwell_months=dwell), expected)


def test_overlap_lowers_what_a_tour_adds() -> None:
    assert rotation.rotation_multiplier(tour_months=6, dwell_months=18, overlap_months=1) == pytest.approx(24 / 5)


def test_mobilisation_and_transit_lengthen_the_cycle() -> None:
    cycle = rotation.cycle_months(tour_months=8, dwell_months=60, mobilisation_months=4, transit_months=1)
    assert cycle == 73
    assert rotation.dwell_months_at_ratio(dwell_ratio=5, tour_months=8, mobilisation_months=4) == 60
    assert rotation.deploy_to_dwell_ratio(dwell_months=60, tour_months=8, mobilisation_months=4) == 5


def test_soldiers_who_live_at_their_post_have_multiplier_one() -> None:
    assert rotation.rotation_multiplier(tour_months=6, dwell_months=0) == 1


def test_phases_split_the_total_exactly() -> None:
    phases = rotation.tied_up_phases(
        deployed_troops=10_000, tour_months=6, dwell_months=24, overlap_months=1, mobilisation_months=2,
        transit_months=0.5, preparation_months=6, recovery_months=2,
    )  # fmt: skip
    assert phases["handing_over"] == pytest.approx(2_000)
    assert phases["preparing"] == pytest.approx(12_000)
    assert phases["resting"] == pytest.approx(32_000)
    assert sum(phases.values()) == pytest.approx(10_000 * 32.5 / 5)


def test_dwell_a_pool_allows_is_the_dwell_it_was_made_for() -> None:
    multiplier = rotation.rotation_multiplier(tour_months=6, dwell_months=18, overlap_months=1, transit_months=1)
    allowed = rotation.dwell_months_allowed(
        pool_troops=1_000 * multiplier, deployed_troops=1_000, tour_months=6, overlap_months=1, transit_months=1
    )
    assert allowed == pytest.approx(18)


def test_dwell_a_pool_allows_is_undefined_without_a_force() -> None:
    assert np.isnan(rotation.dwell_months_allowed(pool_troops=10, deployed_troops=0, tour_months=6))


def test_a_tour_longer_than_the_horizon_is_served_once() -> None:
    assert rotation.tours_served(deployed_troops=100, troop_months=100 * 3, tour_months=6) == 100


def test_durations_that_do_not_fit_are_refused_case_by_case() -> None:
    refused = rotation.refused(
        tour_months=np.array([6.0, 2.0]), dwell_months=np.array([12.0, 3.0]), overlap_months=2.0,
        preparation_months=2.0, recovery_months=2.0, dwell_floor_months=10.0,
    )  # fmt: skip
    assert {key: mask.tolist() for key, mask in refused.items()} == {
        "overlap_months": [False, True],
        "preparation_months": [False, True],
        "dwell_floor_months": [False, True],
    }
