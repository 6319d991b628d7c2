"""Interrupts: how soon draws and sweeps on two workers end, and what they leave; and kills (Linux).

    python benchmarks/interrupts.py [TIMES] [INT|TERM|KILL]

Each of two commands is started so many times (50) and gets the signal after 0.1 to 10 seconds, evenly spread: Ctrl-C
goes to every process of the group, TERM and KILL to the command alone. Told are: how many ended within a second, the
longest, the exit codes, tracebacks, lines on standard error, processes left after a second, folders that are not as
they were, and whether the same command, run to its end afterwards, gives the bytes of one that nobody disturbed.
"""

import collections
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

ROULEMENT = str(Path(sys.executable).with_name("roulement"))
FIRST, LAST = 0.1, 10.0
MARK = "ROULEMENT_INTERRUPTED_AS"
WORKERS = ("--workers", "2")
DRAWS = ("run", "willing_chances", "--seed", "1", "--format", "json", "--out", "results")
SWEEP = ("sweep", "willing_chances", "--over", "rotation.tour_months=3:12:0.1", "--draws", "200000", "--out")
MANY, FEW = "20000000", "1000"


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def left(mark: bytes) -> int:
    """Return how many processes bear a mark in their environment."""
    count = 0
    for environment in Path("/proc").glob("[0-9]*/environ"):
        try:
            count += mark in environment.read_bytes()
        except OSError:
            continue
    return count


def stopped(words: tuple[str, ...], folder: Path, after: float, number: int) -> tuple[float, int, str, int]:
    """Start a command and stop it; return how long it took to end, its code, its words, and the processes left."""
    mark = str(uuid.uuid4())
    process = subprocess.Popen(
        [ROULEMENT, *words],
        cwd=folder,
        env={**os.environ, MARK: mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(after)
    sent = time.monotonic()
    if number == signal.SIGINT:
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    process.wait()
    took = time.monotonic() - sent
    time.sleep(max(0.0, 1 - took))
    remain = left(f"{MARK}={mark}".encode())
    _, output = process.communicate()
    return took, process.returncode, output.decode(), remain


def series(name: str, words: tuple[str, ...], folder: Path, times: int, number: int) -> None:
    """Print how often and how a command ended, and what was left."""
    took, codes, tracebacks, remain, changed = [], collections.Counter[int](), 0, 0, 0
    before = contents(folder / "results") if name == "draws" else {}
    said = collections.Counter[str]()
    for at in range(times):
        after = FIRST + (LAST - FIRST) * at / max(1, times - 1)
        seconds, code, output, processes = stopped(words, folder, after, number)
        took.append(seconds)
        codes[code] += 1
        tracebacks += "Traceback" in output
        remain += processes
        said[output.strip().splitlines()[-1] if output.strip() else ""] += 1
        changed += name == "draws" and contents(folder / "results") != before
        if (folder / "sweep.parquet").exists():
            (folder / "sweep.parquet").unlink()  # it was through; begin anew
    soon = sum(duration <= 1 for duration in took)
    print(f"| {name} | {times} | {soon} | {max(took):.2f} | {dict(codes)} | {tracebacks} | {remain} | {changed} |")
    for line, count in said.items():
        print(f"    {count} times: {line}")


def main() -> None:
    """Stop both commands so many times, and run them to their end."""
    times, name = (*sys.argv[1:], *("50", "INT")[len(sys.argv) - 1 :])
    number = signal.Signals[f"SIG{name}"]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's background ignores it, and so would they
    print(f"{number.name}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print("| command | times | within 1 s | longest, s | codes | tracebacks | left after 1 s | folders changed |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)

        def run(*words: str) -> None:
            subprocess.run([ROULEMENT, *words], cwd=folder, check=True, capture_output=True)

        run(*DRAWS, "--draws", FEW)
        series("draws", (*DRAWS, "--draws", MANY, *WORKERS), folder, int(times), number)
        series("sweep", (*SWEEP, "sweep.parquet", *WORKERS), folder, int(times), number)
        run(*DRAWS, "--draws", MANY, *WORKERS)
        drawn = contents(folder / "results")
        run(*DRAWS, "--draws", MANY)
        run(*SWEEP, "sweep.parquet", *WORKERS)
        run(*SWEEP, "other.parquet")
        names = sorted(path.name for path in folder.iterdir())
        print(f"\nthe same draws afterwards: {drawn == contents(folder / 'results')}")
        same = (folder / "sweep.parquet").read_bytes() == (folder / "other.parquet").read_bytes()
        print(f"the same sweep afterwards: {same}")
        print(f"in the folder: {', '.join(names)}; load {os.getloadavg()[0]:.1f}")


main()
