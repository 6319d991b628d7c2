"""The picture of arrivals under their two lines."""

import pytest
from charts import validate
from coalitions import brigades

from model.analysis.arrivals import Arrivals, arrivals
from model.present.charts.arrivals import arrivals_chart
from model.present.words.arrivals import ARRIVED, ASKED, RESTED


def three_brigades() -> Arrivals:
    of = arrivals(brigades({"one": {"land_strength": 15_000}}, troops=10_000), "main", "one", "low")
    assert of is not None
    return of


@pytest.mark.parametrize("width", [680, 350])
def test_the_picture_is_sound_and_names_its_lines(width: int) -> None:
    assert {ARRIVED, ASKED, RESTED, "24"} <= set(validate(arrivals_chart(three_brigades()), width))


def test_each_line_has_its_number_in_each_month_and_the_last_month_its_whole_width() -> None:
    rows = arrivals_chart(three_brigades()).rows
    by_line = {(row["line"], row["month"]): row["units"] for row in rows["lines"]}
    assert [by_line[line, 7] for line in (ASKED, RESTED, ARRIVED)] == [4, 3, 3]
    assert by_line[ARRIVED, 25] == by_line[ARRIVED, 24]
    gaps = {row["month"]: row["asked"] - row["arrived"] for row in rows["gap"]}
    assert (gaps[6], gaps[7]) == (0, 1)


def test_over_many_years_the_years_are_named() -> None:
    run = brigades({"one": {"land_strength": 15_000}}, troops=10_000, changes={"horizon_months": 120})
    of = arrivals(run, "main", "one", "low")
    assert of is not None
    drawn = set(validate(arrivals_chart(of)))
    assert {"12", "120"} <= drawn
    assert "6" not in drawn
