"""What moves the answer, read out: the widest bar, where the margin is zero, the map of two levers."""

import model
from model import Scenario
from model.analysis.breakeven import solve
from model.analysis.lever_map import lever_map
from model.analysis.sensitivity import one_at_a_time
from model.present.words import drivers as drivers_words


def test_the_widest_bar_is_read_out() -> None:
    scenario = model.load("three_tier")
    sentence = drivers_words.top_sentence(scenario, one_at_a_time(scenario), "tied_up")
    assert sentence == (
        "Of the ranges, “European brigades: troops in a unit” moves the troops tied up most: 47,500 at 3,000 to 79,000 "
        "at 5,000."
    )
    still = scenario.replace({"rotation.dwell_ratio": 2})
    assert drivers_words.top_sentence(still, [], "tied_up") is None
    unknown = model.load("multinational_force_ukraine")
    assert drivers_words.top_sentence(unknown, one_at_a_time(unknown), "tied_up") is None


def test_a_solution_is_read_out() -> None:
    scenario = model.load("three_tier")
    assert drivers_words.solution_sentence(solve(scenario, "rotation.overlap_months")) == (
        "Overlap, from 0 to 6 months: the margin would be zero at 3.312 (whole: 3) at the low end; nowhere at the high "
        "end."
    )
    assert drivers_words.solution_sentence(solve(scenario, "rotation.transit_months")) == (
        "Transit: no value from 0 to 3 months would bring the margin to zero."
    )


def test_a_sign_that_changes_without_a_zero_is_said_to_do_so() -> None:
    coin = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
        "coalition": {
            "deployable_share": 1,
            "contributors": {
                "a": {"position": "offered", "land_strength": 27_000},
                "b": {"position": "open", "land_strength": 9_000, "probability": 0.5},
            },
        },
    })  # fmt: skip
    solution = solve(coin, "coalition.contributors.b.probability")
    assert "would change its sign at 1, without being zero" in drivers_words.solution_sentence(solution)


def test_a_margin_that_is_zero_all_along_is_said_to_be_so() -> None:
    narrow = solve(model.load("dannatt"), "rotation.tour_months", (6.1, 6.9))
    assert "zero at every value from 6.1 to 6.9 at the low end" in drivers_words.solution_sentence(narrow)


def test_the_map_is_read_out_with_the_scenarios_own_values_and_both_ends() -> None:
    shown = lever_map(model.load("dannatt"), "force.british_force.strength.troops", "rotation.dwell_ratio")
    assert drivers_words.map_text(shown, "high") == (
        "At the scenario's own values, British force: troops 10,000 and Dwell as a ratio 3, the margin would be short "
        "by 2,500. Over British force: troops from 0 to 200,000 and Dwell as a ratio from 0 to 10 the margin would go "
        "from −197,500 to 30,000 troops; a line of break-even runs through it."
    )


def test_a_map_without_a_line_says_so() -> None:
    blank = lever_map(model.load("dannatt"), "rotation.tour_months", "rotation.overlap_months")
    assert "no line of break-even" in drivers_words.map_text(blank, "high")
