"""Inputs moved one at a time, in sentences."""

from functools import partial
from typing import Any

import pytest
from by_hand import by_hand
from coalitions import nation, scenario

import model
from model.analysis.sensitivity import Bar, one_at_a_time
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.words import one_at_a_time as words
from model.present.words.force import rounded_margin

RATIO, OVERLAP = "rotation.dwell_ratio", "rotation.overlap_months"


def test_the_input_that_moves_most_is_the_title_and_all_are_told() -> None:
    three = model.load("three_tier")
    bars = one_at_a_time(three)
    assert words.title(three, bars, "margin") == "How large a unit is would move the gap most"
    assert words.title(three, bars, "tied_up") == "How large a unit is would move the total tied up most"
    text = words.text(three, bars, "margin")
    assert "How large a unit is: 3,500 to spare at 3,000, 28,000 short at 10,000." in text
    assert "How long units rest: 11,400 short at 2, 13,600 short at 3." in text
    assert text.index("How many units") < text.index("How long units rest")
    assert words.left_out(three, bars, "tied_up") == (
        "Moved alone, these change nothing here: the share of the army of France that can be sent, the offer of France "
        "and the share of each army that can be sent."
    )


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("force.british_force.strength.troops", "the size of the force"),
        ("coalition.contributors.united_kingdom.land_strength", "the size of the army of the UK"),
        ("coalition.contributors.united_kingdom.rotation.tour_months", "how long a tour lasts"),
        ("force.british_force.element.troops", "how large a unit that rotates is"),
        ("force.british_force.profile.3", "British force: share of the strength"),
        ("cost.per_deployed_year", "cost of one soldier away for a year"),
    ],
)
def test_every_input_is_the_subject_of_a_sentence(path: str, plain: str) -> None:
    assert words.thing(by_hand(), path) == plain


def test_a_part_among_several_is_named() -> None:
    parts = {"one": {"strength": {"troops": 5}}, "two": {"strength": {"troops": 5}}}
    two = scenario({"a": nation(80)}, force=parts)
    assert words.thing(two, "force.one.strength.troops") == "the size of the force (One)"
    assert words.thing(model.load("three_tier"), "force.european_brigades.strength.units") == "how many units there are"


def test_without_three_ranges_the_page_says_why_there_is_no_picture() -> None:
    def why(**changes: Any) -> str:  # noqa: ANN401
        changed = by_hand().replace({"cost": None, **changes})
        return words.why_not_drawn(changed, one_at_a_time(changed), "margin")

    assert why() == (
        "A picture of what moves the answer most takes three inputs with a range. Here how long units rest has one "
        "that moves it. Troops are counted soldier by soldier."
    )
    assert why(**{RATIO: 2}) == words.NO_RANGE
    assert why(**{RATIO: 2, "rotation.recovery_months": {"low": 1, "high": 2}}).startswith(
        "No input with a range moves the gap."
    )
    assert "how long units rest and how long a handover takes have one" in why(**{OVERLAP: {"low": 0, "high": 1}}) or (
        "how long a handover takes and how long units rest have one" in why(**{OVERLAP: {"low": 0, "high": 1}})
    )
    unknown = model.load("multinational_force_ukraine")
    assert words.why_not_drawn(unknown, one_at_a_time(unknown), "margin") == words.NOT_KNOWN_SIZE


def test_an_end_that_is_refused_is_told() -> None:
    late = by_hand().replace({OVERLAP: {"low": 1, "value": 2, "high": 7}})
    bars = one_at_a_time(late)
    assert (
        words.left_out(late, bars, "margin") == "Months that would not fit one another: how long a handover takes at 7."
    )
    (bar,) = (bar for bar in bars if bar.path == OVERLAP and bar.measure == "margin")
    assert words.sentence(late, bar).endswith("months that do not fit one another at 7.")


def test_the_subtitle_says_what_is_drawn_and_that_inputs_move_one_at_a_time() -> None:
    bars = [Bar("margin", RATIO, 2, 3, -5, 10, None), Bar("margin", OVERLAP, 0, 1, -5, -5, -9)]
    subtitle = words.subtitle(bars, "margin")
    assert subtitle.startswith("Troops missing or to spare, counted soldier by soldier. Pale: at the input's lower end")
    assert "one at a time" in subtitle
    assert words.subtitle([], "tied_up").startswith("Troops tied up.")


def test_a_share_is_in_per_cent() -> None:
    share = Bar("margin", "coalition.deployable_share", 0.3, 0.769, -9_000, -10_040, 4_960)
    assert words.sentence(by_hand(), share) == (
        "The share of each army that can be sent: 10,050 short at 30%, 4,950 to spare at 76.9%."
    )


def test_a_margin_is_rounded_as_in_the_sentences_beside_it() -> None:
    run = Run.of(model.load("british_norm"))
    (bar,) = [bar for bar in one_at_a_time(run.scenario) if bar.measure == "margin" and bar.path.endswith("_share")]
    read = partial(rounded_margin, run)
    assert words.results_in_words(bar) == ("7,440 short", "410 short")
    assert words.results_in_words(bar, read) == ("7,450 short", "400 short")
    assert words.sentence(run.scenario, bar, read).endswith(": 7,450 short at 30%, 400 short at 76.9%.")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_range_of_every_scenario_has_plain_words(name: str) -> None:
    plan = model.load(name)
    for bar in one_at_a_time(plan):
        if bar.central is not None:
            assert not {"dwell", "pool", "overlap", "element"} & set(words.sentence(plan, bar).casefold().split())
