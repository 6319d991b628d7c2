"""Allocation with ceilings that bind, against the same arithmetic without ceilings.

Run by hand: `python benchmarks/allocation.py`. Both go from pools and multipliers to what each of 30
contributors carries, ties up, its strain and its share, for 1,000,000 cases, arrays laid out
(contributors, cases), in chunks of 1,024, one thread, in turn. Further rows time the rule alone.
Medians; the peak of memory is this process's, inputs of one chunk included.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import resource
import statistics
import time
from collections.abc import Callable

import numpy as np

from model import allocation

CONTRIBUTORS, CASES, CHUNK, ROUNDS = 30, 1_000_000, 1_024, 5
LEAST = 0.5

Chunk = dict[str, np.ndarray]


def chunk(number: int) -> Chunk:
    """Return one chunk of made-up cases; about a quarter of the ceilings bind."""
    random = np.random.Generator(np.random.SFC64(number))
    shape = (CONTRIBUTORS, CHUNK)
    pool, multiplier = random.uniform(500, 25_000, shape), random.uniform(3, 6, shape)
    return {
        "pool": pool,
        "multiplier": multiplier,
        "multiplier_at_floor": multiplier * random.uniform(0.6, 1, shape),
        "offer": pool / multiplier * random.uniform(0.3, 2, shape),
        "needed": (pool / multiplier).sum(axis=0) * random.uniform(0.4, 0.8, CHUNK),
    }


def followed_up(carried: np.ndarray, given: Chunk) -> float:
    """Work out what is tied up, the strain and the shares, as the model does."""
    tied_up = carried * given["multiplier"]
    strain = tied_up / given["pool"]
    share = carried / given["needed"]
    return float(tied_up[0, 0] + strain[0, 0] + share[0, 0])


def without_ceilings(given: Chunk) -> float:
    """The same arithmetic if nobody had a ceiling: one strain for all."""
    sustained = given["pool"] / given["multiplier"]
    return followed_up(sustained * (given["needed"] / sustained.sum(axis=0)), given)


def with_ceilings(given: Chunk) -> float:
    """What the model does: equal strain up to each one's dwell floor and offer."""
    sustained = given["pool"] / given["multiplier"]
    ceilings = np.minimum(given["pool"] / given["multiplier_at_floor"], given["offer"])
    return followed_up(allocation.equal_strain(needed=given["needed"], sustained=sustained, ceilings=ceilings), given)


def rule_without(given: Chunk) -> float:
    """The rule alone, no ceilings."""
    sustained = given["pool"]
    return float((sustained * (given["needed"] / sustained.sum(axis=0)))[0, 0])


def rule_with(given: Chunk) -> float:
    """The rule alone."""
    return float(
        allocation.equal_strain(needed=given["needed"], sustained=given["pool"], ceilings=given["offer"])[0, 0]
    )


def rule_unbound(given: Chunk) -> float:
    """The rule alone with ceilings so high that none binds."""
    carried = allocation.equal_strain(needed=given["needed"], sustained=given["pool"], ceilings=1e3 * given["pool"])
    return float(carried[0, 0])


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
    binding = []
    for given in chunks:
        sustained = given["pool"] / given["multiplier"]
        ceilings = np.minimum(given["pool"] / given["multiplier_at_floor"], given["offer"])
        carried = allocation.equal_strain(needed=given["needed"], sustained=sustained, ceilings=ceilings)
        binding.append((carried >= ceilings * (1 - 1e-12)).mean())
    print(f"{CASES:,} cases of {CONTRIBUTORS} contributors; {np.mean(binding):.0%} of the ceilings bind\n")
    print("| what | with ceilings, ms | without, ms | speed with / without | asked |")
    print("|---|---|---|---|---|")
    print(row("from pools to carried, tied up, strain, share", with_ceilings, without_ceilings, chunks))
    print(row("the rule alone, against one division and one product", rule_with, rule_without, chunks))
    print(row("the rule alone, against itself with ceilings that never bind", rule_with, rule_unbound, chunks))
    print(f"\nPeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB.")


if __name__ == "__main__":
    main()
