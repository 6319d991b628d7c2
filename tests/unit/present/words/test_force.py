"""The sentences: neutral, rounded alike, and honest about what is not known."""

import coalitions
import pytest
from coalitions import nation, only

import model
from model import Scenario
from model.engine.run import Run
from model.frozen import Range
from model.present import numbers
from model.present.path_labels import label_of
from model.present.tables import force as force_tables
from model.present.words import claims as claims_words
from model.present.words import force as force_words
from model.scenario.quantity import Quantity


def run(troops: object = 10_000, tour: object = 6, dwell: object = 18, **rest: object) -> Run:
    rotation = {"tour_months": tour, "dwell_months": dwell}
    return only(coalitions.run(None, troops=troops, rotation=rotation, **rest))


def shipped(name: str) -> Run:
    return model.run(model.load(name)).runs[0]


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (4_949, 4_950),
        (5_000, 5_000),
        (5_249, 5_200),
        (5_250, 5_300),
        (-7_350, -7_400),
        (0.123, 0.12),
        (1_850, 1_850),
        (20_249, 20_000),
        (20_250, 20_500),
        (125, 130),
        (2.25, 2.3),
        (12.5, 13),
    ],
)
def test_rounding(number: float, rounded: float) -> None:
    assert numbers.round_off(number) == rounded


@pytest.mark.parametrize(
    ("tour", "words"),
    [(6, "six-month tours"), (1, "one-month tours"), (12, "12-month tours"), (4.5, "4.5-month tours")],
)
def test_tours_in_words(tour: float, words: str) -> None:
    assert words in force_words.headline(run(tour=tour))


def test_a_range_of_tours_in_words() -> None:
    assert "on tours of 4 to 6 months would" in force_words.headline(run(tour={"low": 4, "high": 6}))


def test_inputs_stand_as_entered_and_derived_figures_are_rounded() -> None:
    sentence = force_words.headline(run(troops=12_345))
    assert "Keeping 12,345 troops" in sentence
    assert "49,500 troops in all" in sentence
    assert "Keeping about 4,900 to 109,950 troops" in force_words.headline(shipped("demarcation_line"))


def test_no_force_ties_up_nothing() -> None:
    assert force_words.headline(run(troops=0)) == "No force is deployed, so nothing is tied up."
    assert force_words.throughput_sentence(run(troops=0)) is None
    assert force_words.figure(run(troops=0), "multiplier") == "4"
    assert force_words.chart_text(run(troops=0)) == "What makes up the total of 0 troops: nothing."


def test_what_is_not_known_is_said_so() -> None:
    unknown = shipped("multinational_force_ukraine")
    assert force_words.title(unknown) == "What would this force tie up?"
    assert "not known publicly" in force_words.headline(unknown)
    assert "not known publicly" in force_words.chart_text(unknown)
    assert force_words.throughput_sentence(unknown) is None
    assert force_words.figure(unknown, "tied_up") == "not known publicly"
    assert force_words.case_names(unknown) == {"low": "if 3×", "high": "if 4×"}
    assert force_tables.phases_table(unknown).empty


def test_the_cases_are_told_apart_by_what_differs() -> None:
    assert force_words.case_names(shipped("dannatt")) == {"low": "if 3×", "high": "if 4×"}
    assert force_words.case_names(shipped("three_tier")) == {"low": "12,000 at 3×", "high": "50,000 at 4×"}
    assert force_words.case_names(shipped("nato_norm")) == {"low": "if 5×"}


def test_a_cost_is_told_in_billions_of_its_currency() -> None:
    cost = {"per_deployed_year": {"low": 100_000, "high": 150_000}, "currency": "EUR"}
    assert force_words.figure(run(cost=cost), "cost_per_year") == "EUR 1–1.5 billion"
    assert force_words.figure(run(), "cost_per_year") == "no cost given"
    small = {"per_deployed_year": 5_000, "currency": "EUR"}
    assert force_words.figure(run(troops=100, cost=small), "cost_per_year") == "EUR 500,000"
    large = {"per_deployed_year": 397_263, "currency": "GBP"}
    assert force_words.figure(run(troops=600_000, cost=large), "cost_per_year") == "GBP 240 billion"


def test_one_soldier_is_told_in_the_singular() -> None:
    alone = run(troops=1, dwell=0)
    assert force_words.headline(alone) == (
        "Keeping 1 soldier deployed on six-month tours would tie up about 1 soldier in all, if 1 is in the cycle for "
        "each one deployed."
    )


def test_the_chart_text_carries_the_main_numbers() -> None:
    text = force_words.chart_text(shipped("reassurance_force"))
    assert text == (
        "What makes up the total of 90,000 to 120,000 troops: deployed 30,000; at home between tours 60,000 to 90,000."
    )


def test_attribution_says_who_or_that_it_is_assumed_or_yours() -> None:
    quantities = model.load("reassurance_force").quantities()
    words = claims_words.attribution(quantities["force.reassurance_force.strength.troops"])
    assert words.startswith("European military chiefs")
    assert "The Times" in words
    assert (
        claims_words.attribution(quantities["rotation.dwell_ratio"])
        == "worked out from dannatt.tied_up, dannatt.deployed"
    )
    assert "reported by BBC Radio 4, retold by an outlet that is not named" in claims_words.attribution(
        quantities["rotation.tour_months"]
    )
    assert claims_words.attribution(Quantity.model_validate(3)) == "entered by you"


def test_what_was_entered_is_told_as_it_was_entered() -> None:
    one = run(12_345.5, tour=6.125, dwell=18.3333)
    assert force_words.headline(one).startswith("Keeping 12,345.5 troops deployed on 6.125-month tours would")
    assert list(force_tables.inputs_in_words(one)["Value"])[2:4] == ["6.125 months", "18.3333 months"]


def test_spans_and_amounts() -> None:
    assert numbers.span(Range(5_110, None, 5_140)) == "5,100"
    assert numbers.span(Range(5_100, None, 5_200), numbers.amount) == "5,100 to 5,200"
    assert numbers.amount(0.125) == "0.12"


def test_labels_name_the_component_the_nation_or_the_field() -> None:
    scenario = model.load("three_tier")
    assert label_of(scenario, "force.european_brigades.strength.units") == "European brigades: brigades or units"
    assert label_of(scenario, "rotation.tour_months") == "Tour"
    assert label_of(scenario, "us_backstop.provided") == "United States backstop"
    path = "coalition.contributors.united_kingdom.land_strength"
    assert label_of(scenario, path) == "United Kingdom: land strength"


def test_the_switch_of_the_dwell_shows_in_the_list_of_changes() -> None:
    start = model.load("dannatt")
    changes = {"rotation.dwell_months": {"low": 12, "high": 18}}
    table = force_tables.changes_in_words(start, start.replace(changes), changes)
    assert table.loc["Months at home between tours"].tolist() == ["not given", "12 to 18"]


def test_the_tours_told_are_those_of_the_parts() -> None:
    force = {"a": {"strength": {"troops": 1_000}, "rotation": {"tour_months": 4}}}
    document = {"force": force, "rotation": {"tour_months": 6, "dwell_months": 20}}
    (run,) = model.run(Scenario.from_document(document)).runs
    assert "on four-month tours" in force_words.headline(run)


def test_a_force_without_the_coalition_is_said_to_be_so() -> None:
    one = run(force={"a": {"strength": {"troops": 100}, "provider": "neutral"}}, dwell=20)
    assert force_words.headline(one) == "The coalition deploys nothing here, so nothing is tied up."


def test_a_range_that_starts_at_no_force_still_has_its_multiplier() -> None:
    assert "if 4 are in the cycle" in force_words.headline(run(troops={"low": 0, "high": 100}))
    force = {
        "a": {"strength": {"troops": {"low": 0, "high": 100}}},
        "b": {"strength": {"troops": {"low": 0, "high": 100}}, "rotation": {"dwell_months": 6}},
    }
    one = run(force=force)
    assert "if 2 to 4 are in the cycle" in force_words.headline(one)
    nothing = one.scenario.replace({"force.a.strength.troops": 0, "force.b.strength.troops": 0})
    assert force_words.figure(model.run(nothing).runs[0], "multiplier") == "nothing deployed"


def test_a_size_that_is_not_known_leaves_the_multiplier_where_all_parts_rotate_alike() -> None:
    unknown = shipped("multinational_force_ukraine")
    assert force_words.figure(unknown, "multiplier") == "3–4"
    force = {"a": {"strength": "unknown"}, "b": {"strength": "unknown", "rotation": {"dwell_months": 6}}}
    one = run(force=force)
    assert force_words.figure(one, "multiplier") == "not known publicly"
    assert force_words.case_names(one) == {}


def test_a_force_of_nothing_that_rotates_in_two_ways_has_no_multiplier() -> None:
    force = {
        "a": {"strength": {"troops": {"low": 0, "high": 100}}, "posture": "standby"},
        "b": {"strength": {"troops": 100}, "profile": {"1": 0}},
        "c": {"strength": {"troops": 100}, "profile": {"1": 0}, "rotation": {"dwell_months": 6}},
    }
    one = run(force=force)
    assert force_words.headline(one) == "No force is deployed, so nothing is tied up."


def test_the_headline_stands_without_a_multiplier_that_is_not_one() -> None:
    assert numbers.times(10 / 3) == "3.33"
    assert force_words.figure(shipped("dannatt"), "margin") == "−6,450 to +6,900"


def test_a_measure_without_a_figure_says_why() -> None:
    few = only(coalitions.run({"a": nation(8_000)}, troops=9_000))
    assert force_words.figure(few, "contributors_needed") == "more than all together"
    assert force_words.figure(only(coalitions.run({"a": nation(0)})), "strain") == "no pool"
