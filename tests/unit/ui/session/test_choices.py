"""The choices about the coalition, the backstop and the months, as changes and in an address."""

import pytest
from by_hand import two_by_hand

import model
from model.ui.session import choices as session_choices
from model.ui.session import inputs


def test_choices_about_the_coalition_become_changes() -> None:
    scenario = two_by_hand()
    start = session_choices.starts(scenario)
    assert session_choices.changes(scenario, start) == {}
    assert start["who"] == "france,united_kingdom"
    choices = {
        **start,
        "who": "france,poland",
        "rule": "offers",
        "share": 0.5,
        "chances": "With chances",
        "p_open": 0.25,
    }
    changes = session_choices.changes(scenario, choices)
    assert changes["coalition.contributors.poland.probability"] == 1
    assert changes["coalition.contributors.united_kingdom.probability"] == 0
    assert changes["coalition.rule"] == "offers"
    assert changes["coalition.probability_by_position.open"] == 0.25
    (run,) = model.run(scenario.replace(changes)).runs
    assert run.outcomes.supply is not None
    counted = dict(zip(run.outcomes.supply.names, run.outcomes.supply.is_counted[:, 0], strict=True))
    assert [name for name in counted if counted[name]] == ["france", "poland"]


def test_chances_that_a_scenario_brings_can_be_taken_away() -> None:
    scenario = model.load("willing_chances")
    choices = {**session_choices.starts(scenario), "chances": "In or out"}
    assert session_choices.changes(scenario, choices) == {"coalition.probability_by_position": None}


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("who", "france,atlantis", "some of australia, "),
        ("share", "2", "0 to 1"),
        ("rule", "fair", "equal_strain, by_priority, offers"),
        ("chances", "maybe", "In or out, With chances"),
        ("p_open", "x", "0 to 1"),
    ],
)
def test_a_choice_that_an_address_may_not_make_is_named(key: str, value: str, allowed: str) -> None:
    scenario = model.load("reassurance_force")
    (sentence,) = inputs.ignored(scenario, {key: [value]}, [], session_choices.checks(scenario))
    assert sentence.startswith(f"'{key}={value}' is not used; allowed: {allowed}")
    assert session_choices.from_address(scenario, {key: value}) == session_choices.starts(scenario)


def test_a_scenario_without_a_coalition_has_the_backstop_and_the_start_to_choose() -> None:
    document = {"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    scenario = model.Scenario.from_document(document)
    start = {"backstop": "Provided", "starts": "Staggered", "fill_in": "Each its own"}
    assert session_choices.starts(scenario) == start
    assert session_choices.counted(scenario) == []
    assert session_choices.changes(scenario, {**start, "backstop": "Withdrawn", "starts": "Rested"}) == {
        "us_backstop.provided": False,
        "schedule.start": "rested",
    }


def test_shares_and_probabilities_of_their_own_are_left_to_each_nation() -> None:
    contributors = {
        "a": {"land_strength": 9_000, "deployable_share": 0.5, "probability": 0.3},
        "b": {"land_strength": 9_000, "deployable_share": 0.5, "position": "offered", "probability": 0},
    }
    document = {
        "force": {"a": {"strength": {"troops": 5}}},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
        "coalition": {"contributors": contributors},
    }
    scenario = model.Scenario.from_document(document)
    starts = session_choices.starts(scenario)
    assert "share" not in starts
    assert starts["who"] == ""
    assert session_choices.changes(scenario, starts) == {}
