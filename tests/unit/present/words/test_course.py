"""The course of the months in words: steady or all at once, both ends, what units stand for."""

import re

import pytest
from by_hand import two_by_hand
from coalitions import brigades, nation, only, run
from month_runs import AT_ONCE, one_pool, shipped

from model.engine.run import Run
from model.frozen import Range
from model.present.words.course import (
    Course,
    conditions,
    finding,
    gap_sentence,
    month_by_month,
    outlined,
    stands_for,
)

REST = {"rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}}
STEADY = {"schedule.start": "evenly_spread"}


def course(one: Run) -> Course:
    of = Course.of(one)
    assert of is not None
    return of


def at_once(**changes: object) -> Run:
    return Run.of(two_by_hand().replace(AT_ONCE | changes))


def test_the_design_all_at_once() -> None:
    """Two pools of six and nine brigades, the second offering two: six go, four relieve them, then two."""
    of = course(at_once())
    assert finding(of) == "The first rotation holds; from month 7 there is a gap"
    assert conditions(of) == "If all 30,000 go at once, everyone rested. Outlined: only with the shorter rest."
    assert [(stretch.months, stretch.held.ends, stretch.short.ends) for stretch in of.stretches] == [
        ("months 1 to 6", (30_000, 30_000), (0, 0)),
        ("months 7 to 12", (20_000, 20_000), (10_000, 10_000)),
        ("months 13 to 18", (10_000, 10_000), (20_000, 20_000)),
        ("months 19 to 24", (10_000, 30_000), (0, 20_000)),
    ]
    assert month_by_month(of).endswith("months 19 to 24: up to 20,000 short")
    assert month_by_month(of).startswith("Months 1 to 6: nobody missing; months 7 to 12: 10,000 short")
    assert gap_sentence(of.run) == (
        "If all 30,000 go at once: with the shorter rest, short by 10,000 in months 7 to 12 and 20,000 in months 13 to "
        "18; with the longer rest, short by 10,000 in months 7 to 12 and 20,000 in months 13 to 24."
    )


def test_the_design_steady() -> None:
    of = course(Run.of(two_by_hand()))
    assert finding(of) == "A steady rotation would hold 15,000 to 20,000 of the 30,000"
    assert conditions(of) == "Outlined: only with the shorter rest."
    assert gap_sentence(of.run) == f"{finding(of)}."


@pytest.mark.parametrize(
    ("troops", "words"),
    [
        (800, "A steady rotation would hold all 800"),
        ({"low": 700, "high": 900}, "A steady rotation would hold all of it"),
        (1_000, "A steady rotation would hold all 1,000"),
        (1_200, "A steady rotation would hold between 1,000 and all of the 1,200"),
        ({"low": 700, "high": 1_200}, "A steady rotation would hold between 1,000 and all of it"),
        (2_000, "A steady rotation would hold 1,000 to 1,350 of the 2,000"),
        ({"low": 2_000, "high": 3_000}, "A steady rotation would hold 1,000 to 1,350 of the 2,000 to 3,000"),
    ],
)
def test_a_steady_rotation_holds_all_part_or_between(troops: object, words: str) -> None:
    """One nation of 8,000 keeps up 1,000 with three at home, a third more with two."""
    assert finding(course(only(run({"a": nation(8_000)}, troops=troops, **REST)))) == words


def test_a_steady_rotation_of_nobody_holds_none_or_up_to_a_brigade() -> None:
    nobody = only(run({"a": nation(0)}, troops=1_000))
    assert finding(course(nobody)) == "A steady rotation would hold none of the 1,000"
    assert outlined(course(nobody)) == ""
    few = brigades({"a": nation(16_000)}, changes={"rotation.dwell_ratio": {"low": 2, "high": 3}, **STEADY})
    assert finding(course(few)) == "A steady rotation would hold up to 5,000 of the 10,000"
    enough = brigades(
        {"a": nation(16_000)}, troops=5_000, changes={"rotation.dwell_ratio": {"low": 2, "high": 3}, **STEADY}
    )
    assert finding(course(enough)) == "A steady rotation would hold between none and all of the 5,000"


def test_nations_of_unknown_strength_come_on_top() -> None:
    one = only(run({"a": nation(8_000), "b": nation(None)}, troops=2_000))
    assert finding(course(one)) == "A steady rotation would hold at least 1,000 of the 2,000"
    assert str(gap_sentence(one)).endswith("Troops of nations of unknown strength would come on top.")


def test_of_a_force_that_changes_the_months_short_are_counted() -> None:
    growing = {"main": {"strength": {"troops": 600}, "profile": {"13": 2}}}
    one = only(run({"a": nation(8_000)}, force=growing))
    assert finding(course(one)) == "A steady rotation would be short in 12 of 24 months"
    assert [stretch.needed.ends for stretch in course(one).stretches] == [(600, 600), (1_200, 1_200)]
    enough = only(run({"a": nation(8_000)}, force={"main": {"strength": {"troops": 400}, "profile": {"13": 2}}}))
    assert finding(course(enough)) == "A steady rotation would hold it for two years"
    rest = only(run({"a": nation(8_000)}, force=growing, **REST))
    assert finding(course(rest)) == "A steady rotation would be short in 0 to 12 of 24 months"


def test_all_at_once_goes_short_never_in_one_case_or_at_different_months() -> None:
    assert finding(course(one_pool(pool=90_000))) == "No month is short in two years"
    assert finding(course(shipped("dannatt", AT_ONCE))) == "There is a gap from month 19, or none"
    first = one_pool(troops=40_000, pool=30_000, rotation={"tour_months": 6, "dwell_ratio": 2})
    assert finding(course(first)) == "There is a gap from the first month"
    two = one_pool(pool=20_000, rotation={"tour_months": 6, "dwell_ratio": 2})
    assert finding(course(two)) == "Two rotations hold; from month 13 there is a gap"
    uneven = one_pool(pool=20_000, rotation={"tour_months": {"low": 4, "high": 6}, "dwell_months": 24})
    assert finding(course(uneven)) == "There is a gap from month 9, or only from month 13"
    lapped = one_pool(pool=20_000, rotation={"tour_months": 6, "dwell_months": 24, "overlap_months": 1})
    assert finding(course(lapped)) == "The first 10 months hold; from month 11 there is a gap"


def test_a_gap_that_is_the_same_at_both_ends_is_told_once_and_many_gaps_are_counted() -> None:
    same = one_pool(pool=20_000, rotation={"tour_months": 6, "dwell_months": 12})
    assert str(gap_sentence(same)) == "If all 10,000 go at once, short by 10,000 in months 13 to 18."
    many = one_pool(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=120)
    assert str(gap_sentence(many)).endswith(" and three more times.")
    one_more = one_pool(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=73)
    assert str(gap_sentence(one_more)).endswith(" and one more time.")
    one_month = one_pool(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=13)
    assert str(gap_sentence(one_month)) == "If all 10,000 go at once, short by 5,000 in month 13."


def test_a_range_of_sizes_goes_at_once_as_one() -> None:
    one = one_pool(pool=90_000, troops={"low": 10_000, "high": 20_000})
    assert conditions(course(one)).startswith("If all of it goes at once, everyone rested.")
    assert str(gap_sentence(one)).startswith("If all of it goes at once, no month is short.")


def test_what_is_outlined_is_named_by_the_end_that_has_more_in_the_field() -> None:
    larger = only(run({"a": nation(8_000)}, troops={"low": 500, "high": 3_000}, **REST))
    assert outlined(course(larger)) == "only with the longer rest and the larger force"
    crossing = one_pool(pool=20_000, rotation={"tour_months": {"low": 5, "high": 6}, "dwell_months": 12})
    assert outlined(course(crossing)) == "at one end of the range only"


def test_where_nobody_is_in_for_certain_or_nothing_is_worked_out_there_is_no_sentence() -> None:
    assert gap_sentence(only(run({"a": nation(8_000, position="open", probability=0.5)}))) is None
    assert gap_sentence(only(run(None))) is None
    assert Course.of(only(run({"a": nation(8_000)}, troops=0))) is None
    assert Course.of(only(run({"a": nation(8_000)}, force={"main": {"strength": "unknown"}}))) is None
    changes = {"rotation.tour_months": 1, "rotation.overlap_months": 0.999, "schedule.step": "month"}
    assert Course.of(brigades({"a": nation(60_000)}, changes=changes)) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"rotation.tour_months": 5.5},
        {f"rotation.{key}_months": 1 for key in ("overlap", "transit", "mobilisation", "recovery")},
    ],
)
def test_the_mean_of_a_month_that_begins_or_ends_a_gap_is_rounded(changes: dict[str, float]) -> None:
    one = shipped("uk_and_france_alone", AT_ONCE | changes)
    of = course(one)
    words = [finding(of), month_by_month(of), str(gap_sentence(one)), *map(of.words, of.ends[0].held)]
    assert not [text for text in words if re.search(r"\d\.\d", text)]


def test_one_month_is_a_stretch_of_its_own() -> None:
    one = one_pool(pool=90_000, horizon_months=1)
    (stretch,) = course(one).stretches
    assert (stretch.months, stretch.short) == ("month 1", Range(0, None, 0))
    assert finding(course(one)) == "No month is short in a month"


def test_whole_units_that_ask_for_more_than_the_force_are_told_with_the_force() -> None:
    run_ = brigades({"a": nation(4_500)}, troops=1_900, element=1_500)
    assert list(stands_for(run_)) == ["Here 2 whole brigades, 3,000 troops, stand for 1,900."]
    one = brigades({"a": nation(4_500)}, troops=1_400, element=1_500)
    assert list(stands_for(one)) == ["Here 1 whole brigade, 1,500 troops, stands for 1,400."]
    assert list(stands_for(brigades({"a": nation(4_500)}, troops=3_000, element=1_500))) == []
    second = {"strength": {"troops": 2_000}, "element": {"name": "company", "troops": 150}, "profile": {7: 2}}
    several = brigades({"a": nation(90_000)}, changes={"force.second": second})
    assert list(stands_for(several)) == ["Second: here 27 whole companies, 4,050 troops, stand for 4,000 at the peak."]
    at_one_end = brigades({"a": nation(90_000)}, troops={"low": 10_000, "high": 12_000})
    assert list(stands_for(at_one_end)) == ["Here 3 whole brigades, 15,000 troops, stand for 12,000."]
