"""What is said, drawn and tabled about the months."""

from typing import Any

import altair as alt
from coalitions import brigades

import model
from model import terms
from model.engine.run import Run
from model.kernels.timetable import UNIT_PHASES
from model.present.charts import frame
from model.present.charts import months as months_charts
from model.present.charts.months import FILLS
from model.present.tables import months as months_tables
from model.present.words import force as force_words
from model.present.words import months as months_words

EVERYTHING = {
    "tour_months": 6, "dwell_months": {"low": 12, "high": 18}, "overlap_months": 1, "transit_months": 2,
    "mobilisation_months": 1, "preparation_months": 3, "recovery_months": 2,
}  # fmt: skip
UNKNOWN = "multinational_force_ukraine"
"""A scenario whose force has no size that is known publicly."""


def shipped(name: str, changes: dict[str, Any] | None = None) -> Run:
    scenario = model.load(name)
    return model.run(scenario.replace(changes) if changes else scenario).runs[0]


def made(troops: int = 10_000, pool: int = 30_000, rotation: dict[str, Any] | None = None, **more: object) -> Run:
    changes = {"rotation": rotation or {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}}, **more}
    return brigades({"a": {"land_strength": pool}}, troops=troops, changes=changes)


def months_chart(run: Run) -> alt.LayerChart:
    months = months_words.together(run, "high")
    assert months is not None
    return months_charts.months_chart(run, "high", months)


def datasets(chart: alt.LayerChart) -> list[dict[str, Any]]:
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_gaps_are_told_at_both_ends() -> None:
    assert months_words.gap_sentence(shipped("dannatt")) == (
        "Over 24 months: if 3×, no month short; if 4×, short by 10,000 in months 19 to 24."
    )
    assert months_words.gap_sentence(made(pool=90_000)) == "Over 24 months: no month short."
    assert months_words.gaps(shipped("dannatt"), "high") == [(19, 24, 10_000)]


def test_many_gaps_are_counted_after_the_third() -> None:
    run = made(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=120)
    text = months_words.gap_text(run, "low")
    assert text.startswith("short by 5,000 in months 13 to 18, ")
    assert text.endswith(", and in 3 more gaps")
    shorter = made(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=73)
    assert months_words.gap_text(shorter, "low").endswith(", and in 1 more gap")
    month = made(pool=25_000, rotation={"tour_months": 6, "dwell_ratio": 2}, horizon_months=13)
    assert months_words.gap_text(month, "low") == "short by 5,000 in month 13"


def test_a_size_of_unit_that_varies_is_named_with_the_case() -> None:
    force = {
        "main": {"strength": {"troops": 10_000}, "element": {"name": "company", "troops": {"low": 100, "high": 200}}}
    }
    run = made(pool=90_000, force=force)
    assert set(months_words.case_titles(run).values()) == {"if 3× in units of 100", "if 4× in units of 200"}
    (sentence,) = months_words.least_sentences(run)
    assert sentence.startswith("In whole companies of 100 to 200, 50 to 100 at a time. ")


def test_one_unit_and_one_month_are_singular_and_the_floor_has_both_starts() -> None:
    still = made(troops=5_000, rotation={"tour_months": 1, "dwell_months": 0}, horizon_months=1)
    assert months_words.gap_sentence(still) == "Over 1 month: no month short."
    (sentence,) = months_words.least_sentences(still)
    assert sentence.endswith("at least 1 brigade, whether all go together or staggered.")
    floors = made(troops=20_000, rotation={"tour_months": 5, "dwell_months": 12, "dwell_floor_months": 7})
    (sentence,) = months_words.least_sentences(floors)
    assert sentence.endswith("; at the dwell floor, 12 together, 10 staggered.")


def test_the_size_of_units_is_told_where_there_are_any() -> None:
    size = {"low": 500, "high": 1_000}
    run = made(force={"main": {"strength": {"units": 2, "troops_per_unit": size}}})
    (sentence,) = months_words.least_sentences(run)
    assert sentence.startswith("In whole units of 500 to 1,000, 2 at a time. ")
    nothing = made(force={"main": {"strength": {"units": 0, "troops_per_unit": size}}})
    assert not list(months_words.least_sentences(nothing))


def test_a_force_that_rounding_takes_away_needs_no_pool() -> None:
    sites = {"sites": 1e-6, "troops_per_site": 1e-6}
    assert not list(months_words.least_sentences(made(force={"main": {"strength": sites}})))


def test_the_first_three_who_return_early_are_named() -> None:
    rotation = {"tour_months": 6, "dwell_months": 12, "dwell_floor_months": 6}
    run = made(troops=20_000, pool=40_000, rotation=rotation)
    assert months_words.dwell_sentence(run) == (
        "Returns to theatre within 24 months: after 6 months at home on average; before the dwell goal, by up to 6 "
        "months: A 1, A 2, A 3 and 5 more."
    )


def test_the_least_pool_is_told_for_all_together_and_staggered() -> None:
    run = made(troops=25_000, pool=200_000, rotation={"tour_months": 5, "dwell_months": 12}, horizon_months=60)
    assert next(months_words.least_sentences(run)) == (
        "In whole brigades of 5,000, 5 at a time. So that none is ever missing it would take at least 20 "
        "brigades if all start rested and go together, 17 if they are staggered."
    )
    plain = next(months_words.least_sentences(shipped("dannatt")))
    assert plain == (
        "So that none is ever missing it would take at least 30,000 to 40,000 troops, whether all "
        "go together or staggered."
    )


def test_no_force_has_no_sentences_about_months() -> None:
    assert list(months_words.sentences(made(troops=0))) == []


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
    assert "All start rested" in months_words.start_in_words(shipped("dannatt"))
    changed = shipped("dannatt", {"schedule.start": "evenly_spread", "schedule.backfill": True, "schedule.step": "day"})
    words = months_words.start_in_words(changed)
    assert "staggered" in words
    assert "others fill in" in words
    assert "mean of its days" in words
    assert "names no unit" in months_words.no_turns(changed)


def test_every_phase_has_a_name_a_letter_and_a_colour_of_its_own() -> None:
    assert tuple(terms.PHASES) == UNIT_PHASES
    assert len({phase.letter for phase in terms.PHASES.values()}) == len(UNIT_PHASES)
    assert {phase.label for phase in terms.PHASES.values()} <= set(FILLS)


def test_the_areas_stand_on_one_another_with_the_gap_up_to_what_is_required() -> None:
    run = shipped("reassurance_force")
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
    title = months_chart(shipped("reassurance_force")).to_dict()["title"]
    assert " ".join(title["text"]) == "Short by 10,000 to 20,000 in months 7 to 24"
    assert "Scenario reassurance_force, if 4×" in title["subtitle"]
    assert title["subtitle"][-2:] == frame.source(model.load("reassurance_force"))
    text = months_charts.months_text(shipped("reassurance_force"), "high")
    assert text.startswith("Troops month by month, 30,000 required: short by 10,000 to 20,000 in months 7 to 24")
    unknown = shipped("multinational_force_ukraine")
    assert months_charts.months_text(unknown, "high") == "Troops month by month: not known publicly."
    changing = made(pool=90_000, force={"main": {"strength": {"troops": 10_000}, "profile": {7: 2}}})
    assert "10,000 to 20,000 required" in months_charts.months_text(changing, "high")


def test_the_plan_has_a_cell_with_a_letter_for_each_phase() -> None:
    run = made(rotation=EVERYTHING, pool=120_000)
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
    run = made(rotation=EVERYTHING, pool=120_000, horizon_months=120)
    rows = [row for row in datasets(months_charts.turns_chart(run, "high")) if "letter" in row]
    assert {row["letter"] for row in rows if row["ends"] - row["begins"] < 3} == {""}
    ticks = months_charts.turns_chart(run, "high").to_dict()["layer"][0]["encoding"]["x"]["axis"]["values"]
    assert ticks == [0, 24, 48, 72, 96, 120]


def test_more_units_than_a_chart_holds_stand_in_the_table() -> None:
    run = made(troops=200_000, pool=800_000)
    chart = months_charts.turns_chart(run, "high")
    assert len({row["unit"] for row in datasets(chart) if "letter" in row}) == months_charts.MOST_ROWS
    assert "more in the table" in chart.to_dict()["title"]["subtitle"][0]
    assert len(months_tables.turns_in_words(run, "high")) > months_charts.MOST_ROWS


def test_the_tables_say_what_the_charts_do() -> None:
    run = shipped("reassurance_force")
    table = months_tables.months_in_words(run, "high")
    assert table.loc["13", ["Required", "Deployed", "Short"]].tolist() == ["30,000", "10,000", "20,000"]
    assert list(table.columns) == ["Required", "Deployed", "At home between tours", "Ready", "Short", "Pool"]
    tours = months_tables.turns_in_words(run, "high")
    assert tours.loc["France 4"].tolist() == ["7 to 12", "France 2", "", ""]
    assert months_tables.months_in_words(shipped("multinational_force_ukraine"), "high").empty
    assert months_tables.turns_in_words(made(pool=0), "high").empty


def test_charts_of_nobody_are_charts_still() -> None:
    assert months_chart(made(pool=0)).to_dict()["title"]["text"]
    assert months_charts.turns_chart(made(pool=0), "high").to_dict()["title"]["text"]


def test_who_shares_units_is_named() -> None:
    nations = {"a": {"land_strength": 30_000}, "b": {"land_strength": 4_000}, "c": {"land_strength": 4_500}}
    assert months_tables.sharing(brigades(nations)) == ["Shared: B, C"]


def test_of_a_tour_of_no_step_nothing_is_worked_out() -> None:
    changes = {"rotation.tour_months": 1, "rotation.overlap_months": 0.999, "schedule.step": "month"}
    run = brigades({"a": {"land_strength": 60_000}}, changes=changes)
    assert force_words.missing(run, "months_held") == "not worked out"
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
