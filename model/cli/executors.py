"""Executors for tasks: processes of this machine, or a Dask cluster that runs already.

The model takes any `concurrent.futures.Executor`; the commands make theirs here.
"""

import contextlib
import functools
import logging
import os
import pickle
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version as installed_version
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast

from model.files.shipped import version
from model.letters import quoted
from model.scenario.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from distributed import Client

Result = TypeVar("Result")

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Variables that linear algebra libraries read when a process starts: every worker has one thread."""
PROGRAM = "roulement"
WORKER = "import sys; sys.path[:] = sys.argv[1:]; from model.cli.worker import main; main()"
NEW_GROUP_ON_WINDOWS = 0x200
MOST_STARTS = 5
WAIT_SECONDS = 8
"""The time that a cluster has to answer, and then to have a worker."""
LOST_SECONDS = 12
"""The time that a cluster may have no worker while tasks wait: a worker that died is started again meanwhile."""
ADDRESS = re.compile(r"([a-z]+://)?(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):[0-9]{1,5}")
"""The address of a scheduler: a protocol, a host and a port."""
CLOSED = (OSError, RuntimeError, CancelledError)
"""Errors of a cluster that is gone, or whose client the main thread is just closing."""


class Workers(ThreadPoolExecutor):
    """Processes of this machine, each with a thread here that hands it tasks; a new process does a dead one's task.

    A task that has killed MOST_STARTS processes in turn is given up: it raises BrokenExecutor.
    """

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self._of_thread = threading.local()
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._is_stopped = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401  (the interface's own signature)
        """Run a task on a worker, again if the worker dies."""
        return super().submit(self._result, pickle.dumps(functools.partial(fn, *args, **kwargs)))

    def _result(self, task: bytes) -> Any:  # noqa: ANN401  (whatever the task returns)
        for _ in range(MOST_STARTS):
            try:
                answer = self._answer(task)
            except (EOFError, OSError, pickle.UnpicklingError):  # the worker died, before or amid its answer
                self._of_thread.process = None
            else:
                is_done, result = pickle.loads(answer)  # noqa: S301  (from our own process)
                if is_done:
                    return result
                raise result
        raise BrokenExecutor(f"{MOST_STARTS} workers died of one task")

    def _answer(self, task: bytes) -> bytes:
        process = getattr(self._of_thread, "process", None) or self._start()
        self._of_thread.process = process
        tasks, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        pickle.dump(task, tasks)
        tasks.flush()
        return pickle.load(answers)  # noqa: S301  (as above)

    def _start(self) -> "subprocess.Popen[bytes]":
        """Start a process with the import path of this one, in its own group: Ctrl-C is for this process alone."""
        command = [sys.executable, "-c", WORKER, *sys.path]
        environment = {**os.environ, **dict.fromkeys(ONE_THREAD, "1")}
        is_windows = sys.platform == "win32"
        with self._lock:
            if self._is_stopped:
                raise BrokenExecutor("the workers were stopped")
            process = subprocess.Popen(  # noqa: S603  (this program)
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                process_group=None if is_windows else 0,
                creationflags=NEW_GROUP_ON_WINDOWS if is_windows else 0,
            )
            self._processes.append(process)
        return process

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  (the interface's own signature)
        """Wait for all tasks, or with `cancel_futures` for the tasks that have begun, and end the workers."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        self.stop()

    def stop(self) -> None:
        """End the workers at once, amid their tasks; none starts after this."""
        with self._lock:
            self._is_stopped = True
            processes, self._processes = self._processes, []
        for process in processes:
            process.kill()
        super().shutdown(cancel_futures=True)
        for process in processes:
            with contextlib.suppress(BrokenPipeError), process:  # closes its pipes and waits for its end
                pass


@contextmanager
def chosen(workers: int, dask: str | None) -> Iterator[Executor | None]:
    """Give the executor that the options ask for, and end it afterwards: None for one worker, which is this process.

    Raises:
        ScenarioError: if there is no Dask or no such cluster.
    """
    if dask is not None:
        with _cluster(dask) as cluster:
            yield cluster
    elif workers > 1:
        words = "the workers stop again and again; they may lack memory: give fewer"
        with _processes(workers, words, "--workers") as processes:
            yield processes
    else:
        yield None


def apart(function: Callable[..., Result], *args: Any) -> Result:  # noqa: ANN401  (whatever the function takes)
    """Return the result of a function from a separate process: an interrupt ends it, whatever library holds it.

    Raises:
        ScenarioError: if the process stops again and again.
    """
    with _processes(1, "the process that works this out stops again and again; it may lack memory") as workers:
        return workers.submit(function, *args).result()


@contextmanager
def _processes(count: int, words: str, option: str = "") -> Iterator[Workers]:
    """Give workers, and end them afterwards; `words` say that they stop again and again."""
    workers = Workers(count)
    try:
        yield workers
    except BrokenExecutor as error:
        raise _refusal(words, option) from error
    finally:
        workers.stop()  # no result that is still missing is wanted


def _refusal(words: str, option: str = "--dask") -> ScenarioError:
    return ScenarioError([Problem((), words, option)])


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415  (an extra that --dask alone needs)
    except ImportError as error:
        words = "this needs the extra 'distributed': pip install 'roulement[distributed]'"
        raise _refusal(words) from error
    is_done = threading.Event()
    logging.disable()  # we report a fault of the cluster once
    try:
        with _client(Client, address) as client:
            _check_workers(client, address)
            executor = client.get_executor(pure=False)
            threading.Thread(target=_give_up, args=(client, executor, is_done), daemon=True).start()
            yield executor
    except KilledWorker as error:
        words = f"the workers of the cluster at {address} stop again and again; they may lack memory"
        raise _refusal(words) from error
    except (CancelledError, OSError) as error:
        words = f"the cluster at {address} is gone, or all its workers are; start it again, and the command"
        raise _refusal(words) from error
    finally:
        is_done.set()
        logging.disable(logging.NOTSET)


def _client(kind: "type[Client]", address: str) -> "Client":
    if not ADDRESS.fullmatch(address):  # a client without an address takes long to end
        words = (
            f"{quoted(address)} is not an address; give the one that the scheduler prints, e.g. tcp://127.0.0.1:8786"
        )
        raise _refusal(words)
    try:
        return kind(address, timeout=WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        words = f"no Dask scheduler answers at {address}; give the address that it prints, e.g. tcp://127.0.0.1:8786"
        raise _refusal(words) from error


def _check_workers(client: "Client", address: str) -> None:
    """Refuse a cluster without workers, or with a worker that does not have this version of the program."""
    try:
        client.wait_for_workers(1, timeout=WAIT_SECONDS)
    except TimeoutError as error:
        words = f"the cluster at {address} has no workers; start some, e.g. dask worker {address}"
        raise _refusal(words) from error
    ours = version()
    # not `version`: a worker that lacks the program could not find it
    there = client.run(installed_version, PROGRAM, on_error="return")
    for worker, theirs in there.items():
        if theirs != ours:
            has = f"has roulement {theirs}" if isinstance(theirs, str) else "does not have roulement"
            words = f"the worker {worker} of the cluster at {address} {has}; install roulement {ours} there"
            raise _refusal(words)


def _give_up(client: "Client", executor: Executor, is_done: threading.Event) -> None:
    """Call off the waiting tasks once the cluster has had no worker for LOST_SECONDS; they would wait for ever."""
    since = time.monotonic()
    while not is_done.wait(LOST_SECONDS / 10):
        with contextlib.suppress(*CLOSED):
            if client.scheduler_info().get("workers"):
                since = time.monotonic()
        if time.monotonic() - since > LOST_SECONDS:
            with contextlib.suppress(*CLOSED):
                executor.shutdown(wait=False)
            return
