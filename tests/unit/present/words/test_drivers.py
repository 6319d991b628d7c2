"""The sentences of Drivers: the widest bar, where the margin is zero, the map of two levers."""

import pytest
from by_hand import by_hand
from coalitions import one_chance

import model
from model.analysis.breakeven import solve
from model.analysis.lever_map import lever_map
from model.analysis.sensitivity import one_at_a_time
from model.analysis.simulation import Simulation, simulate
from model.files.scenarios import shipped_scenarios
from model.frozen import Range
from model.present.tables import drivers as drivers_tables
from model.present.words import drivers as drivers_words


def test_the_widest_bar_is_read_out() -> None:
    scenario = model.load("three_tier")
    sentence = drivers_words.top_sentence(scenario, one_at_a_time(scenario), "tied_up")
    assert sentence == (
        "Of the ranges, “European brigades: troops in a unit” moves the troops tied up most: 47,500 at 3,000 to "
        "157,500 at 10,000."
    )
    still = scenario.replace({"rotation.dwell_ratio": 2})
    assert drivers_words.top_sentence(still, [], "tied_up") is None
    unknown = model.load("multinational_force_ukraine")
    assert drivers_words.top_sentence(unknown, one_at_a_time(unknown), "tied_up") is None


def test_a_solution_is_read_out() -> None:
    scenario = model.load("three_tier")
    assert drivers_words.solution_sentence(solve(scenario, "rotation.overlap_months")) == (
        "Handover, from 0 to 6 months: the margin would be zero at 3.844 (whole: 3) at the low end; nowhere at the high "
        "end."
    )
    assert drivers_words.solution_sentence(solve(scenario, "rotation.transit_months")) == (
        "Travel: no value from 0 to 3 months would bring the margin to zero."
    )


def test_a_sign_that_changes_without_a_zero_is_said_to_do_so() -> None:
    solution = solve(one_chance(), "coalition.contributors.b.probability")
    assert "would change its sign at 1, without being zero" in drivers_words.solution_sentence(solution)


def test_a_margin_that_is_zero_all_along_is_said_to_be_so() -> None:
    narrow = solve(by_hand(), "rotation.tour_months", (6.1, 6.9))
    assert "zero at every value from 6.1 to 6.9 at the low end" in drivers_words.solution_sentence(narrow)


def test_the_map_is_read_out_with_the_scenarios_own_values_and_both_ends() -> None:
    grid = lever_map(by_hand(), "force.british_force.strength.troops", "rotation.dwell_ratio")
    assert drivers_words.map_text(grid, "high") == (
        "At the scenario's own values, British force: troops 10,000 and Months at home for each month away 3, the margin would be 2,500 "
        "short. Over British force: troops from 0 to 200,000 and Months at home for each month away from 0 to 10 the margin would go "
        "from −197,500 to 30,000 troops; a line of break-even runs through it."
    )


def test_a_map_without_a_line_says_so() -> None:
    blank = lever_map(by_hand(), "rotation.tour_months", "rotation.overlap_months")
    assert "no line of break-even" in drivers_words.map_text(blank, "high")


RATIO, TOUR = "rotation.dwell_ratio", "rotation.tour_months"


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        (
            "dannatt",
            (
                "Of the ranges, “Share of an army that can be sent” moves the margin of the coalition most: −5,800 at 0.3 to 4,300 "
                "at 0.769."
            ),
        ),
        ("multinational_force_ukraine", drivers_words.NOT_KNOWN_SIZE),
    ],
)
def test_the_headline_is_the_top_bar_or_why_there_is_none(name: str, starts: str) -> None:
    scenario = model.load(name)
    assert drivers_words.headline(scenario, one_at_a_time(scenario)) == starts


def test_without_a_range_or_one_that_moves_anything_the_headline_says_so() -> None:
    still = by_hand({"rotation.dwell_ratio": 2})
    assert drivers_words.headline(still, one_at_a_time(still)) == drivers_words.NOTHING_MOVES
    free = still.replace({"cost": None})
    assert drivers_words.headline(free, one_at_a_time(free)) == drivers_words.NO_RANGES


def test_without_a_coalition_the_headline_is_about_what_is_tied_up() -> None:
    scenario = by_hand().replace({"coalition": None})
    assert "moves the troops tied up most" in drivers_words.headline(scenario, one_at_a_time(scenario))


def drawn() -> Simulation:
    return simulate(by_hand(), draws=10_000, seed=1)


def test_draws_are_read_out_with_the_ranges_they_rest_on() -> None:
    sentence = drivers_words.own_draws_sentence(drawn(), {RATIO: (2, 3)})
    assert sentence == (
        "If Months at home for each month away could be anywhere from 2 to 3, 8 in 10 runs fall between 31,000 and 39,000 troops tied "
        "up, and between −2,300 and −330 troops of margin. These ranges are your assumptions, not measurements."
    )
    nothing = Simulation(by_hand(), 1, 0, {"tied_up": None})
    assert "If nothing varied, the troops tied up are not known publicly." in drivers_words.own_draws_sentence(
        nothing, {}
    )
    assert drivers_words.kept_up_sentence(nothing) is None
    assert drivers_tables.dots(nothing, "tied_up") == []
    assert drivers_tables.draws_in_words(nothing).loc["Tied up in all"].tolist() == ["not known publicly"] * 4
    table = drivers_tables.draws_in_words(drawn())
    assert table.loc["Tied up in all", "1 in 10 below"] == "31,000"
    assert drivers_words.exact_sentence(Range()) is None
    assert "would be 63.4 and 90.1 of 100; the draws" in str(drivers_words.exact_sentence(Range(0.634, 0.8, 0.901)))
    assert str(drivers_words.exact_sentence(Range(0.0, 0.0, 0.0))).endswith(
        "would be 0.0 of 100; the draws would come to it."
    )
    assert list(drivers_words.simulation_sentences(nothing)) == []


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_sentence_of_ours_forecasts(name: str) -> None:
    scenario = model.load(name)
    bars = one_at_a_time(scenario)
    text = " ".join([drivers_words.headline(scenario, bars), drivers_words.bars_left_out(scenario, bars, "tied_up")])
    assert not {"will", "must", "likely", "probably", "cannot", "impossible"} & set(text.casefold().split())


def test_of_a_measure_that_nobody_knows_nothing_is_said_to_stand_still() -> None:
    withdrawn = model.load("three_tier").replace({"us_backstop.provided": False})
    bars = one_at_a_time(withdrawn)
    assert drivers_words.headline(withdrawn, bars) == drivers_words.NOT_KNOWN_SIZE
    for measure in ("tied_up", "margin"):
        assert [bar for bar in bars if bar.measure == measure]
        assert drivers_words.bars_left_out(withdrawn, bars, measure) == ""
