"""What changes the answer as exhibits: each whole, for every shipped scenario, none where nothing is to say."""

import json

import pytest
from by_hand import by_hand
from coalitions import only, run

import model
from model.analysis.breakeven import solve
from model.analysis.lever_map import lever_map
from model.analysis.sensitivity import one_at_a_time, sobol
from model.analysis.simulation import simulate
from model.analysis.ways import ways
from model.engine.run import Run
from model.files.scenarios import shipped_scenarios
from model.present.exhibits import drivers
from model.present.exhibits.exhibit import Exhibit

RATIO = "rotation.dwell_ratio"


def shipped(name: str) -> Run:
    return Run.of(model.load(name))


def whole(exhibit: Exhibit) -> Exhibit:
    """The exhibit, once it has all that pages, pictures and files take of it."""
    assert exhibit.title
    assert len(exhibit.title.split()) <= 17
    assert exhibit.text
    assert len(exhibit.table)
    assert len(exhibit.frame())
    json.dumps(exhibit.chart.to_dict())
    return exhibit


@pytest.mark.parametrize("name", shipped_scenarios())
def test_every_scenario_has_its_ways_and_its_map_or_neither(name: str) -> None:
    plan = shipped(name)
    closing, sizes = drivers.ways_to_close(plan, ways(plan)), drivers.two_lever_map(plan)
    assert (closing is None) == (plan.measure("margin").low is None)
    if closing is not None:
        assert whole(closing).html is not None
        assert set(closing.claims) <= set(plan.scenario.register.claims)
    assert sizes is not None
    assert set(whole(sizes).claims) > {"nato_2004.dwell_ratio", "united_kingdom_harmony.dwell_months"}
    assert drivers.most_troops(plan) >= 105_000


def test_the_sources_are_the_size_the_rest_the_share_and_the_offers_of_a_few() -> None:
    plan = shipped("uk_and_france_alone")
    closing = drivers.ways_to_close(plan, ways(plan))
    assert closing is not None
    assert closing.claims[:4] == (
        "rfe_rl.ground_force", "dannatt.tour_months", "dannatt.dwell_ratio", "land_forces.deployable_share",
    )  # fmt: skip
    assert len(closing.claims) == 6
    many = shipped("willing_september_2025")
    closing = drivers.ways_to_close(many, ways(many))
    assert closing is not None
    assert len(closing.claims) == 4


def test_without_nations_there_is_neither() -> None:
    alone = only(run(None))
    assert drivers.ways_to_close(alone, ways(alone)) is None
    assert drivers.two_lever_map(alone) is None


def test_the_ways_that_a_refusal_concerns_cite_it() -> None:
    plan = shipped("reassurance_force")
    closing = drivers.ways_to_close(plan, ways(plan))
    assert closing is not None
    assert "poland.position_2025_02" in closing.claims
    assert closing.note.startswith("On their own these would not close it: how long a tour lasts")
    assert "Turkey, Greece, Italy or one of 13 others alone would be enough." in closing.text


def test_bars_are_drawn_from_three_inputs_on() -> None:
    three = model.load("three_tier")
    drawn = drivers.inputs_alone(three, one_at_a_time(three), "margin")
    assert drawn is not None
    assert whole(drawn).key == "alone_margin"
    assert "yermak.brigades" in drawn.claims
    assert drivers.inputs_alone(by_hand(), one_at_a_time(by_hand()), "margin") is None


def test_combinations_indices_and_maps_of_two_inputs_are_whole() -> None:
    simulation = simulate(by_hand(), draws=200, seed=1)
    for measure in ("margin", "tied_up"):
        combined = whole(drivers.combined(simulation, {RATIO: (2, 3)}, measure))
        assert combined.note.endswith("How long units rest from 2 to 3: the ranges are the plan's.")
        assert combined.claims == ()
    assert whole(drivers.shares(by_hand(), sobol(by_hand(), points=64))).title.startswith("“Months at home")
    grid = lever_map(by_hand(), "force.british_force.strength.troops", RATIO, points=9)
    assert whole(drivers.two_inputs(grid, "high", "with the longer rest")).note.endswith("2,500 short.")


def test_draws_over_the_scenarios_own_ranges_rest_on_their_claims() -> None:
    exhibit = drivers.drawn(simulate(model.load("dannatt"), draws=100), "tied_up")
    assert exhibit is not None
    assert whole(exhibit).note.startswith("100 combinations, seed 0. A combination takes each input from its range")
    assert "the ranges are" not in exhibit.note
    assert "dannatt.dwell_ratio" in exhibit.claims
    assert drivers.drawn(simulate(model.load("multinational_force_ukraine"), draws=10), "tied_up") is None


def test_the_margin_along_a_lever_leaves_out_what_the_model_refuses() -> None:
    six = by_hand({"rotation.overlap_months": 2})
    exhibit = drivers.break_even(solve(six, "rotation.tour_months", (1, 12)))
    frame = whole(exhibit).frame()
    assert frame["rotation.tour_months"].min() > 2  # a tour within its handover is none
    assert not frame.isna().any().any()
    assert exhibit.claims == ("dannatt.tour_months",)
    assert drivers.break_even(solve(by_hand({RATIO: 2}), RATIO, (1, 4))).claims == ()


def test_one_input_alone_is_drawn_if_asked_for() -> None:
    plan = model.load("dannatt")
    bars = one_at_a_time(plan)
    assert drivers.inputs_alone(plan, bars, "tied_up") is None
    assert drivers.inputs_alone(plan, bars, "tied_up", least=1) is not None
