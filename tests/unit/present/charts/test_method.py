"""The chart of published cases, and the text beside it."""

import math

import altair as alt
import pandas as pd

from model.analysis.published import check
from model.export.pictures import svg
from model.files.register import published_cases, shipped_register
from model.present.charts import method as method_charts
from model.present.charts.frame import SUBTITLE_LETTERS, TITLE_LETTERS

REGISTER = shipped_register()
CHECKS = [check(case, REGISTER) for case in published_cases().values()]
CHART = method_charts.checks_chart(CHECKS, REGISTER)


def rows_of(chart: alt.LayerChart | alt.FacetChart) -> pd.DataFrame:
    """The rows behind the marks: the largest of the chart's data."""
    return pd.DataFrame(max(chart.to_dict()["datasets"].values(), key=lambda rows: (len(rows), len(rows[0]))))


def test_the_misses_come_first_and_the_farthest_of_them_at_the_top() -> None:
    rows = rows_of(CHART)
    assert rows["name"].iloc[0] == "NATO without the United States"
    differ = [check.case.title for check in CHECKS if not check.agrees]
    assert set(rows["name"].iloc[: len(differ)]) == set(differ)
    far = rows[["low", "high"]].map(lambda multiple: abs(math.log(multiple))).max(axis=1)[: len(differ)]
    assert far.is_monotonic_decreasing


def test_a_mark_stands_at_each_end_as_a_multiple_of_the_published_figure() -> None:
    row = rows_of(CHART).set_index("name").loc["The British norm for Dannatt's 10,000"]
    assert (row["low"], row["high"]) == (1.25, 5 / 3)  # 50,000 of 40,000 and of 30,000
    assert row["label"] == "+66.7 % to +25.0 %"


def test_what_comes_out_exactly_is_counted_and_not_drawn() -> None:
    exact = [check.case.title for check in CHECKS if check.is_exact]
    assert not set(exact) & set(rows_of(CHART)["name"])
    assert f"{len(exact)} more: exactly as published" in svg(CHART, "x")


def test_the_text_tells_every_row_of_the_picture() -> None:
    text = method_charts.checks_text(CHECKS)
    assert text.startswith("Where ours differs: NATO without the United States +220.0 %; ")
    assert "Where ours agrees, as near as stated: New Zealand battalions in East Timor +2.8 %; " in text
    assert text.endswith(f"{sum(check.is_exact for check in CHECKS)} more: exactly as published.")


def test_title_and_source_have_lines_that_a_phone_has_room_for() -> None:
    title = CHART.to_dict()["title"]
    assert all(len(line) <= TITLE_LETTERS for line in title["text"])
    assert any(line.startswith("Source: Roulement") for line in title["subtitle"])
    assert all(len(line) <= SUBTITLE_LETTERS for line in title["subtitle"])
