"""Where tasks are worked out: here, on processes of this machine, or on a Dask cluster that is there already.

The model takes any `concurrent.futures.Executor`; the commands make theirs here.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Lock
from typing import Any

from model.scenario.errors import Problem, ScenarioError

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""What linear algebra libraries read when a process starts: every worker has one thread."""
MOST_STARTS = 5
WAIT_SECONDS = 10


class Workers(Executor):
    """Processes of this machine. If one dies, new ones are started and the tasks that were not done run again.

    After so many starts without a task being done in between it gives up: then it is the tasks that kill them.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._lock = Lock()
        self._starts = 0
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        for name in ONE_THREAD:
            os.environ.setdefault(name, "1")
        self._starts += 1
        return ProcessPoolExecutor(self._count, mp_context=multiprocessing.get_context("spawn"))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401  (the interface's own signature)
        """Run a task on a worker, again if the worker dies."""
        done: Future[Any] = Future()
        self._hand_out(done, lambda pool: pool.submit(fn, *args, **kwargs))
        return done

    def _hand_out(self, done: "Future[Any]", submit: Callable[[ProcessPoolExecutor], "Future[Any]"]) -> None:
        with self._lock:
            pool = self._pool
            try:
                running = submit(pool)
            except BrokenProcessPool:
                pool = self._pool = self._start()
                running = submit(pool)

        def finished(future: "Future[Any]") -> None:
            error = None if future.cancelled() else future.exception()
            if isinstance(error, BrokenProcessPool) and self._renewed(pool):
                self._hand_out(done, submit)
            elif future.cancelled():
                done.cancel()
            elif error is not None:
                done.set_exception(error)
            else:
                self._starts = 0
                done.set_result(future.result())

        running.add_done_callback(finished)

    def _renewed(self, broken: ProcessPoolExecutor) -> bool:
        """Whether there is a pool to go on with in place of a broken one."""
        with self._lock:
            if self._pool is broken and self._starts < MOST_STARTS:
                self._pool = self._start()
            return self._pool is not broken

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  (the interface's own signature)
        """Stop the workers; with `cancel_futures`, without the tasks that have not begun."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)


@contextmanager
def chosen(workers: int, dask: str | None) -> Iterator[Executor | None]:
    """Give the executor asked for, and let it go again: None for one worker, which is this process.

    Raises:
        ScenarioError: if both are asked for, or there is no Dask or no such cluster.
    """
    if workers > 1 and dask:
        raise ScenarioError([Problem((), "give --workers or --dask, not both")])
    if dask:
        yield from _cluster(dask)
    elif workers > 1:
        yield from _processes(workers)
    else:
        yield None


def _processes(count: int) -> Iterator[Executor]:
    try:
        with Workers(count) as executor:
            yield executor
    except BrokenProcessPool as error:
        words = "the workers stop again and again; they may lack memory: give fewer"
        raise ScenarioError([Problem((), words, "--workers")]) from error


def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415  (an extra: only who asks for it needs it)
    except ImportError as error:
        words = "this needs the extra 'distributed': pip install 'roulement[distributed]'"
        raise ScenarioError([Problem((), words, "--dask")]) from error
    try:
        client = Client(address, timeout=WAIT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        words = f"no Dask scheduler answers at {address}; give the address that it prints, e.g. tcp://127.0.0.1:8786"
        raise ScenarioError([Problem((), words, "--dask")]) from error
    try:
        with client:
            yield client.get_executor(pure=False)  # type: ignore[no-untyped-call]
    except (CancelledError, OSError) as error:
        words = f"the cluster at {address} is gone; start it again, and the command"
        raise ScenarioError([Problem((), words, "--dask")]) from error
