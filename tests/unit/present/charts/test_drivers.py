"""What moves the answer, drawn: ranges of our own and the reader's, bars, dots, indices, their words and tables."""

from typing import Any

import numpy as np
import pytest

import model
from model import Scenario, ScenarioError
from model.analysis.breakeven import levers, solve, solve_all
from model.analysis.sensitivity import OUR_OWN, Bar, Index, indices, one_at_a_time, sobol, spread, with_ranges
from model.analysis.simulation import Simulation, Tally, simulate
from model.files.scenarios import shipped_scenarios
from model.frozen import Range
from model.present.charts import drivers as drivers_charts
from model.present.charts import frame
from model.present.tables import drivers as drivers_tables
from model.present.words import drivers as drivers_words

RATIO, TOUR = "rotation.dwell_ratio", "rotation.tour_months"
TROOPS = "force.british_force.strength.troops"


def spec(chart: Any) -> dict[str, Any]:  # noqa: ANN401
    document: dict[str, Any] = chart.to_dict()
    return document


def rows_of(chart: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    return [row for data in spec(chart)["datasets"].values() for row in data]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_lever_is_spread_by_a_tenth_within_its_field_and_a_range_stays() -> None:
    scenario = model.load("dannatt").replace({"coalition.deployable_share": 0.95})
    quantities = spread(scenario, levers(scenario)).quantities()
    assert (quantities[TROOPS].low, quantities[TROOPS].central, quantities[TROOPS].high) == (9_000, 10_000, 11_000)
    assert (quantities[TROOPS].because, quantities[TROOPS].claim) == (OUR_OWN, None)
    assert (quantities["coalition.deployable_share"].low, quantities["coalition.deployable_share"].high) == (0.855, 1)
    assert quantities[RATIO] == scenario.quantities()[RATIO]
    assert not quantities["rotation.overlap_months"].is_range
    assert scenario.replace({}).quantities() == scenario.quantities()


def test_more_ranges_than_have_corners_are_moved_one_at_a_time() -> None:
    scenario = Scenario.from_document({
        "force": {f"part_{at}": {"strength": {"troops": 100 * (at + 1)}} for at in range(13)},
        "rotation": {"tour_months": 6, "dwell_ratio": 2},
    })  # fmt: skip
    bars = one_at_a_time(spread(scenario, levers(scenario)))
    assert len([bar for bar in bars if bar.width]) == 14
    assert bars[0].path == RATIO
    with pytest.raises(ScenarioError, match="at most 12"):
        model.run(spread(scenario, levers(scenario)))


def test_an_end_that_is_refused_is_told_and_its_other_half_is_drawn() -> None:
    scenario = model.load("dannatt").replace({
        TOUR: {"low": 4, "high": 8}, "rotation.overlap_months": {"low": 1, "high": 5}, RATIO: 2,
    })  # fmt: skip
    bars = one_at_a_time(scenario)
    (tour,) = (bar for bar in bars if bar.path == TOUR and bar.measure == "tied_up")
    assert tour.refused == ()
    (overlap,) = (bar for bar in bars if bar.path == "rotation.overlap_months" and bar.measure == "tied_up")
    assert overlap.refused == ()
    late = scenario.replace({"rotation.overlap_months": {"low": 1, "value": 2, "high": 7}})
    (overlap,) = (b for b in one_at_a_time(late) if b.path == "rotation.overlap_months" and b.measure == "tied_up")
    assert overlap.refused == (7,)
    assert overlap.width > 0
    sentence = drivers_words.bars_left_out(late, one_at_a_time(late), "tied_up")
    assert sentence.endswith("Refused, since the months would not fit one another: Overlap at 7.")
    halves = drivers_charts.halves(late, one_at_a_time(late), "tied_up")
    mine = halves[halves["label"] == "Overlap"]
    assert mine[["which", "given", "side"]].to_numpy().tolist() == [[drivers_charts.LOW_END, "1", "left"]]
    table = drivers_tables.bars_in_words(late, one_at_a_time(late))
    assert table[table["Input"] == "Overlap (months)"]["At its high end"].tolist() == ["refused", "refused"]


def test_a_central_case_that_is_refused_has_no_bars() -> None:
    scenario = model.load("dannatt").replace({"rotation.overlap_months": {"low": 1, "high": 30}})
    with pytest.raises(ScenarioError, match="not shorter than the tour"):
        one_at_a_time(scenario)


def test_the_readers_ranges_replace_the_scenarios() -> None:
    scenario = model.load("willing_september_2025")
    size, offer = "force.reassurance_force.strength.troops", "coalition.contributors.france.offer_troops"
    replaced = with_ranges(scenario, {RATIO: (2, 3), size: (20_000, 30_000), TOUR: (6, 6)}).quantities()
    assert replaced[RATIO].claim == scenario.quantities()[RATIO].claim is not None
    assert (replaced[size].low, replaced[size].high, replaced[size].standing) == (20_000, 30_000, "user")
    assert (replaced[offer].is_range, replaced[offer].central) == (False, 7_500)
    assert not replaced[TOUR].is_range
    with pytest.raises(ScenarioError, match="upside down"):
        with_ranges(scenario, {TOUR: (8, 4)})
    with pytest.raises(ScenarioError, match="out of range"):
        with_ranges(scenario, {"coalition.deployable_share": (0.5, 2)})


def test_one_range_alone_accounts_for_everything() -> None:
    assert indices(lambda points: points[0], [(0, None, 1)], points=16, seed=1) == [(1.0,) * 6]
    (index,) = sobol(model.load("reassurance_force"), points=16)
    assert (index.path, index.alone, index.in_all) == (RATIO, 1, 1)


def test_all_levers_are_solved_each_reason_told_once() -> None:
    solutions, refused = solve_all(model.load("dannatt"))
    assert [solution.lever for solution in solutions] == levers(model.load("dannatt"))
    assert not refused
    solutions, (reason,) = solve_all(model.load("multinational_force_ukraine"))
    assert not solutions
    assert "no margin" in reason
    table = drivers_tables.break_even_in_words([
        solve(model.load("three_tier"), path) for path in ("rotation.overlap_months", "rotation.transit_months")
    ])  # fmt: skip
    assert table.loc["Overlap (months)"].tolist() == ["0", "3.312 (whole: 3)", "no value from 0 to 6"]
    assert table.loc["Transit (months)"].tolist() == ["0", "no value from 0 to 3", "no value from 0 to 3"]


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("dannatt", "Of the ranges, “Dwell as a ratio” moves the margin of the coalition most: 0 at 2 to −2,500 at 3."),
        ("french_norm", drivers_words.NO_RANGES),
        ("british_norm", drivers_words.NOTHING_MOVES),
        ("multinational_force_ukraine", drivers_words.NOT_KNOWN_SIZE),
    ],
)
def test_the_headline_is_the_top_bar_or_why_there_is_none(name: str, starts: str) -> None:
    scenario = model.load(name)
    assert drivers_words.headline(scenario, one_at_a_time(scenario)) == starts


def test_without_a_coalition_the_headline_is_about_what_is_tied_up() -> None:
    scenario = model.load("dannatt").replace({"coalition": None})
    assert "moves the troops tied up most" in drivers_words.headline(scenario, one_at_a_time(scenario))


def test_bars_are_drawn_widest_first_with_the_inputs_at_their_ends() -> None:
    scenario = model.load("three_tier")
    bars = one_at_a_time(scenario)
    halves = drivers_charts.halves(scenario, bars, "margin")
    assert halves["label"].drop_duplicates().tolist() == [
        "European brigades: troops in a unit", "France: offer", "European brigades: brigades or units",
        "Dwell as a ratio",
    ]  # fmt: skip
    widths = halves.groupby("row")["end"].max() - halves.groupby("row")["start"].min()
    assert widths.is_monotonic_decreasing
    first = halves[halves["row"] == 0].set_index("side")
    assert (first["given"]["left"], first["given"]["right"]) == ("5,000", "3,000")
    title = spec(drivers_charts.bars_chart(scenario, bars, "margin"))["title"]
    assert " ".join(title["text"]) == "“European brigades: troops in a unit” moves the margin of the coalition most"
    assert "Scenario three_tier" in title["subtitle"]
    assert any("Source: " in line for line in title["subtitle"])
    text = drivers_words.bars_text(scenario, bars, "margin")
    assert (
        "about −1,600 at all midpoints. European brigades: troops in a unit: 2,900 at 3,000 to −6,000 at 5,000" in text
    )
    assert drivers_words.bars_left_out(scenario, bars, "margin") == ""
    assert drivers_words.bars_left_out(scenario, bars, "tied_up").endswith("nothing here: France: offer.")


def test_a_bar_all_on_one_side_has_its_values_on_both() -> None:
    bars = [Bar("tied_up", TROOPS, 1, 2, 10.0, 12.0, 15.0)]
    halves = drivers_charts.halves(model.load("dannatt"), bars, "tied_up")
    assert halves[["start", "end", "side"]].to_numpy().tolist() == [[10, 12, "left"], [10, 15, "right"]]
    alone = [Bar("tied_up", TROOPS, 1, 2, 10.0, None, 15.0)]
    assert drivers_charts.halves(model.load("dannatt"), alone, "tied_up")["side"].tolist() == ["right"]


def test_a_table_of_bars_says_whose_each_range_is() -> None:
    scenario = model.load("dannatt")
    ours = spread(scenario, levers(scenario))
    table = drivers_tables.bars_in_words(ours, one_at_a_time(ours)).set_index("Input")
    assert "[dannatt.dwell_ratio](claim:dannatt.dwell_ratio)" in table["Who gave the range"]["Dwell as a ratio"].iloc[0]
    assert table["Who gave the range"]["British force: troops"].tolist() == [OUR_OWN, OUR_OWN]
    unknown = model.load("multinational_force_ukraine")
    cells = drivers_tables.bars_in_words(unknown, one_at_a_time(unknown))["At its low end"]
    assert set(cells) == {"not known publicly"}
    assert drivers_tables.bars_in_words(scenario, []).empty
    assert "Overlap" in drivers_words.without_tenth(scenario, levers(scenario))
    assert drivers_words.without_tenth(scenario, [TROOPS]) == ""


def test_the_halves_of_a_bar_stand_apart_by_lightness() -> None:
    dark, light, white = (luminance(colour) + 0.05 for colour in (frame.DARK, drivers_charts.LIGHT, "#FFFFFF"))
    assert light / dark >= 3
    assert white / light >= 3


def drawn() -> Simulation:
    return simulate(model.load("dannatt"), draws=10_000, seed=1)


def test_twenty_dots_stand_for_the_draws_in_columns() -> None:
    dots = drivers_tables.dots(drawn(), "tied_up")
    assert len(dots) == 20
    assert dots == sorted(dots)
    assert dots[0] == pytest.approx(30_250, abs=200)  # one in forty of 30,000 to 40,000
    stacked = drivers_charts.stacked(dots)
    assert not stacked.duplicated().any()
    assert len(stacked) == 20
    width = (dots[-1] - dots[0]) / drivers_charts.MOST_COLUMNS
    assert (np.abs(stacked["troops"] - dots) <= width / 2 + 1e-6).all()
    assert drivers_charts.stacked([7, 7, 7]).to_numpy().tolist() == [[7, 0], [7, 1], [7, 2]]
    title = spec(drivers_charts.dots_chart(drawn(), "tied_up"))["title"]
    assert " ".join(title["text"]) == "8 in 10 runs fall between 31,000 and 39,000"
    assert "10,000 draws, seed 1" in title["subtitle"]
    assert "8 in 10 runs fall between 31,000 and 39,000 troops. Twenty dots at 30,500" in drivers_charts.dots_text(
        drawn(), "tied_up"
    )


def test_draws_are_read_out_with_the_ranges_they_rest_on() -> None:
    sentence = drivers_words.own_draws_sentence(drawn(), {RATIO: (2, 3)})
    assert sentence == (
        "If Dwell as a ratio could be anywhere from 2 to 3, 8 in 10 runs fall between 31,000 and 39,000 troops tied "
        "up, and between −2,300 and −330 troops of margin. These ranges are your assumptions, not measurements."
    )
    nothing = Simulation(model.load("dannatt"), 1, 0, {"tied_up": None})
    assert "If nothing varied, the troops tied up are not known publicly." in drivers_words.own_draws_sentence(
        nothing, {}
    )
    assert drivers_words.kept_up_sentence(nothing) is None
    assert drivers_tables.dots(nothing, "tied_up") == []
    assert drivers_tables.draws_in_words(nothing).loc["Tied up in all"].tolist() == ["not known publicly"] * 4
    table = drivers_tables.draws_in_words(drawn())
    assert table.loc["Tied up in all", "1 in 10 below"] == "31,000"
    assert drivers_words.exact_sentence(Range()) is None
    assert "would be 63.4 and 90.1 of 100; the draws" in str(drivers_words.exact_sentence(Range(0.634, 0.8, 0.901)))
    assert str(drivers_words.exact_sentence(Range(0.0, 0.0, 0.0))).endswith(
        "would be 0.0 of 100; the draws would come to it."
    )
    assert list(drivers_words.simulation_sentences(nothing)) == []


def test_dots_of_one_value_make_one_column() -> None:
    still = Simulation(model.load("dannatt"), 100, 0, {"tied_up": Tally(30_000, np.array([100]))})
    heights = [row["height"] for row in rows_of(drivers_charts.dots_chart(still, "tied_up")) if "end" not in row]
    assert sorted(heights) == list(range(20))


def test_indices_are_drawn_with_their_intervals_and_told() -> None:
    scenario = model.load("three_tier")
    estimates = sobol(scenario, points=64)
    rows = [row for row in rows_of(drivers_charts.indices_chart(scenario, estimates)) if "kind" in row]
    assert len(rows) == 2 * len(estimates)
    assert all(row["low"] <= row["high"] for row in rows)
    assert rows[0]["label"] == "European brigades: troops in a unit"
    table = drivers_tables.indices_in_words(scenario, estimates)
    assert table.index[0] == "European brigades: troops in a unit"
    below = Index("margin", RATIO, -0.001, -0.02, 0.01, 0.5, 0.4, 0.6)
    assert drivers_tables.indices_in_words(scenario, [below]).iloc[0].tolist() == ["0 (−2 to 1)", "50 (40 to 60)"]
    sentence = next(drivers_words.sobol_sentences(scenario, [below]))
    assert sentence.endswith("(40 to 60), 0 of them alone.")


@pytest.mark.parametrize("name", shipped_scenarios())
def test_no_sentence_of_ours_forecasts(name: str) -> None:
    scenario = model.load(name)
    bars = one_at_a_time(scenario)
    text = " ".join([drivers_words.headline(scenario, bars), drivers_words.bars_left_out(scenario, bars, "tied_up")])
    assert not {"will", "must", "likely", "probably", "cannot", "impossible"} & set(text.casefold().split())


def test_of_a_measure_that_nobody_knows_nothing_is_said_to_stand_still() -> None:
    withdrawn = model.load("three_tier").replace({"us_backstop.provided": False})
    bars = one_at_a_time(withdrawn)
    assert drivers_words.headline(withdrawn, bars) == drivers_words.NOT_KNOWN_SIZE
    for measure in ("tied_up", "margin"):
        assert [bar for bar in bars if bar.measure == measure]
        assert drivers_words.bars_left_out(withdrawn, bars, measure) == ""
