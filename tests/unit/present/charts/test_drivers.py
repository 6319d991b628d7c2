"""What moves the answer, drawn: ranges of our own and the reader's, bars, dots, indices, their words and tables."""

from typing import Any

import numpy as np
import pytest
from by_hand import by_hand

import model
from model.analysis.sensitivity import Bar, Index, one_at_a_time, sobol
from model.analysis.simulation import Simulation, Tally, simulate
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


def test_an_end_that_is_refused_is_told_and_its_other_half_is_drawn() -> None:
    scenario = by_hand().replace({
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
    assert sentence.endswith("Refused, since the months would not fit one another: Handover at 7.")
    halves = drivers_charts.halves(late, one_at_a_time(late), "tied_up")
    mine = halves[halves["label"] == "Handover"]
    assert mine[["which", "given", "side"]].to_numpy().tolist() == [[drivers_charts.LOW_END, "1", "left"]]
    table = drivers_tables.bars_in_words(late, one_at_a_time(late))
    assert table[table["Input"] == "Handover (months)"]["At its high end"].tolist() == ["refused", "refused"]


def test_bars_are_drawn_widest_first_with_the_inputs_at_their_ends() -> None:
    scenario = model.load("three_tier")
    bars = one_at_a_time(scenario)
    halves = drivers_charts.halves(scenario, bars, "margin")
    assert halves["label"].drop_duplicates().tolist() == [
        "European brigades: troops in a unit", "European brigades: brigades or units", "Share of an army that can be sent",
        "France: offer", "Months at home for each month away", "France: share of an army that can be sent",
    ]  # fmt: skip
    widths = halves.groupby("row")["end"].max() - halves.groupby("row")["start"].min()
    assert widths.is_monotonic_decreasing
    first = halves[halves["row"] == 0].set_index("side")
    assert (first["given"]["left"], first["given"]["right"]) == ("10,000", "3,000")
    title = spec(drivers_charts.bars_chart(scenario, bars, "margin"))["title"]
    assert " ".join(title["text"]) == "“European brigades: troops in a unit” moves the margin of the coalition most"
    assert "Scenario three_tier" in title["subtitle"]
    assert any("Source: " in line for line in title["subtitle"])
    text = drivers_words.bars_text(scenario, bars, "margin")
    assert (
        "about −12,200 at all midpoints. European brigades: troops in a unit: 3,500 at 3,000 to −28,000 at 10,000"
        in text
    )
    assert drivers_words.bars_left_out(scenario, bars, "margin") == ""
    assert drivers_words.bars_left_out(scenario, bars, "tied_up").endswith(
        "nothing here: France: share of an army that can be sent, France: offer, Share of an army that can be sent."
    )


def test_a_bar_all_on_one_side_has_its_values_on_both() -> None:
    bars = [Bar("tied_up", TROOPS, 1, 2, 10.0, 12.0, 15.0)]
    halves = drivers_charts.halves(by_hand(), bars, "tied_up")
    assert halves[["start", "end", "side"]].to_numpy().tolist() == [[10, 12, "left"], [10, 15, "right"]]
    alone = [Bar("tied_up", TROOPS, 1, 2, 10.0, None, 15.0)]
    assert drivers_charts.halves(by_hand(), alone, "tied_up")["side"].tolist() == ["right"]


def test_the_halves_of_a_bar_stand_apart_by_lightness() -> None:
    dark, light, white = (luminance(colour) + 0.05 for colour in (frame.DARK, drivers_charts.LIGHT, "#FFFFFF"))
    assert light / dark >= 3
    assert white / light >= 3


def drawn() -> Simulation:
    return simulate(by_hand(), draws=10_000, seed=1)


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


def test_dots_of_one_value_make_one_column() -> None:
    still = Simulation(by_hand(), 100, 0, {"tied_up": Tally(30_000, np.array([100]))})
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
