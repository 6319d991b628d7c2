"""Exact chances of a coalition of 40, in a fresh process, and against a simulation of the same question.

Run by hand: `python benchmarks/participation.py`. The first call in each fresh process is timed, cold
memory included; the simulation draws 1,000,000 outcomes in chunks, one thread, and answers the
chance alone. Medians of fresh processes.
"""

import json
import statistics
import subprocess
import sys
import time

import numpy as np

from model.kernels import participation

CONTRIBUTORS, TROOPS, NEEDED, DRAWS, CHUNK, PROCESSES = 40, 400_000, 200_000, 1_000_000, 8_192, 9
MOST_MS = 100


def question() -> tuple[np.ndarray, np.ndarray]:
    """Return capacities that add up to the troops, and chances of taking part."""
    random = np.random.default_rng(1)
    return random.multinomial(TROOPS, random.dirichlet(np.full(CONTRIBUTORS, 2.0))), random.random(CONTRIBUTORS)


def exact(capacities: np.ndarray, chances: np.ndarray) -> float:
    """Return the chance, having worked out the whole distribution and every pivotal weight too."""
    participation.capacity_distribution(capacities, chances)
    return participation.chance_kept_up(NEEDED, capacities, chances).kept_up


def simulated(capacities: np.ndarray, chances: np.ndarray) -> float:
    """Return the share of draws that reach the need."""
    random = np.random.Generator(np.random.SFC64(1))
    reached = 0
    for start in range(0, DRAWS, CHUNK):
        draws = min(CHUNK, DRAWS - start)
        takes_part = random.random((draws, CONTRIBUTORS)) < chances
        reached += int((np.where(takes_part, capacities, 0).sum(axis=1) >= NEEDED).sum())
    return reached / DRAWS


def once() -> None:
    """Time both in this process, the exact one first and cold, and print the figures as JSON."""
    capacities, chances = question()
    start = time.perf_counter()
    answer = exact(capacities, chances)
    middle = time.perf_counter()
    drawn = simulated(capacities, chances)
    end = time.perf_counter()
    print(json.dumps({"exact": middle - start, "simulated": end - middle, "answers": [answer, drawn]}))


def main() -> None:
    """Print the table."""
    command = [sys.executable, __file__, "once"]
    runs = [
        json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(PROCESSES)
    ]
    exact_ms, drawn_ms = (1e3 * statistics.median(run[key] for run in runs) for key in ("exact", "simulated"))
    ratio = statistics.median(run["simulated"] / run["exact"] for run in runs)
    answer, drawn = runs[0]["answers"]
    print("| what | peer | ours, ms | peer, ms | peer / ours | asked |")
    print("|---|---|---|---|---|---|")
    print(
        f"| exact distribution, chance and {CONTRIBUTORS} pivotal weights, {TROOPS:,} troops, fresh process "
        f"| {DRAWS:,} draws of the chance alone ({drawn:.4f}, exact {answer:.4f}) "
        f"| {exact_ms:.0f} | {drawn_ms:.0f} | {ratio:.1f} | under {MOST_MS} ms, above 1 |"
    )


if __name__ == "__main__":
    once() if sys.argv[1:] == ["once"] else main()
