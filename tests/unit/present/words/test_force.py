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
from model.present.words import force as force_words


def run(troops: object = 10_000, tour: object = 6, dwell: object = 18, **rest: object) -> Run:
    rotation = {"tour_months": tour, "dwell_months": dwell}
    return only(coalitions.run(None, troops=troops, rotation=rotation, **rest))


def shipped(name: str, troops: float | None = None) -> Run:
    changes = {} if troops is None else {f"force.{name}.strength.troops": troops}
    return model.run(model.load(name).replace(changes)).runs[0]


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
    [(6, "a six-month tour"), (1, "a one-month tour"), (12, "a 12-month tour"), (4.5, "a 4.5-month tour"),
     ({"low": 4, "high": 6}, "a tour of 4 to 6 months")],
)  # fmt: skip
def test_tours_in_words(tour: object, words: str) -> None:
    assert f"For every soldier on {words}, " in force_words.standfirst(run(tour=tour))


def test_the_answer_is_one_sentence_and_the_standfirst_says_why() -> None:
    one = shipped("reassurance_force")
    assert force_words.headline(one) == "Keeping 30,000 troops in the field would tie up 90,000 to 120,000"
    assert force_words.standfirst(one) == (
        "For every soldier on a six-month tour, two or three more would be at home: just back, resting, or getting "
        "ready to go."
    )
    assert force_words.cited(one) == [("Force size", "times.troops"), ("Rest between tours", "dannatt.dwell_ratio")]
    assert force_words.cited(shipped("three_tier"))[:2] == [
        ("Number of units", "yermak.brigades"), ("Troops in a unit", "brigade.baltic_to_iiss"),
    ]  # fmt: skip
    assert force_words.cited(run()) == []


@pytest.mark.parametrize(
    ("rotation", "words"),
    [
        (
            {"tour_months": 6, "dwell_months": 3},
            "For every ten soldiers on a six-month tour, five more would be at home",
        ),
        ({"tour_months": 6, "dwell_months": 0}, "For every soldier on a six-month tour, nobody would be at home"),
        ({"tour_months": 6, "dwell_ratio": {"low": 1.5, "high": 4}}, "1.5 to 4 more would be at home"),
        (
            {"tour_months": 6, "dwell_months": 18, "overlap_months": 1, "transit_months": 1, "mobilisation_months": 1},
            "4.2 more would be tied up: handing over, travelling, called up or at home between tours.",
        ),
    ],
)
def test_a_soldier_away_is_told_by_who_is_not(rotation: dict[str, object], words: str) -> None:
    assert words in force_words.standfirst(only(coalitions.run(None, rotation=rotation)))


def test_inputs_stand_as_entered_and_derived_figures_are_rounded() -> None:
    sentence = force_words.headline(run(troops=12_345))
    assert sentence == "Keeping 12,345 troops in the field would tie up 49,500"
    assert "Keeping about 4,900 to 109,950 troops" in force_words.headline(shipped("demarcation_line"))


def test_no_force_ties_up_nothing() -> None:
    assert force_words.headline(run(troops=0)) == "No troops away, so none tied up"
    assert force_words.standfirst(run(troops=0)).startswith("For every soldier on a six-month tour, three more")
    assert force_words.throughput_sentence(run(troops=0)) is None
    assert force_words.figure(run(troops=0), "multiplier") == "4"


def test_what_is_not_known_is_said_so() -> None:
    unknown = shipped("multinational_force_ukraine")
    assert force_words.headline(unknown) == "Nobody has published how big this force would be"
    assert force_words.standfirst(unknown) == (
        "No number of troops was published for any of its three parts, so there is no sum to do yet."
    )
    assert force_words.standfirst(shipped("no_us_backstop")) == (
        "No number of troops was published for United States enablers, so there is no sum to do for the whole."
    )
    alone = run(force={"a": {"strength": "unknown"}})
    assert force_words.standfirst(alone) == "No number of troops was published for it, so there is no sum to do yet."
    assert force_words.throughput_sentence(unknown) is None
    assert force_words.figure(unknown, "tied_up") == "not known publicly"


def test_tours_over_the_horizon_are_told_with_the_people_who_serve_them() -> None:
    assert force_words.throughput_sentence(shipped("reassurance_force")) == (
        "Over two years that is about 120,000 tours, served by 90,000 to 120,000 people."
    )
    assert str(force_words.throughput_sentence(run(horizon_months=12))).startswith("Over a year that is about 20,000")
    assert str(force_words.throughput_sentence(run(horizon_months=18))).startswith("Over 18 months that is about ")
    assert str(force_words.throughput_sentence(run(horizon_months=1))).startswith("Over a month that is about ")


def test_a_cost_is_told_in_billions_of_its_currency() -> None:
    cost = {"per_deployed_year": {"low": 100_000, "high": 150_000}, "currency": "EUR"}
    assert force_words.figure(run(cost=cost), "cost_per_year") == "EUR 1–1.5 billion"
    assert force_words.figure(run(), "cost_per_year") == "no cost given"
    small = {"per_deployed_year": 5_000, "currency": "EUR"}
    assert force_words.figure(run(troops=100, cost=small), "cost_per_year") == "EUR 500,000"
    large = {"per_deployed_year": 397_263, "currency": "GBP"}
    assert force_words.figure(run(troops=600_000, cost=large), "cost_per_year") == "GBP 240 billion"


def test_one_soldier_is_told_in_the_singular() -> None:
    assert force_words.headline(run(troops=1, dwell=0)) == "Keeping 1 soldier in the field would tie up 1"
    assert force_words.headline(shipped("reassurance_force", 1)) == "Keeping 1 soldier in the field would tie up 3 to 4"
    assert force_words.headline(shipped("reassurance_force", 10_000_000)).endswith("tie up 30,000,000 to 40,000,000")


def test_what_was_entered_is_told_as_it_was_entered() -> None:
    one = run(12_345.5, tour=6.125, dwell=18.3333)
    assert force_words.headline(one).startswith("Keeping 12,345.5 troops in the field would")
    assert "on a 6.125-month tour" in force_words.standfirst(one)


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
    assert "on a four-month tour" in force_words.standfirst(run)


def test_a_force_without_the_coalition_is_said_to_be_so() -> None:
    one = run(force={"a": {"strength": {"troops": 100}, "provider": "neutral"}}, dwell=20)
    assert force_words.headline(one) == "No troops of these nations away, so none tied up"


def test_a_range_that_starts_at_no_force_still_has_its_multiplier() -> None:
    assert "three more would be at home" in force_words.standfirst(run(troops={"low": 0, "high": 100}))
    force = {
        "a": {"strength": {"troops": {"low": 0, "high": 100}}},
        "b": {"strength": {"troops": {"low": 0, "high": 100}}, "rotation": {"dwell_months": 6}},
    }
    one = run(force=force)
    assert "one to three more would be at home" in force_words.standfirst(one)
    nothing = one.scenario.replace({"force.a.strength.troops": 0, "force.b.strength.troops": 0})
    assert force_words.figure(model.run(nothing).runs[0], "multiplier") == "nothing deployed"
    assert force_words.standfirst(model.run(nothing).runs[0]) == "Nobody is away, so nobody has to be relieved."


def test_a_size_that_is_not_known_leaves_the_multiplier_where_all_parts_rotate_alike() -> None:
    unknown = shipped("multinational_force_ukraine")
    assert force_words.figure(unknown, "multiplier") == "3–4"
    force = {"a": {"strength": "unknown"}, "b": {"strength": "unknown", "rotation": {"dwell_months": 6}}}
    one = run(force=force)
    assert force_words.figure(one, "multiplier") == "not known publicly"


def test_a_force_of_nothing_that_rotates_in_two_ways_has_no_multiplier() -> None:
    force = {
        "a": {"strength": {"troops": {"low": 0, "high": 100}}, "posture": "standby"},
        "b": {"strength": {"troops": 100}, "profile": {"1": 0}},
        "c": {"strength": {"troops": 100}, "profile": {"1": 0}, "rotation": {"dwell_months": 6}},
    }
    one = run(force=force)
    assert force_words.headline(one) == "No troops away, so none tied up"


def test_the_headline_stands_without_a_multiplier_that_is_not_one() -> None:
    assert numbers.times(10 / 3) == "3.33"
    assert force_words.figure(shipped("dannatt"), "margin") == "−6,450 to +6,900"


def test_a_measure_without_a_figure_says_why() -> None:
    few = only(coalitions.run({"a": nation(8_000)}, troops=9_000))
    assert force_words.figure(few, "contributors_needed") == "more than all together"
    assert force_words.figure(only(coalitions.run({"a": nation(0)})), "strain") == "no pool"
