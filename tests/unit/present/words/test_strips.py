"""Figures side by side on one scale."""

import pytest
from claims_made import CLAIMS, REGISTER, claim, register

from model.present.words import claims as words
from model.present.words.strips import (
    NAMED,
    OURS,
    SAID,
    UNNAMED,
    Strip,
    in_words,
    is_right_of,
    kind,
    scale,
    stacked,
    strips,
    ticks,
)


def row(*ends: tuple[float, float]) -> Strip:
    return Strip(("a.b",), "A", ends, "", "", SAID)


def size(**fields: object) -> object:
    return claim(unit="troops", question="force_size", **{"bound": "exactly", **fields})


def test_what_one_speaker_said_in_one_outlet_on_one_day_shares_a_row() -> None:
    one, two = size(id="a.one", value=10), size(id="a.two", low=40, high=60, bound="about")
    later = size(id="a.three", value=5, said_on="2025-01-03")
    other = size(id="a.four", value=5, reported_by="C")
    rows = strips(register(one, two, later, other), [later, two, one, other])
    assert [(one.claims, one.words) for one in rows] == [
        (("a.four",), "5"),
        (("a.one", "a.two"), "10 or about 40 to 60"),
        (("a.three",), "5"),
    ]
    both = rows[1]
    assert (both.claim, both.last, both.least, both.greatest) == ("a.one", "about 40 to 60", 10, 60)
    assert both.who == "A, Jan 2025"


def test_a_figure_that_its_speaker_also_bounded_stands_once() -> None:
    exact, bounded = size(id="a.one", value=30), size(id="a.two", value=30, bound="up_to")
    (row,) = strips(register(exact, bounded), [exact, bounded])
    assert (row.words, row.claims) == ("30 at most", ("a.one", "a.two"))


def test_sums_of_ours_stand_each_in_a_row_of_its_own() -> None:
    ours = [CLAIMS["nato_2004.multiplier"], CLAIMS["dannatt.multiplier"], CLAIMS["dannatt.multiplier_2025_02_huffpost"]]
    assert len(strips(REGISTER, ours)) == len(ours)


def test_the_register_holds_no_row_twice() -> None:
    rows = strips(REGISTER, words.sizes(REGISTER))
    assert len({one.who for one in rows}) == len(rows)
    assert sum(len(one.claims) for one in rows) == len(words.sizes(REGISTER))
    assert [one.claims for one in rows if "telegraph.troops" in one.claims] == [
        ("telegraph.headline_troops", "telegraph.troops")
    ]


def test_bounds_are_told_in_words() -> None:
    expected = {
        "zelensky.minimum": "200,000 or more",
        "times.troops_2026_01": "15,000 at most",
        "clash_report.troops": "fewer than 30,000",
        "gcsp.troops": "about 10,000",
        "times.troops": "30,000",
        "land_forces.deployable_share": "about 30% to 77%",
    }
    assert {name: in_words(CLAIMS[name]) for name in expected} == expected


def test_the_shape_of_a_mark_says_who_stands_behind_the_figure() -> None:
    kinds = {
        "zelensky.minimum": SAID,
        "gcsp.troops": NAMED,
        "times.troops": UNNAMED,
        "clash_report.troops": UNNAMED,
        "dannatt.multiplier": OURS,
        "united_kingdom_harmony.dwell_months": NAMED,
    }
    assert {name: kind(CLAIMS[name]) for name in kinds} == kinds


@pytest.mark.parametrize("most", [1, 7.3, 99, 100, 101, 4_999, 212_000, 1e7])
def test_an_axis_has_a_few_round_numbers_within_it(most: float) -> None:
    marks = ticks(most)
    assert marks[0] == 0
    assert marks[-1] <= most
    assert 2 <= len(marks) <= 5
    assert marks[-1] > most / 2


def test_a_scale_reaches_beyond_the_greatest_figure() -> None:
    assert scale([row((1, 2)), row((10, 50))]) == pytest.approx(53)
    assert scale([]) == 1
    assert scale([row((0, 0))]) == 1


def test_marks_that_would_touch_stand_over_one_another() -> None:
    assert stacked([row((10, 10)), row((10, 10)), row((50, 50)), row((5, 60)), row((52, 52))], 100) == [0, 1, 0, 2, 1]
    assert stacked([], 100) == []
    assert stacked([row((10, 10), (80, 80)), row((30, 40)), row((79, 79))], 100) == [0, 0, 1]


def test_words_stand_right_of_the_marks_as_far_as_there_is_room() -> None:
    assert is_right_of(row((10, 60)), 100)
    assert not is_right_of(row((10, 70)), 100)
