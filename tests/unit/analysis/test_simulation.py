"""Simulation: the same seed gives the same, on any executor; it agrees with what is exact; bad input is refused."""

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from by_hand import by_hand
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import model
from model import Scenario, ScenarioError
from model.analysis import simulation as analysis_simulation
from model.analysis.simulation import BLOCK, DRAWN_MEASURES, MOST_BINS, Simulation, Tally, simulate
from model.kernels.coalitions import chances

SEEDS = (1, 2, 3)
LEAST_P = 1e-4
"""The least chance that passes a chi-squared test."""
MOST_ERRORS = 4.5
"""Standard errors that a draw may be off: once in a hundred thousand times."""


def scenario(**changes: Any) -> Scenario:  # noqa: ANN401
    base = Scenario.from_document({
        "force": {"main": {"strength": {"troops": {"low": 10_000, "high": 20_000}}}},
        "rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "value": 2.2, "high": 3}},
    })  # fmt: skip
    return base.replace(changes)


def same(one: model.analysis.simulation.Simulation, other: model.analysis.simulation.Simulation) -> bool:
    return one.tallies.keys() == other.tallies.keys() and all(
        (left is None and right is None)
        or (
            left is not None and right is not None and left.first == right.first and (left.counts == right.counts).all()
        )
        for left, right in ((one.tallies[name], other.tallies[name]) for name in one.tallies)
    )


def test_the_same_seed_gives_the_same_however_the_blocks_are_worked_out() -> None:
    chances = model.load("willing_chances")
    alone = simulate(chances, draws=3 * BLOCK + 17, seed=5)
    with ThreadPoolExecutor(2) as threads:
        assert same(alone, simulate(chances, draws=3 * BLOCK + 17, seed=5, executor=threads))
    with ProcessPoolExecutor(2) as processes:
        assert same(alone, simulate(chances, draws=3 * BLOCK + 17, seed=5, executor=processes))
    assert not same(alone, simulate(chances, draws=3 * BLOCK + 17, seed=6))
    assert {tally.total for tally in alone.tallies.values() if tally} == {3 * BLOCK + 17}


def of_three(changes: dict[str, Any] | None = None) -> Scenario:
    """Return a scenario whose coalitions are looked up in tables: three nations, of which one makes an offer."""
    nations = {
        "a": {"position": "offered", "land_strength": 40_000, "probability": 0.3},
        "b": {"position": "offered", "land_strength": 40_000, "probability": 0.6, "offer_troops": 6_000},
        "c": {"position": "offered", "land_strength": 20_000, "probability": 0.5},
    }
    return scenario(coalition={"deployable_share": 0.5, "contributors": nations}).replace(changes or {})


def urn(of: Scenario, *, seed: int = 1, draws: int = 3 * BLOCK + 17) -> analysis_simulation._Urn:
    return analysis_simulation._Urn.of(of, seed, draws)  # noqa: SLF001


def test_by_table_too_the_seed_alone_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    assert urn(of_three()).bloc is not None
    alone = simulate(of_three(), draws=3 * BLOCK + 17, seed=5)
    with ProcessPoolExecutor(2) as processes:
        monkeypatch.setattr(analysis_simulation, "BLOCKS_TOGETHER", 1)
        assert same(alone, simulate(of_three(), draws=3 * BLOCK + 17, seed=5, executor=processes))
    monkeypatch.setattr(analysis_simulation, "BLOCKS_AT_ONCE", 2)
    assert same(alone, simulate(of_three(), draws=3 * BLOCK + 17, seed=5))


def test_an_urn_is_packed_once_and_unpacked_once() -> None:
    here = urn(of_three())
    assert pickle.dumps(here) == pickle.dumps(here)
    there = pickle.loads(pickle.dumps(here))  # noqa: S301
    assert there is pickle.loads(pickle.dumps(here))  # noqa: S301
    assert there.together == here.together


def test_looked_up_in_tables_or_nation_by_nation_it_is_the_same() -> None:
    by_table = urn(of_three({"coalition.contributors.c.probability": None}))
    by_nation = replace(by_table, bloc=None)
    tallies = [
        analysis_simulation._tallied(way, DRAWN_MEASURES, 0)  # noqa: SLF001
        for way in (by_table, by_nation)
    ]
    assert all(tally is not None for tally in tallies[0].values())
    assert same(*(Simulation(by_table.scenario, by_table.draws, 1, tally) for tally in tallies))


@pytest.mark.parametrize("changes", [{}, {"us_backstop": {"probability": 0.5}}])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_coalition_is_drawn_as_often_as_is_due(seed: int, changes: dict[str, Any]) -> None:
    of = of_three(changes)
    drawn = [block.inputs for block in urn(of, seed=seed, draws=100_000).drawn(range(13))]
    paths = [f"coalition.contributors.{name}.probability" for name in "abc"]
    together = [*paths, *([analysis_simulation.PROVIDED] if changes else [])]
    bits = np.array([np.concatenate([inputs[path] for inputs in drawn]) for path in together])
    counted = np.bincount((2 ** np.arange(len(bits)) @ bits).astype(int))
    expected = chances(np.arange(2 ** len(bits)), np.array([0.3, 0.6, 0.5, 0.5])[: len(bits)])
    assert stats.chisquare(counted, expected * 100_000).pvalue > LEAST_P


def test_a_chance_that_is_a_range_is_drawn_for_its_nation_alone() -> None:
    path = "coalition.contributors.a.probability"
    varying = urn(of_three({path: {"low": 0.2, "high": 0.8}}), draws=100_000)
    assert (varying.bloc, path in varying.together, len(varying.together)) == (None, False, 2)
    share = np.mean([block.inputs[path].mean() for block in varying.drawn(range(12))])
    assert share == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_draws_lie_in_the_exact_range_and_about_the_closed_form(seed: int) -> None:
    simulation = simulate(scenario(), draws=50_000, seed=seed)
    exact = model.run(scenario()).measure("tied_up")
    tally = simulation.tallies["tied_up"]
    assert tally is not None
    assert exact.low is not None
    assert exact.high is not None
    assert exact.low <= tally.first
    assert tally.first + tally.counts.size - 1 <= exact.high
    # the mean of a product of independents: uniform strength, one more than a triangular ratio
    mean = 15_000 * (1 + (2 + 2.2 + 3) / 3)
    spread = np.sqrt(tally_variance(tally) / simulation.draws)
    assert abs(tally.mean + 0.5 - mean) <= MOST_ERRORS * spread
    deployed = simulation.tallies["deployed"]
    assert deployed is not None
    assert deployed.quantile(0.25) == pytest.approx(
        12_500, abs=MOST_ERRORS * 10_000 * np.sqrt(0.1875 / simulation.draws)
    )


def tally_variance(tally: Tally) -> float:
    values = np.arange(tally.counts.size)
    return float(np.average((values - np.average(values, weights=tally.counts)) ** 2, weights=tally.counts))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_share_kept_up_agrees_with_the_exact_chance(seed: int) -> None:
    fixed = model.load("willing_chances").replace({
        "rotation.dwell_ratio": 2.5, "coalition.contributors.france.offer_troops": 8_000,
    })  # fmt: skip
    chances = fixed.replace(
        {path: q.central for path, q in fixed.quantities().items() if q.is_range and "dwell_ratio" not in path}
    )
    (run,) = model.run(chances).runs
    exact = run.chances(0).chance.kept_up
    simulation = simulate(chances, draws=40_000, seed=seed)
    assert simulation.kept_up is not None
    assert simulation.error is not None
    assert abs(simulation.kept_up - exact) <= MOST_ERRORS * simulation.error


@pytest.mark.parametrize("seed", SEEDS)
def test_the_chance_of_the_backstop_is_drawn_too(seed: int) -> None:
    nations = {
        "a": {"position": "offered", "land_strength": 40_000, "probability": 0.8},
        "b": {"position": "offered", "land_strength": 40_000, "probability": 0.6, "needs_us_backstop": True},
    }
    fixed = scenario(**{
        "force.main.strength.troops": 10_000, "rotation.dwell_ratio": 2, "us_backstop": {"probability": 0.3},
        "coalition": {"deployable_share": 0.5, "contributors": nations},
    })  # fmt: skip
    simulation = simulate(fixed, draws=20_000, seed=seed)
    (run,) = model.run(fixed).runs
    assert simulation.kept_up is not None
    assert simulation.error is not None
    assert 0 < run.chances(0).chance.kept_up < 1
    assert abs(simulation.kept_up - run.chances(0).chance.kept_up) <= MOST_ERRORS * simulation.error


def test_what_is_not_known_has_no_tally() -> None:
    simulation = simulate(model.load("multinational_force_ukraine"), draws=2 * BLOCK)
    assert simulation.tallies["tied_up"] is None
    assert simulation.kept_up is None
    assert simulation.error is None
    assert simulate(scenario(), draws=10).kept_up is None


def test_a_tally_is_read_by_quantile_and_threshold() -> None:
    tally = Tally(-2, np.array([1, 0, 2, 1]))
    assert [tally.quantile(share) for share in (0, 0.25, 0.5, 0.75, 1)] == [-2, -2, 0, 0, 1]
    assert [tally.at_least(troops) for troops in (-5, -2, -1, 0, 1, 2)] == [4, 4, 3, 3, 1, 0]
    assert (tally.total, tally.mean) == (4, -0.25)


@pytest.mark.parametrize(
    ("options", "message"),
    [({"draws": 0}, "'0' is not a number of draws"), ({"draws": 1.5}, "whole number"),
     ({"draws": 5, "seed": -1}, "no seed"),
     ({"draws": True}, "not a number of draws"), ({"draws": 5, "seed": "x"}, "no seed")],
)  # fmt: skip
def test_draws_and_seeds_that_are_none_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        simulate(scenario(), **options)


def test_a_range_of_which_the_model_refuses_a_part_is_refused_with_the_corner() -> None:
    with pytest.raises(ScenarioError, match=r"rotation.overlap_months = 7"):
        simulate(scenario(**{"rotation.overlap_months": {"low": 0, "high": 7}}), draws=10)


def test_more_ranges_than_corners_allow_are_drawn_and_still_checked() -> None:
    nations = {
        f"n{number}": {"position": "offered", "land_strength": {"low": 1_000, "high": 2_000}} for number in range(14)
    }
    many = scenario(coalition={"deployable_share": 0.5, "contributors": nations})
    simulation = simulate(many, draws=1_000)
    assert simulation.tallies["capacity"] is not None
    with pytest.raises(ScenarioError, match="not shorter than the tour"):
        simulate(many.replace({"rotation.overlap_months": {"low": 0, "high": 7}}), draws=1_000)


def test_a_measure_that_is_not_drawn_is_named() -> None:
    with pytest.raises(ScenarioError, match="no draws of strain; they count deployed, tied_up, capacity, margin"):
        simulate(scenario(), draws=10, measures=("strain", "tied_up"))


def test_the_measures_that_are_wanted_are_those_of_all() -> None:
    chances = model.load("willing_chances")
    every, margin = simulate(chances, draws=10_000), simulate(chances, draws=10_000, measures=("margin",))
    assert set(margin.tallies) == {"margin"}
    assert every.kept_up == margin.kept_up


def test_where_all_draws_agree_the_error_is_small_and_not_nothing() -> None:
    simulation = simulate(by_hand(), draws=10_000)
    assert simulation.kept_up == 0
    assert simulation.error == pytest.approx(1e-4, rel=0.01)


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=60),
    st.lists(st.integers(-(10**4), 10**4), min_size=1, max_size=60),
)
def test_tallies_add_up_to_the_tally_of_all_however_they_are_taken(one: list[int], other: list[int]) -> None:
    parts = [Tally.of(np.array(part)) for part in (one, other)]
    whole = Tally.of(np.array(one + other))
    for added in (parts[0] + parts[1], parts[1] + parts[0]):
        assert (added.first, added.width, added.counts.tolist()) == (whole.first, whole.width, whole.counts.tolist())
    assert whole.total == len(one + other)
    assert whole.at_least(0) == sum(value >= 0 for value in one + other)
    assert whole.counts.size <= MOST_BINS
    assert whole.quantile(1.0) <= max(one + other) < whole.quantile(1.0) + whole.width


def test_draws_of_enormous_numbers_take_no_more_memory() -> None:
    huge = scenario(**{"force.main.strength.troops": {"low": 0, "high": 10_000_000}, "rotation.dwell_ratio": 100})
    tally = simulate(huge, draws=1_000).tallies["tied_up"]
    assert tally is not None
    assert tally.counts.size <= MOST_BINS
    assert tally.width == 1_000
    assert 4e8 < tally.quantile(0.5) < 6e8


def test_a_shortfall_is_rounded_as_the_margin_behind_it() -> None:
    drawn = simulate(model.load("willing_chances"), draws=1).tallies
    margin, shortfall = drawn["margin"], drawn["shortfall"]
    assert margin is not None
    assert shortfall is not None
    assert shortfall.first == max(-margin.first, 0)


def test_numpys_whole_numbers_are_whole_numbers() -> None:
    simulation = simulate(scenario(), draws=np.int64(10), seed=np.int32(3))  # type: ignore[arg-type]
    assert same(simulation, simulate(scenario(), draws=10, seed=3))


def test_more_troops_than_a_whole_number_holds_are_the_most_that_it_does() -> None:
    changes = {
        "rotation.tour_months": 1 + 2**-52, "rotation.overlap_months": 1, "rotation.dwell_months": 240,
        "force.british_force.strength.troops": 10**7,
    }  # fmt: skip
    tally = model.simulate(model.load("dannatt", changes=changes), draws=10).tallies["tied_up"]
    assert tally is not None
    assert tally.quantile(0.5) == 2**62


def test_tasks_are_counted_as_they_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis_simulation, "BLOCKS_TOGETHER", 1)
    steps: list[tuple[int, int]] = []
    simulate(by_hand(), draws=20_000, progress=lambda *step: steps.append(step))
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_each_draw_again_is_what_was_counted() -> None:
    simulation = simulate(model.load("willing_chances"), draws=BLOCK + 5, seed=2)
    blocks = list(analysis_simulation.each_draw(simulation))
    assert [block["margin"].size for block in blocks] == [BLOCK, 5]
    for name, tally in simulation.tallies.items():
        whole = np.concatenate([block[name] for block in blocks]).astype(np.int64)
        assert tally is not None
        assert (Tally.of(whole).counts == tally.counts).all()
