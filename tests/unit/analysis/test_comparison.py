"""The effect of each change alone and the remainder, by hand: 1,000 troops at 4 in the cycle, then 2,000 at 3."""

from coalitions import scenario

import model
from model.frozen import Range

TROOPS, DWELL = "force.main.strength.troops", "rotation.dwell_months"


def test_effects_and_remainder_add_up_to_the_difference() -> None:
    base = scenario(None)
    comparison = model.compare(base, base.replace({TROOPS: 2_000, DWELL: 12}))
    effects = {step.path: comparison.effect(step, "tied_up") for step in comparison.steps}
    assert effects == {TROOPS: Range(4_000, 4_000, 4_000), DWELL: Range(-1_000, -1_000, -1_000)}
    assert comparison.remainder("tied_up") == Range(-1_000, -1_000, -1_000)  # 4,000 + 4,000 − 1,000 − 1,000 = 6,000


def test_a_change_that_is_refused_alone_has_its_reason_and_no_effect() -> None:
    base = scenario(None)
    comparison = model.compare(base, base.replace({"rotation.overlap_months": 7, "rotation.tour_months": 8}))
    refused = {step.path: bool(step.refused) for step in comparison.steps}
    assert refused == {"rotation.overlap_months": True, "rotation.tour_months": False}
    (overlap,) = (step for step in comparison.steps if step.refused)
    assert comparison.effect(overlap, "tied_up") == Range()


def test_each_change_is_counted_as_it_is_worked_out() -> None:
    base, steps = scenario(None), []
    model.compare(base, base.replace({TROOPS: 2_000, DWELL: 12}), progress=lambda *step: steps.append(step))
    assert steps == [(1, 2), (2, 2)]
