"""Rounds: one soldier's months in order, and the units that take turns at them, by hand."""

import itertools

import pytest
from coalitions import of_force, only
from rich_runs import RUNS

from model.analysis.rounds import NEXT, SPARE, Round, Stretch, Turns, rounds, turns_of
from model.engine.run import Run
from model.present.formulas.force import worked_parts

ALL_PHASES = Round(tour=6, dwell=20, overlap=0.5, transit=1, mobilisation=2, recovery=1, preparation=4)


def run(**rotation: object) -> Run:
    return only(of_force({"main": {"strength": {"troops": 1_000}}}, dict(rotation)))


def test_a_round_goes_through_its_phases_in_order_and_ends_with_the_next_tour() -> None:
    stretches = ALL_PHASES.stretches()
    assert [(stretch.phase, stretch.begin, stretch.end) for stretch in stretches] == [
        ("deployed", 0, 5.5), ("handing_over", 5.5, 6), ("in_transit", 6, 6.5), ("recovering", 6.5, 7.5),
        ("resting", 7.5, 22.5), ("preparing", 22.5, 26.5), ("mobilised", 26.5, 28.5), ("in_transit", 28.5, 29),
        (NEXT, 29, 35),
    ]  # fmt: skip
    assert ALL_PHASES.length == 29
    assert ALL_PHASES.multiplier == pytest.approx(29 / 5.5)
    assert ALL_PHASES.ratio == 20 / 8
    assert not ALL_PHASES.is_plain


def test_time_to_spare_lies_between_rest_and_training() -> None:
    phases = [stretch.phase for stretch in ALL_PHASES.stretches(spare=3)]
    assert phases[4:7] == ["resting", SPARE, "preparing"]
    assert Round(6, 12).stretches(6)[2] == Stretch(SPARE, 18, 24)


def test_a_round_differs_in_rest_alone_or_in_more() -> None:
    assert Round(6, 12).differs_in_rest_alone(Round(6, 18))
    assert not Round(6, 12).differs_in_rest_alone(Round(4, 12))
    assert not Round(6, 12).differs_in_rest_alone(Round(6, 12, recovery=1))


@pytest.mark.parametrize(
    ("one", "units", "away", "spare"),
    [
        (Round(6, 12), 3, 1, 0), (Round(4, 20), 6, 1, 0), (Round(6, 0), 1, 1, 0), (Round(6, 9), 5, 2, 0),
        (Round(6, 14), 10, 3, 0), (Round(6, 13), 4, 1, 5), (Round(1, 59), 60, 1, 0), (Round(2, 23), 13, 1, 1),
        (ALL_PHASES, 6, 1, 4),
    ],
)  # fmt: skip
def test_as_many_units_take_turns_as_a_round_asks_for(one: Round, units: int, away: int, spare: float) -> None:
    turns = turns_of(one)
    assert (turns.units, turns.away) == (units, away)
    assert turns.spare == pytest.approx(spare)


@pytest.mark.parametrize(
    "one", [Round(6, 12), Round(6, 9), Round(6, 13), Round(6, 0), ALL_PHASES, Round(5, 7, overlap=1)]
)
def test_at_any_time_so_many_units_are_away_and_each_is_always_somewhere(one: Round) -> None:
    turns = turns_of(one)
    of_units = [turns.of_unit(number) for number in range(turns.units)]
    for parts in of_units:
        assert parts[0].begin == 0
        assert parts[-1].end == pytest.approx(turns.length)
        assert all(before.end == pytest.approx(after.begin) for before, after in itertools.pairwise(parts))
        assert sum(part.months for part in parts if part.phase == "resting") == pytest.approx(
            one.dwell - one.recovery - one.preparation
        )
    for at in (0.013 + turns.length * share / 97 for share in range(97)):
        there = [part for parts in of_units for part in parts if part.begin <= at < part.end]
        assert sum(part.phase == "deployed" for part in there) == turns.away


def test_a_stretch_that_runs_beyond_the_end_begins_the_row() -> None:
    turns = Turns(Round(6, 12), 3, 1)
    assert [(part.phase, part.begin, part.end) for part in turns.of_unit(2)] == [
        ("resting", 0.0, 12.0), ("deployed", 12.0, 18.0),
    ]  # fmt: skip


def test_the_rounds_of_a_part_are_those_of_fewest_and_most_soldiers() -> None:
    assert rounds(run(tour_months=6, dwell_ratio={"low": 2, "high": 3}), "main") == (Round(6, 12), Round(6, 18))
    assert rounds(run(tour_months=6, dwell_months=24), "main") == (Round(6, 24),)
    of_tours = rounds(run(tour_months={"low": 4, "high": 6}, dwell_ratio=2), "main")
    assert of_tours == (Round(4, 8), Round(6, 12))  # as many soldiers: the shortest first
    both = rounds(run(tour_months={"low": 4, "high": 6}, dwell_months=12), "main")
    assert both == (Round(6, 12), Round(4, 12))


@pytest.mark.parametrize("name", RUNS)
def test_a_round_takes_as_many_soldiers_as_the_model_says(name: str) -> None:
    run_ = RUNS[name]
    for part in worked_parts(run_):
        multipliers = run_.cases.multiplier(part)
        ends = rounds(run_, part)
        assert ends[0].multiplier == pytest.approx(multipliers.min())
        assert ends[-1].multiplier == pytest.approx(multipliers.max())
