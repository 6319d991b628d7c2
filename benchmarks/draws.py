"""Seeded draws of the margin, against the same arithmetic by hand in numpy, and against EMA Workbench.

Run by hand: `python benchmarks/draws.py [MOST_DRAWS]`, the second table alone with `workers`. Thirty contributors, each
in or out by its own chance, and a dwell ratio that is a range; asked for the margin alone. By hand: the fastest that we
could write in chunks of 8,192 without a table of coalitions, counting how often the force is kept up; ours counts every
whole number of troops. All answer the same question, and their answers are printed. The speed of one thread is by its
CPU time; workers are timed by the clock, each number at its best of all rounds, for they share the machine with others.
Peaks of memory are of fresh processes. EMA Workbench is no dependency: without it its row is left out, and says so.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

import model
from model.cli.executors import Workers

CONTRIBUTORS, DEPLOYED, OFFER, SHARE = 30, 30_000, 2_000, 0.4
BLOCK, DRAWS, ROUNDS, EMA_DRAWS = 8_192, 4_000_000, 7, 20_000
LEAST_OF_HAND, LEAST_OF_WORKERS = 4.0, 1.5
FEWEST, MOST, WORKERS = 1_000_000, 100_000_000, 2

STRENGTHS = 20_000.0 + 1_000 * np.arange(CONTRIBUTORS)
CHANCES = 0.3 + 0.02 * np.arange(CONTRIBUTORS)
SCENARIO = model.Scenario.from_document({
    "force": {"main": {"strength": {"troops": DEPLOYED}}},
    "rotation": {"tour_months": 6, "dwell_ratio": {"low": 2, "high": 3}},
    "coalition": {
        "deployable_share": SHARE,
        "contributors": {
            f"nation_{number}": {
                "position": "offered", "land_strength": float(strength), "probability": float(chance),
                "offer_troops": OFFER,
            }
            for number, (strength, chance) in enumerate(zip(STRENGTHS, CHANCES, strict=True))
        },
    },
})  # fmt: skip


def ours(draws: int) -> float:
    """Return the share of draws that keep the force up, by the model."""
    share = model.simulate(SCENARIO, draws=draws, measures=("margin",)).kept_up
    return float("nan") if share is None else share


def by_hand(draws: int) -> float:
    """Return the same, written out for this one question."""
    pools = STRENGTHS * SHARE
    kept_up = 0
    for block in range(-(-draws // BLOCK)):
        random = np.random.Generator(np.random.SFC64([0, block]))
        multiplier = 3 + random.random(BLOCK)
        capacity = np.zeros(BLOCK)
        for pool, chance in zip(pools, CHANCES, strict=True):
            takes_part = random.random(BLOCK) < chance
            capacity += np.where(takes_part, np.minimum(pool / multiplier, OFFER), 0.0)
        kept_up += int((capacity - DEPLOYED >= 0)[: draws - block * BLOCK].sum())
    return kept_up / draws


def by_ema(draws: int) -> tuple[float, float] | None:
    """Return the same by EMA Workbench, each draw a call of the same arithmetic, and its seconds; None without it."""
    try:
        from ema_workbench import (  # noqa: PLC0415  (an optional peer)
            Model,
            RealParameter,
            ScalarOutcome,
            SequentialEvaluator,
        )
    except ImportError:
        return None
    pools = STRENGTHS * SHARE

    def margin(ratio: float, **uniform: float) -> dict[str, float]:
        takes_part = np.fromiter(uniform.values(), float, CONTRIBUTORS) < CHANCES
        return {"margin": np.minimum(pools / (1 + ratio), OFFER) @ takes_part - DEPLOYED}

    problem = Model("margin", function=margin)
    numbers = [RealParameter(f"uniform_{number:02d}", 0, 1) for number in range(CONTRIBUTORS)]
    problem.uncertainties = [RealParameter("ratio", 2, 3), *numbers]
    problem.outcomes = [ScalarOutcome("margin")]
    with SequentialEvaluator(problem) as evaluator:
        start = time.perf_counter()
        _, outcomes = evaluator.perform_experiments(scenarios=draws)
        took = time.perf_counter() - start
    return float((outcomes["margin"] >= 0).mean()), took


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how long some work takes."""
    start = clock()
    work()
    return clock() - start


def peak_of(draws: int) -> dict[str, float]:
    """Return the peak of memory, MiB, and the seconds of so many draws in a fresh process."""
    command = [sys.executable, __file__, "once", str(draws)]
    seconds: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return seconds


def once(draws: int) -> None:
    """Draw in this process and print its peak of memory and time as JSON."""
    took = seconds(lambda: ours(draws))
    print(json.dumps({"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "seconds": took}))


def speeds() -> None:
    """Print the speeds side by side."""
    ours(DRAWS // 10)
    cpu = time.process_time
    hand = [(seconds(lambda: ours(DRAWS), cpu), seconds(lambda: by_hand(DRAWS), cpu)) for _ in range(ROUNDS)]
    ratio = statistics.median(other / mine for mine, other in hand)
    mine, other = (DRAWS / statistics.median(column) / 1e6 for column in zip(*hand, strict=True))
    print(f"{CONTRIBUTORS} contributors, the margin alone, one thread; kept up {ours(DRAWS):.4f}, by hand "
          f"{by_hand(DRAWS):.4f}\n")  # fmt: skip
    print("| what | peer | ours, million draws a second | peer | ours / peer | asked |")
    print("|---|---|---|---|---|---|")
    print(f"| draws | numpy by hand | {mine:.2f} | {other:.2f} | {ratio:.2f} | at least {LEAST_OF_HAND} |")
    by_workbench = by_ema(EMA_DRAWS)
    if by_workbench is None:
        print("| draws | EMA Workbench | | | not installed here | hundreds |")
    else:
        answer, took = by_workbench
        peer = EMA_DRAWS / took / 1e6
        print(
            f"| draws | EMA Workbench (kept up {answer:.2f}) | {mine:.2f} | {peer:.4f} "
            f"| {mine / peer:,.0f} | hundreds |"
        )


def drawn(pool: Executor, draws: int) -> float:
    """Return how long so many draws take on an executor."""
    return seconds(lambda: model.simulate(SCENARIO, draws=draws, measures=("margin",), executor=pool))


def workers() -> None:
    """Print what a second worker brings; both have started before."""
    draws = 8 * DRAWS
    with Workers(1) as one, Workers(WORKERS) as several:
        pools = (one, several)
        for pool in pools:
            drawn(pool, draws // 2)
        pairs = [[drawn(pool, draws) for pool in pools] for _ in range(ROUNDS)]
    alone, together = (min(column) for column in zip(*pairs, strict=True))
    print("\n| what | one, s | two, s | one / two | asked |\n|---|---|---|---|---|")
    print(
        f"| {draws:,} draws on workers | {alone:.1f} | {together:.1f} | {alone / together:.2f} "
        f"| at least {LEAST_OF_WORKERS} |"
    )


def memory(most: int) -> None:
    """Print the peak of memory of few and of many draws."""
    few, many = peak_of(FEWEST), peak_of(most)
    print("\n| draws in a fresh process | peak, MiB | seconds | asked |\n|---|---|---|---|")
    print(f"| {FEWEST:,} | {few['peak']:.0f} | {few['seconds']:.1f} | |")
    print(f"| {most:,} | {many['peak']:.0f} | {many['seconds']:.1f} | the same |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["once"]:
        once(int(sys.argv[2]))
    elif sys.argv[1:2] == ["workers"]:
        workers()
    else:
        speeds()
        workers()
        memory(int(sys.argv[1]) if len(sys.argv) > 1 else MOST)
