"""Plain words by hand; the doctests of the module hold the rest."""

import pytest

import model
from model.present.words.plain import (
    capital,
    day,
    horizon,
    listed,
    month,
    nation_label,
    nations,
    plan,
    small,
    spelled,
    spelled_ends,
    who_is_in,
)


@pytest.mark.parametrize(
    ("published", "month_in_words"),
    [
        ("2025-01-16/2025-01-20", "Jan 2025"), ("2024-12/2025-01", "Dec 2024 to Jan 2025"), ("2012/2013", "2012–2013"),
        ("2012/2012", "2012"), ("", ""), ("unknown", ""), ("2025-09-05", "Sept 2025"),
    ],
)  # fmt: skip
def test_months_stand_as_in_a_paper(published: str, month_in_words: str) -> None:
    assert month(published) == month_in_words


def test_days_stand_as_in_a_paper() -> None:
    assert [day(published) for published in ("2025-02-01", "2025", "")] == ["1 Feb 2025", "2025", ""]


def test_names_are_listed_and_more_than_three_are_counted() -> None:
    assert (listed([]), listed(["a", "b"])) == ("", "a and b")
    assert nations(["France", "Italy", "United Kingdom"]) == "France, Italy and the UK"
    assert (nation_label("United Kingdom"), capital(""), spelled(-1)) == ("UK", "", "-1")


def test_who_is_in_is_named_and_nobody_too() -> None:
    start = model.load("reassurance_force")
    none = {f"coalition.contributors.{name}.probability": 0 for name in ("france", "united_kingdom")}
    runs = [model.run(scenario).runs[0] for scenario in (start, start.replace(none))]
    assert [who_is_in(run) for run in runs] == ["France and the UK", "nobody"]


def test_a_plan_is_named_up_to_the_colon_with_its_month() -> None:
    undated = model.load("dannatt").replace({})
    assert plan(undated) == "Lord Dannatt's 10,000, Feb 2025"


def test_a_colon_within_a_readers_title_ends_no_name() -> None:
    title = {"title": "10. x :smile:a", "force": {"a": {"strength": {"troops": 1}}}}
    rotation = {"rotation": {"tour_months": 6, "dwell_ratio": 2}}
    assert plan(model.Scenario.from_document({**title, **rotation})) == "10. x :smile:a"


@pytest.mark.parametrize(("months", "words"), [(12, "a year"), (24, "two years"), (18, "18 months"), (6, "six months")])
def test_the_time_looked_at_is_told_in_years_where_it_is_whole_ones(months: int, words: str) -> None:
    assert horizon(model.run(model.load("dannatt").replace({"horizon_months": months})).runs[0]) == words


def test_numbers_of_a_range_are_both_words_or_neither() -> None:
    assert [spelled_ends(*ends) for ends in ((1.5, 4), (11, 12), (2, 3))] == ["1.5 to 4", "11 or 12", "two or three"]
    assert small("ABC") == "aBC"
