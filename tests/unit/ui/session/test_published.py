"""Published figures in place of a scenario's own, and back."""

import itertools

import pytest

import model
from model.ui.session import published
from model.ui.session.inputs import Value
from model.ui.session.shown import Shown

START = Shown.at_start(model.load("reassurance_force"))
REGISTER = START.start.register
Chosen = dict[str, Value]


def rule(shown: Shown, topic: str) -> Shown:
    return shown.replace(published.changed_rule(shown.inputs, REGISTER, shown.values, topic))


def test_a_size_stays_with_its_claim_and_its_number_stands_in_the_input() -> None:
    values = published.taken(START.inputs, REGISTER, "size_by", "times.troops_2025_04")
    assert values == {"size_by": "times.troops_2025_04", "troops": 64_000}
    quantity = START.replace(values).scenario.quantities()["force.reassurance_force.strength.troops"]
    assert (quantity.claim, quantity.low) == ("times.troops_2025_04", 64_000)


def test_a_size_with_two_ends_gives_both_and_one_input_the_low_end() -> None:
    shown = START.replace(published.taken(START.inputs, REGISTER, "size_by", "rfe_rl.ground_force"))
    assert shown.values["troops"] == 25_000
    assert shown.ends("force.reassurance_force.strength.troops") == (25_000, 30_000)


def test_a_bounded_size_says_how_it_is_taken() -> None:
    shown = START.replace(published.taken(START.inputs, REGISTER, "size_by", "zelensky.minimum"))
    assert shown.scenario.quantities()["force.reassurance_force.strength.troops"].low == 200_000


def test_a_rule_of_rest_brings_its_tour_and_takes_it_away_again() -> None:
    german = rule(START, "germany_norm")
    assert {path: value["claim"] for path, value in german.changes.items()} == {
        "rotation.tour_months": "germany_norm.tour_months",
        "rotation.dwell_months": "germany_norm.dwell_months",
    }
    assert [german.values[key] for key in ("tour", "dwell_as", "dwell_low", "dwell_high")] == [4, "Months", 20, 20]
    assert rule(german, "dannatt").changes == {}
    assert set(rule(german, "united_kingdom_harmony").changes) == {"rotation.dwell_months"}
    assert rule(german, "france_norm").values["tour_by"] == "france_norm.tour_months"
    own_tour = german.replace(published.moved(german.inputs, "tour", 5.0))
    assert rule(own_tour, "dannatt").changes == {"rotation.tour_months": 5}


def test_a_rest_of_the_readers_own_goes_on_from_the_rule_before() -> None:
    readers_own = rule(rule(START, "nato_2004"), "own")
    assert readers_own.changes == {"rotation.dwell_ratio": {"low": 4, "high": 4}}
    german = rule(rule(START, "germany_norm"), "own")
    assert german.changes["rotation.dwell_months"] == {"low": 20, "high": 20}
    assert german.changes["rotation.tour_months"]["claim"] == "germany_norm.tour_months"


def test_a_number_makes_the_figure_the_readers_own() -> None:
    assert published.moved(START.inputs, "troops", 5.0) == {"troops": 5, "size_by": "own"}
    assert published.moved(START.inputs, "tour", 4.0) == {"tour": 4, "tour_by": "own"}
    assert published.moved(START.inputs, "ratio_low", 1.0) == {"ratio_low": 1, "rest_by": "own"}
    assert published.moved(START.inputs, "overlap", 1.0) == {"overlap": 1}
    assert published.moved(START.inputs, "rule", "offers") == {"rule": "offers"}


def test_the_size_of_another_part_leaves_that_of_the_main_one() -> None:
    parts = {"a": {"strength": {"troops": 500}}, "b": {"strength": {"troops": 900}}}
    document = {"force": parts, "rotation": {"tour_months": 6, "dwell_ratio": 2}}
    shown = Shown.at_start(model.Scenario.from_document(document))
    assert published.moved(shown.inputs, "b.troops", 5.0) == {"b.troops": 5}
    named = shown.replace(published.taken(shown.inputs, REGISTER, "size_by", "times.troops"))
    both = named.replace({"b.troops": 5.0})
    assert both.changes == {
        "force.a.strength.troops": {
            "claim": "times.troops", "because": both.changes["force.a.strength.troops"]["because"],
        },
        "force.b.strength.troops": 5,
    }  # fmt: skip


def test_a_number_that_nobody_has_published_becomes_the_readers_own_or_a_published_one() -> None:
    shown = Shown.at_start(model.load("multinational_force_ukraine"))
    path = "force.regeneration.strength.troops"
    assert shown.ends(path) is None
    assert shown.replace(published.moved(shown.inputs, "troops", 900.0)).changes == {path: 900}
    named = shown.replace(published.taken(shown.inputs, REGISTER, "size_by", "gady.troops"))
    assert named.changes[path]["claim"] == "gady.troops"
    assert shown.replace({"size_by": "own"}).changes == {}


@pytest.mark.parametrize("name", ["reassurance_force", "british_norm"])
def test_the_other_form_of_the_rest_is_the_same_or_refused_in_words(name: str) -> None:
    """At every corner of tour, rest and call-up: within bounds, or refused."""
    shown = Shown.at_start(model.load(name))
    table = shown.inputs
    moved = [key for key in table if key.split("_")[0] in ("tour", "ratio", "dwell", "mobilisation")]
    numbers = [key for key in moved if table[key].kind == "number"]
    for corner in itertools.product(*(table[key].bounds[:2] for key in numbers)):
        values = {**shown.values, **dict(zip(numbers, corner, strict=True))}
        for form in ("Months", "Ratio"):
            try:
                converted = published.converted(table, values, form)
            except ValueError as error:
                assert "the page takes" in str(error)  # noqa: PT017  (either way out is right)
            else:
                assert all(table[key].refusal(str(value)) == "" for key, value in converted.items())


def test_the_rest_in_months_follows_the_tour() -> None:
    values: Chosen = {**START.values, "rest_by": "own", "tour": 4.0}
    assert published.converted(START.inputs, values, "Months") == {
        "dwell_as": "Months", "dwell_low": 8, "dwell_high": 12,
    }  # fmt: skip
    with pytest.raises(ValueError, match="Months at home between tours would be 72; the page takes 0 to 60 months"):
        published.converted(START.inputs, {**values, "tour": 24.0}, "Months")


def test_what_does_not_count_now_is_known() -> None:
    assert published.hidden(START.inputs, START.values) == {
        "troops", "tour", "ratio_low", "ratio_high", "dwell_low", "dwell_high", "dwell_as",
    }  # fmt: skip
    readers_own: Chosen = {**START.values, "size_by": "own", "tour_by": "own", "rest_by": "own"}
    assert published.hidden(START.inputs, readers_own) == {"dwell_low", "dwell_high"}
