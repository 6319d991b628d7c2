"""The values at which the margin would be zero, read out on the command line."""

from by_hand import by_hand
from coalitions import one_chance

import model
from model.analysis.breakeven import solve
from model.present.words.break_even import solution_sentence


def test_a_solution_is_read_out() -> None:
    scenario = model.load("three_tier")
    assert solution_sentence(solve(scenario, "rotation.overlap_months")) == (
        "Handover, from 0 to 6 months: the margin would be zero at 3.844 (whole: 3) at the low end; nowhere at the "
        "high end."
    )
    assert solution_sentence(solve(scenario, "rotation.transit_months")) == (
        "Travel: no value from 0 to 3 months would bring the margin to zero."
    )


def test_a_sign_that_changes_without_a_zero_is_said_to_do_so() -> None:
    solution = solve(one_chance(), "coalition.contributors.b.probability")
    assert "would change its sign at 1, without being zero" in solution_sentence(solution)


def test_a_margin_that_is_zero_all_along_is_said_to_be_so() -> None:
    narrow = solve(by_hand(), "rotation.tour_months", (6.1, 6.9))
    assert "zero at every value from 6.1 to 6.9 at the low end" in solution_sentence(narrow)
