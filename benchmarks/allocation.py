"""Allocation with ceilings that bind, against the same arithmetic without them.

Run by hand: `python benchmarks/allocation.py`. The first row is the model's whole step for each of 30
contributors and 1,000,000 cases: pool, what it keeps up at the goal and at the floor, capacity and
ceiling, what it carries, ties up, its strain, its shares of the force and of its land strength; both
sides work all that out, and differ in the sharing alone, with ceilings or without. Further rows time
the rule alone. Arrays are (contributors, cases), in chunks of 1,024, one thread, the two in turn;
medians. The peak of memory is this process's.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import resource
import statistics
import time
from collections.abc import Callable

import numpy as np

from model.kernels import allocation

CONTRIBUTORS, CASES, CHUNK, ROUNDS = 30, 1_000_000, 1_024, 5
LEAST = 0.5

Chunk = dict[str, np.ndarray]


def chunk(number: int) -> Chunk:
    """Return one chunk of made-up cases; about a quarter of the ceilings bind."""
    random = np.random.Generator(np.random.SFC64(number))
    shape = (CONTRIBUTORS, CHUNK)
    multiplier = random.uniform(3, 6, shape)
    land_strength, share = random.uniform(4_000, 120_000, shape), random.uniform(0.2, 0.5, shape)
    sustained = land_strength * share / multiplier
    return {
        "land_strength": land_strength,
        "share": share,
        "elsewhere": sustained * random.uniform(0, 0.2, shape),
        "multiplier": multiplier,
        "multiplier_at_floor": multiplier * random.uniform(0.6, 1, shape),
        "offer": sustained * random.uniform(0.3, 2, shape),
        "needed": sustained.sum(axis=0) * random.uniform(0.4, 0.7, CHUNK),
        "sustained": sustained,
    }


def step(chunk: Chunk, share_out: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]) -> float:
    """The model's step for one chunk, the sharing being `share_out(needed, sustained, ceilings)`."""
    pool = allocation.pool_troops(
        land_strength=chunk["land_strength"],
        deployable_share=chunk["share"],
        posted_elsewhere=0.0,
        deployed_elsewhere=chunk["elsewhere"],
        multiplier=chunk["multiplier"],
    )
    sustained = pool / chunk["multiplier"]
    capacity = np.minimum(sustained, chunk["offer"])
    ceilings = np.minimum(pool / chunk["multiplier_at_floor"], chunk["offer"])
    carried = share_out(chunk["needed"], sustained, ceilings)
    tied_up = carried * chunk["multiplier"]
    strain = tied_up / pool
    shares = carried / chunk["needed"], tied_up / chunk["land_strength"]
    totals = capacity.sum(axis=0) + ceilings.sum(axis=0) + pool.sum(axis=0)
    return float(strain[0, 0] + shares[0][0, 0] + shares[1][0, 0] + totals[0])


def by_ceilings(needed: np.ndarray, sustained: np.ndarray, ceilings: np.ndarray) -> np.ndarray:
    """Equal strain up to each one's ceiling."""
    return allocation.equal_strain(needed=needed, sustained=sustained, ceilings=ceilings)


def unlimited(needed: np.ndarray, sustained: np.ndarray, _: np.ndarray) -> np.ndarray:
    """One strain for all."""
    return sustained * (needed / sustained.sum(axis=0))


def with_ceilings(chunk: Chunk) -> float:
    """The step as the model does it."""
    return step(chunk, by_ceilings)


def without_ceilings(chunk: Chunk) -> float:
    """The step if no ceiling held anybody."""
    return step(chunk, unlimited)


def rule_with(chunk: Chunk) -> float:
    """The rule alone."""
    return float(by_ceilings(chunk["needed"], chunk["sustained"], chunk["offer"])[0, 0])


def rule_without(chunk: Chunk) -> float:
    """The rule alone, no ceilings: one division and one product."""
    return float(unlimited(chunk["needed"], chunk["sustained"], chunk["offer"])[0, 0])


def rule_unbound(chunk: Chunk) -> float:
    """The rule alone with ceilings so high that none binds."""
    return float(by_ceilings(chunk["needed"], chunk["sustained"], chunk["land_strength"])[0, 0])


def seconds(work: Callable[[Chunk], float], chunks: list[Chunk]) -> float:
    """Return the time for all cases."""
    start = time.perf_counter()
    for number in range(CASES // CHUNK):
        work(chunks[number % len(chunks)])
    return time.perf_counter() - start


def row(name: str, ours: Callable[[Chunk], float], floor: Callable[[Chunk], float], chunks: list[Chunk]) -> str:
    """Return one row of the table."""
    pairs = [(seconds(ours, chunks), seconds(floor, chunks)) for _ in range(ROUNDS)]
    ours_s, floor_s = (statistics.median(times) for times in zip(*pairs, strict=True))
    speed = statistics.median(other / one for one, other in pairs)
    return f"| {name} | {ours_s * 1e3:.0f} | {floor_s * 1e3:.0f} | {speed:.2f} | at least {LEAST} |"


def main() -> None:
    """Print the table."""
    chunks = [chunk(number) for number in range(16)]
    binding = [
        (by_ceilings(g["needed"], g["sustained"], g["offer"]) >= g["offer"] * (1 - 1e-12)).mean() for g in chunks
    ]
    print(f"{CASES:,} cases of {CONTRIBUTORS} contributors; {np.mean(binding):.0%} of the ceilings bind\n")
    print("| what | with ceilings, ms | without, ms | speed with / without | asked |")
    print("|---|---|---|---|---|")
    print(row("the whole step, from land strength to shares", with_ceilings, without_ceilings, chunks))
    print(row("the rule alone, against one division and one product", rule_with, rule_without, chunks))
    print(row("the rule alone, against itself with ceilings that never bind", rule_with, rule_unbound, chunks))
    print(f"\nPeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB.")


if __name__ == "__main__":
    main()
