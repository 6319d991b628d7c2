"""The schedule against a naive simulation that follows one unit at a time, and what holds of it always."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.kernels import schedule
from model.kernels.timetable import UNIT_PHASES, phases, timetable

SHORTEST = 1


@dataclass(frozen=True)
class Case:
    """One contributor: its demand and pool by step, its lags, and how it starts."""

    demand: tuple[int, ...]
    pool: int
    joins: int
    leaves: int
    relief: int
    floor: int
    goal: int
    is_spread: bool

    @property
    def steps(self) -> int:
        return len(self.demand)

    @property
    def present(self) -> np.ndarray:
        steps = np.arange(1, self.steps + 1)
        return (steps >= self.joins) & (steps < self.leaves)

    @property
    def start(self) -> np.ndarray:
        return schedule.start_of(
            most=np.array([self.demand[0]]),
            pool=np.array([self.pool if self.joins == 1 else 0], np.int32),
            relief_steps=np.array([self.relief]),
            cycle_steps=np.array([self.floor]),
            goal_steps=np.array([self.goal]),
            is_spread=self.is_spread,
        )

    def arrivals(self) -> np.ndarray:
        return schedule.arrivals(
            start=self.start,
            demand=np.array(self.demand, np.int32)[:, np.newaxis],
            pool=(self.pool * self.present).astype(np.int32)[:, np.newaxis],
            relief_steps=np.array([self.relief]),
            cycle_steps=np.array([self.floor]),
            steps=self.steps,
        )[:, 0]

    @property
    def lead(self) -> int:
        return len(self.start) - 1


@st.composite
def cases(draw: Any, most_steps: int = 90) -> Case:  # noqa: ANN401
    relief = draw(st.integers(SHORTEST, 9))
    floor = relief + draw(st.integers(0, 20))
    steps = draw(st.integers(1, most_steps))
    changes = draw(st.dictionaries(st.integers(0, steps - 1), st.integers(0, 6), max_size=3))
    demand, now = [], draw(st.integers(0, 6))
    for step in range(steps):
        now = changes.get(step, now)
        demand.append(now)
    return Case(
        demand=tuple(demand),
        pool=draw(st.integers(0, 20)),
        joins=draw(st.sampled_from([1, 1, 1, min(7, steps)])),
        leaves=draw(st.sampled_from([steps + 1, steps + 1, max(8, steps // 2)])),
        relief=relief,
        floor=floor,
        goal=floor + draw(st.integers(0, 6)),
        is_spread=draw(st.booleans()),
    )


def past(case: Case) -> list[int | None]:
    """When each unit last arrived, as the start says: those evenly spread, the first of them earliest, then never."""
    spread, asked = -int(case.start[0, 0]), case.demand[0]
    cycle = Fraction(case.pool * case.relief, asked) if asked else Fraction(case.goal)
    ago = [-math.floor(k * min(max(cycle, case.floor), case.goal) / spread) for k in range(spread)][::-1]
    return [*ago, *[None] * (case.pool - spread)]


def naive(case: Case) -> tuple[list[int], list[list[int]]]:
    """Follow every unit: deployed in each step, and the steps at which each unit arrives."""
    last = past(case)
    arrivals: list[list[int]] = [[] for _ in last]
    deployed = []
    for step in range(1, case.steps + 1):
        out = sum(1 for arrived in last if arrived is not None and step - arrived < case.relief)
        while case.present[step - 1] and out < case.demand[step - 1]:
            rested = [k for k, arrived in enumerate(last) if arrived is None or step - arrived >= case.floor]
            if not rested:
                break
            # the longest rested first; who never went has rested for ever
            unit = min(rested, key=lambda k: (last[k] is not None, last[k] or 0, k))
            last[unit] = step
            arrivals[unit].append(step)
            out += 1
        deployed.append(out)
    return deployed, arrivals


@settings(max_examples=400)
@given(cases())
def test_the_kernel_equals_a_naive_simulation_of_single_units(case: Case) -> None:
    arrived = case.arrivals()
    deployed, arrivals = naive(case)
    out = schedule.in_theatre(arrived[:, np.newaxis], lead=case.lead, relief_steps=np.array([case.relief]))
    assert out[:, 0].tolist() == deployed
    steps = schedule.arrival_steps(arrived, lead=case.lead)
    assert sorted(step for unit in arrivals for step in unit) == [int(step) for step in steps if step > 0]


@settings(max_examples=300)
@given(cases())
def test_no_unit_comes_before_its_floor_and_never_more_are_away_than_there_are(case: Case) -> None:
    arrived = case.arrivals()
    steps = schedule.arrival_steps(arrived, lead=case.lead)
    again = steps[case.pool :] - steps[: max(len(steps) - case.pool, 0)] if case.pool else np.array([])
    assert (again >= case.floor).all()
    away = arrived[case.floor :] - arrived[: len(arrived) - case.floor]
    assert (away <= case.pool).all()
    assert (np.diff(arrived) >= 0).all()


@given(
    relief=st.integers(1, 12), overlap=st.integers(0, 3), transit=st.integers(0, 2), call_up=st.integers(0, 3),
    dwell=st.integers(0, 12), pool=st.integers(0, 40), demand=st.integers(1, 5), is_spread=st.booleans(),
)  # fmt: skip
def test_a_unit_is_in_theatre_for_its_tour_and_hands_over_for_the_overlap(
    *, relief: int, overlap: int, transit: int, call_up: int, dwell: int, pool: int, demand: int, is_spread: bool
) -> None:
    times = timetable(
        tour_months=float(relief + overlap),
        dwell_months=float(dwell),
        dwell_floor_months=float(dwell),
        overlap_months=float(overlap),
        mobilisation_months=float(call_up),
        transit_months=float(transit),
        preparation_months=0.0,
        recovery_months=0.0,
        steps_per_month=1.0,
    )
    assert int(times.tour - times.relief) == overlap
    assert int(times.cycle) == relief + overlap + transit + call_up + dwell
    tail = int(times.prepares)
    start = schedule.start_of(
        most=np.array([demand]), pool=np.array([pool], np.int32), relief_steps=np.array([relief]),
        cycle_steps=times.cycle.reshape(1), goal_steps=times.goal.reshape(1), is_spread=is_spread,
    )  # fmt: skip
    arrived = schedule.arrivals(
        start=start, demand=np.array([[demand]], np.int32), pool=np.array([[pool]], np.int32),
        relief_steps=np.array([relief]), cycle_steps=times.cycle.reshape(1), steps=80 + tail,
    )[:, 0]  # fmt: skip
    by_phase = phases(arrived, lead=len(start) - 1, steps=80, pool=np.full(80, pool), times=times)
    in_theatre = by_phase["deployed"] + by_phase["handing_over"]
    by_hand = [
        sum(1 for step in schedule.arrival_steps(arrived, lead=len(start) - 1) if step <= now < step + relief + overlap)
        for now in range(1, 81)
    ]
    assert in_theatre.tolist() == by_hand


@given(st.integers(1, 9), st.integers(0, 20), st.integers(1, 6))
def test_with_enough_units_each_is_relieved_after_its_tour_less_overlap(relief: int, home: int, demand: int) -> None:
    cycle = relief + home
    arrived = schedule.arrivals(
        start=schedule.rested(lead=cycle, rows=1), demand=np.array([[demand]]), pool=np.array([[demand * cycle]]),
        relief_steps=np.array([relief]), cycle_steps=np.array([cycle]), steps=60,
    )  # fmt: skip
    steps = schedule.arrival_steps(arrived[:, 0], lead=cycle)
    assert steps.tolist() == [step for step in range(1, 61, relief) for _ in range(demand)]


@settings(max_examples=300)
@given(
    case=cases(), overlap=st.integers(0, 4), transit=st.integers(0, 3), call_up=st.integers(0, 3),
    preparation=st.integers(0, 5), recovery=st.integers(0, 5),
)  # fmt: skip
def test_the_phases_add_up_to_the_pool_at_every_step(
    *, case: Case, overlap: int, transit: int, call_up: int, preparation: int, recovery: int
) -> None:
    goal = float(case.goal - case.relief)
    times = timetable(
        tour_months=float(case.relief + overlap), overlap_months=float(overlap), transit_months=float(transit),
        mobilisation_months=float(call_up), dwell_months=max(goal, preparation + recovery),
        dwell_floor_months=min(float(case.floor - case.relief), goal), preparation_months=float(preparation),
        recovery_months=float(recovery), steps_per_month=1.0,
    )  # fmt: skip
    tail = int(times.prepares)
    own = Case(
        demand=case.demand + case.demand[-1:] * tail, pool=case.pool, joins=case.joins,
        leaves=case.leaves if case.leaves <= case.steps else case.steps + tail + 1, relief=case.relief,
        floor=int(times.cycle), goal=int(times.goal), is_spread=case.is_spread,
    )  # fmt: skip
    arrived = phases(
        own.arrivals(), lead=own.lead, steps=case.steps, times=times,
        pool=case.pool * (np.arange(1, case.steps + 1) >= case.joins),
        leaves=case.leaves if case.leaves <= case.steps else None,
    )  # fmt: skip
    assert set(arrived) == set(UNIT_PHASES)
    assert all((troops >= 0).all() for troops in arrived.values())
    together = sum(arrived.values())
    assert (together[case.joins - 1 :] == case.pool).all()
    assert (together <= case.pool).all()


@given(st.integers(1, 9), st.integers(0, 24), st.integers(1, 25))
def test_saturated_the_long_run_mean_is_the_steady_state(relief: int, home: int, pool: int) -> None:
    cycle = relief + home
    arrived = schedule.arrivals(
        start=schedule.rested(lead=cycle, rows=1), demand=np.array([[10_000]], np.int32),
        pool=np.array([[pool]], np.int32), relief_steps=np.array([relief]), cycle_steps=np.array([cycle]),
        steps=cycle * 20,
    )  # fmt: skip
    deployed = schedule.in_theatre(arrived, lead=cycle, relief_steps=np.array([relief]))
    assert deployed.mean() == pytest.approx(pool * relief / cycle)


@settings(max_examples=200)
@given(st.integers(1, 9), st.integers(0, 24), st.integers(1, 40), st.integers(0, 8))
def test_an_even_spread_never_misses_what_it_can_keep_up(relief: int, home: int, pool: int, fewer: int) -> None:
    cycle = relief + home
    demand = max(pool * relief // cycle - fewer, 0)
    lags = {"relief_steps": np.array([relief]), "cycle_steps": np.array([cycle])}
    for start in (
        schedule.evenly_spread(count=np.array([pool]), cycle_steps=np.array([cycle]), lead=cycle),
        schedule.start_of(
            most=np.array([demand]), pool=np.array([pool]), goal_steps=lags["cycle_steps"], is_spread=True,
            **lags,
        ),
    ):  # fmt: skip
        arrived = schedule.arrivals(
            start=start, demand=np.array([[demand]]), pool=np.array([[pool]]), steps=5 * cycle + 7, **lags
        )
        assert (schedule.in_theatre(arrived, lead=cycle, relief_steps=lags["relief_steps"]) >= demand).all()


@settings(max_examples=200)
@given(cases())
def test_plain_troops_and_units_of_one_soldier_agree(case: Case) -> None:
    lags = {"relief_steps": np.array([case.relief]), "cycle_steps": np.array([case.floor]), "steps": case.steps}
    demand, pool = np.array(case.demand)[:, np.newaxis], (case.pool * case.present)[:, np.newaxis]
    whole, plain = (
        schedule.arrivals(start=case.start.astype(kind), demand=demand.astype(kind), pool=pool.astype(kind), **lags)
        for kind in (np.int32, np.float64)
    )
    assert (whole == plain).all()


@settings(max_examples=150)
@given(st.lists(cases(most_steps=40), min_size=2, max_size=4))
def test_many_rows_at_once_are_each_by_itself(several: list[Case]) -> None:
    steps = min(case.steps for case in several)
    lead = max(case.lead for case in several)
    starts = [np.concatenate([np.repeat(case.start[:1], lead - case.lead, axis=0), case.start]) for case in several]
    arrived = schedule.arrivals(
        start=np.concatenate(starts, axis=1),
        demand=np.array([case.demand[:steps] for case in several], np.int32).T,
        pool=np.array([(case.pool * case.present)[:steps] for case in several], np.int32).T,
        relief_steps=np.array([case.relief for case in several]),
        cycle_steps=np.array([case.floor for case in several]),
        steps=steps,
    )
    relief = np.array([case.relief for case in several])
    deployed = schedule.in_theatre(arrived, lead=lead, relief_steps=relief)
    for row, case in enumerate(several):
        alone = case.arrivals()[case.lead : case.lead + 1 + steps]
        assert arrived[lead:, row].tolist() == alone.tolist()
        assert deployed[:, row].tolist() == naive(case)[0][:steps]


def naive_together(several: list[Case], most: list[int] | None, more: int, steps: int) -> list[list[int]]:
    """Follow every unit of several contributors; with `most`, what one cannot send others do, rested to the goal."""
    last = [past(case) for case in several]
    deployed: list[list[int]] = [[] for _ in several]
    for step in range(1, steps + 1):
        out = [
            sum(1 for arrived in units if arrived is not None and step - arrived < case.relief)
            for units, case in zip(last, several, strict=True)
        ]
        missing = max(sum(case.demand[step - 1] for case in several) + more - sum(out), 0)

        def rested(who: int, steps_ago: int, step: int = step) -> list[int]:
            units = last[who]
            is_in = several[who].present[step - 1]
            found = [k for k, arrived in enumerate(units) if arrived is None or step - arrived >= steps_ago]
            return sorted(found, key=lambda k: (units[k] is not None, units[k] or 0, k)) if is_in else []

        def send(wanted: list[int], left: int, goals: list[int], out: list[int] = out, step: int = step) -> int:
            for who in sorted(range(len(several)), key=lambda who: (-wanted[who], who)):
                going = rested(who, goals[who])[: min(wanted[who], left)]
                for unit in going:
                    last[who][unit] = step
                out[who] += len(going)
                left -= len(going)
            return left

        sent = [
            min(max(case.demand[step - 1] - out[who], 0), len(rested(who, case.floor)))
            for who, case in enumerate(several)
        ]
        left = send(sent, missing, [case.floor for case in several])
        if most is not None:
            room = [max(most[who] - now, 0) for who, now in enumerate(out)]
            ready = [min(len(rested(who, case.goal)), room[who]) for who, case in enumerate(several)]
            send(ready, left, [case.goal for case in several])
        for who, now in enumerate(out):
            deployed[who].append(now)
    return deployed


@settings(max_examples=300)
@given(
    st.lists(st.tuples(cases(most_steps=40), st.integers(0, 9)), min_size=1, max_size=4),
    st.booleans(),
    st.integers(0, 3),
)
def test_contributors_together_equal_a_naive_simulation_and_never_exceed_what_all_are_asked(
    given_cases: list[tuple[Case, int]],
    fills_in: bool,  # noqa: FBT001  (drawn)
    more: int,
) -> None:
    several = [case for case, _ in given_cases]
    most = [max(limit, *case.demand) for case, limit in given_cases] if fills_in else None
    steps = min(case.steps for case in several)
    lead = max(case.lead for case in several)
    starts = [np.concatenate([np.repeat(case.start[:1], lead - case.lead, axis=0), case.start]) for case in several]
    lags = {
        "relief_steps": np.array([[case.relief] for case in several]),
        "cycle_steps": np.array([[case.floor] for case in several]),
    }
    demand = np.array([case.demand[:steps] for case in several], np.int32).T[..., np.newaxis]
    pool = np.array([(case.pool * case.present)[:steps] for case in several], np.int32).T[..., np.newaxis]
    start = np.concatenate(starts, axis=1)[..., np.newaxis]
    arrived = schedule.arrivals_together(
        start=start,
        demand=demand,
        pool=pool,
        required=demand.sum(axis=1) + more,
        most=None if most is None else np.array(most, np.int32)[np.newaxis, :, np.newaxis],
        goal_steps=np.array([[case.goal] for case in several]),
        steps=steps,
        **lags,
    )
    deployed = schedule.in_theatre(arrived, lead=lead, relief_steps=lags["relief_steps"])[..., 0]
    assert deployed.T.tolist() == naive_together(several, most, more, steps)
    sent = np.diff(arrived[lead:, :, 0], axis=0)
    before = deployed.sum(axis=1) - sent.sum(axis=1)
    assert (sent.sum(axis=1) <= np.maximum(demand[..., 0].sum(axis=1) + more - before, 0)).all()


@settings(max_examples=150)
@given(
    relief=st.integers(1, 7), home=st.integers(0, 15), slack=st.integers(0, 5),
    demand=st.lists(st.integers(0, 6), min_size=1, max_size=60), is_spread=st.booleans(),
)  # fmt: skip
def test_the_least_pool_is_the_first_that_misses_nothing(
    *, relief: int, home: int, slack: int, demand: list[int], is_spread: bool
) -> None:
    floor = relief + home
    asked = np.array(demand)[:, np.newaxis]
    lags = {"relief_steps": np.array([relief]), "cycle_steps": np.array([floor])}
    goal = {"goal_steps": np.array([floor + slack]), "is_spread": is_spread}
    least = int(schedule.least_pool(demand=asked, steps=len(demand), **lags, **goal)[0])

    def misses(pool: int) -> bool:
        start = schedule.start_of(most=asked[0], pool=np.array([pool]), **lags, **goal)
        arrived = schedule.arrivals(start=start, demand=asked, pool=np.array([[pool]]), steps=len(demand), **lags)
        out = schedule.in_theatre(arrived, lead=len(start) - 1, relief_steps=lags["relief_steps"])
        return bool((out < asked).any())

    assert next(pool for pool in range(least + 5) if not misses(pool)) == least
    assert not any(misses(pool) for pool in range(least, least + 5))


@settings(max_examples=200)
@given(cases())
def test_the_mean_return_is_that_of_the_units_one_by_one(case: Case) -> None:
    arrived = case.arrivals()
    returns, mean = schedule.mean_return(
        arrived[:, np.newaxis], lead=case.lead, pool=np.array([[case.pool]]), begins=np.array([1])
    )
    seen = dict(enumerate(past(case)))
    cycles = []
    # every unit by itself: since its last arrival, seen or in the past that the start gives
    for unit, steps in enumerate(naive(case)[1]):
        before = seen[unit]
        for step in steps:
            if before is not None:
                cycles.append(step - before)
            before = step
    assert int(returns[0]) == len(cycles)
    if cycles:
        assert mean[0] == pytest.approx(np.mean(cycles))
    else:
        assert np.isnan(mean[0])
