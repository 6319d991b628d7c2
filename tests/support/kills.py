"""Kill what writes results, and see what stands there: the old or the new, and nothing else after the next run.

Run by hand, with how many kills of each: `python tests/support/kills.py 100`. They are spread over the time that the
writing takes. A test kills at each step that the writer takes in the file system instead: `steps`.
"""

import functools
import hashlib
import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas  # noqa: F401, ICN001  (loaded before a process is forked, as are the next, so that it is not measured)
from pyarrow import parquet  # noqa: F401
from writing import write_folder

import model
from model.analysis import sweep
from model.export import atomic
from model.export.output_places import write_report
from model.export.sweep_file import write_sweep

STEPS = {
    "open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.chown", "os.scandir", "os.listdir",
    "ctypes.dlsym", "fcntl.flock",
}  # fmt: skip
"""Of what Python tells about itself: each comes before the call of the system."""
VERSIONS = [model.run_many([model.load(name)]) for name in ("dannatt", "reassurance_force")]
TOUR, OVERLAP = "rotation.tour_months", "rotation.overlap_months"
POINTS = {TOUR: [*range(4, 16)], OVERLAP: [0.0, 1.0, 2.0, 3.0]}
SWEPT = model.sweep(model.load("dannatt"), POINTS, measures=("tied_up", "margin"))

Write = Callable[[Path, int], object]
WRITERS: dict[str, tuple[str, Write]] = {
    "run": ("out", lambda place, version: write_folder(VERSIONS[version], place, "csv", {})),
    "sweep": ("out.parquet", lambda place, _: write_sweep(SWEPT, place)),
    "report": ("out.html", lambda place, version: write_report(f"{version}" * 100_000, place, force=True)),
}
"""Each writes a first or a second version at a place of this name."""


def run_apart(work: Callable[[], object], seconds: float | None = None) -> int:
    """Run in a process of its own, killed after so many seconds if at all, and return how it ended."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        os.write(writer, b".")
        try:
            work()
        except BaseException as error:  # noqa: BLE001  (the process ends here)
            os.write(2, f"{error}\n".encode())
            os._exit(1)
        os._exit(0)
    os.read(reader, 1)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(reader)
    os.close(writer)
    return os.waitstatus_to_exitcode(status)


def killed_at(step: int, folder: Path, work: Callable[[], object]) -> Callable[[], object]:
    """Return the same work, which ends in a kill before its n-th step in a folder."""
    left = [step]

    def count(event: str, args: tuple[object, ...]) -> None:
        if event in STEPS and (isinstance(args[0], int) or event == "ctypes.dlsym" or str(folder) in str(args[0])):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    def counted() -> object:
        sys.addaudithook(count)
        return work()

    return counted


def content(place: Path) -> str:
    """Return a hash of a file, or of all that is in a folder; nothing if neither is there."""
    files = sorted(place.iterdir()) if place.is_dir() else [place] if place.exists() else []
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest() * bool(files)


@functools.cache
def versions(kind: str) -> dict[str, str]:
    """Return the hash of each version, written without a kill: nothing, the old, the new."""
    name, write = WRITERS[kind]
    hashes = {"none": ""}
    with tempfile.TemporaryDirectory() as text:
        for version, known in enumerate(("old", "new")):
            place = Path(text) / known / name
            place.parent.mkdir()
            run_apart(lambda place=place, version=version: write(place, version))
            hashes[known] = content(place)
    return hashes


def judged(kind: str, start: int | None, kill: Callable[[Path, Callable[[], object]], int]) -> dict[str, object]:
    """Return what a killed writer left, and what stands there after the next run.

    `start` is the version that stood there before, if any; the kill is of the writer of the second version.
    """
    name, write = WRITERS[kind]
    with tempfile.TemporaryDirectory() as text:
        work = Path(text) / "work"
        work.mkdir()
        hashes = versions(kind)
        if start is not None:
            run_apart(lambda: write(work / name, start))
        ended = kill(work, lambda: write(work / name, 1))
        left = next((known for known, digest in hashes.items() if digest == content(work / name)), "broken")
        run_apart(lambda: WRITERS["report"][1](work / "beside.html", 0))  # any command that writes here ends the drafts
        then = next((known for known, digest in hashes.items() if digest == content(work / name)), "broken")
        again = run_apart(lambda: write(work / name, 1))
        (work / "beside.html").unlink()
        return {
            "killed": ended == -signal.SIGKILL, "left": left, "then": then, "again": again,
            "same": content(work / name) == hashes["new"], "names": sorted(path.name for path in work.iterdir()),
        }  # fmt: skip


def steps(kind: str, start: int | None) -> list[dict[str, object]]:
    """Return what each kill at a step leaves, from the first step until the writer ends without one."""
    kills: list[dict[str, object]] = []
    while not kills or kills[-1]["killed"]:
        step = len(kills) + 1
        kills.append(judged(kind, start, lambda work, write, step=step: run_apart(killed_at(step, work, write))))
    return kills


def moments(kind: str, start: int | None, count: int) -> Counter[str]:
    """Return a tally of what so many kills leave, spread over the time that the writing takes."""
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for number in range(5):
            place = Path(folder) / str(number) / WRITERS[kind][0]
            place.parent.mkdir()
            begun = time.perf_counter()
            run_apart(lambda place=place: WRITERS[kind][1](place, 1))
            times.append(time.perf_counter() - begun)
        takes = min(times)
    for number in range(count):
        one = judged(kind, start, lambda _, write, number=number: run_apart(write, takes * number / count))
        tally["killed in time"] += bool(one["killed"])
        tally[f"whole: {one['left']}" if one["left"] != "broken" else "broken"] += 1
        tally["drafts or other files left after the next run"] += one["names"] != [WRITERS[kind][0]]
        is_there = kind == "sweep" and one["left"] == "old"  # it is never written again unless that is forced
        tally["next run ended well, or the sweep was there, and the bytes are the same"] += bool(one["same"]) and (
            one["again"] == 0 or is_there
        )
    return tally


def main() -> None:
    """Print the tallies, or for a test what each step leaves: `steps KIND none|old exchange|moves`."""
    sweep.POINTS_TOGETHER = 10
    if sys.argv[1] == "steps":
        os.fsync = lambda _: None  # a kill, unlike a power cut, loses nothing that was handed to the system
        _, _, kind, start, way = sys.argv
        if way == "moves":
            atomic._renamed = lambda *_: False  # type: ignore[assignment]  # noqa: SLF001  (a system without the call)
        print(json.dumps(steps(kind, 0 if start == "old" else None)))  # noqa: T201
        return
    for kind, start in (("run", 0), ("run", None), ("sweep", None), ("report", 0)):
        over = "over an earlier result" if start == 0 else "anew"
        print(f"{kind}, {over}: {dict(moments(kind, start, int(sys.argv[1])))}")  # noqa: T201


if __name__ == "__main__":
    main()
