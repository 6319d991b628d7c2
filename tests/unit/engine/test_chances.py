"""The chance of one case: two nations of 1,000 troops each, by hand."""

import numpy as np
import pytest
from coalitions import nation, only, run

from model.engine.run import Run

HALF = {"a": nation(8_000, probability=0.5), "b": nation(8_000, probability=0.5)}


def kept_up(one: Run) -> float:
    return one.chances(0).chance.kept_up


@pytest.mark.parametrize(("troops", "chance"), [(1_000, 0.75), (1_001, 0.25), (2_000, 0.25), (2_001, 0)])
def test_either_nation_is_enough_for_a_thousand_and_both_for_two(troops: int, chance: float) -> None:
    assert kept_up(only(run(HALF, troops=troops))) == chance


def test_the_curve_holds_both_sides_of_each_step_and_the_size_of_the_force() -> None:
    one = only(run(HALF, troops=1_500.5))
    sizes, chance = one.chances(0).by_size()
    curve = dict(zip(sizes.tolist(), chance.tolist(), strict=True))
    assert {size: curve[size] for size in (0, 1_000, 1_001, 1_501, 2_000, 2_001)} == {
        0: 1, 1_000: 0.75, 1_001: 0.25, 1_501: 0.25, 2_000: 0.25, 2_001: 0,
    }  # fmt: skip
    assert (np.diff(sizes) > 0).all()


def test_the_backstops_two_states_are_weighed_by_its_chance() -> None:
    needing = {"a": nation(8_000, needs_us_backstop=True), "b": nation(8_000, probability=0.5)}
    assert kept_up(only(run(needing, us_backstop={"probability": 0.75}))) == 0.75 + 0.25 * 0.5


def test_who_could_bring_troops_is_listed_the_largest_first_and_who_cannot_is_not() -> None:
    four = {
        "a": nation(8_000), "b": nation(16_000, probability=0.1), "c": nation(None),
        "d": nation(80_000, position="refused"),
    }  # fmt: skip
    one = only(run(four, troops=2_500))
    assert list(one.chances(0).could_bring().items()) == [("b", 2_000), ("a", 1_000)]
    assert one.chances(0).fewest == ["b", "a"]
    assert only(run(four, troops=3_001)).chances(0).fewest == "more than all together"
    assert only(run(None)).chances(0).fewest is None


def test_a_chance_is_that_of_each_period_with_what_a_nation_brings_in_it() -> None:
    # a first part of 15,000 at 2.67 months in the cycle, then one of 10,000 at 4: X has 40,000 and keeps up either
    force = {
        "a": {"strength": {"troops": 15_000}, "rotation": {"dwell_months": 6}, "profile": {"1": 1, "13": 0}},
        "b": {"strength": {"troops": 10_000}, "rotation": {"dwell_months": 18}, "profile": {"1": 0, "13": 1}},
    }
    for chance in (1.0, 0.5):
        results = run({"x": nation(80_000, probability=chance)}, force=force)
        assert results.measure("probability_kept_up").central == chance
        assert results.measure("contributors_needed").central == 1
        assert results.contributors["pivotal_weight"].tolist() == [1, 1, 1]


def test_less_than_a_soldier_is_no_gap_in_a_chance_as_in_the_verdict() -> None:
    results = run({"a": nation(60_000), "b": nation(96_000)}, troops=19_500.004)
    assert results.measure("margin").central == pytest.approx(-0.004)
    assert results.measure("probability_kept_up").central == 1
    assert results.measure("contributors_needed").central == 2
    assert run({"a": nation(60_000), "b": nation(96_000)}, troops=19_501).measure("probability_kept_up").central == 0
