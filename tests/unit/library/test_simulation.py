"""Draws that users hold: the summary, each draw as a row with the numbers that are counted, a chart and a card."""

import numpy as np
import pytest

import model
from model import ScenarioError, Simulation
from model.analysis.simulation import BLOCK, LEVELS
from model.library import simulation as library

RATIO = "rotation.dwell_ratio"


@pytest.fixture(scope="module")
def willing() -> Simulation:
    return model.simulate("willing_chances", draws=BLOCK + 100, seed=1)


def test_each_draw_has_the_numbers_that_are_counted(willing: Simulation) -> None:
    rows = willing.each_draw()
    assert len(rows) == willing.draws
    for measure, tally in willing.tallies.items():
        assert tally is not None
        quantiles = [rows[measure].quantile(share, interpolation="inverted_cdf") for share in LEVELS]
        assert quantiles == [tally.quantile(share) for share in LEVELS]
        assert rows[measure].mean() == pytest.approx(tally.mean)
    assert (rows["margin"] >= 0).mean() == willing.kept_up
    chances = [path for path in rows if path.endswith(".probability")]
    assert chances
    assert set(np.unique(rows[chances])) == {0, 1}


def test_each_draw_has_the_ranges_and_the_backstop() -> None:
    probability = {"value": 0.25, "because": "a number to work with"}
    start = model.load("reassurance_force").replace({"us_backstop.probability": probability})
    rows = model.simulate(start, draws=2_000, seed=3, measures="tied_up").each_draw()
    assert rows[RATIO].between(2, 3).all()
    assert rows["tied_up"].between(90_000, 120_000).all()
    assert rows["us_backstop.provided"].mean() == pytest.approx(0.25, abs=0.05)


def test_a_scenario_that_draws_nothing_has_its_measures_in_each_row() -> None:
    plain = model.load({"force": {"a": {"strength": {"troops": 5}}}, "rotation": {"tour_months": 6, "dwell_ratio": 2}})
    rows = model.simulate(plain, draws=3).each_draw()
    assert rows.to_dict("list") == {"deployed": [5, 5, 5], "tied_up": [15, 15, 15]}


def test_more_draws_than_a_frame_takes_are_refused(willing: Simulation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MOST_ROWS", 100)
    with pytest.raises(ScenarioError, match=r"^8,292 draws are too many for a frame, which takes 100; draw less"):
        willing.each_draw()


def test_the_frame_has_the_levels_and_the_chart_twenty_dots(willing: Simulation) -> None:
    assert willing.frame()["measure"].tolist() == list(willing.tallies)
    chart = willing.chart()
    assert len(chart.to_dict()["datasets"]["dots"]) == 20
    assert "8,292 combinations, seed 1. A combination takes each input from its range" in chart.exhibit.note
    assert chart.exhibit.claims
    assert willing.chart("tied_up").title.endswith("would be tied up")
    assert repr(willing) == "<Simulation of willing_chances: 8,292 draws, seed 1>"
    with pytest.raises(ScenarioError, match=r"^no draws of 'cost' here; allowed: capacity, deployed"):
        willing.chart("cost")


def test_the_card_says_how_often_the_force_would_be_kept_up(willing: Simulation) -> None:
    card = willing._repr_html_()
    assert willing.chart().title in card
    assert "of 100 draws the force would be kept up" in card


def test_without_a_margin_the_chart_is_of_what_is_tied_up_and_without_a_size_there_is_none() -> None:
    alone = model.load("dannatt").replace({"coalition": None})
    assert model.simulate(alone, draws=100).chart().title.endswith("would be tied up")
    assert model.simulate(alone, draws=100, measures=["deployed"]).chart().exhibit.frame().shape[0] == 1
    unknown = model.simulate("multinational_force_ukraine", draws=np.int64(100))
    with pytest.raises(ScenarioError, match=r"^no chart of tied_up: not known publicly$"):
        unknown.chart()
    assert "100 draws" in unknown._repr_html_()
    assert unknown.each_draw()["tied_up"].isna().all()
