"""Start-up of `roulement run dannatt`, as a ratio to importing the packages it stands on.

Run by hand: `python benchmarks/startup.py [ROUNDS]`. The two are timed in turn, whole processes,
so that the ratio holds when the machine's speed drifts; medians are printed.
"""

import statistics
import subprocess
import sys
import time

FLOOR = [sys.executable, "-c", "import numpy, pandas, pydantic, yaml, typer"]
OURS = [sys.executable, "-m", "model", "run", "dannatt"]
MOST = 1.3


def seconds(command: list[str]) -> float:
    """Return the wall time of one run of a command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    for command in (FLOOR, OURS):
        seconds(command)
    pairs = [(seconds(OURS), seconds(FLOOR)) for _ in range(rounds)]
    ours, floor = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print("| what | floor | ours, ms | floor, ms | ratio | asked |")
    print("|---|---|---|---|---|---|")
    print(
        f"| `roulement run dannatt` | import of numpy, pandas, pydantic, yaml, typer "
        f"| {ours * 1e3:.0f} | {floor * 1e3:.0f} | {ratio:.2f} | at most {MOST} |"
    )


if __name__ == "__main__":
    main()
