"""What is said about whom the months take: units in all, time at home, training, one soldier's time."""

import pytest
from coalitions import brigades, nation, only, run
from month_runs import one_pool, shipped

from model.files.scenarios import shipped_scenarios
from model.frozen import ENDS
from model.present.words import force as force_words
from model.present.words import months as months_words

UNKNOWN = "multinational_force_ukraine"
"""A scenario whose force has no size that is known publicly."""


def test_the_units_in_all_are_told_at_both_ends() -> None:
    (sentence,) = months_words.least_sentences(one_pool(troops=30_000, pool=90_000))
    assert sentence == "Six brigades of 5,000 away at a time take 18 to 24 brigades in all."
    force = {
        "main": {"strength": {"troops": 10_000}, "element": {"name": "company", "troops": {"low": 100, "high": 200}}}
    }
    (sentence,) = months_words.least_sentences(one_pool(pool=90_000, force=force))
    assert sentence.startswith("50 to 100 companies of 100 to 200 away at a time take ")


def test_one_unit_is_singular_and_the_floor_has_both_starts() -> None:
    still = one_pool(troops=5_000, rotation={"tour_months": 1, "dwell_months": 0}, horizon_months=1)
    (sentence,) = months_words.least_sentences(still)
    assert sentence == "One brigade of 5,000 away at a time takes 1 brigade in all."
    floors = one_pool(troops=20_000, rotation={"tour_months": 5, "dwell_months": 12, "dwell_floor_months": 7})
    (sentence,) = months_words.least_sentences(floors)
    assert sentence.endswith("; with the fewest months at home, 12 at once, 10 in turns.")


def test_both_starts_are_told_where_they_differ() -> None:
    one = one_pool(troops=25_000, pool=200_000, rotation={"tour_months": 5, "dwell_months": 12}, horizon_months=60)
    assert next(months_words.least_sentences(one)) == (
        "Five brigades of 5,000 away at a time take 20 brigades in all if all go at once, 17 if they take turns from "
        "the first month."
    )
    assert next(months_words.least_sentences(shipped("dannatt"))) == (
        "Without a gap it would take 30,000 to 40,000 troops in all."
    )


def test_the_size_of_units_is_told_where_there_are_any() -> None:
    size = {"low": 500, "high": 1_000}
    one = one_pool(force={"main": {"strength": {"units": 2, "troops_per_unit": size}}})
    (sentence,) = months_words.least_sentences(one)
    assert sentence.startswith("Two units of 500 to 1,000 away at a time take ")
    nothing = one_pool(force={"main": {"strength": {"units": 0, "troops_per_unit": size}}})
    assert not list(months_words.least_sentences(nothing))
    assert not list(
        months_words.least_sentences(one_pool(force={"main": {"strength": {"sites": 1e-6, "troops_per_site": 1e-6}}}))
    )


def test_the_least_at_the_floor_is_told_beside_that_at_the_goal() -> None:
    one = brigades(changes={"rotation.dwell_ratio": 4, "rotation.dwell_floor_ratio": 2})
    (sentence,) = months_words.least_sentences(one)
    assert sentence.endswith("take 10 brigades in all; with the fewest months at home, 6.")


def test_the_time_at_home_is_told_at_both_ends_or_that_nobody_goes_twice() -> None:
    one = brigades({"a": nation(30_000)}, changes={"rotation.dwell_ratio": {"low": 2, "high": 3}})
    assert months_words.dwell_sentence(one) == (
        "With the shorter rest, units would go back after 12 months at home; with the longer rest, nobody goes twice "
        "within two years."
    )
    plain = only(
        run({"a": nation(8_000)}, rotation={"tour_months": 3, "dwell_months": 9}, schedule={"start": "rested"})
    )
    assert months_words.dwell_sentence(plain) == "Soldiers would go back after 9 months at home."


@pytest.mark.parametrize("start", ["rested", "evenly_spread"])
def test_without_a_least_time_at_home_nobody_goes_too_early(start: str) -> None:
    for name in shipped_scenarios():
        run = shipped(name, {"schedule.start": start})
        if not any("dwell_floor" in path for path in run.scenario.quantities()):
            assert not [back for case in ENDS for back in run.returns(case) if back.below_goal_months], name


def test_the_first_three_who_go_too_early_are_named() -> None:
    rotation = {"tour_months": 6, "dwell_months": 12, "dwell_floor_months": 6}
    one = one_pool(troops=20_000, pool=40_000, rotation=rotation)
    assert months_words.dwell_sentence(one) == (
        "Units would go back after 6 months at home; up to 6 months too early: A 1, A 2, A 3 and 5 more."
    )
    few = brigades({"a": nation(20_000)}, changes={"rotation.dwell_floor_months": 6})
    assert "up to 6 months too early: A 1" in str(months_words.dwell_sentence(few))
    enough = one_pool(troops=20_000, pool=60_000, rotation=rotation)
    assert months_words.dwell_sentence(enough) == "Units would go back after 12 months at home."


def test_no_force_has_no_sentences_about_months_and_another_those_that_apply() -> None:
    assert list(months_words.sentences(one_pool(troops=0))) == []
    assert [sentence.split()[0] for sentence in months_words.sentences(one_pool(pool=30_000))] == ["If", "Two", "With"]


def test_training_is_told_with_its_yardstick() -> None:
    assert months_words.training_sentence(shipped(UNKNOWN)) == (
        "With the trainers given, about 2,100 people a month would be trained; 50,000 (soldiers of Ukraine reported to "
        "have been trained in the United Kingdom from February 2022) would take about 24 months."
    )
    path = "force.regeneration.training"
    nobody = shipped(UNKNOWN, {f"{path}.trainers": 0})
    assert (months_words.training_sentence(nobody) or "").startswith("Nobody would be trained")
    assert nobody.measure("months_to_target").low is None
    some = shipped(UNKNOWN, {f"{path}.trainers": {"low": 0, "high": 1_050}})
    words = "would take about 24 months at the least, and have no end where nobody is trained."
    assert (months_words.training_sentence(some) or "").endswith(words)
    second = {"trainers": 100, "trainees_per_trainer": 1, "course_months": 1, "target": 5_000}
    both = shipped(UNKNOWN, {"force.skies.training": second})
    assert months_words.training_sentence(both) == (
        "In all about 2,200 people a month would be trained; the longest target would take about 50 months."
    )
    open_ended = shipped(UNKNOWN, {"force.skies.training": {**second, "trainers": {"low": 0, "high": 100}}})
    assert "at the least" in (months_words.training_sentence(open_ended) or "")
    assert "; 1,000 would take" in (months_words.training_sentence(shipped(UNKNOWN, {f"{path}.target": 1_000})) or "")


def test_what_the_months_take_for_granted_is_said() -> None:
    assert months_words.start_in_words(shipped("dannatt")) == (
        "Units take turns as if they had for years. Nobody goes beyond an offer or stands in for another."
    )
    changed = shipped("dannatt", {"schedule.start": "rested", "schedule.backfill": True, "schedule.step": "day"})
    assert months_words.start_in_words(changed) == (
        "All start rested. Nobody goes beyond an offer; where one runs out others step in. A month shows the "
        "mean of its days."
    )


def test_of_a_tour_of_no_step_nothing_is_worked_out() -> None:
    changes = {"rotation.tour_months": 1, "rotation.overlap_months": 0.999, "schedule.step": "month"}
    one = brigades({"a": nation(60_000)}, changes=changes)
    assert force_words.figure(one, "months_held") == "not worked out"
    assert list(months_words.least_sentences(one)) == []


def test_parts_are_named_beside_one_another() -> None:
    second = {"strength": {"troops": 5_000}, "element": {"troops": 2_500}, "rotation": {"dwell_ratio": 4}}
    one = brigades({"a": nation(80_000)}, changes={"force.second": second})
    assert [sentence.split()[0] for sentence in months_words.least_sentences(one)] == ["Main:", "Second:"]
    unknown = brigades({"a": nation(60_000)}, changes={"force.second": {"strength": "unknown"}})
    (sentence,) = months_words.least_sentences(unknown)
    assert sentence.startswith("Main: two brigades of 5,000 away at a time take ")
