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


def test_durations_left_out_are_nothing() -> None:
    assert rotation.dwell_months_at_ratio(dwell_ratio=2, tour_months=1) == 2
    assert rotation.deploy_to_dwell_ratio(dwell_months=2, tour_months=1) == 2
    assert rotation.cycle_months(tour_months=1, dwell_months=2) == 3
    assert rotation.rotation_multiplier(tour_months=2, dwell_months=2) == 2
    assert rotation.dwell_months_allowed(pool_troops=3, deployed_troops=1, tour_months=2) == 4
    assert rotation.tours_served(deployed_troops=1, troop_months=12, tour_months=2) == 6
    phases = rotation.tied_up_phases(deployed_troops=1, tour_months=2, dwell_months=4)
    assert {phase: troops for phase, troops in phases.items() if troops} == {"deployed": 1, "resting": 2}


def test_every_phase_is_its_months_over_those_of_a_tour_that_count() -> None:
    phases = rotation.tied_up_phases(
        deployed_troops=100, tour_months=6, dwell_months=20, overlap_months=1, mobilisation_months=2,
        transit_months=3, preparation_months=4, recovery_months=6,
    )  # fmt: skip
    assert phases == {
        "deployed": 100, "handing_over": 20, "in_transit": 60, "mobilised": 40, "recovering": 120, "resting": 200,
        "preparing": 80,
    }  # fmt: skip


def test_dwell_a_pool_allows_counts_all_time_away_and_only_the_tour_that_counts() -> None:
    allowed = rotation.dwell_months_allowed(
        pool_troops=np.array([46.0, 2.0, 1.0]), deployed_troops=np.array([23.0, 1.0, 0.5]),
        tour_months=12, overlap_months=2, mobilisation_months=1, transit_months=3,
    )  # fmt: skip
    assert allowed.tolist() == [4, 4, 4]  # (12 − 2) × 2 − 16, with one soldier and with half of one too


def test_an_overlap_has_more_tours_served() -> None:
    served = rotation.tours_served(deployed_troops=100, troop_months=2_400, tour_months=6, overlap_months=2)
    assert served == 600  # 2,400 troop-months, four to a tour


def test_the_mean_multiplier_is_what_is_tied_up_for_each_one_deployed() -> None:
    five = np.array([5.0, 5.0])
    mean = rotation.mean_multiplier(np.array([6.0, 2.0]), np.array([2.0, 0.5]), [five])
    assert mean.tolist() == [3, 4]  # 6 / 2 and 2 / 0.5, whatever the components' one multiplier is
    assert rotation.mean_multiplier(np.array([6.0]), np.array([2.0]), []).tolist() == [3]


def test_a_force_of_nothing_has_the_multiplier_that_all_components_share_or_none() -> None:
    nothing = np.array([0.0, 0.0])
    mean = rotation.mean_multiplier(nothing, nothing, [np.array([4.0, 4.0]), np.array([3.0, 4.0])])
    np.testing.assert_array_equal(mean, [np.nan, 4])
