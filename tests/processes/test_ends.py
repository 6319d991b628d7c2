"""However a program ends, it ends as a whole: status 130 and one line if it is interrupted, no process left."""

import functools
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest
from distributed import LocalCluster
from pyarrow import parquet

pytestmark = pytest.mark.slow

DRAWS = ("run", "willing_chances", "--draws", "900000000", "--workers", "2")
SWEEP = (
    "sweep",
    "willing_chances",
    "--over",
    "rotation.tour_months=3:11:1",
    "--draws",
    "1000000",
    "--measures",
    "margin",
)
"""Two workers write its nine parts in turn: from the first to the last it takes them more than a second."""
NOTHING = "stopped; nothing was written\n"
ALL_BUT_DRAWS = "stopped; the results above stand, without draws; no file was written\n"
ROULEMENT = str(Path(sys.executable).with_name("roulement"))
PATIENCE_SECONDS = 60  # for something to happen at all on a busy machine, not a speed
MARK = "ROULEMENT_TESTED_AS"


def wait_until(happens: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.01)


class Program:
    """The command in a session of its own, with a mark in its environment that whatever it starts inherits."""

    def __init__(self, *words: str, folder: Path, before: tuple[str, ...] = ()) -> None:
        self.mark = f"{MARK}={uuid.uuid4()}".encode()
        name, _, value = self.mark.decode().partition("=")
        self.process = subprocess.Popen(
            [*before, ROULEMENT, *words],
            cwd=folder,
            env={**os.environ, name: value},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def left(self) -> list[int]:
        """Return every process of it that still runs."""
        return [int(place.name) for place in Path("/proc").glob("[0-9]*") if self.mark in _read(place / "environ")]

    def workers(self) -> list[int]:
        return [number for number in self.left() if b"model.cli.worker" in _read(Path(f"/proc/{number}/cmdline"))]

    def holds(self, library: str, of: int | None = None) -> bool:
        """Whether a process has loaded a library."""
        return library.encode() in _read(Path(f"/proc/{of or self.process.pid}/maps"))

    def wait_until(self, happens: Callable[[], object]) -> None:
        """Wait until something happens while the program runs; fail at once when it has ended before."""
        wait_until(lambda: happens() or self._has_to_run())

    def _has_to_run(self) -> None:
        assert self.process.poll() is None, self.process.communicate()

    def interrupt(self) -> None:
        """Ctrl-C: every process of the terminal's group gets it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ended(self) -> tuple[int, str]:
        """Wait until it has ended with all that it started; return its status and what it said on standard error."""
        _, errors = self.process.communicate(timeout=PATIENCE_SECONDS)
        wait_until(lambda: not self.left())
        return self.process.returncode, errors.decode()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has gone
        return b""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start the command in a folder of the test's own."""
    started: list[Program] = []

    def start_one(*words: str, before: tuple[str, ...] = ()) -> Program:
        started.append(Program(*words, folder=tmp_path, before=before))
        return started[-1]

    yield start_one
    for program in started:
        for process in program.left():
            os.kill(process, signal.SIGKILL)
        program.process.communicate()


Start = Callable[..., Program]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("library", ["numpy", "pydantic", "scipy"])
def test_interrupted_while_it_imports(start: Start, library: str) -> None:
    program = start("drivers", "three_tier", "--sobol")
    program.wait_until(lambda: program.holds(library))
    program.interrupt()
    assert program.ended() == (130, NOTHING)


@pytest.mark.parametrize("count", [1, 2])
def test_interrupted_while_workers_start(start: Start, count: int) -> None:
    program = start(*DRAWS)
    program.wait_until(lambda: len(program.workers()) >= count)
    program.interrupt()
    assert program.ended() == (130, ALL_BUT_DRAWS)


@pytest.mark.parametrize(
    ("number", "is_for_all"), [(signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGTERM, False)]
)
def test_interrupted_while_workers_are_at_it(start: Start, number: int, *, is_for_all: bool) -> None:
    program = start(*DRAWS, "--out", "results")
    program.wait_until(lambda: [program.holds("numpy", worker) for worker in program.workers()] == [True, True])
    if is_for_all:
        program.interrupt()
    else:
        program.process.send_signal(number)
    assert program.ended() == (130, ALL_BUT_DRAWS)


def test_interrupted_again_and_again(start: Start) -> None:
    program = start(*DRAWS)
    program.wait_until(program.workers)
    while program.process.poll() is None:
        program.interrupt()
    assert program.ended() == (130, ALL_BUT_DRAWS)


@pytest.mark.parametrize("library", ["", "numpy"])
def test_killed(start: Start, library: str) -> None:
    program = start(*DRAWS)
    program.wait_until(lambda: any(program.holds(library, worker) for worker in program.workers()))
    program.process.kill()
    assert program.ended() == (-signal.SIGKILL, "")


def test_a_program_that_ends_early_is_not_waited_for(start: Start) -> None:
    program = start("check", "dannatt")
    with pytest.raises(AssertionError, match="dannatt"):
        program.wait_until(lambda: False)


def test_a_sweep_that_is_interrupted_goes_on_to_the_same_bytes(start: Start, tmp_path: Path) -> None:
    assert start(*SWEEP, "--out", "at_once.parquet").ended()[0] == 0
    program = start(*SWEEP, "--out", "stopped.parquet", "--workers", "2")
    program.wait_until(lambda: list(tmp_path.glob("stopped.parquet.parts/0*.parquet")))
    program.interrupt()
    code, errors = program.ended()
    parts = tmp_path / "stopped.parquet.parts"
    kept = f"the parts that are done are kept in {parts}, and the same command goes on from there"
    assert (code, errors.splitlines()) == (130, ["9 points", f"stopped; {kept}"])
    assert start(*SWEEP, "--out", "stopped.parquet", "--workers", "2").ended()[0] == 0
    assert (tmp_path / "stopped.parquet").read_bytes() == (tmp_path / "at_once.parquet").read_bytes()


def test_a_report_is_interrupted_while_a_library_draws(start: Start, tmp_path: Path) -> None:
    program = start("report", "three_tier", "--out", "report.html")
    program.wait_until(lambda: any(program.holds("vl_convert", worker) for worker in program.workers()))
    program.interrupt()
    assert program.ended() == (130, NOTHING)
    assert list(tmp_path.iterdir()) == []


def test_the_explorer_is_interrupted_at_the_start_and_later(start: Start) -> None:
    port = free_port()
    for is_ready in (lambda program: program.holds("numpy"), lambda _: is_up(port)):
        program = start("explore", "--port", str(port))
        program.wait_until(functools.partial(is_ready, program))
        program.interrupt()
        code, errors = program.ended()
        assert code == 130
        assert errors.splitlines()[-1] in (NOTHING.rstrip(), "stopped; the explorer has ended")
        assert "Traceback" not in errors


def test_the_explorer_tells_its_true_address_once_it_answers(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("ADDRESS", "127.0.0.2"), ("PORT", "1"), ("BASE_URL_PATH", "elsewhere"), ("HEADLESS", "false")):
        monkeypatch.setenv(f"STREAMLIT_SERVER_{name}", value)
    port = free_port()
    for words, base in (((), ""), (("--base-path", "tools/roulement"), "/tools/roulement/")):
        program = start("explore", "--port", str(port), *words)
        line = program.process.stdout.readline().decode()
        address = f"http://127.0.0.1:{port}{base}"
        assert line == f"The explorer is at {address} (stop it with Ctrl-C)\n"
        assert is_up(port, base.rstrip("/"))
        with urllib.request.urlopen(address) as page:
            assert page.status == 200
        program.interrupt()
        assert program.process.wait(PATIENCE_SECONDS) == 130
        assert b"http" not in program.process.stdout.read()
        program.ended()


def is_up(port: int, base: str = "") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{base}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_interrupted_on_a_cluster_its_tasks_are_released(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))  # which the cluster's worker would run again
    place = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "local_directory": str(tmp_path)}
    with LocalCluster(n_workers=1, threads_per_worker=1, **place) as cluster:
        program = start(*DRAWS[:-2], "--dask", cluster.scheduler_address)
        program.wait_until(lambda: cluster.scheduler.tasks)
        program.interrupt()
        assert program.ended() == (130, ALL_BUT_DRAWS)
        wait_until(lambda: not cluster.scheduler.tasks)


def test_a_signal_that_is_ignored_stays_ignored(start: Start) -> None:
    """As for a command in the background of a script."""
    program = start(*DRAWS, before=("/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh"))
    program.wait_until(lambda: program.holds("numpy"))
    program.interrupt()
    program.wait_until(program.workers)
    program.process.terminate()
    assert program.ended() == (130, ALL_BUT_DRAWS)


def test_a_program_that_has_read_a_part_of_a_sweep_ends_without_an_abort(tmp_path: Path) -> None:
    part = tmp_path / "part.parquet"
    parquet.write_table(pa.table({"a": range(1_000)}), part)
    lines = f"from pathlib import Path; from model.export.sweep_file import _read; _read(Path({str(part)!r}))"
    for _ in range(30):  # of programs that read from an open file, one in ten was aborted as it ended
        done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
