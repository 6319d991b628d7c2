"""A batch of 2,000 scenario files into one table of measures, and 10,000 variants of one scenario.

Run by hand: `python benchmarks/batch.py [FILES [VARIANTS]]`. The files are three shipped proposals written out in
full, 26 to 85 lines, each copy with a horizon of three years at most, and every second one with a coalition of its own,
in which two nations make offers that no other file has. Ours reads strictly, checks, runs every case and works out all
measures, those of the chance and of the months among them; a second row leaves out those two kinds. They are set beside
loading the same files with PyYAML's C loader; the two in turn, by CPU time; medians.

The variants of the reassurance force differ in the tour and in the share of an army that can be sent. `run_many` gives
every measure, a sweep over points those of the steady state; both are set against a loop of `replace` and `run` with
every measure, of which fewer variants are timed.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import yaml

import model
from model.engine.months import MONTH_MEASURES
from model.engine.stack import CHANCE_MEASURES
from model.files.shipped import shipped_folder

Kind = TypeVar("Kind")
FILES, ROUNDS = 2_000, 3
MOST_OF_ALL, MOST_OF_STEADY = 6, 4
VARIANTS, LOOPED = 10_000, 300
VARIED = ("rotation.tour_months", "coalition.deployable_share")
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


def seconds(work: Callable[[Kind], None], of: Kind) -> float:
    """Return the CPU time that some work takes."""
    start = time.process_time()
    work(of)
    return time.process_time() - start


def of_files(count: int) -> None:
    """Print the table of files."""
    with tempfile.TemporaryDirectory() as folder:
        paths = files(Path(folder), count)
        all_measures(paths[: 2 * len(SHIPPED)])
        print(f"| {count:,} files | ours, s | PyYAML's C loader, s | ours / loader | asked |\n|---|---|---|---|---|")
        kinds = (("every measure", all_measures, MOST_OF_ALL), ("the steady state", steady_state, MOST_OF_STEADY))
        for what, work, most in kinds:
            pairs = [(seconds(work, paths), seconds(loaded_by_yaml, paths)) for _ in range(ROUNDS)]
            ratio = statistics.median(mine / floor for mine, floor in pairs)
            mine, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
            print(f"| {what} | {mine:.2f} | {floor:.2f} | {ratio:.1f} | at most {most} |")


def points(count: int) -> dict[str, np.ndarray]:
    """Return the values of the varied paths, one after another."""
    numbers = np.arange(count)
    return dict(zip(VARIED, (4 + numbers % 40 / 10, 0.2 + numbers / (2 * count)), strict=True))


def variants(count: int) -> list[model.Scenario]:
    """Return variants of the reassurance force."""
    base, values = model.load("reassurance_force"), points(count)
    rows = zip(*values.values(), strict=True)
    return [base.replace(dict(zip(values, row, strict=True)), name=f"v{n}") for n, row in enumerate(rows)]


def looped(count: int) -> None:
    """Every measure of each variant by itself."""
    for scenario in variants(count):
        results = model.run(scenario)
        for name in results.runs[0].measures:
            results.measure(name)


def together(count: int) -> None:
    """Every measure of all variants."""
    for run in model.run_many(variants(count)).runs:
        for name in run.measures:
            run.measure(name)


def swept(count: int) -> None:
    """The measures of the steady state at as many points."""
    for _ in model.sweep(model.load("reassurance_force"), points(count), zipped=True).work_out():
        pass


def of_variants(count: int) -> None:
    """Print the table of variants."""
    for work in (looped, together, swept):
        work(2)
    print(f"\n| {count:,} variants | loop, ms each | ours, ms each | ours / loop | asked |\n|---|---|---|---|---|")
    kinds = (("`run_many`, every measure", together, "1/4"), ("`sweep(zipped=True)`", swept, "1/300"))
    for what, work, most in kinds:
        pairs = [(seconds(work, count) / count, seconds(looped, LOOPED) / LOOPED) for _ in range(ROUNDS)]
        ratio = statistics.median(loop / mine for mine, loop in pairs)
        mine, loop = (statistics.median(column) * 1e3 for column in zip(*pairs, strict=True))
        print(f"| {what} | {loop:.2f} | {mine:.4f} | 1/{ratio:.1f} | at most {most} |")


if __name__ == "__main__":
    of_files(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
    of_variants(int(sys.argv[2]) if len(sys.argv) > 2 else VARIANTS)  # noqa: PLR2004
