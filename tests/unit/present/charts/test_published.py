"""The picture of published cases: marks at the share of the published figure, half as far as double."""

import pytest
from charts import validate

from model.analysis.published import check, farthest_first
from model.files.register import published_cases, shipped_register
from model.present.charts.published import Span, published_chart

REGISTER = shipped_register()
CHECKS = farthest_first([check(case, REGISTER) for case in published_cases().values()])
OFF = [case for case in CHECKS if not case.agrees]


def test_half_and_double_are_as_far_from_the_published_figure() -> None:
    span = Span(0.25, 4.0)
    assert [span.place(share) for share in (0.25, 0.5, 1.0, 2.0, 4.0)] == [0, 0.25, 0.5, 0.75, 1]


def test_every_mark_lies_within_the_width() -> None:
    span = Span.of(CHECKS)
    places = [span.place(multiple) for case in CHECKS for multiple in case.multiples]
    assert all(0 < place < 1 for place in places)
    assert 0 < span.place(0.5) < span.place(2.0) < 1


def test_a_case_has_its_figures_and_who_published_it_over_its_mark() -> None:
    chart = published_chart(OFF, REGISTER)
    row = next(row for row in chart.rows["cases"] if row["name"] == "The British rule for Dannatt's 10,000")
    assert row["figures"] == "50,000 troops, not 30,000 to 40,000"
    assert row["who"].startswith("Lord Dannatt, ex-head of the British Army")
    span = Span.of(OFF)
    assert row["low"] == pytest.approx(span.place(1.25))  # 50,000 of 40,000
    assert row["high"] == pytest.approx(span.place(5 / 3))  # 50,000 of 30,000
    assert [row["name_at"], row["figures_at"], row["who_at"], row["mark_at"]] == sorted(
        [row["name_at"], row["figures_at"], row["who_at"], row["mark_at"]]
    )


@pytest.mark.parametrize("width", [680, 350])
def test_the_picture_is_sound_and_names_every_case(width: int) -> None:
    drawn = validate(published_chart(OFF, REGISTER), width)
    assert {one.case.title for one in OFF} <= set(drawn)
    assert {"half", "as published", "twice"} <= set(drawn)


def test_rows_stand_in_the_order_given() -> None:
    names = [row["name"] for row in published_chart(OFF, REGISTER).rows["cases"]]
    assert names == [one.case.title for one in OFF]
