"""Where tasks are worked out: here, on processes of this machine, or on a Dask cluster that is there already.

The model takes any `concurrent.futures.Executor`; the commands make theirs here.
"""

import functools
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Lock
from types import ModuleType
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
        self._starts += 1
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_leave_interrupts_to_the_parent)
        with _as_workers_start():
            for _ in range(self._count):  # a process starts for each task that no other is there for
                pool.submit(os.getpid)
        return pool

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401  (the interface's own signature)
        """Run a task on a worker, again if the worker dies."""
        task = _Task(functools.partial(fn, *args, **kwargs))
        self._run(task)
        return task

    def _run(self, task: "_Task") -> None:
        pool = self._pool
        try:
            task.at_work = pool.submit(task.call)
        except BrokenProcessPool as error:
            self._run_again(task, pool, error)
        else:
            task.at_work.add_done_callback(lambda done: self._finish(task, pool, done))

    def _run_again(self, task: "_Task", broken: ProcessPoolExecutor, error: BrokenProcessPool) -> None:
        with self._lock:
            if self._pool is broken and self._starts < MOST_STARTS:
                self._pool = self._start()
            is_renewed = self._pool is not broken
        if is_renewed:
            self._run(task)
        else:
            task.set_exception(error)

    def _finish(self, task: "_Task", pool: ProcessPoolExecutor, done: "Future[Any]") -> None:
        error = None if done.cancelled() else done.exception()
        if done.cancelled() or task.cancelled():
            task.cancel()
        elif isinstance(error, BrokenProcessPool):
            self._run_again(task, pool, error)
        elif error is not None:
            task.set_exception(error)
        else:
            self._starts = 0
            task.set_result(done.result())

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  (the interface's own signature)
        """Stop the workers; with `cancel_futures`, without the tasks that have not begun."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def stop(self) -> None:
        """Stop the workers at once, whatever they are at."""
        self._starts = MOST_STARTS
        for child in multiprocessing.active_children():
            child.terminate()


class _Task(Future[Any]):
    """A task's result, whichever worker it comes from; called off, it is called off there too."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__()
        self.call = call
        self.at_work: Future[Any] | None = None

    def cancel(self) -> bool:
        """Call the task off, unless a worker is at it."""
        is_off = self.at_work is None or self.at_work.cancel()
        return is_off and super().cancel()


@contextmanager
def _as_workers_start() -> Iterator[None]:
    """What workers find when they start: one thread for linear algebra, and no main module to import again."""
    main, before = sys.modules["__main__"], {name: os.environ.get(name) for name in ONE_THREAD}
    sys.modules["__main__"] = ModuleType("__main__")
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def _leave_interrupts_to_the_parent() -> None:
    """Ctrl-C reaches every process of a terminal; the parent alone deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def chosen(workers: int, dask: str | None) -> Iterator[Executor | None]:
    """Give the executor asked for, and let it go again: None for one worker, which is this process.

    Raises:
        ScenarioError: if both are asked for, or there is no Dask or no such cluster.
    """
    if workers > 1 and dask is not None:
        raise ScenarioError([Problem((), "give --workers or --dask, not both")])
    if dask is not None:
        yield from _cluster(dask)
    elif workers > 1:
        yield from _processes(workers)
    else:
        yield None


def _processes(count: int) -> Iterator[Executor]:
    try:
        with Workers(count) as executor:
            try:
                yield executor
            except KeyboardInterrupt:
                executor.stop()
                raise
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
