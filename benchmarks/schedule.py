"""The schedule's kernel against a straightforward SimPy model of the same rule, and against a plain recursion.

Run by hand: `python benchmarks/schedule.py`. First 3,000 units over ten years day by day: one case, then
1,000 cases with durations of their own, 100 at once, of which SimPy runs 20; the daily counts of both are compared
and have to be equal. Then 100,000 draws of 30 contributors over 120 months against a plain float64
recursion of two lines of numpy without the model's features (no past, no change over time, no rows that
differ), with one pair of durations for all and with a pair for each draw; both sides in chunks of 256
draws, one thread, in turn. Medians. One case is run 200 times for each
time of SimPy. The peak of memory is this process's, printed after each part.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import gc
import resource
import statistics
import time
from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray

from model.kernels import schedule
from model.kernels.arrays import Counts

UNITS, DAYS, REQUIRED = 3_000, 3_650, 800
CASES, CASES_AT_ONCE, SIMULATED, REPEATED = 1_000, 100, 20, 200
DRAWS, CONTRIBUTORS, MONTHS, CHUNK = 100_000, 30, 120, 256
ROUNDS = 5

Whole = NDArray[np.int32]
Simulation = Generator[simpy.Event, Any, None]


def simulated(units: int, required: int, relief: int, cycle: int, days: int) -> list[int]:
    """Return the units deployed on each day: a store of those ready, and a process for each tour."""
    world = simpy.Environment()
    ready = simpy.Store(world)
    deployed, counts = 0, []

    def tour(unit: int) -> Simulation:
        nonlocal deployed
        yield world.timeout(relief)
        deployed -= 1
        yield world.timeout(cycle - relief)
        yield ready.put(unit)

    def headquarters() -> Simulation:
        nonlocal deployed
        while True:
            yield world.timeout(1)
            while deployed < required and ready.items:
                unit = yield ready.get()
                deployed += 1
                world.process(tour(unit))
            counts.append(deployed)

    for unit in range(units):
        ready.put(unit)
    world.process(headquarters())
    world.run(until=days + 0.5)
    return counts


def ours(units: int, required: int, relief: NDArray[np.int64], cycle: NDArray[np.int64], days: int) -> Counts:
    """Return the same counts from the kernel (days, cases)."""
    lead = int(cycle.max())
    arrived = schedule.arrivals(
        start=schedule.rested(lead=lead, rows=relief.size),
        demand=np.full((1, relief.size), required, np.int32),
        pool=np.full((1, relief.size), units, np.int32),
        relief_steps=relief,
        cycle_steps=cycle,
        steps=days,
    )
    return schedule.in_theatre(arrived, lead=lead, relief_steps=relief)


def plain(required: NDArray[np.float64], pool: NDArray[np.float64], relief: int, cycle: int) -> NDArray[np.float64]:
    """The recursion as one would first write it."""
    arrived = np.zeros((cycle + 1 + MONTHS, pool.size))
    for at in range(cycle + 1, len(arrived)):
        arrived[at] = np.maximum(
            arrived[at - 1], np.minimum(required + arrived[at - relief], pool + arrived[at - cycle])
        )
    return arrived


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of one call; all work here is done by one thread."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def in_turn(one: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Return both medians and the median of the ratios, the two timed one after the other."""
    pairs = [(seconds(one), seconds(other)) for _ in range(rounds)]
    medians = [statistics.median(times) for times in zip(*pairs, strict=True)]
    return medians[0], medians[1], statistics.median(second / first for first, second in pairs)


def peak() -> str:
    """Return this process's peak of memory so far."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"


def against_simpy() -> None:
    """Print the rows against SimPy."""
    random = np.random.default_rng(1)
    one = (np.array([182]), np.array([730]))
    durations = (random.integers(120, 241, CASES), random.integers(480, 901, CASES))
    assert ours(UNITS, REQUIRED, *one, DAYS)[:, 0].tolist() == simulated(UNITS, REQUIRED, 182, 730, DAYS)  # noqa: S101
    counts = ours(UNITS, REQUIRED, *durations, DAYS)
    for case in range(SIMULATED):
        lags = (int(durations[0][case]), int(durations[1][case]))
        assert counts[:, case].tolist() == simulated(UNITS, REQUIRED, *lags, DAYS)  # noqa: S101
    print(f"{UNITS:,} units, {DAYS:,} days; the daily counts of {1 + SIMULATED} cases are equal\n")
    print("| what | SimPy, ms a case | ours, ms a case | SimPy / ours | asked |")
    print("|---|---|---|---|---|")

    def often() -> None:
        for _ in range(REPEATED):
            ours(UNITS, REQUIRED, *one, DAYS)

    mine, peer, ratio = in_turn(often, lambda: simulated(UNITS, REQUIRED, 182, 730, DAYS), 9)
    per_case, ratio = mine / REPEATED * 1e3, ratio * REPEATED
    print(f"| one case | {peer * 1e3:.0f} | {per_case:.3f} | {ratio:,.0f} | at least 1,000 |")

    def twenty() -> None:
        for case in range(SIMULATED):
            simulated(UNITS, REQUIRED, int(durations[0][case]), int(durations[1][case]), DAYS)

    def thousand() -> None:
        for at in range(0, CASES, CASES_AT_ONCE):
            some = slice(at, at + CASES_AT_ONCE)
            ours(UNITS, REQUIRED, durations[0][some], durations[1][some], DAYS)

    mine, peer, ratio = in_turn(thousand, twenty, 3)
    per_case, theirs = mine / CASES * 1e3, peer / SIMULATED * 1e3
    ratio *= CASES / SIMULATED
    print(
        f"| {CASES:,} cases with their own durations | {theirs:.0f} | {per_case:.3f} | {ratio:,.0f} | at least 2,000 |"
    )
    print(f"\nPeak memory {peak()}.\n")


def against_a_recursion() -> None:
    """Print the rows against the plain recursion."""
    random = np.random.default_rng(2)
    rows = CHUNK * CONTRIBUTORS
    required, pool = random.integers(1, 5, rows), random.integers(2, 16, rows)
    relief = np.repeat(random.integers(3, 10, CHUNK), CONTRIBUTORS)
    cycle = relief + np.repeat(random.integers(9, 25, CHUNK), CONTRIBUTORS)
    floats = (required.astype(float), pool.astype(float))

    def chunks(work: Callable[[], object]) -> Callable[[], None]:
        def all_of_them() -> None:
            for _ in range(-(-DRAWS // CHUNK)):
                work()

        return all_of_them

    def kernel(relief: NDArray[np.int64], cycle: NDArray[np.int64]) -> Counts:
        return schedule.arrivals(
            start=schedule.rested(lead=int(cycle.max()), rows=rows),
            demand=required.astype(np.int32)[np.newaxis],
            pool=pool.astype(np.int32)[np.newaxis],
            relief_steps=relief,
            cycle_steps=cycle,
            steps=MONTHS,
        )

    assert (kernel(np.array([5]), np.array([24])) == plain(*floats, 5, 24)).all()  # noqa: S101
    arrived = kernel(relief, cycle)[-MONTHS:]
    for draw in range(0, rows, CONTRIBUTORS):
        some = slice(draw, draw + CONTRIBUTORS)
        alone = plain(floats[0][some], floats[1][some], int(relief[draw]), int(cycle[draw]))[-MONTHS:]
        assert (arrived[:, some] == alone).all()  # noqa: S101
    print(f"{DRAWS:,} draws, {CONTRIBUTORS} contributors, {MONTHS} months\n")
    print("| what | plain recursion, ms | ours, ms | ours / plain | asked |")
    print("|---|---|---|---|---|")
    for name, lags, limit in (
        ("one pair of durations", (np.array([5]), np.array([24])), 1.0),
        ("a pair for each draw", (relief, cycle), 2.5),
    ):
        peer, mine, ratio = in_turn(chunks(lambda: plain(*floats, 5, 24)), chunks(lambda lags=lags: kernel(*lags)))  # type: ignore[misc]
        print(f"| {name} | {peer * 1e3:,.0f} | {mine * 1e3:,.0f} | {ratio:.2f} | at most {limit} |")
    print(f"\nPeak memory {peak()}.")


if __name__ == "__main__":
    against_simpy()
    against_a_recursion()
