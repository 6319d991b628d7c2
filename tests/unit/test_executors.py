"""Draws and sweeps on other processes: the same bytes, also when a worker dies on the way."""

import functools
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from distributed import Client, LocalCluster

import model
from model import Scenario, ScenarioError, executors, sweeping
from model.executors import ONE_THREAD, Workers, chosen
from model.io.sweeps import write_sweep
from model.simulation import BLOCK, BLOCKS_TOGETHER
from model.sweeping import Sweep
from model.tasks import AHEAD, in_order

DRAWS = BLOCK * BLOCKS_TOGETHER + 17


DIES_ONCE = """
import os, pathlib, signal
marker = pathlib.Path({!r})
if not marker.exists():
    marker.touch()
    os.kill(os.getpid(), signal.SIGKILL)
marker.write_text("done")
"""
one_over = functools.partial(operator.floordiv, 1)


@pytest.fixture(autouse=True)
def no_page_as_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests of pages leave theirs behind as the main module, which a cluster's workers would run again."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as started:
        yield started


def test_a_worker_that_dies_is_replaced_and_its_tasks_run_again(workers: Workers, tmp_path: Path) -> None:
    markers = [tmp_path / str(number) for number in range(2)]
    assert list(in_order(exec, [DIES_ONCE.format(str(marker)) for marker in markers], workers)) == [None, None]
    assert [marker.read_text() for marker in markers] == ["done", "done"]
    assert list(in_order(abs, range(3), workers)) == [0, 1, 2]


def test_tasks_that_kill_every_worker_end_in_one_clear_error() -> None:
    with (
        pytest.raises(ScenarioError, match=r"--workers: the workers stop again and again.*give fewer"),
        chosen(2, None) as own,
    ):
        list(in_order(os._exit, [1], own))


def test_every_worker_has_one_thread(workers: Workers) -> None:
    assert list(in_order(os.getenv, ONE_THREAD, workers)) == ["1"] * len(ONE_THREAD)


def test_a_start_leaves_the_parent_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_THREAD[0], "7")
    monkeypatch.delenv(ONE_THREAD[1], raising=False)
    before = sys.modules["__main__"]
    with Workers(1) as own:
        assert own.submit(os.getenv, ONE_THREAD[0]).result() == "1"
    assert [os.environ.get(name) for name in ONE_THREAD[:2]] == ["7", None]
    assert sys.modules["__main__"] is before


def test_a_task_that_fails_says_why_and_what_has_not_begun_is_called_off(workers: Workers, tmp_path: Path) -> None:
    marks = [
        f"import time, pathlib; time.sleep(0.05); pathlib.Path({str(tmp_path / str(n))!r}).touch()" for n in range(30)
    ]
    with pytest.raises(ZeroDivisionError):
        list(in_order(exec, ["1 / 0", *marks], workers))
    assert workers.submit(one_over, 1).result() == 1
    assert len(list(tmp_path.iterdir())) < 10


def test_an_interrupt_here_stops_what_the_workers_are_at() -> None:
    with pytest.raises(KeyboardInterrupt), chosen(2, None) as own:
        _interrupted(own)


def _interrupted(own: Executor | None) -> None:
    assert own is not None
    for _ in range(3):
        own.submit(time.sleep, 1_000_000)  # it would be waited for if it went on
    raise KeyboardInterrupt


def test_workers_leave_interrupts_to_the_parent() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        executors._leave_interrupts_to_the_parent()  # noqa: SLF001  (what every worker begins with)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interrupt_stops_the_workers_at_once() -> None:
    code = "from model.executors import chosen\nfrom model.tasks import in_order\nimport time\n"
    code += "if __name__ == '__main__':\n with chosen(2, None) as own:\n  print('on', flush=True)\n"
    code += "  list(in_order(time.sleep, [60] * 9, own))\n"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as own:
        assert own.stdout is not None
        assert own.stdout.readline() == "on\n"
        time.sleep(1.5)  # the workers start and take the first tasks
        os.killpg(own.pid, signal.SIGINT)
        _, told = own.communicate(timeout=30)  # and not the minutes that the tasks would take
    assert told.count("KeyboardInterrupt") == 1


def test_a_pool_that_broke_unseen_is_started_again(workers: Workers) -> None:
    with pytest.raises(BrokenProcessPool):
        workers._pool.submit(os._exit, 1).result()  # noqa: SLF001  (behind its back)
    assert workers.submit(one_over, 1).result() == 1


def test_a_task_called_off_is_called_off() -> None:
    with Workers(1) as own:
        waiting = [own.submit(abs, number) for number in range(50)]
        own.shutdown(wait=False, cancel_futures=True)
        with pytest.raises(CancelledError):
            waiting[-1].result()


def test_few_tasks_wait_at_a_time() -> None:
    handed_out: list[int] = []

    class Counting(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN202
            handed_out.append(args[0])
            return super().submit(fn, *args, **kwargs)

    with Counting(2) as pool:
        results = in_order(abs, range(10**9), pool)
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        results.close()
    assert len(handed_out) <= AHEAD + 3


def test_draws_are_the_same_on_processes(workers: Workers) -> None:
    scenario = model.load("willing_chances")
    here, there = (
        model.simulate(scenario, draws=DRAWS, seed=3, measures=("margin",), executor=each) for each in (None, workers)
    )
    for name, tally in here.tallies.items():
        other = there.tallies[name]
        assert tally is not None
        assert other is not None
        assert (tally.first, tally.counts.tobytes()) == (other.first, other.counts.tobytes())


def on_loopback(folder: Path) -> dict[str, Any]:
    return {"host": "127.0.0.1", "dashboard_address": None, "threads_per_worker": 1, "local_directory": str(folder)}


def a_sweep(monkeypatch: pytest.MonkeyPatch) -> Sweep:
    """Several parts of slow points, so that a worker has some under way whenever it stops."""
    one = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}},
        "rotation": {"tour_months": {"low": 4, "high": 6}, "dwell_ratio": 2},
        "coalition": {"deployable_share": 0.5, "contributors": {"a": {"position": "offered", "land_strength": 70_000}}},
    })  # fmt: skip
    monkeypatch.setattr(sweeping, "SLOW_POINTS_TOGETHER", 40)
    made = model.sweep(one, {"force.main.strength.troops": range(1_000, 1_200)}, measures=("tied_up", "months_held"))
    assert made.parts == 5
    return made


def test_on_a_dask_cluster_a_worker_stops_on_the_way_and_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    write_sweep(a_sweep(monkeypatch), here)
    with LocalCluster(n_workers=2, processes=True, **on_loopback(tmp_path)) as cluster:
        stopped: list[int] = []

        def stop_one(done: int) -> None:
            if done == 1 and not stopped:
                nanny = next(iter(cluster.workers.values()))
                stopped.append(nanny.pid)
                os.kill(nanny.pid, signal.SIGKILL)

        with chosen(1, cluster.scheduler_address) as executor:
            write_sweep(a_sweep(monkeypatch), there, executor, stop_one)
            drawn = model.simulate(model.load("dannatt"), draws=DRAWS, executor=executor)
        with Client(cluster.scheduler_address) as client:
            assert stopped[0] not in client.run(os.getpid).values()
    assert here.read_bytes() == there.read_bytes()
    alone = model.simulate(model.load("dannatt"), draws=DRAWS)
    assert [tally.counts.tobytes() for tally in drawn.tallies.values() if tally] == [
        tally.counts.tobytes() for tally in alone.tallies.values() if tally
    ]


def test_what_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ScenarioError, match="give --workers or --dask, not both"), chosen(2, "tcp://127.0.0.1:1"):
        pass
    monkeypatch.setattr(executors, "WAIT_SECONDS", 0.2)
    with (
        pytest.raises(ScenarioError, match=r"no Dask scheduler answers at tcp://127.0.0.1:1"),
        chosen(1, "tcp://127.0.0.1:1"),
    ):
        pass
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ScenarioError, match=r"pip install 'roulement\[distributed\]'"), chosen(1, "tcp://127.0.0.1:1"):
        pass


def test_a_cluster_that_goes_away_is_told(tmp_path: Path) -> None:
    with LocalCluster(n_workers=1, processes=False, protocol="tcp", **on_loopback(tmp_path)) as cluster:
        address = cluster.scheduler_address
        with pytest.raises(ScenarioError, match=rf"--dask: the cluster at {address} is gone"), chosen(1, address):
            raise CancelledError  # what a result that is waited for ends in
