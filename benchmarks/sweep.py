"""A sweep of 10,000,000 points and two measures into one Parquet file: its time, its peak of memory, its size.

Run by hand: `python benchmarks/sweep.py [POINTS]`. Fresh processes; a tenth of the points first, so that one sees
that memory does not grow with them. A floor in the same run: the same rows of random numbers written by pyarrow.
"""

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import model
from model.export.sweep_file import write_sweep

POINTS, MEASURES, COLUMNS = 10_000_000, ("tied_up", "margin"), 8
TOUR, TROOPS = "rotation.tour_months", "force.reassurance_force.strength.troops"


def once(points: int) -> None:
    """Sweep in this process and print its peak of memory and time as JSON."""
    side = math.isqrt(points)
    over = {TOUR: np.linspace(3, 12, side), TROOPS: np.linspace(5_000, 60_000, points // side)}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sweep.parquet"
        start = time.perf_counter()
        sweep = model.sweep(model.load("reassurance_force"), over, measures=MEASURES)
        write_sweep(sweep, file)
        took, size = time.perf_counter() - start, file.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"points": sweep.count, "peak": peak / 1024, "seconds": took, "size": size / 2**20}))


def floor(points: int) -> float:
    """Return how long it takes to write as many rows of random numbers, in the same portions."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    rows = 131_072
    numbers = np.random.default_rng(1)
    schema = pa.schema([(f"column_{number}", pa.float64()) for number in range(COLUMNS)])
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, parquet.ParquetWriter(Path(folder) / "floor.parquet", schema) as file:
        for _ in range(-(-points // rows)):
            file.write_table(pa.table([numbers.random(rows) for _ in range(COLUMNS)], schema=schema))
    return time.perf_counter() - start


def main(points: int) -> None:
    """Print the table."""
    print("| points | rows of two measures, s | peak, MiB | file, MiB | floor: random rows written, s | asked |")
    print("|---|---|---|---|---|---|")
    for count, claim in ((points // 10, ""), (points, "bounded memory")):
        command = [sys.executable, __file__, "once", str(count)]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        measured = json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        )
        print(
            f"| {measured['points']:,} | {measured['seconds']:.1f} | {measured['peak']:.0f} | {measured['size']:.0f} "
            f"| {floor(count):.1f} | {claim} |"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["once"]:
        once(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else POINTS)
