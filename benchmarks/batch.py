"""A batch of 2,000 scenario files into one table of measures, against loading the same files with PyYAML's C loader.

Run by hand: `python benchmarks/batch.py [FILES]`. The files are three shipped proposals written out in full, 26 to 85
lines, each copy with a tour of its own. Ours reads strictly, checks, runs every case and works out every measure, those
of the chance and of the months among them; a second row leaves out those two kinds. The two in turn; medians.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

import model
from model.engine.months import MONTH_MEASURES
from model.engine.stack import CHANCE_MEASURES
from model.files.shipped import shipped_folder

FILES, ROUNDS, MOST = 2_000, 3, 8
OF_THEIR_OWN = ("poland", "united_kingdom")
SHIPPED = ("dannatt", "reassurance_force", "three_tier")


def files(folder: Path, count: int) -> list[Path]:
    """Write the files."""
    texts = [(shipped_folder() / "scenarios" / f"{name}.yaml").read_text() for name in SHIPPED]
    files = []
    for number in range(count):
        text = texts[number % len(texts)]
        if number // len(texts) % 2:  # a coalition of its own
            for nation in OF_THEIR_OWN:
                text = text.replace(f"    {nation}: {{}}", f"    {nation}: {{offer_troops: {1_000 + number}}}")
        files.append(folder / f"scenario_{number}.yaml")
        files[-1].write_text(f"{text}\nhorizon_months: {12 + number % 24}\n")
    return files


def loaded_by_yaml(paths: Sequence[Path]) -> None:
    """The floor: PyYAML's C loader alone."""
    for path in paths:
        yaml.load(path.read_bytes(), yaml.CSafeLoader)


def all_measures(paths: Sequence[Path]) -> None:
    """One table of every measure."""
    rows = len(model.run_many(map(model.load, paths)).measures)
    assert rows > len(paths)  # noqa: S101


def steady_state(paths: Sequence[Path]) -> None:
    """Every measure but those of the chance and of the months."""
    for run in model.run_many(map(model.load, paths)).runs:
        for name in run.measures:
            if name not in (*CHANCE_MEASURES, *MONTH_MEASURES):
                run.measure(name)


def seconds(work: Callable[[Sequence[Path]], None], paths: Sequence[Path]) -> float:
    """Return how long some work on the files takes."""
    start = time.perf_counter()
    work(paths)
    return time.perf_counter() - start


def main(count: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        paths = files(Path(folder), count)
        all_measures(paths[: len(SHIPPED)])
        print(f"| {count:,} files | ours, s | PyYAML's C loader, s | ours / loader | asked |\n|---|---|---|---|---|")
        for what, work in (("every measure", all_measures), ("those of the steady state", steady_state)):
            pairs = [(seconds(work, paths), seconds(loaded_by_yaml, paths)) for _ in range(ROUNDS)]
            ratio = statistics.median(mine / floor for mine, floor in pairs)
            mine, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"| {what} | {mine:.1f} | {floor:.2f} | {ratio:.1f} | at most {MOST} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
