"""The charts of the months and of the units in turn."""

from typing import Any

import altair as alt
from month_runs import AT_ONCE, FRANCE_TOO, one_pool, shipped

from model import terms
from model.engine.run import Run
from model.kernels.timetable import UNIT_PHASES
from model.present.charts import frame
from model.present.charts import months as months_charts
from model.present.charts.months import FILLS
from model.present.tables import months as months_tables
from model.present.words import months as months_words

EVERYTHING = {
    "tour_months": 6, "dwell_months": {"low": 12, "high": 18}, "overlap_months": 1, "transit_months": 2,
    "mobilisation_months": 1, "preparation_months": 3, "recovery_months": 2,
}  # fmt: skip


def months_chart(run: Run) -> alt.LayerChart:
    months = months_words.together(run, "high")
    assert months is not None
    return months_charts.months_chart(run, "high", months)


def datasets(chart: alt.LayerChart) -> list[dict[str, Any]]:
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_every_phase_has_a_name_a_letter_and_a_colour_of_its_own() -> None:
    assert tuple(terms.PHASES) == UNIT_PHASES
    assert len({phase.letter for phase in terms.PHASES.values()}) == len(UNIT_PHASES)
    assert {phase.label for phase in terms.PHASES.values()} <= set(FILLS)


def test_the_areas_stand_on_one_another_with_the_gap_up_to_what_is_required() -> None:
    run = shipped("reassurance_force", AT_ONCE | FRANCE_TOO)
    areas = [row for row in datasets(months_chart(run)) if "start" in row]
    rows = list({(row["label"], row["month"]): row for row in areas}.values())
    for month in range(25):
        mine = [row for row in rows if row["month"] == month]
        assert mine[0]["start"] == 0
        assert [row["start"] for row in mine[1:]] == [row["end"] for row in mine[:-1]]
        gap = next(row for row in mine if row["label"] == "Missing")
        assert gap["end"] == max(row["required"] for row in mine)
    words = [row["words"] for row in datasets(months_chart(run)) if "height" in row]
    assert words == ["short by\n20,000"]


def test_a_chart_of_months_carries_gap_source_scenario_and_case() -> None:
    run = shipped("reassurance_force", FRANCE_TOO)
    title = months_chart(run).to_dict()["title"]
    assert " ".join(title["text"]) == "Short by 10,000 to 15,000 in months 1 to 24"
    assert "Scenario reassurance_force, 1 change, if 4×" in title["subtitle"]
    assert title["subtitle"][-2:] == frame.source(run.scenario)
    text = months_charts.months_text(run, "high")
    assert text.startswith("Troops month by month, 30,000 required: short by 10,000 to 15,000 in months 1 to 24")
    unknown = shipped("multinational_force_ukraine")
    assert months_charts.months_text(unknown, "high") == "Troops month by month: not known publicly."
    changing = one_pool(pool=90_000, force={"main": {"strength": {"troops": 10_000}, "profile": {7: 2}}})
    assert "10,000 to 20,000 required" in months_charts.months_text(changing, "high")


def test_the_plan_has_a_cell_with_a_letter_for_each_phase() -> None:
    run = one_pool(rotation=EVERYTHING, pool=120_000)
    rows = [row for row in datasets(months_charts.turns_chart(run, "high")) if "letter" in row]
    assert {row["phase"] for row in rows} == set(UNIT_PHASES) - {"left"}
    assert {row["letter"] for row in rows} == {terms.PHASES[phase].letter for phase in UNIT_PHASES} - {"L"}
    for row in rows:
        assert 0 <= row["begins"] < row["middle"] < row["ends"] <= 24
    subtitle = months_charts.turns_chart(run, "high").to_dict()["title"]["subtitle"]
    assert "more ready at home throughout" in subtitle[0]
    assert months_charts.turns_text(run, "high").startswith(
        "Units deployed: A 1 in months 1 to 5; A 2 in months 1 to 5"
    )


def test_a_long_horizon_has_letters_only_where_there_is_room() -> None:
    run = one_pool(rotation=EVERYTHING, pool=120_000, horizon_months=120)
    rows = [row for row in datasets(months_charts.turns_chart(run, "high")) if "letter" in row]
    assert {row["letter"] for row in rows if row["ends"] - row["begins"] < 3} == {""}
    ticks = months_charts.turns_chart(run, "high").to_dict()["layer"][0]["encoding"]["x"]["axis"]["values"]
    assert ticks == [0, 24, 48, 72, 96, 120]


def test_more_units_than_a_chart_holds_stand_in_the_table() -> None:
    run = one_pool(troops=200_000, pool=800_000)
    chart = months_charts.turns_chart(run, "high")
    assert len({row["unit"] for row in datasets(chart) if "letter" in row}) == months_charts.MOST_ROWS
    assert "more in the table" in chart.to_dict()["title"]["subtitle"][0]
    assert len(months_tables.turns_in_words(run, "high")) > months_charts.MOST_ROWS


def test_charts_of_nobody_are_charts_still() -> None:
    assert months_chart(one_pool(pool=0)).to_dict()["title"]["text"]
    assert months_charts.turns_chart(one_pool(pool=0), "high").to_dict()["title"]["text"]
