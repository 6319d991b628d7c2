"""Start-up of `roulement run dannatt`, as a ratio to importing the packages it stands on.

Run by hand: `python benchmarks/startup.py [ROUNDS]`. The commands are run in turn, whole processes, so that the ratio
holds when the machine's speed drifts; processor time, medians. All find their modules compiled, as installed ones are.
The first floor is that of earlier tables, when the command imported pandas too; it does without now.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = ("-m", "model", "run", "dannatt")
FLOORS = (("numpy, pandas, pydantic, yaml, typer", "at most 1.1"), ("numpy, pydantic, yaml, typer", ""))
ROUNDS = 15
COMPILED = tempfile.TemporaryDirectory(prefix="compiled_")


def spent(words: Sequence[str], folder: Path = ROOT) -> tuple[float, float]:
    """Return the processor seconds and the peak of memory, MiB, of Python with some words in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": COMPILED.name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def in_turn(commands: Sequence[Sequence[str]], rounds: int, folder: Path = ROOT) -> list[list[float]]:
    """Return the processor seconds of each command in each round, after one round that does not count."""
    return [[spent(words, folder)[0] for words in commands] for _ in range(rounds + 1)][1:]


def main(rounds: int) -> None:
    """Print the table."""
    times = in_turn([OURS, *(("-c", f"import {floor}") for floor, _ in FLOORS)], rounds)
    print("| what | floor | ours, CPU ms | floor, CPU ms | ratio | asked |\n|---|---|---|---|---|---|")
    ours = statistics.median(row[0] for row in times)
    for column, (floor, limit) in enumerate(FLOORS, 1):
        base = statistics.median(row[column] for row in times)
        ratio = statistics.median(row[0] / row[column] for row in times)
        print(
            f"| `roulement run dannatt` | import of {floor} | {ours * 1e3:.0f} | {base * 1e3:.0f} | {ratio:.2f} "
            f"| {limit} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
