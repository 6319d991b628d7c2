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
