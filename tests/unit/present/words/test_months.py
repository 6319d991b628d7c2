"""What is said, drawn and tabled about the months."""

import pytest
from coalitions import ROTATION, brigades, nation, only, run
from month_runs import AT_ONCE, one_pool, shipped

from model.present.tables import months as months_tables
from model.present.words import force as force_words
from model.present.words import months as months_words

UNKNOWN = "multinational_force_ukraine"
"""A scenario whose force has no size that is known publicly."""


def test_gaps_are_told_at_both_ends() -> None:
    assert months_words.gap_sentence(shipped("dannatt")) == (
        "Over 24 months: if 3×, no month short; if 4×, short by 2,500 in months 1 to 24."
    )
    assert months_words.gap_sentence(shipped("dannatt", AT_ONCE)) == (
        "Over 24 months: if 3×, no month short; if 4×, short by 10,000 in months 19 to 24."
    )
    assert months_words.gap_sentence(one_pool(pool=90_000)) == "Over 24 months: no month short."
    assert months_words.gaps(shipped("dannatt", AT_ONCE), "high") == [(19, 24, 10_000)]


def test_many_gaps_are_counted_after_the_third() -> None:
    run = one_pool(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=120)
    text = months_words.gap_text(run, "low")
    assert text.startswith("short by 5,000 in months 13 to 18, ")
    assert text.endswith(", and in 3 more gaps")
    shorter = one_pool(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=73)
    assert months_words.gap_text(shorter, "low").endswith(", and in 1 more gap")
    month = one_pool(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=13)
    assert months_words.gap_text(month, "low") == "short by 5,000 in month 13"


def test_a_size_of_unit_that_varies_is_named_with_the_case() -> None:
    force = {
        "main": {"strength": {"troops": 10_000}, "element": {"name": "company", "troops": {"low": 100, "high": 200}}}
    }
    run = one_pool(pool=90_000, force=force)
    assert set(months_words.case_titles(run).values()) == {"if 3× in units of 100", "if 4× in units of 200"}
    (sentence,) = months_words.least_sentences(run)
    assert sentence.startswith("In whole companies of 100 to 200, 50 to 100 at a time. ")


def test_one_unit_and_one_month_are_singular_and_the_floor_has_both_starts() -> None:
    still = one_pool(troops=5_000, rotation={"tour_months": 1, "dwell_months": 0}, horizon_months=1)
    assert months_words.gap_sentence(still) == "Over 1 month: no month short."
    (sentence,) = months_words.least_sentences(still)
    assert sentence.endswith("at least 1 brigade, whether all go together or staggered.")
    floors = one_pool(troops=20_000, rotation={"tour_months": 5, "dwell_months": 12, "dwell_floor_months": 7})
    (sentence,) = months_words.least_sentences(floors)
    assert sentence.endswith("; at the dwell floor, 12 together, 10 staggered.")


def test_the_size_of_units_is_told_where_there_are_any() -> None:
    size = {"low": 500, "high": 1_000}
    run = one_pool(force={"main": {"strength": {"units": 2, "troops_per_unit": size}}})
    (sentence,) = months_words.least_sentences(run)
    assert sentence.startswith("In whole units of 500 to 1,000, 2 at a time. ")
    nothing = one_pool(force={"main": {"strength": {"units": 0, "troops_per_unit": size}}})
    assert not list(months_words.least_sentences(nothing))


def test_a_force_that_rounding_takes_away_needs_no_pool() -> None:
    sites = {"sites": 1e-6, "troops_per_site": 1e-6}
    assert not list(months_words.least_sentences(one_pool(force={"main": {"strength": sites}})))


def test_the_first_three_who_return_early_are_named() -> None:
    rotation = {"tour_months": 6, "dwell_months": 12, "dwell_floor_months": 6}
    run = one_pool(troops=20_000, pool=40_000, rotation=rotation)
    assert months_words.dwell_sentence(run) == (
        "Returns to theatre within 24 months: after 6 months at home on average; before the dwell goal, by up to 6 "
        "months: A 1, A 2, A 3 and 5 more."
    )


def test_the_least_pool_is_told_for_all_together_and_staggered() -> None:
    run = one_pool(troops=25_000, pool=200_000, rotation={"tour_months": 5, "dwell_months": 12}, horizon_months=60)
    assert next(months_words.least_sentences(run)) == (
        "In whole brigades of 5,000, 5 at a time. So that none is ever missing it would take at least 20 "
        "brigades if all start rested and go together, 17 if they are staggered."
    )
    plain = next(months_words.least_sentences(shipped("dannatt")))
    assert plain == (
        "So that none is ever missing it would take at least about 30,000 to 40,000 troops, whether all "
        "go together or staggered."
    )


def test_no_force_has_no_sentences_about_months() -> None:
    assert list(months_words.sentences(one_pool(troops=0))) == []


def test_training_is_told_with_its_yardstick() -> None:
    assert months_words.training_sentence(shipped("multinational_force_ukraine")) == (
        "With the trainers given, about 2,100 people a month would be trained; 50,000 (soldiers of Ukraine reported to "
        "have been trained in the United Kingdom from February 2022) would take about 24 months."
    )
    path = "force.regeneration.training"
    nobody = shipped("multinational_force_ukraine", {f"{path}.trainers": 0})
    assert (months_words.training_sentence(nobody) or "").startswith("Nobody would be trained")
    assert nobody.measure("months_to_target").low is None
    some = shipped("multinational_force_ukraine", {f"{path}.trainers": {"low": 0, "high": 1_050}})
    words = "would take about 24 months at best, and have no end where nobody is trained."
    assert (months_words.training_sentence(some) or "").endswith(words)
    second = {"trainers": 100, "trainees_per_trainer": 1, "course_months": 1, "target": 5_000}
    both = shipped("multinational_force_ukraine", {"force.skies.training": second})
    assert months_words.training_sentence(both) == (
        "In all about 2,200 people a month would be trained; the longest target would take about 50 months."
    )
    some = {**second, "trainers": {"low": 0, "high": 100}}
    open_ended = shipped("multinational_force_ukraine", {"force.skies.training": some})
    assert "at best" in (months_words.training_sentence(open_ended) or "")
    run = shipped("multinational_force_ukraine", {f"{path}.target": 1_000})
    assert "; 1,000 would take" in (months_words.training_sentence(run) or "")


def test_how_the_months_begin_is_said() -> None:
    assert "The rotation is steady from the first month" in months_words.start_in_words(shipped("dannatt"))
    changed = shipped("dannatt", {"schedule.start": "rested", "schedule.backfill": True, "schedule.step": "day"})
    words = months_words.start_in_words(changed)
    assert "All start rested" in words
    assert "others fill in" in words
    assert "mean of its days" in words
    assert "names no unit" in months_words.no_turns(changed)


def test_of_a_tour_of_no_step_nothing_is_worked_out() -> None:
    changes = {"rotation.tour_months": 1, "rotation.overlap_months": 0.999, "schedule.step": "month"}
    run = brigades({"a": {"land_strength": 60_000}}, changes=changes)
    assert force_words.figure(run, "months_held") == "not worked out"
    assert list(months_words.least_sentences(run)) == []


def test_of_several_components_each_is_named() -> None:
    second = {"strength": {"troops": 5_000}, "element": {"troops": 2_500}, "rotation": {"dwell_ratio": 4}}
    run = brigades({"a": {"land_strength": 80_000}}, changes={"force.second": second})
    assert {"Main: A 1", "Second: A 1"} <= {months_tables.title_of(run, turn) for turn in run.turns("central")}
    assert [sentence.split()[0] for sentence in months_words.least_sentences(run)] == ["Main:", "Second:"]


def test_the_least_pool_at_the_floor_is_told_beside_that_at_the_goal() -> None:
    run = brigades(changes={"rotation.dwell_ratio": 4, "rotation.dwell_floor_ratio": 2})
    (sentence,) = months_words.least_sentences(run)
    assert sentence.endswith("at least 10 brigades, whether all go together or staggered; at the dwell floor, 6.")


def test_the_time_at_home_is_told_at_both_ends_or_that_none_returns() -> None:
    run = brigades({"a": {"land_strength": 30_000}}, changes={"rotation.dwell_ratio": {"low": 2, "high": 3}})
    assert months_words.dwell_sentence(run) == (
        "Returns to theatre within 24 months: if 3×, after 12 months at home on average; if 4×, none."
    )


def test_troops_in_whole_units_are_told_of_all_in_the_pools() -> None:
    run = brigades({"a": {"land_strength": 90_000}, "b": {"land_strength": 1_000}})
    assert "Of about 91,000 troops in the pools 90,000 are in whole units" in months_words.whole_pool(run, "low")


def test_who_goes_again_before_the_goal_is_named_with_by_how_much() -> None:
    run = brigades({"a": {"land_strength": 20_000}}, changes={"rotation.dwell_floor_months": 6})
    assert "before the dwell goal, by up to 6 months: A 1" in str(months_words.dwell_sentence(run))
    assert months_tables.turns_in_words(run, "central")["Before its goal by"].iloc[1] == "6"


def test_units_too_many_to_follow_are_said_to_be_so() -> None:
    assert "too many to follow" in months_words.no_turns(brigades({"a": {"land_strength": 60_000}}, element=50))


def test_of_a_force_of_which_a_part_is_not_known_no_gap_is_told() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, changes={"force.second": {"strength": "unknown"}})
    assert months_words.together(run, "central") is None
    assert months_words.gap_sentence(run) is None


def test_a_force_of_unknown_size_has_its_cycle_told() -> None:
    recovering = shipped(UNKNOWN, {"rotation.recovery_months": 1})
    assert months_words.cycle_sentence(recovering) == (
        "Whatever its size, a soldier would be 6 months away and 12 to 18 months at home, 1 of them recovering."
    )
    plain = shipped(UNKNOWN)
    assert months_words.cycle_sentence(plain).endswith("6 months away and 12 to 18 months at home.")
    called = shipped(UNKNOWN, {
        "rotation.mobilisation_months": 1, "rotation.preparation_months": {"low": 0, "high": 2},
        "rotation.recovery_months": 1,
    })  # fmt: skip
    assert months_words.cycle_sentence(called) == (
        "Whatever its size, a soldier would be 1 month called up, 6 months away and 14 to 21 months at home, 0 to 2 of "
        "them preparing and 1 of them recovering."
    )


def test_whole_units_that_ask_for_more_than_the_force_are_told_with_the_force() -> None:
    run = brigades({"a": {"land_strength": 4_500}}, troops=1_900, element=1_500)
    assert (months_words.gap_sentence(run) or "").endswith(". Here 2 whole brigades, 3,000 troops, stand for 1,900.")
    one = brigades({"a": {"land_strength": 4_500}}, troops=1_400, element=1_500)
    assert (months_words.gap_sentence(one) or "").endswith(". Here 1 whole brigade, 1,500 troops, stands for 1,400.")
    exact = brigades({"a": {"land_strength": 4_500}}, troops=3_000, element=1_500)
    assert "stand" not in (months_words.gap_sentence(exact) or "")


def test_whole_units_of_several_parts_and_of_a_peak_are_told_apart() -> None:
    second = {"strength": {"troops": 2_000}, "element": {"name": "company", "troops": 150}, "profile": {7: 2}}
    run = brigades({"a": {"land_strength": 90_000}}, changes={"force.second": second})
    assert (months_words.gap_sentence(run) or "").endswith(
        " Second: here 27 whole companies, 4,050 troops, stand for 4,000 at the peak."
    )


def test_at_one_end_of_the_range_units_may_ask_for_more_than_the_force() -> None:
    run = brigades({"a": {"land_strength": 90_000}}, troops={"low": 10_000, "high": 12_000})
    assert (months_words.gap_sentence(run) or "").endswith(" Here 3 whole brigades, 15,000 troops, stand for 12,000.")


def test_a_part_is_named_beside_one_of_unknown_size() -> None:
    run = brigades({"a": {"land_strength": 60_000}}, changes={"force.second": {"strength": "unknown"}})
    (sentence,) = months_words.least_sentences(run)
    assert sentence.startswith("Main: in whole brigades of 5,000, 2 at a time. So that none is ever missing")


def test_months_of_a_force_that_changes_say_why_they_differ_from_the_verdict() -> None:
    surge = {"main": {"strength": {"troops": 10_000}, "profile": {"1": 0.1, "10": 1, "13": 0.1}}}
    brief = only(run({"a": nation(48_000)}, force=surge))
    assert brief.measure("shortfall").central == 4_000
    assert months_words.gap_sentence(brief) == (
        "Over 24 months: no month short. What could not be kept up for ever is not asked for long enough to fail."
    )


def test_a_constant_force_within_its_goal_is_never_short_whatever_the_rounding_to_days() -> None:
    rotation = {"tour_months": 3, "dwell_months": 9.5}
    nations = {"a": nation(60_000, priority=1), "b": nation(60_000, priority=2)}
    for rule in ("by_priority", "equal_strain"):
        one = only(run(nations, troops=14_400, rotation=rotation, coalition={"rule": rule}))
        assert one.plan.step == "day"
        assert one.measure("margin").central == pytest.approx(0)
        assert one.measure("months_held").central == 24
    brigades = {"main": {"strength": {"troops": 6_000}, "element": {"name": "battalion", "troops": 1_000}}}
    whole = only(run({"a": nation(50_000)}, force=brigades, rotation=rotation))
    assert whole.measure("capacity_units").central == 6_000
    assert whole.measure("months_held").central == 24


def test_a_pool_that_rotates_faster_than_its_goal_keeps_the_force_up_from_the_first_month() -> None:
    one = only(
        run({"a": nation(24_000)}, troops=8_000, rotation={**ROTATION, "dwell_months": 24, "dwell_floor_months": 3})
    )
    assert one.measure("shortfall").central == 0
    assert one.measure("months_held").central == 24


def test_a_least_pool_of_plain_troops_is_about() -> None:
    one = only(run(None, troops=500, rotation={"tour_months": 3, "dwell_months": 19}))
    assert "it would take at least about 4,000 troops" in next(months_words.least_sentences(one))
