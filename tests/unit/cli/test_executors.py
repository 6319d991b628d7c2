"""Draws and sweeps on other processes: the same bytes, also when a worker dies on the way."""

import contextlib
import functools
import operator
import os
import pickle
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from distributed import Client, LocalCluster

import model
from model import Scenario, ScenarioError
from model.analysis import sweep
from model.analysis.simulation import BLOCK, BLOCKS_TOGETHER
from model.analysis.sweep import Sweep
from model.analysis.tasks import in_order
from model.cli import executors
from model.cli.executors import ONE_THREAD, Workers, apart, chosen
from model.export.sweep_file import write_sweep
from model.files.shipped import version

DRAWS = BLOCK * BLOCKS_TOGETHER + 17


DIES_ONCE = """
import os, pathlib, signal
marker = pathlib.Path({!r})
if not marker.exists():
    marker.touch()
    os.kill(os.getpid(), signal.SIGKILL)
marker.write_text("done")
"""
WAITS_TO_GO_ON = """
import pathlib, time
while not pathlib.Path({!r}).exists():
    time.sleep(0.01)
pathlib.Path({!r}).touch()
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
        chosen(2, None) as executor,
    ):
        list(in_order(os._exit, [1], executor))


def test_every_worker_has_one_thread(workers: Workers) -> None:
    assert list(in_order(os.getenv, ONE_THREAD, workers)) == ["1"] * len(ONE_THREAD)


def test_a_start_leaves_the_parent_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_THREAD[0], "7")
    with Workers(1) as executor:
        assert executor.submit(os.getenv, ONE_THREAD[0]).result() == "1"
    assert os.environ[ONE_THREAD[0]] == "7"


def test_a_task_that_fails_says_why_and_what_has_not_begun_is_called_off(workers: Workers, tmp_path: Path) -> None:
    go_on = tmp_path / "go on"
    marks = [WAITS_TO_GO_ON.format(str(go_on), str(tmp_path / str(number))) for number in range(30)]
    with pytest.raises(ZeroDivisionError):
        list(in_order(exec, ["1 / 0", *marks], workers))
    go_on.touch()  # for the tasks that have begun
    assert workers.submit(one_over, 1).result() == 1
    assert len(list(tmp_path.iterdir())) < 10


def test_an_interrupt_here_stops_what_the_workers_are_at() -> None:
    with pytest.raises(KeyboardInterrupt), chosen(2, None) as executor:
        _interrupted(executor)


def _interrupted(executor: Executor | None) -> None:
    assert executor is not None
    for _ in range(3):
        executor.submit(time.sleep, 1_000_000)  # it would be waited for if it went on
    raise KeyboardInterrupt


def test_no_worker_starts_once_they_are_stopped() -> None:
    one_worker = Workers(1)
    one_worker.stop()
    with pytest.raises(BrokenExecutor, match="the workers were stopped"):
        one_worker._start()  # noqa: SLF001  (as the thread of a worker may, a moment too late)


def test_what_is_worked_out_apart_is_that_or_one_clear_error() -> None:
    assert apart(abs, -1) == 1
    with pytest.raises(ZeroDivisionError):
        apart(one_over, 0)
    with pytest.raises(ScenarioError, match="the process that works this out stops again and again"):
        apart(os._exit, 1)


def test_what_cannot_be_sent_is_told_at_once(workers: Workers) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        workers.submit(lambda: None)
    with pytest.raises((pickle.PicklingError, TypeError)):
        workers.submit(eval, "(each for each in ())").result()  # a generator cannot come back


def test_what_a_task_prints_is_no_answer(workers: Workers) -> None:
    assert workers.submit(exec, "print('a word')").result() is None


def test_a_task_called_off_is_called_off() -> None:
    with Workers(1) as executor:
        waiting = [executor.submit(abs, number) for number in range(50)]
        executor.shutdown(wait=False, cancel_futures=True)
        with pytest.raises(CancelledError):
            waiting[-1].result()


def test_draws_are_the_same_on_processes(workers: Workers) -> None:
    scenario = model.load("willing_chances")
    here, there = (
        model.simulate(scenario, draws=DRAWS, seed=3, measures=("margin",), executor=executor)
        for executor in (None, workers)
    )
    for name, tally in here.tallies.items():
        other = there.tallies[name]
        assert tally is not None
        assert other is not None
        assert (tally.first, tally.counts.tobytes()) == (other.first, other.counts.tobytes())


def on_loopback(folder: Path) -> dict[str, Any]:
    return {
        "host": "127.0.0.1",
        "dashboard_address": "127.0.0.1:0",
        "threads_per_worker": 1,
        "local_directory": str(folder),
    }


def a_sweep(monkeypatch: pytest.MonkeyPatch) -> Sweep:
    """Several parts of slow points, so that a worker has some under way whenever it stops."""
    one = Scenario.from_document({
        "force": {"main": {"strength": {"troops": 10_000}}},
        "rotation": {"tour_months": {"low": 4, "high": 6}, "dwell_ratio": 2},
        "coalition": {"deployable_share": 0.5, "contributors": {"a": {"position": "offered", "land_strength": 70_000}}},
    })  # fmt: skip
    monkeypatch.setattr(sweep, "SLOW_POINTS_TOGETHER", 40)
    swept = model.sweep(one, {"force.main.strength.troops": range(1_000, 1_200)}, measures=("tied_up", "months_held"))
    assert swept.parts == 5
    return swept


def test_on_a_dask_cluster_a_worker_stops_on_the_way_and_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    write_sweep(a_sweep(monkeypatch), here)
    with LocalCluster(n_workers=2, processes=True, **on_loopback(tmp_path)) as cluster:
        stopped: list[int] = []

        def stop_one(done: int, _: int) -> None:
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
    monkeypatch.setattr(executors, "WAIT_SECONDS", 0.2)
    with (
        pytest.raises(ScenarioError, match=r"no Dask scheduler answers at tcp://127.0.0.1:1"),
        chosen(1, "tcp://127.0.0.1:1"),
    ):
        pass
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ScenarioError, match=r"pip install 'roulement\[distributed\]'"), chosen(1, "tcp://127.0.0.1:1"):
        pass


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=1, processes=False, protocol="tcp", **on_loopback(tmp_path)) as started:
        yield started


def refused(address: str) -> str:
    with pytest.raises(ScenarioError) as error, chosen(1, address):
        pass
    return str(error.value)


def test_a_cluster_whose_workers_lack_the_program_is_told(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, ours = cluster.scheduler_address, version()
    message = rf"--dask: the worker tcp://\S+ of the cluster at {address} {{}}; install roulement {{}} there"
    with monkeypatch.context() as patched:
        patched.setattr(executors, "version", lambda: "9.9")
        assert re.fullmatch(message.format(f"has roulement {ours}", "9.9"), refused(address))
    monkeypatch.setattr(executors, "PROGRAM", "no-such-program")
    assert re.fullmatch(message.format("does not have roulement", ours), refused(address))


def test_a_cluster_without_workers_is_told(cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "WAIT_SECONDS", 0.5)
    cluster.scale(0)
    with Client(cluster.scheduler_address) as client:
        while client.scheduler_info()["workers"]:
            time.sleep(0.05)
    message = refused(cluster.scheduler_address)
    assert message.endswith(f"has no workers; start some, e.g. dask worker {cluster.scheduler_address}")


def test_a_cluster_that_loses_its_workers_or_goes_away_is_told(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = cluster.scheduler_address
    monkeypatch.setattr(executors, "LOST_SECONDS", 0.5)
    with pytest.raises(ScenarioError, match=rf"--dask: the cluster at {address} is gone, or all its workers are"):
        _without_workers(cluster)
    with pytest.raises(ScenarioError, match=rf"--dask: the cluster at {address} is gone"):
        _gone(cluster)


def _without_workers(cluster: LocalCluster) -> None:
    with chosen(1, cluster.scheduler_address) as executor:
        assert executor is not None
        cluster.scale(0)
        while True:
            executor.submit(abs, -1).result()


def _gone(cluster: LocalCluster) -> None:
    cluster.scale(1)
    cluster.wait_for_workers(1)
    with chosen(1, cluster.scheduler_address) as executor:
        assert executor is not None
        waiting = executor.submit(time.sleep, 1)
        cluster.close()
        waiting.result()


def test_a_client_that_closes_meanwhile_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def scheduler_info(self) -> None:
            raise RuntimeError("IOLoop is closed")

        def shutdown(self, *, wait: bool) -> None:
            raise RuntimeError(wait)

    monkeypatch.setattr(executors, "LOST_SECONDS", 0.05)
    executors._give_up(Closed(), Closed(), threading.Event())  # type: ignore[arg-type]  # noqa: SLF001


def test_a_cluster_is_given_up_only_once_it_has_been_without_workers_for_the_whole_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, calls = iter(range(1000)), []

    class Cluster:
        """It has workers at the first five looks, one a second, and none from then on."""

        def scheduler_info(self) -> dict[str, Any]:
            calls.append("look")
            return {"workers": {"tcp://127.0.0.1:1": {}} if len(calls) <= 5 else {}}

        def shutdown(self, *, wait: bool) -> None:
            calls.append(f"shutdown, wait {wait}")

    class Soon(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            return timeout is None

    monkeypatch.setattr(executors, "LOST_SECONDS", 6)
    monkeypatch.setattr(executors, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    executors._give_up(Cluster(), Cluster(), Soon())  # type: ignore[arg-type]  # noqa: SLF001
    assert calls[-1] == "shutdown, wait False"
    assert calls.count("look") > 5 + 6 / 2  # two readings of the clock for a look with workers, one without


def test_tasks_that_kill_the_clusters_workers_end_in_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "LOST_SECONDS", 600)  # however long a busy machine takes to start one again
    with LocalCluster(n_workers=1, processes=True, **on_loopback(tmp_path)) as cluster:
        address = cluster.scheduler_address
        with pytest.raises(ScenarioError, match=rf"the workers of the cluster at {address} stop again and again"):
            _killing(address)
        # The cluster cannot be closed while it starts a worker; on a busy machine it may have given that up.
        with Client(address) as client, contextlib.suppress(TimeoutError):
            client.wait_for_workers(1, timeout=30)


def _killing(address: str) -> None:
    with chosen(1, address) as executor:
        list(in_order(os._exit, [1], executor))


@pytest.mark.parametrize("address", ["nonsense", "", "tcp://", "tcp://host", "a b:1", "tcp://host:port"])
def test_what_is_no_address_of_a_cluster_is_told_at_once(address: str) -> None:
    with (
        pytest.raises(ScenarioError, match="is not an address; give the one that the scheduler prints"),
        chosen(1, address),
    ):
        pass
