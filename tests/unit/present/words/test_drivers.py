"""The sentences for analysts and for the command: the widest bar, maps, draws, indices."""

from by_hand import by_hand

import model
from model.analysis.lever_map import lever_map
from model.analysis.sensitivity import Index, one_at_a_time
from model.analysis.simulation import Simulation, simulate
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


def test_the_map_is_read_out_with_the_plans_own_values_and_both_ends() -> None:
    grid = lever_map(by_hand(), "force.british_force.strength.troops", "rotation.dwell_ratio")
    assert drivers_words.map_text(grid, "high") == (
        "At the plan's own values, British force: troops 10,000 and Months at home for each month away 3: 2,500 short. "
        "Over British force: troops from 0 to 200,000 and Months at home for each month away from 0 to 10: from "
        "197,500 short to 30,000 to spare; the line of zero runs through it."
    )
    assert drivers_words.map_title(grid) == "“British force: troops” against “Months at home for each month away”"
    assert drivers_words.map_subtitle(grid, "with the longer rest").endswith(
        "the plan's own values, with the longer rest."
    )
    assert drivers_words.map_subtitle(grid, "").endswith("the plan's own values.")


def test_a_map_without_a_line_says_so() -> None:
    blank = lever_map(by_hand(), "rotation.tour_months", "rotation.overlap_months")
    assert "nowhere on this map would it be zero." in drivers_words.map_text(blank, "high")


def drawn() -> Simulation:
    return simulate(by_hand(), draws=10_000, seed=1)


def test_draws_are_read_out_with_the_exact_chance_at_both_ends() -> None:
    nothing = Simulation(by_hand(), 1, 0, {"tied_up": None})
    assert drivers_words.kept_up_sentence(nothing) is None
    assert drivers_tables.draws_in_words(nothing).loc["Tied up in all"].tolist() == ["not known publicly"] * 4
    table = drivers_tables.draws_in_words(drawn())
    assert table.loc["Tied up in all", "1 in 10 below"] == "31,000"
    assert drivers_words.exact_sentence(Range()) is None
    assert "would be 63.4 and 90.1 of 100; the draws" in str(drivers_words.exact_sentence(Range(0.634, 0.8, 0.901)))
    assert str(drivers_words.exact_sentence(Range(0.0, 0.0, 0.0))).endswith(
        "would be 0.0 of 100; the draws would come to it."
    )
    assert list(drivers_words.simulation_sentences(nothing)) == []


def test_the_range_that_accounts_for_most_is_the_title_of_the_indices() -> None:
    index = Index("margin", "rotation.dwell_ratio", 0.2, 0.1, 0.3, 0.5, 0.4, 0.6)
    assert drivers_words.indices_title(by_hand(), [index]) == (
        "“Months at home for each month away” accounts for 50 of 100 parts of the spread"
    )
    (sentence,) = drivers_words.sobol_sentences(by_hand(), [index])
    assert sentence.endswith("(40 to 60), 20 of them alone.")
